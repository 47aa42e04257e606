"""Edits that keep the wires of what they change: replacing a layer, closing gaps, growing ports."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from nnstudio.core.errors import ValueRangeError
from nnstudio.core.layer import Layer
from nnstudio.core.merging import MergingLayer
from nnstudio.graph import edits
from nnstudio.graph.project import BlockParameter, Graph, Group, Project, Wire

_MEANT_ALIKE = ("units", "filters", "activation", "negative_slope", "return_sequences")
"""Settings that layers of different categories have in common; a stride is not one of them."""


def replace_layer(project: Project, node_id: str, layer: Layer) -> tuple[Project, str]:
    """Put another layer in a node's place; return the project and the id of the node there.

    Wires stay where the new layer has their ports; the user's name and the place stay, too. A layer
    of another kind gets an id of its own, for ids tell kinds apart.
    """
    kind_stays = type(layer) is type(project.graph.by_id[node_id].layer)
    project = edits.set_layer(project, node_id, layer)
    if kind_stays:
        return project, node_id
    new_id, graph = edits.new_id(project.graph, edits.id_stem(layer))
    nodes = tuple(
        replace(node, id=new_id, frozen=False) if node.id == node_id else node
        for node in graph.nodes
    )
    wires = tuple(
        Wire(
            new_id if w.source == node_id else w.source,
            new_id if w.target == node_id else w.target,
            w.port,
        )
        for w in graph.wires
    )
    groups = tuple(_with_member(group, node_id, new_id, layer) for group in graph.groups)
    return replace(project, graph=replace(graph, nodes=nodes, wires=wires, groups=groups)), new_id


def carried_over(old: Layer, new: Layer) -> Layer:
    """Return ``new`` with the settings of ``old`` that mean the same in both, as far as they fit it."""
    offered, kept = type(new).params(), old.values()
    for key, info in type(old).params().items():
        if old.category != new.category and key not in _MEANT_ALIKE:
            continue
        alike = key in offered and type(kept[key]) is type(getattr(new, key))
        if not alike or info.choices != offered[key].choices or kept[key] == getattr(new, key):
            continue
        try:
            new = new.with_values(**{key: kept[key]})
        except ValueRangeError:
            continue
    return new


def delete_and_heal(
    project: Project,
    node_ids: Collection[str],
    wires: Iterable[Wire] = (),
    remarks: Collection[str] = (),
) -> Project:
    """Take nodes away as `edits.delete` does, and close the gaps that they leave in chains."""
    project = edits.disconnect(project, wires)
    joints = gaps(project.graph, node_ids)
    project = edits.delete(project, node_ids, (), remarks)
    # Each joins what a path joined already, at a port that became free: no circle, no wire twice.
    graph = replace(project.graph, wires=(*project.graph.wires, *joints))
    return replace(project, graph=graph) if joints else project


def gaps(graph: Graph, node_ids: Collection[str]) -> tuple[Wire, ...]:
    """Return the wires that lead past nodes where only one output feeds what would be deleted.

    Where several outputs arrive, nobody can tell which of them is to go on.
    """
    joints: list[Wire] = []
    for part in _connected(graph, node_ids):
        arriving = {w.source for i in part for w in graph.wires_into[i].values()} - part
        if len(arriving) == 1:
            source = next(iter(arriving))
            past = _reached(graph, source, part)
            leaving = [w for node_id in past for w in graph.wires_from[node_id]]
            joints += [Wire(source, w.target, w.port) for w in leaving if w.target not in part]
    return tuple(sorted(joints))


def can_grow(graph: Graph, node_id: str) -> bool:
    """Return whether all inputs of a node are taken and it can have one more."""
    layer = graph.by_id[node_id].layer
    most = type(layer).params()["count"].high if isinstance(layer, MergingLayer) else None
    if most is None or len(graph.wires_into[node_id]) < len(layer.inputs):
        return False
    return len(layer.inputs) < most


def connect_growing(project: Project, source: str, target: str, port: int = 0) -> Project:
    """Connect two nodes as `edits.connect` does; the port after the last one is added if needed.

    Raises
    ------
    EditError
        The wire would close a circle, or the port can be neither found nor added.
    """
    layer = project.graph.by_id[target].layer
    if port == len(layer.inputs) and can_grow(project.graph, target):
        reason = edits.why_not_connect(project.graph, source, target)
        if reason is not None:
            raise edits.EditError(reason)
        project = edits.set_values(project, target, count=port + 1)
    return edits.connect(project, source, target, port)


def _connected(graph: Graph, node_ids: Collection[str]) -> list[set[str]]:
    """Return the parts of the nodes that hang together by wires among them."""
    left, parts = {i for i in node_ids if i in graph.by_id}, []
    while left:
        part, waiting = set(), [left.pop()]
        while waiting:
            node_id = waiting.pop()
            part.add(node_id)
            near = {w.source for w in graph.wires_into[node_id].values()}
            near |= {w.target for w in graph.wires_from[node_id]}
            waiting += near & left
            left -= near
        parts.append(part)
    return parts


def _reached(graph: Graph, source: str, part: set[str]) -> set[str]:
    """Return the nodes of a part to which a path leads from a source."""
    waiting, seen = [source], set[str]()
    while waiting:
        targets = {w.target for w in graph.wires_from[waiting.pop()]}
        after = {i for i in targets if i in part and i not in seen}
        seen |= after
        waiting += after
    return seen


def _with_member(group: Group, old: str, new: str, layer: Layer) -> Group:
    """Return a block with another node; what it offers of the old one stays where both have it."""
    if old not in group.members:
        return group
    offered = type(layer).params()
    parameters = []
    for parameter in group.parameters:
        places = tuple(
            (new if node_id == old else node_id, key)
            for node_id, key in parameter.places
            if node_id != old or key in offered
        )
        if places:
            parameters.append(BlockParameter(parameter.name, places))
    rows = tuple(tuple(new if i == old else i for i in row) for row in group.repetitions)
    return replace(group, repetitions=rows, parameters=tuple(parameters))
