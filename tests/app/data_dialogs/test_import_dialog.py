"""Importing a file: it is looked at first, everything can be changed, and it becomes one undo step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.data_dialogs.column_model import FIELDS
from nnstudio.app.data_dialogs.import_dialog import ImportDialog
from nnstudio.app.data_dialogs.opening import DataDialogs
from nnstudio.app.data_dialogs.option_words import option_words
from nnstudio.app.session import Session
from nnstudio.core.text import Text
from nnstudio.data.dataset import Skipped
from nnstudio.data.readers import reader, reader_kinds
from nnstudio.graph.data_plan import Column
from tests.app.data_dialogs.slow_reader import SlowReader
from tests.app.panels.test_access import can_have_focus, name_of

Open = Callable[[Path], ImportDialog]


@pytest.fixture
def open_file(dialogs: DataDialogs, window: QWidget, qtbot: QtBot) -> Open:
    def open_file(path: Path) -> ImportDialog:
        dialogs.look_at(path)
        dialog = window.findChild(ImportDialog)
        assert dialog is not None
        qtbot.waitUntil(dialog.isVisible)
        return dialog

    return open_file


def column(dialog: ImportDialog, name: str) -> Column:
    return next(c for c in dialog.page.columns.columns.columns() if c.name == name)


def cell(dialog: ImportDialog, name: str, field: str) -> QModelIndex:
    names = [c.name for c in dialog.page.columns.columns.columns()]
    return dialog.page.columns.columns.index(names.index(name), FIELDS.index(field))


def is_read(dialog: ImportDialog) -> bool:
    """Whether it is known exactly what the network gets."""
    return any("train" in words for _, words in dialog.page.facts.facts())


def opened_box(dialog: ImportDialog, qtbot: QtBot) -> QComboBox:
    """Return the list of words that a cell has opened."""

    def boxes() -> list[QComboBox]:
        found = dialog.page.columns.findChildren(QComboBox)
        return [box for box in found if box.isVisible() and box.view().isVisible()]

    qtbot.waitUntil(lambda: len(boxes()) == 1)
    return boxes()[0]


def choose(dialog: ImportDialog, name: str, field: str, text: str, qtbot: QtBot) -> None:
    """Choose a word in a cell with the keyboard."""
    dialog.page.columns.setFocus()
    dialog.page.columns.setCurrentIndex(cell(dialog, name, field))
    QTest.keyClick(dialog.page.columns, Qt.Key.Key_Return)
    box = opened_box(dialog, qtbot)
    QTest.keyClick(box.view(), Qt.Key.Key_Home)
    for _ in range(box.findText(text)):
        QTest.keyClick(box.view(), Qt.Key.Key_Down)
    QTest.keyClick(box.view(), Qt.Key.Key_Return)


def test_a_table_is_looked_at_and_then_used_as_one_undo_step(
    open_file: Open, session: Session, flowers: Path, qtbot: QtBot
) -> None:
    before = session.project
    dialog = open_file(flowers)
    qtbot.waitUntil(lambda: is_read(dialog))
    assert dialog.page.kind.currentData() == "table"
    assert [c.name for c in dialog.page.columns.columns.columns()] == [
        "length", "width", "colour", "kind",
    ]  # fmt: skip
    assert column(dialog, "kind").role == "target"
    assert dialog.page.preview.written()[0] == ("1.5", "2", "red", "a")
    facts = dict(dialog.page.facts.facts())
    assert facts["Samples"] == "60"
    assert facts["Missing values"] == "2"
    assert facts["One sample"] == "5 numbers"  # two lengths and three colours
    assert facts["To predict"] == "kind: one of 2: a, b"
    assert session.project is before
    QTest.keyClick(dialog.use_button, Qt.Key.Key_Return)
    plan = session.project.data
    assert plan.source.dataset == "table"
    assert plan.source.file is not None
    assert plan.source.file.path == str(flowers)
    assert plan.source.file.digest.startswith("sha256:")
    assert plan.signature.input_shape == (5,)
    assert not dialog.isVisible()
    assert str(session.undo_label) == "Import the data flowers.csv"
    session.undo()
    assert session.project is before


def test_what_a_missing_value_costs_is_seen_as_it_is_chosen(
    open_file: Open, flowers: Path, qtbot: QtBot
) -> None:
    dialog = open_file(flowers)
    qtbot.waitUntil(lambda: is_read(dialog))
    choose(dialog, "length", "missing", "leave the row out", qtbot)
    qtbot.waitUntil(lambda: dict(dialog.page.facts.facts()).get("Samples") == "58")
    qtbot.waitUntil(lambda: any("2 of 60" in line for line in dialog.page.findings.lines()))
    qtbot.waitUntil(lambda: is_read(dialog))
    choose(dialog, "length", "missing", "fill in and tell", qtbot)
    qtbot.waitUntil(lambda: dict(dialog.page.facts.facts()).get("One sample") == "6 numbers")
    qtbot.waitUntil(lambda: is_read(dialog))
    assert column(dialog, "length").missing == "flag"
    assert dict(dialog.page.facts.facts())["Samples"] == "60"
    assert not any("2 of 60" in line for line in dialog.page.findings.lines())


def test_a_column_can_be_left_aside_and_another_predicted(
    open_file: Open, session: Session, flowers: Path, qtbot: QtBot
) -> None:
    dialog = open_file(flowers)
    qtbot.waitUntil(lambda: is_read(dialog))
    choose(dialog, "kind", "role", "left aside", qtbot)
    choose(dialog, "colour", "role", "to predict", qtbot)
    qtbot.waitUntil(lambda: dict(dialog.page.facts.facts()).get("One sample") == "2 numbers")
    qtbot.waitUntil(lambda: is_read(dialog))
    QTest.keyClick(dialog.use_button, Qt.Key.Key_Return)
    signature = session.project.data.signature
    assert signature.target_name == "colour"
    assert set(signature.classes) == {"red", "blue", "white"}
    assert signature.features == ("length", "width")


def test_several_columns_are_changed_together(open_file: Open, flowers: Path, qtbot: QtBot) -> None:
    dialog = open_file(flowers)
    qtbot.waitUntil(lambda: is_read(dialog))
    dialog.page.columns.setFocus()
    dialog.page.columns.setCurrentIndex(cell(dialog, "length", "role"))
    QTest.keyClick(dialog.page.columns, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.page.columns.selected_rows() == [0, 1]
    QTest.keyClick(dialog.page.columns, Qt.Key.Key_Return)
    box = opened_box(dialog, qtbot)
    QTest.keyClick(box.view(), Qt.Key.Key_End)
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dict(dialog.page.facts.facts()).get("One sample") == "3 numbers")
    assert [column(dialog, name).role for name in ("length", "width")] == ["ignored"] * 2


def test_a_click_opens_a_cell(open_file: Open, flowers: Path, qtbot: QtBot) -> None:
    dialog = open_file(flowers)
    qtbot.waitUntil(lambda: is_read(dialog))
    place = dialog.page.columns.visualRect(cell(dialog, "colour", "encoding")).center()
    qtbot.mouseClick(dialog.page.columns.viewport(), Qt.MouseButton.LeftButton, pos=place)
    box = opened_box(dialog, qtbot)
    QTest.keyClick(box.view(), Qt.Key.Key_Down)
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dict(dialog.page.facts.facts()).get("One sample") == "3 numbers")
    assert column(dialog, "colour").encoding == "index"


def test_a_guess_can_be_changed_and_guessed_anew(
    open_file: Open, flowers: Path, qtbot: QtBot
) -> None:
    dialog = open_file(flowers)
    qtbot.waitUntil(lambda: is_read(dialog))
    box = dialog.page.options.field("delimiter").editor
    assert isinstance(box, QComboBox)
    assert box.currentData() == "comma"  # what was found, not "automatic"
    box.setFocus()
    QTest.keyClicks(box, "semi")
    qtbot.waitUntil(lambda: len(dialog.page.columns.columns.columns()) != 4)
    qtbot.mouseClick(dialog.page.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(dialog.page.columns.columns.columns()) == 4)
    assert box.currentData() == "comma"


BAD = {
    "empty.csv": b"",
    "header.csv": b"a,b,c\n",
    "quote.csv": b'a,b,"c\n1,2,3\n',
    "what.xyz": bytes(range(256)) * 8,
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_a_reason_and_changes_nothing(
    name: str, open_file: Open, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    before = session.project
    path = tmp_path / name
    path.write_bytes(BAD[name])
    dialog = open_file(path)
    qtbot.waitUntil(dialog.banner.isVisible)
    assert name in dialog.banner.text()
    assert not dialog.use_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert session.project is before


def test_a_file_that_is_gone_is_told(open_file: Open, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = open_file(tmp_path / "nowhere.csv")
    qtbot.waitUntil(dialog.banner.isVisible)
    assert "nowhere.csv" in dialog.banner.text()
    assert not dialog.use_button.isEnabled()


def test_a_column_that_cannot_be_so_stays_as_it_was(
    open_file: Open, flowers: Path, qtbot: QtBot
) -> None:
    dialog = open_file(flowers)
    qtbot.waitUntil(lambda: is_read(dialog))
    choose(dialog, "colour", "type", "number", qtbot)
    qtbot.waitUntil(dialog.banner.isVisible)
    assert "colour" in dialog.banner.text()
    choose(dialog, "colour", "type", "category", qtbot)
    qtbot.waitUntil(lambda: is_read(dialog) and not dialog.banner.isVisible())
    assert column(dialog, "colour").type == "category"


def test_guessing_anew_waits_for_what_can_be_set(
    open_file: Open, flowers: Path, qtbot: QtBot
) -> None:
    dialog = open_file(flowers)
    qtbot.waitUntil(lambda: is_read(dialog))
    box = next(b for b in dialog.page.options.findChildren(QComboBox) if b.isVisible())
    before = box.currentIndex()
    QTest.mouseClick(dialog.page.again, Qt.MouseButton.LeftButton)
    QTest.keyClick(box, Qt.Key.Key_Down)  # the form is still that of before
    assert box.currentIndex() == before
    qtbot.waitUntil(lambda: dialog.page.options.isEnabled() and is_read(dialog))
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentIndex() != before
    qtbot.waitUntil(lambda: not dialog.progress.isVisible())


def test_pictures_are_shown_as_they_will_be_read(
    open_file: Open, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "shapes"
    for number, name in enumerate(("dark", "light")):
        (folder / name).mkdir(parents=True)
        for n in range(6):
            pixels = np.full((12, 12), 40 + 160 * number, np.uint8)
            Image.fromarray(pixels).save(folder / name / f"{n}.png")
    (folder / "dark" / "broken.png").write_bytes(b"\x89PNG and then nothing")
    dialog = open_file(folder)
    qtbot.waitUntil(lambda: dialog.page.preview.pictures.isVisible())
    glimpse = dialog.page.preview.pictures.glimpse()
    assert glimpse is not None
    assert set(glimpse.captions) == {"dark", "light"}
    assert not dialog.page.columns.isVisible()
    QTest.keyClick(dialog.use_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any("broken.png" in line for line in dialog.page.findings.lines()))
    if dialog.isVisible():  # the file was found broken only as it was read: that is seen first
        QTest.keyClick(dialog.use_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.project.data.source.dataset == "images")
    assert session.project.data.counts == (12, 0)


def test_what_was_seen_already_does_not_ask_twice(
    open_file: Open, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "shapes"
    for number, name in enumerate(("dark", "light")):
        (folder / name).mkdir(parents=True)
        for n in range(6):
            pixels = np.full((12 + n, 12), 40 + 160 * number, np.uint8)
            Image.fromarray(pixels).save(folder / name / f"{n}.png")
    (folder / "dark" / "broken.png").write_bytes(b"\x89PNG and then nothing")
    dialog = open_file(folder)
    qtbot.waitUntil(lambda: any("broken.png" in line for line in dialog.page.findings.lines()))
    QTest.keyClick(dialog.use_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.project.data.source.dataset == "images")


# ---- what takes time ----


def big(tmp_path: Path) -> Path:
    """A folder, of which nobody knows how large it is: it is read only when it is wanted."""
    path = tmp_path / "things.slow"
    path.mkdir()
    return path


def test_reading_shows_how_far_it_is_and_can_be_stopped(
    open_file: Open, session: Session, slow: SlowReader, tmp_path: Path, qtbot: QtBot
) -> None:
    before = session.project
    dialog = open_file(big(tmp_path))
    qtbot.waitUntil(lambda: dict(dialog.page.facts.facts()) != {})
    QTest.keyClick(dialog.use_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.progress.isVisible() and dialog.progress.value() > 3)
    assert not dialog.use_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()  # the first Escape ends the reading only
    qtbot.waitUntil(lambda: slow.ended == 1)
    assert dialog.use_button.isEnabled()
    slow.let_go.set()
    QTest.keyClick(dialog.use_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.project.data.source.dataset == "slow")
    assert session.project.data.signature.input_shape == (3,)
    session.undo()
    assert session.project is before


def test_closing_ends_the_reading(
    open_file: Open, session: Session, slow: SlowReader, tmp_path: Path, qtbot: QtBot
) -> None:
    before = session.project
    path = tmp_path / "small.slow"
    path.write_text("x")
    dialog = open_file(path)  # small: it is read at once
    qtbot.waitUntil(lambda: dict(dialog.page.facts.facts()) != {})
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: slow.ended == 1)
    assert session.project is before


def test_only_the_last_of_many_changes_counts(
    open_file: Open, session: Session, slow: SlowReader, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = open_file(big(tmp_path))
    qtbot.waitUntil(lambda: slow.outlined == [0])
    qtbot.waitUntil(lambda: dict(dialog.page.facts.facts()) != {})
    editor = dialog.page.options.field("width").editor
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, "25")
    slow.let_go.set()
    QTest.keyClick(dialog.use_button, Qt.Key.Key_Return)  # at once: it waits for the look
    qtbot.waitUntil(lambda: session.project.data.source.dataset == "slow")
    assert slow.outlined == [0, 25]  # not one for each key
    assert session.project.data.signature.input_shape == (25,)


def test_a_setting_that_does_not_go_is_told_and_mended(
    open_file: Open, slow: SlowReader, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = open_file(big(tmp_path))
    qtbot.waitUntil(lambda: dict(dialog.page.facts.facts()) != {})
    editor = dialog.page.options.field("width").editor
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, "13")
    qtbot.waitUntil(dialog.banner.isVisible)
    assert dialog.banner.text() == "13 brings bad luck. Take another width."
    assert not dialog.use_button.isEnabled()
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: not dialog.banner.isVisible())
    assert dialog.use_button.isEnabled()


def test_what_only_reading_has_shown_is_seen_before_it_is_used(
    open_file: Open, session: Session, slow: SlowReader, tmp_path: Path, qtbot: QtBot
) -> None:
    before = session.project
    slow.skipped = (Skipped("page 7", Text("It is torn.")),)
    slow.let_go.set()
    dialog = open_file(big(tmp_path))
    qtbot.waitUntil(lambda: dict(dialog.page.facts.facts()) != {})
    QTest.keyClick(dialog.use_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "page 7: It is torn." in dialog.page.findings.lines())
    assert dialog.isVisible()
    assert session.project is before
    QTest.keyClick(dialog.use_button, Qt.Key.Key_Return)
    assert session.project.data.source.dataset == "slow"


def test_the_file_is_asked_for(
    dialogs: DataDialogs,
    window: QWidget,
    flowers: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    offered: list[str] = []

    def answer(parent: QWidget, title: str, folder: str, patterns: str) -> tuple[str, str]:
        offered.append(patterns)
        return str(flowers), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    dialogs.ask_file()
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: is_read(dialog))
    assert "*.csv" in offered[0]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    dialog.reject()
    qtbot.waitUntil(lambda: window.findChild(ImportDialog) is None)
    dialogs.ask_file()  # nothing is chosen: nothing opens
    assert window.findChild(ImportDialog) is None


@pytest.mark.parametrize("kind", reader_kinds())
def test_every_choice_of_a_reader_is_said_in_words(kind: str) -> None:
    for setting, info in reader(kind).options.params().items():
        names = [option_words(setting, choice)[0] for choice in info.choices]
        assert len(set(names)) == len(names), f"two choices of {setting} read alike: {names}"
        for name in names:
            assert "_" not in name


def test_everything_that_takes_the_focus_has_a_name(
    open_file: Open, flowers: Path, qtbot: QtBot
) -> None:
    dialog = open_file(flowers)
    qtbot.waitUntil(lambda: is_read(dialog))
    controls = [widget for widget in dialog.findChildren(QWidget) if can_have_focus(widget)]
    assert dialog.page.columns in controls
    assert [widget for widget in controls if not name_of(widget)] == []
