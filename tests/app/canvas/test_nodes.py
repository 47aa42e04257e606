"""Selecting, moving, deleting and copying nodes."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from nnstudio.core.text import Text
from nnstudio.graph import edits
from nnstudio.graph.project import Project, Wire
from tests.app.canvas.hands import Hand, chain, make, open_at_full_size

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def network() -> Project:
    return chain(make("Input"), make("Flatten"), make("Dense"), make("Dense", units=10))


def test_a_click_selects_a_node_and_a_click_beside_it_selects_nothing(hand: Hand) -> None:
    open_at_full_size(hand, network())
    hand.click(hand.middle("dense_1"))
    assert hand.selected() == ("dense_1",)
    assert hand.view.canvas.nodes["dense_1"].selected

    hand.click(hand.on(0, 200))
    assert hand.selected() == ()
    assert not hand.view.canvas.nodes["dense_1"].selected


@pytest.mark.parametrize("keys", [CTRL, SHIFT])
def test_clicks_with_a_key_add_to_the_selection_and_take_from_it(
    hand: Hand, keys: Qt.KeyboardModifier
) -> None:
    open_at_full_size(hand, network())
    hand.click(hand.middle("dense_1"))
    hand.click(hand.middle("input_1"), keys)
    assert set(hand.selected()) == {"dense_1", "input_1"}

    hand.click(hand.middle("dense_1"), keys)
    assert hand.selected() == ("input_1",)


def test_a_rubber_band_selects_what_it_touches(hand: Hand) -> None:
    open_at_full_size(hand, network())
    hand.drag(hand.on(200, 120), hand.on(500, 50))
    assert hand.selected() == ("flatten_1", "dense_1")

    hand.drag(hand.on(-40, 120), hand.on(20, 50), SHIFT)
    assert set(hand.selected()) == {"flatten_1", "dense_1", "input_1"}
    assert not hand.view.canvas.overlays


def test_a_rubber_band_between_nodes_selects_wires(hand: Hand) -> None:
    open_at_full_size(hand, network())
    hand.drag(hand.on(190, 120), hand.on(220, -50))

    assert hand.selected_wires() == (Wire("input_1", "flatten_1"),)


def test_escape_brings_the_selection_back(hand: Hand) -> None:
    open_at_full_size(hand, network())
    hand.click(hand.middle("dense_2"))
    hand.press(hand.on(200, 120))
    hand.move(hand.on(500, 50))
    assert hand.selected() == ("flatten_1", "dense_1")
    hand.key(Qt.Key.Key_Escape)

    assert hand.selected() == ("dense_2",)


def test_a_dragged_node_snaps_to_the_grid_and_its_wires_follow(hand: Hand) -> None:
    open_at_full_size(hand, network())
    start = hand.middle("dense_1")
    hand.press(start)
    hand.move(start + QPoint(20, 60))
    hand.move(start + QPoint(33, 88))
    assert hand.shown_place("dense_1") == (520, 80)
    assert hand.place("dense_1") == (480, 0), "nothing is decided before the button is up"
    path = hand.view.canvas.wires[Wire("flatten_1", "dense_1")].path()
    assert path.currentPosition().toTuple() == (520, 116)

    hand.release(start + QPoint(33, 88))
    assert hand.place("dense_1") == (520, 80)


def test_several_nodes_move_together_and_come_back_in_one_step(hand: Hand) -> None:
    open_at_full_size(hand, network())
    hand.drag(hand.on(200, 120), hand.on(500, 50))
    hand.drag(hand.middle("dense_1"), hand.middle("dense_1") + QPoint(0, 100))
    assert hand.place("flatten_1") == (240, 100)
    assert hand.place("dense_1") == (480, 100)
    assert hand.place("input_1") == (0, 0)
    assert str(hand.session.undo_label) == "Move 2 layers"

    hand.session.undo()
    assert hand.place("flatten_1") == hand.shown_place("flatten_1") == (240, 0)
    assert hand.session.undo_label is None


def test_escape_puts_a_dragged_node_back(hand: Hand) -> None:
    open_at_full_size(hand, network())
    start = hand.middle("dense_1")
    hand.press(start)
    hand.move(start + QPoint(0, 100))
    hand.key(Qt.Key.Key_Escape)
    hand.release(start + QPoint(0, 100))

    assert hand.place("dense_1") == hand.shown_place("dense_1") == (480, 0)
    assert hand.session.undo_label is None


def test_an_undo_in_the_middle_of_a_drag_ends_the_drag(hand: Hand) -> None:
    open_at_full_size(hand, network())
    hand.session.edit(Text("Title"), edits.set_title(hand.project, "dense_1", "Head"))
    start = hand.middle("dense_1")
    hand.press(start)
    hand.move(start + QPoint(0, 100))
    hand.ctrl(Qt.Key.Key_Z)
    hand.move(start + QPoint(0, 160))
    hand.release(start + QPoint(0, 160))

    assert hand.shown_place("dense_1") == (480, 0)
    assert hand.project.graph.by_id["dense_1"].title == ""


def test_delete_takes_nodes_with_their_wires_and_undo_brings_them_back(hand: Hand) -> None:
    open_at_full_size(hand, network())
    before = hand.project
    hand.click(hand.middle("flatten_1"))
    hand.click(hand.middle("dense_1"), CTRL)
    hand.key(Qt.Key.Key_Delete)
    assert set(hand.view.canvas.nodes) == {"input_1", "dense_2"}
    assert set(hand.view.canvas.wires) == {Wire("input_1", "dense_2")}
    assert hand.selected() == ()

    hand.session.undo()
    assert hand.project is before
    assert set(hand.view.canvas.nodes) == {"input_1", "flatten_1", "dense_1", "dense_2"}
    assert set(hand.view.canvas.wires) == hand.wires()


def test_arrows_nudge_and_are_undone_together(hand: Hand) -> None:
    open_at_full_size(hand, network())
    hand.click(hand.middle("dense_1"))
    for _ in range(3):
        hand.key(Qt.Key.Key_Down)
    hand.key(Qt.Key.Key_Right, SHIFT)
    assert hand.place("dense_1") == (580, 60)

    hand.session.undo()
    assert hand.place("dense_1") == (480, 0)


def test_two_rounds_of_nudging_are_two_steps(hand: Hand) -> None:
    open_at_full_size(hand, network())
    for _ in range(2):
        hand.click(hand.middle("dense_1"))
        hand.key(Qt.Key.Key_Down)
    hand.session.undo()

    assert hand.place("dense_1") == (480, 20)


def test_copies_have_ids_of_their_own_and_the_wires_among_them(hand: Hand) -> None:
    open_at_full_size(hand, network())
    hand.drag(hand.on(200, 120), hand.on(500, 50))
    hand.ctrl(Qt.Key.Key_C)
    hand.ctrl(Qt.Key.Key_V)
    assert hand.selected() == ("flatten_2", "dense_3")
    assert Wire("flatten_2", "dense_3") in hand.wires()
    assert len(hand.wires()) == 4
    assert hand.place("flatten_2") == (280, 40)

    hand.ctrl(Qt.Key.Key_V)
    assert hand.place("flatten_3") == (320, 80), "copies do not hide one another"
    hand.session.undo()
    hand.session.undo()
    assert len(hand.project.graph.nodes) == 4


def test_copies_travel_as_json_text_to_another_canvas(hand: Hand) -> None:
    open_at_full_size(hand, network())
    hand.ctrl(Qt.Key.Key_A)
    hand.ctrl(Qt.Key.Key_C)
    text = QGuiApplication.clipboard().text()
    assert len(json.loads(text)["graph"]["nodes"]) == 4

    hand.session.open(Project())
    hand.ctrl(Qt.Key.Key_V)
    assert [node.layer for node in hand.project.graph.nodes] == [
        node.layer for node in network().graph.nodes
    ]
    assert len(hand.wires()) == 3


def test_cut_is_one_step(hand: Hand) -> None:
    open_at_full_size(hand, network())
    hand.click(hand.middle("dense_1"))
    hand.ctrl(Qt.Key.Key_X)
    assert "dense_1" not in hand.project.graph.by_id

    hand.ctrl(Qt.Key.Key_V)
    assert hand.project.graph.by_id["dense_3"].layer == make("Dense")
    hand.session.undo()
    hand.session.undo()
    assert hand.project.graph == network().graph


def test_duplicate_leaves_the_clipboard_alone(hand: Hand) -> None:
    open_at_full_size(hand, network())
    QGuiApplication.clipboard().setText("something else")
    hand.click(hand.middle("dense_1"))
    hand.ctrl(Qt.Key.Key_D)

    assert hand.selected() == ("dense_3",)
    assert QGuiApplication.clipboard().text() == "something else"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a shopping list",
        "[1, 2]",
        '{"kind": "nnstudio layers"}',
        '{"kind": "nnstudio layers", "graph": {"nodes": []}}',
        '{"kind": "nnstudio layers", "graph": {"nodes": [{"id": "a", "layer": {"type": "Nix"}}]}}',
        "[" * 20_000,
    ],
)
def test_a_clipboard_without_layers_is_said_and_changes_nothing(hand: Hand, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    hand.ctrl(Qt.Key.Key_V)

    assert len(hand.messages) == 1
    assert hand.session.undo_label is None


def test_tab_walks_along_the_network(hand: Hand) -> None:
    open_at_full_size(hand, network())
    walked: list[str] = []
    for _ in range(4):
        hand.key(Qt.Key.Key_Tab)
        walked += hand.selected()
    assert walked == ["input_1", "flatten_1", "dense_1", "dense_2"]

    hand.key(Qt.Key.Key_Backtab)
    assert hand.selected() == ("dense_1",)
    assert "dense_1" in hand.view.accessibleDescription()


def test_escape_selects_nothing(hand: Hand) -> None:
    open_at_full_size(hand, network())
    hand.ctrl(Qt.Key.Key_A)
    assert len(hand.selected()) == 4
    assert len(hand.selected_wires()) == 3
    hand.key(Qt.Key.Key_Escape)

    assert hand.selected() == ()
    assert hand.selected_wires() == ()


def test_layers_added_one_after_the_other_form_a_chain(hand: Hand) -> None:
    for layer in (make("Input"), make("Flatten"), make("Dense")):
        hand.view.add_layer(layer)

    assert hand.wires() == {Wire("input_1", "flatten_1"), Wire("flatten_1", "dense_1")}
    x, y = hand.place("input_1")
    assert hand.place("flatten_1") == (x + 240, y)
    assert hand.selected() == ("dense_1",)
    visible = hand.view.visible_rect()
    assert visible.contains(hand.view.canvas.nodes["dense_1"].pos())
    hand.session.undo()
    assert len(hand.project.graph.nodes) == 2


def test_a_layer_added_after_a_taken_output_goes_beside_it_unconnected(hand: Hand) -> None:
    open_at_full_size(hand, network())
    hand.click(hand.middle("flatten_1"))
    hand.view.add_layer(make("Dropout"))

    assert hand.place("dropout_1") == (480, 100)
    assert not hand.project.graph.wires_into["dropout_1"]


def test_an_input_is_added_before_what_it_feeds(hand: Hand) -> None:
    hand.view.add_layer(make("Flatten"))
    hand.view.add_layer(make("Input"))

    assert hand.wires() == {Wire("input_1", "flatten_1")}
    assert hand.place("input_1")[0] < hand.place("flatten_1")[0]
