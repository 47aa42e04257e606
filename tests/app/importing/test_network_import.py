"""File > Import Network: a file of another program becomes a drawing with weights."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

import nnstudio.imports
from nnstudio.app.data_dialogs.choose_dialog import ChooseDialog
from nnstudio.app.importing import network_import
from nnstudio.app.importing.notes_dialog import NotesDialog
from nnstudio.app.widgets.banner import Tone
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import initial_weights
from nnstudio.export import exporter
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.templates import template
from nnstudio.imports import Imported, Importer
from tests.app.user import User

LEFT = Qt.MouseButton.LeftButton


class Foreign(Importer):
    """Reads files that say how many remarks there are."""

    name, label, suffixes, order = "foreign", "Foreign networks (.foreign)", (".foreign",), 0

    def read(self, path: Path) -> Imported:
        text = path.read_text(encoding="utf-8")
        if not text.isdigit():
            raise UserError(Text(N_("{name} holds no network."), name=path.name))
        project = template("xor").project
        project = replace(project, data=DataPlan(signature=project.data.signature))
        weights = initial_weights(make_plan(analyze(project)), 3)
        del weights["dense_2", "bias"]
        notes = tuple(Text(N_("Remark {n}."), n=n) for n in range(int(text)))
        return Imported(project, weights, notes)


@pytest.fixture
def user(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> User:
    known = {"foreign": Foreign}
    monkeypatch.setattr(nnstudio.imports, "all_importers", lambda: known)
    monkeypatch.setattr(network_import, "all_importers", lambda: known)
    return User(qtbot, monkeypatch)


def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "net.foreign"
    path.write_text(text, encoding="utf-8")
    return path


def drop(user: User, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    held = (LEFT, Qt.KeyboardModifier.NoModifier)
    action, place = Qt.DropAction.CopyAction, QPoint(300, 300)
    QApplication.sendEvent(user.window, QDragEnterEvent(place, action, mime, *held))
    QApplication.sendEvent(user.window, QDropEvent(QPointF(place), action, mime, *held))


def imported(user: User) -> bool:
    return user.bench.banner.isVisible() and "Imported" in user.bench.banner.text()


def test_a_network_is_asked_for_and_opened_with_its_weights(user: User, tmp_path: Path) -> None:
    name = str(file(tmp_path, "0"))
    asked: list[str] = []

    def choose(*given: object) -> tuple[str, str]:
        asked.append(str(given[3]))
        return name, ""

    user.monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    user.bench.menus.actions["import_network"].trigger()
    user.wait(lambda: imported(user))

    session = user.bench.session
    assert asked == [
        "Networks (*.foreign);;Foreign networks (*.foreign)"
        ";;Weights for the open network (*.npz *.safetensors)"
    ]
    assert session.model() is not None  # what the file lacks has its starting values
    assert session.dirty
    assert user.bench.banner.tone() is Tone.GOOD
    assert not user.bench.canvas.isHidden()


def test_a_file_that_is_dropped_is_imported_and_remarks_are_told(
    user: User, tmp_path: Path
) -> None:
    drop(user, file(tmp_path, "1"))
    user.wait(lambda: imported(user))
    assert user.bench.banner.text().endswith("Remark 0.")

    user.bench.session.saved(tmp_path / "kept.nnstudio")
    user.bench.exchange.import_network(file(tmp_path, "3"))  # too many for the banner
    user.click_button(user.bench.banner, "Show the remarks")
    assert imported(user)
    assert user.bench.banner.tone() is Tone.WARNING
    dialog = user.window.findChild(NotesDialog)
    assert dialog is not None
    assert [dialog.notes.item(i).text() for i in range(3)] == [f"Remark {i}." for i in range(3)]
    user.click_button(dialog, "Copy")
    assert QGuiApplication.clipboard().text().endswith("Remark 0.\nRemark 1.\nRemark 2.")
    dialog.reject()


def test_a_broken_file_and_a_user_who_keeps_the_work_change_nothing(
    user: User, tmp_path: Path
) -> None:
    user.bench.documents.new_from_template("iris")
    before = user.bench.session.project
    user.bench.exchange.import_network(file(tmp_path, "what?"))
    user.wait(lambda: user.bench.banner.tone() is Tone.ERROR)
    assert user.bench.banner.text() == "net.foreign holds no network."
    assert user.bench.session.project is before

    session = user.bench.session
    session.edit(Text("Less"), edits.set_values(session.project, "dense_1", units=3))
    before = session.project
    asked: list[str] = []

    def cancel(dialog: QWidget) -> None:
        assert isinstance(dialog, QMessageBox)
        asked.append(dialog.text())
        QTest.mouseClick(dialog.button(QMessageBox.StandardButton.Cancel), LEFT)

    user.in_dialog(cancel)
    user.bench.exchange.import_network(file(tmp_path, "0"))
    user.wait(lambda: bool(asked) and QApplication.activeModalWidget() is None)
    assert session.project is before
    assert not imported(user)


def test_data_that_is_missing_is_asked_for_where_training_begins(
    user: User, tmp_path: Path
) -> None:
    user.bench.exchange.import_network(file(tmp_path, "0"))
    user.wait(lambda: imported(user))
    views, opened = user.bench.views, []

    def look(dialog: QWidget) -> None:
        opened.append(type(dialog))
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    shown = dict(views.inspector.network_page.facts.facts())
    assert shown["State"] == "needs data to train"
    panel = views.training_panel
    assert panel.main_button.text() == "Choose Data…"
    assert not panel.step_button.isEnabled()
    assert not user.bench.menus.actions["train"].isEnabled()
    said = [label.text() for label in user.window.findChildren(QLabel) if label.isVisible()]
    assert "No data is chosen to train with" in said
    ways = {"training": panel.main_button, "inspector": views.inspector.network_page.data_button}
    for dock, button in ways.items():
        user.show_dock(dock)
        user.in_dialog(look)
        user.click(button)
        user.wait(lambda: QApplication.activeModalWidget() is None and bool(opened))
        assert opened.pop() is ChooseDialog

    session = user.bench.session
    session.edit(Text("Data"), replace(session.project, data=template("xor").project.data))
    assert panel.main_button.text() == "Continue to epoch 300"
    assert not views.inspector.network_page.data_button.isVisible()


@pytest.mark.parametrize("suffix", [".npz", ".safetensors"])
def test_exported_weights_that_are_dropped_go_into_the_network_they_fit(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, suffix: str
) -> None:
    user = User(qtbot, monkeypatch)
    session, banner = user.bench.session, user.bench.banner
    user.bench.documents.new_from_template("xor")
    before = session.project
    given = initial_weights(make_plan(session.analysis), 7)
    path = tmp_path / f"mine{suffix}"
    exporter(suffix[1:]).export(before, given, path)
    user.bench.menus.actions["new"].trigger()  # it is still open, behind the start page

    drop(user, path)
    user.wait(lambda: banner.isVisible() and "taken over" in banner.text())
    assert banner.text() == "4 of 4 weights were taken over by name and shape."
    assert user.bench.center.drawing
    assert session.project is before
    loaded = session.weights or {}
    assert all((loaded[key] == value).all() for key, value in given.items())
    assert str(session.undo_label) == f"Load the weights of mine{suffix}"
    user.press(Qt.Key.Key_Z)
    assert session.weights is None

    user.bench.documents.new_from_template("iris")
    drop(user, path)
    user.wait(lambda: banner.tone() is Tone.ERROR)
    assert banner.text().startswith("None of the weights fits")
    assert banner.text().endswith("choose File > Load Weights… there.")
    assert session.weights is None

    session.edit(Text("Less"), edits.delete(session.project, ["dense_1"]))
    banner.hide()
    drop(user, path)  # into a drawing with problems
    user.wait(banner.isVisible)
    user.wait(lambda: banner.tone() is Tone.ERROR)
    assert "File > Load Weights…" in banner.text()
