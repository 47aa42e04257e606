"""Tables: rows are samples, columns are features and targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.settings import Settings
from nnstudio.core.text import N_, Text
from nnstudio.data.dataset import Dataset, DatasetInfo, Findings, RawSamples
from nnstudio.data.readers.cells import Cells, listed, require_names
from nnstudio.data.readers.column_cells import ColumnCells
from nnstudio.data.readers.column_guess import guess_columns
from nnstudio.data.readers.column_values import column_values
from nnstudio.data.readers.delimited import read_delimited
from nnstudio.data.readers.new_cases import NewCases
from nnstudio.data.readers.reader import Outline, Progress, Reader, unheard
from nnstudio.data.readers.table_options import TableOptions
from nnstudio.data.readers.table_samples import (
    encoded,
    feature_names,
    require_features,
    signature_of,
    table_samples,
)
from nnstudio.data.split import usual_shares
from nnstudio.graph.data_plan import Column, DataSource
from nnstudio.graph.signature import Signature

OUTLINE_BYTES = 4 * 2**20
"""What a look at a file reads of it; most tables are no longer."""
HEAD_ROWS = 100

_DELIMITED = (".csv", ".tsv", ".tab", ".psv", ".ssv", ".data")
_JSON = (".json", ".jsonl", ".ndjson")
_EXCEL = (".xlsx", ".xlsm")
_SNIFFED_BYTES = 1 << 16


class TableReader(Reader):
    """Reads delimited text, JSON records and Excel sheets."""

    name = "table"
    label = N_("Table")
    order = 10
    patterns = tuple(f"*{s}" for s in (*_DELIMITED, ".csv.gz", ".tsv.gz", *_JSON, *_EXCEL))
    options = TableOptions

    def suits(self, path: Path) -> float:
        """Return how well a file suits: by its name, else by how its first lines look."""
        if not path.is_file():
            return 0.0
        suffix = _suffix(path)
        if suffix in _EXCEL:
            return 0.9
        if suffix in (*_DELIMITED, *_JSON):
            return 0.6
        try:
            cells = read_delimited(path, most_bytes=_SNIFFED_BYTES)
        except UserError:
            return 0.0
        numbers = sum(_looks_like_numbers(column) for column in cells.columns)
        return 0.75 if len(cells.names) > 1 and 2 * numbers >= len(cells.names) else 0.05

    def outline(self, path: Path, options: Settings, columns: tuple[Column, ...] = ()) -> Outline:
        """Look at a table; of a long one only the first part is read."""
        cells = read_cells(path, cast(TableOptions, options), OUTLINE_BYTES)
        cells, read, found, warnings = _understood(cells, columns)
        head = tuple(zip(*(column[:HEAD_ROWS] for column in cells.columns), strict=True))
        samples = None
        try:
            given = table_samples(cells, read, _with_categories(read, found))
            samples = len(given.rows) if cells.whole else None
            warnings += given.warnings
        except UserError as error:
            warnings = (*warnings, error.text)  # another choice of columns may mend it
        return Outline(cells.options, found, head, samples=samples, warnings=warnings)

    def read(self, source: DataSource, options: Settings, progress: Progress = unheard) -> Dataset:
        """Read a table whole."""
        assert source.file is not None
        chosen = cast(TableOptions, options)
        cells = read_cells(
            Path(source.file.path), chosen, None, lambda share: progress(0.6 * share)
        )
        cells, read, columns, warnings = _understood(cells, source.columns)
        progress(0.8)
        given = table_samples(cells, read, columns)
        signature = signature_of(columns)
        source = replace(source, columns=columns)
        info = self.card(source, cells.options, signature, (len(given.rows), 0))
        findings = Findings(
            columns,
            missing=tuple(
                column.count_missing(use.type) for column, use in zip(read, columns, strict=True)
            ),
            parts=given.parts,
            rows=given.rows,
            warnings=(*warnings, *given.warnings),
        )
        none = given.x[:0], given.y[:0]

        def part(split: str) -> RawSamples:
            return (given.x, given.y) if split == "train" else none

        progress(1.0)
        return Dataset(info, part, findings)

    def samples(self, path: Path, source: DataSource, options: Settings) -> Array:
        """Return the features of another table, as `cases` does."""
        return self.cases(path, source, options).x

    def cases(self, path: Path, source: DataSource, options: Settings) -> NewCases:
        """Return the features of another table with all its columns, which may be in any order.

        A category that is not known, and an empty cell in a column whose incomplete rows were left
        out, are refused: no number could stand for them that the network has learned from.
        """
        chosen = cast(TableOptions, options)
        # It may have been saved in another way than what was learned from.
        fresh = {"delimiter", "encoding", "comment", "decimal", "sheet"}
        usual = {key: chosen.default_of(key) for key in fresh}
        cells = read_cells(path, chosen.with_values(**usual), None)
        if cells.options.delimiter == chosen.delimiter:
            cells = replace(cells, options=cells.options.with_values(decimal=chosen.decimal))
        read = {column.name: column for column in _columns_of(cells)}
        features = [column for column in source.columns if column.role == "feature"]
        if lacking := [column.name for column in features if column.name not in read]:
            template = N_("{name} lacks the columns {names}; it has {known}.")
            known = listed(cells.names, 10)
            names = listed(lacking)
            raise UserError(Text(template, name=path.name, names=names, known=known))
        require_features(cells, features)
        values = {c.name: column_values(cells, read[c.name], c, None) for c in features}
        for column in features:
            empty = np.flatnonzero(np.isnan(values[column.name]))
            if column.missing == "drop" and empty.size:
                template = N_(
                    "{name}, {place}: the column {column} is empty, but the network has learned "
                    "from complete rows only. Fill it."
                )
                place = cells.place(int(empty[0]))
                raise UserError(Text(template, name=path.name, place=place, column=column.name))
        return NewCases(encoded(features, values), cells.names, cells.columns)

    def card(
        self, source: DataSource, options: Settings, signature: Signature, counts: tuple[int, int]
    ) -> DatasetInfo:
        """Return the card of a table that was read before."""
        assert source.file is not None
        columns = source.columns
        total = counts[0]
        classes = any(target.task == "classification" for target in signature.all_targets)
        features = [column for column in columns if column.role == "feature"]
        plane = len(features) == 2 and all(column.type == "number" for column in features)
        plane = plane and len(signature.features) == 2 and signature.task == "classification"
        roles = {column.role for column in columns}
        split = "stratified" if classes else "random"
        if "time" in roles:
            split = "time"
        if "split" in roles:
            split = "column"
        validation, test = usual_shares(total)
        return DatasetInfo(
            name=self.name,
            title=Path(source.file.path).name,
            summary=N_("A table of yours: each row is a sample."),
            kind="points" if plane and not signature.further else "table",
            signature=signature,
            train_count=counts[0],
            test_count=counts[1],
            scaling="standard",
            validation=validation,
            options=options,
            split=split,
            test=test,
            unscaled=feature_names(columns)[1],
        )


def read_cells(
    path: Path, options: TableOptions, most_bytes: int | None = None, progress: Progress = unheard
) -> Cells:
    """Return the cells of a file of any kind of table.

    Raises
    ------
    UserError
        It cannot be read.
    """
    suffix = _suffix(path)
    if suffix in _EXCEL:
        from nnstudio.data.readers.spreadsheet import read_spreadsheet

        cells, sheet = read_spreadsheet(path, options, options.sheet)
        return replace(cells, options=cells.options.with_values(sheet=sheet))
    if suffix in _JSON:
        from nnstudio.data.readers.json_records import read_json

        return read_json(path, options, most_bytes)
    return read_delimited(path, options, most_bytes=most_bytes, progress=progress)


def _understood(
    cells: Cells, decided: tuple[Column, ...]
) -> tuple[Cells, list[ColumnCells], tuple[Column, ...], tuple[Text, ...]]:
    """Return a table with its options settled, its columns, their use, and warnings."""
    require_names(cells, decided)
    read = _columns_of(cells)
    columns, warnings = guess_columns(read, decided, whole=cells.whole)
    dated = [c for c, use in zip(read, columns, strict=True) if use.type == "date"]
    orders = {column.day_first for column in dated if column.has_short_dates}
    if orders:  # what one column shows holds for the others too
        dates = "day" if True in orders else "month"
        cells = replace(cells, options=cells.options.with_values(dates=dates))
        unclear = [column.name for column in dated if orders == {None} and column.has_short_dates]
        read = _columns_of(cells)
        if unclear:
            template = N_(
                "The dates of these columns can be read in two ways; the month was taken to come "
                "first: {names}."
            )
            warnings = (*warnings, Text(template, names=listed(unclear)))
    spaced = [
        column.name
        for column, use in zip(read, columns, strict=True)
        if use.type == "category"
        and len({label.strip() for label in column.labels}) < len(column.labels)
    ]
    if spaced:
        template = N_("Some labels differ only by the spaces around them: {names}. Trim labels?")
        warnings = (*warnings, Text(template, names=listed(spaced)))
    return cells, read, columns, (*cells.warnings, *warnings)


def _columns_of(cells: Cells) -> list[ColumnCells]:
    writing = cast(TableOptions, cells.options).writing
    return [
        ColumnCells(name, column, writing)
        for name, column in zip(cells.names, cells.columns, strict=True)
    ]


def _with_categories(read: Sequence[ColumnCells], columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return the columns with the categories of what was read, where they have none."""
    return tuple(
        replace(use, categories=tuple(column.labels))
        if use.type == "category" and not use.categories
        else use
        for column, use in zip(read, columns, strict=True)
    )


def _suffix(path: Path) -> str:
    return Path(path.name.lower().removesuffix(".gz")).suffix


def _looks_like_numbers(cells: Sequence[str]) -> bool:
    from nnstudio.data.readers.dialect import is_number

    return sum(map(is_number, cells)) > 0.5 * len(cells)
