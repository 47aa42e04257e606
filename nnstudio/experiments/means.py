"""What came of each combination on average over its repetitions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from nnstudio.experiments.places import Value, value_text
from nnstudio.experiments.sweep_table import Row, SweepTable, higher_is_better


@dataclass(frozen=True)
class Mean:
    """A figure over several networks.

    Parameters
    ----------
    deviation
        The standard deviation of such networks as these let it be estimated; NaN: of one alone.
    """

    value: float
    deviation: float = math.nan


@dataclass(frozen=True, eq=False)
class Combination:
    """The networks that differ in their seed alone."""

    number: int
    """Its place in the experiment, from 1."""
    values: tuple[Value, ...]
    rows: tuple[Row, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its trials; the first stands for the combination."""
        return tuple(row.trial.key for row in self.rows)

    @property
    def done(self) -> tuple[Row, ...]:
        """Those that are trained to their end: only they count."""
        return tuple(row for row in self.rows if row.state == "done")

    def mean(self, figure: str) -> Mean | None:
        """Return a figure on average, None where it is not known of any."""
        known = [row.figures[figure] for row in self.done if figure in row.figures]
        if not known:
            return None
        middle = math.fsum(known) / len(known)
        if len(known) == 1:
            return Mean(middle)
        squares = math.fsum((value - middle) ** 2 for value in known)
        return Mean(middle, math.sqrt(squares / (len(known) - 1)))


def combinations(table: SweepTable) -> tuple[Combination, ...]:
    """Return the combinations of an experiment, in its order."""
    found: dict[tuple[Value, ...], list[Row]] = {}
    for row in table.rows:
        found.setdefault(row.trial.values, []).append(row)
    every = enumerate(found.items(), 1)
    return tuple(Combination(number, values, tuple(rows)) for number, (values, rows) in every)


def best_combination(table: SweepTable) -> Combination | None:
    """Return the combination with the best figure on average, None where none is known."""
    measure = table.measure
    known = [(mean.value, one) for one in combinations(table) if (mean := one.mean(measure))]
    choose = max if higher_is_better(measure) else min
    return choose(known, key=lambda pair: pair[0])[1] if known else None


def mean_cells(table: SweepTable) -> list[list[str]]:
    """Return the averages as texts, the names first: what is written as CSV."""
    figures = table.figures
    names = [name for figure in figures for name in (f"{figure}_mean", f"{figure}_deviation")]
    rows = [["number", *table.experiment.names, "repeats", "done", *names]]
    for one in combinations(table):
        told = [text for figure in figures for text in _written(one.mean(figure))]
        values = map(value_text, one.values)
        rows.append([str(one.number), *values, str(len(one.rows)), str(len(one.done)), *told])
    return rows


def mean_text(mean: Mean, digits: int = 4) -> str:
    """Return it as ``0.1234 ± 0.012``."""
    known = not math.isnan(mean.deviation)
    return f"{mean.value:.{digits}g}" + (f" ± {mean.deviation:.2g}" if known else "")


def _written(mean: Mean | None) -> Sequence[str]:
    if mean is None:
        return "", ""
    known = not math.isnan(mean.deviation)
    return f"{mean.value:.9g}", f"{mean.deviation:.9g}" if known else ""
