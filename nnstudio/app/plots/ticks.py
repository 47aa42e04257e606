"""Round numbers for axes, and how numbers are written beside them."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from nnstudio.core.layer import Array

Ticks = list[tuple[float, str]]
NO_FIGURE = "–"
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def round_step(width: float, most: int) -> float:
    """Return the smallest of 1, 2, 5, 10, 20, 50 ... that divides ``width`` at most ``most`` times."""
    raw = width / max(most, 1)
    power = 10.0 ** math.floor(math.log10(raw)) if raw > 0 else 1.0
    for factor in (1.0, 2.0, 5.0):
        if factor * power >= raw * (1 - 1e-9):
            return factor * power
    return 10.0 * power


def ceiling(value: float) -> float:
    """Return the next round number that is not smaller than a positive value, such as 0.5 or 20."""
    power = 10.0 ** math.floor(math.log10(value))
    factors = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
    return next(f * power for f in factors if f * power >= value * (1 - 1e-9))


def linear_ticks(
    low: float, high: float, most: int, write: Callable[[float], str] | None = None
) -> Ticks:
    """Return round values between ``low`` and ``high`` with their texts."""
    if not high > low:
        return []
    step = round_step(high - low, most)
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    values = [round(i * step, digits + 2) for i in range(first, last + 1)]
    if write is None and max(abs(low), abs(high)) >= 1e5:
        write = short_count  # the digits of a loss that runs away have no room beside the axis
    if write is None and digits > 3:
        write = "{:g}".format  # nor have the zeros of one that is nearly gone
    return [(v, write(v) if write else f"{v:,.{digits}f}") for v in values]


def step_ticks(low: float, high: float, most: int) -> Ticks:
    """Return round counts of steps; there is nothing between one step and the next."""
    return linear_ticks(low, high, max(1, min(most, int(high - low))), short_count)


def log_ticks(low: float, high: float, most: int) -> Ticks:
    """Return round values between ``10 ** low`` and ``10 ** high`` at their logarithms.

    Where less than about two powers of ten are shown, 2 and 5 times a power get a text too.
    """
    step = max(1, round(round_step(high - low, most)))
    powers = [p for p in range(math.ceil(low - 1e-9), math.floor(high + 1e-9) + 1) if p % step == 0]
    fine = [
        (p + math.log10(factor), f"{factor * 10.0**p:g}")
        for p in range(math.floor(low), math.ceil(high) + 1)
        for factor in (1, 2, 5)
    ]
    seen = [(at, text) for at, text in fine if low - 1e-9 <= at <= high + 1e-9]
    # In a low chart the texts between the powers would lie on one another.
    crowded = len(seen) > max(most, 3) and powers
    if len(powers) >= 3 or high - low > 3 or crowded:
        return [(float(p), power_text(p)) for p in powers]
    return seen


def share_ticks(low: float, high: float, most: int) -> Ticks:
    """Return round percentages between two shares."""
    ticks = linear_ticks(100 * low, 100 * min(high, 1.0), most)
    return [(value / 100, f"{text} %") for value, text in ticks]


def logarithms(values: Array) -> Array:
    """Return base-10 logarithms; NaN where there is none."""
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log10(values)
    return np.where(np.isfinite(logs), logs, np.nan)


def log_range(logs: Array) -> tuple[float, float]:
    """Return bounds around logarithms that stay as they are while a curve creeps."""
    low, high = np.floor(3 * logs.min()) / 3, np.ceil(3 * logs.max()) / 3
    return float(low), float(max(high, low + 1 / 3))


def share_range(shares: Array) -> tuple[float, float]:
    """Return bounds for shares: up to all, and down to a round one below the lowest."""
    low = float(shares.min())
    bottom = max((b for b in (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95) if b <= low - 0.01), default=0.0)
    return bottom, 1.0 + 0.02 * (1.0 - bottom)


def power_text(power: int) -> str:
    """Return a power of ten as it is read most easily: 0.01, 1, 100 or 10⁻⁵."""
    if -2 <= power <= 3:
        return f"{10.0**power:g}"
    return "10" + str(power).translate(_SUPERSCRIPTS)


def short_count(value: float) -> str:
    """Return a count for an axis: 800, 12k, 3.5M, 2e+10."""
    if abs(value) >= 1e9:
        return f"{value:.2g}"
    for unit, letter in ((1e6, "M"), (1e3, "k")):
        if abs(value) >= unit:
            return f"{value / unit:g}{letter}"
    return f"{value:g}"


def figure(value: float) -> str:
    """Return a measured number with four digits, and a dash where there is none."""
    if not math.isfinite(value):
        return NO_FIGURE
    if value == 0:
        return "0"
    if 1e-3 <= abs(value) < 1e5:
        return f"{value:.4f}" if abs(value) < 10 else f"{value:,.1f}"
    return f"{value:.2e}"


def percent(value: float) -> str:
    """Return a share as a percentage, and a dash where there is none."""
    return f"{100 * value:.1f} %" if math.isfinite(value) else NO_FIGURE
