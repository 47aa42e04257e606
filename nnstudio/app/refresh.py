"""Who draws when: views are refreshed in turn, so that the window stays alive while it shows."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

FRAME_MS = 33
BUDGET_SECONDS = 0.004
REST_SECONDS, LONG_REST_SECONDS = 0.08, 0.205
"""How long a view rests after it was drawn: more often than this, nobody sees a difference. It
rests longer where there is much to draw, for painting takes its time from the training, too."""
EASY_SECONDS = 0.001
"""So much a frame, on average of about a second, is little to draw."""
FOLLOWING = 0.05
PATIENCE_SECONDS = 0.18
"""After how long a view with news is drawn even where the budget is used up: with the frames
before and after, four times a second."""


@dataclass(eq=False)
class _View:
    widget: QWidget
    refresh: Callable[[], None]
    drawn: float = float("-inf")
    """When it was drawn last."""
    since: float = 0.0
    """When the news came that it waits to show."""


class RefreshScheduler(QObject):
    """Refreshes visible views that have news, in turn, within a few milliseconds a frame.

    A view with news is drawn about ten times a second, less often where there is much to draw, and
    at least four times however many there are. One that is not visible is not drawn and costs
    nothing; it is drawn once it is shown.

    Parameters
    ----------
    clock
        Tells the time in seconds.
    """

    refreshed = Signal(object, float)
    """A view was drawn, within so many seconds."""
    frame_ended = Signal(float)
    """All that was due was drawn, within so many seconds."""

    def __init__(
        self, parent: QObject | None = None, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._views: list[_View] = []
        self._waiting: list[_View] = []
        self._usual = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.frame)

    @property
    def busy(self) -> bool:
        """Whether a visible view still waits to be drawn."""
        return self._timer.isActive()

    def register(self, view: QWidget, refresh: Callable[[], None]) -> None:
        """Let ``refresh`` draw ``view`` when there is news and the view can be seen."""
        self._views.append(_View(view, refresh))
        view.installEventFilter(self)

    def news(self) -> None:
        """Say that there is something new to show."""
        now = self._clock()
        self._views = [view for view in self._views if isValid(view.widget)]
        for view in self._views:
            if view not in self._waiting:
                view.since = now
                self._waiting.append(view)
        self._wake()

    def frame(self) -> None:
        """Draw what is due; the timer does this about thirty times a second while views wait."""
        began = self._clock()
        rest = min(REST_SECONDS * max(self._usual / EASY_SECONDS, 1.0), LONG_REST_SECONDS)
        self._waiting = [view for view in self._waiting if isValid(view.widget)]
        for view in tuple(self._waiting):
            if not view.widget.isVisible() or began - view.drawn < rest:
                continue
            spent = self._clock() - began > BUDGET_SECONDS
            if spent and began - view.since < PATIENCE_SECONDS:
                continue
            # First come, first served: whoever is not reached in this frame leads the next one.
            self._waiting.remove(view)
            view.drawn = began
            start = self._clock()
            view.refresh()
            self.refreshed.emit(view.widget, self._clock() - start)
        seconds = self._clock() - began
        self._usual += FOLLOWING * (seconds - self._usual)
        self.frame_ended.emit(seconds)
        if not any(view.widget.isVisible() for view in self._waiting):
            self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self._waiting:
            self._wake()
        return super().eventFilter(watched, event)

    def _wake(self) -> None:
        if not self._timer.isActive():
            self._timer.start()
