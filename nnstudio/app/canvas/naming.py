"""How nodes and edits are named in menus and messages."""

from __future__ import annotations

from collections.abc import Collection

from nnstudio.core.layer import Layer
from nnstudio.core.text import N_, Text
from nnstudio.graph.block_members import block_chosen
from nnstudio.graph.project import Project, Remark


def node_name(project: Project, node_id: str) -> str:
    """Return what the canvas calls a node."""
    node = project.graph.by_id[node_id]
    return node.title or node.id


def move_label(project: Project, node_ids: Collection[str]) -> Text:
    """Return the name of moving nodes."""
    block = block_chosen(project.graph, node_ids)
    if block is not None:
        return Text(N_("Move {node}"), node=block.title)
    if len(node_ids) == 1:
        return Text(N_("Move {node}"), node=node_name(project, next(iter(node_ids))))
    return Text(N_("Move {count} layers"), count=len(node_ids))


def delete_label(project: Project, node_ids: Collection[str], num_wires: int) -> Text:
    """Return the name of deleting nodes and wires."""
    block = block_chosen(project.graph, node_ids)
    if block is not None:
        return Text(N_("Delete {node}"), node=block.title)
    if len(node_ids) == 1:
        return Text(N_("Delete {node}"), node=node_name(project, next(iter(node_ids))))
    if node_ids:
        return Text(N_("Delete {count} layers"), count=len(node_ids))
    if num_wires == 1:
        return Text(N_("Delete a wire"))
    return Text(N_("Delete {count} wires"), count=num_wires)


def closing_label(label: Text) -> Text:
    """Return the name of an edit that also leads wires past what it takes away."""
    return Text(N_("{edit} and close the gap"), edit=label)


def replace_label(project: Project, node_id: str, layer: Layer) -> Text:
    """Return the name of putting a layer in the place of a node."""
    name = node_name(project, node_id)
    return Text(N_("Replace {node} by {layer}"), node=name, layer=Text(layer.label))


def copies_label(verb: str, count: int, remarks: Collection[Remark] = ()) -> Text:
    """Return the name of cutting, pasting or duplicating nodes, frames and notes.

    Parameters
    ----------
    verb
        ``"cut"``, ``"paste"`` or ``"duplicate"``.
    count
        How many nodes.
    """
    one = {
        "cut": N_("Cut a layer"),
        "paste": N_("Paste a layer"),
        "duplicate": N_("Duplicate a layer"),
    }
    several = {
        "cut": N_("Cut {count} layers"),
        "paste": N_("Paste {count} layers"),
        "duplicate": N_("Duplicate {count} layers"),
    }
    others = {
        "cut": N_("Cut {what}"),
        "paste": N_("Paste {what}"),
        "duplicate": N_("Duplicate {what}"),
    }
    if not remarks:
        return Text(one[verb]) if count == 1 else Text(several[verb], count=count)
    if count + len(remarks) > 1:
        return Text(others[verb], what=Text(N_("{count} things"), count=count + len(remarks)))
    kinds = {"frame": N_("a frame"), "note": N_("a note")}
    return Text(others[verb], what=Text(kinds[next(iter(remarks)).kind]))
