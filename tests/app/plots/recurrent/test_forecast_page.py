"""The forecast page shows a series, what was foretold of it, and how the network goes on alone."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from nnstudio.app.plots.recurrent.recurrent_view import RecurrentView
from nnstudio.data.prepare import prepare
from nnstudio.engine.model import Model
from nnstudio.graph import edits
from nnstudio.graph.project import Project
from nnstudio.graph.templates import template
from tests.app.plots.made_up import Parts, hover


def open_page(qtbot: QtBot, parts: Parts, project: Project) -> RecurrentView:
    parts[0].open(project)
    view = RecurrentView(*parts)
    qtbot.addWidget(view)
    view.resize(900, 600)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(view.tabs.isVisible, timeout=20_000)
    place = view.tabs.tabRect(1).center()
    qtbot.mouseClick(view.tabs, Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: view.forecast.step() is not None)
    return view


@pytest.fixture
def view(qtbot: QtBot, parts: Parts) -> RecurrentView:
    return open_page(qtbot, parts, template("airline-lstm").project)


def model_of(parts: Parts) -> Model:
    session = parts[0]
    return Model.build(session.analysis, session.weights, session.project.training.seed)


def test_changes_are_shown_as_the_passengers_they_lead_to(
    view: RecurrentView, parts: Parts
) -> None:
    model = model_of(parts)
    data = prepare(parts[0].project.data)
    course = data.dataset.findings.course
    assert course is not None
    output = model.plan.outputs[0]
    steps, foretold = view.forecast.line("ahead")
    for split, x in (("train", data.x_train), ("validation", data.x_val)):
        numbers = {"train": data.train_indices, "validation": data.val_indices}[split]
        change = output.in_own_units(model.predict(x).astype(float))[:, 0]
        for place, value in zip(course.rows[numbers].tolist(), change.tolist(), strict=True):
            expected = course.values[place - 1, 0] + value
            assert foretold[steps == place] == pytest.approx(expected, rel=1e-5)
    _, happened = view.forecast.line("train")
    np.testing.assert_array_equal(happened, course.values[: len(happened), 0])


def test_a_free_run_reads_its_own_predictions(view: RecurrentView, parts: Parts) -> None:
    model, data = model_of(parts), prepare(parts[0].project.data)
    course, plan = data.dataset.findings.course, parts[0].project.data
    assert course is not None
    values = course.values[:, 0].tolist()
    for _ in range(24):
        changes = np.diff(values)[-12:]
        x = ((changes - plan.shift[0]) * plan.scale[0]).astype(np.float32)
        y = model.predict(x[np.newaxis, :, np.newaxis]).astype(float)
        values.append(values[-1] + float(model.plan.outputs[0].in_own_units(y)[0, 0]))
    steps, foretold = view.forecast.line("free")

    assert steps.tolist() == list(range(144, 168))
    np.testing.assert_allclose(foretold, values[144:], rtol=1e-4)


def test_it_begins_where_the_user_says(qtbot: QtBot, view: RecurrentView) -> None:
    view.forecast.start_box.setFocus()
    qtbot.keyClick(view.forecast.start_box, Qt.Key.Key_Down)
    train = view.forecast.line("train")[0][-1]
    qtbot.waitUntil(lambda: view.forecast.line("free")[0][0] == train + 1)

    box = view.forecast.steps_box
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "7")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(view.forecast.line("free")[0]) == 7)


def test_a_step_is_read_out_with_its_date(qtbot: QtBot, view: RecurrentView) -> None:
    chart = view.forecast.chart
    hover(qtbot, chart, QPointF(chart.place_of(20.0, 150.0).x(), chart.height() / 2))

    assert view.forecast.note.text().startswith("1950-09 · passengers_thousands = 158.0")
    assert "one step ahead = " in view.forecast.note.text()
    table = view.table()
    assert table is not None
    rows = [list(row) for row in table[1]]
    assert len(rows) == 168
    assert rows[20][:3] == [20, "1950-09", 158.0]


def test_the_wheel_zooms_into_time(qtbot: QtBot, view: RecurrentView) -> None:
    chart = view.forecast.chart
    before = chart.x_bounds()
    chart.zoomed.emit((20.0, 40.0))
    assert chart.x_bounds() == (20.0, 40.0)

    middle = chart.rect().center()
    qtbot.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=middle)
    assert chart.x_bounds() == before


def test_pieces_of_a_wave_are_continued_one_by_one(qtbot: QtBot, parts: Parts) -> None:
    project = edits.set_training(template("sine-rnn").project, epochs=1)
    view = open_page(qtbot, parts, project)
    steps, _ = view.forecast.line("validation")
    assert steps.tolist() == list(range(26))
    assert view.forecast.line("free")[0][0] == 25

    box = view.forecast.choice.index_box
    before = view.forecast.line("validation")[1]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: not np.array_equal(view.forecast.line("validation")[1], before))


def test_other_tasks_have_no_forecast(qtbot: QtBot, parts: Parts) -> None:
    parts[0].open(template("delayed-recall").project)
    view = RecurrentView(*parts)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: view.samples.chosen is not None, timeout=20_000)

    assert not view.tabs.isVisible()


def test_it_fits_into_a_small_dock(view: RecurrentView) -> None:
    assert view.minimumSizeHint().width() <= 392
    assert view.minimumSizeHint().height() <= 270
