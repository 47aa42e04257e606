"""Which line is which, in one row above a chart."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import ui_font

_KEY = 20
_GAP = 6
_BETWEEN = 16


@dataclass(frozen=True)
class Entry:
    """One line of a chart: its name, colour, and whether it has markers."""

    text: str
    color: str
    markers: bool = False


class Legend(QWidget):
    """Shows a short line in its colour before each name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()
        self.setFont(ui_font(0.9))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show other entries."""
        if entries != self._entries:
            self._entries = entries
            self.setAccessibleName(", ".join(entry.text for entry in entries))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        texts = sum(metrics.horizontalAdvance(entry.text) for entry in self._entries)
        gaps = len(self._entries) * (_KEY + _GAP + _BETWEEN)
        return QSize(texts + gaps, metrics.height() + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(_KEY * 3, self.sizeHint().height())

    def written(self) -> tuple[str, ...]:
        """Return the names that have room, and how many more there are where some have none."""
        metrics, left = self.fontMetrics(), 0
        found: list[str] = []
        for number, entry in enumerate(self._entries):
            rest = len(self._entries) - number
            left += _KEY + _GAP + metrics.horizontalAdvance(entry.text)
            more = _BETWEEN // 2 + metrics.horizontalAdvance(f"+{rest - 1}") if rest > 1 else 0
            if number and left + more > self.width() and not self._all_fit():
                return (*found, f"+{rest}")
            found.append(entry.text)
            left += _BETWEEN
        return tuple(found)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = self.fontMetrics()
        middle = self.height() / 2
        left = 0.0
        written = self.written()
        base = (self.height() + metrics.ascent() - metrics.descent()) / 2
        for number, entry in enumerate(self._entries):
            if number >= len(written) or written[number] != entry.text:
                painter.setPen(QColor(current_theme().muted))
                painter.drawText(QPointF(left - _BETWEEN / 2, base), written[-1])
                break
            color = QColor(entry.color)
            width = _KEY + _GAP + metrics.horizontalAdvance(entry.text)
            painter.setPen(QPen(color, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(left + 1, middle), QPointF(left + _KEY - 1, middle))
            if entry.markers:
                painter.setBrush(color)
                painter.drawEllipse(QPointF(left + _KEY / 2, middle), 2.5, 2.5)
            painter.setPen(QColor(current_theme().muted))
            painter.drawText(QPointF(left + _KEY + _GAP, base), entry.text)
            left += width + _BETWEEN

    def _all_fit(self) -> bool:
        return self.sizeHint().width() - _BETWEEN <= self.width()
