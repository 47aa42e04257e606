"""The palette: what it lists, how it is searched, and that its layers can be dragged away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from nnstudio.activations import all_activations
from nnstudio.app.mime import has_layer, layer_from_mime
from nnstudio.app.panels.palette import Palette
from nnstudio.app.panels.parts.layer_picture import drag_picture
from nnstudio.app.session import Session
from nnstudio.core.layer import Layer
from nnstudio.graph.project import Project
from nnstudio.layers import all_layers
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.input import Input
from tests.app.panels.drawings import Show


@pytest.fixture
def palette(session: Session, show: Show) -> Palette:
    palette = Palette(session)
    show(palette)
    return palette


def test_every_layer_can_be_had_and_each_activation_on_its_own(palette: Palette) -> None:
    layers = palette.list.layers()
    assert {type(layer) for layer in layers} == set(all_layers().values())
    functions = [layer.activation for layer in layers if isinstance(layer, ActivationLayer)]
    assert functions == list(all_activations())


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("conv", {"Conv2D"}),
        ("Fully Connected", {"Dense"}),
        ("leaky", {"Leaky ReLU"}),
        ("relu", {"ReLU", "Leaky ReLU"}),
    ],
)
def test_search_looks_into_names_and_keywords(
    palette: Palette, qtbot: QtBot, typed: str, found: set[str]
) -> None:
    qtbot.keyClicks(palette.search, typed)
    rows = [palette.list.item(row) for row in range(palette.list.count())]
    titles = {row.text() for row in rows if row.flags() & Qt.ItemFlag.ItemIsEnabled}
    assert titles == found


def test_escape_brings_all_layers_back(palette: Palette, qtbot: QtBot) -> None:
    everything = palette.list.layers()
    qtbot.keyClicks(palette.search, "zzz")
    assert palette.list.layers() == ()
    assert not palette.list.isVisible()
    qtbot.keyClick(palette.search, Qt.Key.Key_Escape)
    assert palette.list.layers() == everything
    assert palette.list.isVisible()


def test_enter_in_the_search_adds_what_begins_so(palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.search, "re")
    with qtbot.waitSignal(palette.add_requested) as asked:
        qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    assert asked.args == [ActivationLayer(activation="relu")]


def test_down_goes_to_the_list_and_up_comes_back(palette: Palette, qtbot: QtBot) -> None:
    palette.search.setFocus()
    qtbot.keyClicks(palette.search, "d")
    qtbot.keyClick(palette.search, Qt.Key.Key_Down)
    assert palette.list.hasFocus()
    first = palette.list.current_layer()
    qtbot.keyClick(palette.list, Qt.Key.Key_Down)
    assert palette.list.current_layer() != first
    with qtbot.waitSignal(palette.add_requested) as asked:
        qtbot.keyClick(palette.list, Qt.Key.Key_Return)
    assert asked.args == [palette.list.current_layer()]
    qtbot.keyClick(palette.list, Qt.Key.Key_Escape)
    assert palette.search.hasFocus()


def test_a_double_click_asks_for_the_layer(palette: Palette, qtbot: QtBot) -> None:
    spot = palette.list.visualItemRect(palette.list.layer_item("Dense")).center()
    view = palette.list.viewport()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=spot)
    with qtbot.waitSignal(palette.add_requested) as asked:
        qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=spot)
    assert asked.args == [Dense()]


def test_the_input_steps_back_once_the_drawing_has_one(palette: Palette, session: Session) -> None:
    assert palette.list.is_faded(Input())
    assert not palette.list.is_faded(Dense())
    session.open(Project())
    assert not palette.list.is_faded(Input())


def test_what_hangs_at_the_mouse_is_sharp_on_dense_screens() -> None:
    usual, dense = drag_picture(Conv2D(), 1.0), drag_picture(Conv2D(), 2.0)
    assert dense.deviceIndependentSize() == usual.deviceIndependentSize()
    assert dense.width() == 2 * usual.width()
    assert dense.toImage().pixelColor(dense.rect().center()).alpha() == 255


class Target(QLabel):
    """Takes layers."""

    def __init__(self) -> None:
        super().__init__("here")
        self.setAcceptDrops(True)
        self.setMinimumSize(200, 200)
        self.taken: list[Layer] = []

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if has_layer(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.taken.append(layer_from_mime(event.mimeData()))
        event.acceptProposedAction()


@pytest.mark.xcb
def test_a_layer_is_dragged_from_the_palette_with_the_mouse(session: Session, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    palette, target = Palette(session), Target()
    row = QHBoxLayout(window)
    row.addWidget(palette)
    row.addWidget(target)
    window.resize(600, 620)
    with qtbot.waitExposed(window):
        window.show()
    view = palette.list.viewport()
    start = palette.list.visualItemRect(palette.list.layer_item("Sigmoid")).center()
    there = view.mapTo(window, start)
    end = target.mapTo(window, QPoint(100, 100))
    handle = window.windowHandle()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    # The drag has an event loop of its own; these come while it runs.
    QTimer.singleShot(80, lambda: QTest.mouseMove(handle, (there + end) / 2))
    QTimer.singleShot(120, lambda: QTest.mouseMove(handle, end))
    QTimer.singleShot(160, lambda: QTest.mouseMove(handle, end + QPoint(1, 0)))
    QTimer.singleShot(200, lambda: QTest.mouseRelease(handle, left, none, end))
    QTest.mousePress(handle, left, none, there)
    for step in (4, 12, 20):
        QTest.mouseMove(handle, there + QPoint(step, 0))
        QApplication.processEvents()
    qtbot.waitUntil(lambda: bool(target.taken))
    assert target.taken == [ActivationLayer(activation="sigmoid")]
    assert QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton
