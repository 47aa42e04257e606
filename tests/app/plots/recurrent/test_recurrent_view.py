"""The recurrent strip shows what layers remember and what comes back through time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nnstudio.app.live.pictures import colors
from nnstudio.app.plots.recurrent.recurrent_view import RecurrentView
from nnstudio.app.plots.recurrent.step_strip import Unrolled
from nnstudio.app.style.appearance import choose_theme
from nnstudio.app.style.theme import LIGHT
from nnstudio.core.text import Text
from nnstudio.data.prepare import prepare
from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import initial_weights
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.graph.templates import template
from nnstudio.layers.dense import Dense
from nnstudio.layers.gru import GRU
from nnstudio.layers.lstm import LSTM
from nnstudio.layers.simple_rnn import SimpleRNN
from nnstudio.losses.mean_squared_error import MeanSquaredError
from tests.app.plots.made_up import Parts, hover, spiral, stack


def sine(*layers: SimpleRNN | LSTM | GRU) -> Project:
    project = stack("sine_series", *layers, Dense(units=1, activation="linear"))
    return edits.set_loss(project, MeanSquaredError())


def open_view(qtbot: QtBot, parts: Parts, project: Project) -> RecurrentView:
    parts[0].open(project)
    view = RecurrentView(*parts)
    qtbot.addWidget(view)
    view.resize(900, 600)
    with qtbot.waitExposed(view):
        view.show()
    return view


def shown(view: RecurrentView) -> Unrolled:
    found = view.unrolled.strip.unrolled()
    assert found is not None
    return found


def is_full(view: RecurrentView) -> bool:
    found = view.unrolled.strip.unrolled()
    return found is not None and bool(np.isfinite(found.products).all())


@pytest.fixture
def view(qtbot: QtBot, parts: Parts) -> RecurrentView:
    layers = LSTM(units=5, return_sequences=True), GRU(units=3)
    view = open_view(qtbot, parts, sine(*layers))
    qtbot.waitUntil(lambda: is_full(view))
    return view


@pytest.mark.parametrize(("w", "kind"), [(0.5, "vanishing"), (2.0, "exploding"), (1.0, "healthy")])
def test_a_linear_network_shows_the_powers_of_its_weight(
    qtbot: QtBot, parts: Parts, w: float, kind: str
) -> None:
    rnn = SimpleRNN(units=1, activation="linear")
    project = sine(rnn)
    weights = initial_weights(make_plan(analyze(project)), 1)
    weights["simplernn_1", "recurrent_weight"][...] = w
    view = open_view(qtbot, parts, project)
    parts[0].adopt(Text("given"), Checkpoint(weights, step=3))
    qtbot.waitUntil(lambda: is_full(view) and bool(shown(view).factors[0] == w))

    powers = w ** np.arange(24, -1, -1.0)
    np.testing.assert_array_equal(shown(view).products, powers)
    np.testing.assert_allclose(shown(view).pull / shown(view).pull[-1], powers, rtol=1e-6)
    verdict = view.unrolled.verdict_bar.verdict()
    assert verdict is not None
    assert verdict.kind == kind
    assert f"× {w:g} per step" in view.unrolled.verdict_bar.text()


def test_states_and_gates_are_those_of_the_chosen_layer(view: RecurrentView, parts: Parts) -> None:
    session = parts[0]
    model = Model.build(session.analysis, session.weights, session.project.training.seed)
    x = prepare(session.project.data).sample("validation", 0).x[np.newaxis]
    saved = model.forward(x).saved["lstm_1"]

    assert [band.name for band in shown(view).bands] == ["h", "c", "i", "f", "g", "o"]
    np.testing.assert_allclose(shown(view).bands[0].values, saved["h"][0].T, rtol=1e-5)
    np.testing.assert_allclose(shown(view).bands[3].values, saved["gates"][0, :, 1].T, rtol=1e-5)
    assert shown(view).bands[3].bounds == (0.0, 1.0)
    assert shown(view).bands[0].bounds[0] == -shown(view).bands[0].bounds[1]


def test_the_selection_on_the_canvas_is_the_layer(
    qtbot: QtBot, view: RecurrentView, parts: Parts
) -> None:
    parts[0].select(("gru_1",))
    qtbot.waitUntil(lambda: [b.name for b in shown(view).bands][:4] == ["h", "r", "z", "n"])
    assert view.unrolled.layer_box.currentData() == "gru_1"

    view.unrolled.layer_box.setFocus()
    qtbot.keyClick(view.unrolled.layer_box, Qt.Key.Key_Up)
    assert parts[0].selection == ("lstm_1",)
    parts[0].select(("dense_1",))
    place = view.unrolled.strip.place_of("h", 3, 2).toPoint()
    qtbot.mouseClick(view.unrolled.strip, Qt.MouseButton.LeftButton, pos=place)
    assert parts[0].selection == ("lstm_1",)


def test_a_cell_has_its_colour_and_tells_its_number(qtbot: QtBot, view: RecurrentView) -> None:
    strip, band = view.unrolled.strip, shown(view).bands[0]
    shades = colors(band.values, band.bounds, LIGHT)
    picture = strip.grab().toImage()
    for unit, step in ((0, 0), (4, 12), (2, 24)):
        place = (strip.place_of("h", step, unit) * picture.devicePixelRatio()).toPoint()
        shade = QColor.fromRgb(int(shades[unit, step]))
        assert picture.pixelColor(place).name() == shade.name()

    hover(qtbot, strip, strip.place_of("h", 12, 4))
    assert "step 13" in view.unrolled.note.text()
    assert f"unit 4 = {band.values[4, 12]:.4f}" in view.unrolled.note.text()
    hover(qtbot, strip, strip.place_of("pull", 12))
    assert f"‖∂s_T/∂s_t‖ = {shown(view).products[12]:.4f}" in view.unrolled.note.text()
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert "step 14" in view.unrolled.note.text()


def test_a_window_tells_what_it_would_cut(qtbot: QtBot, view: RecurrentView) -> None:
    box = view.unrolled.window_box
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "10")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "cuts" in view.unrolled.note.text())

    assert shown(view).kept[19] < shown(view).pull[19]
    np.testing.assert_array_equal(shown(view).kept[20:], shown(view).pull[20:])
    assert np.isfinite(shown(view).products).all()


def test_another_sample_is_read(qtbot: QtBot, view: RecurrentView, parts: Parts) -> None:
    before = shown(view)
    box = view.unrolled.choice.index_box
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: shown(view).names != before.names)
    raw = prepare(parts[0].project.data).sample("validation", 1).raw

    assert shown(view).names[0] == f"{raw[0, 0]:.3g}"


def test_padding_is_said_to_be_skipped(qtbot: QtBot, parts: Parts) -> None:
    project = template("names-gru").project
    embedding = next(n for n in project.graph.nodes if n.layer.name == "Embedding")
    gru = next(n for n in project.graph.nodes if n.layer.name == "GRU")
    view = open_view(qtbot, parts, project)
    qtbot.waitUntil(lambda: is_full(view), timeout=20_000)
    assert embedding.id != gru.id
    skipped = np.flatnonzero(~shown(view).on)

    if not len(skipped):
        pytest.skip("this sample has no padding")
    hover(qtbot, view.unrolled.strip, view.unrolled.strip.place_of("h", int(skipped[0]), 0))
    assert "skipped as padding" in view.unrolled.note.text()
    assert shown(view).products[skipped[0]] == shown(view).products[skipped[-1]]


def test_it_learns_before_ones_eyes(qtbot: QtBot, view: RecurrentView, parts: Parts) -> None:
    session, training, _ = parts
    before = shown(view).bands[0].values
    session.edit(Text("epochs"), edits.set_training(session.project, epochs=3))
    training.start()
    qtbot.waitUntil(lambda: bool(view.unrolled.step()), timeout=20_000)
    qtbot.waitUntil(lambda: not training.active, timeout=60_000)
    steps = session.run_log.steps
    qtbot.waitUntil(lambda: view.unrolled.step() == steps and is_full(view))

    assert not np.array_equal(before, shown(view).bands[0].values)
    first = training.moments.timeline.moments[0].step
    training.moments.show_step(first)
    qtbot.waitUntil(lambda: view.unrolled.step() == first)


def test_a_network_without_recurrent_layers_is_told_what_to_do(qtbot: QtBot, parts: Parts) -> None:
    view = open_view(qtbot, parts, spiral())

    assert not view.unrolled.isVisible()
    assert view.table() is None
    parts[0].open(sine(GRU(units=2)))
    qtbot.waitUntil(lambda: view.unrolled.isVisible() and is_full(view))


def test_the_table_has_a_row_for_each_step(view: RecurrentView) -> None:
    table = view.table()
    assert table is not None
    heading, rows = list(table[0]), [list(row) for row in table[1]]

    assert len(rows) == 25
    assert len(heading) == len(rows[0]) == 7 + 6 * 5
    assert rows[3][heading.index("h_2")] == pytest.approx(shown(view).bands[0].values[2, 3])


def test_it_fits_into_a_small_dock(view: RecurrentView) -> None:
    assert view.minimumSizeHint().width() <= 392
    assert view.minimumSizeHint().height() <= 270


def test_a_layer_that_reads_both_ways_has_both_cells(qtbot: QtBot, parts: Parts) -> None:
    view = open_view(qtbot, parts, sine(replace(GRU(units=2), direction="both")))
    qtbot.waitUntil(lambda: is_full(view))
    assert view.unrolled.cell_box.isVisible()
    assert shown(view).products[-1] == 1.0

    view.unrolled.cell_box.setFocus()
    qtbot.keyClick(view.unrolled.cell_box, Qt.Key.Key_Down)
    assert shown(view).turned
    assert shown(view).products[0] == 1.0


def test_a_dark_window_and_another_language_change_no_number(
    qtbot: QtBot, view: RecurrentView, qapp: QApplication
) -> None:
    before = view.grab().toImage()
    QApplication.sendEvent(view, QEvent(QEvent.Type.LanguageChange))
    assert view.grab().toImage() == before

    choose_theme(qapp, "dark")
    assert view.grab().toImage().pixelColor(2, view.height() // 2).lightnessF() < 0.4
    choose_theme(qapp, "light")
    assert view.grab().toImage() == before
