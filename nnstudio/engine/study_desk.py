"""Answers what is watched between the steps of a run, a piece at a time."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.shapes import size_of
from nnstudio.engine.blas_threads import held
from nnstudio.engine.messages import Watch, Watched
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan
from nnstudio.engine.program import Program
from nnstudio.engine.study import Pieces

WATCH_SECONDS = 0.15
"""How often a watched quantity is computed at most."""
SHARE, LEAST_SHARE = 0.12, 0.05
"""Which share of the time of a run is spent on what is watched, at most; and where much is watched,
for then the window, which draws all that, takes its part of the time, too."""
FEW = 4
"""So many watches are few."""
TURN_SECONDS = 0.004
"""How long pieces are done one after the other: a single step of a run may take far longer."""
MOST_BYTES = 64 << 20
"""So much memory the weights may take that answers are computed from; those of one step always."""


@dataclass(eq=False)
class _Open:
    """An answer that is being computed."""

    watch: Watch
    step: int
    pieces: Pieces[object]


class StudyDesk:
    """Keeps what is watched and answers in turn, a piece of each.

    Everybody has the same share of the time, so that what takes long makes nobody wait who wants
    little. Nothing here changes a number of the run: answers are computed from copies of the
    weights.

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
        self._bytes = 4 * sum(size_of(w.shape) for node in plan.nodes for _, w in node.weights)
        self._watches: dict[str, Watch] = {}
        self._answered: dict[str, tuple[float, int]] = {}
        self._open: dict[str, _Open] = {}
        self._used: dict[str, float] = {}
        """Seconds of computing; who comes later begins with what the others have had."""
        self._rest_until = 0.0
        self._model: tuple[int, Model] | None = None

    def add(self, watch: Watch) -> None:
        """Answer a watch from now on, in place of one with the same key."""
        self.remove(watch.key)
        if watch.study.fits(self._plan):
            self._watches[watch.key] = watch
            self._used[watch.key] = max(self._used.values(), default=0.0)

    def remove(self, key: str) -> None:
        """End a watch."""
        for known in (self._watches, self._answered, self._used, self._open):
            known.pop(key, None)

    def serve(self) -> None:
        """Do some pieces, if something is due and the run has had its share of the time."""
        began = self._clock()
        spent = 0.0
        if began < self._rest_until:
            return
        while spent < TURN_SECONDS and (work := self._next(began - WATCH_SECONDS)) is not None:
            self._go_on(work)
            spent = self._clock() - began
        self._rest_until = began + spent / self.share

    @property
    def share(self) -> float:
        """Which share of the time is spent on what is watched now, at most."""
        return max(LEAST_SHARE, SHARE * min(1.0, FEW / max(len(self._watches), 1)))

    def catch_up(self) -> bool:
        """Do one piece for a run that waits; say whether there was something left to do."""
        work = self._next(math.inf)
        if work is not None:
            self._go_on(work)
        return work is not None

    def _next(self, since: float) -> _Open | None:
        """Return whose turn it is, of those that are open and those that are due.

        Due is what was answered before ``since`` for other weights than those of now.
        """
        step = self._program.step
        present = self._model is not None and self._model[0] == step
        due = [
            key
            for key in self._watches
            if key not in self._open
            and self._answered.get(key, (0.0, -1))[0] < since
            and self._answered.get(key, (0.0, -1))[1] != step
        ]
        waiting = [*self._open, *(due if present or self._has_room() else ())]
        if not waiting:
            return None
        key = min(waiting, key=lambda key: (self._used[key], self._answered.get(key, (0.0, -1))))
        if key not in self._open:
            # Whoever rested does not make up for it now.
            others = (self._used[other] for other in waiting if other in self._open)
            self._used[key] = max(self._used[key], min(others, default=0.0))
            watch = self._watches[key]
            self._open[key] = _Open(watch, step, watch.study.pieces(self._model_now()))
        return self._open[key]

    def _has_room(self) -> bool:
        """Return whether one more copy of the weights may be held."""
        copies = len({work.step for work in self._open.values()})
        return not copies or (copies + 1) * self._bytes <= MOST_BYTES

    def _go_on(self, work: _Open) -> None:
        key, began = work.watch.key, self._clock()
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
        finally:
            self._used[key] += self._clock() - began
        del self._open[key]
        self._answered[key] = (self._clock(), work.step)
        self._tell(Watched(key, work.step, work.watch.study, result, reason))

    def _model_now(self) -> Model:
        """Return a network with copies of the present weights; several studies share it."""
        step = self._program.step
        if self._model is None or self._model[0] != step:
            self._model = (step, Model(self._plan, self._program.weights()))
        return self._model[1]
