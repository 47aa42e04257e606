"""What a run makes of its validation samples after each epoch."""

from __future__ import annotations

import time
from collections.abc import Collection

import numpy as np

from nnstudio.engine.conversation import Conversation
from nnstudio.engine.intervals import metrics_interval
from nnstudio.engine.pace import Pace
from nnstudio.engine.plan import Plan
from nnstudio.engine.program import Program
from nnstudio.engine.samples import Samples
from nnstudio.engine.scores import Scores


class Validation:
    """Computes loss and metrics of the validation samples, a part of them at a time.

    Parameters
    ----------
    always
        The metrics that are wanted after each epoch. All others are computed less often where
        epochs are short.
    talk
        Is asked between the parts what is to be done.
    pace
        Learns how long it took.
    """

    def __init__(
        self,
        plan: Plan,
        program: Program,
        data: Samples,
        always: Collection[str],
        talk: Conversation,
        pace: Pace,
    ) -> None:
        self._plan, self._program, self._data = plan, program, data
        self._talk, self._pace = talk, pace
        self._every = metrics_interval(plan, len(data.x_train))
        self._scores, self._few_scores = Scores(plan), Scores(plan, always)

    def measure(self, epoch: int) -> tuple[float, dict[str, float]]:
        """Return the loss and the metrics after an epoch, counted from 0."""
        count = len(self._data.x_val)
        # After the first epoch and after each full round of epochs, so that the end has them mostly.
        short = epoch and (epoch + 1) % self._every
        scores = self._few_scores if short else self._scores
        scores.clear()
        self._talk.phase = "validate" if count else self._talk.phase
        chunk = self._program.eval_chunk if count else 1
        for start in range(0, count, chunk):
            self._talk.poll()
            began = time.perf_counter()
            part = slice(start, start + chunk)
            t = self._data.t_val[part].reshape(-1, self._plan.targets)
            with np.errstate(all="ignore"):
                scores.add(self._program.outcome(self._data.x_val[part], t), t)
            self._pace.seconds += time.perf_counter() - began
        self._talk.phase = "train"
        return scores.loss, scores.named()
