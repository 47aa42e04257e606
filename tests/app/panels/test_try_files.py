"""A file of new cases: chosen, answered beside the window, written as a table."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from nnstudio.app.panels.try_panel import TryPanel
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.core.text import Text
from nnstudio.data.prepare import apply_scaling
from nnstudio.engine.answers import answers
from nnstudio.graph import edits
from tests.app.panels.drawings import Show, digits, moons, open_trained, throws

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(session: Session, training: Training, show: Show) -> TryPanel:
    panel = TryPanel(session, training)
    show(panel)
    return panel


def read_table(path: Path) -> tuple[list[str], list[list[str]]]:
    heading, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
    return heading, rows


def choose(monkeypatch: pytest.MonkeyPatch, cases: Path, table: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a, **k: (str(cases), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *a, **k: str(cases))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(table), ""))


def test_a_table_is_answered_with_the_columns_it_has(
    panel: TryPanel,
    session: Session,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    open_trained(session, moons())
    names = session.project.data.signature.features or ("x1", "x2")
    cases, table = tmp_path / "new.csv", tmp_path / "said.csv"
    cases.write_text(f"who,{names[0]},{names[1]}\nAda,0.5,1\nBob,-1,0.2\n")
    choose(monkeypatch, cases, table)
    assert not panel.case_file.folder_button.isVisible()
    qtbot.mouseClick(panel.case_file.file_button, LEFT)
    qtbot.waitUntil(lambda: panel.case_file.written() is not None)
    heading, rows = read_table(table)
    assert heading[:4] == ["who", *names, "predicted class"]
    model = session.model()
    assert model is not None
    x = np.array([[0.5, 1.0], [-1.0, 0.2]])
    shares = next(iter(answers(model, apply_scaling(session.project.data, x)).values()))
    said = [[float(cell) for cell in row[4:]] for row in rows]
    np.testing.assert_allclose(said, shares, rtol=1e-5)
    assert "2 cases answered in said.csv" in panel.case_file.text()


def test_a_folder_of_pictures_is_answered(
    panel: TryPanel,
    session: Session,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    open_trained(session, digits())
    folder, table = tmp_path / "new", tmp_path / "said.csv"
    folder.mkdir()
    for number in range(3):
        image = Image.new("L", (90, 120), 255)
        ImageDraw.Draw(image).line([(30, 20), (60, 20), (45, 100)], fill=0, width=9)
        image.save(folder / f"{number}.png")
    choose(monkeypatch, folder, table)
    qtbot.mouseClick(panel.case_file.folder_button, LEFT)
    qtbot.waitUntil(lambda: panel.case_file.written() is not None)
    heading, rows = read_table(table)
    assert heading[0] == "file"
    assert [row[0] for row in rows] == ["0.png", "1.png", "2.png"]
    assert len(heading) == 12


def test_what_cannot_be_read_is_said_with_its_line(
    panel: TryPanel, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    open_trained(session, moons())
    (tmp_path / "new.csv").write_text("x1,x2\n1,2\n1,much\n")
    panel.case_file.answer(tmp_path / "new.csv", tmp_path / "said.csv")
    qtbot.waitUntil(panel.case_file.banner.isVisible)
    assert "line 3" in panel.case_file.banner.text()
    assert "x2" in panel.case_file.banner.text()
    assert not (tmp_path / "said.csv").exists()
    assert panel.case_file.file_button.isEnabled()


def test_it_can_be_cancelled(
    panel: TryPanel, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    open_trained(session, digits())
    np.save(tmp_path / "new.npy", np.zeros((20_000, 28, 28), np.uint8))
    panel.case_file.answer(tmp_path / "new.npy", tmp_path / "said.csv")
    assert panel.case_file.progress.isVisible()
    qtbot.mouseClick(panel.case_file.cancel_button, LEFT)
    qtbot.waitUntil(lambda: "nothing was written" in panel.case_file.text())
    assert not (tmp_path / "said.csv").exists()


def test_numbers_have_the_units_of_their_targets(
    panel: TryPanel, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    open_trained(session, throws())
    np.save(tmp_path / "new.npy", np.array([[20.0, 45.0]]))
    panel.case_file.answer(tmp_path / "new.npy", tmp_path / "said.csv")
    qtbot.waitUntil(lambda: panel.case_file.written() is not None)
    heading, _ = read_table(tmp_path / "said.csv")
    assert "output_1: predicted range [m]" in heading


def test_a_network_that_trains_answers_too(
    panel: TryPanel, session: Session, training: Training, qtbot: QtBot, tmp_path: Path
) -> None:
    session.open(moons())
    session.edit(Text("epochs"), edits.set_training(session.project, epochs=100_000))
    training.start()
    qtbot.waitUntil(lambda: bool(training.moments.timeline.moments))
    np.save(tmp_path / "new.npy", np.zeros((4, 2)))
    panel.case_file.answer(tmp_path / "new.npy", tmp_path / "said.csv")
    qtbot.waitUntil(lambda: panel.case_file.written() is not None)
    assert "with the weights of step" in panel.case_file.text()
    assert training.active
    training.stop()
    qtbot.waitUntil(lambda: not training.active)
