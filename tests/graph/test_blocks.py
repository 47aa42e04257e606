"""Blocks: grouping, repeating, and that repetitions follow the first whatever is edited."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nnstudio.core.layer import Layer
from nnstudio.graph import blocks, edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.block_members import block_chosen, completed, representative
from nnstudio.graph.codec import project_from_dict, project_to_dict
from nnstudio.graph.copies import part_of, paste
from nnstudio.graph.edits import EditError
from nnstudio.graph.history import History
from nnstudio.graph.project import Group, Project, Wire
from nnstudio.graph.ready_blocks import ready_blocks
from nnstudio.layers.add import Add
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.dropout import Dropout
from nnstudio.layers.input import Input
from tests.graph.drawings import assert_sound, edited, histories


def row(*layers: Layer) -> Project:
    """Return layers in a row, wired one after the other."""
    project, before = Project(), ""
    for column, layer in enumerate(layers):
        project, node_id = edits.add_node(project, layer, 240.0 * column, 0.0)
        if before:
            project = edits.connect(project, before, node_id)
        before = node_id
    return project


def plain() -> Project:
    return row(Input(), Dense(units=4), Dropout(), Dense(units=4), Dense(units=2))


def block_of(project: Project) -> Group:
    (found,) = project.graph.groups
    return found


def wires(project: Project) -> set[tuple[str, str, int]]:
    return {(w.source, w.target, w.port) for w in project.graph.wires}


def residual() -> tuple[Project, str]:
    """Return Input, Conv2D and Add as a block, Dense; the block's input feeds both its layers."""
    project = row(Input(), Conv2D(filters=1, padding="same"), Add(), Dense())
    project = edits.connect(project, "input_1", "add_1", 1)
    return blocks.group(project, ["conv2d_1", "add_1"], "Residual")


def test_nodes_become_one_block_in_the_order_of_the_network() -> None:
    project, block_id = blocks.group(plain(), ["dense_2", "dropout_1"], "Mine")
    block = block_of(project)
    assert (block.id, block.title, block.unit) == (block_id, "Mine", ("dropout_1", "dense_2"))
    assert block.collapsed
    assert wires(project) == wires(plain())


def test_collapsing_closes_the_room_and_expanding_makes_it_again() -> None:
    before = plain()
    project, block_id = blocks.group(before, ["dense_1", "dropout_1", "dense_2"])
    by_id = project.graph.by_id
    assert {by_id[i].x for i in ("dense_1", "dropout_1", "dense_2")} == {240.0}
    assert by_id["dense_3"].x == 480.0
    project = blocks.set_collapsed(project, block_id, False)
    assert [(n.x, n.y) for n in project.graph.nodes] == [(n.x, n.y) for n in before.graph.nodes]


def test_collapsing_does_not_push_nodes_onto_others() -> None:
    before = plain()
    before, other = edits.add_node(before, Dense(), 720.0, 0.0 + 300)
    before, right = edits.add_node(before, Dense(), 960.0, 0.0 + 300)
    project, _ = blocks.group(before, ["dense_1", "dropout_1", "dense_2"])
    at = project.graph.by_id
    assert at[right].x - at[other].x >= 168


def test_a_block_is_repeated_each_feeding_the_next() -> None:
    project, block_id = blocks.group(plain(), ["dense_1", "dropout_1"])
    project = blocks.set_repeat(project, block_id, 3)
    rows = block_of(project).repetitions
    assert rows[0] == ("dense_1", "dropout_1")
    chain = [("input_1", rows[0][0]), *(pair for row in rows for pair in [(row[0], row[1])])]
    chain += [(rows[0][1], rows[1][0]), (rows[1][1], rows[2][0]), (rows[2][1], "dense_2")]
    assert {(s, t) for s, t, _ in wires(project)} == {*chain, ("dense_2", "dense_3")}
    again = blocks.set_repeat(project, block_id, 1)
    assert wires(again) == wires(plain())


def test_a_residual_block_feeds_both_ports_of_the_next_repetition() -> None:
    project, block_id = residual()
    project = blocks.set_repeat(project, block_id, 2)
    (conv, add) = block_of(project).repetitions[1]
    assert {("add_1", conv, 0), ("add_1", add, 1), (conv, add, 0), (add, "dense_1", 0)} <= wires(
        project
    )


def test_further_sources_feed_the_same_port_of_every_repetition() -> None:
    project = row(Input(), Dense(units=3), Add(), Dense())
    project, other = edits.add_node(project, Dense(units=3), 0, 200)
    project = edits.connect(project, "input_1", other)
    project = edits.connect(project, other, "add_1", 1)
    project, block_id = blocks.group(project, ["dense_1", "add_1"])
    project = blocks.set_repeat(project, block_id, 3)
    for _, add in block_of(project).repetitions:
        assert (other, add, 1) in wires(project)


def test_what_cannot_be_repeated_is_refused_with_a_way_out() -> None:
    project, block_id = blocks.group(plain(), ["dense_1"])
    project, extra = edits.add_node(project, Dense(), 0, 300)
    two_ends, several = blocks.group(plain(), ["dense_1", "dense_2"])
    with pytest.raises(EditError, match="exactly one output"):
        blocks.set_repeat(two_ends, several, 2)
    with pytest.raises(EditError, match="needs an input"):
        blocks.set_repeat(*blocks.group(plain(), ["input_1"]), 2)
    with pytest.raises(EditError, match="1 to 200"):
        blocks.set_repeat(project, block_id, 201)
    with pytest.raises(EditError, match="none"):
        blocks.group(project, [])
    both, _ = blocks.group(project, ["dense_2", "dropout_1"])
    with pytest.raises(EditError, match="within one another"):
        blocks.group(both, ["dense_2", extra])


def test_a_repetition_that_does_not_fit_is_a_problem_of_a_node_in_the_block() -> None:
    project = row(Input(), Dense(units=4), Add(), Dense(units=2))
    project = edits.connect(project, "input_1", "add_1", 1)
    project, block_id = blocks.group(project, ["dense_1", "add_1"])
    project = blocks.set_repeat(project, block_id, 2)
    assert analyze(project).problems  # without data nothing fits, and nothing is refused


def test_repetitions_follow_layers_titles_and_freezing_of_the_first() -> None:
    project, block_id = blocks.group(plain(), ["dense_1", "dropout_1"])
    project = blocks.set_repeat(project, block_id, 3)
    project = edits.set_values(project, "dense_1", units=9)
    project = blocks.settled(edits.set_title(project, "dropout_1", "rest"))
    by_id = project.graph.by_id
    for dense, dropout in block_of(project).repetitions:
        assert by_id[dense].layer == Dense(units=9)
        assert by_id[dropout].title == "rest"


def test_a_layer_put_between_two_of_a_block_belongs_to_it() -> None:
    project, block_id = blocks.group(plain(), ["dense_1", "dropout_1"])
    project = before = blocks.set_repeat(project, block_id, 2)
    wire = Wire("dense_1", "dropout_1")
    project, new = edits.insert_on_wire(project, wire, Dense(units=6), 0, 0)
    project = blocks.settled(project, before)
    block = block_of(project)
    assert block.unit == ("dense_1", "dropout_1", new)
    assert len(block.repetitions[1]) == 3
    first, last, middle = block.repetitions[1]
    assert {(first, middle, 0), (middle, last, 0)} <= wires(project)


def test_a_layer_taken_out_of_the_first_is_taken_out_of_all() -> None:
    project, block_id = blocks.group(plain(), ["dense_1", "dropout_1", "dense_2"])
    project = blocks.set_repeat(project, block_id, 2)
    project = edits.delete(project, ["dropout_1"])
    project = blocks.settled(edits.connect(project, "dense_1", "dense_2"))
    first, second = block_of(project).repetitions
    assert first == ("dense_1", "dense_2")
    assert {("dense_2", second[0], 0), (second[0], second[1], 0)} <= wires(project)
    assert (second[1], "dense_3", 0) in wires(project)


def test_a_wire_drawn_from_the_first_repetition_is_one_from_the_last() -> None:
    project, block_id = blocks.group(plain(), ["dense_1"])
    project = blocks.set_repeat(project, block_id, 2)
    project, new = edits.add_node(project, Dense(), 900, 300)
    project = blocks.settled(edits.connect(project, "dense_1", new))
    ((_,), (last,)) = block_of(project).repetitions
    assert (last, new, 0) in wires(project)
    assert ("dense_1", new, 0) not in wires(project)


def test_a_block_without_nodes_and_parameters_without_places_go() -> None:
    project, _ = blocks.group(plain(), ["dense_1", "dropout_1"])
    names = [p.name for p in block_of(project).parameters]
    assert names[0] == "Units"
    assert names[-1] == "Rate"
    project = blocks.settled(edits.delete(project, ["dense_1"]))
    assert all(i == "dropout_1" for p in block_of(project).parameters for i, _ in p.places)
    project = blocks.settled(edits.delete(project, ["dropout_1"]))
    assert not project.graph.groups


def test_equal_settings_are_bound_together_and_set_at_once() -> None:
    project = row(Input(), Conv2D(filters=16), Conv2D(filters=16), Conv2D(filters=8))
    project, block_id = blocks.group(project, ["conv2d_1", "conv2d_2", "conv2d_3"])
    project = blocks.set_repeat(project, block_id, 2)
    filters = [p for p in block_of(project).parameters if p.name.startswith("Filters")]
    assert [len(p.places) for p in filters] == [2, 1]
    project = blocks.set_value(project, block_id, filters[0].name, 5)
    found = [project.graph.by_id[i].layer for i in block_of(project).members]
    assert [layer.filters for layer in found if isinstance(layer, Conv2D)] == 2 * [5, 5, 8]


def test_weights_shared_within_a_block_are_shared_within_each_repetition() -> None:
    project = edits.share(plain(), "dense_2", "dense_1")
    project, block_id = blocks.group(project, ["dense_1", "dropout_1", "dense_2"])
    project = blocks.set_repeat(project, block_id, 2)
    first, _, third = block_of(project).repetitions[1]
    assert project.graph.by_id[third].shares == first
    assert project.graph.by_id[first].shares == ""


def test_ungrouping_lays_all_repetitions_side_by_side() -> None:
    project, block_id = blocks.group(plain(), ["dense_1", "dropout_1"])
    project = blocks.set_repeat(project, block_id, 3)
    rows = block_of(project).repetitions
    project = blocks.ungroup(project, block_id)
    assert not project.graph.groups
    at = project.graph.by_id
    places = [at[i].x for row in rows for i in row] + [at["dense_2"].x]
    assert places == sorted(places)
    assert all(b - a >= 168 for a, b in itertools.pairwise(places))


def test_grouping_a_whole_block_with_more_makes_it_grow() -> None:
    project, block_id = blocks.group(plain(), ["dense_1"])
    project = blocks.set_repeat(project, block_id, 2)
    project, same = blocks.group(project, [*block_of(project).members, "dropout_1"])
    assert same == block_id
    assert block_of(project).unit == ("dense_1", "dropout_1")
    assert len(block_of(project).repetitions) == 2


def test_a_block_is_copied_and_written_whole() -> None:
    project, block_id = residual()
    project = blocks.set_repeat(project, block_id, 2)
    copied = part_of(project.graph, block_of(project).members)
    pasted, _ = paste(project, copied, 0, 400)
    assert blocks.settled(pasted) is pasted
    assert [len(g.repetitions) for g in pasted.graph.groups] == [2, 2]
    assert project_from_dict(project_to_dict(pasted)) == pasted


def test_chosen_nodes_are_completed_to_what_is_drawn_as_one() -> None:
    project, block_id = blocks.group(plain(), ["dense_1", "dropout_1"])
    project = blocks.set_repeat(project, block_id, 2)
    graph, members = project.graph, block_of(project).members
    assert completed(graph, ["dropout_1"]) == members
    assert block_chosen(graph, members) == block_of(project)
    graph = blocks.set_collapsed(project, block_id, False).graph
    assert completed(graph, [members[3]]) == ("dropout_1",)
    assert completed(graph, members[:2]) == members
    assert block_chosen(graph, ("dense_1",)) is None
    assert representative(graph, members[2]) == "dense_1"


def assert_alike(project: Project) -> None:
    """Hold every block to what a block is."""
    graph = project.graph
    members = [i for g in graph.groups for i in g.members]
    assert len(members) == len(set(members))
    into = graph.wires_into
    for block in graph.groups:
        inside = set(block.members)
        assert block.unit
        for number, row_ids in enumerate(block.repetitions):
            assert len(row_ids) == len(block.unit)
            for first, twin in zip(block.unit, row_ids, strict=True):
                one, other = graph.by_id[first], graph.by_id[twin]
                assert (one.layer, one.title, one.frozen) == (
                    other.layer,
                    other.title,
                    other.frozen,
                )
                assert (one.x, one.y) == (other.x, other.y)
                for port, wire in into[first].items():
                    if wire.source in block.unit:
                        same = row_ids[block.unit.index(wire.source)]
                        assert into[twin][port].source == same
                if number:
                    assert {w.source for w in into[twin].values()} <= {
                        *row_ids, *block.repetitions[number - 1],
                        *(w.source for w in into[first].values()),
                    }  # fmt: skip
            if row_ids != block.repetitions[-1]:
                assert all(w.target in inside for i in row_ids for w in graph.wires_from[i])
        if block.collapsed:
            assert len({(graph.by_id[i].x, graph.by_id[i].y) for i in block.members}) == 1
        for parameter in block.parameters:
            assert parameter.places


@st.composite
def with_blocks(draw: st.DrawFn, project: Project) -> Project:
    """Return the project after one edit, often one that has to do with blocks."""
    graph = project.graph
    ids = [node.id for node in graph.nodes]
    kind = draw(st.integers(0, 9))
    try:
        if kind <= 1 and ids:
            chosen = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=4, unique=True))
            return blocks.group(project, completed(graph, chosen))[0]
        if kind <= 5 and graph.groups:
            block = draw(st.sampled_from(graph.groups))
            match kind:
                case 2:
                    return blocks.ungroup(project, block.id)
                case 3:
                    return blocks.set_collapsed(project, block.id, not block.collapsed)
                case _:
                    return blocks.set_repeat(project, block.id, draw(st.integers(1, 4)))
    except EditError:
        return project
    return draw(edited(project))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_is_edited_blocks_stay_whole(data: st.DataObject) -> None:
    start = data.draw(histories(most=15))[-1]
    history = History(start)
    for _ in range(12):
        before = history.state
        project = blocks.settled(data.draw(with_blocks(before)), before)
        assert blocks.settled(project, before) is project
        assert blocks.settled(project) is project
        assert_sound(project)
        assert_alike(project)
        analyze(project)
        history.push(before.name, project)  # type: ignore[arg-type]
    while history.done:
        history.undo()
    assert history.state is start


def test_an_unfed_block_with_a_way_around_feeds_both_ports_of_the_next() -> None:
    block = next(b for b in ready_blocks() if b.name == "Residual block")
    group = block.graph.groups[0]
    project = blocks.set_repeat(Project(graph=block.graph), group.id, 2)
    first, second = block_of(project).repetitions
    assert {(first[-1], second[0], 0), (first[-1], second[5], 1)} <= wires(project)


def test_expanding_leaves_other_rows_where_they_are() -> None:
    start = plain()
    start, below = edits.add_node(start, Dense(), 960.0, 200.0)
    project, block_id = blocks.group(start, ["dense_1", "dropout_1", "dense_2"])
    assert project.graph.by_id[below].x == 960.0
    assert project.graph.by_id["dense_3"].x == 480.0
    project = blocks.set_collapsed(project, block_id, False)
    assert [(n.x, n.y) for n in project.graph.nodes] == [(n.x, n.y) for n in start.graph.nodes]


def unfed(times: int) -> tuple[Project, str]:
    """Return a repeated block of Dense and Add with two open ports, beside two inputs."""
    project = Project()
    for layer in (Dense(units=4), Add(), Input(), Input()):
        project, _ = edits.add_node(project, layer, 0.0, 0.0)
    project = edits.connect(project, "dense_1", "add_1", 0)
    project, block_id = blocks.group(project, ["dense_1", "add_1"])
    return blocks.set_repeat(project, block_id, times), block_id


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["main first", "main last"])
def test_a_second_source_feeds_all_repetitions_of_a_block_that_was_not_fed(
    order: tuple[int, int],
) -> None:
    project, _ = unfed(3)
    ways = (("input_1", "dense_1", 0), ("input_2", "add_1", 1))
    for number in order:
        project = blocks.settled(edits.connect(project, *ways[number]), project)
    (_, first), (dense, add), (_, last) = block_of(project).repetitions
    assert {("input_2", i, 1) for i in (first, add, last)} <= wires(project)
    assert (first, dense, 0) in wires(project)
    assert blocks.settled(project) is project


def test_the_same_source_on_both_ports_of_an_unfed_block_is_a_way_around() -> None:
    project, _ = unfed(2)
    for target, port in (("dense_1", 0), ("add_1", 1)):
        project = blocks.settled(edits.connect(project, "input_1", target, port), project)
    (_, first), (dense, add) = block_of(project).repetitions
    assert {(first, dense, 0), (first, add, 1)} <= wires(project)


@pytest.mark.parametrize(("target", "port"), [("conv2d_1", 0), ("add_1", 1)])
def test_a_layer_put_into_one_way_in_is_needed_in_every_repetition(target: str, port: int) -> None:
    project, block_id = residual()
    before = blocks.set_collapsed(blocks.set_repeat(project, block_id, 3), block_id, False)
    wire = Wire("input_1", target, port)
    project, dropout = edits.insert_on_wire(before, wire, Dropout(), 0.0, 0.0)
    project = blocks.settled(project, before)
    block = block_of(project)
    assert block.unit == ("conv2d_1", "add_1", dropout)
    for before_it, row_of in itertools.pairwise(block.repetitions):
        column = block.unit.index(target)
        assert {(before_it[1], row_of[2], 0), (row_of[2], row_of[column], port)} <= wires(project)


def test_a_layer_put_before_the_card_of_a_block_stays_beside_it() -> None:
    project, block_id = residual()
    before = blocks.set_repeat(project, block_id, 2)
    wire = Wire("input_1", "conv2d_1", 0)
    project, _ = edits.insert_on_wire(before, wire, Dropout(), 0.0, 0.0)
    assert blocks.settled(project, before) == project
