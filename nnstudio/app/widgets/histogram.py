"""A small histogram that says its figures under the mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.fonts import number_font
from nnstudio.app.widgets.figures import figure_text

HEIGHT = 84
_TOWERING = 4.0
"""A bar so many times as high as the next is cut, lest all the others vanish beside it."""


class Histogram(QWidget):
    """Draws how many numbers lie in each of equally wide bins; the mouse reads a bin off.

    A bar that towers above all others is cut, which a gap in it shows.

    Parameters
    ----------
    color
        The name of the theme's colour of the bars.
    """

    def __init__(self, color: str = "accent", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._color = color
        self._counts: tuple[int, ...] = ()
        self._low = self._high = 0.0
        self._note = ""
        self._pointed: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        theme_signals.changed.connect(self.update)

    def set_bars(self, counts: Sequence[int], low: float, high: float, note: str = "") -> None:
        """Show other numbers.

        Parameters
        ----------
        counts
            How many lie in each bin.
        low, high
            The smallest and the largest number.
        note
            What is written above while the mouse is elsewhere.
        """
        self._counts, self._low, self._high, self._note = tuple(counts), low, high, note
        self._pointed = None
        self.setAccessibleDescription(f"{figure_text(low)} … {figure_text(high)}, {note}")
        self.update()

    def counts(self) -> tuple[int, ...]:
        """Return how many numbers each bin holds."""
        return self._counts

    def ends(self) -> tuple[float, float]:
        """Return the smallest and the largest number."""
        return self._low, self._high

    def note(self) -> str:
        """Return what is written above the bars."""
        if self._pointed is None:
            return self._note
        width = (self._high - self._low) / len(self._counts)
        start = self._low + self._pointed * width
        count = f"{self._counts[self._pointed]:,}"
        return f"{figure_text(start)} … {figure_text(start + width)}: {count}"

    def sizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(70, HEIGHT)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        area = self._area()
        share = (event.position().x() - area.left()) / max(area.width(), 1.0)
        inside = bool(self._counts) and 0.0 <= share < 1.0
        self._pointed = int(share * len(self._counts)) if inside else None
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._pointed = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current_theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.setBrush(QColor(theme.entry))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if not self._counts:
            return
        self._paint_bars(painter)
        painter.setFont(number_font(0.8))
        painter.setPen(QColor(theme.muted))
        line = painter.fontMetrics().height()
        inside = QRectF(self.rect()).adjusted(7, 3, -7, -3)
        top = QRectF(inside.left(), inside.top(), inside.width(), line)
        below = QRectF(inside.left(), inside.bottom() - line, inside.width(), line)
        elided = painter.fontMetrics().elidedText(
            self.note(), Qt.TextElideMode.ElideRight, round(top.width())
        )
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft, elided)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, figure_text(self._low))
        if self._high > self._low:
            painter.drawText(below, Qt.AlignmentFlag.AlignRight, figure_text(self._high))

    def _paint_bars(self, painter: QPainter) -> None:
        theme, area = current_theme(), self._area()
        ranked = sorted(self._counts, reverse=True)
        most = ranked[0] or 1
        second = next((count for count in ranked if count < most), most) or most
        cut = most > _TOWERING * second
        limit = 1.5 * second if cut else most
        pitch = area.width() / len(self._counts)
        gap = 1.0 if pitch > 4 else 0.0
        usual = QColor(getattr(theme, self._color))
        usual.setAlphaF(0.75)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for number, count in enumerate(self._counts):
            if not count:
                continue
            height = max(min(count / limit, 1.0) * area.height(), 1.0)
            bar = QRectF(area.left() + number * pitch, area.bottom() - height, pitch - gap, height)
            painter.fillRect(bar, QColor(theme.text) if number == self._pointed else usual)
            if count > limit:
                notch = QRectF(bar.left() - 1, area.top() + 5, bar.width() + 2, 2.5)
                painter.fillRect(notch, QColor(theme.entry))
        painter.fillRect(
            QRectF(area.left(), area.bottom(), area.width(), 1), QColor(theme.border_strong)
        )

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(7, 19, -7, -18)
