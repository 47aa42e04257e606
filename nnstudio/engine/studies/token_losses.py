"""How surprised a network is by each token of a text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan
from nnstudio.engine.study import Pieces, Study

CHUNK = 2
"""So many rows are read at a time."""


@dataclass(frozen=True, eq=False)
class TokenLosses:
    """What a network gave to the tokens that came.

    Parameters
    ----------
    losses
        -ln of the probability of the token that came next ``(rows, places)``; NaN where nothing
        counts. There is a place for each step, or one for the token behind the last step.
    wanted, best
        The numbers of that token and of the likeliest one ``(rows, places)``.
    """

    losses: Array
    wanted: Array
    best: Array


@dataclass(frozen=True, eq=False)
class TokenLossStudy(Study[TokenLosses]):
    """The losses of rows of token numbers ``x`` ``(rows, steps)`` with targets ``t``."""

    x: Array
    t: Array

    def fits(self, plan: Plan) -> bool:
        words = plan.task == "classification" and len(plan.input_shape) == 1
        return words and self.x.shape[1:] == plan.input_shape and self.t.shape[1] == plan.targets

    def pieces(self, model: Model) -> Pieces[TokenLosses]:
        output = model.plan.outputs[0]
        losses, wanted, best = [], [], []
        for first in range(0, len(self.x), CHUNK):
            y = model.forward(self.x[first : first + CHUNK]).outputs[output.node]
            t = output.target(self.t[first : first + CHUNK])
            numbers = t if output.loss.targets == "indices" else t.argmax(axis=-1)
            y = y.reshape(len(y), -1, y.shape[-1])
            numbers = numbers.reshape(len(y), -1).astype(np.int64)
            given = np.take_along_axis(y, np.maximum(numbers, 0)[..., None], axis=2)[..., 0]
            loss = -np.log(np.maximum(given.astype(np.float64), np.finfo(np.float32).tiny))
            losses.append(np.where(numbers < 0, np.nan, loss))
            wanted.append(numbers)
            best.append(y.argmax(axis=2))
            yield
        return TokenLosses(*(np.concatenate(part) for part in (losses, wanted, best)))
