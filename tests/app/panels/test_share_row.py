"""Layers can use the weights of others of their kind, chosen in the inspector."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from nnstudio.app.panels.inspector import Inspector
from nnstudio.app.panels.parts.share_row import ShareRow
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.core.text import Text
from nnstudio.graph import edits
from nnstudio.graph.project import Project
from tests.app.panels.drawings import Show, chain, make, moons


def twins() -> Project:
    """Return a network with two equal layers one after the other, and another one at the end."""
    return chain(
        moons().data,
        make("Input"),
        make("Dense", units=2, activation="tanh"),
        make("Dense", units=2, activation="relu"),
        make("Dense", units=2, activation="softmax"),
    )


@pytest.fixture
def inspector(session: Session, training: Training, show: Show) -> Inspector:
    session.open(twins())
    inspector = Inspector(session, training)
    show(inspector)
    return inspector


@pytest.fixture
def row(inspector: Inspector) -> ShareRow:
    return inspector.node_page.share_row


def test_weights_are_shared_with_the_keyboard_and_taken_back(
    qtbot: QtBot, row: ShareRow, session: Session
) -> None:
    session.select(["dense_2"])
    names = [row.box.itemText(index) for index in range(row.box.count())]
    assert names == ["Its own", "Those of dense_1", "Those of dense_3"]
    before = session.analysis.parameters
    row.box.setFocus()
    qtbot.keyClick(row.box, Qt.Key.Key_Down)
    node = session.project.graph.by_id["dense_2"]
    assert node.shares == "dense_1"
    assert node.layer == session.project.graph.by_id["dense_1"].layer
    assert session.analysis.parameters == before - 6
    assert session.analysis.ready
    assert str(session.undo_label) == "Let dense_2 use the weights of dense_1"
    qtbot.keyClick(row.box, Qt.Key.Key_Up)
    assert str(session.undo_label) == "Give dense_2 weights of its own"
    session.undo()
    session.undo()
    assert session.project.graph.by_id["dense_2"].shares == ""
    assert row.box.currentText() == "Its own"


def test_what_one_of_them_is_set_to_counts_for_all(row: ShareRow, session: Session) -> None:
    session.edit(Text("share"), edits.share(session.project, "dense_2", "dense_1"))
    session.edit(Text("sigmoid"), edits.set_values(session.project, "dense_2", activation="elu"))
    assert session.project.graph.by_id["dense_1"].layer.parameters_text().endswith("elu")


def test_nothing_is_offered_where_nothing_fits(row: ShareRow, session: Session) -> None:
    session.select(["input_1"])
    assert not row.isVisible()
    session.select(["dense_1", "dense_2"])
    assert not row.isVisible()
    session.select(["dense_1"])
    assert row.isVisible()
    session.edit(Text("alone"), edits.delete(session.project, ["dense_2", "dense_3"]))
    assert not row.isVisible()


def test_only_weights_that_are_a_nodes_own_can_be_chosen(row: ShareRow, session: Session) -> None:
    session.edit(Text("share"), edits.share(session.project, "dense_2", "dense_1"))
    session.select(["dense_3"])
    assert [row.box.itemText(i) for i in range(row.box.count())] == ["Its own", "Those of dense_1"]
    session.select(["dense_2"])
    assert row.box.currentText() == "Those of dense_1"
