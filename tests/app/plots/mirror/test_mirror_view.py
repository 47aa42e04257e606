"""The NumPy code of the drawing: lines and layers light one another up."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from nnstudio.app.plots.mirror.mirror_view import MirrorView
from nnstudio.app.run_speed import SPEEDS
from nnstudio.core.text import Text
from nnstudio.export.numpy_script import mirror
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.graph.templates import template
from nnstudio.layers.dense import Dense
from tests.app.plots.made_up import Parts, stack

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot: QtBot, parts: Parts) -> MirrorView:
    parts[0].open(template("xor").project)
    view = MirrorView(*parts)
    qtbot.addWidget(view)
    view.resize(640, 420)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: view.mirror is not None, timeout=20_000)
    return view


def click_line(view: MirrorView, words: str) -> int:
    """Scroll to the first line with these words, click into it, and return its number."""
    number = next(i for i, line in enumerate(view.code.code().split("\n")) if words in line)
    view.code.verticalScrollBar().setValue(number)
    cursor = QTextCursor(view.code.document().findBlockByNumber(number))
    at = view.code.cursorRect(cursor).center() + QPoint(4, 0)
    QTest.mouseClick(view.code.viewport(), LEFT, pos=at)
    return number


def test_the_code_of_the_drawing_is_shown(view: MirrorView, parts: Parts) -> None:
    expected = mirror(analyze(parts[0].project), "XOR").text.rstrip("\n")
    assert view.code.code() == expected
    assert "def dense_1_forward" in expected
    assert view.words.text().endswith("lines that run; saved, they have their samples beside them.")


def test_a_line_speaks_of_nodes_that_there_are(view: MirrorView, parts: Parts) -> None:
    assert view.mirror is not None
    named = {node for line in view.mirror.lines for node in line.nodes}
    assert named <= set(parts[0].project.graph.by_id)


def test_a_click_into_a_line_selects_its_layer_and_lights_all_its_lines(
    view: MirrorView, parts: Parts
) -> None:
    line = click_line(view, "def dense_2_backward")
    where = view.code.verticalScrollBar().value()

    assert parts[0].selection == ("dense_2",)
    assert view.mirror is not None
    assert set(view.code.lit) == set(view.mirror.lines_of("dense_2"))
    assert line in view.code.lit
    assert view.words.text() == f"The lines of dense_2: {len(view.code.lit)}"
    assert view.code.verticalScrollBar().value() == where


def test_a_layer_that_is_selected_elsewhere_is_brought_into_view(
    view: MirrorView, parts: Parts
) -> None:
    view.code.verticalScrollBar().setValue(view.code.verticalScrollBar().maximum())
    parts[0].select(["dense_1"])

    lines = view.code.code().split("\n")
    assert "dense_1/weight" in lines[min(view.code.lit)]
    forward = next(n for n, line in enumerate(lines) if "def dense_1_forward" in line)
    first = view.code.firstVisibleBlock().blockNumber()
    assert first <= forward < first + view.code.verticalScrollBar().pageStep()
    parts[0].select([])
    assert not view.code.lit


def test_an_edit_is_in_the_code_at_once_and_the_place_stays(
    qtbot: QtBot, view: MirrorView, parts: Parts
) -> None:
    session = parts[0]
    view.code.verticalScrollBar().setValue(20)
    session.edit(Text("Wider"), edits.set_values(session.project, "dense_1", units=21))

    qtbot.waitUntil(lambda: "Dense(units=21" in view.code.code(), timeout=20_000)
    assert view.code.verticalScrollBar().value() == 20


def test_a_card_that_is_moved_changes_nothing(qtbot: QtBot, view: MirrorView, parts: Parts) -> None:
    session, before = parts[0], view.mirror
    session.edit(Text("Move"), edits.move(session.project, {"dense_1": (500.0, 400.0)}))
    session.edit(Text("Wider"), edits.set_values(session.project, "dense_1", units=21))
    session.edit(Text("Again"), edits.set_values(session.project, "dense_1", units=8))
    qtbot.waitUntil(lambda: not parts[2].busy)
    assert view.mirror is before


def test_slow_motion_lights_the_lines_of_each_phase(
    qtbot: QtBot, view: MirrorView, parts: Parts
) -> None:
    session, training, _ = parts
    lit: dict[str, set[str]] = {}
    said: dict[str, set[str]] = {}
    session.select(["dense_1"])

    def look() -> bool:
        shown = view.clock.shown
        if shown is not None and view.mirror is not None:
            texts = {view.mirror.lines[number].text.strip() for number in view.code.lit}
            lit.setdefault(shown.phase.name, set()).update(texts)
            said.setdefault(shown.phase.name, set()).add(view.words.text())
        return session.run_log.steps > 0

    training.speed.choose(SPEEDS.index(SPEEDS[5]))
    training.step()
    qtbot.waitUntil(look, timeout=60_000)

    assert "def dense_1_forward(x):" in lit["forward"]
    assert "def dense_2_loss(z, t):" in lit["loss"]
    assert "def dense_2_backward(dz, x):" in lit["backward"]
    assert "def update(w, g, gradients, squares, step):" in lit["update"]
    assert not lit["forward"] & lit["update"]
    assert "Forward: the lines of dense_2" in said["forward"]
    assert "Backward: the lines of dense_2" in said["backward"]
    assert training.stop_and_wait(60_000)
    qtbot.waitUntil(lambda: view.words.text().startswith("The lines of dense_1"))


def test_it_is_copied_and_saved_and_what_is_saved_runs(
    qtbot: QtBot,
    view: MirrorView,
    parts: Parts,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = parts[0]
    session.edit(Text("Shorter"), edits.set_training(session.project, epochs=7))
    qtbot.waitUntil(lambda: "train(7)" in view.code.code(), timeout=20_000)
    QTest.mouseClick(view.copy_button, LEFT)
    assert QGuiApplication.clipboard().text() == view.code.code()

    assert "XOR_data.npz" in view.words.text()

    path = tmp_path / "mine"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    QTest.mouseClick(view.save_button, LEFT)
    qtbot.waitUntil(lambda: view.words.text() == "Saved: mine.py, mine_data.npz", timeout=20_000)
    done = subprocess.run(
        [sys.executable, "mine.py"], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert done.stderr == ""
    assert done.stdout
    with np.load(tmp_path / "mine_data.npz") as data:
        assert len(data["x"]) == 4  # those of XOR


def test_a_folder_that_takes_no_file_is_named(
    qtbot: QtBot, view: MirrorView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *said: told.append(said[2]))
    path = tmp_path / "none" / "mine.py"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    QTest.mouseClick(view.save_button, LEFT)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert "none" in told[0]


def test_without_a_drawing_it_says_what_to_do(qtbot: QtBot, view: MirrorView, parts: Parts) -> None:
    parts[0].open(Project())
    qtbot.waitUntil(lambda: not parts[2].busy)
    assert not view.code.isVisible()
    assert view.table() is None


def test_an_unfinished_drawing_has_the_code_of_what_there_is(
    qtbot: QtBot, view: MirrorView, parts: Parts
) -> None:
    session = parts[0]
    session.edit(Text("Delete"), edits.delete(session.project, ["dense_2"]))
    qtbot.waitUntil(lambda: "dense_2" not in view.code.code(), timeout=20_000)
    assert "dense_1" in view.code.code()
    assert "problems that forbid training" in view.words.text()


def test_all_of_a_large_network_is_selected_without_waiting(
    qtbot: QtBot, view: MirrorView, parts: Parts
) -> None:
    layers = [Dense(units=4, activation="relu") for _ in range(60)]
    parts[0].open(stack("spiral", *layers, Dense(units=2, activation="softmax")))
    qtbot.waitUntil(lambda: "def dense_61_forward" in view.code.code(), timeout=60_000)
    nodes = list(parts[0].project.graph.by_id)
    assert view.mirror is not None
    lines = len(view.mirror.lines)

    before = time.thread_time()
    parts[0].select(nodes)
    spent = time.thread_time() - before

    assert len(view.code.lit) > lines / 2
    assert spent < 0.3, "0.01 s on a computer of today"
