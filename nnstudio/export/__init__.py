"""Trained networks in the files of others: a file or a folder per target.

An exporter reads a project and its weights and writes a file, perhaps with others beside it; it
never trains, never asks and never leaves half a file. Adding a file with an `Exporter` (or a folder
whose ``__init__`` has one) is all it takes to add a target. Libraries that are large are imported
where they are used.
"""

from __future__ import annotations

from functools import cache

from nnstudio.core.discovery import discover
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.export.base import Exporter, ExportJob, ExportOptions

__all__ = ["ExportJob", "ExportOptions", "Exporter", "all_exporters", "exporter"]


@cache
def all_exporters() -> dict[str, type[Exporter]]:
    """Return every exporter by name, in the order menus show them."""
    found = discover("nnstudio.export", Exporter)
    return dict(sorted(found.items(), key=lambda item: item[1].order))


def exporter(name: str) -> Exporter:
    """Return the exporter called ``name``.

    Raises
    ------
    UserError
        There is none of that name.
    """
    known = all_exporters()
    if name not in known:
        text = Text(
            N_("There is no export to {got}; there are: {known}."),
            got=repr(name),
            known=", ".join(known),
        )
        raise UserError(text)
    return known[name]()
