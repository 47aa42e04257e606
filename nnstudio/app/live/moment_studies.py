"""The same question asked of every kept moment of a run, so that a view can show its whole course."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from threading import Event
from typing import Generic, TypeVar
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer, Signal

from nnstudio.app.background import Background
from nnstudio.app.live.study_thread import THREAD
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.core.errors import UserError
from nnstudio.engine.messages import Moment
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.engine.study import Pieces, Study, wanted_pieces
from nnstudio.engine.weights import check_weights
from nnstudio.graph.analysis import Analysis, analyze

R = TypeVar("R")

LOOK_MS = 30
SHARE = 0.1
"""Which share of the time all views together spend on this beside a running training, at most."""
_seen: WeakSet[QObject] = WeakSet()
"""Those that somebody looks at now."""


def rest_after(seconds: float, views: int) -> float:
    """Return how long one of so many views rests after it has worked for ``seconds``."""
    return seconds * (max(views, 1) / SHARE - 1)


@dataclass(frozen=True, eq=False)
class MomentAnswer(Generic[R]):
    """What a study gave for the weights of a moment."""

    moment: Moment
    study: Study[R]
    result: R


class MomentStudies(QObject, Generic[R]):
    """Asks a study of all moments beside the window, the newest first, only while it is seen."""

    grown = Signal()
    """There are other results than before."""

    def __init__(self, session: Session, training: Training, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._training = session, training
        self._study: Study[R] | None = None
        self._shown = False
        self._answers: dict[Moment, MomentAnswer[R]] = {}
        self._refused: set[Moment] = set()
        self._analysis: Analysis | None = None
        self._work: _Work[R] | None = None
        self._background = Background(self, THREAD.begin)
        self._background.done.connect(self._take)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._go_on)
        training.moments.grown.connect(self._go_on)

    def ask(self, study: Study[R] | None) -> None:
        """Want another question answered from now on; None: nothing."""
        if study is not self._study:
            self._study = study
            self._answers.clear()
            self._refused.clear()
            if self._work is not None:
                self._work.given_up.set()
            self._background.forget()
            self._go_on()

    def set_shown(self, shown: bool) -> None:
        """Say whether somebody looks; nothing is computed for a view that is not seen."""
        self._shown = shown
        (_seen.add if shown else _seen.discard)(self)
        self._go_on()

    @property
    def results(self) -> list[tuple[int, R]]:
        """What is known so far, by step, oldest first."""
        moments = self._training.moments.timeline.moments
        known = (self._answers.get(moment) for moment in moments)
        return [(found.moment.step, found.result) for found in known if found is not None]

    def _go_on(self) -> None:
        """Ask of the newest moment that is not known yet."""
        if self._study is None or not self._shown:
            self._forget_others()
            return
        if self._rest.isActive():
            return
        if self._background.busy:  # perhaps with what is given up, which tells nothing
            self._rest.start(LOOK_MS)
            return
        self._forget_others()
        moments = self._training.moments.timeline.moments
        running = self._session.running
        wanted = [m for m in moments if m not in self._answers and m not in self._refused]
        if running is None or not wanted:
            return
        if self._analysis is None or self._analysis.project is not running:
            self._analysis = analyze(running)
        self._work = _Work(self._analysis, wanted[-1], self._study)
        self._background.start(self._work)

    def _forget_others(self) -> None:
        """Let go of moments that are no longer kept: their weights take memory."""
        if self._answers or self._refused:
            kept = set(self._training.moments.timeline.moments)
            self._answers = {m: known for m, known in self._answers.items() if m in kept}
            self._refused &= kept

    def _take(self, done: tuple[Moment, MomentAnswer[R] | None, float]) -> None:
        moment, found, seconds = done
        self._work = None
        if found is None:
            self._refused.add(moment)
        elif found.study is self._study:
            self._answers[moment] = found
            self.grown.emit()
        learning = self._training.state == "running"  # a run that pauses needs no time
        self._rest.start(round(1000 * rest_after(seconds, len(_seen))) if learning else 0)


@dataclass(frozen=True, eq=False)
class _Work(Generic[R]):
    """What is computed beside the window."""

    analysis: Analysis
    moment: Moment
    study: Study[R]
    given_up: Event = field(default_factory=Event)

    def __call__(self) -> Pieces[tuple[Moment, MomentAnswer[R] | None, float]]:
        pieces, seconds = self._pieces(), 0.0
        while True:
            began = time.perf_counter()
            try:
                next(pieces)
            except StopIteration as end:
                seconds += time.perf_counter() - began
                return self.moment, end.value, seconds
            seconds += time.perf_counter() - began
            yield  # what others compute meanwhile is not counted

    def _pieces(self) -> Pieces[MomentAnswer[R] | None]:
        yield
        try:
            plan = make_plan(self.analysis)
            if not self.study.fits(plan):
                return None
            model = Model(plan, check_weights(plan, self.moment.weights))
            wanted = wanted_pieces(self.study, model, lambda: not self.given_up.is_set())
            result = yield from wanted
        except UserError:
            return None
        return None if result is None else MomentAnswer(self.moment, self.study, result)
