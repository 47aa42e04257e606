"""How far the phase of a step has come that is shown in slow motion."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor

from nnstudio.app.session import Session
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.training import Training
from nnstudio.engine.messages import PhaseShown

FRAME_MS = 33


class PhaseClock(QObject):
    """Tells those who show a phase where it is, frame by frame; it stands still while the run does."""

    begun = Signal()
    """Another phase is `shown`."""
    moved = Signal(float)
    """Such a share of the phase is over."""
    ended = Signal()
    """No phase is shown any more."""

    def __init__(self, session: Session, training: Training, parent: QObject) -> None:
        super().__init__(parent)
        self._training = training
        self.shown: PhaseShown | None = None
        self._done, self._since = 0.0, 0.0
        self._frames = QTimer(self)
        self._frames.setInterval(FRAME_MS)
        self._frames.timeout.connect(self._move)
        training.phase_shown.connect(self._show)
        training.state_changed.connect(self._follow_state)
        session.opened.connect(self._end)

    def wave(self, share: float) -> tuple[str, ...]:
        """Return the nodes that the phase reaches at such a share of its time."""
        waves = self.shown.phase.waves if self.shown is not None else ()
        return waves[min(int(share * len(waves)), len(waves) - 1)] if waves else ()

    def _show(self, shown: PhaseShown | None) -> None:
        if shown is None:
            self._end()
            return
        self.shown, self._done, self._since = shown, 0.0, time.perf_counter()
        self.begun.emit()
        self._frames.start()
        self._move()

    def _end(self) -> None:
        if self.shown is not None:
            self.shown = None
            self._frames.stop()
            self.ended.emit()

    def _follow_state(self) -> None:
        if self.shown is None:
            return
        if self._training.state == "paused" and self._frames.isActive():
            self._done = self._share()
            self._frames.stop()
        elif self._training.state == "running" and not self._frames.isActive():
            self._since = time.perf_counter()
            self._frames.start()

    def _share(self) -> float:
        if self.shown is None or not self._frames.isActive():
            return self._done
        passed = time.perf_counter() - self._since
        return min(self._done + passed / max(self.shown.seconds, 0.001), 1.0)

    def _move(self) -> None:
        share = self._share()
        if share >= 1.0:
            self._done = 1.0
            self._frames.stop()
        self.moved.emit(share)


def phase_color(phase: str) -> QColor:
    """Return the colour of a phase's light."""
    theme = current_theme()
    return QColor({"backward": theme.warning, "update": theme.good}.get(phase, theme.accent))
