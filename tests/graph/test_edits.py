"""Edits do what they say and never leave a drawing that cannot be."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnstudio.core.errors import ValueRangeError
from nnstudio.core.text import Text
from nnstudio.graph import edits
from nnstudio.graph.change import diff
from nnstudio.graph.codec import project_from_dict, project_to_dict
from nnstudio.graph.copies import part_of, paste
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.history import History
from nnstudio.graph.project import Graph, Project, Wire
from nnstudio.graph.signature import Signature
from nnstudio.layers.add import Add
from nnstudio.layers.dense import Dense
from nnstudio.layers.dropout import Dropout
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.losses.mean_squared_error import MeanSquaredError
from nnstudio.optimizers.sgd import SGD
from tests.graph.drawings import assert_sound, edited, histories


def chain() -> Project:
    """input_1 -> dense_1 -> dense_2, and add_1 with nothing at it."""
    project = Project()
    for place, layer in enumerate((Input(), Dense(units=4), Dense(units=3), Add())):
        project, _ = edits.add_node(project, layer, 100.0 * place, 0.0)
    project = edits.connect(project, "input_1", "dense_1")
    return edits.connect(project, "dense_1", "dense_2")


@given(histories(), st.data())
@settings(max_examples=200)
def test_whatever_is_edited_the_drawing_stays_sound(passed: list[Project], data: object) -> None:
    ever: set[str] = set()
    present: set[str] = set()
    for project in passed:
        assert_sound(project)
        ids = {node.id for node in project.graph.nodes}
        assert not (ids - present) & ever, "an id is never used again"
        ever, present = ever | ids, ids


@given(histories(), st.data())
@settings(max_examples=100)
def test_undo_gives_back_the_very_same_project(passed: list[Project], data: st.DataObject) -> None:
    before = passed[-1]
    history = History(before)
    history.push(Text("Edit"), data.draw(edited(before)))

    assert history.undo() is before


@given(histories())
@settings(max_examples=50)
def test_an_edit_never_changes_the_project_it_starts_from(passed: list[Project]) -> None:
    written = [repr(project) for project in passed]
    for before, after in pairwise(passed):
        diff(before, after)
    assert [repr(project) for project in passed] == written


def test_ids_are_short_and_count_on_after_a_deletion() -> None:
    project = edits.delete(chain(), ["dense_2"])
    _, node_id = edits.add_node(project, Dense(), 0, 0)

    assert node_id == "dense_3"


def test_an_id_from_elsewhere_is_not_given_out_again() -> None:
    project = chain()
    project, names = paste(project, Graph(project.graph.nodes[1:3]), 0, 0)

    assert tuple(names.values()) == ("dense_3", "dense_4")


def test_a_wire_gives_way_to_a_new_one_at_its_port() -> None:
    project = edits.connect(chain(), "input_1", "dense_2")

    assert project.graph.wires == (Wire("input_1", "dense_1"), Wire("input_1", "dense_2"))


@pytest.mark.parametrize(
    ("source", "target", "port", "said"),
    [
        ("dense_2", "dense_1", 0, "would close a circle"),
        ("dense_1", "dense_1", 0, "would close a circle"),
        ("dense_1", "input_1", 0, "would close a circle"),
        ("add_1", "input_1", 0, "takes no wire. Connect to another layer"),
        ("dense_2", "add_1", 2, "has 2 input ports, got number 3"),
        ("dense_2", "add_1", -1, "has 2 input ports"),
    ],
)
def test_an_impossible_wire_is_refused_with_a_reason(
    source: str, target: str, port: int, said: str
) -> None:
    with pytest.raises(edits.EditError, match=said):
        edits.connect(chain(), source, target, port)


def test_deleting_a_node_takes_its_wires_along() -> None:
    project = edits.delete(chain(), ["dense_1"])

    assert project.graph.wires == ()
    assert [node.id for node in project.graph.nodes] == ["input_1", "dense_2", "add_1"]


def test_wires_can_be_deleted_alone() -> None:
    project = edits.delete(chain(), [], [Wire("input_1", "dense_1")])

    assert project.graph.wires == (Wire("dense_1", "dense_2"),)
    assert len(project.graph.nodes) == 4


def test_a_layer_put_into_a_wire_is_wired_on_both_sides() -> None:
    project, node_id = edits.insert_on_wire(
        chain(), Wire("dense_1", "dense_2"), Dropout(rate=0.2), 5, 6
    )

    assert set(project.graph.wires) == {
        Wire("input_1", "dense_1"),
        Wire("dense_1", node_id),
        Wire(node_id, "dense_2"),
    }
    assert (project.graph.by_id[node_id].x, project.graph.by_id[node_id].y) == (5, 6)


def test_changing_the_layer_takes_away_wires_to_ports_that_vanish() -> None:
    project = edits.connect(chain(), "dense_1", "add_1", 0)
    project = edits.connect(project, "dense_2", "add_1", 1)
    project = edits.set_layer(project, "add_1", Flatten())

    assert project.graph.wires_into["add_1"] == {0: Wire("dense_1", "add_1", 0)}


def test_settings_change_and_are_checked() -> None:
    project = edits.set_values(chain(), "dense_1", units=7, activation="tanh")

    assert project.graph.by_id["dense_1"].layer == Dense(units=7, activation="tanh")
    with pytest.raises(ValueRangeError, match="got 0; it expects a whole number from 1"):
        edits.set_values(project, "dense_1", units=0)


def test_copies_keep_the_wires_among_them() -> None:
    project = chain()
    project, names = paste(project, part_of(project.graph, ("dense_1", "dense_2")), 10, 20)

    assert names == {"dense_1": "dense_3", "dense_2": "dense_4"}
    assert Wire("dense_3", "dense_4") in project.graph.wires
    assert "dense_3" not in {wire.target for wire in project.graph.wires}
    assert (project.graph.by_id["dense_3"].x, project.graph.by_id["dense_3"].y) == (110, 20)


def siblings() -> Project:
    """Like `chain`, with dense_3 and dense_4, which use the weights of dense_2."""
    project = chain()
    for node_id in ("dense_3", "dense_4"):
        project, _ = edits.add_node(project, Dense(units=3), 0.0, 0.0)
        project = edits.share(project, node_id, "dense_2")
    return project


def test_copies_use_the_weights_of_what_was_copied_with_them() -> None:
    project = siblings()
    together, names = paste(project, part_of(project.graph, ("dense_3", "dense_2")), 10, 20)
    shared = [together.graph.by_id[names[i]].shares for i in ("dense_3", "dense_2")]
    assert shared == [names["dense_2"], ""]

    alone, names = paste(project, part_of(project.graph, ["dense_3"]), 10, 20)
    assert alone.graph.by_id[names["dense_3"]].shares == "dense_2"


def test_a_copy_has_weights_of_its_own_where_those_it_used_are_others() -> None:
    copied = part_of(siblings().graph, ["dense_3"])
    elsewhere = edits.set_values(chain(), "dense_2", units=5)
    missing = edits.delete(chain(), ["dense_2"])
    user = edits.share(edits.set_values(chain(), "dense_1", units=3), "dense_2", "dense_1")
    for project in (elsewhere, missing, user):
        project, names = paste(project, copied, 10, 20)
        assert project.graph.by_id[names["dense_3"]].shares == ""
        assert project_from_dict(project_to_dict(project)) == project


def test_a_layer_of_another_kind_hands_its_weights_on() -> None:
    project = edits.set_layer(siblings(), "dense_2", Flatten())
    assert [n.shares for n in project.graph.nodes[-2:]] == ["", "dense_3"]
    project = edits.set_layer(siblings(), "dense_4", Flatten())
    assert [n.shares for n in project.graph.nodes[-2:]] == ["dense_2", ""]


def test_fewer_inputs_take_wires_away_wherever_the_settings_are_shared() -> None:
    project, node_id = edits.add_node(chain(), Add(count=3), 0.0, 0.0)
    project = edits.share(project, node_id, "add_1")
    project = edits.set_values(project, "add_1", count=3)
    project = edits.connect(project, "dense_2", node_id, 2)
    project = edits.set_values(project, "add_1", count=2)
    assert project.graph.wires_into[node_id] == {}


def test_using_the_weights_of_another_is_a_difference() -> None:
    before, after = edits.share(siblings(), "dense_4", ""), siblings()
    change = diff(before, after)
    assert [node.id for node in change.changed] == ["dense_4"]
    assert change.structure


def test_moving_and_naming_touch_nothing_else() -> None:
    before = chain()
    after = edits.set_title(edits.move(before, {"dense_1": (1, 2)}), "dense_1", "  Hidden ")
    node = after.graph.by_id["dense_1"]

    assert (node.x, node.y, node.title) == (1, 2, "Hidden")
    assert after.graph.by_id["dense_2"] is before.graph.by_id["dense_2"]
    change = diff(before, after)
    assert [n.id for n in change.moved] == [n.id for n in change.changed] == ["dense_1"]


def test_data_training_and_name_are_edits_too() -> None:
    before = chain()
    data = DataPlan(DataSource("spiral"), signature=Signature((2,)))
    after = edits.set_data(before, data)
    after = edits.set_loss(after, MeanSquaredError())
    after = edits.set_optimizer(after, SGD(learning_rate=0.5))
    after = edits.set_training(after, batch_size=8, epochs=3, seed=5)
    after = edits.rename_project(after, "Mine")

    assert after.data is data
    assert after.training.loss == MeanSquaredError()
    assert after.training.optimizer == SGD(learning_rate=0.5)
    assert (after.training.batch_size, after.training.epochs, after.training.seed) == (8, 3, 5)
    change = diff(before, after)
    assert (change.data, change.training, change.name) == (True, True, True)
    assert change.added + change.removed + change.changed + change.moved == ()


@pytest.mark.parametrize(("key", "value"), [("batch_size", 0), ("epochs", 0), ("seed", -1)])
def test_training_settings_are_checked(key: str, value: int) -> None:
    with pytest.raises(ValueRangeError, match=f"got {value}; it expects a whole number from"):
        edits.set_training(chain(), **{key: value})


@given(histories())
@settings(max_examples=100)
def test_a_difference_says_all_that_changed(passed: list[Project]) -> None:
    old, new = passed[0], passed[-1]
    middle = passed[len(passed) // 2]
    for before in (old, middle):
        change = diff(before, new)
        nodes = {n.id: n for n in before.graph.nodes}
        for node in change.removed:
            del nodes[node.id]
        for node in (*change.added, *change.changed, *change.moved):
            nodes[node.id] = node
        assert nodes == {n.id: n for n in new.graph.nodes}
        wires = set(before.graph.wires) - set(change.wires_removed) | set(change.wires_added)
        assert wires == set(new.graph.wires)
    assert not diff(new, new).structure


def test_all_that_use_the_same_weights_are_frozen_together() -> None:
    project = Project()
    for layer in (Input(), Dense(units=2), Dense(units=2), Dense(units=2), Flatten()):
        project, _ = edits.add_node(project, layer, 0, 0)
    project = edits.share(project, "dense_2", "dense_1")
    project = edits.set_frozen(project, ["dense_2", "flatten_1", "input_1"], True)

    assert [n.id for n in project.graph.nodes if n.frozen] == ["dense_1", "dense_2"]
    shared = edits.share(project, "dense_3", "dense_1")
    assert shared.graph.by_id["dense_3"].frozen
    thawed = edits.set_frozen(shared, ["dense_3"], False)
    assert not any(n.frozen for n in thawed.graph.nodes)


def test_another_kind_of_layer_is_not_frozen() -> None:
    project, node = edits.add_node(Project(), Dense(units=2), 0, 0)
    project = edits.set_frozen(project, [node], True)

    assert edits.set_values(project, node, units=3).graph.by_id[node].frozen
    assert not edits.set_layer(project, node, Flatten()).graph.by_id[node].frozen
