"""The bar of one layer's gradient, with its number, its sign and the factor per layer."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPolygonF

from nnstudio.app.canvas.card import FULL_DETAIL
from nnstudio.app.canvas.ink import Ink, canvas_font
from nnstudio.explain.gradient_ribbon import Ribbon, short

TONES = {"waiting": "muted", "healthy": "good", "vanishing": "warning", "exploding": "bad"}
"""The theme's colour of each state, as in the verdict on the gradient plot."""

_NUMBER, _FACTOR, _SIGN = 41.0, 40.0, 9.0
_THICK = 5.0


def paint_ribbon(painter: QPainter, room: QRectF, ribbon: Ribbon, ink: Ink, zoom: float) -> None:
    """Paint the bar; from afar without figures, which could not be read."""
    color = QColor(getattr(ink.theme, TONES[ribbon.state]))
    written = zoom >= FULL_DETAIL
    right = room.right() - (_NUMBER + _FACTOR if written else 0.0)
    ill = ribbon.state in ("vanishing", "exploding")
    left = room.left() + (_SIGN + 2 if ill else 0.0)
    thick = _THICK if written else 1.6 * _THICK
    middle = room.center().y()
    groove = QRectF(left, middle - thick / 2, right - left, thick)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.hairline)
    painter.drawRoundedRect(groove, thick / 2, thick / 2)
    painter.setBrush(color)
    if ribbon.share > 0.0:
        groove.setWidth(max(ribbon.share * groove.width(), thick))
        painter.drawRoundedRect(groove, thick / 2, thick / 2)
    if ill:
        _paint_sign(painter, QPointF(room.left() + _SIGN / 2, middle), ribbon.state)
    if not written:
        return
    fonts = _fonts()
    painter.setFont(fonts[ill])
    painter.setPen(color if ill else ink.text)
    side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(QRectF(right, room.top(), _NUMBER, room.height()), side, short(ribbon.value))
    painter.setFont(fonts[0])
    painter.setPen(ink.muted)
    place = QRectF(right + _NUMBER, room.top(), _FACTOR, room.height())
    painter.drawText(place, side, ribbon.factor_text)


def _paint_sign(painter: QPainter, center: QPointF, state: str) -> None:
    """Paint a triangle that points down for a vanishing gradient and up for an exploding one."""
    half = _SIGN / 2 - 0.5
    up = -1.0 if state == "exploding" else 1.0
    corners = (QPointF(-half, -half * up), QPointF(half, -half * up), QPointF(0, half * up))
    painter.drawPolygon(QPolygonF([center + corner for corner in corners]))


def _fonts() -> tuple[QFont, QFont]:
    """Return the fonts of quiet and of loud figures, made once."""
    if not _made:
        _made.append(canvas_font(10, numbers=True))
        _made.append(canvas_font(10, QFont.Weight.DemiBold, numbers=True))
    return _made[0], _made[1]


_made: list[QFont] = []
