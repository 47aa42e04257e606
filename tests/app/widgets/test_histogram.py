"""The small histogram."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nnstudio.app.style.appearance import choose_theme
from nnstudio.app.widgets.histogram import Histogram


def shown(qtbot: QtBot, qapp: QApplication) -> Histogram:
    choose_theme(qapp, "light")
    view = Histogram()
    view.resize(160, 84)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    return view


def test_the_mouse_reads_a_bin_off(qtbot: QtBot, qapp: QApplication) -> None:
    view = shown(qtbot, qapp)
    view.set_bars((3, 0, 5, 1_200), 0.0, 8.0, "μ 4")
    assert view.note() == "μ 4"
    qtbot.mouseMove(view, QPoint(view.width() // 2 + 10, 40))
    qtbot.waitUntil(lambda: view.note() == "4 … 6: 5")
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert view.note() == "μ 4"


def test_bars_beside_a_towering_one_are_still_seen(qtbot: QtBot, qapp: QApplication) -> None:
    view = shown(qtbot, qapp)
    view.set_bars((100_000, 10, 20, 15), 0.0, 4.0)
    picture, scale = view.grab().toImage(), view.devicePixelRatioF()
    middle = view.height() // 2
    column = round((7 + (view.width() - 14) * 0.625) * scale)  # the middle of the third bar
    ground = picture.pixelColor(column, round(20 * scale))
    assert picture.pixelColor(column, round((middle + 5) * scale)) != ground


def test_without_numbers_it_is_empty(qtbot: QtBot, qapp: QApplication) -> None:
    view = shown(qtbot, qapp)
    empty = view.grab().toImage()
    view.set_bars((0, 0), 0.0, 0.0)
    assert view.counts() == (0, 0)
    assert not view.grab().isNull()
    view.set_bars((1,), 3.0, 3.0)
    assert view.grab().toImage() != empty
