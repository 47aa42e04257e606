"""A project as plain JSON values and back: the words of the file, checked one by one.

Writing and reading again gives an equal project. Reading trusts nothing: any value that is not a
project is refused with a `ProjectFormatError` or another `UserError` that says where and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from nnstudio.core.layer import Layer
from nnstudio.core.text import N_, Text
from nnstudio.graph.annotation_codec import (
    FARTHEST_PLACE,
    group_to_dict,
    groups_from,
    remark_to_dict,
    remarks_from,
)
from nnstudio.graph.data_codec import data_from, data_to_dict
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.project import Graph, Node, Project, Wire
from nnstudio.graph.record import LARGEST_WHOLE, ProjectFormatError, Record, brief
from nnstudio.graph.settings_codec import (
    Json,
    chosen_from,
    settings_from,
    settings_to_dict,
    type_of,
    unknown_type,
    values_from,
)
from nnstudio.graph.training_plan import TrainingPlan
from nnstudio.layers import all_layers, layer_class
from nnstudio.losses import all_losses
from nnstudio.optimizers import all_optimizers
from nnstudio.optimizers.clipping import Clipping
from nnstudio.optimizers.schedules import all_schedules

MOST_NODES = 10_000
MOST_WIRES = 50_000
LONGEST_ID = 80


def project_to_dict(project: Project) -> Json:
    """Return the project as JSON values, ready for ``json.dumps(..., sort_keys=True)``."""
    graph = project.graph
    return {
        "name": project.name,
        "notes": project.notes,
        "graph": {
            "nodes": [_node_to_dict(node) for node in graph.nodes],
            "wires": [
                {"source": wire.source, "target": wire.target, "port": wire.port}
                for wire in graph.wires
            ],
            "issued": dict(graph.issued),
            # Absent where there are none, so that plain drawings stay as earlier versions wrote them.
            **({"remarks": [remark_to_dict(r) for r in graph.remarks]} if graph.remarks else {}),
            **({"groups": [group_to_dict(g) for g in graph.groups]} if graph.groups else {}),
        },
        "data": data_to_dict(project.data),
        "training": _training_to_dict(project.training),
    }


def project_from_dict(value: object) -> Project:
    """Return the project that `project_to_dict` wrote; missing fields take their defaults.

    Raises
    ------
    UserError
        The value is no project: the text says where, what was got and what is expected.
    """
    place = Text(N_("The project"))
    record = Record(value, place, ("name", "notes", "graph", "data", "training"))
    graph, data, training = Graph(), DataPlan(), TrainingPlan()
    if "graph" in record:
        graph = graph_from_dict(record.raw("graph"))
    if "data" in record:
        data = data_from(record.raw("data"))
    if "training" in record:
        training = _training_from(record.raw("training"))
    return Project(record.text("name", ""), graph, data, training, record.text("notes", ""))


def graph_from_dict(value: object) -> Graph:
    """Return the drawing that stands under ``graph`` in what `project_to_dict` wrote.

    Raises
    ------
    UserError
        The value is no drawing: the text says where, what was got and what is expected.
    """
    record = Record(
        value, Text(N_("The drawing")), ("nodes", "wires", "issued", "remarks", "groups")
    )
    nodes: dict[str, Node] = {}
    for number, item in enumerate(record.items("nodes", MOST_NODES), start=1):
        node = _node_from(item, number)
        if node.id in nodes:
            raise ProjectFormatError(
                Text(N_("Two nodes are called {id}. Rename one of them."), id=node.id)
            )
        nodes[node.id] = node
    for node in nodes.values():
        _refuse_bad_sharing(node, nodes)
    wires: dict[tuple[str, int], Wire] = {}
    for number, item in enumerate(record.items("wires", MOST_WIRES), start=1):
        wire = _wire_from(item, number, nodes)
        if (wire.target, wire.port) in wires:
            raise ProjectFormatError(
                Text(
                    N_("Two wires end at port {port} of {id}. Remove one of them."),
                    port=wire.port,
                    id=wire.target,
                )
            )
        wires[wire.target, wire.port] = wire
    _refuse_circles(nodes, wires.values())
    issued = tuple(
        (stem, record.checked_whole("issued", count, 0, LARGEST_WHOLE))
        for stem, count in record.pairs("issued", MOST_NODES)
    )
    remarks = remarks_from(record, nodes)
    groups = groups_from(record, nodes, {*nodes, *(remark.id for remark in remarks)})
    return Graph(tuple(nodes.values()), tuple(wires.values()), issued, remarks, groups)


def layer_to_dict(layer: Layer) -> Json:
    """Return a layer as JSON values: its name under ``type``, and its settings."""
    return settings_to_dict(layer)


def layer_from_dict(value: object, place: Text | None = None) -> Layer:
    """Return the layer that `layer_to_dict` wrote; earlier names of a layer are understood.

    Parameters
    ----------
    value
        JSON values from a file or the clipboard.
    place
        Where it stands, in words for the user.

    Raises
    ------
    UserError
        There is no such layer, or a setting is unknown or out of its range.
    """
    place = place or Text(N_("The layer"))
    name = type_of(value, place)
    try:
        cls = layer_class(name)
    except KeyError:
        raise unknown_type(place, name, all_layers()) from None
    return settings_from(value, place, cls)


def _training_to_dict(training: TrainingPlan) -> Json:
    return {
        **{key: value for key, value in settings_to_dict(training).items() if key != "type"},
        **{key: settings_to_dict(getattr(training, key)) for key in ("loss", "optimizer")},
        "schedule": settings_to_dict(training.schedule),
        "clipping": {k: v for k, v in settings_to_dict(training.clipping).items() if k != "type"},
    }


def _node_to_dict(node: Node) -> Json:
    return {
        "id": node.id,
        "layer": layer_to_dict(node.layer),
        "x": node.x,
        "y": node.y,
        "title": node.title,
        **({"shares": node.shares} if node.shares else {}),
        **({"frozen": True} if node.frozen else {}),
    }


def _node_from(value: object, number: int) -> Node:
    place = Text(N_("Node {number}"), number=number)
    record = Record(value, place, ("id", "layer", "x", "y", "title", "shares", "frozen"))
    node_id = record.text("id")
    if not node_id.isidentifier() or len(node_id) > LONGEST_ID:
        expected = Text(
            N_("at most {count} letters, digits and underscores, such as dense_1"),
            count=LONGEST_ID,
        )
        raise record.refusal("id", node_id, expected)
    return Node(
        node_id,
        layer_from_dict(record.raw("layer"), Text(N_("Node {id}"), id=node_id)),
        record.number("x", 0.0, FARTHEST_PLACE),
        record.number("y", 0.0, FARTHEST_PLACE),
        record.text("title", ""),
        record.text("shares", ""),
        record.flag("frozen", False),
    )


def _refuse_bad_sharing(node: Node, nodes: Mapping[str, Node]) -> None:
    holder = nodes.get(node.shares)
    if node.shares and (holder is None or holder.shares or holder.layer != node.layer):
        text = N_(
            "Node {id} uses the weights of {got}; it expects a node of the same layer and settings "
            "that has weights of its own."
        )
        raise ProjectFormatError(Text(text, id=node.id, got=brief(node.shares)))


def _wire_from(value: object, number: int, nodes: Mapping[str, Node]) -> Wire:
    place = Text(N_("Wire {number}"), number=number)
    record = Record(value, place, ("source", "target", "port"))
    wire = Wire(
        record.text("source"), record.text("target"), record.whole("port", 0, 0, MOST_WIRES)
    )
    for key, node_id in (("source", wire.source), ("target", wire.target)):
        if node_id not in nodes:
            raise record.refusal(key, node_id, Text(N_("the id of a node of this drawing")))
    ports = len(nodes[wire.target].layer.inputs)
    if ports == 0:
        raise record.refusal("target", wire.target, Text(N_("a node that has an input")))
    record.whole("port", 0, 0, ports - 1)
    return wire


def _refuse_circles(nodes: Mapping[str, Node], wires: Iterable[Wire]) -> None:
    sorter: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(nodes, ()))
    for wire in wires:
        sorter.add(wire.target, wire.source)
    try:
        sorter.prepare()
    except CycleError as error:
        circle = [str(node_id) for node_id in error.args[1]]
        shown = circle if len(circle) <= 8 else [*circle[:7], "…", circle[-1]]
        raise ProjectFormatError(
            Text(
                N_(
                    "The wires {circle} close a circle; a layer cannot wait for its own output. "
                    "Remove one of them."
                ),
                circle=" → ".join(shown),
            )
        ) from None


def _training_from(value: object) -> TrainingPlan:
    place = Text(N_("The training"))
    parts = ("loss", "optimizer", "schedule", "clipping")
    record = Record(value, place, (*parts, *TrainingPlan.params()))
    plan = TrainingPlan()
    loss, optimizer, schedule, clipping = (getattr(plan, part) for part in parts)
    if "loss" in record:
        loss = chosen_from(record.raw("loss"), Text(N_("The loss")), all_losses())
    if "optimizer" in record:
        optimizer = chosen_from(
            record.raw("optimizer"), Text(N_("The optimiser")), all_optimizers()
        )
    if "schedule" in record:
        place_of = Text(N_("The learning rate schedule"))
        schedule = chosen_from(record.raw("schedule"), place_of, all_schedules())
    if "clipping" in record:
        clipping = settings_from(record.raw("clipping"), Text(N_("The clipping")), Clipping)
    values = values_from(record, TrainingPlan)
    return TrainingPlan(loss, optimizer, schedule, clipping, **values)
