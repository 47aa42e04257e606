"""Networks from the files of others: one file or folder per format.

An importer reads a file and gives a project with its weights, arranged; what NNStudio has no layer
for is named and left out. Nothing in a file is ever executed, and its sizes are checked before
anything is unpacked. Adding a file with an `Importer` is all it takes to read a format.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from nnstudio.core.discovery import discover
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.imports.base import Imported, Importer

__all__ = ["Imported", "Importer", "all_importers", "import_network"]


@cache
def all_importers() -> dict[str, type[Importer]]:
    """Return every importer by name, in the order in which dialogs show them."""
    found = discover("nnstudio.imports", Importer)
    return dict(sorted(found.items(), key=lambda item: item[1].order))


def import_network(path: Path) -> Imported:
    """Return the network in a file, by the importer that its name's ending belongs to.

    Raises
    ------
    UserError
        No importer reads such files, or this one cannot be read.
    """
    for importer in all_importers().values():
        if path.suffix.lower() in importer.suffixes:
            return importer().read(path)
    if path.suffix.lower() == ".npz":
        text = N_(
            "{name} has no drawing, for an .npz file holds arrays alone. If they are weights, open "
            "or draw their network, then load the weights into it: File > Load Weights… in the "
            "window, nnstudio.load_weights in Python."
        )
        raise UserError(Text(text, name=path.name))
    known = ", ".join(s for importer in all_importers().values() for s in importer.suffixes)
    text = N_("{name} is no network that can be imported; those end in {known}.")
    raise UserError(Text(text, name=path.name, known=known))
