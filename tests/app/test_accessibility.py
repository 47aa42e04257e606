"""Every control has a name and a role, and the keyboard reaches it; the focus can be seen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QScrollArea,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from nnstudio.app.data_dialogs.choose_dialog import ChooseDialog
from nnstudio.app.data_dialogs.import_dialog import ImportDialog
from nnstudio.app.style.appearance import choose_theme
from nnstudio.core.text import Text
from nnstudio.graph import edits
from tests.app.user import User


@pytest.fixture
def user(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> User:
    return User(qtbot, monkeypatch)


def controls(root: QWidget) -> Iterator[QWidget]:
    """Yield what can have the keyboard, without the inner parts of Qt's own widgets."""
    for widget in root.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.focusProxy() is not None:
            continue
        if not widget.isVisibleTo(root):
            continue
        parent = widget.parentWidget()
        if isinstance(parent, QAbstractSpinBox | QComboBox | QAbstractScrollArea | QTabBar) and (
            isinstance(widget, QLineEdit) or not type(widget).__module__.startswith("nnstudio")
        ):
            continue
        if isinstance(widget, QScrollArea | QTabBar) or widget.objectName().startswith("qt_"):
            continue  # it only carries the arrows to what it holds; its tabs have names of their own
        yield widget


def nameless(root: QWidget) -> list[str]:
    found = []
    for widget in controls(root):
        face = QAccessible.queryAccessibleInterface(widget)
        name = face.text(QAccessible.Text.Name) if face is not None else ""
        if not name.strip():
            path: list[str] = []
            parent: QWidget | None = widget
            while parent is not None and not isinstance(parent, QMainWindow):
                path.append(type(parent).__name__)
                parent = parent.parentWidget()
            found.append(" < ".join(path[:5]))
    return found


def check(root: QWidget) -> None:
    assert nameless(root) == []


def test_a_control_without_a_name_would_be_found(qtbot: QtBot) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    nameless_field = QLineEdit("text is no name", form)
    assert len(nameless(form)) == 1
    label = QLabel("A name", form)
    label.setBuddy(nameless_field)
    check(form)


def test_every_control_of_the_window_has_a_name(user: User) -> None:
    check(user.window)  # with the start page in front
    user.bench.documents.new_from_template("digits-cnn")
    for node in ([], ["conv2d_1"], ["dense_1", "dense_2"]):
        user.bench.canvas.choose(node)
        for name in user.bench.docks.names():
            user.bench.docks.open(name)
            QApplication.processEvents()
            check(user.bench.docks[name])
    check(user.window)


def test_every_control_for_other_kinds_of_data_has_a_name(user: User) -> None:
    for slug in ("iris", "airline-lstm", "spiral-mlp"):
        user.bench.documents.new_from_template(slug)
        for name in ("data", "try", "inspector", "browse"):
            user.bench.docks.open(name)
            QApplication.processEvents()
            assert nameless(user.bench.docks[name]) == [], slug
        user.wait(lambda: not user.bench.views.browser_place.browser().busy())
        assert nameless(user.bench.docks["browse"]) == [], slug
        user.bench.docks["browse"].hide()


def test_every_control_of_the_dialogs_has_a_name(user: User) -> None:
    commands = user.bench.window_commands
    commands.find_command()
    commands.open_settings()
    assert commands.settings_dialog is not None
    for row in range(commands.settings_dialog.list.count()):
        commands.settings_dialog.list.setCurrentRow(row)
        check(commands.settings_dialog)
    commands.tell_about()
    commands.show_licences()
    user.bench.menus.actions["choose_data"].trigger()
    user.wait(lambda: bool(user.window.findChildren(ChooseDialog)))
    check(user.window)


def test_every_control_of_what_opens_over_the_canvas_has_a_name(user: User) -> None:
    bench = user.bench
    bench.documents.new_from_template("xor")
    bench.canvas.choose(["dense_1"])
    actions = bench.menus.actions
    for command in ("add_layer", "replace", "connect", "disconnect", "rename", "find", "add_note"):
        actions[command].trigger()
        QApplication.processEvents()
        check(bench.canvas)
        check(user.window)


def test_every_control_of_palette_of_commands_and_weights_has_a_name(user: User) -> None:
    bench = user.bench
    bench.documents.new_from_template("xor")
    bench.window_commands.find_command()
    assert bench.window_commands.palette is not None
    check(bench.window_commands.palette)
    bench.window_commands.palette.close()
    bench.canvas.choose(["dense_1"])
    bench.menus.actions["edit_weights"].trigger()
    assert bench.weights.window is not None
    check(bench.weights.window)
    bench.weights.window.close()


def test_every_control_of_the_picture_dialog_has_a_name(user: User) -> None:
    user.bench.documents.new_from_template("xor")
    looked: list[list[str]] = []

    def look(dialog: QWidget) -> None:
        looked.append(nameless(dialog))
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    user.in_dialog(look)
    user.bench.menus.actions["export_picture"].trigger()
    user.wait(lambda: bool(looked))
    assert looked == [[]]


def test_every_control_of_the_import_dialog_has_a_name(user: User, tmp_path: Path) -> None:
    path = tmp_path / "flowers.csv"
    rows = "".join(f"{n % 7}.5,{'ab'[n % 2]}\n" for n in range(40))
    path.write_text("length,kind\n" + rows, encoding="utf-8")
    user.bench.data_dialogs.look_at(path)
    dialog = user.window.findChild(ImportDialog)
    assert dialog is not None
    user.wait(lambda: bool(dialog.findChildren(QComboBox)))
    check(dialog)
    dialog.close()


def test_tab_reaches_everything_that_can_be_used_in_the_panels(user: User) -> None:
    user.bench.documents.new_from_template("xor")
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    user.show_dock("training")
    panel = user.bench.views.training_panel
    wanted = {w for w in controls(panel) if w.isVisible() and w.isEnabled()}
    wanted = {w for w in wanted if w.focusPolicy() & Qt.FocusPolicy.TabFocus}
    panel.main_button.setFocus()
    reached: list[QWidget] = []
    for _ in range(4 * len(wanted)):
        now = QApplication.focusWidget()
        assert now is not None
        if now in reached:
            break
        reached.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    assert wanted <= set(reached)


def test_tab_goes_down_a_panel(user: User) -> None:
    bench = user.bench
    bench.documents.new_from_template("digits-cnn")
    project = bench.session.project
    bench.session.edit(Text("Break"), edits.set_values(project, "dense_2", units=3))
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    for dock, node in (
        ("training", ""),
        ("data", ""),
        ("inspector", "conv2d_1"),
        ("inspector", "dense_2"),
    ):
        bench.canvas.choose(["dense_1"])  # forms that are made later come to their place, too
        bench.canvas.choose([node] if node else [])
        user.show_dock(dock)
        assert_tab_goes_down(bench.docks[dock].widget())


def assert_tab_goes_down(panel: QWidget) -> None:
    first = next(w for w in controls(panel) if w.isEnabled() and w.isVisible())
    first.setFocus()
    page = next(a.widget() for a in panel.findChildren(QScrollArea) if a.isVisible())
    assert page is not None
    tops: list[tuple[int, str]] = []
    now = QApplication.focusWidget()
    while now is not None and panel.isAncestorOf(now):
        assert len(tops) < 60, f"Tab goes round within the panel: {tops}"
        if page.isAncestorOf(now):
            top = now.mapTo(page, now.rect().center()).y()
            tops.append((top, now.accessibleName()))
        QTest.keyClick(now, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
    assert len(tops) > 10
    ups = [(before, after) for before, after in pairwise(tops) if after[0] < before[0] - 12]
    assert ups == []


def test_the_focus_is_seen(user: User) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    user.bench.documents.new_from_template("xor")
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    user.show_dock("training")
    panel = user.bench.views.training_panel
    for theme in ("dark", "light"):
        choose_theme(app, theme)
        seen = [w for w in controls(panel) if w.isVisible() and w.isEnabled()]
        assert seen
        for widget in seen:
            user.bench.canvas.setFocus()
            without = widget.grab().toImage()
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            QApplication.processEvents()
            assert widget.grab().toImage() != without, f"{theme} {widget} {widget.objectName()}"
