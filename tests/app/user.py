"""A user of the whole window, with a mouse and a keyboard and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QMessageBox,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from nnstudio.app.canvas.geometry import Port
from nnstudio.app.exporting.export_dialog import ExportDialog
from nnstudio.app.main_window import MainWindow
from nnstudio.app.panels.parts.layer_list import LayerList
from nnstudio.app.settings import Settings
from nnstudio.app.style.appearance import choose_theme
from nnstudio.app.workbench import Workbench

CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
PATIENCE_MS = 60_000


class User:
    """Opens the window and works in it; looks at what it shows through its public face."""

    def __init__(
        self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, path: Path | None = None
    ) -> None:
        self.qtbot, self.monkeypatch = qtbot, monkeypatch
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        choose_theme(app, "light")
        self.window = MainWindow(Settings(), path)
        qtbot.addWidget(self.window, before_close_func=self._leave_quietly)
        self.window.resize(1366, 768)
        with qtbot.waitActive(self.window):  # shortcuts reach the active window only
            self.window.show()
            self.window.activateWindow()
        self.wait(lambda: self.window.workbench is not None and bool(self.bench.views.plots))

    @property
    def bench(self) -> Workbench:
        assert self.window.workbench is not None
        return self.window.workbench

    def _leave_quietly(self, window: QWidget) -> None:
        """Close without being asked, as after a test that failed half-way."""
        self.bench.training.stop_and_wait(60_000)
        self.bench.session.saved(Path("left.nnstudio"))

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=PATIENCE_MS)

    # ---- dialogs ----

    def export(self, suffix: str) -> Path:
        """Export with the keyboard: choose the target of that ending, and press Enter."""
        self.press(Qt.Key.Key_E)
        self.wait(lambda: self.window.findChild(ExportDialog) is not None)
        dialog = self.window.findChild(ExportDialog)
        assert dialog is not None
        self.wait(dialog.isVisible)
        while not str(dialog.file.path()).endswith(suffix):
            QTest.keyClick(dialog.targets, Qt.Key.Key_Down)
        self.wait(lambda: dialog.button.isEnabled() and dialog.outlook is not None)
        path = dialog.file.path()
        QTest.keyClick(dialog.file.name, Qt.Key.Key_Return)
        self.wait(lambda: "Exported to" in self.bench.banner.text())
        assert path is not None
        self.window.activateWindow()  # there is no desktop that would do it
        self.wait(self.window.isActiveWindow)
        return path

    # ---- mouse and keyboard ----

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.wait(widget.isVisible)
        assert widget.isEnabled(), f"{widget} cannot be used now"
        QTest.mouseClick(widget, LEFT, pos=at or widget.rect().center())

    def click_button(self, inside: QWidget, text: str) -> None:
        self.wait(lambda: self._button(inside, text) is not None)
        button = self._button(inside, text)
        assert button is not None
        self.click(button)

    def _button(self, inside: QWidget, text: str) -> QAbstractButton | None:
        for button in inside.findChildren(QAbstractButton):
            if button.isVisible() and button.text().replace("&", "") == text:
                return button
        return None

    def show_dock(self, name: str) -> None:
        """Click the tab of a dock."""
        title = self.bench.docks[name].windowTitle()
        for bar in self.window.findChildren(QTabBar):
            for index in range(bar.count()):
                if bar.isVisible() and bar.tabText(index) == title:
                    QTest.mouseClick(bar, LEFT, pos=bar.tabRect(index).center())
                    self.wait(self.bench.docks[name].widget().isVisible)
                    return
        raise AssertionError(f"there is no tab {title}")

    def choose(self, box: QComboBox, text: str) -> None:
        """Choose an entry of a box by its name, with the keyboard."""
        self.wait(box.isVisible)
        self.click(box)
        view = box.view()
        self.wait(view.isVisible)
        row = box.findText(text)
        assert row >= 0, f"{text} is not among {[box.itemText(i) for i in range(box.count())]}"
        QTest.keyClick(view, Qt.Key.Key_Home)
        for _ in range(row):
            QTest.keyClick(view, Qt.Key.Key_Down)
        QTest.keyClick(view, Qt.Key.Key_Return)
        self.wait(lambda: box.currentText() == text)

    def type_number(self, box: QWidget, text: str) -> None:
        """Write a number into a box and press Enter."""
        spin = box if isinstance(box, QAbstractSpinBox) else box.findChild(QAbstractSpinBox)
        assert spin is not None
        self.click(spin)
        QTest.keyClick(spin, Qt.Key.Key_A, CONTROL)
        QTest.keyClicks(spin, text)
        QTest.keyClick(spin, Qt.Key.Key_Return)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
        QTest.keyClick(self.window, key, modifiers)

    # ---- the canvas ----

    def drag_layer(self, title: str, x: int, y: int) -> str:
        """Drag a layer from the palette to a place of the canvas, with the mouse; return its id."""
        known = {node.id for node in self.bench.session.project.graph.nodes}
        palette = self.bench.palette.findChild(LayerList)
        assert palette is not None
        item = palette.layer_item(title)
        palette.scrollToItem(item)
        viewport = palette.viewport()
        start = viewport.mapTo(self.window, palette.visualItemRect(item).center())
        canvas = self.bench.canvas
        end = canvas.viewport().mapTo(self.window, QPoint(x, y))
        handle = self.window.windowHandle()
        # The drag runs an event loop of its own; the hand goes on inside it.
        QTimer.singleShot(60, lambda: QTest.mouseMove(handle, (start + end) / 2))
        QTimer.singleShot(90, lambda: QTest.mouseMove(handle, end))
        QTimer.singleShot(120, lambda: QTest.mouseMove(handle, end + QPoint(1, 0)))
        QTimer.singleShot(150, lambda: QTest.mouseRelease(handle, LEFT, pos=end))
        QTest.mousePress(handle, LEFT, pos=start)
        QTest.mouseMove(handle, start + QPoint(8, 0))
        QTest.mouseMove(handle, start + QPoint(24, 0))
        self.wait(lambda: len(self.bench.session.project.graph.nodes) > len(known))
        return next(n.id for n in self.bench.session.project.graph.nodes if n.id not in known)

    def port(self, node_id: str, index: int | None = None) -> QPoint:
        """Return where an input port is on the canvas; without an index, the output."""
        port = Port(node_id, index is None, index or 0)
        canvas = self.bench.canvas
        return canvas.mapFromScene(canvas.canvas.nodes[node_id].port_place(port))

    def drag_on_canvas(self, start: QPoint, end: QPoint) -> None:
        viewport = self.bench.canvas.viewport()
        QTest.mousePress(viewport, LEFT, pos=start)
        QTest.mouseMove(viewport, (start + end) / 2)
        QTest.mouseMove(viewport, end)
        QTest.mouseRelease(viewport, LEFT, pos=end)

    def wire(self, source: str, target: str, port: int = 0) -> None:
        self.drag_on_canvas(self.port(source), self.port(target, port))

    def click_node(self, node_id: str) -> None:
        item = self.bench.canvas.canvas.nodes[node_id]
        at = self.bench.canvas.mapFromScene(item.pos() + item.rect().center())
        QTest.mouseClick(self.bench.canvas.viewport(), LEFT, pos=at)

    # ---- dialogs ----

    def in_dialog(self, act: Callable[[QWidget], None]) -> None:
        """Let ``act`` work in the next dialog that opens."""
        tries = [0]

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None and tries[0] < 600:
                tries[0] += 1
                QTimer.singleShot(20, look)
            elif dialog is not None:
                act(dialog)

        QTimer.singleShot(20, look)

    def press_in_dialog(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        """Press keys in the next dialog, once they reach it."""

        def press(dialog: QWidget) -> None:
            if dialog.isActiveWindow():
                QTest.keyClick(dialog, key, modifiers)
            else:
                QTimer.singleShot(20, lambda: press(dialog))

        self.in_dialog(press)

    def name_file(self, path: Path) -> None:
        """Choose a path in the next file dialog, which is Qt's own or the desktop's."""
        self.monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))

    def answer(self, button: QMessageBox.StandardButton) -> None:
        """Click a button of the next question."""

        def press(dialog: QWidget) -> None:
            assert isinstance(dialog, QMessageBox)
            QTest.mouseClick(dialog.button(button), LEFT)

        self.in_dialog(press)
