"""The second of two runs that are trained in lockstep."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.core.text import N_, Text
from nnstudio.engine.lockstep import Lockstep, Side
from nnstudio.engine.messages import InMessage, Pause, Resume, StepBatch, StepEpoch, Stop
from nnstudio.graph.differences import Difference, differences
from nnstudio.graph.project import Project


class TwinRun(QObject):
    """Trains a second network whenever the first one trains, side by side.

    Both begin with the same weights wherever a layer has the same name and shapes, and learn from
    the same samples in the same order, for both come from the seed; so whatever comes out
    differently comes from the declared difference.

    Parameters
    ----------
    session, training
        Of the first network, A: the one that is open in the window.
    """

    changed = Signal()
    """There is a second network or none any more, or one of the two is another one."""

    def __init__(self, session: Session, training: Training, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._training = session, training
        self.session = Session(self)
        """Holds B; empty while there is none."""
        self.training = Training(self.session, self)
        self.active = False
        """Whether there is a second network."""
        for one in (training, self.training):
            one.advanced.connect(self._level)
        self._side: Side | None = None
        self._end = 0
        training.about_to_start.connect(self._pair)
        training.started.connect(self._begin_beside)
        training.state_changed.connect(self._follow_state)
        training.told.connect(self._pass_on)
        training.moments.moved.connect(self._look_back)
        session.changed.connect(self.changed)
        session.opened.connect(self.end)
        session.selection_changed.connect(self._follow_selection)
        self.session.changed.connect(self.changed)
        self.session.runs.changed.connect(self._show_beside)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What B does differently from A; empty where they are alike."""
        if not self.active:
            return ()
        return differences(self._session.project, self.session.project, ends=True)

    def begin(self, project: Project | None = None) -> None:
        """Make B from a definition; None: from that of A as it is now, to be changed then."""
        self.training.stop_and_wait()
        self._session.runs.keep_beside()
        self.session.open(project or self._session.project)
        self.active = True
        self._follow_selection()
        self.changed.emit()

    def end(self) -> None:
        """Do without B; its run is kept in the list of runs."""
        if not self.active:
            return
        self.training.stop_and_wait()
        self._session.runs.keep_beside()
        self.active = False
        self._training.pair = None
        self.session.open(Project())
        self.changed.emit()

    def take_over(self) -> None:
        """Make B, with what it has learned, what is open in the window: one step to undo."""
        label, project = Text(N_("Take over the twin")), self.session.project
        run = self._session.runs.keep_beside()
        if run is None or self.session.checkpoint is None:
            self._session.edit(label, project)
        else:
            run = replace(run, project=project)
            self._session.restore(label, run, self.session.checkpoint)

    def start(self) -> None:
        """Train both from their starting weights."""
        if self._training.state == "idle":
            self._training.start()

    # ---- within ----

    def _pair(self, end: int) -> None:
        """Let the run of A that is about to start go side by side with one of B."""
        self._training.pair = self._side = None
        if self.active and self.session.analysis.ready and not self.training.active:
            self._training.pair, self._side = Lockstep().sides()
            self._end = end

    def _begin_beside(self) -> None:
        """Start B beside A, which has just begun."""
        side, self._side = self._side, None
        if side is None:
            return
        self.training.pair = side
        self.training.train_to(self._end, paused=True)
        if not self.training.active:  # it says itself why
            side.leave()

    def _follow_state(self) -> None:
        """Go on after A has said whether it waits at first."""
        if self._training.state == "running" and self.training.state == "paused":
            self.training.resume()

    def _pass_on(self, message: InMessage) -> None:
        """Let what A is told hold for B."""
        if not self.training.active:  # it may have ended before A
            return
        match message:
            case Pause():
                self.training.pause()
            case Resume():
                self.training.resume()
            case Stop():
                self.training.stop()
            case StepBatch(count):
                self.training.step(count)
            case StepEpoch():
                self.training.step_epoch()
            case _:
                self.training.send(message)

    def _level(self) -> None:
        """Let both wait at the same step: one may have been a few steps ahead when it paused."""
        both = (self._training, self.training)
        told = [one.progress for one in both if one.waits and one.progress is not None]
        ahead = self._session.run_log.steps - self.session.run_log.steps
        if ahead and len(told) == 2 and told[0].batches == told[1].batches:
            both[1 if ahead > 0 else 0].catch_up(abs(ahead))

    def _show_beside(self) -> None:
        """Let B's curves lie over those of A."""
        present = self.session.runs.present if self.active else None
        self._session.runs.set_beside(self.tr("Twin B"), present)

    def _look_back(self) -> None:
        shown = self._training.moments.shown
        if shown is None:
            self.training.moments.show_newest()
        else:
            self.training.moments.show_step(shown.step)

    def _follow_selection(self) -> None:
        self.session.select(self._session.selection)
