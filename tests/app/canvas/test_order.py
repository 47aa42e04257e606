"""Arranging, aligning and distributing with keys and menus; how nodes glide to their places."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from nnstudio.app.canvas import animation
from nnstudio.core.text import Text
from nnstudio.graph import edits
from nnstudio.graph.project import Project, Remark
from tests.app.canvas.hands import Hand, chain, make, open_at_full_size

ALL = ("input_1", "flatten_1", "dense_1")


def untidy() -> Project:
    project = chain(make("Input"), make("Flatten"), make("Dense"))
    return edits.move(project, {"flatten_1": (260, 130), "dense_1": (610, 50)})


def places(hand: Hand) -> list[tuple[float, float]]:
    return [hand.place(node_id) for node_id in ALL]


def shown(hand: Hand) -> list[tuple[float, float]]:
    return [hand.shown_place(node_id) for node_id in ALL]


def test_ctrl_l_arranges_as_one_edit_and_nodes_glide(hand: Hand, qtbot: QtBot) -> None:
    open_at_full_size(hand, untidy())
    before = places(hand)
    hand.ctrl(Qt.Key.Key_L)

    assert places(hand) == [(0, 0), (240, 0), (480, 0)], "the edit is made at once"
    assert shown(hand) == before, "the picture follows"
    seen = set()

    def arrived() -> bool:
        seen.add(hand.shown_place("dense_1"))
        return shown(hand) == places(hand)

    qtbot.waitUntil(arrived)
    assert len(seen) > 2, "on the way it is seen in between"
    assert str(hand.session.undo_label) == "Arrange the drawing"
    hand.session.undo()
    assert places(hand) == shown(hand) == before
    assert hand.session.undo_label is None


@pytest.mark.parametrize("reason", ["press", "key", "edit"])
def test_the_glide_is_cut_short(hand: Hand, reason: str) -> None:
    open_at_full_size(hand, untidy())
    hand.ctrl(Qt.Key.Key_L)
    assert shown(hand) != places(hand)
    if reason == "press":
        hand.press(QPoint(5, 5))
        hand.release(QPoint(5, 5))
    elif reason == "key":
        hand.key(Qt.Key.Key_Escape)
    else:
        hand.session.edit(Text("Delete"), edits.delete(hand.project, {"input_1"}))
        assert hand.shown_place("dense_1") == hand.place("dense_1")
        return

    assert shown(hand) == places(hand)


def test_undo_amid_the_glide_brings_all_back(hand: Hand) -> None:
    open_at_full_size(hand, untidy())
    before = places(hand)
    hand.ctrl(Qt.Key.Key_L)
    hand.ctrl(Qt.Key.Key_Z)

    assert places(hand) == shown(hand) == before


def test_who_wants_no_motion_sees_none(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NNSTUDIO_REDUCED_MOTION", "1")
    open_at_full_size(hand, untidy())
    hand.ctrl(Qt.Key.Key_L)

    assert shown(hand) == places(hand)


def test_very_many_nodes_do_not_glide(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nnstudio.app.canvas.order_commands.MOST_GLIDING", 1)
    assert animation.MOST_GLIDING > 100
    open_at_full_size(hand, untidy())
    hand.ctrl(Qt.Key.Key_L)

    assert shown(hand) == places(hand)


def test_frames_glide_with_what_they_hold(hand: Hand, qtbot: QtBot) -> None:
    project = edits.move(untidy(), {"dense_1": (900, 400)})
    frame = Remark("frame_1", "frame", 850, 350, 400, 300, "Head")
    project = replace(project, graph=replace(project.graph, remarks=(frame,)))
    open_at_full_size(hand, project)
    hand.ctrl(Qt.Key.Key_L)
    item = hand.view.canvas.remarks.items["frame_1"]
    (remark,) = hand.project.graph.remarks

    assert item.box().x() == pytest.approx(frame.x)
    qtbot.waitUntil(lambda: item.box().x() == remark.x)
    assert item.box().getRect() == (remark.x, remark.y, remark.width, remark.height)
    assert remark.x == hand.place("dense_1")[0] - 20


def test_only_the_selected_are_arranged(hand: Hand) -> None:
    open_at_full_size(hand, untidy())
    hand.click(hand.middle("flatten_1"))
    hand.click(hand.middle("dense_1"), Qt.KeyboardModifier.ShiftModifier)
    hand.ctrl(Qt.Key.Key_L)

    assert places(hand) == [(0, 0), (260, 40), (500, 40)]


def test_what_is_arranged_out_of_sight_is_fitted_in(hand: Hand) -> None:
    project = chain(*(make("Dense") for _ in range(12)))
    heap = {node.id: (30.0 * i, 20.0 * i) for i, node in enumerate(project.graph.nodes)}
    open_at_full_size(hand, edits.move(project, heap))
    hand.ctrl(Qt.Key.Key_L)

    assert hand.view.zoom < 1.0
    assert hand.view.visible_rect().contains(hand.view.canvas.content_rect())


def test_the_menu_aligns_and_distributes(hand: Hand, qtbot: QtBot) -> None:
    open_at_full_size(hand, untidy())
    hand.ctrl(Qt.Key.Key_A)
    choose(hand, "Align &Middles, Wires Level")
    assert [y for _, y in places(hand)] == [50, 50, 50]
    assert str(hand.session.undo_label) == "Align middles"

    qtbot.waitUntil(lambda: shown(hand) == places(hand))
    choose(hand, "Distribute &Horizontally")
    assert [x for x, _ in places(hand)] == [0, 305, 610]
    hand.session.undo()
    hand.session.undo()
    assert places(hand) == [(0, 0), (260, 130), (610, 50)]


def test_a_single_node_has_nothing_to_line_up_with(hand: Hand) -> None:
    open_at_full_size(hand, untidy())
    hand.right_click(hand.middle("dense_1"))
    menu = open_menu(hand)

    assert "Arrange" not in [action.text() for action in menu.actions()]
    menu.close()


def choose(hand: Hand, text: str) -> None:
    """Choose something to order what is selected from the menu under the right button."""
    hand.right_click(hand.middle("flatten_1"))
    menu = open_menu(hand)
    (inner,) = [action.menu() for action in menu.actions() if action.text() == "Arrange"]
    assert isinstance(inner, QMenu)
    (action,) = [action for action in inner.actions() if action.text() == text]
    action.trigger()
    menu.close()
    QApplication.processEvents()


def open_menu(hand: Hand) -> QMenu:
    (menu,) = [menu for menu in hand.view.findChildren(QMenu) if menu.isVisible()]
    return menu
