"""The answer to a question about the network, always of the newest weights, only while it is seen."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from itertools import count
from threading import Event
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QObject, QTimer, Signal

from nnstudio.app.background import Background
from nnstudio.app.live.study_thread import THREAD
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.core.errors import UserError
from nnstudio.engine.messages import Checkpoint, Watch, Watched
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.engine.study import Pieces, Study, wanted_pieces
from nnstudio.engine.weights import WeightMap, adopt_weights
from nnstudio.graph.analysis import Analysis, analyze
from nnstudio.graph.project import Project

R = TypeVar("R")
_numbers = count(1)
PATIENCE_SECONDS = 0.4
"""So long an answer may take although newer weights are there already."""


@dataclass(frozen=True, eq=False)
class Answer(Generic[R]):
    """The result of a study.

    ``step`` is how many steps the network had been trained, 0 for its starting weights.
    """

    study: Study[R]
    step: int
    result: R


class LiveStudy(QObject, Generic[R]):
    """Asks the running training, or computes beside the window where none is running.

    Where the user looks back (`Training.moments`), the answer is of the weights of that moment.

    Parameters
    ----------
    key
        Begins the name of the `Watch`; a number makes it different from that of any other view.
    """

    arrived = Signal()
    """`latest` is new."""
    failed = Signal(object)
    """The `Text` that says why there is no answer."""
    project_changed = Signal()
    """`project` is another one, or its layers or data are."""

    def __init__(
        self, key: str, session: Session, training: Training, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._key = f"{key}/{next(_numbers)}"
        self._session = session
        self._training = training
        self._asked: Study[R] | None = None
        self._shown = False
        self._watching = False
        self._stale = True
        self._work: _Work[R] | None = None
        self._analysis = session.analysis
        self.latest: Answer[R] | None = None
        self._background = Background(self, THREAD.begin)
        self._background.done.connect(self._on_computed)
        self._background.failed.connect(self.failed)
        self._look_again = QTimer(self)
        self._look_again.setSingleShot(True)
        self._look_again.timeout.connect(self._serve)
        training.watched.connect(self._on_watched)
        training.state_changed.connect(self._follow)
        training.moments.moved.connect(self._look_anew)
        session.weights_changed.connect(self._look_anew)
        session.changed.connect(self._follow)
        session.opened.connect(self._follow)

    @property
    def project(self) -> Project:
        """The project that is looked at: the running one while a run goes on."""
        return self._analysis.project

    @property
    def analysis(self) -> Analysis:
        """The analysis of `project`."""
        return self._analysis

    def ask(self, study: Study[R]) -> None:
        """Want the answer to another question from now on."""
        self._asked = study
        self._stale = True
        self._serve()

    def stop_asking(self) -> None:
        """Want nothing more."""
        self._asked, self.latest = None, None
        self._give_up()
        self._unwatch()

    def set_shown(self, shown: bool) -> None:
        """Say whether somebody looks; nothing is computed for a view that is not seen."""
        self._shown = shown
        if shown:
            self._follow()
        else:
            self._unwatch()
            self._give_up()

    def _follow(self) -> None:
        """Look at the project that matters now."""
        if not self._shown:
            return
        running = self._session.running if self._training.active else None
        before = self._analysis
        if running is None or running is self._session.project:
            self._analysis = self._session.analysis
        elif running is not before.project:
            self._analysis = analyze(running)
        if _computed(self._analysis.project) != _computed(before.project):
            self._stale = True
            self.project_changed.emit()
        if self._watching != self._training.active:
            self._stale = True
        self._serve()

    def _look_anew(self) -> None:
        self._stale = True
        self._serve()

    def _serve(self) -> None:
        if not self._shown or self._asked is None or not self._stale:
            return
        if not self._analysis.ready:
            self._unwatch()
            return
        if self._nearly_done():
            return
        self._give_up()
        self._stale = False
        moment = self._training.moments.shown
        if self._training.active and moment is None:
            self._watching = True
            self._training.watch(Watch(self._key, self._asked))
            return
        self._unwatch()
        self._stale = False
        now = moment or self._session.checkpoint or Checkpoint({})
        self._work = _Work(self._analysis, now.weights, now.step, self._asked)
        self._background.start(self._work)

    def _nearly_done(self) -> bool:
        """Return whether the answer for weights of a moment ago may still come in time.

        Whoever looks back on a run step by step would see nothing if each step ended the last work.
        """
        work = self._work
        if work is None or not self._background.busy or work.study is not self._asked:
            return False
        left = work.until - time.monotonic()
        if left <= 0 or self._training.active:
            return False
        self._look_again.start(round(1000 * left) + 1)
        return True

    def _give_up(self) -> None:
        """Compute no longer what nobody wants any more."""
        if self._work is not None and self._background.busy:
            self._work.give_up()
            self._stale = True
        self._work = None
        self._background.forget()

    def _unwatch(self) -> None:
        if self._watching:
            self._watching = False
            self._stale = True
            self._training.unwatch(self._key)

    def _on_watched(self, answer: Watched) -> None:
        if answer.key != self._key or not self._watching or answer.study is not self._asked:
            return  # an answer to an earlier question may still be on its way
        if answer.reason is not None:
            self.failed.emit(answer.reason)
        else:
            self._arrive(Answer(self._asked, answer.step, cast("R", answer.result)))

    def _on_computed(self, answer: Answer[R] | None) -> None:
        if answer is not None and not self._watching and answer.study is self._asked:
            self._arrive(answer)
        self._serve()

    def _arrive(self, answer: Answer[R]) -> None:
        self.latest = answer
        self.arrived.emit()


@dataclass(frozen=True, eq=False)
class _Work(Generic[R]):
    """What is computed beside the window, as long as it is wanted."""

    analysis: Analysis
    weights: WeightMap
    step: int
    study: Study[R]
    until: float = field(default_factory=lambda: time.monotonic() + PATIENCE_SECONDS)
    """When it is given up where newer weights are there."""
    _given_up: Event = field(default_factory=Event)

    def give_up(self) -> None:
        """End it before its next piece."""
        self._given_up.set()

    def __call__(self) -> Pieces[Answer[R] | None]:
        yield
        try:
            plan = make_plan(self.analysis)
        except UserError:
            return None
        if not self.study.fits(plan):
            return None
        seed = self.analysis.project.training.seed
        adopted = adopt_weights(plan, self.weights, seed)
        # Where some weights are new, nothing has been trained as it is here.
        kept = (self.weights.get(key) for key in adopted)
        pairs = zip(kept, adopted.values(), strict=True)
        trained = all(old is not None and old.shape == new.shape for old, new in pairs)
        result = yield from wanted_pieces(
            self.study, Model(plan, adopted), lambda: not self._given_up.is_set()
        )
        return None if result is None else Answer(self.study, self.step if trained else 0, result)


def _computed(project: Project) -> object:
    """Return what decides layers, their names and data; places on the canvas left out."""
    layers = tuple((node.id, node.layer, node.title) for node in project.graph.nodes)
    return layers, frozenset(project.graph.wires), project.data
