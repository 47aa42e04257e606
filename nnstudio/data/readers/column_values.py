"""The cells of a column as numbers: quantities, days, or the numbers of categories."""

from __future__ import annotations

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.data.readers.cells import Cells, listed
from nnstudio.data.readers.column_cells import ColumnCells
from nnstudio.data.readers.column_guess import PARTS
from nnstudio.graph.data_plan import Column


def column_values(
    cells: Cells, read: ColumnCells, column: Column, warnings: list[Text] | None
) -> Array:
    """Return a number for each cell of a column ``(n,)``; NaN where it is missing.

    Parameters
    ----------
    warnings
        Is told of cells that are not of the column's type and count as missing; None: they are
        refused.

    Raises
    ------
    UserError
        A category is not among those of the column, or no cell is of the column's type.
    """
    if column.role == "split":
        return _part_numbers(read)
    if column.type in ("category", "text") and column.role != "time":
        return _category_numbers(cells, read, column)
    numbers = read.dates if column.type == "date" else read.numbers
    wrong = np.flatnonzero(np.isnan(numbers) & ~read.missing)
    if wrong.size and (warnings is None or wrong.size == int((~read.missing).sum())):
        template = N_(
            "{name}, {place}: the column {column} holds {got}, which is no number. Mend it, or "
            "change the type of the column."
        )
        if column.type == "date":
            template = N_(
                "{name}, {place}: the column {column} holds {got}, which is no date. Mend it, or "
                "change the type of the column."
            )
        raise UserError(_about(template, cells, read, column, int(wrong[0])))
    if wrong.size and warnings is not None:
        template = N_(
            "In the column {column} cells count as empty that are no finite numbers: {count}, the "
            "first in {place}: {got}."
        )
        if column.type == "date":
            template = N_(
                "In the column {column} cells count as empty that are no dates: {count}, the first "
                "in {place}: {got}."
            )
        warnings.append(_about(template, cells, read, column, int(wrong[0]), count=wrong.size))
    return numbers


def _part_numbers(read: ColumnCells) -> Array:
    words = {cell: PARTS.get(cell.strip().casefold(), np.nan) for cell in read.counts}
    return np.array([words[cell] for cell in read.cells], np.float64)


def _category_numbers(cells: Cells, read: ColumnCells, column: Column) -> Array:
    places = read.places(column.categories)
    unknown = np.flatnonzero(places == -2)
    if unknown.size:
        template = N_(
            "{name}, {place}: the column {column} holds {got}, which is none of its {count} known "
            "categories. Mend it, or choose the data again to learn with it."
        )
        if len({read.cells[n] for n in unknown}) > 1:
            template = N_(
                "{name}, {place}: the column {column} holds {got}, which are none of its {count} "
                "known categories. Mend them, or choose the data again to learn with them."
            )
        got = listed(list(dict.fromkeys(repr(read.label(read.cells[n])) for n in unknown)))
        about = _about(template, cells, read, column, int(unknown[0]), len(column.categories), got)
        raise UserError(about)
    return np.where(places < 0, np.nan, places)


def _about(
    template: str,
    cells: Cells,
    read: ColumnCells,
    column: Column,
    record: int,
    count: int = 0,
    got: str = "",
) -> Text:
    got = got or listed([repr(read.cells[record])])
    place = cells.place(record)
    return Text(template, name=cells.file, place=place, column=column.name, got=got, count=count)
