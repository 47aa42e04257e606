"""The data panel: choosing, preparing and looking at data."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.panels.data_panel import DataPanel
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.data import load_dataset
from nnstudio.graph.project import Project
from tests.app.panels.drawings import Show, moons, throws
from tests.made_up_data import source_of


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
    sheet = panel.page.sheet
    qtbot.waitUntil(lambda: len(sheet.captions()) == 24)
    bars = panel.page.balance.bars()
    counts = np.bincount(load_dataset(source_of("mnist")).y_train)
    assert [bar.text for bar in bars] == [f"{count:,}" for count in counts]
    facts = dict(panel.page.facts.facts())
    assert facts["Training"] == "16,000"
    assert facts["Test"] == "5,000"
    assert "CC BY-SA" in facts["Licence"]


def test_other_samples_are_shown_on_demand(panel: DataPanel, qtbot: QtBot) -> None:
    sheet = panel.page.sheet
    qtbot.waitUntil(lambda: bool(sheet.captions()))
    before = sheet.grab().toImage()
    qtbot.mouseClick(panel.page.other_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sheet.grab().toImage() != before)


def test_points_follow_their_options_and_typing_is_one_undo(
    panel: DataPanel, session: Session, qtbot: QtBot
) -> None:
    session.open(moons())
    qtbot.waitUntil(lambda: panel.page.points.count() == 60)
    before = session.project
    type_into(qtbot, panel.page.options.field("samples").editor, "200")
    qtbot.waitUntil(lambda: panel.page.points.count() == 200)
    plan = session.project.data
    assert dict(plan.source.options)["samples"] == 200
    assert plan.validation == 40  # a fifth, as before
    session.undo()
    assert session.project is before
    qtbot.waitUntil(lambda: panel.page.points.count() == 60)


def test_a_split_that_leaves_nothing_to_learn_from_is_refused_with_a_reason(
    panel: DataPanel, session: Session, qtbot: QtBot
) -> None:
    session.open(moons())
    before = session.project
    type_into(qtbot, panel.page.preparation.field("validation").editor, "60")
    qtbot.waitUntil(panel.banner.isVisible)
    assert "59" in panel.banner.text()
    qtbot.waitUntil(lambda: session.project.data.validation != 60)
    session.open(before)
    assert not panel.banner.isVisible()


def test_scaling_is_fitted_to_the_training_part(
    panel: DataPanel, session: Session, qtbot: QtBot
) -> None:
    session.open(moons())
    box = panel.page.preparation.field("scaling").editor
    box.setFocus()
    with qtbot.waitSignal(session.changed):
        qtbot.keyClicks(box, "to 0")
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert session.project.data.scaling == "unit"
    assert len(session.project.data.scale) == 2
    assert dict(panel.page.facts.facts())["Scaled by"].startswith("(x − (")


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
    assert panel.page.points.count() == 0
    with qtbot.waitExposed(panel):
        panel.show()
    qtbot.waitUntil(lambda: panel.page.points.count() == 60)


def test_a_project_opened_meanwhile_is_not_changed_by_the_answer(
    panel: DataPanel, session: Session, qtbot: QtBot
) -> None:
    type_into(qtbot, panel.page.preparation.field("validation").editor, "100")
    session.open(moons())
    qtbot.waitUntil(lambda: panel.page.points.count() == 60)
    assert session.project.data.source.dataset == "moons"
    assert session.undo_label is None


def test_a_table_is_shown_with_its_units_and_targets(
    panel: DataPanel, session: Session, qtbot: QtBot
) -> None:
    session.open(throws())
    table = panel.page.table
    qtbot.waitUntil(lambda: table.rowCount() == 8)
    heads, *rows = table.written()
    assert heads == ["speed\nm/s", "angle\n°", "→ range\nm", "→ height\nm", "→ lands\n"]
    assert {row[4] for row in rows} <= {"short", "on target", "long"}
    assert all(10 <= float(row[0]) <= 30 for row in rows)
    assert [bar.name for bar in panel.page.balance.bars()] == ["short", "on target", "long"]
    facts = dict(panel.page.facts.facts())
    assert facts["Targets"] == "range (m)\nheight (m)\nlands: short, on target, long"
    assert facts["Targets scaled by"].startswith("(t − (")
    before = rows
    qtbot.mouseClick(panel.page.other_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: table.written()[1:] != before)


def test_the_scaling_of_targets_is_chosen_where_there_are_numbers_to_predict(
    panel: DataPanel, session: Session, qtbot: QtBot
) -> None:
    session.open(throws())
    box = panel.page.preparation.field("target_scaling").editor
    assert isinstance(box, QComboBox)
    assert box.currentData() == "standard"
    box.setFocus()
    with qtbot.waitSignal(session.changed):
        qtbot.keyClick(box, Qt.Key.Key_Home)
    assert session.project.data.target_scaling == "none"
    assert session.project.data.target_scale == ()
    type_into(qtbot, panel.page.preparation.field("validation").editor, "20")
    qtbot.waitUntil(lambda: session.project.data.validation == 20)
    assert session.project.data.target_scaling == "none"  # another change leaves it
    type_into(qtbot, panel.page.options.field("samples").editor, "100")
    qtbot.waitUntil(lambda: dict(session.project.data.source.options)["samples"] == 100)
    assert session.project.data.target_scaling == "none"
    session.open(moons())
    with pytest.raises(KeyError):
        panel.page.preparation.field("target_scaling")
