"""Work of the window that is put off: each piece in a turn of the event loop of its own."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class OwnTurns(QObject):
    """Does what it is asked for soon and once, however often it is asked in between."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[Callable[[], None]] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._turn)

    def ask(self, work: Callable[[], None]) -> None:
        """Have something done soon."""
        if work not in self._waiting:
            self._waiting.append(work)
        self._timer.start()

    def _turn(self) -> None:
        work = self._waiting.popleft()
        if not self._waiting:
            self._timer.stop()
        work()
