"""Which class is taken for which: the numbers, the samples behind a cell, and numbers as targets."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nnstudio.app.background import Background, Tell, Work
from nnstudio.app.live import live_study
from nnstudio.app.plots.confusion.confusion_view import ConfusionView
from nnstudio.app.plots.confusion.judged import Judged
from nnstudio.app.plots.confusion.matrix_colors import cell_colors
from nnstudio.app.plots.confusion.matrix_plot import MatrixPlot
from nnstudio.app.style.theme import LIGHT
from nnstudio.core.layer import Array
from nnstudio.core.text import Text
from nnstudio.data.prepare import prepare
from nnstudio.engine.evaluation import evaluate
from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.model import Model
from nnstudio.engine.studies.judging import ClassVerdicts, NumberVerdicts
from nnstudio.engine.study import Pieces
from nnstudio.graph import edits
from nnstudio.graph.project import Project
from nnstudio.graph.templates import template
from tests.app.plots.made_up import Parts, hover, spiral

LEFT = Qt.MouseButton.LeftButton


def open_view(qtbot: QtBot, parts: Parts, size: tuple[int, int] = (900, 600)) -> ConfusionView:
    view = ConfusionView(*parts)
    qtbot.addWidget(view)
    view.resize(*size)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: view.judged() is not None, timeout=20_000)
    return view


def judged_of(view: ConfusionView) -> Judged:
    judged = view.judged()
    assert judged is not None
    return judged


def verdicts_of(view: ConfusionView) -> ClassVerdicts:
    verdicts = judged_of(view).verdicts
    assert isinstance(verdicts, ClassVerdicts)
    return verdicts


def model_of(parts: Parts) -> Model:
    return Model.build(parts[0].analysis, seed=parts[0].project.training.seed)


def choose(view: ConfusionView, cell: tuple[int, int]) -> None:
    place = view.matrix.place_of(*cell).center().toPoint()
    QTest.mouseClick(view.matrix.viewport(), LEFT, pos=place)


@pytest.fixture
def iris(qtbot: QtBot, parts: Parts) -> ConfusionView:
    parts[0].open(template("iris").project)
    return open_view(qtbot, parts)


def test_the_matrix_is_that_of_the_evaluation(iris: ConfusionView, parts: Parts) -> None:
    model = model_of(parts)
    data = prepare(parts[0].project.data, model.plan.wanted)
    expected = evaluate(model, data.x_val, data.t_val)
    assert expected is not None
    np.testing.assert_array_equal(iris.matrix.counts(), expected.confusion)
    assert f"accuracy {100 * expected.accuracy:.2f} %" in iris.summary()
    table = iris.table()
    assert table is not None
    heading, rows = table
    assert heading[:4] == ("true", "setosa", "versicolor", "virginica")
    assert [list(row)[1:4] for row in rows] == expected.confusion.tolist()


class Slow:
    """Does the second work that it is given at once, and the first one when it is told to."""

    def __init__(self) -> None:
        self._held: list[tuple[Work, Tell]] = []

    def begin(self, work: Work, tell: Tell) -> None:
        self._held.append((work, tell))
        if len(self._held) == 2:
            self.finish()

    def finish(self) -> None:
        """Do what was given last of what is left."""
        work, tell = self._held.pop()
        pieces = cast("Pieces[object]", work())
        while True:
            try:
                next(pieces)
            except StopIteration as end:
                tell(end.value, None)
                return


def test_a_judgement_of_all_is_not_replaced_by_one_of_a_few_that_comes_later(
    qtbot: QtBot, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread = Slow()
    monkeypatch.setattr(live_study, "THREAD", thread)
    parts[0].open(template("digits-mlp").project)
    view = open_view(qtbot, parts)
    thread.finish()
    qtbot.waitUntil(lambda: not any(each.busy for each in view.findChildren(Background)))
    qtbot.waitUntil(lambda: not parts[2].busy)
    assert view.summary().startswith("4,000 samples")


def test_an_answer_is_about_the_network_that_was_asked(
    iris: ConfusionView, parts: Parts, qtbot: QtBot
) -> None:
    session, _, scheduler = parts
    before = judged_of(iris)
    qtbot.waitUntil(lambda: not scheduler.busy)
    session.adopt(Text("Weights"), Checkpoint(model_of(parts).weights, step=3))
    qtbot.waitUntil(lambda: scheduler.busy, timeout=20_000)
    session.open(spiral())  # before the answer is drawn
    iris.refresh()
    judged = judged_of(iris)
    assert judged is not before
    assert len(judged.subject.classes) == len(verdicts_of(iris).counts) == 3


def test_a_cell_leads_to_its_samples_the_hardest_first(
    iris: ConfusionView, parts: Parts, qtbot: QtBot
) -> None:
    verdicts = verdicts_of(iris)
    wrong = verdicts.counts * (1 - np.eye(3, dtype=int))
    row, column = divmod(int(wrong.argmax()), 3)
    choose(iris, (row, column))
    found = iris.pane.list.cases()
    assert len(found) == wrong[row, column] > 0
    assert all((verdicts.true[i], verdicts.taken[i]) == (row, column) for i in found)
    losses = verdicts.losses[list(found)]
    assert (np.diff(losses) <= 0).all()
    bars = iris.pane.bars.rows()
    np.testing.assert_allclose([bar.value for bar in bars], verdicts.shares[found[0]])
    assert [bar.true for bar in bars].index(True) == row
    if len(found) > 1:
        QTest.keyClick(iris.pane.list, Qt.Key.Key_Down)
        assert iris.pane.list.current() == found[1]
    qtbot.mouseClick(iris.pane.back_button, LEFT)
    assert iris.matrix.chosen_cell() is None


def test_the_keyboard_goes_to_a_cell_and_back(iris: ConfusionView) -> None:
    iris.matrix.setFocus()
    QTest.keyClick(iris.matrix, Qt.Key.Key_Down)
    QTest.keyClick(iris.matrix, Qt.Key.Key_Right)
    QTest.keyClick(iris.matrix, Qt.Key.Key_Return)
    assert iris.matrix.chosen_cell() == (1, 1)
    QTest.keyClick(iris.matrix, Qt.Key.Key_Escape)
    assert iris.matrix.chosen_cell() is None


def test_a_small_dock_shows_the_samples_instead_of_the_matrix(qtbot: QtBot, parts: Parts) -> None:
    parts[0].open(template("iris").project)
    view = open_view(qtbot, parts, (392, 270))
    assert view.matrix.isVisible()
    assert not view.pane.isVisible()
    choose(view, (1, 0))
    assert view.pane.isVisible()
    assert not view.matrix.isVisible()
    QTest.keyClick(view.pane.list, Qt.Key.Key_Escape)
    assert view.matrix.isVisible()
    assert not view.pane.isVisible()


def test_a_cell_under_the_mouse_is_read_exactly(iris: ConfusionView, qtbot: QtBot) -> None:
    counts = iris.matrix.counts()
    hover(qtbot, iris.matrix.viewport(), iris.matrix.place_of(0, 2).center())
    share = 100 * counts[0, 2] / counts[0].sum()
    said = f"setosa taken for virginica: {counts[0, 2]} · {share:.1f} % of all setosa"
    qtbot.waitUntil(lambda: iris.readout().startswith(said))


def test_a_low_dock_reads_a_cell_in_place_of_the_summary(qtbot: QtBot, parts: Parts) -> None:
    parts[0].open(template("iris").project)
    view = open_view(qtbot, parts, (392, 270))
    before = view.summary()
    hover(qtbot, view.matrix.viewport(), view.matrix.place_of(0, 2).center())
    qtbot.waitUntil(lambda: view.summary().startswith("setosa taken for virginica"))
    hover(qtbot, view.matrix.viewport(), QPointF(4, 4))
    qtbot.waitUntil(lambda: view.summary() == before)


def test_another_split_is_judged(iris: ConfusionView, parts: Parts, qtbot: QtBot) -> None:
    for split, count in (("train", 96), ("test", 30)):
        iris.split_box.setCurrentIndex(iris.split_box.findData(split))
        iris.split_box.activated.emit(iris.split_box.currentIndex())
        qtbot.waitUntil(lambda count=count: iris.matrix.counts().sum() == count)  # type: ignore[misc]


def test_it_follows_the_training_and_the_timeline(qtbot: QtBot, parts: Parts) -> None:
    session, training, _ = parts
    session.open(spiral())
    view = open_view(qtbot, parts)
    before = view.matrix.counts().copy()
    session.edit(Text("epochs"), edits.set_training(session.project, epochs=1_000_000))
    steps = set()

    def followed() -> bool:
        steps.add(view.step())
        return len(steps) > 2 and session.run_log.steps > 1_000

    training.start()
    qtbot.waitUntil(followed, timeout=30_000)
    training.stop()
    qtbot.waitUntil(
        lambda: not training.active and view.step() == session.run_log.steps, timeout=30_000
    )
    after = view.matrix.counts()
    assert np.trace(after) > np.trace(before)
    moment = training.moments.timeline.moments[0]
    training.moments.show_step(moment.step)
    qtbot.waitUntil(lambda: view.step() == moment.step)
    np.testing.assert_array_equal(view.matrix.counts(), before)


def test_numbers_are_compared_with_the_truth(qtbot: QtBot, parts: Parts) -> None:
    parts[0].open(template("projectile").project)
    view = open_view(qtbot, parts)
    assert view.output_box.isVisible()  # three outputs
    judged = judged_of(view)
    assert isinstance(judged.verdicts, NumberVerdicts)
    true, predicted = judged.values()
    rmse = float(np.sqrt(np.square(predicted - true).mean()))
    assert judged.residuals()[0] == pytest.approx(rmse, rel=1e-5)
    worst = int(np.abs(predicted - true).argmax())
    assert view.pane.list.current() == worst
    place = view.scatter.place_of(int(np.abs(predicted - true).argmin()))
    hover(qtbot, view.scatter, place)
    qtbot.waitUntil(lambda: "predicted" in view.readout())
    QTest.mouseClick(view.scatter, LEFT, pos=place.toPoint())
    assert f"{int(judged.cases.places[worst]):,}" not in view.pane.detail.text().split(" · ")[0]
    last = view.output_box.count() - 1
    view.output_box.setCurrentIndex(last)
    view.output_box.activated.emit(last)
    qtbot.waitUntil(view.matrix.isVisible)


def test_one_unit_says_from_where_on_it_names_the_second_class(qtbot: QtBot, parts: Parts) -> None:
    parts[0].open(template("sentiment").project)
    view = open_view(qtbot, parts)
    if verdicts_of(view).border is not None:
        assert "from an output of 0.5" in view.summary()
    else:
        pytest.fail("the template has one unit")


def test_without_samples_or_layers_it_says_what_to_do(qtbot: QtBot, parts: Parts) -> None:
    parts[0].open(replace(Project()))
    view = ConfusionView(*parts)
    qtbot.addWidget(view)
    view.resize(392, 270)
    with qtbot.waitExposed(view):
        view.show()
    assert view._empty.isVisible()
    assert view.table() is None


def test_a_hundred_classes_can_be_zoomed_into(qtbot: QtBot) -> None:
    counts: Array = np.arange(100 * 100).reshape(100, 100) % 7
    plot = MatrixPlot()
    qtbot.addWidget(plot)
    plot.resize(500, 400)
    plot.set_counts(counts, tuple(f"c{n}" for n in range(100)))
    with qtbot.waitExposed(plot):
        plot.show()
    assert plot.cell_at(plot.place_of(99, 99).center()) is not None or (
        plot.horizontalScrollBar().maximum() or plot.verticalScrollBar().maximum()
    )
    for _ in range(10):
        QTest.keyClick(plot, Qt.Key.Key_Plus)
    assert plot.place_of(0, 0).width() > 17
    plot.setFocus()
    for _ in range(99):
        QTest.keyClick(plot, Qt.Key.Key_Right)
        QTest.keyClick(plot, Qt.Key.Key_Down)
    assert plot.cell_at(plot.place_of(99, 99).center()) == (99, 99)
    QTest.keyClick(plot, Qt.Key.Key_0)
    assert plot.zoom() == 1.0


def test_colours_tell_right_from_wrong() -> None:
    colors = cell_colors(np.array([[9, 1], [0, 10]]), LIGHT)
    red, green = (colors >> 16) & 0xFF, (colors >> 8) & 0xFF
    assert green[0, 0] > red[0, 0]
    assert red[0, 1] > green[0, 1]
    assert colors[1, 0] == 0xFF000000 | int(LIGHT.entry[1:], 16)
