"""A data file that moved or changed is noticed, and put right with a click that can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from nnstudio.app.panels.data_panel import DataPanel
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.data.prepare import make_plan
from nnstudio.graph.data_plan import DataFile, DataSource
from tests.app.panels.drawings import Show, chain, make, moons


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "flowers.csv"
    rows = [f"{n % 7},{n % 5},{'ab'[n % 2]}" for n in range(60)]
    path.write_text("\n".join(["length,width,kind", *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def panel(session: Session, training: Training, show: Show, path: Path) -> DataPanel:
    panel = DataPanel(session, training)
    show(panel)
    plan = make_plan(DataSource("table", file=DataFile(str(path))), scaling="standard")
    session.open(chain(plan, make("Input"), make("Dense", units=2, activation="softmax")))
    return panel


def test_a_file_that_is_there_is_named_and_nothing_is_said(panel: DataPanel, qtbot: QtBot) -> None:
    assert panel.choice.name() == "flowers.csv"
    qtbot.waitUntil(lambda: not panel.file_banner.busy)
    assert not panel.file_banner.isVisible()


def test_a_missing_file_is_found_again(
    panel: DataPanel,
    session: Session,
    path: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    elsewhere = tmp_path / "elsewhere.csv"
    path.rename(elsewhere)
    panel.file_banner.check()
    qtbot.waitUntil(panel.file_banner.isVisible)
    assert "flowers.csv is not where it was" in panel.file_banner.text()
    asked: list[str] = []

    def answer(parent: object, title: str, place: str) -> tuple[str, str]:
        asked.append(place)
        return str(elsewhere), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    before = session.project
    qtbot.mouseClick(panel.file_banner.buttons()[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.choice.name() == "elsewhere.csv")
    qtbot.waitUntil(lambda: not panel.file_banner.isVisible())
    assert asked == [str(path)]
    assert session.project.data.shift == before.data.shift
    session.undo()
    assert session.project is before
    qtbot.waitUntil(panel.file_banner.isVisible)


@pytest.mark.parametrize(("button", "same"), [("Read it again", False), ("Keep the numbers", True)])
def test_a_changed_file_is_read_again_or_keeps_its_numbers(
    button: str, same: bool, panel: DataPanel, session: Session, path: Path, qtbot: QtBot
) -> None:
    before = session.project
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "70,50,a\n70,50,b\n" * 5, encoding="utf-8")
    panel.file_banner.check()
    qtbot.waitUntil(panel.file_banner.isVisible)
    assert "flowers.csv has changed" in panel.file_banner.text()
    found = next(b for b in panel.file_banner.buttons() if b.text() == button)
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.project.data.counts == (70, 0))
    assert (session.project.data.shift == before.data.shift) is same
    qtbot.waitUntil(lambda: not panel.file_banner.isVisible())
    session.undo()
    assert session.project is before


def test_what_cannot_be_read_again_is_told_and_changes_nothing(
    panel: DataPanel, session: Session, path: Path, qtbot: QtBot
) -> None:
    before = session.project
    path.write_text("", encoding="utf-8")
    panel.file_banner.check()
    qtbot.waitUntil(panel.file_banner.isVisible)
    qtbot.mouseClick(panel.file_banner.buttons()[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(panel.banner.isVisible)
    assert "flowers.csv" in panel.banner.text()
    assert session.project is before


def test_another_project_without_a_file_has_nothing_to_say(
    panel: DataPanel, session: Session, path: Path, qtbot: QtBot
) -> None:
    path.unlink()
    panel.file_banner.check()
    qtbot.waitUntil(panel.file_banner.isVisible)
    session.open(moons())
    assert not panel.file_banner.isVisible()


def test_a_file_that_is_gone_is_noticed_as_a_project_opens(
    panel: DataPanel, session: Session, path: Path, qtbot: QtBot
) -> None:
    project = session.project
    session.open(moons())
    path.unlink()
    with qtbot.waitSignal(panel.file_banner.noticed):
        session.open(project)
