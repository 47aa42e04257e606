"""Looking back on a run: which of its moments the views show."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from nnstudio.app.session import Session
from nnstudio.engine.messages import Moment
from nnstudio.engine.timeline import Timeline

MOMENTS_BYTES = 128 << 20
"""How much memory the weights may take that are kept to look back on a run."""


class Moments(QObject):
    """The kept moments of the present run, and the one that all views go back to together.

    ``timeline`` has those that lie before the present weights; ``shown`` is None where the views
    show the newest weights. ``run`` is the id of the run that they belong to.
    """

    grown = Signal()
    """There are other moments than before."""
    moved = Signal()
    """`shown` is another one."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._grows = False
        session.weights_changed.connect(self._limit)
        self.timeline = self._whole = Timeline()
        self.run = ""
        self.shown: Moment | None = None

    def begin(self, timeline: Timeline) -> None:
        """Follow another run."""
        self.timeline = self._whole = timeline
        self.show_newest()
        self.grown.emit()

    def follow(self, steps: int, most: int) -> None:
        """Look back on the run that begins, and on the one before too where that goes on.

        Parameters
        ----------
        steps
            How many steps of that it goes on from.
        most
            About how many moments of it are kept.
        """
        self._grows = True
        if steps and self.run == self._session.weights_run:
            self.go_on(steps)
        else:
            self.begin(Timeline(most))

    def end(self) -> None:
        """Note that the run is over: what lies before its weights can be looked at from now on."""
        self._grows = False

    def go_on(self, step: int) -> None:
        """Follow a run that goes on after a step, and forget what came after that before."""
        self._whole.cut(step)
        self.timeline = self._whole
        self.show_newest()
        self.grown.emit()

    def add(self, moments: Sequence[Moment]) -> None:
        """Take over what a run has kept since, and tell of it once."""
        for moment in moments:
            self.timeline.add(moment)
        if moments:
            self.grown.emit()

    def show_step(self, step: int) -> None:
        """Let all views show the last moment at or before a step."""
        moment = self.timeline.at(step)
        if moment is not self.shown:
            self.shown = moment
            self.moved.emit()

    def show_newest(self) -> None:
        """Let all views show the newest weights again."""
        if self.shown is not None:
            self.shown = None
            self.moved.emit()

    def _limit(self) -> None:
        """Have only what lies before the present weights, as after an undo, until a redo."""
        if self._grows:
            return
        checkpoint, before = self._session.checkpoint, self.timeline.moments
        same = checkpoint is not None and self._session.weights_run == self.run
        self.timeline = self._whole.until(checkpoint.step if same and checkpoint else -1)
        if self.timeline.moments != before:
            if self.shown is not None and self.shown not in self.timeline.moments:
                self.show_newest()
            self.grown.emit()
