"""Random edits and drawings, for tests that hold for whatever a user does."""

from __future__ import annotations

from graphlib import TopologicalSorter

from hypothesis import strategies as st

from nnstudio.graph import edits
from nnstudio.graph.copies import paste
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.project import Graph, Project
from nnstudio.graph.signature import Signature
from nnstudio.layers import all_layers
from nnstudio.layers.add import Add
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.max_pool2d import MaxPool2D
from nnstudio.losses import all_losses
from nnstudio.optimizers import all_optimizers

ABC = ("a", "b", "c")
LAYERS = st.sampled_from(
    [
        *(cls(**values) for cls in all_layers().values() for values, _ in cls.examples),
        # The kinds that make up most drawings, so that some of them can be trained.
        Input(),
        Flatten(),
        Add(),
        Dense(units=3, activation="softmax"),
        Dense(units=1, activation="sigmoid"),
        Dense(units=1),
        Dense(units=2, activation="step"),
        Conv2D(filters=2, padding="valid", kernel_size=(5, 5)),
        Conv2D(filters=4096),
        MaxPool2D(pool_size=(3, 3)),
    ]
)
SIGNATURES = st.sampled_from(
    [
        Signature(()),
        Signature((2,), classes=("no", "yes"), raw_shape=(2,)),
        Signature((4,), classes=ABC, raw_shape=(4,)),
        Signature((6, 5, 1), classes=ABC, raw_shape=(6, 5)),
        Signature((4, 4, 5000), classes=ABC, raw_shape=(4, 4, 5000)),
        Signature((3,), "regression", (), 2, (3,)),
        Signature((3,), "regression", (), 200_000, (3,)),
        Signature((6,), classes=ABC, raw_shape=(6,), tokens=2000),
        Signature((6,), classes=ABC, target_shape=(6,), raw_shape=(6,), tokens=5),
    ]
)
PLACES = st.floats(-1000, 1000)


@st.composite
def edited(draw: st.DrawFn, project: Project) -> Project:
    """Return the project after one edit that a user might make, also a foolish one."""
    graph = project.graph
    ids = [node.id for node in graph.nodes]
    if not ids:
        return edits.add_node(project, draw(LAYERS), draw(PLACES), draw(PLACES))[0]
    node_id = draw(st.sampled_from(ids))
    match draw(st.integers(0, 15)):
        case 0 | 1 | 2:
            project, new = edits.add_node(project, draw(LAYERS), draw(PLACES), draw(PLACES))
            # As the palette does: what is added is wired to what was there where it can be.
            if edits.why_not_connect(project.graph, node_id, new) is None:
                project = edits.connect(project, node_id, new)
            return project
        case 3 | 4 | 5:
            target, port = draw(st.sampled_from(ids)), draw(st.integers(-1, 2))
            if edits.why_not_connect(graph, node_id, target, port) is None:
                return edits.connect(project, node_id, target, port)
            return project
        case 6 if graph.wires:
            return edits.disconnect(project, [draw(st.sampled_from(graph.wires))])
        case 7 if graph.wires:
            wire = draw(st.sampled_from(graph.wires))
            layer = draw(LAYERS.filter(lambda layer: bool(layer.inputs)))
            return edits.insert_on_wire(project, wire, layer, draw(PLACES), draw(PLACES))[0]
        case 8:
            return edits.delete(project, draw(st.sets(st.sampled_from(ids), max_size=2)))
        case 9:
            return edits.set_layer(project, node_id, draw(LAYERS))
        case 10:
            chosen = draw(st.lists(st.sampled_from(graph.nodes), unique_by=lambda node: node.id))
            return paste(project, Graph(tuple(chosen), graph.wires), 20, 20)[0]
        case 11:
            return edits.set_loss(project, draw(st.sampled_from(list(all_losses().values())))())
        case 12:
            optimizer = draw(st.sampled_from(list(all_optimizers().values())))()
            return edits.set_optimizer(project, optimizer)
        case 13:
            kind = type(graph.by_id[node_id].layer)
            others = [
                n.id
                for n in graph.nodes
                if type(n.layer) is kind and n.id != node_id and n.shares != node_id
            ]
            return edits.share(project, node_id, draw(st.sampled_from(["", *others])))
        case 14:
            chosen_ids = draw(st.sets(st.sampled_from(ids)))
            return edits.set_frozen(project, chosen_ids, draw(st.booleans()))
        case _:
            project = edits.set_title(project, node_id, draw(st.sampled_from(["", " mine "])))
            return edits.move(project, {node_id: (draw(PLACES), draw(PLACES))})


class Passed(list[Project]):
    """The projects that a series of edits led through; it shows the last one, in brief."""

    def __repr__(self) -> str:
        project = self[-1]
        nodes = ", ".join(f"{node.id}={node.layer}" for node in project.graph.nodes)
        wires = ", ".join(f"{w.source}-{w.target}:{w.port}" for w in project.graph.wires)
        shape, loss = project.data.signature.input_shape, project.training.loss.name
        return f"{len(self)} edits, {shape}, {loss}: {nodes}; {wires}"


@st.composite
def histories(draw: st.DrawFn, most: int = 25) -> Passed:
    """Return the projects that a series of edits led through."""
    project = Project(data=DataPlan(DataSource("some"), signature=draw(SIGNATURES)))
    loss = draw(st.sampled_from(list(all_losses().values())))()
    passed = Passed([edits.set_loss(project, loss)])
    for _ in range(draw(st.integers(0, most))):
        passed.append(draw(edited(passed[-1])))
    return passed


def assert_sound(project: Project) -> None:
    """Hold a drawing to what every part of the program takes for granted."""
    graph = project.graph
    ids = [node.id for node in graph.nodes]
    assert len(set(ids)) == len(ids)
    ends = [(wire.target, wire.port) for wire in graph.wires]
    assert len(set(ends)) == len(ends)
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for wire in graph.wires:
        assert wire.source in graph.by_id
        assert 0 <= wire.port < len(graph.by_id[wire.target].layer.inputs)
        sorter.add(wire.target, wire.source)
    sorter.prepare()  # raises where wires close a circle
    for node in graph.nodes:
        if node.shares:
            holder = graph.by_id[node.shares]
            assert not holder.shares
            assert holder.layer == node.layer
            assert holder.frozen == node.frozen
