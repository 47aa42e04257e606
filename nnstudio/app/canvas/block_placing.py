"""Putting a ready block into a drawing, wired to what is there."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from nnstudio.app.canvas.block_item import block_ports
from nnstudio.app.canvas.geometry import COLUMN, node_rect, snapped
from nnstudio.app.canvas.placing import free_place, place_in_wire, room_in_wire
from nnstudio.graph import copies, edits
from nnstudio.graph.block_members import representative
from nnstudio.graph.project import Graph, Group, Project, Wire
from nnstudio.graph.ready_blocks import ReadyBlock


def block_corner(block: ReadyBlock, point: QPointF) -> QPointF:
    """Return the corner that puts the middle of a block's card at a point, on the grid."""
    return snapped(point - node_rect(_rows(block.graph)).center())


def put_block(
    project: Project, block: ReadyBlock, corner: QPointF, source: str = ""
) -> tuple[Project, Group]:
    """Add a block; all its inputs are fed by ``source`` where one is named."""
    project, names = copies.paste(project, block.graph, corner.x(), corner.y())
    made = next(g for g in project.graph.groups if g.id == names[block.graph.groups[0].id])
    if source:
        for port in block_ports(project.graph, made)[0]:
            project = edits.connect(project, source, port.node_id, port.index)
    return project, made


def insert_block(
    project: Project, block: ReadyBlock, wire: Wire, wished: QPointF
) -> tuple[Project, Group]:
    """Put a block into a wire; what comes after it moves right where the room is too small."""
    corner = place_in_wire(project.graph, wire, wished)
    room = room_in_wire(project.graph, wire)
    project = edits.move(project, {i: (p.x(), p.y()) for i, p in room.items()})
    project = edits.disconnect(project, [wire])
    project, made = put_block(project, block, corner, wire.source)
    outputs = block_ports(project.graph, made)[1]
    return edits.connect(project, outputs[0].node_id, wire.target, wire.port), made


def add_block_after(project: Project, block: ReadyBlock, anchor_id: str) -> tuple[Project, Group]:
    """Add a block to the right of a node, fed by it where nothing takes its output yet."""
    graph = project.graph
    home = graph.group_of.get(anchor_id)
    if home is not None:  # what a block gives, its last repetition gives
        outputs = block_ports(graph, home)[1]
        anchor_id = outputs[0].node_id if outputs else anchor_id
    shown = graph.by_id[representative(graph, anchor_id)]
    corner = free_place(graph, QPointF(shown.x + COLUMN, shown.y))
    fed = not graph.wires_from[anchor_id]
    return put_block(project, block, corner, anchor_id if fed else "")


def _rows(graph: Graph) -> int:
    inputs, outputs = block_ports(graph, graph.groups[0])
    return max(len(inputs), len(outputs))
