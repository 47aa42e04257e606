"""Numbers are read as people write them and written so that they mean the same again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nnstudio.app.widgets.number_box import NumberBox, NumberOrGroup, format_number


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**12), 10**12))
def test_a_written_number_means_the_same(number: float) -> None:
    assert float(format_number(number)) == number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.001, "0.001"),
        (1e-8, "1e-8"),
        (1e20, "1e20"),
        (10, "10"),
        (0.5, "0.5"),
        ((3, 3), "3, 3"),
        (2.0, "2"),
    ],
)
def test_numbers_are_written_short(value: NumberOrGroup, text: str) -> None:
    assert format_number(value) == text


@pytest.mark.parametrize(
    ("text", "meaning"),
    [("1e-3", 0.001), ("-0.5", -0.5), (".5", 0.5), ("1e3", 1000.0), ("", None), ("1 2", None)],
)
def test_numbers_are_read(qtbot: QtBot, text: str, meaning: float | None) -> None:
    box = NumberBox(0.1)
    qtbot.addWidget(box)
    box.selectAll()
    qtbot.keyClicks(box, text) if text else qtbot.keyClick(box, Qt.Key.Key_Delete)
    assert box.value() == meaning


def test_a_number_is_pasted_with_a_proper_minus_sign(qapp: QApplication, qtbot: QtBot) -> None:
    box = NumberBox(0.1)
    qtbot.addWidget(box)
    qapp.clipboard().setText("−0.5")
    box.selectAll()
    qtbot.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert box.value() == -0.5


def test_a_whole_number_may_be_written_with_an_exponent(qtbot: QtBot) -> None:
    box = NumberBox(5)
    qtbot.addWidget(box)
    box.selectAll()
    qtbot.keyClicks(box, "1e3")
    assert box.value() == 1000
    assert isinstance(box.value(), int)


def steps(qtbot: QtBot, box: NumberBox, key: Qt.Key, count: int) -> list[NumberOrGroup | None]:
    qtbot.addWidget(box)
    seen = []
    for _ in range(count):
        qtbot.keyClick(box, key)
        seen.append(box.value())
    return seen


def test_open_ranges_are_climbed_in_round_numbers(qtbot: QtBot) -> None:
    up = steps(qtbot, NumberBox(0.03, low=0.0), Qt.Key.Key_Up, 5)
    assert up == [0.05, 0.1, 0.2, 0.5, 1.0]
    down = steps(qtbot, NumberBox(3.0, low=0.0), Qt.Key.Key_Down, 4)
    assert down == [2.0, 1.0, 0.5, 0.2]
    assert steps(qtbot, NumberBox(-3.0), Qt.Key.Key_Up, 2) == [-2.0, -1.0]


def test_closed_ranges_are_crossed_in_twenty_steps(qtbot: QtBot) -> None:
    assert steps(qtbot, NumberBox(0.9, 0.0, 1.0), Qt.Key.Key_Up, 3) == [0.95, 1.0, 1.0]


def test_stepping_stops_at_the_range(qtbot: QtBot) -> None:
    assert steps(qtbot, NumberBox((2, 3), low=1), Qt.Key.Key_Down, 3) == [(1, 2), (1, 1), (1, 1)]


def test_nonsense_cannot_be_stepped(qtbot: QtBot) -> None:
    box = NumberBox(4)
    qtbot.addWidget(box)
    box.selectAll()
    qtbot.keyClicks(box, "abc")
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert box.text() == "abc"
