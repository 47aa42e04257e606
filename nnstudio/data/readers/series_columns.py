"""What the columns of a series are: its time, what is to be predicted, and what is read besides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.data.readers.cells import listed
from nnstudio.data.readers.column_cells import ColumnCells
from nnstudio.data.readers.column_guess import guess_type
from nnstudio.graph.data_plan import Column

_TIMES = re.compile(r"(year|date|time|day|month|week|hour|t|step|timestamp|年|年份|日期|时间).*")
_TARGETS = (
    r"target|y|ot|目标",
    r"(adj[ _.]?)?close|收盘价?",
    r"values?|sales|demand|load|count|cnt|total|passengers|值|销量",
    r"price|价格",
)
_UNEVEN = 1.5  # times the usual step are a gap
_MONTH = 28.0, 31.0
_HOUR = 1 / 24
_WINDOWS = {"month": 12, "day": 14, "hour": 24}
USUAL_WINDOW = 10


@dataclass(frozen=True, eq=False)
class Steps:
    """What the times of a series tell.

    Parameters
    ----------
    order
        The records that have a time, in its order ``(n,)``.
    rhythm
        ``"month"``, ``"day"``, ``"hour"`` or empty: how far apart they usually are.
    warnings
        Records without a time, gaps, and times that occur several times.
    """

    order: Array
    rhythm: str = ""
    warnings: tuple[Text, ...] = ()


def guess_series(
    columns: Sequence[ColumnCells], decided: Sequence[Column] = ()
) -> tuple[tuple[Column, ...], tuple[Text, ...]]:
    """Return what each column is and its use, and warnings of what is passed over.

    The first column of dates is the time, the last one of numbers what is to be predicted, unless
    a name says better; the other numbers are read besides.
    """
    known = {column.name: column for column in decided}
    kinds = {c.name: known[c.name].type if c.name in known else guess_type(c) for c in columns}
    roles = {c.name: known[c.name].role for c in columns if c.name in known}
    free = [c for c in columns if c.name not in roles]
    if "time" not in roles.values() and (time := _time(free, kinds)):
        roles[time] = "time"
    numbers = [c for c in free if kinds[c.name] == "number" and c.name not in roles]
    useless = [c.name for c in numbers if len(c.filled) < 2]
    numbers = [c for c in numbers if c.name not in useless]
    others = [c.name for c in free if c.name not in roles and kinds[c.name] != "number"]
    if numbers and "target" not in roles.values():
        roles[_likely_target(numbers).name] = "target"
    for column in free:
        passed_over = column.name in (*useless, *others)
        roles.setdefault(column.name, "ignored" if passed_over else "feature")
    found = tuple(
        known.get(c.name)
        or Column(
            c.name,
            kinds[c.name],
            roles[c.name],
            missing="fill" if kinds[c.name] == "number" and c.missing.any() else "drop",
        )
        for c in columns
    )
    reasons = (
        (useless, N_("Left out because they are empty or the same in every row: {names}.")),
        (others, N_("Left out because they are no numbers: {names}.")),
    )
    return found, tuple(Text(why, names=listed(names)) for names, why in reasons if names)


def steps_of(column: Column | None, times: Array) -> Steps:
    """Return the order of the records by their times, and what is uneven in them.

    Parameters
    ----------
    times
        One for each record ``(n,)``; days since 1970-01-01 where they are dates; NaN: unknown.
    """
    if column is None:
        return Steps(np.arange(len(times)))
    order = np.argsort(times, kind="stable")
    order = order[: int((~np.isnan(times)).sum())]
    warnings: list[Text] = []
    if left := len(times) - len(order):
        text = N_("{count} rows have no {column} and were left out.")
        warnings.append(Text(text, count=left, column=column.name))
    if len(order) and (order != np.sort(order)).any():
        text = N_("The rows were put in the order of {column}.")
        warnings.append(Text(text, column=column.name))
    sizes = np.diff(times[order])
    if doubled := int((sizes == 0).sum()):
        text = N_(
            "{count} rows have the same {column} as the row before; they stay, as though time went "
            "on. If there are several series in the file, give each its own."
        )
        warnings.append(Text(text, count=doubled, column=column.name))
    positive = sizes[sizes > 0]
    if not positive.size:
        return Steps(order, "", tuple(warnings))
    usual = float(np.median(positive))
    dated = column.type == "date"
    gaps = np.flatnonzero(sizes > _UNEVEN * usual)
    if gaps.size:
        text = N_(
            "{count} gaps in {column}, the first behind {place}; windows go on over them as though "
            "nothing were missing."
        )
        place = _shown(float(times[order][gaps[0]]), dated)
        warnings.append(Text(text, count=gaps.size, column=column.name, place=place))
    return Steps(order, _rhythm(usual) if dated else "", tuple(warnings))


def usual_window(rows: int, horizon: int, rhythm: str) -> int:
    """Return how many steps the network sees at once, unless the user decides it."""
    return max(1, min(_WINDOWS.get(rhythm, USUAL_WINDOW), (rows - horizon) // 4))


def is_even(times: Array) -> bool:
    """Return whether times go up, nearly always by the same step (or a month), each once."""
    sizes = np.diff(times)
    if len(sizes) < 2 or np.isnan(sizes).any() or (sizes <= 0).any():
        return False
    usual = float(np.median(sizes))
    low, high = _MONTH if _rhythm(usual) == "month" else (0.9 * usual, 1.1 * usual)
    return bool(((sizes >= low) & (sizes <= high)).mean() > 0.7)


def _time(columns: Sequence[ColumnCells], kinds: dict[str, str]) -> str:
    """Return the name of the column that tells the time; empty: none does."""
    for column in columns:
        if kinds[column.name] == "date":
            return column.name
    for column in columns:
        if kinds[column.name] != "number" or not _TIMES.fullmatch(column.name.strip().casefold()):
            continue
        if is_even(column.numbers):
            return column.name
    return ""


def _likely_target(numbers: Sequence[ColumnCells]) -> ColumnCells:
    for words in _TARGETS:
        for column in numbers:
            if re.fullmatch(words, column.name.strip().casefold()):
                return column
    return numbers[-1]


def _rhythm(days: float) -> str:
    if _MONTH[0] <= days <= _MONTH[1]:
        return "month"
    if abs(days - 1) < 1e-6:
        return "day"
    return "hour" if abs(days - _HOUR) < 1e-6 else ""


def _shown(time: float, dated: bool) -> str:
    if not dated:
        return f"{time:g}"
    return (date(1970, 1, 1) + timedelta(days=int(np.floor(time)))).isoformat()
