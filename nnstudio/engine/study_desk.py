"""Answers what is watched between the steps of a run, a piece at a time."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.engine.blas_threads import held
from nnstudio.engine.messages import Watch, Watched
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan
from nnstudio.engine.program import Program
from nnstudio.engine.study import Pieces

WATCH_SECONDS = 0.15
"""How often a watched quantity is computed at most."""
SHARE = 0.12
"""Which share of the time of a run is spent on what is watched, at most."""


@dataclass(eq=False)
class _Open:
    """An answer that is being computed."""

    watch: Watch
    step: int
    pieces: Pieces[object]


class StudyDesk:
    """Keeps what is watched and answers in turn, whoever has waited longest first.

    Nothing here changes a number of the run: answers are computed from copies of the weights.

    Parameters
    ----------
    tell
        Takes the answers.
    clock
        Tells the time in seconds.
    """

    def __init__(
        self,
        plan: Plan,
        program: Program,
        tell: Callable[[Watched], None],
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._plan, self._program = plan, program
        self._tell, self._clock = tell, clock
        self._watches: dict[str, Watch] = {}
        self._answered: dict[str, tuple[float, int]] = {}
        self._open: _Open | None = None
        self._rest_until = 0.0
        self._model: tuple[int, Model] | None = None

    def add(self, watch: Watch) -> None:
        """Answer a watch from now on, in place of one with the same key."""
        self.remove(watch.key)
        if watch.study.fits(self._plan):
            self._watches[watch.key] = watch

    def remove(self, key: str) -> None:
        """End a watch."""
        self._watches.pop(key, None)
        self._answered.pop(key, None)
        if self._open is not None and self._open.watch.key == key:
            self._open = None

    def serve(self) -> None:
        """Do one piece, if something is due and the run has had its share of the time."""
        now = self._clock()
        if now < self._rest_until or not self._begin(now - WATCH_SECONDS):
            return
        self._go_on()
        self._rest_until = self._clock() + (self._clock() - now) * (1 / SHARE - 1)

    def catch_up(self) -> bool:
        """Do one piece for a run that waits; say whether there was something left to do."""
        if not self._begin(math.inf):
            return False
        self._go_on()
        return True

    def _begin(self, since: float) -> bool:
        """Have an answer to work on: to what was answered before ``since``, for other weights."""
        step = self._program.step
        if self._open is None:
            due = [
                (self._answered.get(key, (0.0, -1)), key)
                for key in self._watches
                if self._answered.get(key, (0.0, -1))[0] < since
                and self._answered.get(key, (0.0, -1))[1] != step
            ]
            if due:
                watch = self._watches[min(due)[1]]
                self._open = _Open(watch, step, watch.study.pieces(self._model_now()))
        return self._open is not None

    def _go_on(self) -> None:
        assert self._open is not None
        work = self._open
        result, reason = None, None
        try:
            # Products this small gain nothing from a second thread, and wait long for one that is
            # busy. Weights that went wrong are looked at as they are.
            with held(1), np.errstate(all="ignore"):
                next(work.pieces)
            return
        except StopIteration as end:
            result = end.value
        except UserError as error:
            reason = error.text
        watch, self._open = work.watch, None
        self._answered[watch.key] = (self._clock(), work.step)
        self._tell(Watched(watch.key, work.step, watch.study, result, reason))

    def _model_now(self) -> Model:
        """Return a network with copies of the present weights; several studies share it."""
        step = self._program.step
        if self._model is None or self._model[0] != step:
            self._model = (step, Model(self._plan, self._program.weights()))
        return self._model[1]
