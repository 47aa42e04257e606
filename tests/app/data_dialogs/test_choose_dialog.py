"""The gallery: looking for a data set, looking into it, taking it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from nnstudio.app.data_dialogs.catalogue import CATEGORIES, catalogue
from nnstudio.app.data_dialogs.choose_dialog import ChooseDialog
from nnstudio.app.data_dialogs.glimpse import glimpse_of
from nnstudio.app.data_dialogs.licences import LicenceDialog
from nnstudio.app.data_dialogs.opening import DataDialogs
from nnstudio.app.session import Session
from nnstudio.core.errors import UserError
from nnstudio.core.text import Text
from nnstudio.data import dataset_names, glance_at

Open = Callable[..., ChooseDialog]


@pytest.fixture
def open_gallery(dialogs: DataDialogs, window: QWidget, qtbot: QtBot) -> Open:
    def open_gallery(words: str = "") -> ChooseDialog:
        dialogs.search(words)
        dialog = window.findChild(ChooseDialog)
        assert dialog is not None
        qtbot.waitUntil(dialog.isVisible)
        return dialog

    return open_gallery


def shown(dialog: ChooseDialog) -> list[str]:
    return [entry.name for entry in dialog.gallery.entries()]


def test_every_data_set_has_a_card_in_a_category() -> None:
    entries = catalogue()
    assert sorted(entry.name for entry in entries) == sorted(dataset_names())
    categories = {entry.name: entry.category for entry in entries}
    assert categories["mnist"] == "pictures"
    assert categories["spiral"] == "points"
    assert categories["sine"] == "functions"
    assert categories["echo"] == "sequences"
    assert categories["projectile"] == "tables"
    assert set(categories.values()) <= set(CATEGORIES)


def test_data_is_chosen_with_the_keyboard_alone(
    open_gallery: Open, session: Session, qtbot: QtBot
) -> None:
    before = session.project
    dialog = open_gallery("s")
    assert dialog.search.text() == "s"
    qtbot.waitUntil(dialog.search.hasFocus)
    QTest.keyClicks(dialog.search, "piral")
    assert shown(dialog)[0] == "spiral"
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.project.data.source.dataset == "spiral")
    assert session.undo_label is not None
    assert str(session.undo_label) == "Choose the data Spiral"
    session.undo()
    assert session.project is before


def test_the_arrow_keys_go_from_card_to_card_and_letters_search(
    open_gallery: Open, session: Session, qtbot: QtBot
) -> None:
    dialog = open_gallery()
    current = dialog.gallery.current()
    assert current is not None
    assert current.name == "moons"  # what the project has now
    qtbot.waitUntil(dialog.search.hasFocus)
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    assert dialog.gallery.hasFocus()
    names = shown(dialog)
    QTest.keyClick(dialog.gallery, Qt.Key.Key_Right)
    current = dialog.gallery.current()
    assert current is not None
    assert current.name == names[names.index("moons") + 1]
    QTest.keyClick(dialog.gallery, Qt.Key.Key_Home)
    QTest.keyClick(dialog.gallery, Qt.Key.Key_Up)
    assert dialog.search.hasFocus()
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    QTest.keyClicks(dialog.gallery, "x")
    assert dialog.search.hasFocus()
    QTest.keyClicks(dialog.search, "or truth")
    assert shown(dialog) == ["xor_table"]
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    QTest.keyClick(dialog.gallery, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.project.data.source.dataset == "xor_table")


def test_a_category_shows_its_own_and_counts_what_is_found(
    open_gallery: Open, qtbot: QtBot
) -> None:
    dialog = open_gallery()
    row = 1 + list(CATEGORIES).index("functions")
    place = dialog.categories.visualItemRect(dialog.categories.item(row)).center()
    qtbot.mouseClick(dialog.categories.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert set(shown(dialog)) == {"sine", "cubic", "step", "sum_of_sines"}
    assert dialog.categories.item(row).text().split()[-1] == "4"
    dialog.search.setFocus()
    QTest.keyClicks(dialog.search, "cubic")
    assert shown(dialog) == ["cubic"]
    assert dialog.categories.item(row).text().split()[-1] == "1"
    QTest.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert dialog.search.text() == ""
    assert dialog.isVisible()
    QTest.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_chosen_one_is_described_and_shown(open_gallery: Open, qtbot: QtBot) -> None:
    dialog = open_gallery("mnist digits")
    details = dialog.details
    qtbot.waitUntil(lambda: details.view.glimpse() is not None)
    glimpse = details.view.glimpse()
    assert glimpse is not None
    assert len(glimpse.pictures) == 24
    assert set(glimpse.captions) == set("0123456789")
    facts = dict(details.facts.facts())
    assert facts["To learn from"] == "20,000"
    assert facts["To test with"] == "5,000"
    assert facts["One sample"].replace("\N{NO-BREAK SPACE}", " ") == "28 × 28"
    assert facts["Classes"].startswith("10: 0, 1, 2")
    assert "CC BY-SA" in facts["Licence"]
    assert "LeCun" in facts["Attribution"]


def test_its_licence_can_be_read(open_gallery: Open, qtbot: QtBot) -> None:
    dialog = open_gallery("mnist digits")
    qtbot.waitUntil(dialog.details.licence.isVisible)
    qtbot.mouseClick(dialog.details.licence, Qt.MouseButton.LeftButton)
    licence = dialog.findChild(LicenceDialog)
    assert licence is not None
    assert "Attribution-ShareAlike" in licence.text.toPlainText()
    QTest.keyClick(licence, Qt.Key.Key_Escape)
    assert not licence.isVisible()
    QTest.keyClick(dialog.search, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(dialog.search, "moons")
    # It is made on the spot: there is none.
    qtbot.waitUntil(lambda: not dialog.details.licence.isVisible())


def test_nothing_found_says_so_and_cannot_be_used(open_gallery: Open) -> None:
    dialog = open_gallery("elephants in spring")
    assert shown(dialog) == []
    assert not dialog.use_button.isEnabled()
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_taking_what_the_project_has_changes_nothing(open_gallery: Open, session: Session) -> None:
    before = session.project
    dialog = open_gallery()
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert session.project is before


def test_data_that_cannot_be_read_leaves_the_project_alone(
    open_gallery: Open, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(name: str) -> None:
        raise UserError(Text("The disk is gone. Put it back."))

    monkeypatch.setattr("nnstudio.app.data_dialogs.choose_dialog.make_plan", fail)
    before = session.project
    dialog = open_gallery("circles")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.banner.isVisible)
    assert dialog.banner.text() == "The disk is gone. Put it back."
    assert session.project is before
    assert dialog.use_button.isEnabled()


def test_new_data_says_what_else_must_change_and_mends_it_with_a_click(
    open_gallery: Open, dialogs: DataDialogs, session: Session, window: QWidget, qtbot: QtBot
) -> None:
    dialog = open_gallery("iris")
    with qtbot.waitSignal(dialogs.adopted):
        QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert session.project.data.signature.classes != ("0", "1")
    blocking = [problem for problem in session.analysis.problems if problem.blocking]
    assert blocking  # two units for three kinds of flowers
    banner = dialogs.banner
    assert banner.isVisible()
    assert "4 numbers" in banner.text()
    qtbot.mouseClick(banner.buttons()[0], Qt.MouseButton.LeftButton)
    assert not [problem for problem in session.analysis.problems if problem.blocking]
    assert not banner.isVisible()


def test_what_must_change_is_no_longer_said_of_data_that_were_taken_back(
    open_gallery: Open, dialogs: DataDialogs, session: Session, qtbot: QtBot
) -> None:
    dialog = open_gallery("iris")
    with qtbot.waitSignal(dialogs.adopted):
        QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialogs.banner.isVisible()
    session.undo()
    assert not dialogs.banner.isVisible()


def test_points_can_be_painted_instead(
    open_gallery: Open, dialogs: DataDialogs, session: Session, qtbot: QtBot
) -> None:
    before = session.project
    dialog = open_gallery("painted")
    assert shown(dialog)[0] == "painted"
    with qtbot.waitSignal(dialogs.painting_wanted):
        QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert session.project is before


def test_a_file_of_ones_own_is_one_click_away(
    open_gallery: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(DataDialogs, "ask_file", lambda self: asked.append("file"))
    monkeypatch.setattr(DataDialogs, "ask_folder", lambda self: asked.append("folder"))
    for which in ("file", "folder"):
        dialog = open_gallery()
        button: QPushButton = getattr(dialog, f"{which}_button")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert not dialog.isVisible()
        qtbot.waitUntil(partial(is_gone, dialog))
    assert asked == ["file", "folder"]


def is_gone(dialog: ChooseDialog) -> bool:
    return not isValid(dialog)


@pytest.mark.parametrize("name", [name for name in dataset_names() if name != "painted"])
def test_there_is_something_to_see_of_every_data_set(name: str) -> None:
    glimpse = glimpse_of(glance_at(name))
    seen = (glimpse.pictures, glimpse.points.tolist(), glimpse.lines, glimpse.text, glimpse.rows)
    assert any(seen)
