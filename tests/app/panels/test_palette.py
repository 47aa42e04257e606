"""The palette: what it lists, how it is searched, and that its layers can be dragged away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from nnstudio.activations import all_activations
from nnstudio.app.layer_picture import drag_picture, layer_tile, layer_title
from nnstudio.app.mime import has_layer, layer_from_mime, layer_mime_data
from nnstudio.app.panels.palette import Palette
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.translate import tr_text
from nnstudio.core.layer import Layer
from nnstudio.core.text import Text
from nnstudio.graph import edits
from nnstudio.graph.project import Project
from nnstudio.layers import all_layers
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.input import Input
from tests.app.panels.drawings import Show, throws


@pytest.fixture
def palette(session: Session, show: Show) -> Palette:
    palette = Palette(session, Settings())
    show(palette)
    return palette


def press(palette: Palette, key: Qt.Key) -> None:
    QTest.keyClick(palette.list, key)


def click(palette: Palette, category: str) -> None:
    spot = palette.list.visualItemRect(palette.list.heading(category)).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def open_categories(palette: Palette) -> set[str]:
    found = {type(layer).category for layer in palette.list.layers()}
    return {category for category in found if palette.list.heading(category).isExpanded()}


def test_every_layer_can_be_had_and_each_activation_on_its_own(palette: Palette) -> None:
    layers = palette.list.layers()
    assert {type(layer) for layer in layers} == set(all_layers().values())
    functions = [layer.activation for layer in layers if isinstance(layer, ActivationLayer)]
    assert functions == list(all_activations())


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("conv2d", {"Conv2D"}),
        ("Fully Connected", {"Dense"}),
        ("leaky", {"Leaky ReLU", "PReLU"}),
        ("relu", {"ReLU", "Leaky ReLU", "PReLU"}),
        ("swish", {"SiLU"}),
        ("hard_sigmoid", {"Hard sigmoid"}),
    ],
)
def test_search_looks_into_names_and_keywords(
    palette: Palette, qtbot: QtBot, typed: str, found: set[str]
) -> None:
    qtbot.keyClicks(palette.search, typed)
    titles = {layer_title(layer) for layer in palette.list.layers()}
    assert titles >= found
    assert len(titles) <= len(found) + 3, "only what is meant"


def test_every_function_is_found_and_added_from_the_keyboard(palette: Palette) -> None:
    added: list[Layer] = []
    palette.add_requested.connect(added.append)
    for function in all_activations().values():
        palette.search.clear()
        QTest.keyClicks(palette.search, function.label)
        QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert added == [ActivationLayer(activation=name) for name in all_activations()]


def test_search_for_a_category_finds_its_layers(palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.search, "activation")
    assert {layer.category for layer in palette.list.layers()} >= {"activation"}
    assert len(palette.list.layers()) > len(all_activations())


def test_escape_brings_all_layers_back(palette: Palette, qtbot: QtBot) -> None:
    everything = palette.list.layers()
    qtbot.keyClicks(palette.search, "zzz")
    assert palette.list.layers() == ()
    assert not palette.list.isVisible()
    qtbot.keyClick(palette.search, Qt.Key.Key_Escape)
    assert palette.list.layers() == everything
    assert palette.list.isVisible()


def test_enter_in_the_search_adds_what_begins_so(palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.search, "relu")
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


def test_a_function_hangs_at_the_mouse_as_the_layer_it_will_be(palette: Palette) -> None:
    for name in all_activations():
        layer = ActivationLayer(activation=name)
        row = palette.list.layer_item(layer_title(layer))
        assert row.toolTip(0) == tr_text(all_activations()[name].summary)
        assert layer_from_mime(layer_mime_data(layer)) == layer


def test_each_function_has_a_picture_of_its_own(qapp: QApplication) -> None:
    pictures = {
        bytes(layer_tile(ActivationLayer(activation=name), 44, 1.0).toImage().constBits())
        for name in all_activations()
    }
    assert len(pictures) == len(all_activations())


def test_a_click_on_a_heading_folds_its_layers_away(palette: Palette) -> None:
    row = palette.list.layer_item("Dense")
    assert palette.list.visualItemRect(row).isValid()
    click(palette, "core")
    assert not palette.list.visualItemRect(row).isValid()
    assert "core" not in open_categories(palette)
    click(palette, "core")
    assert palette.list.visualItemRect(row).isValid()


def test_two_quick_clicks_on_a_heading_leave_it_as_it_was(palette: Palette) -> None:
    before = open_categories(palette)
    click(palette, "core")
    spot = palette.list.visualItemRect(palette.list.heading("core")).center()
    QTest.mouseDClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert open_categories(palette) == before


def test_what_is_folded_stays_so_in_the_next_session(palette: Palette, session: Session) -> None:
    click(palette, "core")
    expected = open_categories(palette)
    again = Palette(session, Settings())
    assert open_categories(again) == expected
    again.list.open_all()
    assert Settings().folded_categories == ()
    again.list.fold_all()
    assert open_categories(Palette(session, Settings())) == set()


def test_the_menu_folds_and_opens_all(palette: Palette) -> None:
    open_all, fold_all = palette.list.actions()[:2]
    assert open_all.text()
    assert fold_all.text()
    fold_all.trigger()
    assert open_categories(palette) == set()
    open_all.trigger()
    assert "core" in open_categories(palette)


def test_a_search_looks_into_folded_categories_and_changes_none(
    palette: Palette, qtbot: QtBot
) -> None:
    click(palette, "core")
    before = open_categories(palette)
    qtbot.keyClicks(palette.search, "dense")
    assert palette.list.current_layer() == Dense()
    assert palette.list.visualItemRect(palette.list.layer_item("Dense")).isValid()
    click(palette, "core")
    qtbot.keyClick(palette.search, Qt.Key.Key_Escape)
    assert open_categories(palette) == before


@pytest.mark.parametrize("toggle", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_headings_are_folded_with_the_keyboard(palette: Palette, toggle: Qt.Key) -> None:
    palette.list.setFocus()
    palette.list.setCurrentItem(palette.list.layer_item("Dense"))
    press(palette, Qt.Key.Key_Left)
    assert palette.list.currentItem() is palette.list.heading("core")
    press(palette, Qt.Key.Key_Left)
    assert "core" not in open_categories(palette)
    press(palette, Qt.Key.Key_Right)
    assert "core" in open_categories(palette)
    press(palette, toggle)
    assert "core" not in open_categories(palette)
    press(palette, toggle)
    assert "core" in open_categories(palette)


def test_up_from_the_first_row_goes_back_to_the_search(palette: Palette) -> None:
    palette.list.setFocus()
    first = palette.list.layers()[0]
    palette.list.setCurrentItem(palette.list.layer_item(layer_title(first)))
    press(palette, Qt.Key.Key_Up)
    assert palette.list.hasFocus()
    assert palette.list.current_layer() is None
    press(palette, Qt.Key.Key_Up)
    assert palette.search.hasFocus()


def test_with_everything_folded_down_reaches_the_first_heading(
    palette: Palette, qtbot: QtBot
) -> None:
    palette.list.fold_all()
    qtbot.keyClick(palette.search, Qt.Key.Key_Down)
    assert palette.list.hasFocus()
    press(palette, Qt.Key.Key_Right)
    press(palette, Qt.Key.Key_Down)
    assert palette.list.current_layer() == palette.list.layers()[0]


def test_the_input_steps_back_once_the_drawing_has_one(palette: Palette, session: Session) -> None:
    assert palette.list.is_faded(Input())
    assert not palette.list.is_faded(Dense())
    session.open(Project())
    assert not palette.list.is_faded(Input())


def test_the_input_stands_back_only_once_all_columns_enter(
    palette: Palette, session: Session
) -> None:
    session.open(throws())
    assert palette.list.is_faded(Input())
    session.edit(Text("Delete"), edits.delete(session.project, ["input_2"]))
    assert not palette.list.is_faded(Input())
    session.edit(Text("All"), edits.set_values(session.project, "input_1", columns=""))
    assert palette.list.is_faded(Input())


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
    palette, target = Palette(session, Settings()), Target()
    row = QHBoxLayout(window)
    row.addWidget(palette)
    row.addWidget(target)
    window.resize(600, 620)
    with qtbot.waitExposed(window):
        window.show()
    view = palette.list.viewport()
    row_of_it = palette.list.layer_item("Sigmoid")
    palette.list.scrollToItem(row_of_it)
    start = palette.list.visualItemRect(row_of_it).center()
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
