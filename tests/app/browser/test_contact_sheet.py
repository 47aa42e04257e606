"""Pictures can be chosen, changed and looked at with mouse and keys, and every edit undone."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nnstudio.app.browser.contents import LEFT_OUT, TEST, TRAINING
from nnstudio.app.browser.data_browser import DataBrowser
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import choose_theme
from nnstudio.app.translate import tr_text
from tests.app.browser.conftest import Browse, settle
from tests.app.browser.made import small_digits, train

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def click(
    qtbot: QtBot, browser: DataBrowser, row: int, held: Qt.KeyboardModifier | None = None
) -> None:
    sheet = browser.parts.sheet
    place = sheet.place_of(row).center()
    held = held or Qt.KeyboardModifier.NoModifier
    qtbot.mouseClick(sheet.viewport(), LEFT, held, place)


def choose(qtbot: QtBot, browser: DataBrowser, box_name: str, text: str) -> None:
    box = getattr(browser.parts.filters, box_name)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    while not box.currentText().startswith(text):
        before = box.currentIndex()
        qtbot.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() != before, "there is such a choice"
    settle(qtbot, browser)


def undo_label(session: Session) -> str:
    assert session.undo_label is not None
    return tr_text(session.undo_label)


def test_all_parts_are_listed_and_the_tip_says_what_is_known(browse: Browse) -> None:
    browser = browse(small_digits())
    assert browser.parts.views() == ("pictures", "table")
    assert browser.places().tolist() == list(range(1797))
    contents = browser.contents
    assert contents is not None
    assert (contents.part[:1437] != TEST).all()
    assert (contents.part[1437:] == TEST).all()
    assert "Test" in browser.parts.sheet.explanation(1500)
    assert f"Class: {contents.dataset.y_train[3]}" in browser.parts.sheet.explanation(3)


def test_samples_are_chosen_as_in_any_list(browse: Browse, qtbot: QtBot) -> None:
    browser = browse(small_digits())
    sheet = browser.parts.sheet
    click(qtbot, browser, 2)
    click(qtbot, browser, 5, SHIFT)
    assert sheet.selected().tolist() == [2, 3, 4, 5]
    click(qtbot, browser, 3, CONTROL)
    assert sheet.selected().tolist() == [2, 4, 5]
    qtbot.keyClick(sheet, Qt.Key.Key_Right)
    assert sheet.selected().tolist() == [4]
    qtbot.keyClick(sheet, Qt.Key.Key_End)
    assert sheet.selected().tolist() == [1796]
    assert sheet.verticalScrollBar().value() > 0
    qtbot.keyClick(sheet, Qt.Key.Key_A, CONTROL)
    assert len(sheet.selected()) == 1797
    assert browser.parts.actions.chosen.text() == "1,797 chosen"


def test_delete_leaves_samples_out_and_undo_brings_them_back(
    browse: Browse, session: Session, qtbot: QtBot
) -> None:
    browser = browse(small_digits())
    before = session.project
    click(qtbot, browser, 7)
    click(qtbot, browser, 9, SHIFT)
    qtbot.keyClick(browser.parts.sheet, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: session.project.data.left_out == (7, 8, 9))
    assert undo_label(session) == "Leave out 3 samples"
    settle(qtbot, browser)
    assert browser.parts.sheet.selected().tolist() == [7, 8, 9]
    choose(qtbot, browser, "part_box", "Left")
    assert browser.places().tolist() == [7, 8, 9]
    qtbot.mouseClick(browser.parts.actions.buttons["put_back"], LEFT)
    qtbot.waitUntil(lambda: session.project.data.left_out == ())
    assert undo_label(session) == "Put back 3 samples"
    session.undo()
    session.undo()
    settle(qtbot, browser)
    assert session.project is before
    assert browser.contents is not None
    assert not (browser.contents.part == LEFT_OUT).any()


def test_digits_change_the_class_one_undo_each_even_when_typed_fast(
    browse: Browse, session: Session, qtbot: QtBot
) -> None:
    browser = browse(small_digits())
    before = session.project
    click(qtbot, browser, 17)
    qtbot.keyClick(browser.parts.sheet, Qt.Key.Key_4)
    qtbot.keyClick(browser.parts.sheet, Qt.Key.Key_Right)
    qtbot.keyClick(browser.parts.sheet, Qt.Key.Key_6)
    qtbot.waitUntil(lambda: len(session.project.data.relabelled) == 2)
    assert session.project.data.relabelled == ((17, 4), (18, 6))
    assert undo_label(session) == "Change the class of sample 18 to 6"
    session.undo()
    assert undo_label(session) == "Change the class of sample 17 to 4"
    session.undo()
    assert session.project is before


def test_the_own_class_of_a_sample_is_no_change(
    browse: Browse, session: Session, qtbot: QtBot
) -> None:
    browser = browse(small_digits())
    assert browser.contents is not None
    assert browser.contents.given is not None
    own, other = int(browser.contents.given[0]), (int(browser.contents.given[0]) + 1) % 10
    click(qtbot, browser, 0)
    qtbot.keyClick(browser.parts.sheet, str(other))
    qtbot.waitUntil(lambda: session.project.data.relabelled == ((0, other),))
    settle(qtbot, browser)
    assert "The data says" in browser.parts.sheet.explanation(0)
    qtbot.keyClick(browser.parts.sheet, str(own))
    qtbot.waitUntil(lambda: session.project.data.relabelled == ())


def test_the_menu_changes_the_class_too(browse: Browse, session: Session, qtbot: QtBot) -> None:
    browser = browse(small_digits())
    click(qtbot, browser, 1)
    menu = browser.parts.actions.class_menu()
    menu.aboutToShow.emit()
    next(a for a in menu.actions() if a.text().startswith("9")).trigger()
    qtbot.waitUntil(lambda: session.project.data.relabelled == ((1, 9),))


def test_the_network_marks_right_and_wrong_and_the_worst_come_first(
    browse: Browse, session: Session, qtbot: QtBot
) -> None:
    browser = browse(small_digits())
    assert not browser.parts.filters.ask.isEnabled()
    train(session)
    settle(qtbot, browser)
    choose(qtbot, browser, "verdict_box", "Wrong")
    qtbot.waitUntil(lambda: browser.answers.judgement is not None)
    settle(qtbot, browser)
    judgement, contents = browser.answers.judgement, browser.contents
    assert judgement is not None
    assert judgement.predicted is not None
    assert contents is not None
    places = browser.places()
    assert (judgement.predicted[places] != contents.labels[places]).all()  # type: ignore[index]
    assert (np.diff(judgement.loss[places]) <= 0).all()
    assert "The network says" in browser.parts.sheet.explanation(int(places[0]))
    model = session.model()
    assert model is not None
    from nnstudio.data.prepare import prepare

    x = prepare(session.project.data).x_test
    assert np.array_equal(model.predict(x).argmax(axis=1), judgement.predicted[1437:])


def test_the_numbers_of_a_sample_are_shown_and_can_be_enlarged(
    browse: Browse, qtbot: QtBot
) -> None:
    browser = browse(small_digits())
    click(qtbot, browser, 4)
    qtbot.keyClick(browser.parts.sheet, Qt.Key.Key_Return)
    page, contents = browser.parts.sample, browser.contents
    assert page.isVisible()
    assert contents is not None
    assert np.array_equal(page.numbers.values(), contents.raw(4).reshape(8, 8))
    before = page.numbers.size_of_pixels()
    qtbot.keyClicks(page.numbers, "-")
    assert page.numbers.size_of_pixels() < before
    page.units_box.setCurrentIndex(1)
    page.units_box.activated.emit(1)
    assert page.numbers.values().max() <= 1.0
    qtbot.keyClick(page, Qt.Key.Key_PageDown)
    assert page.sample == 5
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert browser.parts.sheet.isVisible()
    assert browser.parts.sheet.selected().tolist() == [5]


def test_a_double_click_opens_a_sample(browse: Browse, qtbot: QtBot) -> None:
    browser = browse(small_digits())
    place = browser.parts.sheet.place_of(3).center()
    qtbot.mouseClick(browser.parts.sheet.viewport(), LEFT, pos=place)
    qtbot.mouseDClick(browser.parts.sheet.viewport(), LEFT, pos=place)
    assert browser.parts.sample.isVisible()
    assert browser.parts.sample.sample == 3


def test_tiles_are_enlarged_by_wheel_keys_and_slider(browse: Browse, qtbot: QtBot) -> None:
    browser = browse(small_digits())
    sheet = browser.parts.sheet
    before = sheet.side()
    place = QPointF(100, 100)
    turn = QWheelEvent(
        place,
        sheet.viewport().mapToGlobal(place),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        CONTROL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(sheet.viewport(), turn)
    assert sheet.side() > before
    qtbot.keyClicks(sheet, "-")
    assert sheet.side() == before
    browser.parts.actions.sides.setValue(0)
    assert sheet.side() == 40


def test_only_what_is_seen_is_drawn(browse: Browse, qtbot: QtBot, qapp: QApplication) -> None:
    browser = browse(small_digits())
    sheet = browser.parts.sheet
    first = sheet.grab().toImage()
    sheet.verticalScrollBar().setValue(5000)
    qtbot.waitUntil(lambda: sheet.grab().toImage() != first)
    choose_theme(qapp, "dark")
    dark = sheet.grab().toImage()
    assert dark.pixelColor(2, 2) != first.pixelColor(2, 2)


def test_no_sample_fits_is_said(browse: Browse, qtbot: QtBot) -> None:
    browser = browse(small_digits())
    choose(qtbot, browser, "part_box", "Left")
    assert not browser.parts.sheet.isVisible()
    assert browser.parts.filters.count.text() == "0 of 1,797"
    choose(qtbot, browser, "part_box", "Training")
    assert browser.parts.sheet.isVisible()
    assert browser.contents is not None
    assert (browser.contents.part[browser.places()] == TRAINING).all()


def test_the_next_sample_is_chosen_when_one_goes(
    browse: Browse, session: Session, qtbot: QtBot
) -> None:
    browser = browse(small_digits())
    choose(qtbot, browser, "part_box", "Training")
    second, third = browser.places()[1:3].tolist()
    click(qtbot, browser, 1)
    qtbot.keyClick(browser.parts.sheet, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: browser.places()[1] == third)
    settle(qtbot, browser)
    assert browser.parts.sheet.selected().tolist() == [third]
    qtbot.keyClick(browser.parts.sheet, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: session.project.data.left_out == (second, third))
