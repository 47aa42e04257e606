"""The window: what is shown when, what is asked before work could be lost, what is remembered."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.log import close_log, log_file, open_log
from nnstudio.app.main import Rescue
from nnstudio.app.mime import layer_mime_data
from nnstudio.core.text import Text
from nnstudio.files.project_file import load
from nnstudio.graph import edits
from nnstudio.layers.dense import Dense
from tests.app.user import User

NewUser = Callable[..., User]


@pytest.fixture
def new_user(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> NewUser:
    def make(path: Path | None = None) -> User:
        return User(qtbot, monkeypatch, path)

    return make


@pytest.fixture
def user(new_user: NewUser) -> User:
    return new_user()


def open_template(user: User, slug: str) -> None:
    card = user.bench.start_page.cards[slug]
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    user.wait(user.bench.canvas.isVisible)


def train_to_the_end(user: User) -> None:
    user.show_dock("training")
    user.click(user.bench.views.training_panel.main_button)
    user.wait(lambda: user.bench.training.state == "idle" and user.bench.session.run_log.epochs > 0)


def train_for_ever(user: User) -> None:
    """Begin a run that goes on however fast the machine is."""
    session = user.bench.session
    session.edit(Text("Longer"), edits.set_training(session.project, epochs=1_000_000))
    user.show_dock("training")
    user.click(user.bench.views.training_panel.main_button)


def drop(target: QWidget, mime: QMimeData) -> None:
    place, action = target.rect().center(), Qt.DropAction.CopyAction
    held = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(place, action, mime, *held)
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(place), action, mime, *held))


def test_a_card_opens_its_template_and_the_plots_come_with_it(user: User) -> None:
    assert not user.bench.docks["loss"].isVisible()
    open_template(user, "xor")
    assert user.bench.docks["loss"].isVisible()
    assert user.bench.session.project.name == "XOR"
    assert user.window.windowTitle().startswith("XOR")
    assert not user.window.isWindowModified()


def test_the_start_page_leads_back_to_what_is_open(user: User) -> None:
    open_template(user, "xor")
    project = user.bench.session.project
    user.press(Qt.Key.Key_N)
    user.wait(user.bench.start_page.isVisible)
    assert not user.bench.menus.actions["save"].isEnabled()
    user.click_button(user.bench.start_page, "Back to XOR")
    assert user.bench.canvas.isVisible()
    assert user.bench.session.project is project
    user.press(Qt.Key.Key_N)
    QTest.keyClick(user.bench.start_page, Qt.Key.Key_Escape)
    assert user.bench.canvas.isVisible()


def test_a_layer_dropped_on_the_start_page_begins_a_drawing(user: User) -> None:
    drop(user.bench.start_page, layer_mime_data(Dense(units=3)))
    user.wait(user.bench.canvas.isVisible)
    layers = [node.layer for node in user.bench.session.project.graph.nodes]
    assert layers == [Dense(units=3)]


def test_the_main_button_says_what_it_does(user: User) -> None:
    open_template(user, "digits-mlp")
    main, action = user.bench.views.training_panel.main_button, user.bench.menus.actions["train"]
    assert (main.text(), action.iconText()) == ("Train", "Train")
    train_for_ever(user)
    user.wait(lambda: user.bench.session.run_log.steps > 0)
    assert (main.text(), action.iconText()) == ("Pause", "Pause")
    user.press(Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier)
    assert (main.text(), action.iconText()) == ("Resume", "Resume")
    user.press(Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    user.wait(lambda: user.bench.training.state == "idle")
    assert main.text().startswith("Continue")


def test_a_run_goes_on_from_where_it_stopped_or_begins_anew(user: User) -> None:
    open_template(user, "xor")
    train_to_the_end(user)
    session, training = user.bench.session, user.bench.training
    first, epochs = session.run_log.loss.copy(), session.run_log.epochs
    user.click(user.bench.views.training_panel.main_button)
    user.wait(lambda: training.state == "idle" and session.run_log.epochs == 2 * epochs)
    assert session.run_log.loss[: len(first)].tolist() == first.tolist()
    user.click(user.bench.views.training_panel.again_button)
    user.wait(lambda: training.state == "idle" and session.run_log.epochs == epochs)
    assert session.run_log.loss.tolist() == first.tolist()


def test_a_changed_drawing_waits_for_apply_and_keeps_what_fits(user: User) -> None:
    open_template(user, "digits-mlp")
    bench = user.bench
    train_for_ever(user)
    user.wait(lambda: bench.session.run_log.steps > 2)
    assert not bench.difference.isVisible()
    user.click_node("dropout_1")
    QTest.keyClick(bench.canvas, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    user.wait(bench.difference.isVisible)
    # The drawing has a problem now: the run is not given up for it.
    user.click_button(bench.difference, "Apply")
    assert bench.training.state == "running"
    assert "not connected" in bench.banner.text()
    user.wire("dense_1", "dense_2")
    user.click_button(bench.difference, "Apply")
    user.wait(lambda: not bench.difference.isVisible() and bench.training.state == "running")
    assert bench.session.checkpoint is not None
    user.click(bench.views.training_panel.stop_button)
    user.wait(lambda: bench.training.state == "idle")


def test_a_run_that_is_ended_right_after_apply_does_not_come_back(user: User) -> None:
    open_template(user, "digits-mlp")
    train_for_ever(user)
    user.wait(lambda: user.bench.session.run_log.steps > 2)
    user.type_number(user.bench.views.training_panel.seed.box, "50")
    user.click_button(user.bench.difference, "Apply")
    assert user.bench.training.stop_and_wait(60_000)
    assert not user.bench.training.active


def test_a_diverging_run_is_reported_and_the_last_good_weights_are_kept(user: User) -> None:
    open_template(user, "spiral-mlp")
    bench = user.bench
    user.show_dock("training")
    user.choose(bench.views.training_panel.settings.optimizer.box, "Gradient descent (SGD)")
    user.type_number(
        bench.views.training_panel.settings.optimizer.form.field("learning_rate"), "1000"
    )
    user.choose(bench.views.training_panel.settings.loss.box, "Mean squared error")
    user.show_dock("inspector")
    end = bench.session.analysis.output
    user.click_node(end)
    form = bench.views.inspector.node_page
    box = form.form.field("activation").editor
    assert isinstance(box, QComboBox)
    user.choose(box, "Linear")
    bench.session.close_merge()
    user.show_dock("training")
    user.click(bench.views.training_panel.main_button)
    user.wait(bench.banner.isVisible)
    assert "no longer a finite number" in bench.banner.text()
    assert bench.training.state == "idle"


def test_a_project_is_saved_dropped_and_reopened(
    user: User, new_user: NewUser, tmp_path: Path
) -> None:
    open_template(user, "xor")
    train_to_the_end(user)
    assert user.window.isWindowModified()
    path = tmp_path / "mein Netz 网络.nnstudio"
    user.name_file(path)
    user.press(Qt.Key.Key_S)
    assert load(path).project == user.bench.session.project
    assert not user.window.isWindowModified()
    user.press(Qt.Key.Key_N)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    drop(user.window, mime)
    user.wait(user.bench.canvas.isVisible)
    assert user.bench.session.path == path
    assert user.bench.session.model() is not None
    assert user.bench.session.run_log.epochs > 0


def test_a_broken_file_is_refused_and_what_is_open_stays(user: User, tmp_path: Path) -> None:
    open_template(user, "xor")
    project = user.bench.session.project
    path = tmp_path / "broken.nnstudio"
    path.write_bytes(b"PK\x03\x04 and then nothing")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    drop(user.window, mime)
    user.wait(user.bench.banner.isVisible)
    assert user.bench.session.project is project


@pytest.mark.parametrize("answer", ["Cancel", "Discard", "Save"])
def test_closing_with_unsaved_work_asks(user: User, tmp_path: Path, answer: str) -> None:
    open_template(user, "xor")
    QTest.keyClick(user.bench.canvas, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(user.bench.canvas, Qt.Key.Key_Right)
    path = tmp_path / "xor.nnstudio"
    user.name_file(path)
    key = Qt.Key(ord(answer[0]))  # the first letter, with Alt
    user.press_in_dialog(key, Qt.KeyboardModifier.AltModifier)
    user.window.close()
    assert user.window.isVisible() == (answer == "Cancel")
    assert path.exists() == (answer == "Save")


def test_the_question_names_the_file_as_the_title_does(user: User, tmp_path: Path) -> None:
    open_template(user, "xor")
    user.bench.documents.save_to(tmp_path / "mine.nnstudio")
    QTest.keyClick(user.bench.canvas, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(user.bench.canvas, Qt.Key.Key_Right)
    asked = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, QMessageBox)
        asked.append(dialog.text())
        dialog.reject()

    user.in_dialog(look)
    user.window.close()
    assert asked == ["Save the changes of “mine.nnstudio”?"]
    assert user.window.windowTitle().startswith("mine.nnstudio[*]")


def test_the_next_window_lies_as_the_last_one_did(user: User, new_user: NewUser) -> None:
    open_template(user, "xor")
    user.bench.docks["gradients"].toggleViewAction().trigger()
    user.window.close()
    later = new_user()
    open_template(later, "xor")
    later.wait(lambda: later.bench.docks["loss"].isVisible())
    assert later.bench.docks["gradients"].isHidden()
    later.window.close()


def test_what_lies_behind_a_tab_is_not_visible(user: User) -> None:
    open_template(user, "digits-cnn")
    user.wait(user.bench.views.plots["features"].isVisible)
    assert not user.bench.views.plots["decision"].isVisible()
    user.show_dock("problems")
    user.wait(lambda: not user.bench.views.plots["features"].isVisible())


@pytest.mark.parametrize(
    ("slug", "view"), [("xor", "decision"), ("digits-cnn", "features"), ("iris", "problems")]
)
def test_no_empty_view_lies_in_front(user: User, slug: str, view: str) -> None:
    open_template(user, slug)
    user.wait(user.bench.docks[view].widget().isVisible)
    user.wait(lambda: not user.bench.docks[view].visibleRegion().isEmpty())


def test_a_mistake_of_the_program_saves_the_work_and_says_so(
    user: User, fresh_settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_template(user, "xor")
    monkeypatch.setattr(sys, "__excepthook__", lambda *_: None)
    open_log()
    rescue = Rescue(user.window)
    try:
        raise RuntimeError("a wheel came off")
    except RuntimeError as error:
        rescue(type(error), error, error.__traceback__)
    assert "a wheel came off" in user.bench.banner.text()
    assert "a wheel came off" in log_file().read_text()
    close_log()
    [copy] = fresh_settings.glob("rescued-*.nnstudio")
    assert load(copy).project == user.bench.session.project


def test_the_window_speaks_chinese_at_once(user: User) -> None:
    chinese = user.bench.menus.language_actions["zh_CN"]
    english = user.bench.menus.language_actions["en"]
    chinese.trigger()
    user.wait(lambda: user.bench.docks["palette"].windowTitle() == "层")
    english.trigger()
    user.wait(lambda: user.bench.docks["palette"].windowTitle() == "Layers")


def test_the_data_is_browsed_in_a_window_of_its_own(user: User) -> None:
    open_template(user, "spiral-mlp")
    dock = user.bench.docks["browse"]
    assert not dock.isVisible()
    user.press(Qt.Key.Key_B)
    browser = user.bench.views.browser_place.browser()
    user.wait(lambda: len(browser.places()) > 0)
    assert dock.isFloating()
    assert browser.isVisible()
    dock.close()
    assert not browser.isVisible()
    user.bench.menus.actions["browse"].trigger()
    assert browser.isVisible()
    user.wait(lambda: not browser.busy())


def test_points_are_painted_from_the_menu_and_the_data_panel_opens_the_browser(user: User) -> None:
    open_template(user, "digits-mlp")
    user.bench.menus.actions["paint_points"].trigger()
    browser = user.bench.views.browser_place.browser()
    user.wait(browser.parts.paint.isVisible)
    user.wait(lambda: not browser.busy())
    assert user.bench.session.project.data.source.dataset == "mnist"
    user.bench.docks["browse"].close()
    user.show_dock("data")
    user.click(user.bench.views.data_panel.page.browse_button)
    assert browser.isVisible()
    user.wait(lambda: not browser.busy())


def test_where_a_run_is_does_not_jump_and_is_not_cut(user: User) -> None:
    open_template(user, "xor")
    user.bench.menus.show_progress("Epoch 2 of 5 · batch 117 of 250", 0.3)
    (label,) = (it for it in user.window.findChildren(QLabel) if "batch 117" in it.text())
    needed = label.sizeHint().width()
    user.bench.menus.show_progress("Paused", 0.3)
    user.wait(lambda: label.width() >= needed)
    assert label.minimumWidth() >= needed
