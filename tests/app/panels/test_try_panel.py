"""Trying a network: drawings, pictures, points and the test samples, trained or training."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

import nnstudio
from nnstudio.app.panels.try_panel import TryPanel
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.app.widgets.digit_pad import DigitPad
from nnstudio.core.text import Text
from nnstudio.data.pictures import centre_digit, read_picture
from nnstudio.data.prepare import apply_scaling, prepare
from nnstudio.data.prepare import make_plan as make_data_plan
from nnstudio.engine.answers import answers
from nnstudio.engine.evaluation import Evaluation, evaluate
from nnstudio.engine.messages import Checkpoint
from nnstudio.graph import edits
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from tests.app.panels.drawings import (
    Show,
    chain,
    digits,
    make,
    moons,
    open_trained,
    throws,
)


@pytest.fixture
def panel(session: Session, training: Training, show: Show) -> TryPanel:
    panel = TryPanel(session, training)
    show(panel)
    return panel


def draw(pad: QWidget, *places: tuple[float, float], button: Qt.MouseButton) -> None:
    """Draw a stroke through places given in shares of the pad."""
    points = [QPoint(round(x * pad.width()), round(y * pad.height())) for x, y in places]
    none = Qt.KeyboardModifier.NoModifier
    QTest.mousePress(pad, button, none, points[0])
    for point in points[1:]:
        QTest.mouseMove(pad, point)
    QTest.mouseRelease(pad, button, none, points[-1])


def draw_seven(pad: QWidget) -> None:
    places = ((0.3, 0.2), (0.5, 0.2), (0.7, 0.2), (0.6, 0.5), (0.45, 0.8))
    draw(pad, *places, button=Qt.MouseButton.LeftButton)


def shares(panel: TryPanel) -> list[float]:
    return [bar.share for bar in panel.answer.bars.bars()]


def picture_file(folder: Path) -> Path:
    image = Image.new("L", (90, 120), 255)
    ImageDraw.Draw(image).line([(30, 20), (60, 20), (45, 100)], fill=0, width=9)
    path = folder / "seven.png"
    image.save(path)
    return path


def test_an_untrained_network_cannot_be_tried_and_can_be_trained_from_here(
    panel: TryPanel, training: Training, session: Session, qtbot: QtBot
) -> None:
    assert panel.empty.isVisible()
    assert "Train" in panel.empty.accessibleName()
    session.open(moons())
    with qtbot.waitSignal(training.state_changed):
        qtbot.mouseClick(panel.empty.button(), Qt.MouseButton.LeftButton)
    assert training.active
    assert not panel.empty.isVisible()


def test_a_drawing_is_answered_as_the_network_computes_it(
    panel: TryPanel, session: Session, qtbot: QtBot
) -> None:
    open_trained(session, digits())
    assert shares(panel) == [0.0] * 10  # a blank pad is not predicted
    draw_seven(panel.digits.pad)
    qtbot.waitUntil(lambda: max(shares(panel), default=0) > 0)
    seen = panel.digits.seen.picture()
    assert seen is not None
    assert (seen == centre_digit(panel.digits.pad.ink())).all()
    model = session.model()
    assert model is not None
    expected = model.predict(apply_scaling(session.project.data, seen[np.newaxis]))[0]
    qtbot.waitUntil(lambda: shares(panel) == pytest.approx(expected.tolist()))
    assert str(int(expected.argmax())) in panel.answer.text()


def test_a_wiped_pad_predicts_nothing(panel: TryPanel, session: Session, qtbot: QtBot) -> None:
    open_trained(session, digits())
    draw_seven(panel.digits.pad)
    qtbot.waitUntil(lambda: max(shares(panel), default=0) > 0)
    qtbot.mouseClick(panel.digits.clear_button, Qt.MouseButton.LeftButton)
    assert panel.digits.sample() is None
    assert shares(panel) == [0.0] * 10
    assert panel.answer.text() == "Nothing drawn yet"


def test_a_pad_wiped_and_drawn_on_at_once_is_answered(
    panel: TryPanel, session: Session, qtbot: QtBot
) -> None:
    open_trained(session, digits())
    draw_seven(panel.digits.pad)  # the answer is still being computed
    qtbot.mouseClick(panel.digits.clear_button, Qt.MouseButton.LeftButton)
    draw_seven(panel.digits.pad)
    qtbot.waitUntil(lambda: max(shares(panel), default=0) > 0)


def test_the_right_button_erases(qtbot: QtBot, show: Show) -> None:
    pad = DigitPad()
    show(pad)
    draw_seven(pad)
    before = int(pad.ink().sum())
    draw(pad, (0.3, 0.2), (0.5, 0.2), (0.7, 0.2), button=Qt.MouseButton.RightButton)
    after = int(pad.ink().sum())
    assert 0 < after < before
    assert not pad.ink()[56, 84:196].any()  # the bar on top is gone
    qtbot.keyClick(pad, Qt.Key.Key_Delete)
    assert pad.is_blank()


def test_a_thicker_pen_leaves_more_ink(panel: TryPanel, session: Session, qtbot: QtBot) -> None:
    open_trained(session, digits())
    draw_seven(panel.digits.pad)
    thin = int(panel.digits.pad.ink().sum())
    panel.digits.pen.setFocus()
    qtbot.keyClick(panel.digits.pen, Qt.Key.Key_End)
    panel.digits.pad.clear()
    draw_seven(panel.digits.pad)
    assert int(panel.digits.pad.ink().sum()) > 1.3 * thin


def test_without_centring_the_network_sees_where_it_was_drawn(
    panel: TryPanel, session: Session, qtbot: QtBot
) -> None:
    open_trained(session, digits())
    corner = ((0.1, 0.1), (0.2, 0.1), (0.2, 0.2))
    draw(panel.digits.pad, *corner, button=Qt.MouseButton.LeftButton)
    centred = panel.digits.sample()
    box = panel.digits.centre
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(12, box.height() // 2))
    placed = panel.digits.sample()
    assert centred is not None
    assert placed is not None
    assert placed[14:, 14:].sum() == 0
    assert centred[14:, 14:].sum() > 0


def test_a_picture_file_is_dropped_and_answered(
    panel: TryPanel, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    open_trained(session, digits())
    path = picture_file(tmp_path)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), copy, mime, left, none)
    QApplication.sendEvent(panel, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(panel, QDropEvent(QPointF(50, 50), copy, mime, left, none))
    qtbot.waitUntil(lambda: panel.digits.sample() is not None)
    seen = panel.digits.sample()
    assert seen is not None
    assert (seen == read_picture(path, (28, 28)).pixels).all()
    qtbot.waitUntil(lambda: max(shares(panel), default=0) > 0)
    draw_seven(panel.digits.pad)
    redrawn = panel.digits.sample()
    assert redrawn is not None
    assert (redrawn == centre_digit(panel.digits.pad.ink())).all()


def test_a_file_that_is_no_picture_is_refused(
    panel: TryPanel, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    open_trained(session, digits())
    path = tmp_path / "broken.png"
    path.write_bytes(b"nothing")
    panel.open_picture(path)
    qtbot.waitUntil(panel.banner.isVisible)
    assert "broken.png" in panel.banner.text()


def test_other_files_are_left_to_the_window(panel: TryPanel, session: Session) -> None:
    open_trained(session, digits())
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/somewhere/work.nnstudio")])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, mime, left, none)
    QApplication.sendEvent(panel, enter)
    assert not enter.isAccepted()


def test_a_point_is_chosen_by_click_and_by_number(
    panel: TryPanel, session: Session, qtbot: QtBot
) -> None:
    open_trained(session, moons())
    view = panel.points.view
    spot = QPoint(round(0.7 * view.width()), round(0.3 * view.height()))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=spot)
    clicked = panel.points.sample()
    assert clicked[0] > 0.1
    assert clicked[1] > 0.1
    box = panel.points.boxes[0]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(box, "-0.5")
    point = panel.points.sample()
    assert point[0] == pytest.approx(-0.5)
    assert point[1] == clicked[1]
    model = session.model()
    assert model is not None
    expected = model.predict(apply_scaling(session.project.data, point[np.newaxis]))[0]
    qtbot.waitUntil(lambda: shares(panel) == pytest.approx(expected.tolist(), abs=1e-6))


def test_the_answer_follows_a_running_training_and_stops_asking_when_hidden(
    panel: TryPanel, session: Session, training: Training, qtbot: QtBot
) -> None:
    open_trained(session, moons())
    panel.points.view.chosen.emit(0.3, 0.2)
    qtbot.waitUntil(lambda: max(shares(panel), default=0) > 0)
    before = shares(panel)
    project = edits.set_training(session.project, epochs=1_000_000)
    session.edit(Text("Long"), project)
    training.start()
    qtbot.waitUntil(lambda: shares(panel) != before)
    assert not panel.evaluation.button.isEnabled()
    panel.hide()
    training.stop()
    qtbot.waitUntil(lambda: not training.active)
    panel.show()
    model = session.model()
    assert model is not None
    point = apply_scaling(session.project.data, panel.points.sample()[np.newaxis])
    expected = model.predict(point)[0].tolist()
    qtbot.waitUntil(lambda: shares(panel) == pytest.approx(expected, abs=1e-6))


def test_the_test_samples_are_evaluated_and_the_result_grows_old(
    panel: TryPanel, session: Session, qtbot: QtBot
) -> None:
    open_trained(session, moons())
    qtbot.mouseClick(panel.evaluation.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.evaluation.result() is not None)
    shown, model = panel.evaluation.result(), session.model()
    assert shown is not None
    assert model is not None
    data = prepare(session.project.data)
    expected = evaluate(model, data.x_test, data.t_test)
    assert expected is not None
    assert shown.loss == pytest.approx(expected.loss)
    assert (shown.confusion == expected.confusion).all()
    assert panel.evaluation.table.isVisible()
    assert not panel.evaluation.is_outdated()
    assert session.checkpoint is not None
    weights = {key: value + 1 for key, value in session.checkpoint.weights.items()}
    session.adopt(Text("Train"), Checkpoint(weights, step=2))
    assert panel.evaluation.is_outdated()
    assert panel.evaluation.result() is shown


def test_an_evaluation_can_be_cancelled(
    panel: TryPanel, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()

    def when_told(*arguments: Any) -> Evaluation | None:
        assert go.wait(60)
        return evaluate(*arguments)

    monkeypatch.setattr("nnstudio.app.panels.parts.evaluation_run.evaluate", when_told)
    open_trained(session, digits())
    qtbot.mouseClick(panel.evaluation.button, Qt.MouseButton.LeftButton)
    assert panel.evaluation.cancel_button.isVisible()
    qtbot.mouseClick(panel.evaluation.cancel_button, Qt.MouseButton.LeftButton)
    go.set()
    qtbot.waitUntil(panel.evaluation.button.isVisible, timeout=10_000)
    assert panel.evaluation.result() is None


def test_weights_that_no_longer_fit_are_not_used(panel: TryPanel, session: Session) -> None:
    open_trained(session, moons())
    assert not panel.empty.isVisible()
    session.edit(Text("Widen"), edits.set_values(session.project, "dense_1", units=9))
    assert panel.empty.isVisible()
    session.undo()
    assert not panel.empty.isVisible()


def test_what_was_asked_of_one_network_does_not_reach_the_next(
    panel: TryPanel, session: Session, training: Training, qtbot: QtBot
) -> None:
    open_trained(session, moons())
    training.start()
    qtbot.waitUntil(lambda: not training.active)
    open_trained(session, digits())
    failures: list[object] = []
    training.failed.connect(failures.append)
    training.start()
    training.pause()
    draw_seven(panel.digits.pad)
    qtbot.waitUntil(lambda: max(shares(panel), default=0) > 0)
    assert not failures
    assert training.active


def houses(path: Path) -> Project:
    """Return a network for what kind of house was built in which year, on which area."""
    rows = [
        f"{1900 + 37 * n % 100},{30 + 7 * n % 90},{n % 11},{('hut', 'villa')[n % 2]}"
        for n in range(100)
    ]
    path.write_text("\n".join(["built,area,rooms,kind", *rows]) + "\n", encoding="utf-8")
    drawing = chain(
        make_data_plan("iris"), make("Input"), make("Dense", units=2, activation="softmax")
    )
    return nnstudio.use_data(drawing, path).project


def texts(panel: TryPanel) -> list[str]:
    return [view.text() for view in panel.answers.views if view.isVisible()]


def test_a_row_of_a_table_is_tried_with_sliders_and_numbers(
    panel: TryPanel, session: Session, qtbot: QtBot
) -> None:
    open_trained(session, throws())
    page = panel.input.features
    qtbot.waitUntil(lambda: page.sample()[0] > 10)  # begins in the middle of the samples
    speed, angle = page.boxes.values()
    speed.setFocus()
    qtbot.keyClick(speed, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(speed, "25")
    page.sliders[1].setFocus()
    qtbot.keyClick(page.sliders[1], Qt.Key.Key_Home)
    assert page.sample()[0] == 25
    assert page.sample()[1] < 15
    assert angle.value() == page.sample()[1]
    model = session.model()
    assert model is not None
    x = apply_scaling(session.project.data, page.sample()[np.newaxis])
    expected = answers(model, x)
    best = ("short", "on target", "long")[int(expected["output_3"][0].argmax())]
    qtbot.waitUntil(
        lambda: (
            texts(panel)[:2] == [f"{expected[f'output_{n}'][0, 0]:.4g} m" for n in (1, 2)]
            and best in texts(panel)[2]
        )
    )


def test_sliders_reach_every_year_and_stay_where_the_page_is_scrolled(
    panel: TryPanel, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    open_trained(session, houses(tmp_path / "houses.csv"))
    page, year = panel.input.features, 0
    qtbot.waitUntil(lambda: len(page.sliders) == 3 and page.sample()[year] > 1900)
    slider = page.sliders[year]
    slider.setFocus()
    years = set()
    for _ in range(10):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
        years.add(page.sample()[year])
    assert len(years) == 10
    page.boxes[1].setFocus()
    before = page.sample()[year]
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(slider.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, turn)
    assert page.sample()[year] == before


def test_every_output_answers_in_its_units_while_it_trains(
    panel: TryPanel, session: Session, training: Training, qtbot: QtBot
) -> None:
    open_trained(session, throws())
    qtbot.waitUntil(lambda: panel.input.features.sample()[0] > 10)
    qtbot.waitUntil(lambda: all(text.endswith(" m") for text in texts(panel)[:2]))
    before = texts(panel)
    session.edit(Text("Long"), edits.set_training(session.project, epochs=1_000_000))
    training.start()
    qtbot.waitUntil(lambda: texts(panel)[0] != before[0])
    assert all(text.endswith(" m") for text in texts(panel)[:2])
    training.stop()
    qtbot.waitUntil(lambda: not training.active)


def test_every_output_is_measured_on_the_test_samples_in_its_units(
    panel: TryPanel, session: Session, qtbot: QtBot
) -> None:
    open_trained(session, throws())
    qtbot.mouseClick(panel.evaluation.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.evaluation.result() is not None)
    result = panel.evaluation.result()
    assert result is not None
    reports = panel.evaluation.reports
    shown = [dict(report.facts.facts()) for report in reports]
    error = result.outputs[0].metrics["mean_absolute_error"]
    assert shown[0]["Mean absolute error"] == f"{error:.4g} m"
    assert shown[1]["Loss"] == f"{result.outputs[1].loss:.4f}"
    assert shown[2]["Accuracy"] == f"{100 * result.outputs[2].metrics['accuracy']:.2f} %"
    assert [report.table.isVisible() for report in reports] == [False, False, True]
    assert (reports[2].table.counts() == result.confusions[2]).all()
    open_trained(session, moons())
    qtbot.mouseClick(panel.evaluation.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.evaluation.result() is not None)
    assert [report.isVisible() for report in reports] == [True, False, False]
    assert "Accuracy" not in dict(reports[0].facts.facts())  # it stands large above


def test_what_cannot_be_entered_is_said(panel: TryPanel, session: Session) -> None:
    steps = Signature((5, 2), raw_shape=(5, 2), classes=("a", "b"))
    plan = DataPlan(DataSource("steps"), signature=steps)
    project = chain(
        plan, make("Input"), make("Flatten"), make("Dense", units=2, activation="softmax")
    )
    open_trained(session, project)
    assert not panel.digits.isVisible()
    assert not panel.points.isVisible()
    assert not panel.answers.isVisible()
    labels = [label.text() for label in panel.input.findChildren(QLabel) if label.isVisible()]
    assert labels == [
        "Samples of this form cannot be entered here. Evaluate it on the test samples."
    ]
