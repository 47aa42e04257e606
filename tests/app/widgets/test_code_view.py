"""Code to read: other lines take their place, and very many come one part after the other."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from nnstudio.app.bench.turn_clock import TurnClock
from nnstudio.app.widgets.code_view import CodeView


@pytest.fixture
def view(qtbot: QtBot) -> CodeView:
    view = CodeView()
    qtbot.addWidget(view)
    view.resize(500, 300)
    with qtbot.waitExposed(view):
        view.show()
    return view


def lines(count: int, word: str = "line") -> list[str]:
    return [f"{word}_{n} = {n}" for n in range(count)]


@pytest.mark.parametrize(
    "after",
    [
        ["a", "b", "c"],
        ["a", "x", "c"],
        ["x", "b", "c"],
        ["a", "b", "x"],
        ["a", "c"],
        ["a", "b"],
        ["b", "c"],
        ["a", "b", "c", "d"],
        ["a", "a", "b", "c"],
        ["x"],
        [""],
        ["", "a", "b", "c", ""],
    ],
)
def test_lines_that_change_are_written_in_their_places(view: CodeView, after: list[str]) -> None:
    before = ["a", "b", "c"]
    view.set_code("\n".join(before))
    view.set_code("\n".join(after))
    assert view.toPlainText().split("\n") == after
    view.set_code("\n".join(before))
    assert view.toPlainText().split("\n") == before


def test_what_is_seen_and_chosen_stays_when_another_line_changes(view: CodeView) -> None:
    text = lines(120)
    view.set_code("\n".join(text))
    view.verticalScrollBar().setValue(60)
    cursor = view.textCursor()
    cursor.setPosition(view.document().findBlockByNumber(65).position())
    cursor.movePosition(cursor.MoveOperation.EndOfBlock, cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)

    text[3] = "other = 1"
    view.set_code("\n".join(text))

    assert view.verticalScrollBar().value() == 60
    assert view.textCursor().selectedText() == "line_65 = 65"


def test_very_long_code_comes_part_by_part_and_the_window_lives(
    qtbot: QtBot, view: CodeView
) -> None:
    text = "\n".join(lines(3000))
    clock = TurnClock()
    clock.begin()
    view.set_code(text)
    assert view.code() == text
    view.bring_into_view([2500])
    qtbot.waitUntil(lambda: not view.writing, timeout=20_000)
    clock.end()

    assert view.toPlainText() == text
    first = view.verticalScrollBar().value()
    assert first <= 2500 < first + view.verticalScrollBar().pageStep()
    assert sorted(clock.gaps)[len(clock.gaps) // 2] < 0.033

    view.set_code("short = 1")
    assert view.toPlainText() == "short = 1"


def test_other_code_comes_while_long_code_is_written(qtbot: QtBot, view: CodeView) -> None:
    view.set_code("\n".join(lines(2000)))
    assert view.writing
    text = "\n".join(lines(900, "later"))
    view.set_code(text)
    qtbot.waitUntil(lambda: not view.writing, timeout=20_000)
    assert view.toPlainText() == text


def test_what_is_seen_stays_when_lines_far_apart_change(view: CodeView) -> None:
    text = lines(150)
    view.set_code("\n".join(text))
    view.verticalScrollBar().setValue(70)
    text[2], text[3], text[148] = "x", "y", "z"
    view.set_code("\n".join(text))
    assert view.toPlainText().split("\n") == text
    assert view.verticalScrollBar().value() == 70


def test_the_place_is_found_again_in_very_long_code(qtbot: QtBot, view: CodeView) -> None:
    view.set_code("\n".join(lines(1500)))
    qtbot.waitUntil(lambda: not view.writing, timeout=20_000)
    view.verticalScrollBar().setValue(1200)
    view.set_code("\n".join(["first", *lines(1500, "other")]))
    qtbot.waitUntil(lambda: not view.writing, timeout=20_000)
    assert view.verticalScrollBar().value() == 1200


def test_light_falls_on_whole_lines(view: CodeView) -> None:
    view.set_code("\n".join(lines(20)))
    view.light({2: "#00ff00"})
    picture = view.viewport().grab().toImage()
    height = view.fontMetrics().lineSpacing()
    right = view.viewport().width() - 3
    top = round(view.contentOffset().y())
    assert picture.pixelColor(right, top + 2 * height + height // 2) == QColor("#00ff00")
    assert picture.pixelColor(right, top + 4 * height + height // 2) != QColor("#00ff00")
