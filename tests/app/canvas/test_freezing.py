"""On the canvas: layers are frozen by key and menu, and bear a sign."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from nnstudio.app.canvas.context_menu import context_menu
from nnstudio.core.text import Text
from nnstudio.graph import edits
from tests.app.canvas.hands import Hand, chain, make


@pytest.fixture(autouse=True)
def _drawing(hand: Hand) -> None:
    layers = [make("Dense", units=10, activation="softmax") for _ in range(3)]
    hand.session.open(chain(make("Input"), make("Flatten"), *layers))
    hand.view.zoom_reset()


def frozen(hand: Hand) -> list[str]:
    return [node.id for node in hand.project.graph.nodes if node.frozen]


def offered(hand: Hand) -> QAction | None:
    menu = context_menu(hand.view, hand.view.mapToScene(0, 0))
    found = [a for a in menu.actions() if a.text() in ("Freeze", "Unfreeze")]
    return found[0] if found else None


def test_a_key_freezes_what_is_selected_and_lets_it_learn_again(hand: Hand) -> None:
    hand.session.select(["flatten_1", "dense_1", "dense_2"])
    hand.ctrl(Qt.Key.Key_I)
    assert frozen(hand) == ["dense_1", "dense_2"]
    assert str(hand.session.undo_label) == "Freeze 2 nodes"
    hand.session.select(["dense_2", "dense_3"])
    hand.ctrl(Qt.Key.Key_I)
    assert frozen(hand) == ["dense_1", "dense_2", "dense_3"]  # some of them were not
    hand.ctrl(Qt.Key.Key_I)
    assert frozen(hand) == ["dense_1"]
    hand.session.undo()
    hand.session.undo()
    hand.session.undo()
    assert frozen(hand) == []


def test_the_menu_of_layers_with_weights_offers_it(hand: Hand) -> None:
    hand.session.select(["flatten_1"])
    assert offered(hand) is None
    hand.session.select(["dense_1"])
    action = offered(hand)
    assert action is not None
    assert action.text() == "Freeze"
    action.trigger()
    assert frozen(hand) == ["dense_1"]
    again = offered(hand)
    assert again is not None
    assert again.text() == "Unfreeze"


def test_a_frozen_node_bears_a_sign_and_says_so(hand: Hand) -> None:
    item = hand.view.canvas.nodes["dense_3"]
    before = hand.view.grab().toImage()
    hand.session.edit(Text("freeze"), edits.set_frozen(hand.project, ["dense_3"], True))
    assert item.face.frozen
    assert "Frozen" in item.toolTip()
    assert hand.view.grab().toImage() != before
    hand.session.undo()
    assert not item.face.frozen
