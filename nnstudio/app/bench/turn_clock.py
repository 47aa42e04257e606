"""How long the event loop leaves whoever waits for it alone."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 5


class TurnClock(QObject):
    """Notes the seconds between two turns of the event loop in ``gaps``, while it is switched on.

    The timer of 5 ms that it has is met as late as a click would be.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.gaps: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._turn)

    def begin(self) -> None:
        """Note from now on."""
        self._last = time.perf_counter()
        self._timer.start()

    def end(self) -> None:
        """Note nothing any more."""
        self._timer.stop()

    def _turn(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last)
        self._last = now
