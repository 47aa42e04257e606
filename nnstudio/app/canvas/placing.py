"""Where new nodes go, so that nothing lies on anything else and chains stay straight."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from nnstudio.app.canvas.geometry import (
    COLUMN,
    GRID,
    NODE_WIDTH,
    ROW,
    node_height,
    node_rect,
    snap,
    snapped,
)
from nnstudio.core.layer import Layer
from nnstudio.graph import edits
from nnstudio.graph.project import Graph, Project, Wire

_GAP = 2 * GRID


def centred(layer: Layer, point: QPointF) -> QPointF:
    """Return the corner that puts a node's middle at a point, on the grid."""
    return snapped(point - node_rect(len(layer.inputs)).center())


def free_place(graph: Graph, place: QPointF) -> QPointF:
    """Return the place, or the first one below it that is free."""
    taken = [QRectF(n.x, n.y, NODE_WIDTH, node_height(len(n.layer.inputs))) for n in graph.nodes]
    rect = QRectF(place.x(), place.y(), NODE_WIDTH, node_height(1))
    while any(rect.intersects(other) for other in taken):
        rect.translate(0, ROW)
    return rect.topLeft()


def place_in_wire(graph: Graph, wire: Wire, wished: QPointF) -> QPointF:
    """Return where a node dropped into a wire goes: in line with its source where that is near."""
    source, target = graph.by_id[wire.source], graph.by_id[wire.target]
    x, y = wished.x(), wished.y()
    if abs(y - source.y) <= 2 * GRID:
        y = source.y
    if target.x <= source.x:
        return QPointF(x, y)
    if target.x - source.x < 2 * COLUMN:
        return QPointF(source.x + COLUMN, y)
    least, most = source.x + NODE_WIDTH + _GAP, target.x - NODE_WIDTH - _GAP
    return QPointF(min(max(x, snap(least)), snap(most)), y)


def room_in_wire(graph: Graph, wire: Wire) -> dict[str, QPointF]:
    """Return where nodes move to, so that one more fits into a wire: what comes after it, right."""
    source, target = graph.by_id[wire.source], graph.by_id[wire.target]
    if not source.x < target.x < source.x + 2 * COLUMN:
        return {}
    shift = source.x + 2 * COLUMN - target.x
    later = [graph.by_id[node_id] for node_id in _downstream(graph, wire.target)]
    return {node.id: QPointF(node.x + shift, node.y) for node in later}


def insert_with_room(
    project: Project, wire: Wire, layer: Layer, wished: QPointF
) -> tuple[Project, str]:
    """Put a layer into a wire; what comes after it moves right where the room is too small."""
    graph = project.graph
    place = place_in_wire(graph, wire, wished)
    places = {i: (p.x(), p.y()) for i, p in room_in_wire(graph, wire).items()}
    project = edits.move(project, places)
    return edits.insert_on_wire(project, wire, layer, place.x(), place.y())


def add_after(project: Project, anchor_id: str, layer: Layer) -> tuple[Project, str]:
    """Add a layer to the right of a node and connect the two where both are free to.

    A layer without inputs goes to the left and feeds the node instead.
    """
    graph = project.graph
    anchor = graph.by_id[anchor_id]
    leads = not layer.inputs
    wished = QPointF(anchor.x + (-COLUMN if leads else COLUMN), anchor.y)
    place = free_place(graph, wished)
    project, node_id = edits.add_node(project, layer, place.x(), place.y())
    source, target = (node_id, anchor_id) if leads else (anchor_id, node_id)
    free = not graph.wires_into[anchor_id] if leads else not graph.wires_from[anchor_id]
    if free and edits.why_not_connect(project.graph, source, target) is None:
        project = edits.connect(project, source, target)
    return project, node_id


def _downstream(graph: Graph, start: str) -> set[str]:
    """Return a node and all that its output reaches."""
    waiting, seen = [start], {start}
    while waiting:
        for wire in graph.wires_from[waiting.pop()]:
            if wire.target not in seen:
                seen.add(wire.target)
                waiting.append(wire.target)
    return seen
