"""The axes of the plot of parallel coordinates: where each value of a network lies on them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from nnstudio.app.experiments.place_words import (
    figure_cell,
    figure_name,
    place_text,
    translate,
)
from nnstudio.experiments.means import combinations
from nnstudio.experiments.places import Value, value_text
from nnstudio.experiments.sweep_table import SweepTable, higher_is_better

FEWEST_DECADES = 20.0
"""From such a ratio of the largest to the smallest value on, an axis of figures is logarithmic."""
MOST_TICKS = 6
SPREAD = 0.07
"""Over so much of an axis the networks with the same value lie."""


@dataclass(frozen=True)
class Axis:
    """One upright axis.

    Parameters
    ----------
    name
        Of the setting or figure.
    ticks
        Pairs of a place from 0 (below) to 1 and what is written there.
    places
        By the key of a trial, where it crosses the axis; of one without a value there is none.
    """

    name: str
    title: str
    ticks: tuple[tuple[float, str], ...]
    places: dict[str, float]


def axes_of(table: SweepTable, measure: str, by_mean: bool = False) -> tuple[Axis, ...]:
    """Return an axis for each varied setting, and one for a figure; the best is always above.

    Parameters
    ----------
    by_mean
        Whether networks that differ in their seed alone are one line, with the figure on average;
        it has the key of the first of them.
    """
    experiment = table.experiment
    if by_mean:
        lines = {one.keys[0]: one for one in combinations(table)}
        of_trials = {key: one.values for key, one in lines.items()}
        means = {key: one.mean(measure) for key, one in lines.items()}
        figures = {key: mean.value for key, mean in means.items() if mean is not None}
    else:
        of_trials = {row.trial.key: row.trial.values for row in table.rows}
        done = (row for row in table.rows if row.state == "done")
        figures = {row.trial.key: row.figures.get(measure, math.nan) for row in done}
    axes = []
    for column, variation in enumerate(experiment.variations):
        values = {key: each[column] for key, each in of_trials.items()}
        title = place_text(variation.where, experiment.project)
        axes.append(_of_values(variation.where.name, title, variation.values, values))
    if experiment.repeat > 1 and not by_mean:
        seeds = {row.trial.key: row.trial.repeat for row in table.rows}
        repeats = tuple(range(1, experiment.repeat + 1))
        title = translate("Experiments", "Repetition")
        axes.append(_of_values("repeat", title, repeats, dict(seeds)))
    if measure:
        axes.append(_of_figure(measure, figures))
    return tuple(axes)


def _of_values(
    name: str, title: str, values: tuple[Value, ...], of_trials: dict[str, Value]
) -> Axis:
    """Return an axis with each value at the same distance, numbers in their order."""
    numbers = [value for value in values if isinstance(value, int | float)]
    ordered = sorted(numbers) if len(numbers) == len(values) else list(reversed(values))
    at = {value: _even(place, len(ordered)) for place, value in enumerate(ordered)}
    step = max(1, math.ceil(len(ordered) / (2 * MOST_TICKS)))
    ticks = tuple((at[value], value_text(value)) for value in ordered[::step])
    # Side by side, for lines on one another would be one.
    room = min(SPREAD, 0.5 / max(len(ordered) - 1, 1))
    aside = {key: room * (_even(n, len(of_trials)) - 0.5) for n, key in enumerate(of_trials)}
    places = {key: at[value] + aside[key] for key, value in of_trials.items()}
    return Axis(name, title, ticks, places)


def _of_figure(name: str, figures: Mapping[str, float]) -> Axis:
    """Return an axis of a figure; that of a loss has its smallest value above."""
    found = {key: value for key, value in figures.items() if math.isfinite(value)}
    title = figure_name(name)
    if not found:
        return Axis(name, title, (), {})
    low, high = min(found.values()), max(found.values())
    logarithmic = low > 0 and high / low > FEWEST_DECADES
    scale = math.log10 if logarithmic else float
    bottom, top = scale(low), scale(high)
    width = (top - bottom) or 1.0
    up = higher_is_better(name)

    def place(value: float) -> float:
        share = (scale(value) - bottom) / width if top > bottom else 0.5
        return share if up else 1.0 - share

    shown = {low, high}
    for step in range(1, MOST_TICKS - 1):
        between = bottom + width * step / (MOST_TICKS - 1)
        shown.add(10**between if logarithmic else between)
    ticks = tuple((place(value), figure_cell(name, value)) for value in sorted(shown))
    return Axis(name, title, ticks, {key: place(value) for key, value in found.items()})


def _even(place: int, count: int) -> float:
    return place / (count - 1) if count > 1 else 0.5
