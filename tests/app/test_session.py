"""The session: edits, undo, selection and what it tells."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from nnstudio.app.session import Session
from nnstudio.core.text import Text
from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import initial_weights
from nnstudio.graph import edits
from nnstudio.graph.change import Change
from nnstudio.graph.project import Project
from nnstudio.graph.templates import template
from nnstudio.layers.dense import Dense


@pytest.fixture
def session(qapp: object) -> Session:
    session = Session()
    session.open(template("xor").project)
    return session


def add_dense(session: Session) -> str:
    project, node_id = edits.add_node(session.project, Dense(units=3), 0.0, 0.0)
    session.edit(Text("Add"), project)
    return node_id


def test_an_edit_is_told_undone_and_redone(session: Session, qtbot: QtBot) -> None:
    before = session.project
    with qtbot.waitSignal(session.changed) as told:
        node_id = add_dense(session)
    assert told.args is not None
    change: Change = told.args[0]
    assert [node.id for node in change.added] == [node_id]
    assert str(session.undo_label) == "Add"
    session.undo()
    assert session.project is before
    assert session.undo_label is None
    session.redo()
    assert node_id in session.project.graph.by_id
    assert node_id in session.analysis.reports


def test_an_edit_that_changes_nothing_leaves_no_trace(session: Session) -> None:
    session.edit(Text("Nothing"), edits.rename_project(session.project, session.project.name))
    assert session.undo_label is None
    assert not session.dirty


def test_typing_merges_until_the_gesture_ends(session: Session) -> None:
    for name in ("a", "ab", "abc"):
        session.edit(Text("Rename"), edits.rename_project(session.project, name), merge="name")
    session.close_merge()
    session.edit(Text("Rename"), edits.rename_project(session.project, "x"), merge="name")
    session.undo()
    assert session.project.name == "abc"
    session.undo()
    assert session.project.name == template("xor").project.name


def test_selection_follows_what_exists(session: Session, qtbot: QtBot) -> None:
    node_id = add_dense(session)
    session.select([node_id, "nobody_7"])
    assert list(session.selection) == [node_id]
    with qtbot.waitSignal(session.selection_changed):
        session.undo()
    assert list(session.selection) == []


def test_dirty_until_saved(session: Session, tmp_path: Path) -> None:
    seen = [session.dirty]
    for act in (
        lambda: add_dense(session),
        lambda: session.saved(tmp_path / "x.nnstudio"),
        session.undo,
        session.redo,
    ):
        act()
        seen.append(session.dirty)
    assert seen == [False, True, False, True, False]


def test_trained_weights_are_an_edit_and_fit_only_their_drawing(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert session.model() is None
    weights = initial_weights(make_plan(session.analysis), seed=1)
    session.adopt(Text("Train"), Checkpoint(weights, step=3))
    model = session.model()
    assert model is not None
    assert all(np.array_equal(model.weights[key], value) for key, value in weights.items())
    hidden = next(node for node in session.project.graph.nodes if isinstance(node.layer, Dense))
    wider = edits.set_values(session.project, hidden.id, units=77)
    session.edit(Text("Widen"), wider)
    assert session.model() is None
    session.undo()
    assert session.model() is not None
    monkeypatch.setattr("nnstudio.engine.plan.physical_memory", lambda: 1)
    assert session.model() is None
    session.undo()
    assert session.weights is None


def test_what_is_open_is_called_like_its_file_or_else_like_the_project(session: Session) -> None:
    assert (session.name, session.stem) == ("XOR", "XOR")
    session.saved(Path("my") / "first: try.nnstudio")
    assert (session.name, session.stem) == ("first: try.nnstudio", "first- try")
    session.open(Project())
    assert (session.name, session.stem) == ("", "")


def test_what_was_saved_stays_a_step_although_a_gesture_goes_on(session: Session) -> None:
    session.edit(Text("Draw"), edits.rename_project(session.project, "A"), merge="draw")
    session.saved(Path("x.nnstudio"))
    session.reopen_merge()
    session.edit(Text("Draw"), edits.rename_project(session.project, "AB"), merge="draw")
    session.undo()
    assert session.project.name == "A"
