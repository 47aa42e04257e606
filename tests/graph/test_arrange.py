"""Auto-arrange: nothing lies on anything, wires run forwards, chains are level, few crossings."""

from __future__ import annotations

import itertools
import random
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnstudio.bench.graphs import residual_drawing
from nnstudio.graph import edits
from nnstudio.graph.arrange import Sizes, arrange, cards_of
from nnstudio.graph.project import Graph, Group, Node, Project, Remark, Wire
from nnstudio.graph.remark_edits import Box, box_of
from nnstudio.graph.templates import Template, templates
from nnstudio.layers.concatenate import Concatenate
from nnstudio.layers.dense import Dense
from nnstudio.layers.input import Input
from tests.graph.drawings import histories

SIZES = Sizes(lambda inputs: max(72.0, 24.0 * (inputs + 1)), 168.0, 240.0, 20.0)


def drawing(*wires: tuple[str, str] | tuple[str, str, int]) -> Project:
    """Return a project of these wires; nodes stand about at random."""
    ids = list(dict.fromkeys(end for wire in wires for end in wire[:2]))
    ports = {
        i: max((w[2] if len(w) == 3 else 0 for w in wires if w[1] == i), default=0) for i in ids
    }
    chance = random.Random(1)
    nodes = tuple(
        Node(
            node_id,
            Concatenate(count=ports[node_id] + 1) if ports[node_id] else Dense(),
            chance.randrange(0, 1000),
            chance.randrange(0, 1000),
        )
        for node_id in ids
    )
    return Project(graph=Graph(nodes, tuple(Wire(*wire) for wire in wires)))


def middle(project: Project, node_id: str) -> float:
    """Return the height at which the node's output leaves it."""
    box = cards_of(project.graph, SIZES)[node_id].box
    return box.y + box.height / 2


def ends(project: Project, wire: Wire) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return where a wire begins and ends."""
    source, target = (project.graph.by_id[i] for i in (wire.source, wire.target))
    count = len(target.layer.inputs)
    height = SIZES.height(count)
    start = source.x + SIZES.width, source.y + SIZES.height(len(source.layer.inputs)) / 2
    return start, (target.x, target.y + height * (wire.port + 1) / (count + 1))


def crossings(project: Project) -> int:
    """Count the pairs of wires that cross, as straight lines, without common ends."""

    def side(a: tuple[float, float], b: tuple[float, float], p: tuple[float, float]) -> float:
        return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])

    found = 0
    for one, other in itertools.combinations(project.graph.wires, 2):
        (a, b), (c, d) = ends(project, one), ends(project, other)
        found += side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
    return found


def assert_tidy(project: Project) -> None:
    cards = list(cards_of(project.graph, SIZES).values())
    for one, other in itertools.combinations(cards, 2):
        assert (
            one.box.x + one.box.width <= other.box.x
            or other.box.x + other.box.width <= one.box.x
            or one.box.y + one.box.height <= other.box.y
            or other.box.y + other.box.height <= one.box.y
        ), f"{one.id} lies on {other.id}"
    for wire in project.graph.wires:
        start, end = ends(project, wire)
        assert start[0] < end[0], f"{wire} runs backwards"


@given(histories())
def test_whatever_was_drawn_lies_apart_and_runs_forwards(passed: list[Project]) -> None:
    before = passed[-1]
    after = arrange(before, SIZES)

    assert_tidy(after)
    assert arrange(before, SIZES) == after, "the same each time"
    assert after.graph.wires == before.graph.wires
    assert [replace(n, x=0, y=0) for n in after.graph.nodes] == [
        replace(n, x=0, y=0) for n in before.graph.nodes
    ]


@given(st.integers(0, 10_000))
def test_there_are_no_more_crossings_than_before(seed: int) -> None:
    chance = random.Random(seed)
    wires = []
    for target in range(1, 14):
        for port in range(chance.choice((1, 1, 2, 3))):
            wires.append((f"n{chance.randrange(max(0, target - 4), target)}", f"n{target}", port))
    before = drawing(*wires)
    after = arrange(before, SIZES)

    assert crossings(after) <= crossings(before)


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.slug)
def test_templates_have_no_crossings(template: Template) -> None:
    after = arrange(template.project, SIZES)

    assert_tidy(after)
    assert crossings(after) == 0


def test_chains_are_level_on_the_grid_and_in_columns() -> None:
    after = arrange(drawing(("a", "b"), ("b", "c"), ("c", "d")), SIZES)
    nodes = [after.graph.by_id[i] for i in "abcd"]

    assert len({node.y for node in nodes}) == 1
    assert [node.x - nodes[0].x for node in nodes] == [0, 240, 480, 720]
    assert all(node.x % 20 == node.y % 20 == 0 for node in nodes)


def test_a_skip_is_level_and_the_branch_stays_off_it() -> None:
    wires = ("in", "s"), ("s", "a"), ("a", "b"), ("b", "sum", 0), ("s", "sum", 1), ("sum", "out")
    after = arrange(drawing(*wires), SIZES)

    assert len({middle(after, i) for i in ("in", "s", "sum", "out")}) == 1
    assert middle(after, "a") == middle(after, "b") == middle(after, "s") - 80


def test_wires_arrive_in_the_order_of_the_ports() -> None:
    wires = ("in", "a"), ("in", "b"), ("in", "c"), ("a", "all", 2), ("b", "all", 0), ("c", "all", 1)
    after = arrange(drawing(*wires), SIZES)

    assert middle(after, "b") < middle(after, "c") < middle(after, "a")
    assert middle(after, "in") == middle(after, "c") == middle(after, "all")
    assert crossings(after) == 0


def test_two_branches_lie_evenly_about_their_fork() -> None:
    after = arrange(drawing(("s", "a"), ("s", "b"), ("a", "t", 0), ("b", "t", 1)), SIZES)

    assert middle(after, "s") == middle(after, "t")
    assert (middle(after, "a") + middle(after, "b")) / 2 == middle(after, "s")


def test_a_late_input_stands_beside_what_it_feeds() -> None:
    wires = ("a", "b"), ("b", "c"), ("c", "sum", 0), ("late", "between"), ("between", "sum", 1)
    after = arrange(drawing(*wires), SIZES)
    x = {node.id: node.x for node in after.graph.nodes}

    assert (x["between"], x["late"]) == (x["c"], x["b"])


def test_parts_without_a_wire_between_them_lie_one_below_the_other() -> None:
    project = drawing(("a", "b"), ("c", "d"))
    project = edits.move(project, {"a": (0, 500), "b": (240, 500), "c": (0, 0), "d": (240, 0)})
    for x in (0.0, 10.0, 20.0):
        project, _ = edits.add_node(project, Dense(), x, 9000.0)
    after = arrange(project, SIZES)
    y = {node.id: node.y for node in after.graph.nodes}

    assert y["c"] == y["d"] == 0
    assert y["c"] + 72 < y["a"] == y["b"]
    assert y["a"] + 72 < y["dense_1"] == y["dense_2"] == y["dense_3"]


def test_a_selection_keeps_its_corner_and_leaves_the_rest() -> None:
    project = drawing(("a", "b"), ("b", "c"), ("c", "d"))
    places = {"a": (3, 5), "b": (700, 400), "c": (600, 900), "d": (50, 60)}
    project = edits.move(project, places)
    after = arrange(project, SIZES, ("b", "c"))
    found = {node.id: (node.x, node.y) for node in after.graph.nodes}

    assert (found["a"], found["d"]) == (places["a"], places["d"])
    assert (found["b"], found["c"]) == ((600, 400), (840, 400))


def test_the_branch_that_lay_above_stays_above() -> None:
    project = drawing(("s", "a"), ("s", "b"))
    for upper, lower in ("ab", "ba"):
        placed = edits.move(project, {upper: (240, 0), lower: (240, 300), "s": (0, 100)})
        after = arrange(placed, SIZES)
        assert middle(after, upper) < middle(after, lower)


def test_a_collapsed_block_is_one_card_and_its_nodes_stay_as_they_are() -> None:
    project = drawing(("a", "m"), ("m", "n"), ("n", "o"), ("o", "p"), ("p", "z"))
    group = Group("block_1", "Block", (("m", "n"), ("o", "p")))
    project = replace(project, graph=replace(project.graph, groups=(group,)))
    after = arrange(project, SIZES)
    old, new = project.graph.by_id, after.graph.by_id

    assert len({(new[i].x - old[i].x, new[i].y - old[i].y) for i in "mnop"}) == 1
    cards = cards_of(after.graph, SIZES)
    assert {cards[i].box.x - cards["a"].box.x for i in ("block_1", "z")} == {240, 480}
    assert len({card.box.y for card in cards.values()}) == 1


def test_an_open_block_shows_its_first_repetition_and_the_others_follow() -> None:
    project = drawing(("a", "m"), ("m", "n"), ("n", "o"), ("o", "p"), ("p", "z"))
    group = Group("block_1", "Block", (("m", "n"), ("o", "p")), collapsed=False)
    project = replace(project, graph=replace(project.graph, groups=(group,)))
    after = arrange(project, SIZES)
    old, new = project.graph.by_id, after.graph.by_id

    assert [new[i].x - new["a"].x for i in "mnz"] == [240, 480, 720]
    for first, second in ("mo", "np"):
        assert new[second].x - old[second].x == new[first].x - old[first].x


def test_frames_are_drawn_around_what_they_held_and_notes_go_along() -> None:
    project = drawing(("a", "b"), ("b", "c"))
    project = edits.move(project, {"a": (0, 0), "b": (500, 700), "c": (900, 700)})
    remarks = (
        Remark("frame_1", "frame", 400, 600, 800, 400),
        Remark("frame_2", "frame", 380, 500, 900, 600),
        Remark("note_1", "note", 500, 620, 100, 60),
        Remark("note_2", "note", 4000, 4000, 100, 60),
        Remark("frame_3", "frame", 5000, 600, 80, 40),
    )
    project = replace(project, graph=replace(project.graph, remarks=remarks))
    after = arrange(project, SIZES)
    cards, found = cards_of(after.graph, SIZES), after.graph.remarks_by_id
    inner, outer = box_of(found["frame_1"]), box_of(found["frame_2"])

    assert inner.holds(cards["b"].box)
    assert inner.holds(cards["c"].box)
    assert inner.holds(box_of(found["note_1"]))
    assert not inner.holds(cards["a"].box)
    assert outer.holds(inner)
    assert (found["note_1"].x, found["note_1"].y) == (cards["b"].box.x, cards["b"].box.y - 80)
    assert found["note_2"] == remarks[3]
    assert found["frame_3"] == remarks[4]


def test_a_note_never_lies_on_a_node() -> None:
    project = drawing(("a", "b"), ("a", "c"))
    project = edits.move(project, {"a": (0, 0), "b": (2000, 0), "c": (2000, 2000)})
    note = Remark("note_1", "note", 2000, 100, 160, 90)
    project = replace(project, graph=replace(project.graph, remarks=(note,)))
    after = arrange(project, SIZES)
    box = box_of(after.graph.remarks_by_id["note_1"])

    for card in cards_of(after.graph, SIZES).values():
        assert not _overlap(box, card.box)


def test_an_empty_drawing_stays_empty() -> None:
    assert arrange(Project(), SIZES) == Project()
    one, _ = edits.add_node(Project(), Input(), 13.0, 14.0)
    assert arrange(one, SIZES).graph.nodes[0].x == 20


def test_large_drawings_are_arranged_at_once() -> None:
    project = residual_drawing(1000)
    start = time.perf_counter()
    after = arrange(project, SIZES)
    passed = time.perf_counter() - start

    assert passed < 10.0, "0.06 s where nothing else runs"
    assert len({middle(after, n.id) for n in after.graph.nodes}) == 2, (
        "blocks beside a straight way"
    )


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )
