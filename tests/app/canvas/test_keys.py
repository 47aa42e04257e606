"""The canvas hears keys on its own: those of the table, or the user's."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from tests.app.canvas.hands import Hand, chain, make, open_at_full_size

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def key(text: str) -> QKeySequence:
    return QKeySequence(text)


def count(hand: Hand) -> int:
    return len(hand.project.graph.nodes)


def test_a_canvas_without_menus_hears_the_keys_of_the_table(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Dense")))
    hand.ctrl(Qt.Key.Key_A)
    hand.key(Qt.Key.Key_Backspace)
    assert count(hand) == 0
    hand.ctrl(Qt.Key.Key_Z)
    assert count(hand) == 2
    hand.key(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert count(hand) == 0
    zoom = hand.view.zoom
    hand.key(Qt.Key.Key_Plus, CONTROL | SHIFT)  # as where + stands above another sign
    assert hand.view.zoom > zoom


def test_a_canvas_hears_the_user_s_own_keys_and_no_more_the_old_ones(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Dense")))
    hand.click(hand.middle("dense_1"))
    hand.view.shortcuts.choose("duplicate", [key("Ctrl+J")])
    hand.ctrl(Qt.Key.Key_D)
    assert count(hand) == 2
    hand.ctrl(Qt.Key.Key_J)
    assert count(hand) == 3
    hand.right_click(hand.middle("dense_2"))
    menu = hand.view.findChild(QMenu)
    assert menu is not None
    shown = {action.text(): action.shortcut() for action in menu.actions()}
    menu.close()
    assert shown["Duplicate"] == key("Ctrl+J")


def test_keys_select_several_along_the_network(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Dense"), make("Dense"), make("Dense")))
    for _ in range(2):
        hand.key(Qt.Key.Key_Tab)
    assert hand.selected() == ("dense_1",)
    hand.key(Qt.Key.Key_Right, CONTROL | SHIFT)
    hand.key(Qt.Key.Key_Right, CONTROL | SHIFT)
    assert hand.selected() == ("dense_1", "dense_2", "dense_3")
    hand.key(Qt.Key.Key_Right, CONTROL | SHIFT)  # there is no further one
    assert hand.selected() == ("dense_1", "dense_2", "dense_3")
    hand.key(Qt.Key.Key_Left, CONTROL | SHIFT)  # and back again
    assert hand.selected() == ("dense_1", "dense_2")
    hand.key(Qt.Key.Key_Left, CONTROL | SHIFT)
    hand.key(Qt.Key.Key_Left, CONTROL | SHIFT)
    assert hand.selected() == ("dense_1", "input_1")
    hand.key(Qt.Key.Key_Escape)
    hand.key(Qt.Key.Key_Left, CONTROL | SHIFT)
    assert hand.selected() == ("dense_3",)


@pytest.mark.parametrize("by", ["menu key", "Shift+F10"])
def test_the_menu_that_a_key_opens_is_for_what_is_selected(hand: Hand, by: str) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Dense")))
    view = hand.view
    view.canvas.select_only(("dense_1",))
    # A node lies where Qt says that the key was pressed.
    corner = view.mapFromScene(view.canvas.nodes["input_1"].pos()) + QPoint(20, 20)
    if by == "menu key":
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, corner, corner)
        QApplication.sendEvent(view.viewport(), asked)
    else:
        hand.key(Qt.Key.Key_F10, SHIFT)
    menu = view.findChild(QMenu)
    assert menu is not None
    assert hand.selected() == ("dense_1",)
    assert "Duplicate" in [action.text() for action in menu.actions()]
    card = view.canvas.nodes["dense_1"]
    shown = view.mapFromScene(card.rect().translated(card.pos())).boundingRect()
    assert shown.top() < view.viewport().mapFromGlobal(menu.pos()).y() < shown.bottom()
    menu.close()
