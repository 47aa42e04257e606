"""How a layer is pictured in lists: its icon, or the curve of its activation function."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap

from nnstudio.app.choice_texts import choice_texts
from nnstudio.app.layer_icons import layer_icon_name
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import ui_font
from nnstudio.app.style.icons import icon_pixmap
from nnstudio.app.translate import tr_text
from nnstudio.core.layer import Layer
from nnstudio.layers.activation import ActivationLayer

CARD_WIDTH, CARD_HEIGHT = 168, 54
BLOCK_ICON = "package"
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
    color = current_theme().category(layer.category)
    _paint_tile(painter, rect, color, layer_icon_name(layer))


def _paint_tile(painter: QPainter, rect: QRectF, color: str, icon: str) -> None:
    theme = current_theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.tint(color, 0.22 if theme.is_dark else 0.14)))
    painter.drawRoundedRect(rect, 5, 5)
    scale = painter.device().devicePixelRatioF()
    picture = icon_pixmap(icon, round(rect.width() * 0.7), color, scale)
    size = picture.deviceIndependentSize()
    painter.drawPixmap(rect.center() - QPointF(size.width() / 2, size.height() / 2), picture)
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
    parameters = "" if isinstance(layer, ActivationLayer) else layer.parameters_text()
    color = current_theme().category(layer.category)
    return _drag_card(layer_title(layer), parameters, color, layer_icon_name(layer), scale)


def block_drag_picture(name: str, detail: str, scale: float) -> QPixmap:
    """Return what hangs at the mouse while a block is dragged."""
    return _drag_card(name, detail, current_theme().accent, BLOCK_ICON, scale)


def paint_block_tile(painter: QPainter, rect: QRectF) -> None:
    """Paint a block's picture on a tile."""
    _paint_tile(painter, rect, current_theme().accent, BLOCK_ICON)


def _drag_card(name: str, detail: str, color: str, icon: str, scale: float) -> QPixmap:
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
    painter.setPen(QPen(QColor(color), 1.4))
    painter.drawRoundedRect(card, 8, 8)
    _paint_tile(painter, QRectF(card.left() + 11, card.top() + 11, 32, 32), color, icon)
    left, room = card.left() + 53, CARD_WIDTH - 61
    lines = [(name, ui_font(1.0, QFont.Weight.DemiBold), theme.text)]
    if detail:
        lines.append((detail, ui_font(0.88), theme.muted))
    top = card.center().y() - 9.0 * len(lines)
    for text, font, ink in lines:
        painter.setFont(font)
        painter.setPen(QColor(ink))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, top, room, 18), Qt.AlignmentFlag.AlignVCenter, shown)
        top += 18
    painter.end()
    return pixmap
