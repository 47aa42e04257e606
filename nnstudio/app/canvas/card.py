"""The body of a node: everything on it but the words. Equal bodies are painted once and copied."""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPaintEngine, QPainter, QPainterPath, QPen, QPixmap, QTransform

from nnstudio.app.canvas.geometry import (
    NODE_WIDTH,
    PORT_RADIUS,
    content_left,
    node_height,
    node_rect,
)
from nnstudio.app.canvas.ink import Ink
from nnstudio.app.canvas.lettering import draw_icon

STRIP = 5.0
FULL_DETAIL = 0.7
"""Below this zoom small print could not be read: name and shape are written larger instead."""
BADGE = 16
LINK = 13
DIVIDER = 26.0
"""From the line between head and foot to the lower edge."""

_CORNER = 10.0
_MARGIN = 12.0
_LARGEST_COPY = 3.0
_MOST_PIXELS = 6_000_000  # 24 MB


class Card(NamedTuple):
    """What a body looks like.

    ``lit`` is the number of the port that stands out, inputs first, the outputs after them;
    ``linked`` shows the sign of weights that are shared, ``frozen`` that of weights which do not
    learn, ``stacked`` further cards behind this one.
    """

    icon: str
    category: str
    tone: str
    inputs: int
    wired: frozenset[int]
    lit: int | None = None
    selected: bool = False
    hovered: bool = False
    linked: bool = False
    outputs: int = 1
    stacked: bool = False
    frozen: bool = False

    @property
    def rows(self) -> int:
        """How many ports there are on the side that has more of them."""
        return max(self.inputs, self.outputs)


def input_points(inputs: int, outputs: int) -> list[QPointF]:
    """Return the centres of a body's input ports, from top to bottom."""
    return _spread(0.0, inputs, outputs, inputs)


def output_points(inputs: int, outputs: int) -> list[QPointF]:
    """Return the centres of a body's output ports, from top to bottom."""
    return _spread(NODE_WIDTH, inputs, outputs, outputs)


def _spread(x: float, inputs: int, outputs: int, count: int) -> list[QPointF]:
    height = node_height(max(inputs, outputs))
    return [QPointF(x, height * (index + 1) / (count + 1)) for index in range(count)]


def card_bounds(inputs: int) -> QRectF:
    """Return the rectangle that a body with shadow, halo and ports never leaves."""
    return node_rect(inputs).adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)


def draw_card(painter: QPainter, card: Card, ink: Ink, zoom: float) -> None:
    """Paint a body at the origin: from a copy on screens, stroke by stroke elsewhere."""
    device = painter.device()
    scale = zoom * device.devicePixelRatioF()
    engine = painter.paintEngine().type()
    if scale > _LARGEST_COPY or engine != QPaintEngine.Type.Raster:
        paint_card(painter, card, ink, zoom)
        return
    world = painter.worldTransform()
    corner = world.map(card_bounds(card.rows).topLeft())
    ratio = device.devicePixelRatioF()
    # On whole pixels, or the copy would blur.
    place = QPointF(round(corner.x() * ratio) / ratio, round(corner.y() * ratio) / ratio)
    painter.setWorldTransform(QTransform())
    painter.drawPixmap(place, _copy(card, ink, zoom, ratio))
    painter.setWorldTransform(world)


def paint_card(painter: QPainter, card: Card, ink: Ink, zoom: float) -> None:
    """Paint a body at the origin, stroke by stroke."""
    _paint_body(painter, card, ink, zoom)
    _paint_icons(painter, card, ink, zoom)
    _paint_ports(painter, card, ink)


def _copy(card: Card, ink: Ink, zoom: float, ratio: float) -> QPixmap:
    zoom = round(zoom, 4)  # zooming in and out again ends a tiny bit beside
    key = (card, ink.theme.name, zoom, ratio)
    found = _copies.get(key)
    if found is None:
        bounds = card_bounds(card.rows)
        size = QSizeF(bounds.width(), bounds.height()) * zoom * ratio
        found = QPixmap(math.ceil(size.width()) + 1, math.ceil(size.height()) + 1)
        found.setDevicePixelRatio(ratio)
        found.fill(Qt.GlobalColor.transparent)
        painter = QPainter(found)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(zoom, zoom)
        painter.translate(-bounds.topLeft())
        paint_card(painter, card, ink, zoom)
        painter.end()
        if sum(p.width() * p.height() for p in _copies.values()) > _MOST_PIXELS:
            _copies.clear()
        _copies[key] = found
    return found


def _paint_body(painter: QPainter, card: Card, ink: Ink, zoom: float) -> None:
    rect = node_rect(card.rows)
    if card.stacked:
        _paint_stack(painter, rect, ink)
    if zoom >= FULL_DETAIL:
        painter.setPen(Qt.PenStyle.NoPen)
        for drop, shadow in zip((1.5, 4.0), ink.shadows, strict=True):
            painter.setBrush(shadow)
            painter.drawRoundedRect(rect.translated(0, drop), _CORNER, _CORNER)
    if card.selected:
        painter.setPen(QPen(ink.halo, 6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), _CORNER + 2, _CORNER + 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.node)
    painter.drawRoundedRect(rect, _CORNER, _CORNER)
    outline, edge = QPainterPath(), QPainterPath()
    outline.addRoundedRect(rect, _CORNER, _CORNER)
    edge.addRect(QRectF(0, 0, STRIP, rect.height()))
    painter.fillPath(outline.intersected(edge), ink.category(card.category))
    color, width = ink.border, 1.0
    if card.tone:
        color, width = ink.tone(card.tone), 1.5
    if card.selected:
        color, width = ink.accent, 2.0
    elif card.hovered and not card.tone:
        color = ink.border_strong
    painter.setPen(QPen(color, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
    if zoom >= FULL_DETAIL:
        y = rect.height() - DIVIDER
        painter.setPen(QPen(ink.hairline, 1))
        painter.drawLine(QPointF(content_left(card.inputs), y), QPointF(rect.width() - 12, y))


def _paint_stack(painter: QPainter, rect: QRectF, ink: Ink) -> None:
    """Paint the edges of further cards that lie behind."""
    painter.setBrush(ink.node)
    painter.setPen(QPen(ink.border, 1))
    for step in (8.0, 4.0):
        painter.drawRoundedRect(rect.adjusted(step, step, step, step), _CORNER, _CORNER)


def _paint_icons(painter: QPainter, card: Card, ink: Ink, zoom: float) -> None:
    tile = QRectF(content_left(card.inputs), 9, 29, 29)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.category_tint(card.category))
    painter.drawRoundedRect(tile, 7, 7)
    draw_icon(painter, card.icon, tile.center(), 17, ink.category(card.category), zoom)
    if zoom >= FULL_DETAIL:
        rect = node_rect(card.rows)
        center = QPointF(rect.width() - 12 - LINK / 2, rect.height() - DIVIDER / 2)
        signs = {"link": card.linked, "snowflake": card.frozen}
        for sign in (name for name, shown in signs.items() if shown):
            draw_icon(painter, sign, center, LINK, ink.muted, zoom)
            center -= QPointF(LINK + 4, 0)
    if card.tone:
        name = "circle-alert" if card.tone == "bad" else "triangle-alert"
        center = QPointF(node_rect(card.rows).width() - 12 - BADGE / 2, 11 + BADGE / 2)
        draw_icon(painter, name, center, BADGE, ink.tone(card.tone), zoom)


def _paint_ports(painter: QPainter, card: Card, ink: Ink) -> None:
    inputs = input_points(card.inputs, card.outputs)
    outputs = output_points(card.inputs, card.outputs)
    for number, place in enumerate((*inputs, *outputs)):
        lit = number == card.lit
        radius = PORT_RADIUS + (2.0 if lit else 0.0)
        painter.setPen(QPen(ink.canvas, 2))
        painter.setBrush(ink.accent if lit else ink.wire)
        painter.drawEllipse(place, radius + 1, radius + 1)
        if number not in card.wired:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink.node)
            painter.drawEllipse(place, radius - 2, radius - 2)


_copies: dict[tuple[Card, str, float, float], QPixmap] = {}
