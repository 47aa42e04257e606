"""The newest judgement of the network: of a few samples at once, then of all where nothing trains."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from nnstudio.app.live.live_study import Answer, LiveStudy
from nnstudio.app.plots.confusion.cases import Cases
from nnstudio.app.plots.confusion.subject import Subject
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.engine.studies.judging import Judging, Verdicts
from nnstudio.graph.analysis import Analysis


class LiveJudge(QObject):
    """Asks about a fixed few samples while the network trains; else about those and then all."""

    arrived = Signal()
    """`newest` is new."""
    failed = Signal(object)
    """The `Text` that says why there is no judgement."""
    project_changed = Signal()
    """`analysis` is that of another network."""

    def __init__(self, session: Session, training: Training, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._training = training
        self._few: LiveStudy[Verdicts] = LiveStudy("confusion", session, training, self)
        self._all: LiveStudy[Verdicts] = LiveStudy("confusion of all", session, training, self)
        self._asked: tuple[Cases, Cases, Subject] | None = None
        self._shown = False
        self.newest: tuple[Answer[Verdicts], Cases, Subject] | None = None
        for study in (self._few, self._all):
            study.failed.connect(self.failed)
        self._few.arrived.connect(self._take_few)
        self._all.arrived.connect(self._take_all)
        self._few.project_changed.connect(self.project_changed)
        training.state_changed.connect(self._ask_all)

    @property
    def analysis(self) -> Analysis:
        """The analysis of the network that is judged."""
        return self._few.analysis

    def ask(self, few: Cases, every: Cases, subject: Subject) -> None:
        """Judge these samples from now on."""
        self._asked, self.newest = (few, every, subject), None
        self._few.ask(Judging(few.x, few.t, subject.output))
        self._ask_all()

    def forget(self) -> None:
        """Judge nothing any more."""
        self._asked = self.newest = None
        for study in (self._few, self._all):
            study.stop_asking()

    def set_shown(self, shown: bool) -> None:
        """Say whether somebody looks."""
        self._shown = shown
        for study in (self._few, self._all):
            study.set_shown(shown)

    def _ask_all(self) -> None:
        if self._asked is None or not self._shown:
            return
        few, every, subject = self._asked
        if self._training.active or few is every:
            self._all.stop_asking()
        else:
            self._all.ask(Judging(every.x, every.t, subject.output, compiled=True))

    def _take_few(self) -> None:
        answer = self._few.latest
        if self.newest is not None and self._asked is not None and answer is not None:
            known, cases, _ = self.newest
            if cases is not self._asked[0] and known.step == answer.step:
                return  # all of them came first: they are compiled, these few are not
        self._take(answer, 0)

    def _take_all(self) -> None:
        self._take(self._all.latest, 1)

    def _take(self, answer: Answer[Verdicts] | None, which: int) -> None:
        if answer is None or self._asked is None:
            return
        # Not what is chosen now: another network may have been opened since.
        cases, subject = self._asked[:2][which], self._asked[2]
        if isinstance(answer.study, Judging) and answer.study.x is cases.x:
            self.newest = answer, cases, subject
            self.arrived.emit()
