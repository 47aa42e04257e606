"""On the canvas: nodes that use the weights of others are marked, and the menu offers it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from nnstudio.app.canvas.context_menu import context_menu
from nnstudio.core.text import Text
from nnstudio.graph import edits
from tests.app.canvas.hands import Hand, chain, make


@pytest.fixture(autouse=True)
def _drawing(hand: Hand) -> None:
    layers = [make("Dense", units=10, activation="softmax") for _ in range(3)]
    hand.session.open(chain(make("Input"), make("Flatten"), *layers))
    hand.view.zoom_reset()


def sharing(hand: Hand) -> dict[str, QAction]:
    """Return what the menu of the selection offers to share."""
    menu = context_menu(hand.view, hand.view.mapToScene(0, 0))
    inner = [a for a in menu.actions() if a.text() == "Use the weights of"]
    if not inner:
        return {}
    found = inner[0].menu()
    assert isinstance(found, QMenu)
    return {action.text(): action for action in found.actions()}


def test_the_menu_of_a_node_offers_the_weights_of_others(hand: Hand) -> None:
    hand.session.select(["dense_3"])
    offered = sharing(hand)
    assert list(offered) == ["Its own", "dense_1", "dense_2"]
    assert offered["Its own"].isChecked()
    offered["dense_2"].trigger()
    assert hand.project.graph.by_id["dense_3"].shares == "dense_2"
    assert hand.session.analysis.ready
    assert sharing(hand)["dense_2"].isChecked()
    hand.session.undo()
    assert hand.project.graph.by_id["dense_3"].shares == ""


def test_nodes_without_weights_and_several_at_once_are_offered_none(hand: Hand) -> None:
    hand.session.select(["flatten_1"])
    assert sharing(hand) == {}
    hand.session.select(["dense_1", "dense_2"])
    assert sharing(hand) == {}


def test_a_node_that_shares_weights_is_marked_and_says_whose(hand: Hand) -> None:
    item = hand.view.canvas.nodes["dense_3"]
    before = hand.view.grab().toImage()
    hand.session.edit(Text("share"), edits.share(hand.project, "dense_3", "dense_2"))
    assert item.face.linked
    assert "Uses the weights of dense_2" in item.toolTip()
    assert hand.view.grab().toImage() != before
    hand.session.undo()
    assert not item.face.linked


def test_weights_that_do_not_fit_are_told_with_a_way_out(hand: Hand) -> None:
    hand.session.edit(Text("share"), edits.share(hand.project, "dense_3", "dense_1"))
    (problem,) = hand.session.analysis.problems_at("dense_3")
    assert "dense_3 uses the weights of dense_1, which gets 784" in str(problem.text)
    (fix,) = problem.fixes
    hand.session.edit(fix.label, fix.edit(hand.project))
    assert hand.session.analysis.ready


def test_a_copy_of_one_that_shares_weights_can_be_pasted_anywhere(hand: Hand) -> None:
    hand.session.edit(Text("share"), edits.share(hand.project, "dense_3", "dense_2"))
    hand.session.select(["dense_3"])
    hand.view.copy()
    hand.session.edit(Text("delete"), edits.delete(hand.project, ["dense_2", "dense_3"]))
    hand.view.paste()
    assert hand.project.graph.by_id["dense_4"].shares == ""
