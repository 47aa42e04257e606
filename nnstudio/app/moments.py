"""Looking back on a run: which of its moments the views show."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from nnstudio.engine.messages import Checkpoint, Moment
from nnstudio.engine.timeline import Timeline


class Moments(QObject):
    """The kept moments of the present run, and the one that all views go back to together.

    ``timeline`` has those that lie before the present weights; ``shown`` is None where the views
    show the newest weights. ``run`` is the id of the run that they belong to.
    """

    grown = Signal()
    """There are other moments than before."""
    moved = Signal()
    """`shown` is another one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.timeline = self._whole = Timeline()
        self.run = ""
        self.shown: Moment | None = None

    def begin(self, timeline: Timeline) -> None:
        """Follow another run."""
        self.timeline = self._whole = timeline
        self.show_newest()
        self.grown.emit()

    def follow(self, before: str, steps: int, most: int) -> None:
        """Look back on the run that begins, and on the one before too where that goes on.

        Parameters
        ----------
        before
            The id of the run whose weights it begins with.
        steps
            How many steps of that it goes on from.
        most
            About how many moments of it are kept.
        """
        if steps and self.run == before:
            self.go_on(steps)
        else:
            self.begin(Timeline(most))

    def go_on(self, step: int) -> None:
        """Follow a run that goes on after a step, and forget what came after that before."""
        self._whole.cut(step)
        self.timeline = self._whole
        self.show_newest()
        self.grown.emit()

    def limit_to(self, run: str, checkpoint: Checkpoint | None) -> None:
        """Have only what lies before the present weights, as after an undo, until a redo.

        Parameters
        ----------
        run, checkpoint
            The run that these weights come from, and where in it.
        """
        before = self.timeline.moments
        step = checkpoint.step if checkpoint is not None and run == self.run else -1
        self.timeline = self._whole.until(step)
        if self.timeline.moments != before:
            if self.shown is not None and self.shown not in self.timeline.moments:
                self.show_newest()
            self.grown.emit()

    def add(self, moment: Moment) -> None:
        """Take over what a run has kept."""
        self.timeline.add(moment)
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
