"""How far steps move the weights: curves in the band, bars, verdict, and the layers' outputs."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from nnstudio.app.plots.updates.update_lines import MOST_POINTS
from nnstudio.app.plots.updates.update_plot import UpdatePlot
from nnstudio.app.style.appearance import current_theme
from nnstudio.core.layer import Array
from nnstudio.engine.messages import StepBlock
from nnstudio.engine.run_log import RunLog
from nnstudio.graph import edits
from tests.app.plots.made_up import Drawn, Parts, hover, spiral

LAYERS = ("dense_1", "dense_2")
NOTHING = np.empty(0, np.float32)


@pytest.fixture
def plot(qtbot: QtBot, parts: Parts) -> UpdatePlot:
    parts[0].open(spiral())
    view = UpdatePlot(*parts)
    qtbot.addWidget(view)
    view.resize(900, 560)
    with qtbot.waitExposed(view):
        view.show()
    return view


def begin(parts: Parts, drawn: Drawn, sizes: Array) -> RunLog:
    log = RunLog(LAYERS)
    parts[0].begin_run(log)
    updates = tuple((10 * (i + 1), row) for i, row in enumerate(sizes))
    empty = np.empty((0, 2))
    log.extend(StepBlock(1, NOTHING, NOTHING, np.empty(0, np.int64), empty, updates=updates))
    drawn()
    return log


def test_known_updates_are_drawn_as_their_logarithms_beside_the_band(
    plot: UpdatePlot, parts: Parts, drawn: Drawn
) -> None:
    begin(parts, drawn, np.tile([1e-3, 0.05], (30, 1)))
    np.testing.assert_allclose(plot.chart().line("dense_1").y, -3.0)
    np.testing.assert_allclose(plot.chart().line("dense_2").y, np.log10(0.05))
    np.testing.assert_array_equal(plot.chart().line("dense_1").x, np.arange(10, 301, 10))

    band = plot.chart().band_area()
    assert band.top() == pytest.approx(plot.chart().place_of(0.0, -2.0).y())
    assert band.bottom() == pytest.approx(plot.chart().place_of(0.0, -4.0).y())
    image = plot.chart().grab().toImage()
    tinted = QColor(current_theme().tint(current_theme().good, 0.14))
    inside = image.pixelColor(round(band.left()) + 3, round(band.center().y()) + 7)
    assert inside == tinted

    assert plot.verdict().kind == "large"
    assert plot.verdict_bar().text().startswith("Too large: a step moves dense_2 by up to 5 %")
    assert [row.value for row in plot.strip().rows()] == pytest.approx([1e-3, 0.05])
    assert [row.concerned for row in plot.strip().rows()] == [False, True]


def test_the_axis_follows_the_newest_and_many_points_are_thinned(
    plot: UpdatePlot, parts: Parts, drawn: Drawn
) -> None:
    sizes = np.full((3000, 2), 1e-3)
    sizes[:300] = 100.0
    sizes[5] = np.nan
    begin(parts, drawn, sizes)
    low, high = plot.chart().y_bounds()
    assert -5.0 <= low < -4.0
    assert -2.0 < high <= -1.0
    assert len(plot.chart().line("dense_1").x) <= MOST_POINTS
    assert plot.chart().line("dense_1").x[-1] == 30_000


def test_the_bars_show_the_step_below_the_mouse(
    qtbot: QtBot, plot: UpdatePlot, parts: Parts, drawn: Drawn
) -> None:
    sizes = np.logspace(-4, -2, 30)[:, np.newaxis] * np.ones(2)
    begin(parts, drawn, sizes)
    hover(qtbot, plot.chart(), plot.chart().place_of(100.0, -3.0))
    assert plot.strip().rows()[0].value in sizes[8:11, 0]


def test_outputs_of_layers_are_shown_before_a_run_and_select_their_node(
    qtbot: QtBot, plot: UpdatePlot, parts: Parts
) -> None:
    qtbot.waitUntil(lambda: len(plot.spread().rows()) == 3)
    rows = plot.spread().rows()
    assert [row.node_id for row in rows] == ["input_1", *LAYERS]
    assert rows[2].mean == pytest.approx(0.5)  # shares of two classes
    qtbot.mouseClick(
        plot.spread(), Qt.MouseButton.LeftButton, pos=plot.spread().row_place(1).toPoint()
    )
    assert parts[0].selection == ("dense_1",)
    qtbot.keyClick(plot.spread(), Qt.Key.Key_Down)
    assert parts[0].selection == ("dense_2",)


def test_layers_without_weights_do_not_have_the_colour_of_one(
    qtbot: QtBot, plot: UpdatePlot, parts: Parts, drawn: Drawn
) -> None:
    begin(parts, drawn, np.full((30, 2), 1e-3))
    qtbot.waitUntil(lambda: len(plot.spread().rows()) == 3)
    drawn()
    colors = {row.node_id: row.color for row in plot.spread().rows()}
    assert colors["input_1"] not in current_theme().series
    assert [colors[name] for name in LAYERS] == [row.color for row in plot.strip().rows()]


def test_a_real_run_is_measured_and_looked_back_on(
    qtbot: QtBot, plot: UpdatePlot, parts: Parts
) -> None:
    session, training, _ = parts
    session.open(edits.set_training(session.project, epochs=20))
    training.start()
    qtbot.waitUntil(lambda: not training.active, timeout=30_000)
    qtbot.waitUntil(lambda: len(plot.strip().rows()) == 2)
    table = plot.table()
    assert table is not None
    assert list(table[0]) == ["step", *LAYERS]
    steps = [row[0] for row in table[1]]
    assert len(steps) > 10

    moment = training.moments.timeline.moments[3]
    training.moments.show_step(moment.step)
    near = min(range(len(steps)), key=lambda i: abs(float(str(steps[i])) - moment.step))
    wanted = session.run_log.updates.sizes[near, 0]
    qtbot.waitUntil(lambda: plot.strip().rows()[0].value == wanted)


def test_a_small_view_shows_one_part_at_a_time(
    qtbot: QtBot, plot: UpdatePlot, parts: Parts, drawn: Drawn
) -> None:
    begin(parts, drawn, np.full((30, 2), 1e-3))
    qtbot.waitUntil(lambda: len(plot.spread().rows()) == 3)
    assert plot.chart().isVisible()
    assert plot.spread().isVisible()
    plot.resize(392, 270)
    qtbot.waitUntil(lambda: not plot.spread().isVisible())
    assert plot.chart().isVisible()
    qtbot.mouseClick(plot.parts[1], Qt.MouseButton.LeftButton)
    assert plot.spread().isVisible()
    assert not plot.chart().isVisible()


def test_an_empty_drawing_says_what_to_do(qtbot: QtBot, parts: Parts, drawn: Drawn) -> None:
    view = UpdatePlot(*parts)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    drawn()
    assert not view.chart().isVisible()
    assert view.table() is None
    assert view.verdict().kind == "waiting"
