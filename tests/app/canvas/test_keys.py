"""The canvas hears keys on its own: those of the table, or the user's."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

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
