"""The rail of the timeline: the kept moments of a run, its marks and flags, and a handle."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLine, QPoint, QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QToolTip, QWidget

from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.theme import Theme

MARGIN = 9
HEIGHT = 30
NEAR = 6
"""Within so many pixels the mouse means a flag or a mark."""
DENSE = 3
"""Moments closer together than so many pixels are not drawn one by one."""


@dataclass(frozen=True)
class Flag:
    """Something at a step: a named checkpoint, or (``small``) a setting that changed."""

    step: int
    text: str
    small: bool = False


class Track(QAbstractSlider):
    """A slider whose places are moments; the last of them stands for now.

    Parameters
    ----------
    describe
        Says what is to be read at a step, for the tooltip.
    """

    moved = Signal(int)
    """The user wants to see this step; -1: what is now."""

    def __init__(self, describe: Callable[[int], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._describe = describe
        self._steps: tuple[int, ...] = ()
        self._flags: tuple[Flag, ...] = ()
        self._now = 1
        self._past = False
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setSingleStep(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.valueChanged.connect(self._tell)
        theme_signals.changed.connect(self.update)

    def show_moments(
        self, steps: tuple[int, ...], now: int, shown: int | None, flags: tuple[Flag, ...]
    ) -> None:
        """Show moments at ``steps`` of a run that is at ``now``, and the handle at ``shown``.

        Parameters
        ----------
        shown
            The step that is looked back to; None: now.
        """
        self._steps, self._flags = steps, flags
        self._now = max(now, steps[-1] if steps else 1, 1)
        self._past = shown is not None
        last = max(len(steps) - 1, 0)
        place = last if shown is None else max(bisect_right(steps, shown) - 1, 0)
        with QSignalBlocker(self):
            self.setRange(0, last)
            self.setPageStep(max(len(steps) // 10, 1))
            self.setValue(place)
        self.update()

    @property
    def step(self) -> int:
        """The step at which the handle stands."""
        return self._steps[self.value()] if self._past and self._steps else self._now

    def x_of(self, step: int) -> float:
        """Return how far to the right a step lies."""
        return MARGIN + (self.width() - 2 * MARGIN) * min(step / self._now, 1.0)

    def step_at(self, x: float) -> int:
        """Return the step below the mouse."""
        share = (x - MARGIN) / max(self.width() - 2 * MARGIN, 1)
        return round(self._now * min(max(share, 0.0), 1.0))

    def sizeHint(self) -> QSize:
        return QSize(240, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, HEIGHT)

    # ---- mouse and keys ----

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._go_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() or event.angleDelta().x()
        self.setValue(self.value() + (1 if steps > 0 else -1))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_End or (event.key() == Qt.Key.Key_Escape and self._past):
            self.moved.emit(-1)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event.pos(), event.globalPos())
            return True
        return super().event(event)

    def tip_at(self, x: float) -> str:
        """Return what is said of the place below the mouse."""
        near = [flag for flag in self._flags if abs(self.x_of(flag.step) - x) <= NEAR]
        near.sort(key=lambda flag: (flag.small, abs(self.x_of(flag.step) - x)))
        lines = [flag.text for flag in near[:5]]
        return "\n".join([*lines, self._describe(self.step_at(x))])

    # ---- within ----

    def _show_tip(self, at: QPoint, on_screen: QPoint) -> None:
        if self._steps:
            QToolTip.showText(on_screen, self.tip_at(at.x()), self)

    def _go_to(self, x: float) -> None:
        if not self._steps:
            return
        flags = [f for f in self._flags if not f.small and abs(self.x_of(f.step) - x) <= NEAR]
        step = min(flags, key=lambda f: abs(self.x_of(f.step) - x)).step if flags else -1
        if step < 0:
            step = self.step_at(x)
        place = bisect_right(self._steps, step) - 1
        after = min(place + 1, len(self._steps) - 1)
        if not flags and abs(self._steps[after] - step) < abs(self._steps[max(place, 0)] - step):
            place = after
        self.setValue(max(place, 0))

    def _tell(self, place: int) -> None:
        if self._steps:
            last = place >= len(self._steps) - 1
            self.moved.emit(-1 if last else self._steps[place])

    # ---- painting ----

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2 + 2
        at, end = self.x_of(self.step), float(self.width() - MARGIN)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.border_strong))
        painter.drawRoundedRect(QRectF(MARGIN, middle - 2, end - MARGIN, 4), 2, 2)
        painter.setBrush(QColor(theme.warning if self._past else theme.accent))
        painter.drawRoundedRect(QRectF(MARGIN, middle - 2, max(at - MARGIN, 0), 4), 2, 2)
        self._paint_moments(painter, theme, middle)
        for flag in self._flags:
            self._paint_flag(painter, theme, flag, middle)
        self._paint_handle(painter, theme, QPointF(at, middle))
        painter.end()

    def _paint_moments(self, painter: QPainter, theme: Theme, middle: float) -> None:
        if len(self._steps) * DENSE > self.width():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(QColor(theme.muted), 1))
        below, end = round(middle + 5), round(middle + 8)
        places = (round(self.x_of(step)) for step in self._steps)
        painter.drawLines([QLine(x, below, x, end) for x in places])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _paint_flag(self, painter: QPainter, theme: Theme, flag: Flag, middle: float) -> None:
        x = self.x_of(flag.step)
        if flag.small:  # a diamond on the rail, as in the plots
            painter.setPen(QPen(QColor(theme.surface), 1))
            painter.setBrush(QColor(theme.text))
            diamond = [(x, middle - 4.5), (x + 4.5, middle), (x, middle + 4.5), (x - 4.5, middle)]
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in diamond]))
            return
        color = QColor(theme.accent)
        painter.setPen(QPen(color, 1.6))
        painter.drawLine(QPointF(x, middle - 3), QPointF(x, 3))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPolygon(QPolygonF([QPointF(x, 3), QPointF(x + 8, 6), QPointF(x, 9)]))

    def _paint_handle(self, painter: QPainter, theme: Theme, at: QPointF) -> None:
        color = QColor(theme.warning if self._past else theme.accent)
        radius = 7.5 if self.isSliderDown() else 6.5
        if self.hasFocus():
            painter.setPen(QPen(color, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, radius + 2, radius + 2)
        painter.setPen(QPen(QColor(theme.surface), 1.5))
        painter.setBrush(color)
        painter.drawEllipse(at, radius, radius)
