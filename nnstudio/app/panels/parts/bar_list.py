"""Named bars below one another: probabilities, or how many samples each class has."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.fonts import number_font, ui_font

ROW, TIGHT_ROW = 18, 15
_MOST_ROWS = 40


@dataclass(frozen=True)
class Bar:
    """A name, a share from 0 to 1, and what is written at the end.

    ``color`` is empty for the accent colour.
    """

    name: str
    share: float
    text: str
    strong: bool = False
    color: str = ""


class BarList(QWidget):
    """Shows bars; the strong ones stand out.

    Parameters
    ----------
    row_height
        `ROW`, or `TIGHT_ROW` where little room is left.
    """

    def __init__(self, row_height: int = ROW, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self._row = row_height
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme_signals.changed.connect(self.update)

    def set_bars(self, bars: tuple[Bar, ...]) -> None:
        """Show other bars; of very many the first."""
        bars = bars[:_MOST_ROWS]
        if bars == self._bars:
            return
        resized = len(bars) != len(self._bars)
        self._bars = bars
        self.setAccessibleDescription(", ".join(f"{bar.name}: {bar.text}" for bar in bars))
        if resized:
            self.updateGeometry()
        self.update()

    def bars(self) -> tuple[Bar, ...]:
        """Return what is shown."""
        return self._bars

    def sizeHint(self) -> QSize:
        return QSize(200, self._row * len(self._bars))

    def minimumSizeHint(self) -> QSize:
        return QSize(90, self._row * len(self._bars))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        usual, strong = ui_font(0.95), ui_font(0.95, QFont.Weight.DemiBold)
        figures = number_font(0.95)
        painter.setFont(strong)
        metrics = painter.fontMetrics()
        widest = max((metrics.horizontalAdvance(bar.name) for bar in self._bars), default=0)
        names = min(widest, self.width() // 3)
        painter.setFont(figures)
        numbers = max(
            (painter.fontMetrics().horizontalAdvance(bar.text) for bar in self._bars), default=0
        )
        left, right = names + 8, self.width() - numbers - 8
        for row, bar in enumerate(self._bars):
            top = row * self._row
            line = Qt.AlignmentFlag.AlignVCenter
            painter.setFont(strong if bar.strong else usual)
            painter.setPen(QColor(theme.text))
            name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, names + 4)
            painter.drawText(QRectF(0, top, names + 6, self._row), line, name)
            painter.setFont(figures)
            painter.setPen(QColor(theme.text if bar.strong else theme.muted))
            area = QRectF(right, top, self.width() - right, self._row)
            painter.drawText(area, line | Qt.AlignmentFlag.AlignRight, bar.text)
            thick = 0.45 * self._row
            groove = QRectF(left, top + (self._row - thick) / 2, max(right - left, 4), thick)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.pressed))
            painter.drawRoundedRect(groove, thick / 2, thick / 2)
            share = min(max(bar.share, 0.0), 1.0)
            if share > 0.002:
                color = bar.color or (theme.accent_fill if bar.strong else theme.muted)
                painter.setBrush(QColor(color))
                groove.setWidth(max(groove.width() * share, thick))
                painter.drawRoundedRect(groove, thick / 2, thick / 2)
