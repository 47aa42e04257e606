"""Replacing layers, closing gaps and growing ports keep wires where they can be kept."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnstudio.core.layer import Layer
from nnstudio.graph import edits, rewiring
from nnstudio.graph.project import BlockParameter, Graph, Group, Node, Project, Wire
from nnstudio.layers import all_layers
from nnstudio.layers.add import Add
from nnstudio.layers.concatenate import Concatenate
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.dropout import Dropout
from nnstudio.layers.gru import GRU
from nnstudio.layers.input import Input
from nnstudio.layers.lstm import LSTM
from nnstudio.layers.multiply import Multiply
from nnstudio.layers.subtract import Subtract
from tests.graph.drawings import assert_sound, histories


def chain(*layers: Layer) -> Project:
    """Return layers in a row, each wired to the next."""
    project, before = Project(), ""
    for place, layer in enumerate(layers):
        project, node_id = edits.add_node(project, layer, 240.0 * place, 0.0)
        project = edits.connect(project, before, node_id) if before else project
        before = node_id
    return project


def residual() -> Project:
    """input_1 -> conv2d_1 -> add_1 (a) -> dense_1, and input_1 -> add_1 (b)."""
    project = chain(Input(), Conv2D(), Add(), Dense())
    return edits.connect(project, "input_1", "add_1", 1)


def test_another_layer_takes_place_name_and_wires() -> None:
    project = edits.set_title(chain(Input(), Dense(), Dense()), "dense_1", "The middle")
    project, new = rewiring.replace_layer(project, "dense_1", Dropout())

    assert new == "dropout_1"
    node = project.graph.by_id[new]
    assert (node.x, node.title) == (240.0, "The middle")
    assert [n.id for n in project.graph.nodes] == ["input_1", "dropout_1", "dense_2"]
    assert set(project.graph.wires) == {Wire("input_1", new), Wire(new, "dense_2")}


def test_a_layer_of_the_same_kind_keeps_its_id() -> None:
    project, new = rewiring.replace_layer(chain(Input(), Dense()), "dense_1", Dense(units=3))
    assert new == "dense_1"
    assert project.graph.by_id["dense_1"].layer == Dense(units=3)


def test_wires_to_ports_that_the_new_layer_does_not_have_go() -> None:
    project, new = rewiring.replace_layer(residual(), "add_1", Dropout())
    assert set(project.graph.wires) == {
        Wire("input_1", "conv2d_1"), Wire("conv2d_1", new), Wire(new, "dense_1"),
    }  # fmt: skip
    project, new = rewiring.replace_layer(residual(), "add_1", Subtract())
    assert Wire("input_1", new, 1) in project.graph.wires


def test_who_used_the_weights_of_a_replaced_layer_keeps_them() -> None:
    project = chain(Input(), Dense(), Dense(), Dense())
    for user in ("dense_2", "dense_3"):
        project = edits.share(project, user, "dense_1")
    project, _ = rewiring.replace_layer(project, "dense_1", Dropout())
    assert [n.shares for n in project.graph.nodes] == ["", "", "", "dense_2"]


def test_a_block_goes_on_with_the_layer_that_takes_the_place() -> None:
    project = chain(Input(), Dense(), Dense())
    both = BlockParameter("Units", (("dense_1", "units"), ("dense_2", "units")))
    own = BlockParameter("Bias", (("dense_1", "use_bias"),))
    block = Group("block_1", "Block", (("dense_1", "dense_2"),), (both, own))
    graph = replace(project.graph, groups=(block,))
    project, new = rewiring.replace_layer(replace(project, graph=graph), "dense_1", Dropout())
    (block,) = project.graph.groups
    assert block.repetitions == ((new, "dense_2"),)
    assert block.parameters == (BlockParameter("Units", (("dense_2", "units"),)),)


@pytest.mark.parametrize(
    ("old", "new", "result"),
    [
        (LSTM(units=7, return_sequences=True), GRU(), GRU(units=7, return_sequences=True)),
        (Add(count=3), Concatenate(), Concatenate(count=3)),
        (Dense(units=100_000, activation="tanh"), Conv2D(), Conv2D(activation="tanh")),
        (Dense(), Dropout(), Dropout()),
    ],
)
def test_settings_that_both_layers_have_are_carried_over(
    old: Layer, new: Layer, result: Layer
) -> None:
    assert rewiring.carried_over(old, new) == result


def test_a_chain_closes_where_layers_are_deleted() -> None:
    project = chain(Input(), Dense(), Dense(), Dense(), Dropout())
    healed = rewiring.delete_and_heal(project, ["dense_1", "dense_2"])
    assert set(healed.graph.wires) == {Wire("input_1", "dense_3"), Wire("dense_3", "dropout_1")}

    # Two gaps at once, each closed by itself.
    healed = rewiring.delete_and_heal(project, ["dense_1", "dense_3"])
    assert set(healed.graph.wires) == {Wire("input_1", "dense_2"), Wire("dense_2", "dropout_1")}


def test_all_that_a_deleted_layer_fed_is_fed_by_its_source() -> None:
    healed = rewiring.delete_and_heal(residual(), ["conv2d_1"])
    assert Wire("input_1", "add_1", 0) in healed.graph.wires
    assert Wire("input_1", "add_1", 1) in healed.graph.wires

    # A whole residual block has one source, though two wires lead into it.
    healed = rewiring.delete_and_heal(residual(), ["conv2d_1", "add_1"])
    assert healed.graph.wires == (Wire("input_1", "dense_1"),)


def test_nothing_is_guessed_where_several_outputs_arrive() -> None:
    project = residual()
    assert rewiring.gaps(project.graph, ["add_1"]) == ()
    healed = rewiring.delete_and_heal(project, ["add_1"])
    assert healed.graph.wires == (Wire("input_1", "conv2d_1"),)


def test_a_gap_is_closed_only_where_a_path_led_through_it() -> None:
    project = chain(Input(), Dense(), Dense(), Dense(), Add())
    project = edits.connect(project, "input_1", "add_1", 1)
    project = rewiring.delete_and_heal(project, ["input_1", "dense_3", "add_1"])
    assert project.graph.wires == (Wire("dense_1", "dense_2"),)


def test_every_second_of_many_layers_is_deleted_at_once() -> None:
    names = [f"dense_{number}" for number in range(1, 2001)]
    wires = tuple(Wire(one, other) for one, other in itertools.pairwise(names))
    project = Project(graph=Graph(tuple(Node(name, Dense()) for name in names), wires))
    gone = names[1:-1:2]
    begin = time.process_time()
    project = rewiring.delete_and_heal(project, gone)
    assert time.process_time() - begin < 2.0, "0.02 s where nothing else runs"
    assert len(project.graph.wires) == len(project.graph.nodes) - 1


def test_ends_leave_no_gap_and_deleted_wires_are_not_replaced() -> None:
    project = chain(Input(), Dense(), Dense())
    assert rewiring.gaps(project.graph, ["input_1", "dense_1"]) == ()
    assert rewiring.gaps(project.graph, ["dense_2"]) == ()
    healed = rewiring.delete_and_heal(project, ["dense_1"], [Wire("input_1", "dense_1")])
    assert healed.graph.wires == ()


def test_a_merging_layer_gets_a_port_where_all_are_taken() -> None:
    project = residual()
    assert rewiring.can_grow(project.graph, "add_1")
    project, _ = edits.add_node(project, Conv2D(), 0.0, 0.0)
    assert not rewiring.can_grow(project.graph, "conv2d_2")
    project = rewiring.connect_growing(project, "conv2d_2", "add_1", 2)
    assert project.graph.by_id["add_1"].layer == Add(count=3)
    assert Wire("conv2d_2", "add_1", 2) in project.graph.wires
    with pytest.raises(edits.EditError, match="close a circle"):
        rewiring.connect_growing(project, "dense_1", "add_1", 3)


def test_an_open_port_is_used_before_one_is_added_and_there_is_an_end() -> None:
    project = edits.disconnect(residual(), [Wire("input_1", "add_1", 1)])
    assert not rewiring.can_grow(project.graph, "add_1")
    with pytest.raises(edits.EditError, match="2 input ports"):
        rewiring.connect_growing(project, "input_1", "add_1", 2)
    full = edits.set_values(residual(), "add_1", count=16)
    for port in range(16):
        full = edits.connect(full, "input_1", "add_1", port)
    assert not rewiring.can_grow(full.graph, "add_1")


@settings(max_examples=40)
@given(histories(), st.data())
def test_whatever_is_replaced_or_deleted_the_drawing_stays_sound(
    history: list[Project], data: st.DataObject
) -> None:
    project = history[-1]
    if not project.graph.nodes:
        return
    ids = [node.id for node in project.graph.nodes]
    layer = data.draw(st.sampled_from([cls() for cls in all_layers().values()]))
    assert_sound(rewiring.replace_layer(project, data.draw(st.sampled_from(ids)), layer)[0])
    assert_sound(rewiring.delete_and_heal(project, data.draw(st.sets(st.sampled_from(ids)))))


def test_merging_layers_keep_their_number_of_inputs_when_replaced() -> None:
    project = edits.set_values(residual(), "add_1", count=3)
    layer = rewiring.carried_over(project.graph.by_id["add_1"].layer, Multiply())
    project, new = rewiring.replace_layer(project, "add_1", layer)
    assert len(project.graph.by_id[new].layer.inputs) == 3
    assert len(project.graph.wires_into[new]) == 2
