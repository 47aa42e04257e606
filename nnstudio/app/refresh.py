"""Who draws when: views are refreshed in turn, so that the window stays alive while it shows."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

FRAME_MS = 33
BUDGET_SECONDS = 0.004


class RefreshScheduler(QObject):
    """Refreshes visible views that have news, in turn, within a few milliseconds a frame.

    A view that is not visible is not drawn and costs nothing; it is drawn once it is shown.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._views: list[tuple[QWidget, Callable[[], None]]] = []
        self._waiting: list[int] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._frame)

    @property
    def busy(self) -> bool:
        """Whether a visible view still waits to be drawn."""
        return self._timer.isActive()

    def register(self, view: QWidget, refresh: Callable[[], None]) -> None:
        """Let ``refresh`` draw ``view`` when there is news and the view can be seen."""
        self._views.append((view, refresh))
        view.installEventFilter(self)

    def news(self) -> None:
        """Say that there is something new to show."""
        for index in range(len(self._views)):
            if index not in self._waiting:
                self._waiting.append(index)
        self._wake()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self._waiting:
            self._wake()
        return super().eventFilter(watched, event)

    def _wake(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _frame(self) -> None:
        end = time.perf_counter() + BUDGET_SECONDS
        for index in tuple(self._waiting):
            view, refresh = self._views[index]
            if not view.isVisible():
                continue
            # First come, first served: whoever is not reached in this frame leads the next one.
            self._waiting.remove(index)
            refresh()
            if time.perf_counter() > end:
                break
        if not any(self._views[index][0].isVisible() for index in self._waiting):
            self._timer.stop()
