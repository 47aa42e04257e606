"""How the learning rate will change during the run, drawn small."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.fonts import number_font
from nnstudio.optimizers.schedules import Place, Schedule

POINTS = 400
"""At how many places of the run the curve is computed at most."""
HEIGHT = 78


class RateCurve(QWidget):
    """Draws the planned learning rate over the epochs; the mouse reads it off.

    What a schedule does when nothing improves cannot be planned and is left out.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: tuple[Schedule, float, int, int] | None = None
        self._x = self._y = np.zeros(0)
        self._pointed: float | None = None
        self._now: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        theme_signals.changed.connect(self.update)
        self._name()

    def set_plan(
        self, schedule: Schedule, learning_rate: float, steps_per_epoch: int, epochs: int
    ) -> None:
        """Show another plan."""
        plan = (schedule, learning_rate, steps_per_epoch, epochs)
        if plan == self._plan:
            return
        self._plan = plan
        total = steps_per_epoch * epochs
        steps = np.unique(np.linspace(1, total, min(total, POINTS)).round().astype(np.int64))
        self._x = steps / steps_per_epoch
        self._y = np.array([self._rate(int(step)) for step in steps])
        self.update()

    def set_now(self, epochs: float | None) -> None:
        """Mark how far the run is; None: none is going on."""
        if epochs is not None:
            epochs = round(epochs, 2)  # nobody sees less, and each change is drawn
        if epochs != self._now:
            self._now = epochs
            self.update()

    def rates(self) -> tuple[float, float]:
        """Return the learning rates of the first and of the last step."""
        return float(self._y[0]), float(self._y[-1])

    def readout(self) -> str:
        """Return what is written for the place under the mouse, empty where there is none."""
        if self._pointed is None or self._plan is None:
            return ""
        _, _, per_epoch, epochs = self._plan
        step = min(max(math.ceil(self._pointed * per_epoch), 1), per_epoch * epochs)
        text = self.tr("epoch {epoch}: {rate}")
        return text.format(epoch=f"{self._pointed:.1f}", rate=f"{self._rate(step):.3g}")

    # ---- Qt ----

    def sizeHint(self) -> QSize:
        return QSize(220, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        area = self._area()
        share = (event.position().x() - area.left()) / area.width()
        self._pointed = share * self._x[-1] if 0 <= share <= 1 and len(self._x) else None
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._pointed = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.setBrush(QColor(theme.entry))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if not len(self._x):
            return
        area = self._area()
        curve = [self._place(x, y) for x, y in zip(self._x.tolist(), self._y.tolist(), strict=True)]
        under = QPolygonF([QPointF(curve[0].x(), area.bottom()), *curve])
        under.append(QPointF(curve[-1].x(), area.bottom()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tint(theme.accent, 0.08)))
        painter.drawPolygon(under)
        painter.setPen(QPen(QColor(theme.accent), 1.8))
        painter.drawPolyline(QPolygonF(curve))
        self._paint_words(painter)
        for at, color in ((self._now, theme.accent), (self._pointed, theme.text)):
            if at is not None and at <= self._x[-1]:
                place = self._place(at, float(np.interp(at, self._x, self._y)))
                painter.setPen(QPen(QColor(theme.entry), 1.2))
                painter.setBrush(QColor(color))
                painter.drawEllipse(place, 4, 4)

    def _paint_words(self, painter: QPainter) -> None:
        theme = current_theme()
        painter.setFont(number_font(0.85))
        painter.setPen(QColor(theme.muted))
        line = QRectF(self.rect()).adjusted(10, 5, -10, 0)
        line.setHeight(painter.fontMetrics().height())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, f"{self._y.max():.3g}")
        if self.readout():
            painter.setPen(QColor(theme.text))
        text = self.readout() or self.tr("{count} epochs").format(count=self._plan_epochs())
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, text)

    # ---- within ----

    def _rate(self, step: int) -> float:
        assert self._plan is not None
        schedule, rate, per_epoch, epochs = self._plan
        return rate * schedule.factor(Place(step, per_epoch, per_epoch * epochs))

    def _plan_epochs(self) -> int:
        return self._plan[3] if self._plan is not None else 0

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(10, 26, -10, -9)

    def _place(self, x: float, y: float) -> QPointF:
        area, top = self._area(), float(self._y.max()) or 1.0
        return QPointF(
            area.left() + x / float(self._x[-1]) * area.width(),
            area.bottom() - y / top * area.height(),
        )

    def _name(self) -> None:
        self.setAccessibleName(self.tr("The planned learning rate over the epochs"))
        self.setToolTip(self.accessibleName())
