"""Experiments in the window, with a mouse and a keyboard: set up, trained, compared, taken over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from threading import Event as Flag

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from nnstudio import api
from nnstudio.app.experiments.experiments_view import ExperimentsView
from nnstudio.app.experiments.setup_form import CLUSTER
from nnstudio.app.experiments.sweep_curves import MOST_LINES
from nnstudio.app.experiments.sweep_run import Plan, SweepRun
from nnstudio.app.experiments.trial_model import SORT_ROLE
from nnstudio.app.long_work import LONG_SECONDS
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.training import Training
from nnstudio.core.text import Text
from nnstudio.experiments.events import Ended, Hear
from nnstudio.experiments.experiment import Trial
from nnstudio.experiments.outcome import Outcome
from nnstudio.experiments.results import Results, usual_folder
from nnstudio.experiments.sweep import Sweep
from nnstudio.experiments.sweep_table import SweepTable
from nnstudio.experiments.train_trial import Trained
from nnstudio.graph import edits
from tests.experiments.experiments import EXPLODING, Here, experiment, xor

LEFT = Qt.MouseButton.LeftButton


class CountedCalls:
    """Counts how often a method is called."""

    def __init__(self, method: Callable[..., object]) -> None:
        self.method, self.count = method, 0

    def __get__(self, owner: object, kind: type) -> Callable[..., object]:
        return partial(self, owner)

    def __call__(self, *arguments: object) -> object:
        self.count += 1
        return self.method(*arguments)


class Bench:
    """The view of experiments with what it works on."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self.qtbot, self.path = qtbot, path
        self.session = Session()
        self.training = Training(self.session)
        self.session.open(xor(), path=path)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.run = SweepRun(self.window)
        scheduler = RefreshScheduler(self.window)
        self.view = ExperimentsView(
            self.run, self.session, self.training, Settings(), scheduler, self.window
        )
        self.view.resize(1100, 720)
        self.window.resize(1100, 720)
        with qtbot.waitExposed(self.window):
            self.window.show()

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=60_000)

    def type_values(self, words: str) -> None:
        values = self.view.form.rows[0].values
        values.selectAll()
        QTest.keyClicks(values, words)

    def train(self) -> None:
        """Start with the mouse, and wait for the end."""
        QTest.mouseClick(self.view.start_button, LEFT)
        assert self.run.active
        self.wait(lambda: not self.run.active)

    def column(self, name: str) -> int:
        return self.view.results.trials.rows.columns.index(name)

    def cells(self, name: str) -> list[str]:
        """Return what stands in a column, from above."""
        model = self.view.results.trials.model()
        column = self.column(name)
        return [str(model.index(i, column).data()) for i in range(model.rowCount())]

    def click_row(self, number: int, modifier: Qt.KeyboardModifier | None = None) -> None:
        index = self.view.results.trials.model().index(number, 0)
        at = self.view.results.trials.visualRect(index).center()
        keys = modifier or Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(self.view.results.trials.viewport(), LEFT, keys, at)


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    made = Bench(qtbot, tmp_path / "xor.nnstudio")
    yield made
    made.run.cancel()
    made.wait(lambda: not made.run.active)
    made.training.stop_and_wait(60_000)


@pytest.fixture
def found(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    """The view of a project whose experiment is done already."""
    path = tmp_path / "xor.nnstudio"
    done = experiment("learning_rate=0.1,0.01,0.001", "dense_1.activation=tanh,relu")
    Sweep(done, Results(usual_folder(path))).run(Here(), lambda event, row: None)
    made = Bench(qtbot, path)
    made.wait(lambda: made.run.table is not None)
    yield made
    made.training.stop_and_wait(60_000)


def test_what_is_set_up_is_trained_beside_the_window(bench: Bench) -> None:
    form = bench.view.form
    assert form.rows[0].place is not None
    assert form.rows[0].place.name == "learning_rate"
    bench.type_values("0.1, 0.01")
    form.processes.setValue(1)
    assert form.total.text() == "2 networks in all"
    bench.train()
    assert bench.cells("learning_rate") == ["0.1", "0.01"]
    assert bench.cells("state") == ["done", "done"]
    assert all(bench.cells("train_loss"))
    assert "2 of 2 trained" in bench.view.results.status.text()
    assert len(bench.view.results.curves.chart.names()) == 2
    assert len(Results(usual_folder(bench.path)).outcomes) == 2


def test_what_is_finished_is_not_trained_again(found: Bench) -> None:
    found.type_values("0.1, 0.01, 0.001, 0.05")
    found.view.form.processes.setValue(1)
    known = {path.name for path in (usual_folder(found.path) / "runs").iterdir()}
    found.train()
    new = {path.name for path in (usual_folder(found.path) / "runs").iterdir()} - known
    assert len(new) == 2
    assert found.cells("state") == ["done"] * 8


def test_a_long_one_can_be_stopped_and_gone_on_with(bench: Bench) -> None:
    bench.view.form.epochs.setValue(1_000_000)
    bench.view.form.processes.setValue(1)
    bench.type_values("0.1, 0.01")
    QTest.mouseClick(bench.view.start_button, LEFT)
    bench.wait(
        lambda: any(
            bench.cells("train_loss")
            if bench.run.table and "train_loss" in bench.view.results.trials.rows.columns
            else []
        )
    )
    assert not bench.view.start_button.isEnabled()
    assert "/ 1,000,000" in bench.cells("state")[0]
    QTest.mouseClick(bench.view.stop_button, LEFT)
    bench.wait(lambda: not bench.run.active)
    bench.wait(lambda: bench.cells("state") == ["waits", "waits"])
    assert bench.view.start_button.isEnabled()


def test_the_results_of_a_project_are_shown_when_it_is_opened(found: Bench) -> None:
    assert found.cells("state") == ["done"] * 6
    form = found.view.form
    assert [row.values.text() for row in form.rows] == ["0.1, 0.01, 0.001", "tanh, relu"]
    assert form.plan is not None
    assert form.plan.experiment.count == 6
    found.session.open(xor())
    assert found.run.table is None
    assert found.view.empty.isVisible()
    assert len(form.rows) == 1


def test_the_table_is_sorted_by_a_click_on_a_heading(found: Bench) -> None:
    header = found.view.results.trials.horizontalHeader()
    column = found.column("train_loss")
    at = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), LEFT, pos=at)
    model = found.view.results.trials.model()
    losses = [model.index(i, column).data(SORT_ROLE)[0] for i in range(model.rowCount())]
    downwards = losses == sorted(losses, reverse=True)
    assert downwards or losses == sorted(losses)
    QTest.mouseClick(header.viewport(), LEFT, pos=at)
    losses = [model.index(i, column).data(SORT_ROLE)[0] for i in range(model.rowCount())]
    assert losses == sorted(losses, reverse=not downwards)


def test_what_is_selected_stays_so_when_the_table_is_sorted(found: Bench) -> None:
    found.click_row(1)
    found.click_row(4, Qt.KeyboardModifier.ControlModifier)
    chosen = {row.trial.key for row in found.view.results.trials.selected()}
    for order in (Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder):
        found.view.results.trials.sortByColumn(found.column("train_loss"), order)
        assert {row.trial.key for row in found.view.results.trials.selected()} == chosen


def test_what_is_not_known_comes_last_in_both_directions(found: Bench) -> None:
    assert found.run.table is not None
    row = found.run.table.rows[2]
    row.state, row.figures = "waiting", {}
    for order in (Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder):
        found.view.results.trials.sortByColumn(found.column("train_loss"), order)
        assert found.cells("#")[-1] == "3"


def test_a_selected_network_that_could_not_be_trained_says_why(found: Bench) -> None:
    assert found.run.table is not None
    row = found.run.table.rows[2]
    row.state, row.figures, row.reason = "refused", {}, Text("No room.")
    found.click_row(0)
    assert "5 of 6 trained, 1 could not be" in found.view.results.status.text()
    found.click_row(2)
    assert "No room." in found.view.results.status.text()


def test_hundreds_of_networks_do_not_hold_up_the_window(found: Bench) -> None:
    made = experiment("learning_rate=" + ",".join(str(n / 1000) for n in range(1, 251)), repeat=2)
    table = SweepTable(made, {})
    epochs = tuple(float(n) for n in range(200))
    for n, row in enumerate(table.rows):
        curves = {"epoch": epochs, "train_loss": tuple(1.0 + e % (n + 2) for e in epochs)}
        done = Outcome("done", figures={"train_loss": 1.0 + n * 37 % 500}, curves=curves)
        table.hear(Ended(row.trial.key, Trained(done)))
    view, keys = found.view, [row.trial.key for row in table.rows]
    found.run._show(table)
    view.results.trials.sortByColumn(found.column("train_loss"), Qt.SortOrder.AscendingOrder)
    # What is asked of the model, and not how long that takes: that is the machine's business.
    asked = CountedCalls(type(view.results.trials.rows).data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(view.results.trials.rows), "data", asked)
        view.results.trials.sortByColumn(
            found.column("learning_rate"), Qt.SortOrder.DescendingOrder
        )
        view.results.trials.select_keys(keys[::2])
        assert len(view.results.trials.selected()) == 250
    assert asked.count < 100
    found.wait(lambda: len(view.results.curves.chart.names()) == MOST_LINES)
    view.results.plots.setCurrentWidget(view.results.parallel)
    found.wait(lambda: not view.results.parallel.busy)
    assert len(view.results.parallel.lines()) == 500
    before = view.results.parallel.grab().toImage()
    view.results.trials.select_keys(keys[:1])
    found.wait(
        lambda: not view.results.parallel.busy and view.results.parallel.grab().toImage() != before
    )


def test_results_of_another_unsaved_project_are_not_shown(bench: Bench) -> None:
    first = xor()
    bench.session.open(first)
    folder = bench.view.folder
    Sweep(experiment("learning_rate=0.1,0.01"), Results(folder)).run(Here(), lambda *event: None)
    bench.session.open(first)
    bench.wait(lambda: bench.run.table is not None)
    bench.session.open(edits.set_values(first, "dense_1", units=7))
    assert bench.view.folder == folder
    bench.wait(lambda: not bench.run.looking)
    assert bench.run.table is None


def test_words_that_name_no_setting_do_not_stay(bench: Bench) -> None:
    setting = bench.view.form.rows[0].setting
    before, line = setting.currentText(), setting.lineEdit()
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, "banana")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert setting.currentText() == before
    assert setting.currentData() == "learning_rate"


def test_a_result_is_opened_as_a_run_and_undo_brings_back_what_was(found: Bench) -> None:
    before = found.session.project
    assert not found.view.results.open_button.isEnabled()
    found.click_row(1)
    assert found.run.table is not None
    row = found.view.results.trials.selected()[0]
    QTest.mouseClick(found.view.results.open_button, LEFT)
    found.wait(lambda: found.session.project == row.trial.project)
    assert found.session.run_log.epochs == 20
    assert found.session.runs.present is not None
    assert found.session.runs.present.name == f"Experiment {row.trial.number}"
    last = found.session.run_log.last_epoch
    assert last is not None
    assert last.train_loss == row.figures["train_loss"]
    assert found.view.message.isVisible()
    # Its weights can be trained on, as any run's.
    assert found.session.checkpoint is not None
    assert found.session.checkpoint.step == row.figures["steps"]
    found.session.undo()
    assert found.session.project == before
    assert found.session.checkpoint is None


def test_a_diverged_network_is_opened_to_see_why(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "xor.nnstudio"
    done = experiment(*EXPLODING, "seed=0,1", epochs=200)
    Sweep(done, Results(usual_folder(path))).run(Here(), lambda event, row: None)
    found = Bench(qtbot, path)
    found.wait(lambda: found.run.table is not None)
    assert found.cells("state") == ["diverged"] * 2
    found.click_row(0)
    QTest.mouseClick(found.view.results.open_button, LEFT)
    wanted = found.view.results.trials.selected()[0].trial.project
    found.wait(lambda: found.session.project == wanted)
    assert found.session.run_log.steps > 0
    assert found.session.checkpoint is not None
    assert "it diverged" in found.view.message.text()


def test_repetitions_are_one_line_with_mean_and_deviation(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "xor.nnstudio"
    done = experiment("learning_rate=0.1,0.01", repeat=3)
    Sweep(done, Results(usual_folder(path))).run(Here(), lambda event, row: None)
    found = Bench(qtbot, path)
    found.wait(lambda: found.run.table is not None)
    results = found.view.results
    found.click_row(4)
    QTest.mouseClick(results.mean_button, LEFT)
    assert found.cells("state") == ["3 of 3 done"] * 2
    assert all(" ± " in cell for cell in found.cells("train_loss"))
    # What was chosen stays so, with all its repetitions.
    assert [row.trial.number for row in results.trials.selected()] == [4, 5, 6]
    assert not results.open_button.isEnabled()
    assert "best on average: " in results.status.text()
    results.plots.setCurrentWidget(results.parallel)
    found.wait(lambda: len(results.parallel.lines()) == 2)
    chosen = str(tmp_path / "means.csv"), ""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: chosen)
    QTest.mouseClick(results.csv_button, LEFT)
    assert (tmp_path / "means.csv").read_text().count("\n") == 3
    QTest.mouseClick(results.mean_button, LEFT)
    assert found.cells("state") == ["done"] * 6


def test_results_move_along_when_their_project_is_saved(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Plan, "workers", lambda plan: Here())
    bench.session.open(xor())
    bench.type_values("0.1, 0.01")
    bench.train()
    before = bench.run.folder
    bench.session.saved(tmp_path / "named.nnstudio")
    bench.wait(lambda: bench.run.folder == usual_folder(tmp_path / "named.nnstudio"))
    assert bench.cells("state") == ["done", "done"]
    assert not before.exists()
    bench.session.saved(tmp_path / "other.nnstudio")  # a copy: they stay with the first
    assert bench.run.folder == usual_folder(tmp_path / "named.nnstudio")


class Idle:
    """Trains nothing, for as long as it is let."""

    def __init__(self, enough: Flag) -> None:
        self.enough = enough

    def train(self, trials: Sequence[Trial], hear: Hear, cancelled: Callable[[], bool]) -> None:
        while not cancelled() and not self.enough.wait(0.01):
            pass


def test_a_long_experiment_keeps_awake_and_tells_its_end(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, str]] = []
    work, now, enough = bench.view.work, [1000.0], Flag()
    monkeypatch.setattr(Plan, "workers", lambda plan: Idle(enough))
    work._clock, work._tell = lambda: now[0], lambda *words: told.append(words)
    work.awake._ask = nullcontext  # type: ignore[assignment]
    work.patience.setInterval(0)
    bench.window.hide()  # nobody looks at it
    for stopped in (True, False):
        bench.view.start()
        bench.wait(lambda: work.awake.holds)
        now[0] += 2 * LONG_SECONDS
        bench.run.cancel() if stopped else enough.set()
        bench.wait(lambda: not bench.run.active)
        assert not work.awake.holds
        assert len(told) == (0 if stopped else 1)  # who stops it knows
    assert told == [("The experiment has ended", "0 of 3 networks are trained.")]


def test_enter_opens_the_chosen_row(found: Bench) -> None:
    found.click_row(0)
    QTest.keyClick(found.view.results.trials, Qt.Key.Key_Return)
    wanted = found.view.results.trials.selected()[0].trial.project
    found.wait(lambda: found.session.project == wanted)


def test_selected_rows_stand_out_in_both_plots(found: Bench) -> None:
    found.click_row(2)
    found.click_row(4, Qt.KeyboardModifier.ControlModifier)
    assert [row.trial.number for row in found.view.results.trials.selected()] == [3, 5]
    chart = found.view.results.curves.chart

    def strong() -> set[str]:
        return {name for name in chart.names() if chart.line(name).width > 1}

    found.wait(lambda: strong() == {"3", "5"})
    assert not found.view.results.open_button.isEnabled()


def test_a_line_of_the_parallel_coordinates_is_chosen_by_a_click(found: Bench) -> None:
    found.view.results.plots.setCurrentWidget(found.view.results.parallel)
    lines = found.view.results.parallel.lines()
    assert len(lines) == 6
    key, points = next(iter(lines.items()))
    middle = QPoint(
        round(0.75 * points[1].x() + 0.25 * points[2].x()),
        round(0.75 * points[1].y() + 0.25 * points[2].y()),
    )
    QTest.mouseClick(found.view.results.parallel, LEFT, pos=middle)
    assert [row.trial.key for row in found.view.results.trials.selected()] == [key]
    QTest.mouseClick(found.view.results.parallel, LEFT, pos=QPoint(3, 3))
    assert found.view.results.trials.selected() == ()


def test_a_range_of_an_axis_chooses_what_goes_through_it(found: Bench) -> None:
    found.view.results.plots.setCurrentWidget(found.view.results.parallel)
    plot = found.view.results.parallel
    # The largest learning rate lies above; both activations go through it.
    start, end = (plot.place_of(0, share).toPoint() for share in (1.0, 0.8))
    QTest.mousePress(plot, LEFT, pos=start)
    QTest.mouseMove(plot, (start + end) / 2)
    QTest.mouseMove(plot, end)
    QTest.mouseRelease(plot, LEFT, pos=end)
    assert {row.trial.values[0] for row in found.view.results.trials.selected()} == {0.1}
    assert len(found.view.results.trials.selected()) == 2
    # A second range holds together with the first; a click on the axis lets go of it.
    start, end = (plot.place_of(1, share).toPoint() for share in (1.0, 0.7))
    QTest.mousePress(plot, LEFT, pos=start)
    QTest.mouseMove(plot, end)
    QTest.mouseRelease(plot, LEFT, pos=end)
    assert [row.trial.values for row in found.view.results.trials.selected()] == [(0.1, "tanh")]
    QTest.mouseClick(plot, LEFT, pos=plot.place_of(1, 0.3).toPoint())
    assert len(found.view.results.trials.selected()) == 2


def test_the_figures_at_the_mouse_are_told(found: Bench) -> None:
    chart = found.view.results.curves.chart
    QTest.mouseMove(chart, chart.place_of(10, chart.y_bounds()[0]).toPoint() - QPoint(0, 20))
    box = chart.box()
    assert box[0][:2] == ("Epoch", "10")
    assert len(box) == 7


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("fast", "expects a number"),
        ("0.1, -5", "expects a number from 0"),
        ("0.1", "several values"),
        ("", "several values"),
    ],
)
def test_what_cannot_be_trained_is_said_at_once(bench: Bench, words: str, told: str) -> None:
    values = bench.view.form.rows[0].values
    values.clear()
    QTest.keyClicks(values, words)
    assert told in bench.view.form.total.text()
    assert not bench.view.start_button.isEnabled()


def test_choices_are_ticked_in_a_menu(bench: Bench) -> None:
    QTest.mouseClick(bench.view.form.add, LEFT)
    row = bench.view.form.rows[1]
    row.setting.setCurrentIndex(row.setting.findData("dense_1.activation"))
    row.values.clear()
    menu = row.choices.menu()
    menu.aboutToShow.emit()
    for action in menu.actions():
        if action.text() in ("relu", "sigmoid"):
            action.trigger()
    assert row.values.text() == "sigmoid, relu" or row.values.text() == "relu, sigmoid"
    assert bench.view.form.plan is not None
    assert bench.view.form.plan.experiment.count == 6
    QTest.mouseClick(row.remove, LEFT)
    assert bench.view.form.plan.experiment.count == 3


def test_settings_of_a_new_layer_are_offered(bench: Bench) -> None:
    from nnstudio.layers.dense import Dense

    project, node = edits.add_node(bench.session.project, Dense(), 0, 0)
    bench.session.edit(Text("Add"), project)
    setting = bench.view.form.rows[0].setting
    assert setting.findData(f"{node}.units") >= 0
    assert setting.currentData() == "learning_rate"


def test_a_cluster_that_is_not_there_is_said(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nnstudio.experiments.dask_cluster.CONNECT_SECONDS", 0.5)
    form = bench.view.form
    form.where.setCurrentIndex(form.where.findData(CLUSTER))
    assert "address" in form.total.text()
    QTest.keyClicks(form.address, "tcp://127.0.0.1:9")
    bench.train()
    assert bench.view.message.isVisible()
    assert bench.cells("state") == ["waits"] * 3


def test_the_table_is_exported(
    found: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = str(tmp_path / "table"), ""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: chosen)
    QTest.mouseClick(found.view.results.csv_button, LEFT)
    assert (tmp_path / "table.csv").read_text().count("\n") == 7


def test_a_file_that_is_gone_is_said(found: Bench) -> None:
    found.click_row(0)
    for path in (usual_folder(found.path) / "runs").iterdir():
        path.unlink()
    QTest.mouseClick(found.view.results.open_button, LEFT)
    found.wait(found.view.message.isVisible)
    assert found.session.checkpoint is None


def test_an_unsaved_project_has_a_place_for_its_results(bench: Bench) -> None:
    bench.session.open(api.new("xor").project)
    assert bench.view.folder.parent.name == "sweeps"
    assert bench.view.folder.name


def test_the_model_says_nothing_of_rows_within_rows(found: Bench) -> None:
    rows = found.view.results.trials.rows
    inside = rows.index(0, 0)
    assert rows.rowCount(inside) == rows.columnCount(inside) == 0
    assert rows.rowCount(QModelIndex()) == 6
