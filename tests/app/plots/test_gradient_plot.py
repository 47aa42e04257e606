"""The gradient of every layer: lines, bars, verdict, and the way from a layer to its node."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nnstudio.app.plots.gradient_plot import GradientPlot
from nnstudio.app.plots.gradients.layer_course import RECENT
from nnstudio.core.text import Text
from nnstudio.engine.messages import Checkpoint, StepBlock
from nnstudio.engine.plan import make_plan
from nnstudio.engine.run_log import RunLog
from nnstudio.engine.weights import initial_weights
from nnstudio.explain.verdicts import RULE
from nnstudio.graph import edits
from nnstudio.graph.data_plan import DataPlan
from nnstudio.layers.dense import Dense
from tests.app.plots.made_up import Drawn, Parts, fill, hover, stack

LAYERS = tuple(f"dense_{i}" for i in range(1, 6))


@pytest.fixture
def plot(qtbot: QtBot, parts: Parts) -> GradientPlot:
    hidden = [Dense(units=4, activation="sigmoid") for _ in range(4)]
    parts[0].open(stack("spiral", *hidden, Dense(units=2, activation="softmax")))
    view = GradientPlot(*parts)
    qtbot.addWidget(view)
    view.resize(900, 340)
    with qtbot.waitExposed(view):
        view.show()
    return view


def begin(parts: Parts, drawn: Drawn, steps: int) -> RunLog:
    log = RunLog(LAYERS)
    parts[0].begin_run(log)
    fill(log, steps)
    drawn()
    return log


def add_norms(log: RunLog, norms: np.ndarray) -> None:
    rows = len(norms)
    ones = np.ones(rows, np.float32)
    numbers = np.arange(log.steps + 1, log.steps + rows + 1)
    log.extend(StepBlock(log.steps + 1, ones, ones, numbers, norms))


def test_before_a_run_the_starting_weights_are_judged(
    qtbot: QtBot, plot: GradientPlot, parts: Parts
) -> None:
    qtbot.waitUntil(plot.pages().factors.isVisible)

    assert not plot.chart().isVisible()
    assert [row.node_id for row in plot.pages().factors.rows()] == list(LAYERS)
    assert plot.verdict().kind == "vanishing"
    assert "Sigmoid in dense_1, dense_2, dense_3, dense_4" in plot.verdict_bar().text()
    table = plot.table()
    assert table is not None
    assert [row[0] for row in table[1]] == list(LAYERS)


def test_a_network_without_data_does_not_show_the_gradients_of_the_one_before(
    qtbot: QtBot, plot: GradientPlot, parts: Parts
) -> None:
    qtbot.waitUntil(plot.pages().factors.isVisible)
    project = stack("spiral", Dense(units=3), Dense(units=2, activation="softmax"))
    parts[0].open(replace(project, data=DataPlan(signature=project.data.signature)))
    qtbot.waitUntil(lambda: not plot.pages().factors.isVisible())
    assert plot.table() is None


def test_without_a_run_the_tools_offer_the_factors_alone(
    qtbot: QtBot, plot: GradientPlot, parts: Parts, drawn: Drawn
) -> None:
    tools = plot.tools()
    qtbot.waitUntil(plot.pages().factors.isVisible)
    assert [button.isEnabled() for button in tools.pages] == [False, False, True]
    assert tools.page == "factors"
    assert not tools.kinds.isVisible()

    begin(parts, drawn, 20)
    assert [button.isEnabled() for button in tools.pages] == [True, True, True]
    assert tools.page == "curves"
    assert plot.chart().isVisible()
    assert tools.kinds.isVisible()
    qtbot.mouseClick(tools.pages[2], Qt.MouseButton.LeftButton)
    drawn()
    assert plot.pages().factors.isVisible()


def test_weights_without_a_finite_gradient_are_not_waited_for(
    qtbot: QtBot, plot: GradientPlot, parts: Parts
) -> None:
    session = parts[0]
    weights = initial_weights(make_plan(session.analysis), seed=0)
    broken = {key: np.full_like(w, np.nan) for key, w in weights.items()}
    session.adopt(Text("made up"), Checkpoint(broken, step=3))
    qtbot.waitUntil(lambda: plot.verdict().kind == "exploding")
    assert "no longer a finite number" in plot.verdict_bar().text()


def test_an_empty_drawing_says_what_to_do(qtbot: QtBot, parts: Parts, drawn: Drawn) -> None:
    view = GradientPlot(*parts)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    drawn()
    assert not view.chart().isVisible()
    assert view.table() is None
    assert view.verdict().kind == "waiting"


def test_a_click_cures_the_cause_and_undo_takes_it_back(
    qtbot: QtBot, plot: GradientPlot, parts: Parts
) -> None:
    session = parts[0]
    before = session.project
    qtbot.waitUntil(plot.verdict_bar().cure_button().isVisible)
    assert plot.verdict_bar().cure_button().text() == "Use ReLU and He weights"
    qtbot.mouseClick(plot.verdict_bar().cure_button(), Qt.MouseButton.LeftButton)

    layers = [node.layer for node in session.project.graph.nodes]
    hidden = [x for x in layers if isinstance(x, Dense)][:-1]
    assert {(x.activation, x.initializer) for x in hidden} == {("relu", "he_normal")}
    qtbot.waitUntil(lambda: plot.verdict().kind == "healthy")
    assert not plot.verdict_bar().cure_button().isVisible()
    session.undo()
    assert session.project == before
    qtbot.waitUntil(lambda: plot.verdict().kind == "vanishing")


def test_the_heat_strip_has_a_row_per_layer_and_a_column_per_probe(
    qtbot: QtBot, plot: GradientPlot, parts: Parts, drawn: Drawn
) -> None:
    log = begin(parts, drawn, 60)
    qtbot.mouseClick(plot.tools().pages[1], Qt.MouseButton.LeftButton)
    drawn()
    heat = plot.pages().heat
    assert heat.isVisible()
    np.testing.assert_allclose(10 ** heat.logs(), log.norms)
    picture = heat.picture()
    assert (picture.width(), picture.height()) == (60, 5)
    colors = [picture.pixelColor(30, row).lightness() for row in range(5)]
    assert colors == sorted(colors, reverse=colors[0] > colors[-1])  # it grows towards the output
    assert len(set(colors)) == 5

    place = heat.place_of(3, 20)
    qtbot.mouseClick(heat, Qt.MouseButton.LeftButton, pos=place.toPoint())
    assert parts[0].selection == ("dense_4",)
    qtbot.keyClick(heat, Qt.Key.Key_Up)
    assert parts[0].selection == ("dense_3",)


def test_gradients_of_activations_come_from_the_kept_moments(
    qtbot: QtBot, plot: GradientPlot, parts: Parts
) -> None:
    session, training, _ = parts
    session.open(edits.set_training(session.project, epochs=5))
    training.start()
    qtbot.waitUntil(lambda: not training.active, timeout=30_000)
    moments = training.moments.timeline.moments
    plot.tools().kinds.setCurrentIndex(1)
    plot.tools().measures.setCurrentIndex(2)

    def rows() -> list[object]:
        table = plot.table()
        return list(table[1]) if table is not None and table[0][0] == "step" else []

    qtbot.waitUntil(lambda: len(rows()) == len(moments), timeout=30_000)
    table = plot.table()
    assert table is not None
    assert list(table[0]) == ["step", *LAYERS]
    assert [row[0] for row in table[1]] == [moment.step for moment in moments]

    step = moments[2].step
    training.moments.show_step(step)
    qtbot.waitUntil(lambda: plot.strip().rows()[0].value == list(table[1])[2][1])


def test_in_a_narrow_dock_the_chart_takes_the_room_of_its_legend(
    plot: GradientPlot, parts: Parts, drawn: Drawn, qtbot: QtBot
) -> None:
    begin(parts, drawn, 60)
    assert plot.strip().isVisible()

    plot.resize(200, 340)
    qtbot.waitUntil(lambda: plot.chart().width() > 150)
    assert not plot.strip().isVisible()

    plot.resize(900, 340)
    qtbot.waitUntil(plot.strip().isVisible)


def test_every_layer_has_a_line_and_a_bar_in_the_same_colour(
    plot: GradientPlot, parts: Parts, drawn: Drawn
) -> None:
    log = begin(parts, drawn, 100)
    lines = [plot.chart().line(name) for name in LAYERS]

    for line, norms in zip(lines, log.norms.T, strict=True):
        np.testing.assert_allclose(10**line.y, norms)
        np.testing.assert_array_equal(line.x, log.probe_steps)
    rows = plot.strip().rows()
    assert [row.color for row in rows] == [line.color for line in lines]
    assert len({row.color for row in rows}) == len(LAYERS)
    assert [row.value for row in rows] == pytest.approx(log.norms[-1])


def test_the_verdict_names_its_layers_in_words_and_marks_them(
    plot: GradientPlot, parts: Parts, drawn: Drawn
) -> None:
    begin(parts, drawn, 100)  # from a hundredth to 1 over five layers: 0.5 per layer

    assert plot.verdict().kind == "vanishing"
    assert plot.verdict_bar().text().startswith("Vanishing")
    assert "dense_1, dense_2" in plot.verdict_bar().text()
    assert [row.concerned for row in plot.strip().rows()] == [True, True, False, False, False]


def test_the_rule_is_unfolded_on_request(qtbot: QtBot, plot: GradientPlot, parts: Parts) -> None:
    log = RunLog(LAYERS)
    fill(log, 20)
    parts[0].begin_run(log)
    qtbot.waitUntil(plot.verdict_bar().isVisible)
    assert not plot.verdict_bar().rule().isVisible()

    qtbot.mouseClick(plot.verdict_bar().rule_button(), Qt.MouseButton.LeftButton)
    assert plot.verdict_bar().rule().isVisible()
    assert plot.verdict_bar().rule().text().startswith(str(RULE))


def test_a_click_on_a_layer_selects_its_node(
    qtbot: QtBot, plot: GradientPlot, parts: Parts, drawn: Drawn
) -> None:
    begin(parts, drawn, 20)
    strip = plot.strip()

    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.row_place(2).toPoint())
    assert parts[0].selection == ("dense_3",)
    qtbot.keyClick(strip, Qt.Key.Key_Down)
    assert parts[0].selection == ("dense_4",)


def test_the_y_axis_follows_the_present(plot: GradientPlot, parts: Parts, drawn: Drawn) -> None:
    log = RunLog(LAYERS)
    parts[0].begin_run(log)
    add_norms(log, np.full((100, 5), 1e6))
    drawn()
    assert plot.chart().y_bounds()[0] > 5

    add_norms(log, np.full((RECENT, 5), 1e-3))
    drawn()
    low, high = plot.chart().y_bounds()
    assert low < -3 < high < 0
    assert plot.chart().x_bounds() == (0.0, float(log.steps))


def test_recent_shows_only_the_last_probes(
    qtbot: QtBot, plot: GradientPlot, parts: Parts, drawn: Drawn
) -> None:
    log = begin(parts, drawn, 1000)

    qtbot.mouseClick(plot.recent_button, Qt.MouseButton.LeftButton)
    line = plot.chart().line("dense_2")
    np.testing.assert_array_equal(line.x, log.probe_steps[-RECENT:])
    np.testing.assert_allclose(10**line.y, log.norms[-RECENT:, 1])


def test_the_bars_show_the_step_below_the_mouse(
    qtbot: QtBot, plot: GradientPlot, parts: Parts, drawn: Drawn
) -> None:
    log = RunLog(LAYERS)
    parts[0].begin_run(log)
    add_norms(log, np.logspace(-1, 0, 100)[:, np.newaxis] * np.ones(5))
    drawn()
    chart = plot.chart()

    hover(qtbot, chart, chart.place_of(50.0, sum(chart.y_bounds()) / 2))
    value = plot.strip().rows()[0].value
    assert value in log.norms[48:52, 0]
    hover(qtbot, chart, QPointF(chart.width() - 4, 2))
    assert plot.strip().rows()[0].value == pytest.approx(np.median(log.norms[-50:, 0]))


def test_zeros_and_nan_are_survived(plot: GradientPlot, parts: Parts, drawn: Drawn) -> None:
    log = RunLog(LAYERS)
    parts[0].begin_run(log)
    norms = np.ones((60, 5))
    norms[:, 0] = 0.0
    norms[-1, 4] = np.nan
    add_norms(log, norms)
    drawn()

    assert plot.verdict().kind == "exploding"
    assert plot.verdict().layers == ("dense_5",)
    assert np.isnan(plot.chart().line("dense_1").y).all()
    assert not plot.grab().isNull()


@pytest.mark.parametrize("probes", [0, 60])
def test_a_run_that_broke_down_is_not_called_healthy(
    plot: GradientPlot, parts: Parts, drawn: Drawn, probes: int
) -> None:
    log = RunLog(LAYERS)
    parts[0].begin_run(log)
    add_norms(log, np.ones((probes, 5)))
    drawn()
    assert plot.verdict().kind != "exploding"

    infinite = np.full(1, np.inf, np.float32)
    nothing = np.empty((0, 5))
    log.extend(StepBlock(log.steps + 1, infinite, infinite, np.empty(0, np.int64), nothing))
    drawn()
    assert plot.verdict().kind == "exploding"
    assert plot.verdict_bar().isVisible()
    assert "no longer a finite number" in plot.verdict_bar().text()
    assert not plot.grab().isNull()


def test_the_verdict_is_short_and_explained_by_its_tooltip(
    qtbot: QtBot, plot: GradientPlot, parts: Parts, drawn: Drawn
) -> None:
    log = RunLog(LAYERS[:2])
    parts[0].begin_run(log)
    add_norms(log, np.ones((60, 2)))
    drawn()
    bar = plot.verdict_bar()

    plot.resize(392, 270)
    qtbot.waitUntil(lambda: bar.height() < 36)  # one line
    assert "needs at least 3 layers" in bar.toolTip()
    add_norms(log, np.zeros((60, 2)))
    drawn()
    assert bar.toolTip() == ""


def test_a_run_that_goes_on_from_an_earlier_step_is_read_anew(
    plot: GradientPlot, parts: Parts, drawn: Drawn
) -> None:
    log = begin(parts, drawn, 100)
    shorter = RunLog(LAYERS)
    fill(shorter, 30)
    parts[0].begin_run(shorter)
    drawn()
    assert len(plot.chart().line("dense_1").x) == 30
    assert log.steps == 100


def test_a_real_deep_sigmoid_stack_alarms_while_it_trains(
    qtbot: QtBot, plot: GradientPlot, parts: Parts
) -> None:
    session, training, _ = parts
    hidden = [Dense(units=8, activation="sigmoid") for _ in range(8)]
    project = stack("spiral", *hidden, Dense(units=2, activation="softmax"))
    session.open(edits.set_training(project, epochs=60))

    training.start()
    qtbot.waitUntil(lambda: not training.active, timeout=30_000)
    qtbot.waitUntil(lambda: plot.verdict().kind != "waiting")
    assert plot.verdict().kind == "vanishing"
    assert plot.verdict().layers[0] == "dense_1"
    assert [row.node_id for row in plot.strip().rows()] == [f"dense_{i}" for i in range(1, 10)]


def test_figures_are_saved(
    qapp: QApplication, plot: GradientPlot, parts: Parts, drawn: Drawn, tmp_path: Path
) -> None:
    log = begin(parts, drawn, 12)

    plot.save(tmp_path / "gradients.csv")
    heading, *rows = csv.reader((tmp_path / "gradients.csv").read_text("utf-8").splitlines())
    assert heading == ["step", *LAYERS]
    np.testing.assert_allclose(np.array(rows, float)[:, 1:], log.norms)


def test_in_a_narrow_dock_the_measure_is_still_read(
    qtbot: QtBot, plot: GradientPlot, parts: Parts, drawn: Drawn
) -> None:
    begin(parts, drawn, 60)
    plot.resize(326, 240)
    box = plot.tools().measures
    qtbot.waitUntil(lambda: plot.tools().width() < 326)
    qtbot.waitUntil(lambda: box.width() >= box.sizeHint().width())
    assert plot.tools().pages[-1].geometry().right() <= plot.tools().width()
