"""Loss and accuracy as a user sees them: lines, exact figures, marks, zoom, files."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.plots.legend import Legend
from nnstudio.app.plots.loss_plot import LossPlot
from nnstudio.app.plots.ticks import figure
from nnstudio.app.style.appearance import choose_theme
from nnstudio.app.style.theme import DARK
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.errors import UserError
from nnstudio.engine.epoch_length import steps_per_epoch
from nnstudio.engine.messages import EpochRow, Mark, Moment, StepBlock
from nnstudio.engine.run_log import RunLog
from nnstudio.graph.project import Project
from tests.app.plots.made_up import BATCHES, Drawn, Parts, digits, fill, hover


@pytest.fixture
def plot(qtbot: QtBot, parts: Parts) -> LossPlot:
    view = LossPlot(*parts)
    qtbot.addWidget(view)
    view.resize(900, 320)
    view.show()
    qtbot.waitExposed(view)
    return view


def begin(parts: Parts, drawn: Drawn, steps: int) -> RunLog:
    session = parts[0]
    log = RunLog(("dense_1", "dense_2", "dense_3"))
    session.begin_run(log)
    fill(log, steps)
    drawn()
    return log


def point_at(qtbot: QtBot, plot: LossPlot, name: str, x: float) -> None:
    chart = plot.chart(name)
    low, high = chart.y_bounds()
    hover(qtbot, chart, chart.place_of(x, (low + high) / 2))


def test_before_a_run_it_says_what_to_do(plot: LossPlot) -> None:
    assert not plot.chart("loss").isVisible()
    assert any("Press Train" in text for text in shown_texts(plot))


def test_during_the_first_step_it_says_what_it_waits_for(
    qtbot: QtBot, plot: LossPlot, parts: Parts, drawn: Drawn
) -> None:
    session, training, _ = parts
    session.open(digits())
    training.start(paused=True)
    drawn()
    assert any("Waiting for the first step" in text for text in shown_texts(plot))
    training.stop()
    qtbot.waitUntil(lambda: training.state == "idle")
    drawn()
    assert any("Press Train" in text for text in shown_texts(plot))


def test_a_file_from_the_middle_of_the_first_epoch_is_not_shown_as_a_whole_one(
    plot: LossPlot, parts: Parts, drawn: Drawn
) -> None:
    session = parts[0]
    session.open(digits())
    whole = steps_per_epoch(session.project)
    assert whole > 100
    begin(parts, drawn, 12)
    assert plot.chart("loss").line("raw").x[-1] == pytest.approx(12 / whole)
    assert plot.place() == f"epoch {12 / whole:.2f} · step 12"


def test_lines_follow_the_record(plot: LossPlot, parts: Parts, drawn: Drawn) -> None:
    log = begin(parts, drawn, 120)
    raw, train, val = (plot.chart("loss").line(n) for n in ("raw", "train", "validation"))

    np.testing.assert_allclose(raw.y, log.loss)
    np.testing.assert_allclose(raw.x, np.arange(1, 121) / BATCHES)
    np.testing.assert_allclose(val.x, [1.0, 2.0])
    np.testing.assert_allclose(val.y, log.epoch_column("val_loss"))
    assert val.dots
    assert len(train.y) == 120
    assert plot.chart("accuracy").isVisible()
    assert plot.chart("accuracy").line("validation").y == pytest.approx([0.8, 0.8])

    fill(log, 50)
    drawn()
    assert len(plot.chart("loss").line("raw").y) == 170


def test_the_crosshair_reads_exact_figures_in_both_charts(
    qtbot: QtBot, plot: LossPlot, parts: Parts, drawn: Drawn
) -> None:
    log = begin(parts, drawn, 200)
    assert "step 200" in plot.place()

    point_at(qtbot, plot, "loss", 2.5)
    step = int(plot.place().rpartition(" ")[2])
    assert step == pytest.approx(125, abs=2)
    assert plot.chart("loss").values() == (f"{log.loss[step - 1]:.4f}", f"{3 / 100:.4f}")
    assert plot.chart("accuracy").values() == (f"{100 * log.accuracy[step - 1]:.1f} %", "80.0 %")

    QApplication.sendEvent(plot.chart("loss"), QEvent(QEvent.Type.Leave))
    assert "step 200" in plot.place()


def test_a_long_run_is_drawn_with_few_points_and_keeps_its_peak(
    plot: LossPlot, parts: Parts, drawn: Drawn
) -> None:
    log = begin(parts, drawn, 30_000)
    peak = np.full(1, 77.0, np.float32)
    log.extend(StepBlock(log.steps + 1, peak, peak * 0, np.empty(0), np.empty((0, 3))))
    fill(log, 30_000)
    drawn()
    raw = plot.chart("loss").line("raw")

    assert len(raw.y) < 2100
    assert raw.y.max() == 77.0
    assert not plot.chart("loss").line("validation").dots


def test_a_step_that_explodes_leaves_the_chart_and_not_the_rest_of_the_run_flat(
    qtbot: QtBot, plot: LossPlot, parts: Parts, drawn: Drawn
) -> None:
    log = begin(parts, drawn, 400)
    chart = plot.chart("loss")
    usual = chart.y_bounds()
    assert chart.peak() is None
    burst = np.array([3e4, 2.5e6, 40.0], np.float32)
    log.extend(StepBlock(log.steps + 1, burst, burst * 0, np.empty(0), np.empty((0, 3))))
    fill(log, 200)
    drawn()

    assert chart.y_bounds()[1] <= 5 * usual[1]
    assert chart.line("train").y.max() <= chart.y_bounds()[1]
    x, text = chart.peak() or (0.0, "")
    assert x == pytest.approx(402 / BATCHES, abs=0.02)  # two steps share a point
    assert text == "up to 2.50e+06"
    point_at(qtbot, plot, "loss", 402 / BATCHES)
    step = int(plot.place().rpartition(" ")[2])
    assert chart.values()[0] == figure(float(log.loss[step - 1]))

    qtbot.mouseClick(plot.log_button, Qt.MouseButton.LeftButton)
    assert chart.peak() is None


def test_a_loss_that_stays_high_is_shown_whole(plot: LossPlot, parts: Parts, drawn: Drawn) -> None:
    log = begin(parts, drawn, 200)
    high = np.full(200, 1e6, np.float32)
    log.extend(StepBlock(log.steps + 1, high, high * 0, np.empty(0), np.empty((0, 3))))
    drawn()

    assert plot.chart("loss").y_bounds()[1] >= 1e6
    assert plot.chart("loss").peak() is None


def test_a_loss_that_is_no_number_is_told_in_words(
    plot: LossPlot, parts: Parts, drawn: Drawn
) -> None:
    log = begin(parts, drawn, 120)
    infinite = np.full(1, np.inf, np.float32)
    log.extend(StepBlock(121, infinite, np.ones(1, np.float32), np.empty(0), np.empty((0, 3))))
    drawn()

    assert plot.chart("loss").values()[0] == "not finite"
    assert plot.chart("loss").y_bounds()[1] < 10


@pytest.mark.parametrize("size", [1.0, 47_000.0, 3e-5, 8e12])
def test_the_axis_is_as_wide_as_its_numbers(
    plot: LossPlot, parts: Parts, drawn: Drawn, size: float
) -> None:
    log = RunLog(("dense_1",))
    parts[0].begin_run(log)
    losses = np.linspace(size, size / 10, 100, dtype=np.float32)
    log.extend(StepBlock(1, losses, losses * 0, np.empty(0), np.empty((0, 1))))
    drawn()
    chart = plot.chart("loss")

    left = int(chart.place_of(chart.x_bounds()[0], 0.0).x())
    image = chart.grab().toImage()
    ratio = image.devicePixelRatio()
    ground = image.pixelColor(0, 0)
    numbers = [
        x
        for x in range(int(left * ratio))
        if any(image.pixelColor(x, y) != ground for y in range(image.height()))
    ]
    assert numbers[0] >= 3 * ratio
    assert left <= 80


def test_before_a_run_the_advice_stands_in_the_middle(qtbot: QtBot, plot: LossPlot) -> None:
    [empty] = plot.findChildren(EmptyState)
    assert empty.toolTip() == plot.EXPLANATION
    for width, height in ((900, 320), (300, 500)):
        plot.resize(width, height)
        qtbot.waitUntil(lambda: abs(empty.height() - plot.height()) < 12)
        assert empty.geometry().center().x() == pytest.approx(width / 2, abs=4)
        assert empty.geometry().center().y() == pytest.approx(height / 2, abs=4)


def test_a_changed_learning_rate_is_marked_with_its_value(
    plot: LossPlot, parts: Parts, drawn: Drawn
) -> None:
    log = begin(parts, drawn, 100)
    log.marks.append(Mark(51, "optimizer", "learning_rate", 0.0005))
    drawn()

    [(x, text)] = plot.chart("loss").marks()
    assert x == pytest.approx(1.0)
    assert text == "Learning rate 0.0005"


def test_a_dragged_slider_leaves_few_marks(plot: LossPlot, parts: Parts, drawn: Drawn) -> None:
    log = begin(parts, drawn, 100)
    for i in range(100):
        log.marks.append(Mark(51, "optimizer", "learning_rate", 0.001 * (i + 1)))
    drawn()

    assert [text for _, text in plot.chart("loss").marks()] == ["Learning rate 0.1"]


def test_log_axis_and_steps(qtbot: QtBot, plot: LossPlot, parts: Parts, drawn: Drawn) -> None:
    log = begin(parts, drawn, 120)

    qtbot.mouseClick(plot.log_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(plot.steps_button, Qt.MouseButton.LeftButton)

    raw = plot.chart("loss").line("raw")
    np.testing.assert_allclose(raw.y, np.log10(log.loss), atol=1e-6)
    np.testing.assert_allclose(raw.x, np.arange(1, 121))
    point_at(qtbot, plot, "loss", 60.0)
    step = int(plot.place().rpartition(" ")[2])
    assert step == pytest.approx(60, abs=1)


def test_the_wheel_zooms_both_charts_and_a_double_click_shows_all(
    qtbot: QtBot, plot: LossPlot, parts: Parts, drawn: Drawn
) -> None:
    begin(parts, drawn, 200)
    loss, accuracy = plot.chart("loss"), plot.chart("accuracy")
    everything = loss.x_bounds()
    place = loss.place_of(2.0, sum(loss.y_bounds()) / 2)

    turn_wheel(loss, place, 240)
    low, high = loss.x_bounds()
    assert everything[0] < low < 2.0 < high < everything[1]
    assert accuracy.x_bounds() == (low, high)

    qtbot.mousePress(loss, Qt.MouseButton.LeftButton, pos=place.toPoint())
    qtbot.mouseMove(loss, place.toPoint() + QPoint(40, 0))
    qtbot.mouseRelease(loss, Qt.MouseButton.LeftButton)
    moved = loss.x_bounds()
    assert moved[0] < low
    assert moved[1] - moved[0] == pytest.approx(high - low)

    qtbot.mouseDClick(loss, Qt.MouseButton.LeftButton, pos=place.toPoint())
    assert loss.x_bounds() == accuracy.x_bounds() == everything


def test_regression_has_no_accuracy(plot: LossPlot, parts: Parts, drawn: Drawn) -> None:
    session = parts[0]
    log = RunLog(("dense_1",))
    session.begin_run(log)
    nothing, some = np.full(10, np.nan, np.float32), np.ones(10, np.float32)
    row = EpochRow(1, 10, 1.0, 2.0, np.nan, np.nan, 0.1)
    log.extend(StepBlock(1, some, nothing, np.empty(0), np.empty((0, 1)), (), (row,)))
    drawn()

    assert plot.chart("loss").isVisible()
    assert not plot.chart("accuracy").isVisible()


def test_a_new_run_begins_with_an_empty_chart(plot: LossPlot, parts: Parts, drawn: Drawn) -> None:
    begin(parts, drawn, 200)
    begin(parts, drawn, 7)
    assert len(plot.chart("loss").line("raw").y) == 7

    parts[0].open(Project())
    drawn()
    assert not plot.chart("loss").isVisible()


def test_charts_stand_side_by_side_where_there_is_room(
    qtbot: QtBot, plot: LossPlot, parts: Parts, drawn: Drawn
) -> None:
    begin(parts, drawn, 60)
    loss, accuracy = plot.chart("loss"), plot.chart("accuracy")
    qtbot.waitUntil(lambda: accuracy.x() > loss.x() + 100 and accuracy.y() == loss.y())

    plot.resize(380, 500)
    qtbot.waitUntil(lambda: accuracy.y() > loss.y() + 100 and accuracy.x() == loss.x())


def test_it_is_saved_as_a_picture_and_as_figures(
    plot: LossPlot, parts: Parts, drawn: Drawn, tmp_path: Path
) -> None:
    assert plot.table() is None
    log = begin(parts, drawn, 120)

    plot.save(tmp_path / "loss.png")
    assert QImage(str(tmp_path / "loss.png")).size() == plot.size()
    plot.save(tmp_path / "loss.csv")
    heading, *rows = csv.reader((tmp_path / "loss.csv").read_text("utf-8").splitlines())
    assert heading[:4] == ["epoch", "step", "train_loss", "val_loss"]
    epochs = [row for row in rows if row[0]]
    assert [float(row[3]) for row in epochs] == log.epoch_column("val_loss").tolist()
    at = heading.index("batch_loss")
    assert [float(row[at]) for row in rows if not row[0]] == pytest.approx(log.loss.tolist())
    with pytest.raises(UserError):
        plot.save(tmp_path / "no such folder" / "loss.csv")
    menu = plot.menu()
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == ["Save as PNG…", "Save as SVG…", "Save as CSV…", "Copy the picture"]


def test_it_takes_over_the_theme(
    qapp: QApplication, plot: LossPlot, parts: Parts, drawn: Drawn
) -> None:
    begin(parts, drawn, 120)
    choose_theme(qapp, "dark")

    assert plot.chart("loss").line("train").color == DARK.train
    corner = plot.chart("loss").grab().toImage().pixelColor(1, 1)
    assert corner.name() == DARK.surface
    choose_theme(qapp, "light")


def shown_texts(plot: LossPlot) -> list[str]:
    return [label.text() for label in plot.findChildren(QLabel) if label.isVisible()]


def turn_wheel(widget: QWidget, place: QPointF, turned: int) -> None:
    event = QWheelEvent(
        place,
        widget.mapToGlobal(place),
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_the_best_epoch_stands_out(plot: LossPlot, parts: Parts, drawn: Drawn) -> None:
    log = begin(parts, drawn, 200)
    [spot] = plot.chart("loss").spots()
    values = log.epoch_column("val_loss")

    assert spot.text == f"best: epoch {values.argmin() + 1}"
    assert spot.x == values.argmin() + 1
    assert spot.y == values.min()


def test_a_logarithmic_time_axis_gives_the_start_room(
    qtbot: QtBot, plot: LossPlot, parts: Parts, drawn: Drawn
) -> None:
    begin(parts, drawn, 30_000)
    qtbot.mouseClick(plot.steps_button, Qt.MouseButton.LeftButton)
    plot.options.log_x.trigger()
    drawn()
    chart = plot.chart("loss")

    assert chart.x_bounds()[1] == pytest.approx(np.log10(30_000))
    assert chart.line("train").x[0] < 1.7
    point_at(qtbot, plot, "loss", 2.0)
    assert int(plot.place().rpartition(" ")[2].replace(",", "")) == pytest.approx(100, rel=0.05)


def test_smoothing_is_chosen(plot: LossPlot, parts: Parts, drawn: Drawn) -> None:
    log = begin(parts, drawn, 200)
    before = np.abs(np.diff(plot.chart("loss").line("train").y)).sum()
    plot.options.menu.aboutToShow.emit()
    actions = {action.text(): action for action in plot.options.menu.actions()}
    actions["None"].trigger()
    drawn()
    np.testing.assert_allclose(plot.chart("loss").line("train").y, log.loss)
    actions["Strong"].trigger()
    drawn()
    assert np.abs(np.diff(plot.chart("loss").line("train").y)).sum() <= before


def test_the_charts_of_metrics_and_learning_rate_are_chosen(
    plot: LossPlot, parts: Parts, drawn: Drawn
) -> None:
    log = RunLog(("dense_1",), ("accuracy", "macro_f1"))
    parts[0].begin_run(log)
    some = np.ones(10, np.float32)
    rows = tuple(
        EpochRow(n, 5 * n, 1.0, 2.0, 0.5, 0.5, 0.1, 0.1 / n, (0.5, 0.3 * n)) for n in (1, 2)
    )
    log.extend(StepBlock(1, some, some, np.empty(0), np.empty((0, 1)), (), rows))
    drawn()
    assert not plot.chart("macro_f1").isVisible()
    assert plot.chart("accuracy").isVisible()

    plot.options.menu.aboutToShow.emit()
    texts = [action.text() for action in plot.options.menu.actions()]
    assert plot.options.label("macro_f1") in texts
    plot.options.show_chart("macro_f1", True)
    plot.options.show_chart("learning_rate", True)
    drawn()

    assert plot.chart("macro_f1").isVisible()
    assert plot.chart("macro_f1").line("macro_f1").y.tolist() == [0.3, 0.6]
    assert plot.chart("learning_rate").line("learning_rate").y.tolist() == [0.1, 0.05]
    plot.options.show_chart("macro_f1", False)
    drawn()
    assert not plot.chart("macro_f1").isVisible()


def test_runs_of_before_lie_over_the_present_one(
    qtbot: QtBot, plot: LossPlot, parts: Parts, drawn: Drawn
) -> None:
    first = begin(parts, drawn, 200)
    begin(parts, drawn, 100)
    session = parts[0]
    [past] = session.runs.shown
    assert past.log is first
    chart = plot.chart("loss")

    assert f"{past.id}/train" in chart.names()
    assert chart.line(f"{past.id}/validation").dashed
    assert chart.line("train").x[-1] == 2.0
    assert chart.line(f"{past.id}/train").x[-1] == 4.0
    assert chart.x_bounds()[1] >= 4.0
    assert past.name in plot.findChildren(Legend)[0].accessibleName()
    point_at(qtbot, plot, "loss", 1.5)
    names = [name for name, _, _ in chart.box()]
    assert names == ["training", "validation", past.name]

    session.runs.show([past.id], False)
    drawn()
    assert f"{past.id}/train" not in chart.names()


def test_a_click_goes_back_to_a_step_and_the_end_to_the_newest(
    qtbot: QtBot, plot: LossPlot, parts: Parts, drawn: Drawn
) -> None:
    begin(parts, drawn, 200)
    moments = parts[1].moments
    for step in (1, 50, 100, 200):
        moments.add([Moment(step, {})])
    chart = plot.chart("loss")
    middle = sum(chart.y_bounds()) / 2

    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.place_of(2.2, middle).toPoint())
    assert moments.shown is not None
    assert moments.shown.step == 100
    assert chart.cursor_place() == pytest.approx(2.0)
    assert plot.chart("accuracy").cursor_place() == pytest.approx(2.0)

    at = chart.place_of(4.0, middle).toPoint()
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=at)
    assert chart.cursor_place() is None
    QApplication.sendEvent(chart, QEvent(QEvent.Type.Leave))
    assert "step 200" in plot.place()


def test_the_keyboard_reads_and_zooms(
    qtbot: QtBot, plot: LossPlot, parts: Parts, drawn: Drawn
) -> None:
    begin(parts, drawn, 200)
    chart = plot.chart("loss")
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert int(plot.place().rpartition(" ")[2]) == pytest.approx(180, abs=2)
    qtbot.keyClick(chart, Qt.Key.Key_Plus)
    assert chart.x_bounds()[0] > 0
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.x_bounds() == (0.0, 4.0)


def test_ten_million_steps_are_drawn_within_a_frame(
    plot: LossPlot, parts: Parts, drawn: Drawn
) -> None:
    log = begin(parts, drawn, 50)
    many = np.random.default_rng(0).random(10_000_000, np.float32)
    log.extend(StepBlock(51, many, many, np.empty(0), np.empty((0, 3))))
    drawn()
    refreshes = []
    for _ in range(5):
        began = time.perf_counter()
        plot.redraw()
        refreshes.append(time.perf_counter() - began)

    assert min(refreshes) < 0.5  # some milliseconds where nothing else runs
    assert len(plot.chart("loss").line("raw").y) < 2100
