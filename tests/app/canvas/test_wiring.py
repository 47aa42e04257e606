"""Pulling wires from port to port, leading them elsewhere, and seeing what is wrong with them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QGraphicsPathItem

from nnstudio.app.canvas.ink import current_ink
from nnstudio.app.canvas.wire_handles import WireHandles
from nnstudio.graph import edits
from nnstudio.graph.project import Project, Wire
from tests.app.canvas.hands import Hand, chain, digits, make, open_at_full_size


def apart(*names: str) -> Project:
    """Return a project with layers side by side, without wires."""
    project = Project(data=digits())
    for column, name in enumerate(names):
        project, _ = edits.add_node(project, make(name), 240.0 * column, 0.0)
    return project


def branches() -> Project:
    """Return an input, two layers below one another, and an Add that joins nothing yet."""
    project = chain(make("Input"), make("Conv2D"))
    project, _ = edits.add_node(project, make("Conv2D"), 240.0, 140.0)
    project, _ = edits.add_node(project, make("Add"), 480.0, 0.0)
    return edits.connect(project, "input_1", "conv2d_2")


def test_a_wire_is_pulled_from_an_output_to_an_input(hand: Hand) -> None:
    open_at_full_size(hand, apart("Input", "Flatten"))
    hand.drag(hand.port("input_1"), hand.port("flatten_1", 0))

    assert hand.wires() == {Wire("input_1", "flatten_1")}
    assert "784" in hand.view.canvas.nodes["flatten_1"].face.footer
    assert str(hand.session.undo_label) == "Connect input_1 to flatten_1"
    hand.session.undo()
    assert not hand.wires()


def test_a_wire_is_pulled_from_an_input_back_to_an_output(hand: Hand) -> None:
    open_at_full_size(hand, apart("Input", "Flatten"))
    hand.drag(hand.port("flatten_1", 0), hand.port("input_1"))

    assert hand.wires() == {Wire("input_1", "flatten_1")}


def test_a_wire_may_be_let_go_anywhere_on_a_node_and_takes_a_free_port(hand: Hand) -> None:
    open_at_full_size(hand, branches())
    hand.drag(hand.port("conv2d_1"), hand.middle("add_1"))
    hand.drag(hand.port("conv2d_2"), hand.middle("add_1"))

    assert {Wire("conv2d_1", "add_1", 0), Wire("conv2d_2", "add_1", 1)} <= hand.wires()


def test_let_go_over_nothing_a_new_wire_is_gone_unless_a_layer_is_chosen(hand: Hand) -> None:
    open_at_full_size(hand, apart("Input", "Flatten"))
    hand.drag(hand.port("input_1"), hand.on(200, 200))
    hand.click(hand.on(600, 260))

    assert not hand.wires()
    assert not hand.view.canvas.overlays
    assert hand.session.undo_label is None


def test_a_circle_is_refused_with_the_reason_under_the_pointer(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Conv2D"), make("Conv2D")))
    before = hand.wires()
    start, end = hand.port("conv2d_2"), hand.port("conv2d_1", 0)
    hand.press(start)
    hand.move((start + end) / 2)
    hand.move(end)
    assert "close a circle" in hand.bubble()

    hand.release(end)
    assert hand.wires() == before
    assert [message.values["target"] for message in hand.messages] == ["conv2d_1"]
    assert not hand.view.canvas.overlays


def test_an_input_layer_takes_no_wire_and_says_so(hand: Hand) -> None:
    open_at_full_size(hand, apart("Conv2D", "Input"))
    hand.drag(hand.port("conv2d_1"), hand.middle("input_1"))

    assert not hand.wires()
    assert "takes no wire" in str(hand.messages[0])


def test_shapes_that_do_not_fit_are_foretold_and_then_shown_at_the_node(hand: Hand) -> None:
    open_at_full_size(hand, apart("Input", "Dense"))
    end = hand.port("dense_1", 0)
    hand.press(hand.port("input_1"))
    hand.move(end)
    assert "28 × 28 × 1" in hand.bubble()
    (line,) = (i for i in hand.view.canvas.overlays if isinstance(i, QGraphicsPathItem))
    assert line.pen().color() == current_ink().bad
    assert line.pen().style() != Qt.PenStyle.SolidLine  # no is not said by colour alone
    hand.release(end)

    item = hand.view.canvas.nodes["dense_1"]
    assert item.face.tone == "bad"
    assert item.face.footer == "28 × 28 × 1 does not fit"
    (problem,) = hand.session.analysis.problems_at("dense_1")
    assert str(problem.text) in item.toolTip()
    assert "Insert Flatten" in item.toolTip()
    assert hand.view.canvas.wires[Wire("input_1", "dense_1")].bad

    hand.session.edit(problem.fixes[0].label, problem.fixes[0].edit(hand.project))
    assert hand.view.canvas.nodes["dense_1"].face.footer == "10"


def test_the_end_of_a_wire_is_led_to_another_node(hand: Hand) -> None:
    open_at_full_size(hand, branches())
    hand.drag(hand.port("conv2d_2", 0), hand.port("add_1", 1))

    assert Wire("input_1", "add_1", 1) in hand.wires()
    assert Wire("input_1", "conv2d_2") not in hand.wires()
    hand.session.undo()
    assert Wire("input_1", "conv2d_2") in hand.wires()


def test_a_wire_is_grasped_anywhere_and_the_nearer_end_comes_along(hand: Hand) -> None:
    open_at_full_size(hand, branches())
    # Near its start on the level wire from input_1 to conv2d_1: the start is led to conv2d_2.
    hand.drag(hand.on(190, 36), hand.port("conv2d_2"))

    assert hand.wires() == {Wire("conv2d_2", "conv2d_1"), Wire("input_1", "conv2d_2")}


def handles(hand: Hand, wire: Wire) -> list[QPoint]:
    """Return where the ends of a wire can be held, as far as that is shown."""
    found = [
        child
        for child in hand.view.canvas.wires[wire].childItems()
        if isinstance(child, WireHandles) and child.isVisible()
    ]
    return [hand.view.mapFromScene(place) for child in found for place in child.places]


def test_a_wire_shows_by_what_its_ends_are_held_and_each_can_be_led_elsewhere(hand: Hand) -> None:
    project, _ = edits.add_node(branches(), make("Conv2D"), 240.0, 280.0)
    open_at_full_size(hand, edits.connect(project, "conv2d_1", "add_1"))
    wire = Wire("conv2d_1", "add_1")
    assert not handles(hand, wire)
    hand.move(hand.on(444, 30))
    assert len(handles(hand, wire)) == 2
    hand.click(hand.on(444, 30))
    hand.move(hand.on(300, 240))
    start, end = handles(hand, wire)

    hand.drag(start, hand.port("conv2d_3"))
    assert Wire("conv2d_3", "add_1") in hand.wires()
    assert wire not in hand.wires()
    hand.session.undo()
    hand.drag(end, hand.port("add_1", 1))
    assert Wire("conv2d_1", "add_1", 1) in hand.wires()
    assert wire not in hand.wires()


def test_a_wire_led_into_the_void_is_taken_away(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Dense")))
    hand.drag(hand.port("dense_1", 0), hand.on(300, 250))

    assert not hand.wires()
    hand.session.undo()
    assert hand.wires() == {Wire("input_1", "dense_1")}


def test_a_wire_led_back_to_where_it_was_is_no_edit(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Dense")))
    end = hand.port("dense_1", 0)
    hand.press(end)
    hand.move(hand.on(300, 250))
    hand.move(end)
    hand.release(end)

    assert hand.session.undo_label is None
    assert hand.view.canvas.wires[Wire("input_1", "dense_1")].isVisible()


def test_a_taken_port_gives_way_to_the_new_wire(hand: Hand) -> None:
    open_at_full_size(hand, branches())
    hand.drag(hand.port("conv2d_1"), hand.port("conv2d_2", 0))

    assert hand.wires() == {Wire("input_1", "conv2d_1"), Wire("conv2d_1", "conv2d_2")}


def test_escape_leaves_a_wire_that_is_led_elsewhere_as_it_was(hand: Hand) -> None:
    open_at_full_size(hand, branches())
    before = hand.project
    end = hand.port("add_1", 1)
    hand.press(hand.port("conv2d_2", 0))
    hand.move(end)
    assert not hand.view.canvas.wires[Wire("input_1", "conv2d_2")].isVisible()
    hand.key(Qt.Key.Key_Escape)

    assert hand.view.canvas.wires[Wire("input_1", "conv2d_2")].isVisible()
    assert not hand.view.canvas.overlays
    hand.release(end)
    assert hand.project is before


def test_a_click_selects_a_wire_and_delete_takes_it_away(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Flatten"), make("Dense")))
    hand.click(hand.on(204, 36))
    assert hand.selected_wires() == (Wire("input_1", "flatten_1"),)
    hand.key(Qt.Key.Key_Delete)

    assert hand.wires() == {Wire("flatten_1", "dense_1")}
    assert len(hand.project.graph.nodes) == 3


def test_the_shape_is_written_on_a_wire_with_room(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Flatten")))
    wire = hand.view.canvas.wires[Wire("input_1", "flatten_1")]
    assert wire.toolTip() == "28 × 28 × 1"
    assert not any(child.isVisible() for child in wire.childItems())

    hand.drag(hand.middle("flatten_1"), hand.middle("flatten_1") + hand.on(400, 0) - hand.on(0, 0))
    wire = hand.view.canvas.wires[Wire("input_1", "flatten_1")]
    assert any(child.isVisible() for child in wire.childItems())


@pytest.mark.parametrize("zoom", [0.1, 0.3, 0.6, 2.0])
def test_wires_are_pulled_at_every_zoom(hand: Hand, zoom: float) -> None:
    open_at_full_size(hand, apart("Input", "Flatten"))
    hand.view.zoom_to(zoom)
    hand.view.grab()
    hand.drag(hand.port("input_1"), hand.port("flatten_1", 0))

    assert hand.wires() == {Wire("input_1", "flatten_1")}
