"""Where a node's output can be led: every port, those that fit first, refusals with a reason."""

from __future__ import annotations

from hypothesis import given, settings

from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.connections import Connection, connections, why_not_fit
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.project import Project
from nnstudio.graph.rewiring import connect_growing
from nnstudio.graph.signature import Signature
from nnstudio.layers.add import Add
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from tests.graph.drawings import assert_sound, histories


def drawing() -> Project:
    """Return input_1 -> conv2d_1 -> flatten_1, with conv2d_2, add_1 and dense_1 unconnected."""
    project = Project(data=DataPlan(signature=Signature((8, 8, 1), classes=("a", "b"))))
    layers = (Input(), Conv2D(), Flatten(), Conv2D(), Add(), Dense())
    for place, layer in enumerate(layers):
        project, _ = edits.add_node(project, layer, 240.0 * place, 0.0)
    project = edits.connect(project, "input_1", "conv2d_1")
    return edits.connect(project, "conv2d_1", "flatten_1")


def test_free_ports_come_first_and_near_ones_before_far_ones() -> None:
    found = connections(analyze(drawing()), "conv2d_1")
    ends = [(c.target, c.port) for c in found if c.refusal is None]
    assert ends == [("conv2d_2", 0), ("add_1", 0), ("add_1", 1), ("dense_1", 0)]
    assert [c.target for c in found[-1:]] == ["input_1"]


def test_what_does_not_fit_or_cannot_be_says_why() -> None:
    analysis = analyze(drawing())
    found = {c.target: c for c in connections(analysis, "conv2d_1")}
    assert "8 × 8 × 8" in str(why_not_fit(analysis, "conv2d_1", found["dense_1"]))
    assert why_not_fit(analysis, "conv2d_1", found["conv2d_2"]) is None
    assert "takes no wire" in str(found["input_1"].refusal)
    found = {c.target: c for c in connections(analyze(drawing()), "flatten_1")}
    assert "close a circle" in str(found["conv2d_1"].refusal)


def test_a_taken_port_names_the_wire_that_gives_way() -> None:
    found = connections(analyze(drawing()), "conv2d_2")
    assert Connection("flatten_1", 0, replaces="conv2d_1") in found
    assert not [c for c in connections(analyze(drawing()), "conv2d_1") if c.target == "flatten_1"]


def test_a_merging_layer_whose_ports_are_taken_offers_one_more() -> None:
    project = edits.connect(edits.connect(drawing(), "conv2d_1", "add_1"), "conv2d_2", "add_1", 1)
    found = [c for c in connections(analyze(project), "conv2d_1") if c.target == "add_1"]
    assert [(c.port, c.replaces) for c in found] == [(2, "")]


@settings(max_examples=30)
@given(histories())
def test_everything_that_is_not_refused_can_be_done(history: list[Project]) -> None:
    project = history[-1]
    analysis = analyze(project)
    for node in project.graph.nodes[:3]:
        for found in connections(analysis, node.id):
            reason = edits.why_not_connect(project.graph, node.id, found.target)
            assert (found.refusal is None) == (reason is None)
            if found.refusal is None:
                assert_sound(connect_growing(project, node.id, found.target, found.port))
