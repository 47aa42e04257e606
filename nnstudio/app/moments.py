"""Looking back on a run: which of its moments the views show."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from nnstudio.engine.messages import Moment
from nnstudio.engine.timeline import Timeline


class Moments(QObject):
    """The kept moments of the present run, and the one that all views go back to together.

    ``shown`` is None where they show the newest weights.
    """

    grown = Signal()
    """There are other moments than before."""
    moved = Signal()
    """`shown` is another one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.timeline = Timeline()
        self.shown: Moment | None = None

    def begin(self, timeline: Timeline) -> None:
        """Follow another run."""
        self.timeline = timeline
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
