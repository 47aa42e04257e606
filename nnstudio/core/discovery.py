"""Find the building blocks: every class of a kind in the files of a room."""

from __future__ import annotations

import importlib
import pkgutil
from importlib.metadata import entry_points
from typing import TypeVar

T = TypeVar("T")


def discover(package: str, base: type[T], entry_point_group: str = "") -> dict[str, type[T]]:
    """Return the named subclasses of ``base`` defined in the modules of ``package``.

    Parameters
    ----------
    package
        A room such as ``nnstudio.layers``.
    base
        The class they all extend. A subclass without a ``name`` of its own is no building block.
    entry_point_group
        Where installed packages announce building blocks of their own.

    Raises
    ------
    ValueError
        Two classes have the same name.
    """
    room = importlib.import_module(package)
    found: dict[str, type[T]] = {}
    modules = [
        importlib.import_module(f"{package}.{info.name}")
        for info in pkgutil.iter_modules(room.__path__)
    ]
    classes = [c for m in modules for c in vars(m).values() if isinstance(c, type)]
    if entry_point_group:
        classes += [point.load() for point in entry_points(group=entry_point_group)]
    for cls in classes:
        if not issubclass(cls, base) or "name" not in vars(cls):
            continue
        name = vars(cls)["name"]
        if found.setdefault(name, cls) is not cls:
            raise ValueError(f"Two building blocks are called {name!r}: {found[name]} and {cls}.")
    return found
