"""How the network learns is chosen with mouse and keyboard, and every choice can be undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.panels.parts.choice_form import ChoiceForm
from nnstudio.app.panels.parts.rate_curve import RateCurve
from nnstudio.app.panels.parts.training_settings import TrainingSettings
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import choose_theme
from nnstudio.app.widgets.param_editor import ParamEditor
from nnstudio.core.settings import Settings
from nnstudio.core.text import Text
from nnstudio.engine.epoch_length import steps_per_epoch
from nnstudio.graph import edits
from nnstudio.graph.templates import template
from nnstudio.graph.training_plan import TrainingPlan
from nnstudio.losses import all_losses
from nnstudio.losses.huber import Huber
from nnstudio.optimizers import all_optimizers
from nnstudio.optimizers.rmsprop import RMSProp
from nnstudio.optimizers.schedules import all_schedules
from nnstudio.optimizers.schedules.constant import ConstantSchedule
from nnstudio.optimizers.schedules.cosine import CosineSchedule
from nnstudio.optimizers.schedules.step import StepSchedule
from nnstudio.optimizers.schedules.warm_up import WarmUpSchedule
from tests.app.panels.drawings import Show


@pytest.fixture
def settings(session: Session, show: Show) -> TrainingSettings:
    session.open(template("spiral-mlp").project)
    settings = TrainingSettings(session)
    session.changed.connect(settings.refresh)
    session.opened.connect(settings.refresh)
    show(settings)
    return settings


def choose(qtbot: QtBot, box: QComboBox, text: str) -> None:
    """Choose by typing the beginning of the name, as with the keyboard."""
    box.setFocus()
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, Qt.Key.Key_Return)


def write(qtbot: QtBot, editor: QWidget, text: str) -> None:
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def plan(session: Session) -> TrainingPlan:
    return session.project.training


@pytest.mark.parametrize(
    ("which", "kinds"),
    [("optimizer", all_optimizers()), ("schedule", all_schedules()), ("loss", all_losses())],
)
def test_every_kind_can_be_chosen_and_taken_back(
    settings: TrainingSettings, session: Session, which: str, kinds: dict[str, type[Settings]]
) -> None:
    form: ChoiceForm = getattr(settings, which)
    before = getattr(plan(session), which)
    assert [form.box.itemData(row) for row in range(form.box.count())] == list(kinds)
    for row, name in enumerate(kinds):
        if name == before.name:
            continue
        form.box.setFocus()
        form.box.setCurrentIndex(row)
        form.box.activated.emit(row)
        assert getattr(plan(session), which) == kinds[name]()
        assert form.form.isVisible() == bool(kinds[name].params())
        session.undo()
        assert getattr(plan(session), which) == before
        assert form.box.currentData() == before.name


def test_settings_of_what_is_chosen_are_edited(
    qtbot: QtBot, settings: TrainingSettings, session: Session
) -> None:
    choose(qtbot, settings.optimizer.box, "RMS")
    write(qtbot, settings.optimizer.form.field("memory").editor, "0.8")
    write(qtbot, settings.optimizer.form.field("learning_rate").editor, "0.25")
    assert plan(session).optimizer == RMSProp(memory=0.8, learning_rate=0.25)
    choose(qtbot, settings.loss.box, "Huber")
    write(qtbot, settings.loss.form.field("delta").editor, "2.5")
    assert plan(session).loss == Huber(delta=2.5)
    assert str(session.undo_label) == "Change δ"


def test_what_is_typed_in_one_go_is_undone_in_one_go(
    qtbot: QtBot, settings: TrainingSettings, session: Session
) -> None:
    before = plan(session)
    write(qtbot, settings.plan_form.field("epochs").editor, "123")
    write(qtbot, settings.plan_form.field("epochs").editor, "456")
    session.undo()
    assert plan(session).epochs == 123
    session.undo()
    assert plan(session) == before


def test_gradients_are_clipped(qtbot: QtBot, settings: TrainingSettings, session: Session) -> None:
    form = settings.clipping_form
    assert not form.field("threshold").isVisible()
    box = form.field("mode").editor
    assert isinstance(box, QComboBox)
    assert [box.itemText(row) for row in range(box.count())] == [
        "Off",
        "By value",
        "By norm",
        "By global norm",
    ]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_End)
    write(qtbot, form.field("threshold").editor, "0.5")
    assert (plan(session).clipping.mode, plan(session).clipping.threshold) == ("global_norm", 0.5)


def test_a_batch_size_is_asked_for_mini_batches_only(
    qtbot: QtBot, settings: TrainingSettings, session: Session
) -> None:
    form = settings.plan_form
    assert form.field("batch_size").isVisible()
    box = form.field("batch_mode").editor
    assert isinstance(box, QComboBox)
    choose(qtbot, box, "All")
    assert plan(session).batch_mode == "full"
    assert not form.field("batch_size").isVisible()
    assert steps_per_epoch(session.project) == 1


def test_when_to_end_is_folded_until_it_is_wanted(
    qtbot: QtBot, settings: TrainingSettings, session: Session
) -> None:
    form = settings.plan_form
    button = form.more_button()
    assert button is not None
    assert button.text() == "When to end"
    assert not form.field("patience").isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    write(qtbot, form.field("patience").editor, "5")
    box = form.field("restore_best").editor
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(10, box.height() // 2))
    assert (plan(session).patience, plan(session).restore_best) == (5, True)
    assert button.text() == "When to end (2 changed)"


def test_what_this_network_measures_can_be_watched(
    qtbot: QtBot, settings: TrainingSettings, session: Session
) -> None:
    box = settings.plan_form.field("watch").editor
    assert isinstance(box, QComboBox)
    names = [box.itemText(row) for row in range(box.count())]
    assert names[:4] == [
        "Training loss",
        "Training accuracy",
        "Validation loss",
        "Validation accuracy",
    ]
    assert "F1 (validation)" in names
    session.edit(Text("watch"), edits.set_training(session.project, watch="val_r2"))
    assert box.currentText() == "R² (validation) (not measured)"
    session.undo()
    assert box.currentText() == "Validation loss"
    assert "R²" not in " ".join(box.itemText(row) for row in range(box.count()))


def test_the_curve_is_shown_where_the_learning_rate_changes(
    qtbot: QtBot, settings: TrainingSettings, session: Session
) -> None:
    assert not settings.curve.isVisible()
    choose(qtbot, settings.schedule.box, "Step")
    assert settings.curve.isVisible()
    rate = plan(session).optimizer.values()["learning_rate"]
    assert settings.curve.rates()[0] == rate
    session.undo()
    assert not settings.curve.isVisible()


def test_everything_has_a_name_for_screen_readers(settings: TrainingSettings) -> None:
    boxes = [settings.optimizer.box, settings.schedule.box, settings.loss.box, settings.curve]
    assert all(box.accessibleName() for box in boxes)
    for form in settings.findChildren(ParamEditor):
        assert all(box.accessibleName() for box in form.findChildren(QComboBox))


# ---- the curve itself ----


@pytest.fixture
def curve(qtbot: QtBot) -> RateCurve:
    curve = RateCurve()
    qtbot.addWidget(curve)
    curve.resize(320, 78)
    with qtbot.waitExposed(curve):
        curve.show()
    return curve


@pytest.mark.parametrize(
    ("schedule", "rates"),
    [
        (ConstantSchedule(), (0.1, 0.1)),
        (StepSchedule(epochs=5, gamma=0.5), (0.1, 0.05)),
        (CosineSchedule(floor=0.1), (0.1, 0.01)),
        (WarmUpSchedule(steps=100), (0.001, 0.1)),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_it_shows_the_rate_from_the_first_step_to_the_last(
    curve: RateCurve, schedule: ConstantSchedule, rates: tuple[float, float]
) -> None:
    curve.set_plan(schedule, 0.1, 100, 10)
    assert curve.rates() == pytest.approx(rates, rel=1e-3)


def test_the_mouse_reads_the_rate_off(curve: RateCurve, qtbot: QtBot) -> None:
    curve.set_plan(StepSchedule(epochs=5, gamma=0.5), 0.1, 100, 10)
    assert curve.readout() == ""
    QTest.mouseMove(curve, QPoint(10 + 300 // 4, 40))
    assert curve.readout() == "epoch 2.5: 0.1"
    QTest.mouseMove(curve, QPoint(10 + 300 * 3 // 4, 40))
    assert curve.readout() == "epoch 7.5: 0.05"
    QApplication.sendEvent(curve, QEvent(QEvent.Type.Leave))
    assert curve.readout() == ""


def test_it_marks_where_the_run_is_and_follows_the_theme(
    curve: RateCurve, qapp: QApplication
) -> None:
    curve.set_plan(CosineSchedule(), 0.1, 100, 10)
    before = curve.grab().toImage()
    curve.set_now(5.0)
    during = curve.grab().toImage()
    assert during != before
    curve.set_now(None)
    assert curve.grab().toImage() == before
    choose_theme(qapp, "dark")
    dark = curve.grab().toImage()
    assert dark.pixelColor(160, 70).lightness() < 90 < before.pixelColor(160, 70).lightness()
