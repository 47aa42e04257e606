"""What a network foretells of a series: one step ahead, and on from its own predictions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan
from nnstudio.engine.study import Pieces, Study

CHUNK = 24
"""So many windows are foretold at a time."""


@dataclass(frozen=True, eq=False)
class Forecast:
    """Predictions in the target's own units.

    Parameters
    ----------
    ahead
        What follows each window ``(n, horizon)``.
    free
        What follows the last window when each prediction is read as if it had happened ``(steps,)``.
    """

    ahead: Array
    free: Array


@dataclass(frozen=True, eq=False)
class ForecastStudy(Study[Forecast]):
    """What follows prepared windows ``x`` ``(n, window, features)``, and a window ``start``.

    Parameters
    ----------
    start
        ``(1, window, 1)`` where the free run begins: what it reads is what it foretells.
    steps
        How far it runs; 0: not at all.
    shift, scale
        How the one feature is scaled as it is read: ``(value - shift) * scale``.
    """

    x: Array
    start: Array
    steps: int
    shift: float = 0.0
    scale: float = 1.0

    def fits(self, plan: Plan) -> bool:
        return self.x.shape[1:] == plan.input_shape and plan.task == "regression"

    def pieces(self, model: Model) -> Pieces[Forecast]:
        parts = []
        for first in range(0, len(self.x), CHUNK):
            parts.append(_foretold(model, self.x[first : first + CHUNK]))
            yield
        window, free = self.start, np.zeros(0)
        while len(free) < self.steps:
            following = _foretold(model, window)[0]
            free = np.concatenate([free, following])
            read = ((following - self.shift) * self.scale).astype(window.dtype)
            whole = np.concatenate([window[0, :, 0], read])
            window = whole[np.newaxis, len(read) :, np.newaxis]
            yield
        ahead = np.concatenate(parts) if parts else np.zeros((0, 1))
        return Forecast(ahead, free[: self.steps])


def levels(changes: Array, before: Array, lag: int) -> Array:
    """Return the values that changes lead to ``(steps,)``.

    Parameters
    ----------
    changes
        By how much each value differs from the one ``lag`` steps before it ``(steps,)``; values
        themselves where ``lag`` is 0.
    before
        The values known before the first ``(at least lag,)``.
    """
    if not lag:
        return changes
    values = [float(value) for value in before[-lag:]]
    for change in changes.tolist():
        values.append(values[-lag] + change)
    return np.array(values[lag:])


def _foretold(model: Model, x: Array) -> Array:
    output = model.plan.outputs[0]
    y = model.forward(x).outputs[output.node].astype(np.float64)
    found: Array = output.in_own_units(y).reshape(len(x), -1)
    return found
