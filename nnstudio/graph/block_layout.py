"""Where things go as blocks are collapsed, expanded and taken apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nnstudio.graph import edits
from nnstudio.graph.project import Graph, Group, Node, Project, Remark

NODE_WIDTH, NODE_HEIGHT = 168.0, 72.0
GAP = 72.0
"""Between two nodes in a row, as long as nobody moves them."""
GRID = 20.0


@dataclass(frozen=True)
class Box:
    """A rectangle that must be free."""

    left: float
    top: float
    right: float
    bottom: float

    def level_with(self, other: Box) -> bool:
        """Return whether both lie side by side, so that one can be in the way of the other."""
        return self.top < other.bottom and other.top < self.bottom


def room_closed(project: Project, block: Group) -> Project:
    """Move what lies to the right of a block nearer, as it becomes one card."""
    graph = project.graph
    unit = [graph.by_id[node_id] for node_id in block.unit]
    around = _around(unit)
    free = around.right - around.left - NODE_WIDTH
    movers = _in_row(around, _others(graph, block), around.right - GRID)
    card = Box(around.left, unit[0].y, around.left + NODE_WIDTH, unit[0].y + NODE_HEIGHT)
    nodes = [(i, b) for i, b in _others(graph, block) if i in graph.by_id]
    fixed = [card, *(b for i, b in nodes if i not in movers)]
    for i, box in nodes:
        if i in movers:
            before = (f for f in fixed if f.left < box.left and f.level_with(box))
            free = min([free, *(box.left - f.right - GAP for f in before)])
    free = max(free // GRID * GRID, 0.0)
    return _shifted(project, movers, -free) if free else project


def room_made(project: Project, block: Group, places: Mapping[str, tuple[float, float]]) -> Project:
    """Move what lies to the right of a card away, where its nodes go as it is expanded."""
    graph = project.graph
    around = _around(graph.by_id[i].moved(*place) for i, place in places.items())
    card = graph.by_id[block.unit[0]]
    ahead = [(i, b) for i, b in _others(graph, block) if b.left > card.x + NODE_WIDTH / 2]
    level = [b for i, b in ahead if i in graph.by_id and b.level_with(around)]
    in_way = [b.left for b in level if b.left < around.right + GAP]
    if not in_way:
        return project
    first = min(in_way)
    shift = -((first - around.right - GAP) // GRID) * GRID
    return _shifted(project, _in_row(around, ahead, first), shift)


def _in_row(around: Box, others: list[tuple[str, Box]], left: float) -> set[str]:
    """Return what lies beyond ``left`` in the row of a block, and level with what lies there.

    Other rows stay, so that they are not torn apart.
    """
    beyond = [(i, box) for i, box in others if box.left >= left]
    row, count = around, -1
    found: set[str] = set()
    while len(found) > count:
        count = len(found)
        found = {i for i, box in beyond if box.level_with(row)}
        boxes = [row, *(box for i, box in beyond if i in found)]
        top, bottom = min(b.top for b in boxes), max(b.bottom for b in boxes)
        row = Box(row.left, top, row.right, bottom)
    return found


def unrolled(project: Project, block: Group) -> Project:
    """Lay all repetitions of an expanded block side by side; what lies to the right makes room."""
    graph = project.graph
    around = _around(graph.by_id[i] for i in block.unit)
    step = (around.right - around.left + GAP) // GRID * GRID
    places = {}
    for number, row in enumerate(block.repetitions):
        for node_id in row:
            node = graph.by_id[node_id]
            places[node_id] = (node.x + number * step, node.y)
    if len(block.repetitions) > 1:
        project = room_made(project, block, places)
    return edits.move(project, places)


def _around(nodes: Iterable[Node]) -> Box:
    boxes = [_box(node) for node in nodes]
    return Box(
        min(b.left for b in boxes),
        min(b.top for b in boxes),
        max(b.right for b in boxes),
        max(b.bottom for b in boxes),
    )


def _box(node: Node) -> Box:
    height = max(NODE_HEIGHT, 24.0 * (len(node.layer.inputs) + 1))
    return Box(node.x, node.y, node.x + NODE_WIDTH, node.y + height)


def _others(graph: Graph, block: Group) -> list[tuple[str, Box]]:
    members = set(block.members)
    nodes = [(n.id, _box(n)) for n in graph.nodes if n.id not in members]
    remarks = [(r.id, Box(r.x, r.y, r.x + r.width, r.y + r.height)) for r in graph.remarks]
    return nodes + remarks


def _shifted(project: Project, ids: Iterable[str], shift: float) -> Project:
    graph = project.graph
    known: dict[str, Node | Remark] = {**graph.by_id, **graph.remarks_by_id}
    return edits.move(project, {i: (known[i].x + shift, known[i].y) for i in ids})
