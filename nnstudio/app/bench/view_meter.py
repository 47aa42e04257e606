"""Where the time of the window goes: refreshing and painting, by dock."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget

from nnstudio.app.canvas.view import CanvasView
from nnstudio.app.refresh import RefreshScheduler

CANVAS, WINDOW = "canvas", "window"


class MeteredApp(QApplication):
    """An application that knows how long each painting takes."""

    meter: ViewMeter | None = None

    def notify(self, watched: QObject, event: QEvent) -> bool:
        meter = self.meter
        if meter is None or not isinstance(watched, QWidget) or event.type() != QEvent.Type.Paint:
            return super().notify(watched, event)
        began = time.perf_counter()
        done = super().notify(watched, event)
        meter.note_paint(watched, time.perf_counter() - began)
        return done


@dataclass
class ViewTimes:
    """How long a dock was refreshed, and painted from then on to its next refresh, in seconds."""

    refreshed: list[float] = field(default_factory=list)
    painted: list[float] = field(default_factory=list)
    all_painted: float = 0.0


class ViewMeter(QObject):
    """Notes refreshing and painting, while it is switched on.

    ``views`` has the times by dock, ``frames`` the seconds of each frame of the scheduler.
    """

    def __init__(self, app: MeteredApp, scheduler: RefreshScheduler) -> None:
        super().__init__()
        self.views: dict[str, ViewTimes] = {}
        self.frames: list[float] = []
        self._places: dict[QWidget, str] = {}
        self.on = False
        app.meter = self
        scheduler.refreshed.connect(self._note_refresh)
        scheduler.frame_ended.connect(self._note_frame)

    def note_paint(self, widget: QWidget, seconds: float) -> None:
        """Note that a widget was painted."""
        if self.on:
            times = self._times(widget)
            times.all_painted += seconds
            if times.painted:
                times.painted[-1] += seconds

    def _note_refresh(self, widget: QWidget, seconds: float) -> None:
        if self.on:
            times = self._times(widget)
            times.refreshed.append(seconds)
            times.painted.append(0.0)

    def _note_frame(self, seconds: float) -> None:
        if self.on:
            self.frames.append(seconds)

    def _times(self, widget: QWidget) -> ViewTimes:
        place = self._places.get(widget)
        if place is None:
            place = self._places[widget] = _place(widget)
        return self.views.setdefault(place, ViewTimes())


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
