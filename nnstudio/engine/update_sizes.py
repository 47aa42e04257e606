"""How far single steps move the weights, measured by the trainer: seldom enough to cost little."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.plan import Plan
from nnstudio.engine.timeline import next_moment

MOST = 64
"""As many measurements lie evenly over a run; while it grows, half as many come with each doubling."""
SHARE = 0.01
"""Which share of a step's work measuring it may be, on average."""


class UpdateSizes:
    """Compares the flat weights before and after a step.

    The figure of a layer is ‖w_after - w_before‖ / ‖w_before‖, with L2 norms over all its trained
    weights: what the optimiser really did, with momentum, schedule, clipping and decay. Sizes alone
    decide when it is taken, never the clock, so that a run is the same on any machine.

    Parameters
    ----------
    plan
        What is computed, by batches of ``batch`` samples.
    w
        The flat weights that steps change in place.
    spans
        The part of each layer that learns, in order.
    interval
        Steps that are multiples of it are measured: where a run stops for a probe anyway.
    """

    def __init__(
        self, plan: Plan, batch: int, w: Array, spans: Sequence[slice], interval: int = 1
    ) -> None:
        self._w, self._spans = w, spans
        self._start = min((span.start for span in spans), default=0)
        self._stop = max((span.stop for span in spans), default=0)
        self._before = np.empty(self._stop - self._start, w.dtype)
        # In nanoseconds: five passes over memory beside a step's calls, arithmetic and optimiser.
        numbers = self._stop - self._start
        step = 6000.0 + 0.1 * plan.multiply_adds * batch + numbers
        every = math.ceil(5 * 0.25 * numbers / (SHARE * step))
        self._every = interval * max(1, -(-every // interval))

    def next(self, step: int) -> int:
        """Return the next step after ``step`` that is to be measured."""
        if not self._spans:
            return step + (1 << 60)
        return self._every * next_moment(step // self._every, MOST)

    def before(self) -> None:
        """Keep the weights as they are now."""
        np.copyto(self._before, self._w[self._start : self._stop])

    def after(self) -> Array:
        """Return how far each layer has moved since, as a share of its length ``(layers,)``.

        NaN where it had no length or a number is none.
        """
        found = np.full(len(self._spans), math.nan)
        for i, span in enumerate(self._spans):
            old = self._before[span.start - self._start : span.stop - self._start]
            length, moved = _norm(old), _norm(self._w[span] - old)
            if math.isfinite(length) and math.isfinite(moved) and length > 0.0:
                found[i] = moved / length
        return found


def _norm(part: Array) -> float:
    with np.errstate(over="ignore", invalid="ignore"):
        square = float(part.dot(part))
        if not 1e-30 < square < 1e30:  # beyond this float32 loses the square
            square = float(np.square(part, dtype=np.float64).sum())
    return math.sqrt(square) if square == square else math.nan
