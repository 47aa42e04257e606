"""The Analyzer: what it lists, and how it goes along with the canvas."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nnstudio.app.panels.analyzer import Analyzer
from nnstudio.app.panels.parts.analysis_model import MEMORY, NAME, OUTPUT, PARAMETERS
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.bench.graphs import residual_drawing
from nnstudio.core.text import Text
from nnstudio.graph import edits
from tests.app.canvas.hands import chain, make

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot: QtBot) -> Analyzer:
    session = Session()
    output = make("Dense", units=10, activation="softmax")
    session.open(chain(make("Input"), make("Conv2D"), make("Flatten"), output))
    panel = Analyzer(session, Settings())
    session.setParent(panel)
    qtbot.addWidget(panel)
    panel.resize(1200, 300)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def session_of(panel: Analyzer) -> Session:
    session = panel.findChild(Session)
    assert session is not None
    return session


def column(panel: Analyzer, number: int) -> list[str]:
    model = panel.table.rows
    return [model.index(row, number).data() for row in range(model.rowCount())]


def click_row(panel: Analyzer, row: int) -> None:
    place = panel.table.visualRect(panel.table.rows.index(row, NAME)).center()
    QTest.mouseClick(panel.table.viewport(), LEFT, pos=place)


def click_heading(panel: Analyzer, number: int) -> None:
    head = panel.table.horizontalHeader()
    place = QPoint(head.sectionViewportPosition(number) + 30, head.height() // 2)
    QTest.mouseClick(head.viewport(), LEFT, pos=place)


def test_it_lists_layers_with_shapes_and_costs(panel: Analyzer) -> None:
    assert column(panel, NAME) == ["input_1", "conv2d_1", "flatten_1", "dense_1"]
    assert column(panel, OUTPUT)[0] == "28 (H) × 28 (W) × 1 (C)"
    assert column(panel, OUTPUT)[3] == "10 (F)"
    parameters = session_of(panel).analysis.parameters
    assert f"{parameters:,} parameters" in panel.totals.text()


def test_totals_are_withheld_while_there_are_errors(panel: Analyzer) -> None:
    session = session_of(panel)
    wire = session.project.graph.wires[1]

    session.edit(Text("Cut"), edits.disconnect(session.project, [wire]))

    rows = dict(zip(column(panel, NAME), column(panel, PARAMETERS), strict=True))
    assert (rows["conv2d_1"], rows["flatten_1"], rows["dense_1"]) == ("80", "–", "–")
    assert panel.totals.text().startswith("Total: – (")
    assert "not connected" in panel.totals.text()


def test_selecting_goes_both_ways(panel: Analyzer) -> None:
    session = session_of(panel)

    click_row(panel, 1)
    assert list(session.selection) == ["conv2d_1"]

    session.select(["dense_1", "input_1"])
    assert panel.table.chosen_rows() == [0, 3]

    panel.table.setFocus()
    click_row(panel, 2)
    QTest.keyClick(panel.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert list(session.selection) == ["flatten_1", "dense_1"]


def test_a_heading_sorts_and_gives_the_order_of_the_network_back(panel: Analyzer) -> None:
    click_heading(panel, MEMORY)
    rising = [row.memory for row in panel.table.rows.rows]
    assert rising == sorted(rising)
    click_heading(panel, MEMORY)
    assert [row.memory for row in panel.table.rows.rows] == sorted(rising, reverse=True)
    click_heading(panel, MEMORY)
    assert column(panel, NAME) == ["input_1", "conv2d_1", "flatten_1", "dense_1"]


def test_rows_are_copied_as_text(panel: Analyzer) -> None:
    click_row(panel, 3)
    QTest.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    heading, line = QGuiApplication.clipboard().text().splitlines()
    assert heading.startswith("Layer\tKind")
    assert line.startswith("dense_1\t")


def test_the_table_becomes_a_file(panel: Analyzer, tmp_path: Path) -> None:
    told: list[tuple[str, str]] = []
    panel.message.connect(lambda *message: told.append(message))

    panel.save_csv(tmp_path / "net.csv")
    panel.save_csv(tmp_path / "gone" / "net.csv")

    with (tmp_path / "net.csv").open(newline="", encoding="utf-8") as file:
        assert [line["layer"] for line in csv.DictReader(file)][-1] == "dense_1"
    assert [tone for tone, _ in told] == ["good", "bad"]
    assert "folder does not exist" in told[1][1]


def test_an_edit_shows_at_once_and_keeps_what_is_selected(panel: Analyzer) -> None:
    session = session_of(panel)
    click_row(panel, 3)

    session.edit(Text("More"), edits.set_values(session.project, "dense_1", units=99))

    assert column(panel, OUTPUT)[3] == "99 (F)"
    assert panel.table.chosen_rows() == [3]


def test_nothing_is_done_for_a_table_that_nobody_sees(panel: Analyzer) -> None:
    session = session_of(panel)
    panel.hide()

    session.edit(Text("More"), edits.set_values(session.project, "dense_1", units=99))
    assert column(panel, OUTPUT)[3] == "10 (F)"

    panel.show()
    assert column(panel, OUTPUT)[3] == "99 (F)"


def test_many_layers_are_no_burden(panel: Analyzer) -> None:
    session = session_of(panel)
    session.open(residual_drawing(500))
    changed = edits.set_values(session.project, "dense_5", activation="tanh")
    times = []
    for project in (changed, session.project) * 3:
        before = time.perf_counter()
        session.edit(Text("Edit"), project)
        times.append(time.perf_counter() - before)

    assert len(column(panel, NAME)) >= 499
    assert min(times) < 2.0
