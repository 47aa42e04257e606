"""A table as it is written: named columns of cells, whatever kind of file it comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.data.readers.delimited_options import DelimitedOptions
from nnstudio.graph.data_plan import Column

MOST_COLUMNS = 20_000
LONGEST_NAME = 200
MOST_CELLS = 40_000_000
"""Forty thousand pictures of 28 × 28 pixels fit in; the cells fill up to three gigabytes."""


@dataclass(frozen=True, eq=False)
class Cells:
    """A table as it is written.

    Parameters
    ----------
    file
        The name of the file.
    names
        The names of the columns, each once.
    columns
        The cells of each column as they are written, quotation marks taken off.
    lines
        Where each record begins ``(records,)``, from 1: in a line of text, or as ``counted`` says.
    options
        How it was read, nothing automatic left: `DelimitedOptions` or what was derived from it.
    whole
        Whether these are all records of the file.
    warnings
        What else the user should know.
    counted
        What ``lines`` counts: ``"line"``, ``"row"`` of a sheet or ``"record"``.
    """

    file: str
    names: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    lines: Array
    options: DelimitedOptions
    whole: bool = True
    warnings: tuple[Text, ...] = ()
    counted: str = "line"

    def place(self, record: int) -> Text:
        """Return where a record (from 0) is, to be put into a sentence."""
        words = {"line": N_("line {number}"), "row": N_("row {number}")}
        template = words.get(self.counted, N_("record {number}"))
        return Text(template, number=int(self.lines[record]))


def unique_names(names: Sequence[str]) -> tuple[tuple[str, ...], tuple[Text, ...]]:
    """Return the names of columns, each once and none empty, and warnings of what was changed."""
    plain = [_cut(readable(name), LONGEST_NAME) for name in names]
    taken = set(plain)
    used: Counter[str] = Counter()
    doubled: list[str] = []
    unique: list[str] = []
    for place, name in enumerate(plain, 1):
        free = name or f"column {place}"
        used[free] += 1
        if used[free] > 1 or (not name and free in taken):
            if name and used[free] == 2:
                doubled.append(name)
            free = _numbered(free, max(2, used[free]), taken)
        unique.append(free)
    template = N_("Several columns are called {names}; those behind the first were numbered.")
    return tuple(unique), ((Text(template, names=listed(doubled)),) if doubled else ())


def _numbered(name: str, count: int, taken: set[str]) -> str:
    while f"{name} ({count})" in taken:
        count += 1
    taken.add(f"{name} ({count})")
    return f"{name} ({count})"


def require_size(file: str, records: int, columns: int) -> None:
    """Refuse a table with more columns or cells than can be read.

    Raises
    ------
    UserError
        There are more.
    """
    if columns > MOST_COLUMNS:
        template = N_("{name} has {got} columns; at most {most} can be read. Leave columns out.")
        raise UserError(Text(template, name=file, got=f"{columns:,}", most=f"{MOST_COLUMNS:,}"))
    if records * columns > MOST_CELLS:
        template = N_("{name} has more than {most} cells. Split it, or take a part of it.")
        raise UserError(Text(template, name=file, most=f"{MOST_CELLS:,}"))


def require_names(cells: Cells, decided: Sequence[Column]) -> None:
    """Refuse columns that a table does not have.

    Raises
    ------
    UserError
        It lacks some.
    """
    unknown = [column.name for column in decided if column.name not in cells.names]
    if unknown:
        template = N_("{name} has no columns {names}; it has {known}.")
        names, known = listed(unknown), listed(cells.names, 10)
        raise UserError(Text(template, name=cells.file, names=names, known=known))


def listed(names: Sequence[str], most: int = 5) -> str:
    """Return some of the names for a sentence."""
    short = [_cut(readable(name), 40) for name in names[:most]]
    return ", ".join(short) + (" …" if len(names) > most else "")


def readable(words: str) -> str:
    """Return what a file says so that it fits into a line, without characters that steer devices."""
    if words.isprintable():
        return " ".join(words.split())
    return " ".join("".join(c if c >= " " and c != "\x7f" else " " for c in words).split())


def _cut(name: str, most: int) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"
