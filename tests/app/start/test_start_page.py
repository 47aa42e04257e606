"""The gallery of examples is searched, walked through and opened with mouse and keyboard alone."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from nnstudio.app.start.recent_files import PICTURE
from nnstudio.app.start_page import StartPage
from nnstudio.app.style.appearance import apply_theme
from nnstudio.app.style.theme import LIGHT
from nnstudio.app.widgets.card import Card
from nnstudio.files.project_file import SavedProject, save
from nnstudio.graph.templates import templates

Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> StartPage:
    apply_theme(qapp, LIGHT)
    page = StartPage()
    qtbot.addWidget(page)
    page.resize(820, 660)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


@pytest.fixture
def read(page: StartPage, qtbot: QtBot) -> StartPage:
    page.read_examples()
    qtbot.waitUntil(lambda: all(card.has_picture for card in page.cards.values()), timeout=60_000)
    return page


def focused(page: StartPage) -> str:
    """Return the slug of the card that has the keyboard, or ``"search"``."""
    widget = QApplication.focusWidget()
    if widget is page.search:
        return "search"
    return next((slug for slug, card in page.cards.items() if card is widget), "")


def press(*keys: Qt.Key) -> None:
    for key in keys:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key)


def write(text: str) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, text)


def test_every_example_stands_under_the_heading_of_its_topic(page: StartPage) -> None:
    headings = page.gallery.headings
    for template in templates():
        card = page.cards[template.slug]
        above = [topic for topic, label in headings.items() if label.y() < card.y()]
        assert above[-1] == template.topic
    assert next(iter(headings.values())).text() == "First steps"


def test_thumbnails_and_data_come_after_the_page(read: StartPage) -> None:
    card = read.cards["digits-cnn"]
    assert card.accessibleName() == "Digits CNN"
    assert card.accessibleDescription().endswith("\nMNIST digits")
    assert "better than the dense layers" in card.toolTip()


def test_reading_holds_up_nobody(page: StartPage, qtbot: QtBot) -> None:
    page.read_examples()
    assert not any(card.has_picture for card in page.cards.values())
    with qtbot.waitSignal(page.template_chosen) as chosen:
        qtbot.mouseClick(page.cards["tang-poems"], Qt.MouseButton.LeftButton)
    assert chosen.args == ["tang-poems"]
    qtbot.waitUntil(lambda: page.cards["projectile"].has_picture, timeout=60_000)


def test_words_find_title_topic_layer_and_data(read: StartPage) -> None:
    assert focused(read) == "search"
    for text, found in (
        ("lstm air", ("airline-lstm",)),
        ("attention", ("char-transformer",)),
        ("vanishing", ("deep-sigmoid", "residual-mlp", "exploding-rnn")),
        ("MNIST-1D", ("signals-cnn",)),
    ):
        read.search.clear()
        write(text)
        assert read.gallery.shown() == found
        headings = [h.text() for h in read.gallery.headings.values() if h.isVisible()]
        assert len(headings) == 1


def test_enter_opens_what_the_search_suggests(read: StartPage, qtbot: QtBot) -> None:
    write("gru")
    assert [slug for slug, card in read.cards.items() if card.suggested] == ["tang-poems"]
    with qtbot.waitSignal(read.template_chosen) as chosen:
        press(Key.Key_Return)
    assert chosen.args == ["tang-poems"]
    press(Key.Key_Escape)
    assert len(read.gallery.shown()) == len(templates())
    assert not any(card.suggested for card in read.cards.values())
    with qtbot.assertNotEmitted(read.template_chosen):
        press(Key.Key_Return)


def test_a_search_without_result_says_so_and_leads_back(page: StartPage, qtbot: QtBot) -> None:
    write("zebra")
    assert page.gallery.shown() == ()
    with qtbot.assertNotEmitted(page.template_chosen):
        press(Key.Key_Return, Key.Key_Down)
    assert focused(page) == "search"
    button = next(b for b in page.findChildren(QPushButton) if b.text() == "Show all examples")
    qtbot.waitUntil(button.isVisible)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.search.text() == ""
    assert not button.isVisible()
    assert len(page.gallery.shown()) == len(templates())


def test_the_arrow_keys_walk_through_the_gallery(page: StartPage, qtbot: QtBot) -> None:
    press(Key.Key_Down)
    assert focused(page) == "perceptron"
    press(Key.Key_Right)
    assert focused(page) == "xor"
    press(Key.Key_Down)
    assert focused(page) == "wine"
    press(Key.Key_Down)
    assert focused(page) == "projectile"  # the only one of its row
    press(Key.Key_End)
    assert focused(page) == "exploding-rnn"
    card = page.cards["exploding-rnn"]
    qtbot.waitUntil(lambda: not card.visibleRegion().isEmpty())
    assert card.visibleRegion().boundingRect() == card.rect()
    press(Key.Key_Right, Key.Key_Left)
    assert focused(page) == "residual-mlp"
    press(Key.Key_Home, Key.Key_Up)
    assert focused(page) == "search"


def test_enter_opens_the_card_that_has_the_keyboard(page: StartPage, qtbot: QtBot) -> None:
    press(Key.Key_Down, Key.Key_Right)
    with qtbot.waitSignal(page.template_chosen) as chosen:
        press(Key.Key_Return)
    assert chosen.args == ["xor"]


def test_tab_passes_the_gallery_in_one_step(page: StartPage) -> None:
    press(Key.Key_Down, Key.Key_Right)
    reached = [card for card in page.cards.values() if card.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert reached == [page.cards["xor"]]
    press(Key.Key_Tab)
    assert not isinstance(QApplication.focusWidget(), Card)


def test_typing_in_the_gallery_goes_to_the_search(page: StartPage) -> None:
    press(Key.Key_Down)
    write("wi")
    assert focused(page) == "search"
    assert page.search.text() == "wi"
    assert "wine" in page.gallery.shown()


def test_escape_empties_the_search_before_it_leads_back(page: StartPage, qtbot: QtBot) -> None:
    page.offer_return("XOR")
    write("x")
    with qtbot.assertNotEmitted(page.return_chosen):
        press(Key.Key_Escape)
    assert page.search.text() == ""
    with qtbot.waitSignal(page.return_chosen):
        press(Key.Key_Escape)


def test_recent_files_stand_above_the_examples_while_nothing_is_searched(
    page: StartPage, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "mine.nnstudio"
    page.show_recent((path,))
    button = next(b for b in page.findChildren(QPushButton) if b.text() == path.name)
    qtbot.waitUntil(button.isVisible)
    with qtbot.waitSignal(page.file_chosen) as chosen:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen.args == [path]
    write("x")
    assert not button.isVisible()


def test_recent_files_show_their_drawing_where_there_is_one(
    page: StartPage, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = tuple(tmp_path / f"{name}.nnstudio" for name in ("mine", "broken", "gone"))
    save(paths[0], SavedProject(templates()[3].project))
    paths[1].write_bytes(b"no project")
    page.show_recent(paths)
    qtbot.waitUntil(lambda: not page.recent.busy)
    buttons = {b.text(): b for b in page.recent.findChildren(QPushButton)}
    shown = [buttons[path.name].iconSize() == PICTURE for path in paths]
    assert shown == [True, False, False]
    picture = buttons["mine.nnstudio"].icon().pixmap(PICTURE).toImage()
    colors = {picture.pixel(x, y) for x in range(64) for y in range(picture.height())}
    assert len(colors) > 8, "there is a drawing to see"


def test_cards_share_the_width_at_every_size(page: StartPage, qtbot: QtBot) -> None:
    row = [page.cards[t.slug] for t in templates() if t.topic == "Pictures"]

    def columns() -> int:
        return sum(card.y() == row[0].y() for card in row)

    for width, expected in ((820, 3), (1320, 5), (420, 1)):
        page.resize(width, 660)
        qtbot.waitUntil(partial(lambda n: columns() == n, expected))
        assert all(card.geometry().right() < page.gallery.width() for card in row)


def test_another_language_changes_all_texts(page: StartPage, qapp: QApplication) -> None:
    card = page.cards["xor"]
    card.set_texts("", "")
    QApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))
    assert (card.text(), page.search.placeholderText()) == ("XOR", "Search examples")
