"""The classes of pictures that lie in one folder, from a table beside them that names each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.data.readers.cells import Cells
from nnstudio.data.readers.class_folders import FoundFile, FoundFiles, division_of
from nnstudio.data.readers.delimited import read_delimited
from nnstudio.data.readers.folder_search import label_of, natural, shown

SUFFIXES = (".csv", ".tsv", ".txt")
MOST_TABLES = 5
LARGEST = 64 << 20
LABEL_NAMES = ("label", "labels", "class", "category", "target", "species", "breed", "y")


def with_labels(found: FoundFiles, folder: Path) -> tuple[FoundFiles, list[Text]]:
    """Return files with the classes that a table in the folder gives them, and what is to be said.

    The table has a column of file names, with or without their suffix, and one of classes. Without
    such a table the files stay as they are.
    """
    for path in _tables(folder):
        try:
            cells = read_delimited(path)
        except UserError:  # not every text beside pictures is a table
            continue
        labels = _labels(cells, found.files)
        if labels is None:
            continue
        column, of = labels
        named = [
            (file, next((of[key] for key in _keys(file) if key in of), "")) for file in found.files
        ]
        files = tuple(replace(file, label=label) for file, label in named if label)
        text = N_("The classes are those in {file}, column {column}.")
        told = [Text(text, file=shown(path.name), column=column)]
        if len(files) < len(found.files):
            text = N_("{count} pictures are not in it and are left out.")
            told.append(Text(text, count=len(found.files) - len(files)))
        classes = tuple(sorted({file.label for file in files}, key=natural))
        found = replace(found, files=files, classes=classes, division=division_of(files))
        return replace(found, loose=0, others=()), told
    return found, []


def _tables(folder: Path) -> Iterator[Path]:
    try:
        files = sorted(f for f in folder.iterdir() if f.suffix.lower() in SUFFIXES and f.is_file())
        yield from [f for f in files if 0 < f.stat().st_size <= LARGEST][:MOST_TABLES]
    except OSError:
        return


def _labels(cells: Cells, files: Sequence[FoundFile]) -> tuple[str, dict[str, str]] | None:
    """Return the name of the column of classes, and the class by the name of a file in the table."""
    known = {key for file in files for key in _keys(file)}
    columns = [[_file_named(cell, known) for cell in column] for column in cells.columns]
    hits = [sum(cell in known for cell in column) for column in columns]
    if not hits or 2 * max(hits) < min(len(files), len(columns[0])) or len(columns) < 2:
        return None
    place = hits.index(max(hits))
    rows = len(columns[place])
    # A column that is called so, else the first in which values come again.
    order = sorted(range(len(columns)), key=lambda n: cells.names[n].casefold() not in LABEL_NAMES)
    for n in order:
        if n == place:
            continue
        labels = [label_of(cell.strip()) for cell in cells.columns[n]]
        several = len({label for label in labels if label})
        if several and (2 * several <= rows or cells.names[n].casefold() in LABEL_NAMES):
            return cells.names[n], dict(zip(columns[place], labels, strict=True))
    return None


def _keys(file: FoundFile) -> tuple[str, ...]:
    """Return how a table may name a file: with its folder, without, and without its suffix."""
    name = _key(file.name)
    last = name.rsplit("/", 1)[-1]
    return name, last, last.rsplit(".", 1)[0]


def _file_named(cell: str, known: Collection[str]) -> str:
    """Return what a cell calls a file; the folders before it may be those of another machine."""
    key = _key(cell)
    return key if key in known else key.rsplit("/", 1)[-1]


def _key(name: str) -> str:
    return label_of(name.strip().replace("\\", "/")).casefold()
