"""The curves of a run's loss, accuracy and metrics: few enough points, whatever its length."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from nnstudio.app.plots.chart_frame import Bounds, Line
from nnstudio.app.plots.decimated import smoothed
from nnstudio.app.plots.ticks import ceiling, log_range, logarithms, share_range
from nnstudio.app.style.theme import Theme
from nnstudio.core.layer import Array
from nnstudio.engine.run_log import RunLog
from nnstudio.engine.thinned import Curve

MOST_DOTS = 40
"""With more epochs than this the validation is a plain line."""
MOST_POINTS, FEWER_POINTS = 1024, 512
SMOOTH_POINTS = 256
MOST_RISE = 5.0
"""A loss that is so many times its start, or its usual size, has run away."""
STEPS = ("loss", "accuracy")
"""What is known of every step; all else is measured after epochs."""
RATE = "learning_rate"

Place = Callable[[Array], Array]
"""Turns steps into places on the x axis."""


@dataclass(frozen=True)
class Look:
    """How curves are drawn.

    Parameters
    ----------
    logarithmic
        Whether y is.
    smoothing
        Over which share of the curve a value is smoothed; 0 leaves it as it is.
    part
        The first and the last step to show; None shows all.
    early
        Whether the first steps need as much room as many later ones, as on a logarithmic axis.
    most
        The largest loss that its course takes into account (`limit`).
    points
        How many points a curve has at most, about.
    """

    logarithmic: bool = False
    smoothing: float = 0.02
    part: tuple[int, int] | None = None
    early: bool = False
    most: float = math.inf
    points: int = MOST_POINTS


def has(log: RunLog, name: str) -> bool:
    """Return whether a record holds any number of a name, as accuracy does for classes only."""
    if name in STEPS:
        return bool(log.steps) and bool(np.isfinite(log.newest(name)).any() or name == "loss")
    values = epoch_values(log, name)
    return values is not None and bool(np.isfinite(values).any())


def epoch_values(log: RunLog, name: str) -> Array | None:
    """Return what was measured after each epoch under the name of a chart, if anything was."""
    if name in STEPS:
        return log.epoch_column(f"val_{name}")
    if name == RATE:
        return log.epoch_column(RATE)
    return log.metric(name) if name in log.metric_names else None


def limit(log: RunLog) -> float:
    """Return the largest loss to show to scale: one step that explodes would flatten all others.

    What a tenth of all steps or epochs reach is shown in any case.
    """
    curve = log.curve("loss", most=FEWER_POINTS)
    val = log.epoch_column("val_loss")
    shown = [values[np.isfinite(values)] for values in (curve.high, val)]
    start = MOST_RISE * log.at_step("loss", 1)[1] if log.steps else math.inf
    if all((values <= start).all() for values in shown):
        return start  # nearly always, and ten times as fast as what follows
    usual = curve.mean[np.isfinite(curve.mean)]
    levels = [start] if math.isfinite(start) else []
    levels += [MOST_RISE * float(np.median(usual))] if len(usual) else []
    levels += [float(np.percentile(v, 90, method="lower")) for v in shown if len(v)]
    return max(levels, default=0.0) or math.inf


def lines_of(log: RunLog, name: str, place: Place, theme: Theme, look: Look) -> tuple[Line, ...]:
    """Return the lines of one chart of the present run: noise, its course, and validation."""
    val = _epoch_line(log, name, place, look)
    dots = len(val[0]) <= MOST_DOTS
    if name not in STEPS:
        color = theme.train if name == RATE else theme.validation
        return (Line(name, *val, color, 2.0, dots=dots),)
    curve = _steps(log, name, look)
    x = place(curve.middles)
    low, mean, high = curve.low, curve.mean, curve.high
    banded = not np.array_equal(low, high, equal_nan=True)
    raw = np.stack([low, high], axis=1).ravel() if banded else mean
    if look.logarithmic:
        raw = logarithms(raw)
    smooth_x, smooth = _course(name, curve, x, look)
    return (
        Line(
            "raw", np.repeat(x, 2) if banded else x, raw, theme.train, strength=0.36, smooth=False
        ),
        Line("train", smooth_x, smooth, theme.train, 2.0),
        Line("validation", *val, theme.validation, 2.0, dots=dots),
    )


def past_lines(
    log: RunLog, name: str, place: Place, color: str, key: str, look: Look
) -> tuple[Line, ...]:
    """Return the lines of a run of before: its course, and validation in dashes."""
    val = Line(f"{key}/validation", *_epoch_line(log, name, place, look), color, 1.4, dashed=True)
    if name not in STEPS:
        return (val,)
    curve = _steps(log, name, look)
    x, smooth = _course(name, curve, place(curve.middles), look)
    return Line(f"{key}/train", x, smooth, color, 1.0), val


def y_bounds(
    name: str, lines: tuple[Line, ...], logarithmic: bool, most: float = math.inf
) -> Bounds:
    """Return the part of y to show: all smooth lines and most of the noise, up to ``most``."""
    finite = {line.name: line.y[np.isfinite(line.y)] for line in lines}
    raw = finite.pop("raw", np.empty(0))
    seen = np.concatenate(list(finite.values()))
    if not len(seen):
        return 0.0, 1.0
    if logarithmic:
        return log_range(seen)
    if name == "accuracy":
        # The first tenth climbs from nothing and would flatten the rest.
        early = [y[len(y) // 10 :] if key.endswith("train") else y for key, y in finite.items()]
        return share_range(np.concatenate(early))
    high, low = float(seen.max()), float(seen.min())
    if name == "loss":
        high = min(max(high, float(np.percentile(raw, 95)) if len(raw) else high), most)
        return 0.0, ceiling(high) if high > 0 else 1.0
    if low >= 0.0 and high <= 1.0 and name != RATE:
        return share_range(seen)
    room = 0.08 * (high - low) or abs(high) or 1.0
    return (0.0 if 0.0 <= low < 0.5 * high else low - room), high + room


def highest(lines: tuple[Line, ...]) -> tuple[float, float]:
    """Return where the highest point of all lines lies: its x and its y."""
    best = (0.0, -math.inf)
    for line in lines:
        there = np.flatnonzero(np.isfinite(line.y))
        if len(there):
            at = there[line.y[there].argmax()]
            best = max(best, (float(line.x[at]), float(line.y[at])), key=lambda point: point[1])
    return best


def _steps(log: RunLog, name: str, look: Look) -> Curve:
    """Return a column of all steps as few points."""
    first, last = look.part or (0, log.steps)
    if not look.early or last - first <= look.points:
        return log.curve(name, first, last, look.points)
    ends = [first, *(first + (last - first) // share for share in (512, 64, 8)), last]
    pieces = [log.curve(name, a, b, look.points // 4) for a, b in pairwise(ends)]
    middles = np.concatenate([piece.middles for piece in pieces])
    order = np.argsort(middles, kind="stable")
    columns = (np.concatenate(column)[order] for column in zip(*pieces, strict=True))
    return Curve(*columns)


def _course(name: str, curve: Curve, x: Array, look: Look) -> tuple[Array, Array]:
    """Return the smoothed course of the noise."""
    mean = logarithms(curve.mean) if look.logarithmic else curve.mean.astype(np.float64)
    if name == "loss" and not look.logarithmic:
        mean = np.minimum(mean, look.most)  # else one step would lift the course of many
    smooth = smoothed(mean, look.smoothing) if look.smoothing else mean
    most = SMOOTH_POINTS if look.smoothing else MOST_POINTS
    thin = np.linspace(0, len(x) - 1, min(len(x), most)).astype(np.int64)
    return x[thin], smooth[thin]


def _epoch_line(log: RunLog, name: str, place: Place, look: Look) -> tuple[Array, Array]:
    """Return where epochs ended and what was measured there, as few points as can be told apart."""
    values = epoch_values(log, name)
    steps = log.epoch_column("step")
    if values is None:
        return np.empty(0), np.empty(0)
    there = np.isfinite(values)
    if look.part is not None:
        there &= (steps >= look.part[0]) & (steps <= look.part[1])
    rows = np.flatnonzero(there)
    if len(rows) > look.points:
        kept = rows[np.linspace(0, len(rows) - 1, look.points // 2).astype(np.int64)]
        extremes = rows[[values[rows].argmin(), values[rows].argmax()]]
        rows = np.unique(np.append(kept, extremes))
    y = values[rows]
    return place(steps[rows]), logarithms(y) if look.logarithmic else y
