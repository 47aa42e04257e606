"""How the user's own files become samples: one file for each kind of data.

A reader looks at a file before it is loaded whole, guesses what it is, and says so in words; what
it guesses can be changed. It never runs or unpickles anything that it finds in a file.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from nnstudio.core.discovery import discover
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.data.readers.reader import Reader

__all__ = ["Reader", "reader", "reader_for", "reader_kinds", "require_file"]


def reader_kinds() -> tuple[str, ...]:
    """Return the kinds of files that can be read, in the order menus show them."""
    return tuple(_readers())


def reader(kind: str) -> Reader:
    """Return the reader of a kind of files.

    Raises
    ------
    UserError
        There is none.
    """
    try:
        return _readers()[kind]
    except KeyError:
        text = N_("There is no reader {got}; there are {known}.")
        known = ", ".join(reader_kinds())
        raise UserError(Text(text, got=repr(kind), known=known)) from None


def reader_for(path: Path) -> Reader:
    """Return the reader that suits a file or folder best.

    Raises
    ------
    UserError
        It is not there, or nothing here reads it.
    """
    require_file(path)
    known = _readers().values()
    best = max(known, key=lambda each: each.suits(path))
    if best.suits(path) <= 0 and path.is_dir():
        text = N_(
            "The folder {name} has nothing in it that can be read here: pictures, sounds or texts "
            "in a folder for each class, IDX files or NumPy arrays. Choose another one, or a file."
        )
        raise UserError(Text(text, name=path.name))
    if best.suits(path) <= 0:
        text = N_(
            "{name} is of no kind that can be read here: tables (CSV, TSV, JSON), pictures, IDX, "
            "NumPy arrays, text or sound. Save it as one of these."
        )
        raise UserError(Text(text, name=path.name))
    return best


def require_file(path: Path) -> None:
    """Refuse what is no file or folder.

    Raises
    ------
    UserError
        It is not there, may not be read, or is a pipe or device, which may never end.
    """
    if not os.path.exists(path):  # unlike `Path.exists` it minds no path that cannot be looked at
        text = N_("There is no file or folder {path}. Check its name, or choose another one.")
        raise UserError(Text(text, path=str(path)))
    if not (path.is_file() or path.is_dir()):
        text = N_("{path} is a pipe or a device, no file. Save what comes out of it as a file.")
        raise UserError(Text(text, path=str(path)))
    if not os.access(path, os.R_OK | (os.X_OK if path.is_dir() else 0)):
        text = N_("{path} may not be read. Ask for the right to read it, or choose another one.")
        raise UserError(Text(text, path=str(path)))


@cache
def _readers() -> dict[str, Reader]:
    found = discover("nnstudio.data.readers", Reader)  # type: ignore[type-abstract]
    made = [each() for each in found.values()]
    return {each.name: each for each in sorted(made, key=lambda each: each.order)}
