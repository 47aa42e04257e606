"""Where new nodes go, so that nothing lies on anything else and chains stay straight."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from nnstudio.app.canvas.geometry import (
    COLUMN,
    GRID,
    NODE_WIDTH,
    ROW,
    input_point,
    node_height,
    node_rect,
    output_point,
    snap,
    snapped,
)
from nnstudio.core.layer import Layer
from nnstudio.graph import edits
from nnstudio.graph.project import Graph, Node, Project, Wire
from nnstudio.graph.suggestions import Place

_GAP = 2 * GRID
_FAR = 2 * COLUMN
"""What lies no farther to the left of a new layer is thought to feed it."""


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


def add_in_place(
    project: Project, layer: Layer, place: Place, corner: QPointF | None = None
) -> tuple[Project, str]:
    """Add a layer where it was suggested, with the wires that it has there.

    Parameters
    ----------
    corner
        Where it lies; None: beside what it is connected with, or in the wire.
    """
    graph = project.graph
    if corner is None and layer.inputs and place.sources and place.targets:
        (target, port), source = place.targets[0], place.sources[-1]
        wire = Wire(source, target, port)
        return insert_with_room(project, wire, layer, _between(graph, wire))
    if corner is None:
        corner = _beside(graph, layer, place)
    corner = free_place(graph, corner)
    project, node_id = edits.add_node(project, layer, corner.x(), corner.y())
    ports = len(layer.inputs)
    feeding = place.sources[-1:] if ports == 1 else place.sources[:ports]
    for port, source in enumerate(feeding):
        project = edits.connect(project, source, node_id, port)
    for target, port in place.targets:
        project = edits.connect(project, node_id, target, port)
    return project, node_id


def open_end_before(graph: Graph, point: QPointF) -> str:
    """Return the nearest node to the left of a point that feeds nothing yet; empty: there is none."""
    found = []
    for node in graph.nodes:
        start = QPointF(node.x, node.y) + output_point(len(node.layer.inputs))
        way = point - start
        if graph.wires_from[node.id] or not 0 <= way.x() <= _FAR or abs(way.y()) > _FAR / 2:
            continue
        found.append((way.manhattanLength(), node.id))
    return min(found)[1] if found else ""


def level_with(node: Node, layer: Layer) -> float:
    """Return the height at which a wire from a node to a layer is straight."""
    inputs = len(layer.inputs)
    start = node.y + output_point(len(node.layer.inputs)).y()
    return start - (input_point(inputs, 0).y() if inputs == 1 else node_height(inputs) / 2)


def _between(graph: Graph, wire: Wire) -> QPointF:
    source, target = graph.by_id[wire.source], graph.by_id[wire.target]
    return snapped(QPointF((source.x + target.x) / 2, source.y))


def _beside(graph: Graph, layer: Layer, place: Place) -> QPointF:
    """Return the corner of a layer to the right of what feeds it, or to the left of what it feeds."""
    if place.sources:
        nodes = [graph.by_id[source] for source in place.sources]
        x = max(node.x for node in nodes) + COLUMN
        levels = [level_with(node, layer) for node in nodes]
        return QPointF(x, levels[0] if len(levels) == 1 else snap(sum(levels) / len(levels)))
    targets = [graph.by_id[target] for target, _ in place.targets]
    if targets:
        return QPointF(targets[0].x - COLUMN, targets[0].y)
    right = max((node.x for node in graph.nodes), default=-COLUMN)
    return QPointF(right + COLUMN, graph.nodes[-1].y if graph.nodes else 0.0)


def _downstream(graph: Graph, start: str) -> set[str]:
    """Return a node and all that its output reaches."""
    waiting, seen = [start], {start}
    while waiting:
        for wire in graph.wires_from[waiting.pop()]:
            if wire.target not in seen:
                seen.add(wire.target)
                waiting.append(wire.target)
    return seen
