"""What stands above the cells of the map: the legend, and a line for each layer."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from nnstudio.app.plots.health.stamps import WORDS, cell_colors, paint_sign
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.app.translate import tr_text
from nnstudio.explain.unit_health import STATES

Fonts = tuple[QFont, QFont, QFont]
"""For titles, numbers and the legend: making one costs more than what is written with it."""


def map_fonts() -> Fonts:
    """Return fonts of the size that the user wants."""
    return ui_font(0.9, QFont.Weight.DemiBold), number_font(0.85), ui_font(0.82)


def paint_legend(painter: QPainter, width: float, occurring: tuple[str, ...], fonts: Fonts) -> None:
    """Draw each state with its sign and word; only those that occur where there is little room."""
    theme, x = current_theme(), 0.0
    painter.setFont(fonts[2])
    measure = painter.fontMetrics().horizontalAdvance
    needed = sum(measure(tr_text(WORDS[state])) + 28 for state in STATES)
    for state in STATES if needed <= width else occurring:
        ground, sign = cell_colors(theme, state)
        cell = QRectF(x, 3, 13, 13)
        painter.fillRect(cell, ground)
        _paint_sign(painter, cell, state, sign)
        word = tr_text(WORDS[state])
        painter.setPen(QColor(theme.muted))
        place = QRectF(x + 17, 0, measure(word) + 2, 19)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, word)
        x += measure(word) + 28


def paint_head(
    painter: QPainter, place: QRectF, title: str, counts: Mapping[str, int], fonts: Fonts
) -> None:
    """Draw the title of a layer, and on the right how many units are in which state."""
    theme, right = current_theme(), place.right()
    painter.setFont(fonts[1])
    for state, count in reversed(tuple(counts.items())):
        text = f"{count:,}"
        wide = painter.fontMetrics().horizontalAdvance(text)
        painter.setPen(QColor(theme.text))
        number = QRectF(right - wide, place.top(), wide + 1, place.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter, text)
        sign = QRectF(right - wide - 17, place.top() + 3.5, 14, 14)
        _paint_sign(painter, sign, state, cell_colors(theme, state)[1])
        right -= wide + 27
    painter.setFont(fonts[0])
    painter.setPen(QColor(theme.text))
    mode, room = Qt.TextElideMode.ElideMiddle, max(right - 8, 40.0)
    text = painter.fontMetrics().elidedText(title, mode, int(room))
    line = QRectF(place.left(), place.top(), room, place.height())
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, text)


def _paint_sign(painter: QPainter, cell: QRectF, state: str, color: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_sign(painter, cell, state, color)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
