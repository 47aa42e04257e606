"""How a layer is pictured in the panels: its icon, or the curve of its activation function."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap, QPolygonF

from nnstudio.activations import make_activation
from nnstudio.app.choice_texts import choice_texts
from nnstudio.app.layer_icons import layer_icon_name
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import ui_font
from nnstudio.app.style.icons import icon_pixmap
from nnstudio.app.translate import tr_text
from nnstudio.core.layer import Layer
from nnstudio.layers.activation import ActivationLayer

CARD_WIDTH, CARD_HEIGHT = 168, 54
_CURVE_REACH = 3.0
_MARGIN = 8


def layer_title(layer: Layer) -> str:
    """Return what a layer is called in lists: an activation goes by its function."""
    if isinstance(layer, ActivationLayer):
        return choice_texts("activation", layer.activation)[0]
    return tr_text(layer.label)


def layer_summary(layer: Layer) -> str:
    """Return what a layer does, in a sentence."""
    if isinstance(layer, ActivationLayer):
        return choice_texts("activation", layer.activation)[1]
    return tr_text(layer.summary)


def paint_layer_tile(painter: QPainter, rect: QRectF, layer: Layer) -> None:
    """Paint a layer's picture on a tile in the colour of its category."""
    theme = current_theme()
    color = theme.category(layer.category)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.tint(color, 0.22 if theme.is_dark else 0.14)))
    painter.drawRoundedRect(rect, 5, 5)
    inner = rect.adjusted(*(side * rect.width() * 0.2 for side in (1, 1, -1, -1)))
    if isinstance(layer, ActivationLayer) and layer.activation != "softmax":
        painter.setPen(_round_pen(color, max(1.4, rect.width() / 15)))
        painter.drawPolyline(_curve(layer.activation, inner))
    elif isinstance(layer, ActivationLayer):
        _paint_bars(painter, inner, color)
    else:
        scale = painter.device().devicePixelRatioF()
        side = round(rect.width() * 0.7)
        picture = icon_pixmap(layer_icon_name(layer), side, color, scale)
        size = picture.deviceIndependentSize()
        corner = rect.center() - QPointF(size.width() / 2, size.height() / 2)
        painter.drawPixmap(corner, picture)
    painter.restore()


def layer_tile(layer: Layer, size: int, scale: float) -> QPixmap:
    """Return a layer's picture for a label."""
    pixmap = QPixmap(round(size * scale), round(size * scale))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_layer_tile(painter, QRectF(0, 0, size, size), layer)
    painter.end()
    return pixmap


def drag_picture(layer: Layer, scale: float) -> QPixmap:
    """Return what hangs at the mouse while a layer is dragged: the node it will become."""
    theme = current_theme()
    width, height = CARD_WIDTH + 2 * _MARGIN, CARD_HEIGHT + 2 * _MARGIN
    pixmap = QPixmap(round(width * scale), round(height * scale))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    card = QRectF(_MARGIN, _MARGIN, CARD_WIDTH, CARD_HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    for spread in range(6, 0, -1):  # a soft shadow, lighter outwards
        painter.setBrush(QColor(0, 0, 0, 9))
        painter.drawRoundedRect(
            card.adjusted(-spread, -spread + 2, spread, spread + 1), 8 + spread, 8 + spread
        )
    painter.setBrush(QColor(theme.node))
    painter.setPen(QPen(QColor(theme.category(layer.category)), 1.4))
    painter.drawRoundedRect(card, 8, 8)
    paint_layer_tile(painter, QRectF(card.left() + 11, card.top() + 11, 32, 32), layer)
    left, room = card.left() + 53, CARD_WIDTH - 61
    lines = [(layer_title(layer), ui_font(1.0, QFont.Weight.DemiBold), theme.text)]
    if not isinstance(layer, ActivationLayer) and layer.parameters_text():
        lines.append((layer.parameters_text(), ui_font(0.88), theme.muted))
    top = card.center().y() - 9.0 * len(lines)
    for text, font, color in lines:
        painter.setFont(font)
        painter.setPen(QColor(color))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, top, room, 18), Qt.AlignmentFlag.AlignVCenter, shown)
        top += 18
    painter.end()
    return pixmap


@lru_cache(maxsize=32)
def _values(activation: str) -> tuple[tuple[float, float], ...]:
    # A leak as small as the usual 0.01 could not be seen at this size.
    function = make_activation(activation, negative_slope=0.2)
    reach = _CURVE_REACH if function.saturates_above is None else 1.5 * function.saturates_above
    z = np.linspace(-reach, reach, 49)
    y = function.forward(z)
    low, high = min(float(y.min()), 0.0), max(float(y.max()), 0.0)
    return tuple(
        zip(np.linspace(0, 1, 49).tolist(), ((y - low) / (high - low)).tolist(), strict=True)
    )


def _curve(activation: str, rect: QRectF) -> QPolygonF:
    return QPolygonF(
        [
            QPointF(rect.left() + x * rect.width(), rect.bottom() - y * rect.height())
            for x, y in _values(activation)
        ]
    )


def _paint_bars(painter: QPainter, rect: QRectF, color: str) -> None:
    """Paint three probabilities, the largest in full colour."""
    wide = rect.width() / 4.2
    for place, share in enumerate((0.35, 1.0, 0.55)):
        painter.setOpacity(1.0 if share == 1.0 else 0.55)
        painter.setBrush(QColor(color))
        height = share * rect.height()
        left = rect.left() + place * wide * 1.6
        painter.drawRoundedRect(QRectF(left, rect.bottom() - height, wide, height), 1, 1)
    painter.setOpacity(1.0)


def _round_pen(color: str, width: float) -> QPen:
    return QPen(
        QColor(color),
        width,
        Qt.PenStyle.SolidLine,
        Qt.PenCapStyle.RoundCap,
        Qt.PenJoinStyle.RoundJoin,
    )
