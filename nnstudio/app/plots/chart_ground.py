"""What lies below the curves of a chart: title, grid, numbers and marks. It changes seldom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from nnstudio.app.plots.chart_frame import Bounds, Frame
from nnstudio.app.plots.ticks import Ticks
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font, ui_font

LEFT, TOP, RIGHT, BOTTOM = 46, 22, 12, 22
"""The margins around the curves; the left one is wider where the numbers need it."""
TITLE_LEFT = 4
PIXELS_PER_TICK = (56, 30)
"""How much room a number needs, across and up."""

WriteTicks = Callable[[float, float, int], Ticks]
Marks = tuple[tuple[float, str], ...]
Peak = tuple[float, str]
"""Where in x a curve leaves the chart at its top, and how high it gets, written out."""


@dataclass(frozen=True)
class Spot:
    """The lowest point of a curve, with a ring, and a text where the curve is not: below it."""

    x: float
    y: float
    text: str
    color: str


def left_margin(write: WriteTicks, y: Bounds, height: float) -> float:
    """Return how much room the numbers of the y axis need beside curves of this height."""
    metrics = QFontMetricsF(number_font(0.82))
    texts = (text for _, text in write(*y, _most_up(height)))
    return max(LEFT, max((metrics.horizontalAdvance(text) for text in texts), default=0.0) + 12)


def _most_up(height: float) -> int:
    return max(2, int(height // PIXELS_PER_TICK[1]))


def paint_axes(
    painter: QPainter, frame: Frame, title: str, write: tuple[WriteTicks, WriteTicks], width: int
) -> None:
    """Draw title, horizontal grid lines and the numbers at both axes.

    Parameters
    ----------
    write
        Gives the ticks of x and of y between two values, at most so many.
    width
        How wide the widget is: no number leaves it.
    """
    theme, area = current_theme(), frame.area
    painter.setPen(QColor(theme.muted))
    painter.setFont(ui_font(0.88, QFont.Weight.DemiBold))
    # In a narrow chart a title begins above the numbers of the axis.
    needed = painter.fontMetrics().horizontalAdvance(title) + 1
    left = max(min(area.left(), area.right() - needed), min(TITLE_LEFT, area.left()))
    mode, room = Qt.TextElideMode.ElideRight, area.right() - left
    title = painter.fontMetrics().elidedText(title, mode, int(room))
    painter.drawText(QRectF(left, 2, room, TOP - 6), Qt.AlignmentFlag.AlignVCenter, title)
    painter.setFont(number_font(0.82))
    metrics = painter.fontMetrics()
    grid, text = QPen(QColor(theme.grid), 1), QPen(QColor(theme.muted))
    for value, written in write[1](*frame.y, _most_up(area.height())):
        y = round(frame.place(0.0, value).y()) + 0.5
        painter.setPen(grid)
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(text)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, y - 10, area.left() - 8, 20), right, written)
    most = max(2, int(area.width() // PIXELS_PER_TICK[0]))
    for value, written in write[0](*frame.x, most):
        half = metrics.horizontalAdvance(written) / 2
        x = min(frame.place(value, 0.0).x(), width - half - 2)
        place = QRectF(x - half - 2, area.bottom() + 4, 2 * half + 4, BOTTOM - 6)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, written)
    painter.setPen(QPen(QColor(theme.border_strong), 1))
    base = round(area.bottom()) + 0.5
    painter.drawLine(QPointF(area.left(), base), QPointF(area.right(), base))


def paint_marks(painter: QPainter, frame: Frame, marks: Marks) -> None:
    """Draw dashed vertical lines at x with a text each; a text that would lie on another is left out."""
    theme, area = current_theme(), frame.area
    dashed = QPen(QColor(theme.border_strong), 1, Qt.PenStyle.DashLine)
    taken = area.left()
    for x, written in marks:
        at = round(frame.place(x, 0.0).x()) + 0.5
        if not area.left() <= at <= area.right():
            continue
        painter.setPen(dashed)
        painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()))
        width = painter.fontMetrics().horizontalAdvance(written) + 4
        start = at + 4 if at + 4 + width <= area.right() else at - 4 - width
        if start >= taken:
            painter.setPen(QColor(theme.muted))
            place = QRectF(start, area.top(), width, 16)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, written)
            taken = max(start, at) + width


def paint_peak(painter: QPainter, frame: Frame, peak: Peak) -> None:
    """Draw an arrow where a curve leaves the chart at its top, and write how high it gets."""
    theme, area = current_theme(), frame.area
    at = frame.place(peak[0], 0.0).x()
    if not area.left() <= at <= area.right():
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.warning))
    top = area.top()
    corners = (QPointF(at, top - 3), QPointF(at - 4.5, top + 4), QPointF(at + 4.5, top + 4))
    painter.drawPolygon(QPolygonF(corners))
    width = painter.fontMetrics().horizontalAdvance(peak[1]) + 4
    start = at + 8 if at + 8 + width <= area.right() else at - 8 - width
    painter.setPen(QColor(theme.warning))
    # Below the texts of the marks: a changed setting is often why a curve leaves the chart.
    painter.drawText(QRectF(start, top + 16, width, 16), Qt.AlignmentFlag.AlignVCenter, peak[1])


def paint_spot(painter: QPainter, frame: Frame, spot: Spot) -> None:
    """Draw a ring around a point and write what it is, where that is seen."""
    theme, area, at = current_theme(), frame.area, frame.place(spot.x, spot.y)
    if not area.adjusted(-1, -4, 1, 1).contains(at):
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.surface), 4.0))
    painter.drawEllipse(at, 6.0, 6.0)
    painter.setPen(QPen(QColor(spot.color), 1.8))
    painter.drawEllipse(at, 6.0, 6.0)
    painter.setFont(ui_font(0.82))
    metrics = painter.fontMetrics()
    width, height = metrics.horizontalAdvance(spot.text) + 4, metrics.height()
    left = min(max(at.x() - width / 2, area.left()), area.right() - width)
    top = at.y() + 10
    place = QRectF(
        left, top if top + height <= area.bottom() else at.y() - 10 - height, width, height
    )
    veil = QColor(theme.surface)
    veil.setAlpha(190)
    painter.fillRect(place, veil)
    painter.setPen(QColor(theme.muted))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, spot.text)


def paint_box(
    painter: QPainter, area: QRectF, at: float, rows: tuple[tuple[str, str, str], ...]
) -> None:
    """Write names and values in a box beside the crosshair: a name, a value and a colour each."""
    theme = current_theme()
    painter.setFont(number_font(0.82))
    metrics = painter.fontMetrics()
    names = max(metrics.horizontalAdvance(name) for name, _, _ in rows)
    values = max(metrics.horizontalAdvance(value) for _, value, _ in rows)
    line, width = metrics.height() + 1, names + values + 38
    box = QRectF(at + 10, area.top() + 4, width, line * len(rows) + 8)
    if box.height() > 0.7 * area.height() or width > 0.7 * area.width():
        return  # it would hide what it is about
    if box.right() > area.right():
        box.moveRight(max(at - 10, area.left() + width))
    painter.setPen(QPen(QColor(theme.border_strong), 1))
    painter.setBrush(QColor(theme.raised))
    painter.drawRoundedRect(box, 4, 4)
    middle = Qt.AlignmentFlag.AlignVCenter
    for number, (name, value, color) in enumerate(rows):
        place = QRectF(box.left() + 8, box.top() + 4 + number * line, width - 16, line)
        painter.setPen(QPen(QColor(color), 2))
        painter.drawLine(
            QPointF(place.left(), place.center().y()),
            QPointF(place.left() + 10, place.center().y()),
        )
        painter.setPen(QColor(theme.text))
        painter.drawText(place.adjusted(15, 0, 0, 0), middle | Qt.AlignmentFlag.AlignLeft, name)
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, value)
