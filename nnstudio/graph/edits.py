"""Ways to change a project: pure functions from a project to a project; samples: `sample_edits`.

A function that cannot do what it is asked raises `EditError` with a text for the user.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Layer
from nnstudio.core.text import N_, Text
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.project import Graph, Node, Project, Wire
from nnstudio.losses.base import Loss
from nnstudio.optimizers.base import Optimizer
from nnstudio.optimizers.clipping import Clipping
from nnstudio.optimizers.schedules.base import Schedule

Position = tuple[float, float]


class EditError(UserError):
    """The edit is not possible; the project stays as it was."""


def new_id(graph: Graph, stem: str) -> tuple[str, Graph]:
    """Return an id that this graph never used, and the graph that remembers it as given out."""
    (made,), graph = new_ids(graph, [stem])
    return made, graph


def new_ids(graph: Graph, stems: Iterable[str]) -> tuple[list[str], Graph]:
    """Return an id for each stem that this graph never used, and the graph that remembers them."""
    issued = dict(graph.issued)
    taken = {*graph.by_id, *graph.remarks_by_id, *(group.id for group in graph.groups)}
    made = []
    for stem in stems:
        number = issued.get(stem, 0) + 1
        while f"{stem}_{number}" in taken:
            number += 1
        issued[stem] = number
        made.append(f"{stem}_{number}")
    return made, replace(graph, issued=tuple(sorted(issued.items())))


def id_stem(layer: Layer) -> str:
    """Return what the ids of nodes with such a layer begin with."""
    return layer.name.lower()


def add_node(project: Project, layer: Layer, x: float, y: float) -> tuple[Project, str]:
    """Put a layer on the canvas; return the project and the new node's id."""
    node_id, graph = new_id(project.graph, id_stem(layer))
    graph = replace(graph, nodes=(*graph.nodes, Node(node_id, layer, x, y)))
    return replace(project, graph=graph), node_id


def connect(project: Project, source: str, target: str, port: int = 0) -> Project:
    """Wire the output of ``source`` to a port of ``target``; a wire already there gives way.

    Raises
    ------
    EditError
        The wire would close a circle, or the port does not exist.
    """
    reason = why_not_connect(project.graph, source, target, port)
    if reason is not None:
        raise EditError(reason)
    wires = [w for w in project.graph.wires if (w.target, w.port) != (target, port)]
    wires.append(Wire(source, target, port))
    return _with_wires(project, wires)


def why_not_connect(graph: Graph, source: str, target: str, port: int = 0) -> Text | None:
    """Return why this wire cannot be drawn, or None where it can."""
    if source == target or graph.reaches(target, source):
        return Text(
            N_(
                "A wire from {source} to {target} would close a circle; a layer cannot wait for "
                "its own output. Connect it to a later layer."
            ),
            source=source,
            target=target,
        )
    inputs = graph.by_id[target].layer.inputs
    if not inputs:
        return Text(
            N_("{target} is where data enters; it takes no wire. Connect to another layer."),
            target=target,
        )
    if not 0 <= port < len(inputs):
        return Text(
            N_("{target} has {count} input ports, got number {port}."),
            target=target,
            count=len(inputs),
            port=port + 1,
        )
    return None


def disconnect(project: Project, wires: Iterable[Wire]) -> Project:
    """Take wires away."""
    gone = set(wires)
    return _with_wires(project, [w for w in project.graph.wires if w not in gone])


def delete(
    project: Project,
    node_ids: Collection[str],
    wires: Iterable[Wire] = (),
    remarks: Collection[str] = (),
) -> Project:
    """Take nodes away, with the wires at them, and further wires, frames and notes."""
    gone, graph = set(node_ids), disconnect(project, wires).graph
    kept = tuple(w for w in graph.wires if w.source not in gone and w.target not in gone)
    nodes = _inherited((n for n in graph.nodes if n.id not in gone), gone)
    left = tuple(r for r in graph.remarks if r.id not in remarks)
    return replace(project, graph=replace(graph, nodes=nodes, wires=kept, remarks=left))


def share(project: Project, node_id: str, holder: str) -> Project:
    """Let a node use the weights (and with them the settings) of another; "" gives it its own.

    Raises
    ------
    EditError
        The other is of another kind, or the node itself.
    """
    graph = project.graph
    node = graph.by_id[node_id]
    if not holder:
        nodes = tuple(replace(n, shares="") if n.id == node_id else n for n in graph.nodes)
        return replace(project, graph=replace(graph, nodes=nodes))
    holder = graph.by_id[holder].shares or holder
    other = graph.by_id[holder]
    if holder == node_id or type(other.layer) is not type(node.layer):
        raise EditError(
            Text(
                N_(
                    "{node} cannot use the weights of {other}: both must be different layers of "
                    "one kind. Choose another {kind} layer."
                ),
                node=node_id,
                other=holder,
                kind=Text(node.layer.label),
            )
        )
    # Who used the weights of this node now uses those of the other, frozen or not.
    group = {n.id for n in graph.nodes if node_id in (n.id, n.shares)}
    nodes = tuple(
        replace(n, shares=holder, layer=other.layer, frozen=other.frozen) if n.id in group else n
        for n in graph.nodes
    )
    wires = _at_ports(graph.wires, group, other.layer)
    return replace(project, graph=replace(graph, nodes=nodes, wires=wires))


def move(project: Project, places: Mapping[str, Position]) -> Project:
    """Put nodes, frames and notes at new places (upper left corners, scene units)."""
    graph = project.graph
    nodes = tuple(n.moved(*places[n.id]) if n.id in places else n for n in graph.nodes)
    if graph.remarks_by_id.keys().isdisjoint(places):
        return replace(project, graph=replace(graph, nodes=nodes))
    remarks = tuple(r.moved(*places[r.id]) if r.id in places else r for r in graph.remarks)
    return replace(project, graph=replace(graph, nodes=nodes, remarks=remarks))


def set_layer(project: Project, node_id: str, layer: Layer) -> Project:
    """Give a node other settings, or another layer; wires to ports that vanish are taken away.

    All that use the same weights follow, as long as the layer stays of its kind.
    """
    graph = project.graph
    node = graph.by_id[node_id]
    if type(layer) is type(node.layer):
        holder = node.shares or node_id
        group = {n.id for n in graph.nodes if holder in (n.id, n.shares)}
        nodes = graph.nodes
    else:
        group = {node_id}
        # The weights of the new kind are not those that were frozen.
        loose = replace(node, shares="", frozen=False)
        nodes = _inherited((loose if n is node else n for n in graph.nodes), group)
    nodes = tuple(replace(n, layer=layer) if n.id in group else n for n in nodes)
    wires = _at_ports(graph.wires, group, layer)
    return replace(project, graph=replace(graph, nodes=nodes, wires=wires))


def set_values(project: Project, node_id: str, **values: Any) -> Project:
    """Change some settings of one node's layer.

    Raises
    ------
    ValueRangeError
        A value is out of its range.
    """
    return set_layer(project, node_id, project.graph.by_id[node_id].layer.with_values(**values))


def set_frozen(project: Project, node_ids: Collection[str], frozen: bool) -> Project:
    """Keep the weights of layers as they are in training, or let them learn again.

    Layers without weights stay as they are; all that use the same weights are frozen together.
    """
    graph = project.graph
    holders = {graph.by_id[i].shares or i for i in node_ids if graph.by_id[i].layer.has_weights}
    nodes = tuple(
        replace(n, frozen=frozen) if (n.shares or n.id) in holders and n.frozen != frozen else n
        for n in graph.nodes
    )
    return replace(project, graph=replace(graph, nodes=nodes))


def set_title(project: Project, node_id: str, title: str) -> Project:
    """Give a node a name of the user's own; an empty one brings the layer's back."""
    graph = project.graph
    nodes = tuple(replace(n, title=title.strip()) if n.id == node_id else n for n in graph.nodes)
    return replace(project, graph=replace(graph, nodes=nodes))


def insert_on_wire(
    project: Project, wire: Wire, layer: Layer, x: float, y: float
) -> tuple[Project, str]:
    """Put a layer into a wire; return the project and the new node's id."""
    project, node_id = add_node(project, layer, x, y)
    project = disconnect(project, [wire])
    project = connect(project, wire.source, node_id)
    return connect(project, node_id, wire.target, wire.port), node_id


def set_data(project: Project, data: DataPlan) -> Project:
    """Choose other data or another preparation."""
    return replace(project, data=data)


def set_loss(project: Project, loss: Loss) -> Project:
    """Choose another loss."""
    return project.with_training(loss=loss)


def set_optimizer(project: Project, optimizer: Optimizer) -> Project:
    """Choose another optimiser or change its settings."""
    return project.with_training(optimizer=optimizer)


def set_schedule(project: Project, schedule: Schedule) -> Project:
    """Choose how the learning rate changes during a run."""
    return project.with_training(schedule=schedule)


def set_clipping(project: Project, clipping: Clipping) -> Project:
    """Choose how gradients are limited."""
    return project.with_training(clipping=clipping)


def set_training(project: Project, **values: Any) -> Project:
    """Change batch size, epochs, seed, or when training ends.

    Raises
    ------
    ValueRangeError
        A number is out of its range.
    """
    return project.with_training(**values)


def rename_project(project: Project, name: str) -> Project:
    """Give the project another name."""
    return replace(project, name=name)


def _with_wires(project: Project, wires: Iterable[Wire]) -> Project:
    return replace(project, graph=replace(project.graph, wires=tuple(wires)))


def _at_ports(wires: Iterable[Wire], targets: Collection[str], layer: Layer) -> tuple[Wire, ...]:
    """Return the wires without those to ports that ``targets`` do not have as such a layer."""
    return tuple(w for w in wires if w.target not in targets or w.port < len(layer.inputs))


def _inherited(nodes: Iterable[Node], gone: Collection[str]) -> tuple[Node, ...]:
    """Let the first node that used the weights of one of ``gone`` have them, the others use its."""
    nodes = tuple(nodes)
    heirs: dict[str, str] = {}
    for n in nodes:
        if n.shares in gone:
            heirs.setdefault(n.shares, n.id)
    return tuple(
        replace(n, shares="" if heirs[n.shares] == n.id else heirs[n.shares])
        if n.shares in heirs
        else n
        for n in nodes
    )
