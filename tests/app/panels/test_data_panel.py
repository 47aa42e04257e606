"""The data panel: choosing, preparing and looking at data."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.panels.data_panel import DataPanel
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.graph.project import Project
from tests.app.panels.drawings import Show, moons, throws


@pytest.fixture
def panel(session: Session, training: Training, show: Show) -> DataPanel:
    panel = DataPanel(session, training)
    show(panel)
    return panel


def type_into(qtbot: QtBot, editor: QWidget, text: str) -> None:
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_the_data_that_is_chosen_is_named_and_leads_to_all_others(
    panel: DataPanel, session: Session, qtbot: QtBot
) -> None:
    assert panel.choice.name() == "MNIST digits"
    asked: list[str] = []
    panel.choosing_wanted.connect(asked.append)
    qtbot.mouseClick(panel.choice, Qt.MouseButton.LeftButton)
    panel.choice.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_M):
        qtbot.keyClick(panel.choice, key)
    assert asked == ["", "", "", "", "m"]  # a letter goes on in the search
    session.open(moons())
    assert panel.choice.name() == "Moons"


def test_digits_are_shown_as_they_are(panel: DataPanel, qtbot: QtBot) -> None:
    sheet = panel.page.samples.sheet
    qtbot.waitUntil(lambda: len(sheet.captions()) == 24)
    assert sheet.isVisible()
    facts = dict(panel.page.facts.facts())
    assert facts["Classes"] == "10"
    assert "CC BY-SA" in facts["Licence"]


def test_other_samples_are_shown_on_demand(panel: DataPanel, qtbot: QtBot) -> None:
    sheet = panel.page.samples.sheet
    qtbot.waitUntil(lambda: bool(sheet.captions()))
    before = sheet.grab().toImage()
    qtbot.mouseClick(panel.page.other_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sheet.grab().toImage() != before)


def test_points_follow_their_options_and_typing_is_one_undo(
    panel: DataPanel, session: Session, qtbot: QtBot
) -> None:
    session.open(moons())
    points = panel.page.samples.points
    qtbot.waitUntil(lambda: points.count() == 60)
    before = session.project
    type_into(qtbot, panel.page.options.field("samples").editor, "200")
    qtbot.waitUntil(lambda: points.count() == 200)
    plan = session.project.data
    assert dict(plan.source.options)["samples"] == 200
    assert plan.validation == 40  # a fifth, as before
    session.undo()
    assert session.project is before
    qtbot.waitUntil(lambda: points.count() == 60)


def test_without_data_it_says_how_to_choose(
    panel: DataPanel, session: Session, qtbot: QtBot
) -> None:
    session.open(Project())
    assert not panel.page.isVisible()
    assert panel.choice.name() == "Choose a data set"
    asked: list[str] = []
    panel.choosing_wanted.connect(asked.append)
    qtbot.mouseClick(panel.nothing.button(), Qt.MouseButton.LeftButton)
    assert asked == [""]


def test_a_hidden_panel_reads_nothing(session: Session, training: Training, qtbot: QtBot) -> None:
    panel = DataPanel(session, training)
    qtbot.addWidget(panel)
    session.open(moons())
    assert panel.page.samples.points.count() == 0
    assert panel.page.preparation.split.bar.parts() == {}
    with qtbot.waitExposed(panel):
        panel.show()
    qtbot.waitUntil(lambda: panel.page.samples.points.count() == 60)


def test_a_project_opened_meanwhile_is_not_changed_by_the_answer(
    panel: DataPanel, session: Session, qtbot: QtBot
) -> None:
    type_into(qtbot, panel.page.preparation.split.form.field("validation").editor, "100")
    session.open(moons())
    qtbot.waitUntil(lambda: panel.page.samples.points.count() == 60)
    assert session.project.data.source.dataset == "moons"
    assert session.undo_label is None


def test_a_table_is_shown_with_its_units_and_targets(
    panel: DataPanel, session: Session, qtbot: QtBot
) -> None:
    session.open(throws())
    table = panel.page.samples.table
    qtbot.waitUntil(lambda: table.rowCount() == 8)
    heads, *rows = table.written()
    assert heads == ["speed\nm/s", "angle\n°", "→ range\nm", "→ height\nm", "→ lands\n"]
    assert {row[4] for row in rows} <= {"short", "on target", "long"}
    assert all(10 <= float(row[0]) <= 30 for row in rows)
    facts = dict(panel.page.facts.facts())
    assert facts["Targets"] == "range (m)\nheight (m)\nlands: short, on target, long"
    before = rows
    qtbot.mouseClick(panel.page.other_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: table.written()[1:] != before)
