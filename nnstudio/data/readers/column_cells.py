"""The cells of one column as numbers, dates or labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.data.readers.turns import steps
from nnstudio.data.readers.usable import LARGEST_NUMBER, usable

_POINT = re.compile(
    r"[+-]?(?:\d{1,3}(?:[,' \u00a0\u202f]\d{3})+|\d+)?(?:\.\d*)?(?:[eE][+-]?\d{1,4})?"
)
_COMMA = re.compile(
    r"[+-]?(?:\d{1,3}(?:[.' \u00a0\u202f]\d{3})+|\d+)?(?:,\d*)?(?:[eE][+-]?\d{1,4})?"
)
_SIGNS = "$€£¥% \t\u00a0"  # money and shares are written with the number
_DATE = re.compile(
    r"(\d{1,4})([-/.年])(\d{1,2})(?:[-/.月](\d{1,4})日?)?"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?)? ?(Z|[+-]\d{2}:?\d{2})?"
)
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Writing:
    """How cells are to be understood.

    Parameters
    ----------
    decimal
        ``"point"`` or ``"comma"``.
    marks
        What stands for a missing value; an empty cell always does.
    trim
        Whether spaces around labels do not count.
    dates
        ``"day"`` or ``"month"``: what comes first in 3/4/2020; ``"automatic"``: as others show.
    """

    decimal: str = "point"
    marks: frozenset[str] = frozenset({"NA", "?"})
    trim: bool = False
    dates: str = "automatic"


@dataclass(frozen=True, eq=False)
class ColumnCells:
    """One column of a table; everything is found out when it is first asked for.

    Parameters
    ----------
    name
        Its name.
    cells
        As they are written.
    writing
        How they are to be understood.
    """

    name: str
    cells: tuple[str, ...]
    writing: Writing

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each cell occurs, missing ones as well."""
        found: Counter[str] = Counter()
        for part in steps(self.cells):
            found.update(part)
        return found

    @cached_property
    def missing(self) -> Array:
        """Where nothing is known ``(n,)``."""
        if not self._marks:
            return np.zeros(len(self.cells), np.bool_)
        marks = [np.fromiter(map(self._marks.__contains__, p), np.bool_) for p in steps(self.cells)]
        return np.concatenate(marks) if marks else np.zeros(0, np.bool_)

    @cached_property
    def filled(self) -> dict[str, int]:
        """The cells that are not missing, each with how often it occurs, in order of appearance."""
        if not self._marks:
            return self.counts
        return {cell: n for cell, n in self.counts.items() if cell not in self._marks}

    @cached_property
    def numbers(self) -> Array:
        """The cells as numbers ``(n,)``; NaN where one is missing, no number or too large."""
        cells = self.cells
        if self._marks:
            cells = tuple("nan" if cell in self._marks else cell for cell in cells)
        # Most columns are plain numbers, which are read at once.
        strange = "_"
        if self.writing.decimal == "comma":
            strange = "."
            cells = tuple(cell.replace(",", ".") for cell in cells)
        try:
            parts = [np.fromiter(map(float, part), np.float64) for part in steps(cells)]
            values = np.concatenate(parts) if parts else np.zeros(0)
        except ValueError:
            return self._each(self._number, np.float64)
        written = "".join(self.filled)
        if strange in written or "_" in written:
            return self._each(self._number, np.float64)
        values[~usable(values)] = np.nan
        return values

    @cached_property
    def dates(self) -> Array:
        """The cells as days since 1970-01-01 ``(n,)``; NaN where one is missing or no date."""
        return self._each(self._day, np.float64)

    def count_missing(self, kind: str) -> int:
        """Return how many cells hold nothing that a column of this type can use."""
        if kind == "number":
            return int(np.isnan(self.numbers).sum())
        return int((np.isnan(self.dates) if kind == "date" else self.missing).sum())

    @cached_property
    def day_first(self) -> bool | None:
        """Whether the day comes before the month in 3/4/2020; None: nothing shows it."""
        if self.writing.dates != "automatic":
            return self.writing.dates == "day"
        if any(int(m[1]) > 12 or m[2] == "." for m in self._short_dates):
            return True
        return False if any(int(m[3]) > 12 for m in self._short_dates) else None

    @property
    def has_short_dates(self) -> bool:
        """Whether there are dates that do not begin with the year."""
        return bool(self._short_dates)

    @cached_property
    def _short_dates(self) -> list[re.Match[str]]:
        found = (_DATE.fullmatch(cell.strip()) for cell in self.filled)
        return [date for date in found if date and date[4] and len(date[1]) < 3]

    @cached_property
    def labels(self) -> dict[str, int]:
        """The labels there are, each with how often it occurs, sorted: by number where they are."""
        found: Counter[str] = Counter()
        for cell, count in self.filled.items():
            found[self.label(cell)] += count
        values = [self._number(label) for label in found]
        if not np.isnan(values).any():
            order = sorted(zip(values, found, strict=True))
            return {label: found[label] for _, label in order}
        return dict(sorted(found.items()))

    def label(self, cell: str) -> str:
        """Return the label that a cell holds; a number has no spaces around it."""
        stripped = cell.strip()
        return stripped if self.writing.trim or not np.isnan(self._number(cell)) else cell

    def places(self, categories: tuple[str, ...]) -> Array:
        """Return the number of each cell's category ``(n,)``; -1: missing, -2: none of them."""
        known = {label: number for number, label in enumerate(categories)}

        def place(cell: str) -> int:
            return -1 if cell in self._marks else known.get(self.label(cell), -2)

        return self._each(place, np.int64)

    @cached_property
    def _marks(self) -> frozenset[str]:
        """The cells that stand for a missing value."""
        marks = self.writing.marks | {""}
        if re.search(r"\s", "".join(self.counts)) is None:
            return frozenset(marks & self.counts.keys())
        return frozenset(cell for cell in self.counts if cell.strip() in marks)

    def _number(self, cell: str) -> float:
        if cell in self._marks:
            return np.nan
        comma = self.writing.decimal == "comma"
        plain = cell.strip(_SIGNS).replace("−", "-")
        if not (_COMMA if comma else _POINT).fullmatch(plain) or not any(map(str.isdigit, plain)):
            return np.nan
        plain = re.sub(r"[.' \u00a0\u202f]" if comma else r"[,' \u00a0\u202f]", "", plain)
        try:
            value = float(plain.replace(",", "."))
        except ValueError:
            return np.nan  # such as the exponent alone
        return value if abs(value) <= LARGEST_NUMBER else np.nan

    def _day(self, cell: str) -> float:
        found = _DATE.fullmatch(cell.strip())
        if found is None or cell in self._marks:
            return np.nan
        first, second, third = int(found[1]), int(found[3]), int(found[4] or 1)
        if len(found[1]) < 3:
            if not found[4]:
                return np.nan
            day, month = (first, second) if self.day_first else (second, first)
            parts = third, month, day
        else:
            parts = first, second, third
        if parts[0] < 1000:
            return np.nan  # which century a year of two digits is in is anybody's guess
        try:
            days = date(*parts).toordinal() - _EPOCH
            return days + _time_of_day(found)
        except ValueError:
            return np.nan

    def _each(self, value_of: Callable[[str], float], dtype: type[np.generic]) -> Array:
        """Return a value for each cell; equal cells are looked at once."""
        values = {cell: value_of(cell) for cell in self.counts}
        found = np.empty(len(self.cells), dtype)
        place = 0
        for part in steps(self.cells):
            found[place : place + len(part)] = [values[cell] for cell in part]
            place += len(part)
        return found


def _time_of_day(found: re.Match[str]) -> float:
    """Return the share of the day that has passed, in universal time where a zone is given."""
    hours, minutes, seconds = (int(found[n] or 0) for n in (5, 6, 7))
    if hours > 23 or minutes > 59 or seconds > 60:
        raise ValueError("no time of day")
    total = hours * 3600 + minutes * 60 + seconds + float(found[8] or 0)
    if (zone := found[9]) and zone != "Z":
        shift = int(zone[1:3]) * 3600 + int(zone[-2:]) * 60
        total -= shift if zone[0] == "+" else -shift
    return total / 86_400
