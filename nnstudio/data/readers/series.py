"""Series: rows follow one another in time, and windows of them tell what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.settings import Settings
from nnstudio.core.text import N_, Text
from nnstudio.data.dataset import Course, Dataset, DatasetInfo, Findings, RawSamples
from nnstudio.data.readers.cells import Cells, require_names
from nnstudio.data.readers.column_cells import ColumnCells
from nnstudio.data.readers.column_values import column_values
from nnstudio.data.readers.delimited import read_delimited
from nnstudio.data.readers.reader import Outline, Progress, Reader, unheard
from nnstudio.data.readers.series_columns import guess_series, is_even, steps_of, usual_window
from nnstudio.data.readers.series_options import SeriesOptions
from nnstudio.data.readers.series_windows import (
    input_columns,
    input_names,
    inputs_of,
    signature_of,
    windows_of,
)
from nnstudio.data.readers.text_file import AUTOMATIC
from nnstudio.data.readers.windows import shares_by_time
from nnstudio.graph.data_plan import Column, DataSource
from nnstudio.graph.signature import Signature

OUTLINE_BYTES = 8 * 2**20
SNIFFED_BYTES = 1 << 16
HEAD_ROWS = 100
MANY = 100
FEWEST_TO_SUIT, MOST_TO_SUIT = 20, 8
"""So many rows and numbers a table must have, or may have at most, to be taken for a series."""

_SUFFIXES = (".csv", ".tsv", ".tab", ".data", ".txt")


class SeriesReader(Reader):
    """Reads tables over time as windows ``(window, features)`` with what follows as numbers.

    With differences the network reads and predicts changes, and its features and targets are named
    so, such as ``"price (change)"``: the next value is the change added to the last known value,
    or to the one a season before.
    """

    name = "series"
    label = N_("Series")
    order = 60
    patterns = ("*.csv", "*.tsv", "*.csv.gz", "*.tsv.gz")
    options = SeriesOptions

    def suits(self, path: Path) -> float:
        """Return 0.9 where even dates come with a few columns of nothing but numbers."""
        name = path.name.lower().removesuffix(".gz")
        if not path.is_file() or not name.endswith(_SUFFIXES):
            return 0.0
        try:
            cells = read_delimited(path, SeriesOptions(), most_bytes=SNIFFED_BYTES)
        except UserError:
            return 0.0
        read = _columns_of(cells)
        columns, _ = guess_series(read)
        times = [c for c, use in zip(read, columns, strict=True) if use.role == "time"]
        numbers = sum(use.type == "number" and use.role != "time" for use in columns)
        if len(cells.lines) < FEWEST_TO_SUIT or not times or not 1 <= numbers <= MOST_TO_SUIT:
            return 0.0
        dated = any(use.type == "date" for use in columns)
        even = is_even(times[0].dates if dated else times[0].numbers)
        others = len(columns) - numbers - 1
        # Of many even dates a word beside the numbers, such as the weather, makes no table.
        return 0.9 if even and others <= (len(cells.lines) >= MANY) else 0.2

    def outline(self, path: Path, options: Settings, columns: tuple[Column, ...] = ()) -> Outline:
        cells = read_delimited(path, cast(SeriesOptions, options), most_bytes=OUTLINE_BYTES)
        head = tuple(zip(*(column[:HEAD_ROWS] for column in cells.columns), strict=True))
        read = _columns_of(cells)
        require_names(cells, columns)
        found, warnings = guess_series(read, columns)
        outline = Outline(cells.options, found, head, warnings=(*cells.warnings, *warnings))
        try:
            series = _series(cells, read, found)
            made = windows_of(series.columns, series.values, series.options, cells.file)
        except UserError as error:
            # Another choice of columns may mend it.
            return replace(outline, warnings=(*outline.warnings, error.text))
        return replace(
            outline,
            options=series.options,
            samples=len(made.x) if cells.whole else None,
            warnings=(*outline.warnings, *series.warnings, *_costs(made.left_out)),
        )

    def read(self, source: DataSource, options: Settings, progress: Progress = unheard) -> Dataset:
        path = _path(source)
        chosen = cast(SeriesOptions, options)
        cells = read_delimited(path, chosen, progress=lambda share: progress(0.6 * share))
        read = _columns_of(cells)
        require_names(cells, source.columns)
        columns, warnings = guess_series(read, source.columns)
        series = _series(cells, read, columns)
        progress(0.8)
        made = windows_of(columns, series.values, series.options, path.name)
        signature = signature_of(columns, series.options)
        source = replace(source, columns=columns)
        info = self.card(source, series.options, signature, (len(made.x), 0))
        told = [*cells.warnings, *warnings, *series.warnings, *_costs(made.left_out)]
        if not info.test:
            text = N_("There are too few windows to hold some out that share no step with others.")
            told.append(Text(text))
        findings = Findings(
            columns,
            missing=tuple(int(column.missing.sum()) for column in read),
            gap=series.options.gap,
            rows=series.order[made.rows],
            warnings=tuple(told),
            course=_course(cells, series, made.rows),
        )
        none = made.x[:0], made.y[:0]

        def part(split: str) -> RawSamples:
            return (made.x, made.y) if split == "train" else none

        progress(1.0)
        return Dataset(info, part, findings)

    def samples(self, path: Path, source: DataSource, options: Settings) -> Array:
        """Return all windows of another file, the last of them ending with its last row."""
        chosen = cast(SeriesOptions, options)
        fresh = {key: chosen.default_of(key) for key in ("delimiter", "encoding", "comment")}
        cells = read_delimited(path, chosen.with_values(**fresh))
        wanted = [c for c in source.columns if c.role == "time"]
        wanted += input_columns(source.columns, chosen)
        require_names(cells, wanted)
        read = {column.name: column for column in _columns_of(cells)}
        values = {c.name: column_values(cells, read[c.name], c, None) for c in wanted}
        time = next((c for c in wanted if c.role == "time"), None)
        times = values[time.name] if time else np.zeros(len(cells.lines))
        order = steps_of(time, times).order
        values = {name: numbers[order] for name, numbers in values.items()}
        inputs = inputs_of(source.columns, values, chosen)
        if len(inputs) < chosen.window:
            text = N_("{name} has {rows} rows; a window of {window} steps needs at least {needed}.")
            needed = chosen.window + chosen.lag
            about = {"rows": len(order), "window": chosen.window, "needed": needed}
            raise UserError(Text(text, name=path.name, **about))
        x = np.lib.stride_tricks.sliding_window_view(inputs, chosen.window, axis=0)
        x = x.transpose(0, 2, 1)
        if np.isnan(inputs[-chosen.window :]).any():
            text = N_("{name}: a number is missing in the last {window} rows. Fill it.")
            raise UserError(Text(text, name=path.name, window=chosen.window))
        return x[~np.isnan(x).any(axis=(1, 2))]

    def card(
        self, source: DataSource, options: Settings, signature: Signature, counts: tuple[int, int]
    ) -> DatasetInfo:
        chosen = cast(SeriesOptions, options)
        validation, test = shares_by_time(counts[0], chosen.gap)
        summary = N_("A series; windows of it tell what comes next.")
        if chosen.lag:
            summary = N_(
                "A series; windows of its changes tell the next change, which is to be added to the "
                "value it starts from."
            )
        return DatasetInfo(
            name=self.name,
            title=_path(source).name,
            summary=summary,
            kind="series",
            signature=signature,
            train_count=counts[0],
            test_count=counts[1],
            scaling="standard",
            validation=validation,
            options=options,
            split="time",
            test=test,
            unscaled=input_names(source.columns, chosen)[1],
        )


@dataclass(frozen=True, eq=False)
class _Series:
    """A series whose columns are decided: their numbers in the order of time."""

    options: SeriesOptions
    columns: tuple[Column, ...]
    values: Mapping[str, Array]
    order: Array
    warnings: tuple[Text, ...]


def _series(cells: Cells, read: Sequence[ColumnCells], columns: tuple[Column, ...]) -> _Series:
    options = cast(SeriesOptions, cells.options)
    warnings: list[Text] = []
    known = {column.name: column for column in read}
    used = [column for column in columns if column.role in ("feature", "target", "time")]
    _require_columns(cells, columns, options)
    values = {c.name: column_values(cells, known[c.name], c, warnings) for c in used}
    time = next((column for column in used if column.role == "time"), None)
    steps = steps_of(time, values[time.name] if time else np.zeros(len(cells.lines)))
    values = {name: numbers[steps.order] for name, numbers in values.items()}
    for column in used:
        filled = values[column.name][~np.isnan(values[column.name])]
        if column.role == "target" and filled.size and (filled == filled[0]).all():
            text = N_(
                "{name}: {column} is the same in every row, so there is nothing to predict. Choose "
                "another target."
            )
            raise UserError(Text(text, name=cells.file, column=column.name))
    if time is not None and time.type == "date" and options.dates == AUTOMATIC:
        dates = "day" if known[time.name].day_first else "month"
        options = options.with_values(dates=dates)
    if not options.window:
        rows = len(steps.order) - options.lag
        window = usual_window(rows, options.horizon, steps.rhythm)
        options = options.with_values(window=window)
    told = (*warnings, *steps.warnings)
    return _Series(options, columns, values, steps.order, told)


def _course(cells: Cells, series: _Series, rows: Array) -> Course:
    time = next((c.name for c in series.columns if c.role == "time"), None)
    written = cells.columns[cells.names.index(time)] if time is not None else ()
    times = tuple(str(written[place]) for place in series.order) if len(written) else ()
    targets = [series.values[c.name] for c in series.columns if c.role == "target"]
    return Course(times, np.stack(targets, axis=1), rows, series.options.lag)


def _require_columns(cells: Cells, columns: Sequence[Column], options: SeriesOptions) -> None:
    targets = [column for column in columns if column.role == "target"]
    if not targets:
        text = N_("{name} has no column of changing numbers to predict. Choose another file.")
        raise UserError(Text(text, name=cells.file))
    if not input_columns(columns, options):
        text = N_(
            "{name} leaves nothing to predict from. Choose a feature, or let the network see the "
            "target's past."
        )
        raise UserError(Text(text, name=cells.file))
    for column in columns:
        if column.role in ("feature", "target") and column.type != "number":
            text = N_(
                "{name}: {column} is no column of numbers, which a series is made of. Ignore it, or "
                "change its type."
            )
            raise UserError(Text(text, name=cells.file, column=column.name))


def _columns_of(cells: Cells) -> list[ColumnCells]:
    writing = cast(SeriesOptions, cells.options).writing
    pairs = zip(cells.names, cells.columns, strict=True)
    return [ColumnCells(name, column, writing) for name, column in pairs]


def _costs(left_out: int) -> tuple[Text, ...]:
    if not left_out:
        return ()
    text = N_("{count} windows were left out because a number in them, or behind them, is missing.")
    return (Text(text, count=left_out),)


def _path(source: DataSource) -> Path:
    assert source.file is not None, "a series lies in a file"
    return Path(source.file.path)
