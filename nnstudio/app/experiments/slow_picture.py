"""A picture of many lines, painted in turns so that the window lives on in between."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPixmap, QPolygonF

from nnstudio.app.plots.chart_frame import paint_polyline

TURN_SECONDS = 0.006


@dataclass(frozen=True)
class Stroke:
    """A line to paint."""

    points: QPolygonF
    color: QColor
    width: float


class SlowPicture(QObject):
    """Paints for a few milliseconds in each turn; what was painted before is seen until it is done."""

    changed = Signal()
    """There is more to see."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.seen = QPixmap()
        """What can be shown now."""
        self._made = QPixmap()
        self._left: Iterator[Stroke] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether it is being painted."""
        return self._timer.isActive()

    def paint(self, strokes: Iterable[Stroke], ground: QColor, size: QSize, ratio: float) -> None:
        """Begin anew; few lines are painted at once, and asked for no sooner."""
        self._left = iter(strokes)
        self._made = QPixmap(size * ratio)
        self._made.setDevicePixelRatio(ratio)
        self._made.fill(ground)
        if self.seen.size() != self._made.size() or self.seen.devicePixelRatio() != ratio:
            self.seen = self._made.copy()
        self._timer.start()
        self._go_on()

    def _go_on(self) -> None:
        end = time.perf_counter() + TURN_SECONDS
        painter = QPainter(self._made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ratio = self._made.devicePixelRatio()
        done = True
        for stroke in self._left:
            paint_polyline(painter, stroke.points, stroke.color, stroke.width, ratio)
            if time.perf_counter() > end:
                done = False
                break
        painter.end()
        if done:
            self._timer.stop()
            self.seen = self._made.copy()
            self.changed.emit()
