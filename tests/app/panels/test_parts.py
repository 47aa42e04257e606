"""The small views that panels are put together from."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from nnstudio.app.layer_picture import layer_tile
from nnstudio.app.panels.parts.bar_list import Bar, BarList
from nnstudio.app.panels.parts.confusion_table import ConfusionTable
from nnstudio.app.panels.parts.points_view import PointsView
from nnstudio.app.panels.parts.sample_sheet import SampleSheet, as_pictures
from nnstudio.core.layer import Layer
from nnstudio.layers import all_layers
from tests.app.panels.drawings import Show


@pytest.mark.parametrize("layer", all_layers().values(), ids=all_layers().keys())
def test_every_layer_has_a_picture(qapp: QApplication, layer: type[Layer]) -> None:
    picture = layer_tile(layer(), 36, 2.0).toImage()
    assert picture.width() == 72
    edge = picture.pixelColor(36, 4)
    inside = [picture.pixelColor(x, y) for x in range(8, 64) for y in range(8, 64, 4)]
    assert any(color != edge for color in inside)


def test_the_most_frequent_mistake_is_told_in_words(show: Show) -> None:
    table = ConfusionTable()
    show(table)
    table.set_counts(np.array([[5, 1, 0], [0, 6, 3], [2, 0, 4]]), ("a", "b", "c"))
    assert table.accessibleDescription() == "Most frequent mistake: b taken for c, 3 times"
    spot = QPoint(table.width() - 60, 20 + 19 + 9)  # row b, column c
    QApplication.sendEvent(table, QHelpEvent(QHelpEvent.Type.ToolTip, spot, spot))
    assert QToolTip.text() == "b taken for c: 3"
    QToolTip.hideText()


def test_longer_bars_for_larger_shares(show: Show) -> None:
    bars = BarList()
    show(bars)
    bars.set_bars((Bar("a", 0.9, "90%"), Bar("b", 0.3, "30%")))
    assert bars.accessibleDescription() == "a: 90%, b: 30%"
    picture = bars.grab().toImage()
    height = bars.sizeHint().height() // 2

    def filled(row: int) -> int:
        y = row * height + height // 2
        groove = picture.pixelColor(bars.width() - 40, height + height // 2)
        return sum(picture.pixelColor(x, y) != groove for x in range(20, bars.width() - 40))

    assert filled(0) > 2 * filled(1)


def test_arrow_keys_move_the_chosen_place(qtbot: QtBot, show: Show) -> None:
    view = PointsView(choosing=True)
    show(view)
    view.set_place((0.0, 0.0))
    with qtbot.waitSignal(view.chosen) as told:
        qtbot.keyClick(view, Qt.Key.Key_Up)
    assert told.args is not None
    assert told.args[0] == 0.0
    assert told.args[1] > 0.0


def test_a_view_that_only_shows_takes_no_clicks(qtbot: QtBot, show: Show) -> None:
    view = PointsView()
    show(view)
    with qtbot.assertNotEmitted(view.chosen):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton)


def test_the_tooltip_names_the_sample(show: Show) -> None:
    sheet = SampleSheet()
    show(sheet)
    sheet.set_samples(np.zeros((3, 8, 8), np.uint8), ("a", "b", "c"), (4, 17, 40))
    spot = QPoint(sheet.width() // 8 + 8, 8)
    QApplication.sendEvent(sheet, QHelpEvent(QHelpEvent.Type.ToolTip, spot, spot))
    assert QToolTip.text() == "Sample 17: b"
    QToolTip.hideText()


def test_pictures_keep_their_colours() -> None:
    coloured = np.zeros((1, 2, 2, 3))
    coloured[0, 0, 0] = (0.0, 0.5, 1.0)
    shown = as_pictures(coloured, (0.0, 1.0))
    assert shown.dtype == np.uint8
    assert shown[0, 0, 0].tolist() == [0, 127, 255]
    two_channels = as_pictures(coloured[..., :2], (0.0, 1.0))
    assert two_channels.shape == (1, 2, 2)


def test_a_coloured_picture_is_shown_in_colour(show: Show) -> None:
    sheet = SampleSheet()
    show(sheet)
    pictures = np.zeros((1, 4, 4, 3), np.uint8)
    pictures[..., 0] = 255
    sheet.set_samples(pictures, ("",), (0,))
    side = sheet.width() // 8
    assert sheet.grab().toImage().pixelColor(side // 2, side // 2).name() == "#ff0000"
