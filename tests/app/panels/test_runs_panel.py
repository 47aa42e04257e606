"""The list of runs: what it says, and what mouse, keys and menu do with runs."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from nnstudio.app.panels.parts.run_row_painter import ROW_ROLE, RunRow, chip_rect, eye_rect
from nnstudio.app.panels.runs_panel import RunsPanel
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.training import Training
from nnstudio.core.text import Text
from nnstudio.graph import edits
from tests.app.panels.drawings import Show, moons

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def session(qapp: QApplication) -> Session:
    session = Session()
    session.open(edits.set_training(moons(), epochs=2, batch_size=10))
    return session


@pytest.fixture
def training(session: Session) -> Iterator[Training]:
    training = Training(session)
    yield training
    assert training.stop_and_wait(60_000)


@pytest.fixture
def panel(
    session: Session, training: Training, show: Show, qtbot: QtBot, tmp_path: Path
) -> RunsPanel:
    """A panel after three runs with other seeds."""
    panel = RunsPanel(session, training, Settings(tmp_path))
    show(panel)
    assert panel.empty.isVisible()
    for seed in (0, 1, 2):
        session.edit(Text("Seed"), edits.set_training(session.project, seed=seed))
        with qtbot.waitSignal(training.finished):
            training.start()
    return panel


def rows(panel: RunsPanel) -> list[RunRow]:
    model, found = panel.list.model(), []
    for number in range(model.rowCount()):
        index = model.index(number, 0)
        found.append(index.data(ROW_ROLE))
        found += [model.index(n, 0, index).data(ROW_ROLE) for n in range(model.rowCount(index))]
    return found


def click(panel: RunsPanel, run_id: str, part: Callable[[QRect], QRect] | None = None) -> None:
    rect = panel.list.visualRect(panel.list.index_of(run_id))
    at = part(rect).center() if part else QPoint(rect.center().x(), rect.top() + 8)
    QTest.mouseClick(panel.list.viewport(), LEFT, pos=at)


def action(menu: QMenu, text: str) -> QAction:
    return next(a for a in menu.actions() if a.text().replace("&", "") == text)


def test_the_present_run_is_on_top_and_each_says_what_was_changed(panel: RunsPanel) -> None:
    assert [row.name for row in rows(panel)] == ["Run 3", "Run 2", "Run 1"]
    present, second, first = rows(panel)
    assert (present.live, present.shown) == ("present", None)
    assert second.shown is True
    assert "2 epochs · 10 steps" in second.lines[0]
    assert second.lines[1] == "Training · Seed: 0 → 1"
    assert len(first.lines) == 1
    log = panel.list._runs["run_2"].log
    losses = (float(log.epoch_column(name)[-1]) for name in ("train_loss", "val_loss"))
    assert second.figures[0] == " / ".join(f"{loss:.4f}" for loss in losses)


def test_a_click_on_the_eye_hides_a_run_and_space_all_that_are_selected(
    panel: RunsPanel, session: Session
) -> None:
    click(panel, "run_1", eye_rect)
    assert [run.id for run in session.runs.shown] == ["run_2"]
    assert [row.shown for row in rows(panel)] == [None, True, False]
    click(panel, "run_2")
    rect = panel.list.visualRect(panel.list.index_of("run_1"))
    QTest.mouseClick(panel.list.viewport(), LEFT, CONTROL, QPoint(120, rect.top() + 8))
    assert len(panel.list.selected_runs()) == 2
    QTest.keyClick(panel.list, Key.Key_Space)
    assert len(session.runs.shown) == 2
    QTest.keyClick(panel.list, Key.Key_Space)
    assert not session.runs.shown


def test_a_run_is_renamed_in_place(panel: RunsPanel, session: Session, qtbot: QtBot) -> None:
    click(panel, "run_1")
    QTest.keyClick(panel.list, Key.Key_F2)
    (editor,) = panel.list.viewport().findChildren(QLineEdit)
    QTest.keyClicks(editor, "slow one")
    QTest.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: session.runs["run_1"].name == "slow one")
    assert rows(panel)[2].name == "slow one"
    assert session.dirty


def test_a_colour_is_chosen_from_the_chip(panel: RunsPanel, session: Session) -> None:
    click(panel, "run_2", chip_rect)
    menu = next(m for m in panel.findChildren(QMenu) if m.isVisible())
    action(menu, "Colour 7").trigger()
    menu.close()
    assert session.runs["run_2"].color == 6
    assert rows(panel)[1].color == 6


def test_the_chip_of_the_present_run_is_hollow_as_its_curves_have_other_colours(
    panel: RunsPanel,
) -> None:
    picture = panel.list.viewport().grab().toImage()
    present, before = (
        picture.pixelColor(chip_rect(panel.list.visualRect(panel.list.index_of(row.run))).center())
        for row in rows(panel)[:2]
    )
    series = current_theme().series
    assert present.name() != series[rows(panel)[0].color]
    assert before.name() == series[rows(panel)[1].color]


def test_restore_brings_settings_and_weights_back_and_can_be_undone(
    panel: RunsPanel, session: Session
) -> None:
    weights = session.runs["run_1"].checkpoint
    click(panel, "run_1")
    QTest.mouseClick(panel.restore_button, LEFT)
    assert session.project.training.seed == 0
    assert session.checkpoint is weights
    assert [row.name for row in rows(panel)] == ["Run 1", "Run 3", "Run 2"]
    assert str(session.undo_label) == "Restore Run 1"
    session.undo()
    assert session.project.training.seed == 2
    assert [row.name for row in rows(panel)] == ["Run 3", "Run 2", "Run 1"]


def test_named_checkpoints_stand_below_their_run(
    panel: RunsPanel, session: Session, training: Training, qtbot: QtBot
) -> None:
    place = session.runs["run_2"].checkpoint
    assert place is not None
    session.runs.keep("run_2", "good one", place)
    assert [row.name for row in rows(panel)] == ["Run 3", "Run 2", "good one", "Run 1"]
    assert rows(panel)[2].lines[0].startswith("step 10 · ")
    panel.list.select_run("run_2", "kept_1")
    QTest.keyClick(panel.list, Key.Key_Return)
    assert session.checkpoint is place
    assert str(session.undo_label) == "Restore the checkpoint good one"
    session.undo()
    panel.list.select_run("run_2", "kept_1")
    QTest.keyClick(panel.list, Key.Key_Delete)
    assert not session.runs["run_2"].kept
    undo = next(b for b in panel.message.findChildren(QPushButton) if b.text() == "Undo")
    QTest.mouseClick(undo, LEFT)
    assert [kept.name for kept in session.runs["run_2"].kept] == ["good one"]
    assert not panel.message.isVisible()
    panel.list.select_run("run_2", "kept_1")
    with qtbot.waitSignal(training.finished):
        QTest.mouseClick(panel.branch_button, LEFT)
    origin = session.runs.present.origin if session.runs.present else None
    assert origin is not None
    assert (origin.name, origin.step, origin.exact) == ("Run 2", 10, True)
    assert rows(panel)[0].lines[1] == "Branched from Run 2 at step 10"


def test_delete_removes_past_runs_and_a_button_brings_them_back(
    panel: RunsPanel, session: Session
) -> None:
    before = session.runs.all
    panel.list.setFocus()
    QTest.keyClick(panel.list, Key.Key_A, CONTROL)
    QTest.keyClick(panel.list, Key.Key_Delete)
    assert [row.name for row in rows(panel)] == ["Run 3"], "the present one stays"
    undo = next(b for b in panel.message.findChildren(QPushButton) if b.text() == "Undo")
    QTest.mouseClick(undo, LEFT)
    assert session.runs.all == before


def test_notes_belong_to_the_chosen_run(panel: RunsPanel, session: Session) -> None:
    click(panel, "run_1")
    panel.note.notes.setFocus()
    QTest.keyClicks(panel.note.notes, "too steep")
    click(panel, "run_2")
    assert panel.note.notes.toPlainText() == ""
    assert "Changed since Run 1:\n  Training · Seed: 0 → 1" in panel.note.differences.text()
    assert "In the drawing now:\n  Training · Seed: 1 → 2" in panel.note.differences.text()
    click(panel, "run_1")
    assert panel.note.notes.toPlainText() == "too steep"
    assert session.runs["run_1"].notes == "too steep"


def test_the_list_is_exported(panel: RunsPanel, session: Session, tmp_path: Path) -> None:
    session.runs.change("run_1", notes='with "quotes", and more')
    path = tmp_path / "runs.csv"
    panel.export_to(path)
    with open(path, encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert [row["name"] for row in table] == ["Run 1", "Run 2", "Run 3"]
    assert table[0]["notes"] == 'with "quotes", and more'
    assert table[1]["changed"] == "Training · Seed: 0 → 1"
    expected = session.runs["run_1"].log.epoch_column("val_loss")[-1]
    assert float(table[0]["val_loss"]) == pytest.approx(expected)


def test_nothing_is_restored_while_a_network_trains(
    panel: RunsPanel, session: Session, training: Training, qtbot: QtBot
) -> None:
    training.start(paused=True)
    training.step()
    qtbot.waitUntil(lambda: session.run_log.steps == 1)
    panel.refresh()
    assert rows(panel)[0].live == "running"
    click(panel, "run_1")
    assert not panel.restore_button.isEnabled()
    assert not action(panel.menu(), "Restore").isEnabled()
    project = session.project
    QTest.keyClick(panel.list, Key.Key_Return)
    assert session.project is project


def test_in_little_room_the_list_has_most_of_it(panel: RunsPanel, qtbot: QtBot) -> None:
    panel.resize(320, 270)
    qtbot.waitUntil(lambda: panel.list.height() > 130)
    assert panel.note.differences.isHidden()
    panel.resize(900, 300)
    assert panel.note.differences.isVisible()
    qtbot.waitUntil(lambda: panel.note.x() > panel.list.x())
