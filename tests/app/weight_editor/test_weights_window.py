"""The window of weights: looked at, typed, pasted, filled, reset, copied and exported with real events."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.training import Training
from nnstudio.app.weight_editor.cell_text import read_block, short_text
from nnstudio.app.weight_editor.weight_slice import WeightSlice
from nnstudio.app.weight_editor.weights_window import WeightsWindow
from nnstudio.core.layer import Array
from nnstudio.core.text import Text
from nnstudio.graph import edits
from tests.app.panels.drawings import digits, make, moons, open_trained

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(session: Session, training: Training, qtbot: QtBot) -> Iterator[WeightsWindow]:
    session.open(moons())
    window = WeightsWindow(session, training, Settings())
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show_node("dense_1")
        window.show()
    window.grid.setFocus()
    yield window
    window.close()


def weights(session: Session, node_id: str = "dense_1", name: str = "weight") -> Array:
    assert session.weights is not None
    return session.weights[node_id, name]


def texts(window: WeightsWindow) -> list[list[str]]:
    cells = window.grid.cells
    return [
        [str(cells.data(cells.index(row, column))) for column in range(cells.columnCount())]
        for row in range(cells.rowCount())
    ]


def click(window: WeightsWindow, qtbot: QtBot, row: int, column: int) -> None:
    rect = window.grid.visualRect(window.grid.cells.index(row, column))
    qtbot.mouseClick(window.grid.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())


def type_into(window: WeightsWindow, qtbot: QtBot, text: str) -> None:
    qtbot.keyClick(window.grid, Qt.Key.Key_F2)
    editor = window.grid.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.grid.findChild(QLineEdit) is None)


def test_an_untrained_network_shows_the_starting_weights_of_its_seed(
    window: WeightsWindow, session: Session
) -> None:
    assert session.weights is None
    before = texts(window)
    assert len(before) == 2
    assert all(cell[0] in "+−" for row in before for cell in row)  # the sign is written
    cells = window.grid.cells
    assert cells.headerData(0, Qt.Orientation.Vertical) == "x1"
    assert "unit" in window.slice_bar._said.text()
    session.edit(Text("seed"), edits.set_training(session.project, seed=77))
    assert texts(window) != before


def test_a_number_is_typed_and_the_edit_has_a_name_and_can_be_undone(
    window: WeightsWindow, session: Session, qtbot: QtBot
) -> None:
    before = texts(window)
    click(window, qtbot, 1, 2)
    type_into(window, qtbot, "0.5")
    assert weights(session)[1, 2] == np.float32(0.5)
    assert str(session.undo_label) == "Set dense_1 weight [1, 2] to 0.5"
    assert texts(window)[1][2] == "+0.5"
    assert session.model() is not None  # plots and Try it follow what the session has
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert texts(window) == before
    assert session.weights is None


def test_what_is_no_number_is_told_and_changes_nothing(
    window: WeightsWindow, session: Session, qtbot: QtBot
) -> None:
    click(window, qtbot, 0, 0)
    type_into(window, qtbot, "half")
    assert session.weights is None
    assert "“half” is no number" in window.banner.text()


def test_cells_are_copied_and_pasted_as_a_spreadsheet_has_them(
    window: WeightsWindow, session: Session, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText("1\t2\t3\n4,5\t-5e-1\t−6\n")
    click(window, qtbot, 0, 1)
    qtbot.keyClick(window.grid, Qt.Key.Key_V, CONTROL)
    expected = np.array([[1, 2, 3], [4.5, -0.5, -6]], np.float32)
    assert np.array_equal(weights(session)[:, 1:4], expected)
    assert str(session.undo_label) == "Set 6 numbers of dense_1 weight"
    qtbot.keyClick(window.grid, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "1.0\t2.0\t3.0\n4.5\t-0.5\t-6.0"
    QGuiApplication.clipboard().setText("1\tx")
    qtbot.keyClick(window.grid, Qt.Key.Key_V, CONTROL)
    assert "no number" in window.banner.text()


def test_a_selection_is_filled_and_set_to_zero(
    window: WeightsWindow, session: Session, qtbot: QtBot
) -> None:
    click(window, qtbot, 0, 0)
    qtbot.keyClick(window.grid, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(window.grid, Qt.Key.Key_Down, SHIFT)
    number = window.tools.number
    number.setFocus()
    qtbot.keyClick(number, Qt.Key.Key_A, CONTROL)
    qtbot.keyClicks(number, "0.25")
    qtbot.mouseClick(window.tools.fill, Qt.MouseButton.LeftButton)
    assert (weights(session)[:2, :2] == 0.25).all()
    assert (weights(session)[:, 2:] != 0.25).all()
    window.grid.setFocus()
    qtbot.keyClick(window.grid, Qt.Key.Key_Delete)
    assert not weights(session)[:2, :2].any()


def test_a_layer_and_all_layers_get_their_starting_weights_back(
    window: WeightsWindow, session: Session, qtbot: QtBot
) -> None:
    before = texts(window)
    open_trained(session, moons())
    window.show_node("dense_1")
    key = ("dense_1", "weight")
    window.tools.reset_layer.trigger()
    assert str(session.undo_label) == "Reset dense_1 to its starting weights"
    start = session.weights
    assert start is not None
    window.tools.reset_all.trigger()
    assert str(session.undo_label) == "Reset all layers to their starting weights"
    assert np.array_equal(weights(session, *key), start[key])
    assert len(before) == 2


def test_weights_are_copied_from_a_layer_that_fits_and_the_list_says_which_do(
    window: WeightsWindow, session: Session
) -> None:
    project = session.project
    wire = project.graph.wires_into["dense_2"][0]
    layer = project.graph.by_id["dense_1"].layer.with_values(units=4)
    for _ in range(2):
        project, _ = edits.insert_on_wire(project, wire, layer, 0, 0)
        wire = project.graph.wires_into["dense_2"][0]
    session.open(project)
    window.show_node("dense_3")
    offered = {a.text(): a for a in window.tools.donors.actions()}
    fitting = [text for text, action in offered.items() if action.isEnabled()]
    assert fitting == ["dense_4   4 × 4, 4"]
    assert any("does not fit" in text for text in offered)
    offered[fitting[0]].trigger()
    assert str(session.undo_label) == "Copy the weights of dense_4 to dense_3"
    assert np.array_equal(weights(session, "dense_3"), weights(session, "dense_4"))


def test_a_kernel_is_cut_into_planes(window: WeightsWindow, session: Session, qtbot: QtBot) -> None:
    session.open(digits())
    window.show_node("conv2d_1")
    boxes = window.slice_bar.boxes
    assert list(boxes) == ["rows", "columns", "2", "3"]
    first = texts(window)
    box = boxes["3"]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert texts(window) != first
    click(window, qtbot, 2, 1)
    type_into(window, qtbot, "9")
    assert weights(session, "conv2d_1")[2, 1, 0, 1] == 9
    assert "filter 1:  9.0" in window._place.text()


def test_while_training_numbers_are_looked_at_only(
    window: WeightsWindow, session: Session, training: Training, qtbot: QtBot
) -> None:
    training.start(paused=True)
    assert "Training is running" in window.banner.text()
    assert not window.tools.fill.isEnabled()
    click(window, qtbot, 0, 0)
    qtbot.keyClick(window.grid, Qt.Key.Key_Delete)
    assert session.weights is None
    qtbot.mouseClick(window.banner.buttons()[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not training.active)
    assert not window.banner.isVisible()
    click(window, qtbot, 0, 0)
    qtbot.keyClick(window.grid, Qt.Key.Key_Delete)
    assert weights(session)[0, 0] == 0


def test_training_goes_on_from_weights_set_by_hand(
    window: WeightsWindow, session: Session, training: Training, qtbot: QtBot
) -> None:
    session.edit(
        Text("freeze"),
        edits.set_frozen(session.project, ["dense_1"], True),
    )
    click(window, qtbot, 0, 0)
    type_into(window, qtbot, "0.75")
    training.press()
    qtbot.waitUntil(lambda: training.progress is not None and training.progress.epoch >= 1)
    training.stop_and_wait(60_000)
    assert weights(session)[0, 0] == np.float32(0.75)  # frozen, and not drawn anew
    assert session.checkpoint is not None
    assert session.checkpoint.step > 0


def test_the_table_is_written_as_csv_with_its_names(
    window: WeightsWindow, session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    qtbot: QtBot,
) -> None:  # fmt: skip
    path = tmp_path / "table.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(path), ""))
    qtbot.mouseClick(window.tools.export, Qt.MouseButton.LeftButton)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("input / unit,0,1")
    values = np.array([[float(v) for v in line.split(",")[1:]] for line in lines[1:]], np.float32)
    assert np.array_equal(values, window.grid.cells.values())


def test_large_weights_open_and_scroll_at_once(
    window: WeightsWindow, session: Session, qtbot: QtBot
) -> None:
    project = digits()
    wire = project.graph.wires_into["conv2d_1"][0]
    project = edits.disconnect(project, [wire])
    project, flat = edits.add_node(project, make("Flatten"), 0, 300)
    project, wide = edits.add_node(project, make("Dense", units=512), 0, 300)
    project = edits.connect(edits.connect(project, "input_1", flat), flat, wide)
    session.open(project)
    window.show_node(wide)
    assert (window.grid.cells.rowCount(), window.grid.cells.columnCount()) == (784, 512)
    began = time.perf_counter()
    window.grid.scrollTo(window.grid.cells.index(700, 400))
    window.grid.viewport().repaint()
    assert time.perf_counter() - began < 5.0
    assert window.grid.cells.headerData(29, Qt.Orientation.Vertical) == "1, 1"


def test_a_selected_cell_keeps_the_colour_of_its_number(
    window: WeightsWindow, qtbot: QtBot
) -> None:
    click(window, qtbot, 1, 1)
    index = window.grid.cells.index(0, 0)
    ground = window.grid.cells.data(index, Qt.ItemDataRole.BackgroundRole)
    assert isinstance(ground, QColor)
    at = window.grid.visualRect(index).topLeft() + QPoint(5, 5)
    click(window, qtbot, 0, 0)
    shown = window.grid.viewport().grab().toImage().pixelColor(at)
    assert shown.name() == ground.name()


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("1 2\n3 4", [[1.0, 2.0], [3.0, 4.0]]),
        ("1;2", [[1.0, 2.0]]),
        ("0,5\t1", [[0.5, 1.0]]),
        ("", None),
        ("1\tnan", None),
        ("1e99", None),
    ],
)
def test_texts_from_other_programs_are_read(text: str, block: list[list[float]] | None) -> None:
    assert read_block(text) == block


def test_small_numbers_are_written_with_enough_digits() -> None:
    assert short_text(0.0) == "0"
    assert short_text(-1.23456789e-5) == "−1.23457e−5"
    assert short_text(1234567.0) == "+1.23457e+6"


def test_any_two_axes_of_a_weight_make_a_table() -> None:
    weight = np.arange(24.0).reshape(2, 3, 4)
    plane = WeightSlice.usual(weight.shape).at(2, 3)
    assert np.array_equal(plane.of(weight), weight[:, :, 3])
    turned = plane.with_rows(1)
    assert (turned.rows, turned.columns) == (1, 0)
    assert np.array_equal(turned.of(weight), weight[:, :, 3].T)
    other = plane.with_columns(2).at(1, 2)
    assert np.array_equal(other.of(weight), weight[:, 2, :])
    assert other.index_of((1, 3)) == (1, 2, 3)
    changed = turned.changed(weight, {(2, 1): -1.0})
    assert changed[1, 2, 3] == -1
    assert weight[1, 2, 3] == 23
