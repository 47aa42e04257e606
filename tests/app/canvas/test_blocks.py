"""Blocks on the canvas, with mouse and keyboard: group, fold, repeat, move, wire and delete."""

from __future__ import annotations

import itertools
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from nnstudio.app.canvas.block_item import BlockItem
from nnstudio.app.canvas.geometry import Port
from nnstudio.app.canvas.renaming import NameEditor
from nnstudio.app.mime import BLOCK_MIME, block_mime_data
from nnstudio.graph.block_members import representative
from nnstudio.graph.project import Group, Project, Wire
from nnstudio.graph.ready_blocks import ReadyBlock, ready_blocks
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
    assert "Move Block 1" in str(grouped.session.undo_label)
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
    assert card(grouped).face.far_name.endswith(" × 3")  # also where the details are not written
    assert all(grouped.view.canvas.nodes[i] is card(grouped) for i in block(grouped).members)
    grouped.ctrl(Qt.Key.Key_Return)
    scene = grouped.view.canvas
    assert len(scene.shown_nodes()) == 5
    assert scene.nodes[rows[2][1]] is scene.nodes["dropout_1"]
    assert {wire.target for wire in scene.wires} == {"flatten_1", "dense_1", "dropout_1", "dense_2"}
    path = scene.wires[Wire(rows[2][1], "dense_2")].path()
    item = scene.nodes["dropout_1"]
    assert path.pointAtPercent(0).x() == item.pos().x() + item.rect().width()


def test_the_menu_over_the_title_of_a_frame_is_about_the_block(qtbot: QtBot, grouped: Hand) -> None:
    grouped.ctrl(Qt.Key.Key_Return)
    grouped.click(grouped.on(-150, 300))
    menu_action(qtbot, grouped, title_bar(grouped), "Collapse")
    assert block(grouped).collapsed


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


def test_f2_writes_the_title_on_the_card_and_on_the_frame(grouped: Hand) -> None:
    for title in ("Twins", "Pair"):
        grouped.key(Qt.Key.Key_F2)
        editors = grouped.view.findChildren(NameEditor)
        editor = next(found for found in editors if found.isVisible())
        QTest.keyClicks(editor, title)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        assert block(grouped).title == title
        grouped.ctrl(Qt.Key.Key_Return)
    grouped.ctrl(Qt.Key.Key_Z)
    grouped.ctrl(Qt.Key.Key_Z)
    assert block(grouped).title == "Twins"


def conv_bn_relu() -> ReadyBlock:
    return ready_blocks()[0]


def hold_block_over(hand: Hand, at: QPoint) -> None:
    hand._mime = block_mime_data(conv_bn_relu())
    for kind in (QDragEnterEvent, QDragMoveEvent):
        event = kind(
            at,
            Qt.DropAction.CopyAction,
            hand._mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(hand.view.viewport(), event)


def test_a_block_dropped_on_a_wire_is_put_into_it(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Conv2D"), make("Flatten")))
    before = hand.project
    at = hand.on(*(hand.place("conv2d_1")[0] - 36, hand.place("conv2d_1")[1] + 36))
    hold_block_over(hand, at)
    hand.let_go(at)
    made = block(hand)
    assert {Wire("input_1", made.unit[0]), Wire(made.unit[-1], "conv2d_1")} <= hand.wires()
    assert set(hand.selected()) == set(made.members)
    assert hand.place("conv2d_1")[0] - hand.place(made.unit[0])[0] >= 168
    assert hand.session.analysis.reports["conv2d_1"].shape is not None
    hand.ctrl(Qt.Key.Key_Z)
    assert hand.project == before


def test_a_block_dropped_on_empty_ground_lies_there(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input")))
    at = hand.on(400, 200)
    hold_block_over(hand, at)
    hand.leave()
    assert not hand.project.graph.groups
    hold_block_over(hand, at)
    hand.let_go(at)
    assert block(hand).collapsed
    assert hand.wires() == {Wire(a, b) for a, b in itertools.pairwise(block(hand).unit)}


def test_what_is_dragged_as_a_block_and_is_none_is_said(hand: Hand) -> None:
    mime = QMimeData()
    mime.setData(BLOCK_MIME, b"{}")
    event = QDragEnterEvent(
        hand.on(100, 100),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(hand.view.viewport(), event)
    assert "no block" in str(hand.messages[-1])


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32 - 1))
def test_the_canvas_shows_blocks_as_they_are_whatever_is_done(hand: Hand, seed: int) -> None:
    chance = Random(seed)
    start = network()
    hand.session.open(start)
    for _ in range(40):
        graph = hand.project.graph
        ids = list(graph.by_id)
        act = chance.randrange(10)
        if act < 3 and ids:
            hand.session.select(chance.sample(ids, min(len(ids), chance.randint(1, 3))))
        elif act == 3:
            hand.ctrl(Qt.Key.Key_G)
        elif act == 4:
            hand.ctrl(Qt.Key.Key_Return)
        elif act == 5 and graph.groups:
            hand.view.blocks.repeat(chance.choice(graph.groups), chance.randint(1, 4))
        elif act == 6 and chance.random() < 0.4:
            hand.key(Qt.Key.Key_G, CONTROL | SHIFT)
        elif act == 7 and len(ids) < 40:
            hand.ctrl(Qt.Key.Key_D)
        elif act == 8 and chance.random() < 0.3:
            hand.key(Qt.Key.Key_Delete)
        else:
            hand.ctrl(Qt.Key.Key_Z)
        assert_shown(hand)
    while hand.session.undo_label:
        hand.ctrl(Qt.Key.Key_Z)
        assert_shown(hand)
    assert hand.project == start


def assert_shown(hand: Hand) -> None:
    """Hold the items on the canvas to the project and its blocks."""
    graph, scene = hand.project.graph, hand.view.canvas
    assert set(scene.nodes) == set(graph.by_id)
    hidden = set()
    for group in graph.groups:
        hidden |= {i for row in group.repetitions[1:] for i in row}
        items = {scene.nodes[i] for i in group.members}
        assert len(items) == (1 if group.collapsed else len(group.unit))
        assert (group.id in scene.blocks.cards) == group.collapsed
        assert (group.id in scene.blocks.frames) != group.collapsed
    for node in graph.nodes:
        item = scene.nodes[node.id]
        assert item.scene() is scene
        assert item.pos().toTuple() == (node.x, node.y)
        assert item.selected == (representative(graph, node.id) in hand.session.selection)
    shown = {
        wire
        for wire in graph.wires
        if wire.target not in hidden
        and not (
            isinstance(scene.nodes[wire.target], BlockItem)
            and scene.nodes[wire.source] is scene.nodes[wire.target]
        )
    }
    assert set(scene.wires) == shown
    assert len([i for i in scene.items() if isinstance(i, BlockItem)]) == len(scene.blocks.cards)
    for wire, line in scene.wires.items():
        end = scene.nodes[wire.target].port_place(Port(wire.target, False, wire.port))
        assert line.path().pointAtPercent(1) == end
