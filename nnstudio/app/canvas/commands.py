"""What menus and keys do to the drawing; each is one edit that can be undone."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPointF, QRectF

from nnstudio.app.canvas import clipboard
from nnstudio.app.canvas.geometry import GRID, snapped
from nnstudio.app.canvas.naming import copies_label, delete_label, move_label
from nnstudio.app.canvas.placing import add_after, centred
from nnstudio.app.canvas.scene import CanvasScene, rect_of
from nnstudio.app.session import Session
from nnstudio.core.layer import Layer
from nnstudio.core.text import N_, Text
from nnstudio.graph import copies, edits
from nnstudio.graph.project import Graph, Wire


def add_layer(session: Session, layer: Layer, middle: QPointF) -> str:
    """Add a layer after the selected or last node, or at ``middle`` of an empty canvas."""
    project = session.project
    nodes = project.graph.nodes
    if nodes:
        anchor = session.selection[-1] if session.selection else nodes[-1].id
        project, node_id = add_after(project, anchor, layer)
    else:
        place = centred(layer, middle)
        project, node_id = edits.add_node(project, layer, place.x(), place.y())
    session.edit(Text(N_("Add {layer}"), layer=Text(layer.label)), project)
    return node_id


def delete(session: Session, node_ids: Collection[str], wires: Collection[Wire]) -> None:
    """Take nodes and wires away."""
    if node_ids or wires:
        label = delete_label(session.project, node_ids, len(wires))
        session.edit(label, edits.delete(session.project, node_ids, wires))


def cut(session: Session, node_ids: Collection[str]) -> str:
    """Take nodes away and return them as text."""
    text = clipboard.to_text(session.project, node_ids)
    label = copies_label("cut", len(node_ids))
    session.edit(label, edits.delete(session.project, node_ids))
    return text


def paste(session: Session, text: str, visible: QRectF, at: QPointF | None = None) -> list[str]:
    """Add the nodes of a text: at a place, or a little beside where they were copied from.

    Raises
    ------
    UserError
        The text holds no layers.
    """
    copied = clipboard.from_text(text)
    rect = rect_of(copied.nodes)
    if at is not None:
        shift = snapped(at - rect.topLeft())
    elif rect.intersects(visible):
        shift = _beside(session.project.graph, copied)
    else:
        shift = snapped(visible.center() - rect.center())
    return _add_copies(session, copied, shift, "paste")


def duplicate(session: Session, node_ids: Collection[str]) -> list[str]:
    """Add copies of nodes beside them."""
    graph = session.project.graph
    copied = copies.part_of(graph, node_ids)
    return _add_copies(session, copied, _beside(graph, copied), "duplicate")


def nudge(session: Session, node_ids: Collection[str], across: int, down: int) -> None:
    """Move nodes by steps of the grid; presses in a row are undone together."""
    by_id = session.project.graph.by_id
    places = {i: (by_id[i].x + across * GRID, by_id[i].y + down * GRID) for i in node_ids}
    label = move_label(session.project, places)
    merge = "nudge " + " ".join(node_ids)
    session.edit(label, edits.move(session.project, places), merge=merge)


def next_in_order(session: Session, step: int) -> str | None:
    """Return the node after (or before) the selected one along the network, None at its end."""
    order = session.analysis.order
    if not session.selection:
        return order[0 if step > 0 else -1] if order else None
    index = order.index(session.selection[-1 if step > 0 else 0]) + step
    return order[index] if 0 <= index < len(order) else None


def select_all(scene: CanvasScene) -> None:
    """Select every node and wire."""
    scene.select_only(scene.nodes, scene.wires)


def _beside(graph: Graph, copied: Graph) -> QPointF:
    """Return the first shift down and right by which no copy hides a node."""
    taken = {(node.x, node.y) for node in graph.nodes}
    shift = QPointF(2 * GRID, 2 * GRID)
    while any((n.x + shift.x(), n.y + shift.y()) in taken for n in copied.nodes):
        shift += QPointF(2 * GRID, 2 * GRID)
    return shift


def _add_copies(session: Session, copied: Graph, shift: QPointF, verb: str) -> list[str]:
    project, names = copies.paste(session.project, copied, shift.x(), shift.y())
    added = [names[node.id] for node in copied.nodes]
    session.edit(copies_label(verb, len(added)), project)
    return added
