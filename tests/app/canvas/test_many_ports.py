"""Layers with several inputs on the canvas, and with more or fewer of them later."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt

from nnstudio.app.canvas.node_item import NodeItem
from nnstudio.core.text import Text
from nnstudio.graph import edits
from nnstudio.graph.project import Project, Wire
from tests.app.canvas.hands import Hand, digits, make, open_at_full_size


def branches(count: int) -> Project:
    """Return ``count`` branches of which two come together."""
    project = Project("Branches", data=digits())
    project, source = edits.add_node(project, make("Input"), 0, 0)
    project, join = edits.add_node(project, make("Concatenate"), 600, 0)
    for number in range(count):
        project, branch = edits.add_node(project, make("Conv2D"), 300, 100.0 * number)
        project = edits.connect(project, source, branch)
        if number < 2:
            project = edits.connect(project, branch, join, number)
    return project


def set_count(hand: Hand, count: int) -> NodeItem:
    project = edits.set_values(hand.project, "concatenate_1", count=count)
    hand.session.edit(Text("Edit"), project)
    return hand.view.canvas.nodes["concatenate_1"]


def assert_ports_on_the_edge(item: NodeItem, count: int) -> None:
    places = [item.port_place(port) - item.pos() for port in item.ports() if not port.is_output]
    heights = [place.y() for place in places]
    assert len(places) == count
    assert all(place.x() == 0 for place in places)
    assert all(later - earlier >= 20 for earlier, later in pairwise(heights))
    assert heights[0] >= 10
    assert heights[-1] <= item.rect().height() - 10


def test_more_inputs_make_room_for_themselves_and_take_wires(hand: Hand) -> None:
    hand.session.open(branches(4))
    assert_ports_on_the_edge(hand.view.canvas.nodes["concatenate_1"], 2)
    item = set_count(hand, 4)
    assert_ports_on_the_edge(item, 4)

    hand.drag(hand.port("conv2d_4"), hand.port("concatenate_1", 3))

    assert Wire("conv2d_4", "concatenate_1", 3) in hand.wires()
    assert item.face.footer == "not connected"
    hand.drag(hand.port("conv2d_3"), hand.port("concatenate_1", 2))
    assert item.face.footer == "28 × 28 × 32"
    assert_ports_on_the_edge(set_count(hand, 16), 16)


def test_fewer_inputs_take_their_wires_along_and_undo_brings_them_back(hand: Hand) -> None:
    project = edits.set_values(branches(3), "concatenate_1", count=3)
    project = edits.connect(project, "conv2d_3", "concatenate_1", 2)
    hand.session.open(project)
    wires = hand.wires()

    item = set_count(hand, 2)
    assert hand.wires() == wires - {Wire("conv2d_3", "concatenate_1", 2)}
    assert set(hand.view.canvas.wires) == hand.wires()
    assert_ports_on_the_edge(item, 2)

    hand.session.undo()
    assert hand.project == project
    assert set(hand.view.canvas.wires) == wires
    assert_ports_on_the_edge(item, 3)
    hand.session.redo()
    assert len(hand.view.canvas.wires) == len(wires) - 1


def test_ports_with_long_names_are_told_by_the_tooltip(hand: Hand) -> None:
    project, node_id = edits.add_node(branches(2), make("Sampling"), 900, 0)
    hand.session.open(project)
    tooltips = {name: item.toolTip() for name, item in hand.view.canvas.nodes.items()}

    assert "Inputs from the top: mean, log_variance" in tooltips[node_id]
    assert "Inputs from the top" not in tooltips["concatenate_1"]


def full(hand: Hand) -> None:
    """Show a Concatenate whose two ports are taken, and a third branch."""
    project = edits.set_title(branches(3), "concatenate_1", "Join")
    open_at_full_size(hand, edits.move(project, {"conv2d_3": (300.0, 200.0)}))


def pluses(hand: Hand) -> int:
    """Return how many ports that can be had are shown."""
    return sum(type(item).__name__ == "_PlusPort" for item in hand.view.canvas.overlays)


def test_a_wire_pulled_onto_a_full_layer_gets_a_port_of_its_own(hand: Hand) -> None:
    full(hand)
    start, end = hand.port("conv2d_3"), hand.middle("concatenate_1")
    hand.press(start)
    hand.move(hand.on(520, 200))
    assert pluses(hand) == 0
    hand.move(end)
    assert pluses(hand) == 1
    hand.release(end)

    assert Wire("conv2d_3", "concatenate_1", 2) in hand.wires()
    item = hand.view.canvas.nodes["concatenate_1"]
    assert_ports_on_the_edge(item, 3)
    assert item.face.footer == "28 × 28 × 24"
    assert pluses(hand) == 0
    hand.session.undo()
    assert_ports_on_the_edge(hand.view.canvas.nodes["concatenate_1"], 2)
    assert len(hand.wires()) == 5


def test_the_plus_itself_can_be_hit_and_a_taken_port_still_gives_way(hand: Hand) -> None:
    full(hand)
    bottom = hand.port("concatenate_1", 2)  # where the next port would be
    hand.drag(hand.port("conv2d_3"), bottom)
    assert Wire("conv2d_3", "concatenate_1", 2) in hand.wires()
    hand.session.undo()

    hand.drag(hand.port("conv2d_3"), hand.port("concatenate_1", 1))
    assert Wire("conv2d_3", "concatenate_1", 1) in hand.wires()
    assert Wire("conv2d_2", "concatenate_1", 1) not in hand.wires()


def test_a_wire_led_within_the_same_layer_adds_no_port(hand: Hand) -> None:
    full(hand)
    hand.drag(hand.port("concatenate_1", 1), hand.middle("concatenate_1"))
    assert len(hand.project.graph.by_id["concatenate_1"].layer.inputs) == 2
    assert Wire("conv2d_2", "concatenate_1", 1) in hand.wires()


def test_escape_takes_the_plus_away(hand: Hand) -> None:
    full(hand)
    hand.press(hand.port("conv2d_3"))
    hand.move(hand.middle("concatenate_1"))
    assert pluses(hand) == 1
    hand.key(Qt.Key.Key_Escape)
    assert not hand.view.canvas.overlays
    assert len(hand.wires()) == 5


def test_what_would_close_a_circle_gets_no_port(hand: Hand) -> None:
    full(hand)
    project, after = edits.add_node(hand.project, make("Conv2D"), 840.0, 0.0)
    project = edits.connect(project, "concatenate_1", after)
    hand.session.edit(Text("Edit"), project)
    hand.press(hand.port(after))
    hand.move(hand.on(700, 36))
    hand.move(hand.middle("concatenate_1"))
    assert pluses(hand) == 0
    assert "close a circle" in hand.bubble()
    hand.key(Qt.Key.Key_Escape)
