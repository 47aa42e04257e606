"""Which nodes are drawn as one, and so are chosen, moved and deleted together."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from nnstudio.graph.project import Graph, Group


def representative(graph: Graph, node_id: str) -> str:
    """Return the node by which the canvas shows a node: its own where it is shown itself."""
    home = graph.group_of.get(node_id)
    if home is None:
        return node_id
    if home.collapsed:
        return home.unit[0]
    return next(home.unit[row.index(node_id)] for row in home.repetitions if node_id in row)


def completed(graph: Graph, node_ids: Iterable[str]) -> tuple[str, ...]:
    """Return the nodes with all that is drawn as one with them, in the order given.

    A node of a collapsed block stands for all of that block, one of a later repetition for that of
    the first; where all of a first repetition is there, so are the others.
    """
    if not graph.groups:
        return tuple(node_ids)
    whole: dict[str, None] = {}
    for node_id in node_ids:
        home = graph.group_of.get(node_id)
        if home is not None and home.collapsed:
            whole.update(dict.fromkeys(home.members))
        elif node_id in graph.by_id:
            whole[representative(graph, node_id)] = None
    for home in graph.groups:
        if not home.collapsed and whole.keys() >= set(home.unit):
            whole.update(dict.fromkeys(home.members))
    return tuple(whole)


def block_chosen(graph: Graph, node_ids: Collection[str]) -> Group | None:
    """Return the block whose nodes these are, all of them and no others."""
    first = next(iter(node_ids), "")
    home = graph.group_of.get(first)
    if home is None or len(node_ids) != len(home.members) or set(node_ids) != set(home.members):
        return None
    return home
