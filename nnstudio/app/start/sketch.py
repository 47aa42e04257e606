"""A drawing as a thumbnail: its nodes as boxes in the colours of their categories, with wires."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform

from nnstudio.app.canvas.geometry import input_point, node_rect, output_point, wire_path
from nnstudio.app.canvas.ink import current_ink
from nnstudio.app.layer_icons import layer_icon_name
from nnstudio.app.style.colors import mix
from nnstudio.app.style.icons import icon_pixmap
from nnstudio.graph.project import Graph

_MARGIN = 10.0
_LARGEST = 0.36
"""A small network does not fill the thumbnail: boxes of one size are easier to compare."""
_TALLEST = 3.0
"""How much taller than on the canvas a box of a long chain is, to be seen at all."""
_ICON_SIZES = (20, 16, 12)
_WITHOUT_ICON = 0.6
"""How much of its category's colour a box has that is too small for an icon."""


@dataclass(frozen=True)
class Box:
    """One node: its outline in scene units, and what it looks like."""

    rect: QRectF
    category: str
    icon: str


@dataclass(frozen=True)
class Sketch:
    """What is drawn of a network, in scene units around its middle."""

    boxes: tuple[Box, ...]
    wires: tuple[tuple[QPointF, QPointF], ...]
    size: tuple[float, float]

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Draw it into ``area``, in the colours of the theme."""
        across = min((area.width() - 2 * _MARGIN) / self.size[0], _LARGEST)
        down = min((area.height() - 2 * _MARGIN) / self.size[1], _LARGEST, across * _TALLEST)
        middle = area.center()
        place = QTransform(across, 0, 0, down, middle.x(), middle.y())
        ink = current_ink()
        painter.setPen(QPen(ink.wire, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for start, end in self.wires:
            painter.drawPath(place.map(wire_path(start, end)))
        rects = [place.mapRect(box.rect) for box in self.boxes]
        room = min((min(rect.width(), rect.height()) for rect in rects), default=0.0) - 4
        size = next((size for size in _ICON_SIZES if size <= room), 0)
        scale = painter.device().devicePixelRatioF()
        for rect, box in zip(rects, self.boxes, strict=True):
            color = ink.category(box.category)
            strength = 0.18 if size else _WITHOUT_ICON
            painter.setPen(QPen(color, 1.2))
            painter.setBrush(QColor(mix(ink.theme.node, color.name(), strength)))
            corner = min(5.0, rect.width() / 4, rect.height() / 4)
            painter.drawRoundedRect(rect, corner, corner)
            if size:  # one node alone without an icon would look like another kind
                picture = icon_pixmap(box.icon, size, color.name(), scale)
                painter.drawPixmap(rect.center() - QPointF(size / 2, size / 2), picture)


def sketch_of(graph: Graph) -> Sketch:
    """Return the sketch of a drawing; no picture is made yet."""
    rects = {
        node.id: node_rect(len(node.layer.inputs)).translated(node.x, node.y)
        for node in graph.nodes
    }
    ports = {node.id: len(node.layer.inputs) for node in graph.nodes}
    wires = [
        (
            rects[wire.source].topLeft() + output_point(ports[wire.source]),
            rects[wire.target].topLeft() + input_point(ports[wire.target], wire.port),
        )
        for wire in graph.wires
    ]
    whole = QRectF()
    for rect in (*rects.values(), *(wire_path(*ends).boundingRect() for ends in wires)):
        whole = whole.united(rect)
    middle = whole.center()
    boxes = tuple(
        Box(
            rects[node.id].translated(-middle),
            node.layer.category,
            layer_icon_name(node.layer),
        )
        for node in graph.nodes
    )
    ends = tuple((start - middle, end - middle) for start, end in wires)
    return Sketch(boxes, ends, (whole.width(), whole.height()))
