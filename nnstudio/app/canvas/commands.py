"""What menus and keys do to the drawing; each is one edit that can be undone."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPointF, QRectF

from nnstudio.app.canvas import clipboard
from nnstudio.app.canvas.geometry import GRID, snapped
from nnstudio.app.canvas.item_scene import rect_of
from nnstudio.app.canvas.naming import closing_label, copies_label, delete_label
from nnstudio.app.canvas.placing import add_after, centred
from nnstudio.app.canvas.remark_words import move_things_label
from nnstudio.app.canvas.scene import CanvasScene
from nnstudio.app.remark_names import remark_label
from nnstudio.app.session import Session
from nnstudio.core.layer import Layer
from nnstudio.core.text import N_, Text
from nnstudio.graph import copies, edits
from nnstudio.graph.block_members import representative
from nnstudio.graph.project import Graph, Node, Remark, Wire
from nnstudio.graph.rewiring import delete_and_heal, gaps


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


def delete(session: Session, wires: Collection[Wire], *, heal: bool = True) -> None:
    """Take what is selected, and wires, away; where ``heal``, chains go on past what is gone."""
    if session.selection or session.selected_remarks or wires:
        nodes, remarks = session.selection, session.selected_remarks
        label = delete_label(session.project, nodes, len(wires))
        if remarks and nodes:
            label = Text(N_("Delete {count} things"), count=len(nodes) + len(remarks))
        elif remarks:
            label = remark_label("delete", session.project, remarks)
        _delete(session, label, wires, heal=heal)


def copied_text(session: Session) -> str:
    """Return what is selected as text."""
    return clipboard.to_text(session.project, session.selection, session.selected_remarks)


def cut(session: Session) -> str:
    """Take what is selected away, so that chains go on past it, and return it as text."""
    text = copied_text(session)
    by_id = session.project.graph.remarks_by_id
    remarks = [by_id[i] for i in session.selected_remarks]
    _delete(session, copies_label("cut", len(session.selection), remarks), ())
    return text


def paste(
    session: Session, copied: Graph, visible: QRectF, at: QPointF | None = None
) -> tuple[list[str], list[str]]:
    """Add a part of a drawing: at a place, or a little beside where it was copied from.

    Returns
    -------
    tuple
        The ids of the new nodes, and of the new frames and notes.
    """
    rect = _rect_of(copied)
    if at is not None:
        shift = snapped(at - rect.topLeft())
    elif rect.intersects(visible):
        shift = _beside(session.project.graph, copied)
    else:
        shift = snapped(visible.center() - rect.center())
    return _add_copies(session, copied, shift, "paste")


def duplicate(session: Session) -> tuple[list[str], list[str]]:
    """Add copies of what is selected beside it; return the ids as `paste` does."""
    graph = session.project.graph
    copied = copies.part_of(graph, session.selection, session.selected_remarks)
    return _add_copies(session, copied, _beside(graph, copied), "duplicate")


def nudge(session: Session, ids: Collection[str], across: float, down: float) -> None:
    """Move nodes, frames and notes by steps of the grid; presses in a row are undone together."""
    graph = session.project.graph
    things: dict[str, Node | Remark] = {**graph.by_id, **graph.remarks_by_id}
    places = {i: (things[i].x + across * GRID, things[i].y + down * GRID) for i in ids}
    label = move_things_label(session.project, places)
    merge = "nudge " + " ".join(ids)
    session.edit(label, edits.move(session.project, places), merge=merge)


def next_in_order(session: Session, step: int) -> str | None:
    """Return what comes after (or before) the selected along the network; None at the ends.

    Frames and notes come after the nodes.
    """
    order, chosen = _walked(session)
    if not chosen:
        return order[0 if step > 0 else -1] if order else None
    index = order.index(chosen[-1 if step > 0 else 0]) + step
    return order[index] if 0 <= index < len(order) else None


def stretched(session: Session, step: int) -> tuple[str, ...]:
    """Return what is selected, with the next (or the one before) along the network as well.

    Coming back gives up again what was last.
    """
    order, chosen = _walked(session)
    if not chosen:
        return order[:1] if step > 0 else order[-1:]
    index = order.index(chosen[-1]) + step
    if not 0 <= index < len(order):
        return chosen
    return chosen[:-1] if order[index] in chosen else (*chosen, order[index])


def select_all(scene: CanvasScene) -> None:
    """Select every node, wire, frame and note."""
    scene.select_only(scene.nodes, scene.wires, scene.session.project.graph.remarks_by_id)


def _walked(session: Session) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return all that is shown, in the order of the network, and what of it is selected."""
    graph = session.project.graph
    shown = (i for i in session.analysis.order if representative(graph, i) == i)
    nodes = (representative(graph, i) for i in session.selection)
    chosen = tuple(dict.fromkeys((*nodes, *session.selected_remarks)))
    return (*shown, *graph.remarks_by_id), chosen


def _delete(session: Session, label: Text, wires: Collection[Wire], *, heal: bool = True) -> None:
    project, nodes, remarks = session.project, session.selection, session.selected_remarks
    if not heal:
        session.edit(label, edits.delete(project, nodes, wires, remarks))
        return
    if gaps(edits.disconnect(project, wires).graph, nodes):
        label = closing_label(label)
    session.edit(label, delete_and_heal(project, nodes, wires, remarks))


def _rect_of(graph: Graph) -> QRectF:
    rect = rect_of(graph.nodes)
    for remark in graph.remarks:
        rect = rect.united(QRectF(remark.x, remark.y, remark.width, remark.height))
    return rect


def _beside(graph: Graph, copied: Graph) -> QPointF:
    """Return the first shift down and right by which no copy hides what is there."""
    taken = {(node.x, node.y) for node in graph.nodes} | {(r.x, r.y) for r in graph.remarks}
    corners = [(node.x, node.y) for node in copied.nodes] + [(r.x, r.y) for r in copied.remarks]
    shift = QPointF(2 * GRID, 2 * GRID)
    while any((x + shift.x(), y + shift.y()) in taken for x, y in corners):
        shift += QPointF(2 * GRID, 2 * GRID)
    return shift


def _add_copies(
    session: Session, copied: Graph, shift: QPointF, verb: str
) -> tuple[list[str], list[str]]:
    project, names = copies.paste(session.project, copied, shift.x(), shift.y())
    nodes = [names[node.id] for node in copied.nodes]
    remarks = [names[remark.id] for remark in copied.remarks]
    session.edit(copies_label(verb, len(nodes), copied.remarks), project)
    return nodes, remarks
