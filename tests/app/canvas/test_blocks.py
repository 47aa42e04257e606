"""Blocks on the canvas, with mouse and keyboard: group, fold, repeat, move, wire and delete."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from nnstudio.app.canvas.block_item import BlockItem
from nnstudio.graph.project import Group, Project, Wire
from tests.app.canvas.hands import Hand, chain, make, open_at_full_size

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
INSIDE = ["dense_1", "dropout_1"]


def network() -> Project:
    return chain(
        make("Input"), make("Flatten"), make("Dense", units=8), make("Dropout"), make("Dense")
    )


def block(hand: Hand) -> Group:
    (found,) = hand.project.graph.groups
    return found


def select(hand: Hand, *node_ids: str) -> None:
    hand.click(hand.middle(node_ids[0]))
    for node_id in node_ids[1:]:
        hand.click(hand.middle(node_id), CONTROL)


@pytest.fixture
def grouped(hand: Hand) -> Hand:
    """Return a hand whose canvas shows a block of two layers, selected, as one card."""
    open_at_full_size(hand, network())
    select(hand, *INSIDE)
    hand.ctrl(Qt.Key.Key_G)
    return hand


def card(hand: Hand) -> BlockItem:
    item = hand.view.canvas.nodes["dense_1"]
    assert isinstance(item, BlockItem)
    return item


def double_click(hand: Hand, at: QPoint) -> None:
    hand.click(at)
    QTest.mouseDClick(hand.view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def fold_button(hand: Hand) -> QPoint:
    frame = hand.view.canvas.blocks.frames[block(hand).id]
    return hand.view.mapFromScene(frame.button().center())


def title_bar(hand: Hand) -> QPoint:
    frame = hand.view.canvas.blocks.frames[block(hand).id]
    return hand.view.mapFromScene(frame.header().center())


def menu_action(qtbot: QtBot, hand: Hand, at: QPoint, *path: str) -> None:
    hand.right_click(at)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for text in path[:-1]:
        action = next(a for a in menu.actions() if a.text() == text)
        inner = action.menu()
        assert isinstance(inner, QMenu)
        menu = inner
    next(a for a in menu.actions() if a.text() == path[-1]).trigger()
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()


def test_ctrl_g_makes_one_card_of_the_selected_layers(grouped: Hand) -> None:
    scene = grouped.view.canvas
    assert scene.nodes["dropout_1"] is card(grouped)
    assert len(scene.shown_nodes()) == 4
    assert set(scene.wires) == {
        Wire("input_1", "flatten_1"), Wire("flatten_1", "dense_1"), Wire("dropout_1", "dense_2"),
    }  # fmt: skip
    assert card(grouped).selected
    assert set(grouped.selected()) == set(INSIDE)
    assert "2 layers" in card(grouped).face.detail
    assert card(grouped).face.footer == "8"
    assert "Group" in str(grouped.session.undo_label)
    grouped.ctrl(Qt.Key.Key_Z)
    assert grouped.project == network()
    assert not isinstance(scene.nodes["dense_1"], BlockItem)
    assert set(scene.wires) == set(network().graph.wires)


def test_a_double_click_expands_and_the_fold_button_collapses(grouped: Hand) -> None:
    double_click(grouped, grouped.middle("dense_1"))
    assert not block(grouped).collapsed
    assert grouped.view.canvas.nodes["dense_1"] is not grouped.view.canvas.nodes["dropout_1"]
    assert Wire("dense_1", "dropout_1") in grouped.view.canvas.wires
    grouped.click(fold_button(grouped))
    assert block(grouped).collapsed
    grouped.ctrl(Qt.Key.Key_Return)
    assert not block(grouped).collapsed
    assert set(grouped.selected()) == set(INSIDE)


def test_ungrouping_brings_the_plain_layers_back(grouped: Hand) -> None:
    grouped.key(Qt.Key.Key_G, CONTROL | SHIFT)
    assert not grouped.project.graph.groups
    assert grouped.project.graph.nodes == network().graph.nodes


def test_what_cannot_be_a_block_is_said(hand: Hand) -> None:
    open_at_full_size(hand, network())
    hand.ctrl(Qt.Key.Key_G)
    assert "Select some" in str(hand.messages[-1])


def test_a_card_moves_all_its_layers_and_esc_takes_it_back(grouped: Hand) -> None:
    before = grouped.place("dropout_1")
    start = grouped.middle("dense_1")
    grouped.press(start)
    grouped.move(start + QPoint(0, 60))
    grouped.key(Qt.Key.Key_Escape)
    assert grouped.place("dropout_1") == before
    grouped.release(start)
    grouped.drag(start, start + QPoint(0, 80))
    assert grouped.place("dense_1") == grouped.place("dropout_1") == (before[0], before[1] + 80)
    grouped.key(Qt.Key.Key_Up)
    assert grouped.place("dropout_1") == (before[0], before[1] + 60)
    assert grouped.shown_place("dropout_1") == grouped.place("dense_1")


def test_the_title_of_a_frame_selects_and_moves_the_whole_block(grouped: Hand) -> None:
    grouped.ctrl(Qt.Key.Key_Return)
    grouped.click(grouped.on(-150, 300))
    assert grouped.selected() == ()
    at = title_bar(grouped)
    before = grouped.place("dropout_1")
    grouped.drag(at, at + QPoint(0, 40))
    assert set(grouped.selected()) == set(INSIDE)
    moved = grouped.place("dropout_1")
    assert moved[0] == before[0]
    assert moved[1] > before[1] + 20
    assert moved[1] == grouped.place("dense_1")[1]


def test_the_menu_repeats_a_block_and_the_copies_stay_hidden(qtbot: QtBot, grouped: Hand) -> None:
    menu_action(qtbot, grouped, grouped.middle("dense_1"), "Repeat", "× 3")
    rows = block(grouped).repetitions
    assert len(rows) == 3
    assert set(grouped.selected()) == set(block(grouped).members)
    assert "× 3" in card(grouped).face.detail
    assert all(grouped.view.canvas.nodes[i] is card(grouped) for i in block(grouped).members)
    grouped.ctrl(Qt.Key.Key_Return)
    scene = grouped.view.canvas
    assert len(scene.shown_nodes()) == 5
    assert scene.nodes[rows[2][1]] is scene.nodes["dropout_1"]
    assert {wire.target for wire in scene.wires} == {"flatten_1", "dense_1", "dropout_1", "dense_2"}
    path = scene.wires[Wire(rows[2][1], "dense_2")].path()
    item = scene.nodes["dropout_1"]
    assert path.pointAtPercent(0).x() == item.pos().x() + item.rect().width()


def test_deleting_a_card_deletes_all_of_it(grouped: Hand) -> None:
    blocks_before = grouped.project
    grouped.view.blocks.repeat(block(grouped), 3)
    grouped.click(grouped.middle("dense_1"))
    grouped.key(Qt.Key.Key_Delete)
    assert set(grouped.project.graph.by_id) == {"input_1", "flatten_1", "dense_2"}
    assert grouped.wires() == {Wire("input_1", "flatten_1"), Wire("flatten_1", "dense_2")}
    grouped.ctrl(Qt.Key.Key_Z)
    grouped.ctrl(Qt.Key.Key_Z)
    assert grouped.project == blocks_before


def test_deleting_a_layer_of_an_expanded_block_takes_it_out_of_all(grouped: Hand) -> None:
    grouped.view.blocks.repeat(block(grouped), 2)
    grouped.ctrl(Qt.Key.Key_Return)
    grouped.click(grouped.middle("dropout_1"))
    grouped.key(Qt.Key.Key_Delete)
    ((first,), (second,)) = block(grouped).repetitions
    assert {Wire(first, second), Wire(second, "dense_2")} <= grouped.wires()


def test_a_card_is_copied_whole(grouped: Hand) -> None:
    grouped.ctrl(Qt.Key.Key_D)
    assert len(grouped.project.graph.groups) == 2
    assert len(grouped.selected()) == 2
    assert not set(grouped.selected()) & set(INSIDE)


def test_wires_are_pulled_from_and_to_the_ports_of_a_card(grouped: Hand) -> None:
    grouped.click(grouped.on(-150, 300))
    scene = grouped.view.canvas
    out = grouped.view.mapFromScene(card(grouped).port_place(card(grouped).ports()[-1]))
    grouped.drag(out, out + QPoint(20, 150))  # released over nothing: nothing happens
    grouped.drag(grouped.port("flatten_1"), grouped.on(*scene.nodes["dense_2"].pos().toTuple())
                 + QPoint(40, 40))  # fmt: skip
    assert Wire("flatten_1", "dense_2") in grouped.wires()
    assert Wire("dropout_1", "dense_2") not in grouped.wires()
    grouped.drag(out, grouped.port("dense_2", 0))
    assert Wire("dropout_1", "dense_2") in grouped.wires()
    grouped.drag(out, grouped.middle("flatten_1"))
    assert "circle" in str(grouped.messages[-1])


def test_ctrl_click_takes_a_card_out_of_the_selection(grouped: Hand) -> None:
    grouped.click(grouped.middle("flatten_1"), CONTROL)
    assert set(grouped.selected()) == {*INSIDE, "flatten_1"}
    grouped.click(grouped.middle("dense_1"), CONTROL)
    assert grouped.selected() == ("flatten_1",)


def test_the_rubber_band_selects_cards(grouped: Hand) -> None:
    x, y = grouped.place("dense_1")
    grouped.drag(grouped.on(x - 20, y - 30), grouped.on(x + 40, y + 20))
    assert set(grouped.selected()) == set(INSIDE)


def test_tab_steps_over_what_is_not_seen(grouped: Hand) -> None:
    grouped.click(grouped.middle("flatten_1"))
    grouped.key(Qt.Key.Key_Tab)
    assert set(grouped.selected()) == set(INSIDE)
    grouped.key(Qt.Key.Key_Tab)
    assert grouped.selected() == ("dense_2",)
    grouped.key(Qt.Key.Key_Backtab, SHIFT)
    assert set(grouped.selected()) == set(INSIDE)


def test_a_card_shows_the_worst_problem_within(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Dense"), make("Conv2D"), make("Dense")))
    select(hand, "dense_1", "conv2d_1")
    hand.ctrl(Qt.Key.Key_G)
    assert card(hand).face.tone == ("bad" if hand.session.analysis.problems else "")


def test_a_reader_hears_a_card_once(grouped: Hand) -> None:
    grouped.session.select([])
    grouped.session.select(INSIDE)
    assert grouped.view.accessibleDescription().count("2 layers") == 1
