"""How large each layer's gradient is now: the bars of the ribbon below the drawing."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.explain.verdicts import judge, medians

RECENT = 200
"""The scale follows this many of the last probes: an all-time range would flatten the present."""
FEWEST_DECADES = 2
SIGNS = {"waiting": "", "healthy": "", "vanishing": "▾", "exploding": "▴"}


@dataclass(frozen=True)
class Scale:
    """The powers of ten at both ends of every bar."""

    low: int = -4
    high: int = 0

    def share(self, value: float) -> float:
        """Return how much of the bar a norm fills, from 0 to 1."""
        if math.isnan(value) or value <= 0.0:
            return 0.0
        if math.isinf(value):
            return 1.0
        return min(max((math.log10(value) - self.low) / (self.high - self.low), 0.0), 1.0)


@dataclass(frozen=True)
class Ribbon:
    """The newest gradient of one layer.

    Parameters
    ----------
    value
        The L2 norm of the gradient of its weights.
    share
        How much of the bar that fills, on a logarithmic scale.
    steady_share
        How much of it the median of the last probes fills.
    state
        The verdict on this layer: ``"waiting"``, ``"healthy"``, ``"vanishing"`` or
        ``"exploding"``.
    before
        The next layer with weights towards the input; empty for the first.
    factor
        What the gradient is multiplied by on its way there; NaN where that cannot be told.
    """

    value: float
    share: float
    steady_share: float
    state: str
    before: str = ""
    factor: float = math.nan

    @property
    def text(self) -> str:
        """The norm as it is written below the layer, with the sign of its state in front."""
        sign = SIGNS[self.state]
        return f"{sign} {short(self.value)}" if sign else short(self.value)

    @property
    def factor_text(self) -> str:
        """The factor as it is written; empty where there is none."""
        return "" if math.isnan(self.factor) else f"× {short(self.factor)}"


def gradient_ribbon(
    norms: Array,
    layers: tuple[str, ...],
    before: Mapping[str, str],
    loss: Array | None = None,
    distance: Array | None = None,
) -> tuple[Scale, dict[str, Ribbon]]:
    """Return the scale and the bar of each layer, by the rule of `judge`.

    Parameters
    ----------
    norms
        ``(probes, layers)`` gradient norms, oldest first, layers from input to output.
    layers
        The names of the columns.
    before
        For each layer the next one with weights towards the input.
    loss
        ``(steps,)`` the loss of every step, oldest first, where it is known.
    distance
        ``(layers,)`` as `layer_distances` gives it; None: each layer feeds the next one.
    """
    if not layers or not len(norms):
        return Scale(), {}
    scale = recent_scale(norms)
    verdict = judge(norms, layers, loss, distance)
    # A run that broke down as a whole names no layer.
    ill = verdict.layers or (layers if verdict.kind == "exploding" else ())
    usual = "waiting" if verdict.kind == "waiting" else "healthy"
    steady = [scale.share(value) for value in medians(norms).tolist()]
    newest = dict(zip(layers, np.asarray(norms[-1], np.float64).tolist(), strict=True))
    found = {}
    for (name, value), median_share in zip(newest.items(), steady, strict=True):
        source = before.get(name, "")
        factor = _factor(newest.get(source, math.nan), value)
        state = verdict.kind if name in ill else usual
        found[name] = Ribbon(value, scale.share(value), median_share, state, source, factor)
    return scale, found


def recent_scale(norms: Array) -> Scale:
    """Return whole powers of ten around the last probes; what is not finite or zero is left out."""
    recent = np.asarray(norms[-RECENT:], np.float64)
    recent = recent[np.isfinite(recent) & (recent > 0.0)]
    if not len(recent):
        return Scale()
    # The few outermost values may leave the bar; its scale would jump with every single one.
    low, high = np.percentile(np.log10(recent), (0.5, 99.5))
    top = math.ceil(high + 0.05)
    return Scale(min(math.floor(low - 0.05), top - FEWEST_DECADES), top)


def weighted_before(
    order: tuple[str, ...], sources: Mapping[str, tuple[str, ...]], layers: tuple[str, ...]
) -> dict[str, str]:
    """Return for each layer the next one with weights towards the input, the nearest by wires.

    Parameters
    ----------
    order
        All nodes, each after those it needs.
    sources
        What each node reads.
    layers
        The nodes with weights.
    """
    weighted = set(layers)
    nearest: dict[str, tuple[int, str]] = {}
    found = {}
    for node in order:
        ways = [
            (1, source) if source in weighted else (nearest[source][0] + 1, nearest[source][1])
            for source in sources.get(node, ())
            if source in weighted or source in nearest
        ]
        if ways:
            nearest[node] = min(ways, key=lambda way: way[0])
            if node in weighted:
                found[node] = nearest[node][1]
    return found


def gradient_bearers(
    order: tuple[str, ...], sources: Mapping[str, tuple[str, ...]], layers: tuple[str, ...]
) -> dict[str, str]:
    """Return for each node the layer whose gradient tells what flows back into it.

    A layer with weights speaks for itself. One without passes on what comes back from the next one
    with weights towards the output; behind the last of them, the last one speaks.
    """
    found = {layer: layer for layer in layers}
    for node in reversed(order):
        for source in sources.get(node, ()):
            if node in found:
                found.setdefault(source, found[node])
    for node in order:
        for source in sources.get(node, ()):
            if source in found:
                found.setdefault(node, found[source])
    return found


def short(value: float) -> str:
    """Write a number that is never negative in a few characters."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "∞"
    if value == 0.0:
        return "0"
    if 0.00995 <= value < 999.5:
        places = 3 if value < 0.0995 else 2 if value < 9.995 else 1 if value < 99.95 else 0
        return f"{value:.{places}f}"
    mantissa, power = f"{value:.1e}".split("e")
    return f"{mantissa}e{int(power)}"


def _factor(there: float, here: float) -> float:
    if not (math.isfinite(there) and math.isfinite(here)) or here <= 0.0:
        return math.nan
    return there / here
