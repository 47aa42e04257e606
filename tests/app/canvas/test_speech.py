"""What somebody hears who does not see the canvas."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from nnstudio.app.canvas import speech
from nnstudio.core.text import Text
from nnstudio.graph import edits, remark_edits
from nnstudio.graph.remark_edits import Box
from tests.app.canvas.hands import Hand, chain, make, open_at_full_size


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect the announcements, which no platform here hands on to a screen reader."""
    said: list[str] = []

    class Reader:
        Event = QAccessible.Event

        @staticmethod
        def updateAccessibility(event: QAccessibleEvent) -> None:
            if isinstance(event, QAccessibleAnnouncementEvent):
                said.append(event.message())

    monkeypatch.setattr(speech, "QAccessible", Reader)
    return said


def described(hand: Hand) -> str:
    """Return the canvas's description as a screen reader asks for it."""
    interface = QAccessible.queryAccessibleInterface(hand.view)
    assert interface is not None
    return interface.text(QAccessible.Text.Description)


def test_tab_reads_the_whole_drawing(hand: Hand, heard: list[str]) -> None:
    project = chain(make("Input"), make("Flatten"))
    open_at_full_size(hand, remark_edits.add_note(project, Box(0, 200, 200, 100), "Why?")[0])
    heard.clear()
    for _ in range(3):
        hand.key(Qt.Key.Key_Tab)
    assert heard == [
        "input_1, Input, 28 × 28 × 1",
        "flatten_1, Flatten, 784",
        "Note: Why?",
    ]
    assert described(hand) == "Note: Why?"
    hand.key(Qt.Key.Key_Escape)
    assert heard[-1] == "Nothing is selected"
    assert described(hand) == ""


def test_many_things_are_counted(hand: Hand, heard: list[str]) -> None:
    open_at_full_size(hand, chain(*[make("Flatten")] * 9))
    hand.ctrl(Qt.Key.Key_A)
    assert heard[-1] == described(hand) == "9 things are selected"


def test_edits_are_said_with_what_they_did_to_the_problems(hand: Hand, heard: list[str]) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Conv2D"), make("Flatten"), make("Dense")))
    before = len(hand.session.analysis.problems)
    hand.click(hand.middle("flatten_1"))
    hand.key(Qt.Key.Key_Right)
    assert heard[-1] == "Move flatten_1"
    heard.clear()
    hand.session.edit(
        Text("Delete flatten_1"), edits.delete(hand.project, ["flatten_1", "input_1"])
    )
    after = len(hand.session.analysis.problems)
    assert after != before
    assert f"Delete flatten_1. {after} problems" in heard
    hand.ctrl(Qt.Key.Key_Z)
    assert heard[-1] == f"Undone: Delete flatten_1. {before} problems"
    hand.session.redo()
    assert heard[-1] == f"Done again: Delete flatten_1. {after} problems"


def test_the_description_follows_edits(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Dense")))
    hand.click(hand.middle("dense_1"))
    hand.session.edit(Text("Rename"), edits.set_title(hand.project, "dense_1", "Judge"))
    assert described(hand).startswith("Judge, Dense")


def test_messages_are_said(hand: Hand, heard: list[str]) -> None:
    hand.view.message.emit(Text("There is no wire to cut."))
    assert heard == ["There is no wire to cut."]


def test_nothing_is_said_while_somebody_works_elsewhere(
    hand: Hand, heard: list[str], qtbot: QtBot
) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Dense")))
    field = QLineEdit(hand.view)
    field.show()
    field.setFocus()
    heard.clear()
    hand.session.select(["dense_1"])
    assert heard == []
    assert described(hand).startswith("dense_1")
