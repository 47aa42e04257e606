"""Where the time of the window goes: refreshing and painting, by dock."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget

from nnstudio.app.canvas.view import CanvasView
from nnstudio.app.refresh import RefreshScheduler

CANVAS, WINDOW = "canvas", "window"


@dataclass
class ViewTimes:
    """How long a dock was refreshed, and painted from then on to its next refresh, in seconds."""

    refreshed: list[float] = field(default_factory=list)
    painted: list[float] = field(default_factory=list)
    all_painted: float = 0.0


class ViewMeter(QObject):
    """Counts how often the views are refreshed, and meters how long that and painting takes.

    Metering makes every event wait for Python, which slows the window and the training down. So it
    has a time of its own, in which nothing else is measured.

    ``refreshes`` has the numbers by dock and ``frames`` the seconds of each frame of the scheduler
    while it counts; ``views`` has the times by dock while it meters.
    """

    def __init__(self, app: QApplication, scheduler: RefreshScheduler) -> None:
        super().__init__()
        self.views: dict[str, ViewTimes] = {}
        self.refreshes: Counter[str] = Counter()
        self.frames: list[float] = []
        self._places: dict[QWidget, str] = {}
        self._app = app
        self._counting = self._metering = self._delivering = False
        scheduler.refreshed.connect(self._note_refresh)
        scheduler.frame_ended.connect(self._note_frame)

    def count(self, on: bool) -> None:
        """Count from now on, or no longer."""
        self._counting = on

    def meter(self, on: bool) -> None:
        """Meter from now on, or no longer."""
        self._metering = on
        if on:
            self._app.installEventFilter(self)
        else:
            self._app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Paint or self._delivering:
            return False
        if not isinstance(watched, QWidget):
            return False
        self._delivering = True  # to all who filter it, as if this had not been here
        began = time.perf_counter()
        self._app.notify(watched, event)
        self._note_paint(watched, time.perf_counter() - began)
        self._delivering = False
        return True

    def _note_paint(self, widget: QWidget, seconds: float) -> None:
        times = self._times(widget)
        times.all_painted += seconds
        if times.painted:
            times.painted[-1] += seconds

    def _note_refresh(self, widget: QWidget, seconds: float) -> None:
        if self._counting:
            self.refreshes[self._place_of(widget)] += 1
        if self._metering:
            times = self._times(widget)
            times.refreshed.append(seconds)
            times.painted.append(0.0)

    def _note_frame(self, seconds: float) -> None:
        if self._counting:
            self.frames.append(seconds)

    def _times(self, widget: QWidget) -> ViewTimes:
        return self.views.setdefault(self._place_of(widget), ViewTimes())

    def _place_of(self, widget: QWidget) -> str:
        place = self._places.get(widget)
        if place is None:
            place = self._places[widget] = _place(widget)
        return place


def _place(widget: QWidget) -> str:
    """Return the dock that a widget stands in, or what else it belongs to."""
    part: QWidget | None = widget
    while part is not None:
        if isinstance(part, QDockWidget):
            return part.objectName().removeprefix("dock/")
        if isinstance(part, CanvasView):
            return CANVAS
        part = part.parentWidget()
    return WINDOW
