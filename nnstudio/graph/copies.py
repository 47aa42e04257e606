"""Copies of a part of a drawing: what is taken along, and how it is added to a drawing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from nnstudio.graph.edits import id_stem, new_ids
from nnstudio.graph.project import Graph, Group, Node, Project, Wire


def part_of(graph: Graph, node_ids: Collection[str], remarks: Collection[str] = ()) -> Graph:
    """Return some nodes, frames and notes, with the wires and blocks that lie wholly among them.

    A node that uses the weights of one that is not among them still names it.
    """
    chosen = set(node_ids)
    return Graph(
        tuple(node for node in graph.nodes if node.id in chosen),
        tuple(w for w in graph.wires if w.source in chosen and w.target in chosen),
        (),
        tuple(remark for remark in graph.remarks if remark.id in remarks),
        tuple(group for group in graph.groups if chosen.issuperset(group.members)),
    )


def paste(project: Project, copied: Graph, dx: float, dy: float) -> tuple[Project, dict[str, str]]:
    """Add copies of what is in another drawing, moved by ``(dx, dy)``, with ids of their own.

    Wires come along where both their ends do, blocks where all their nodes do. A copy uses the
    weights of the copy of whose weights its original used; where that was not copied, of itself,
    if it is there and still the same layer.

    Returns
    -------
    tuple
        The project, and for each id of ``copied`` that of its copy.
    """
    blocks = [g for g in copied.groups if copied.by_id.keys() >= set(g.members)]
    stems = {node.id: id_stem(node.layer) for node in copied.nodes}
    stems |= {remark.id: remark.kind for remark in copied.remarks}
    stems |= {block.id: "block" for block in blocks}
    ids, graph = new_ids(project.graph, stems.values())
    names = dict(zip(stems, ids, strict=True))
    nodes = tuple(
        replace(
            node,
            id=names[node.id],
            x=node.x + dx,
            y=node.y + dy,
            shares=names.get(node.shares) or _holder_there(project.graph, node),
        )
        for node in copied.nodes
    )
    wires = tuple(
        Wire(names[w.source], names[w.target], w.port)
        for w in copied.wires
        if w.source in names and w.target in names
    )
    remarks = tuple(
        replace(remark, id=names[remark.id]).moved(remark.x + dx, remark.y + dy)
        for remark in copied.remarks
    )
    graph = replace(
        graph,
        nodes=(*graph.nodes, *nodes),
        wires=(*graph.wires, *wires),
        remarks=(*graph.remarks, *remarks),
        groups=(*graph.groups, *(_renamed(block, names) for block in blocks)),
    )
    return replace(project, graph=graph), names


def _renamed(group: Group, names: Mapping[str, str]) -> Group:
    return replace(
        group,
        id=names[group.id],
        repetitions=tuple(tuple(names[i] for i in row) for row in group.repetitions),
        parameters=tuple(
            replace(parameter, places=tuple((names[i], key) for i, key in parameter.places))
            for parameter in group.parameters
        ),
    )


def _holder_there(graph: Graph, copied: Node) -> str:
    """Return the node of this drawing whose weights a copied node can use; empty: its own."""
    holder = graph.by_id.get(copied.shares)
    fits = holder is not None and not holder.shares and holder.layer == copied.layer
    return copied.shares if fits else ""
