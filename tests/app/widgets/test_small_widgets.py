"""Sections, labels, banners and cards answer to mouse and keyboard, and tell screen readers."""

from collections.abc import Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.style.appearance import apply_theme
from nnstudio.app.style.theme import DARK, LIGHT
from nnstudio.app.widgets.banner import Banner, Tone
from nnstudio.app.widgets.card import Card
from nnstudio.app.widgets.collapsible_section import CollapsibleSection
from nnstudio.app.widgets.column_layout import ColumnLayout
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.app.widgets.number_label import NumberLabel

T = TypeVar("T", bound=QWidget)


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, LIGHT)
    yield
    apply_theme(qapp, LIGHT)


def shown(qtbot: QtBot, widget: T) -> T:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def test_a_section_folds_by_mouse_and_keyboard(qtbot: QtBot) -> None:
    content = QLabel("inside")
    section = shown(qtbot, CollapsibleSection("Settings", content))
    assert content.isVisible()
    with qtbot.waitSignal(section.expanded_changed) as folded:
        qtbot.mouseClick(section.header(), Qt.MouseButton.LeftButton)
    assert folded.args == [False]
    assert not content.isVisible()
    section.header().setFocus()
    qtbot.keyClick(section.header(), Qt.Key.Key_Space)
    assert content.isVisible()
    assert section.header().accessibleName() == "Settings"


def test_a_section_can_start_folded(qtbot: QtBot) -> None:
    content = QLabel("inside")
    section = shown(qtbot, CollapsibleSection("Advanced", content, expanded=False))
    assert not section.is_expanded()
    assert not content.isVisible()
    section.set_expanded(True)
    assert content.isVisible()


def test_a_label_shortens_what_does_not_fit_and_tells_it_in_full(qtbot: QtBot) -> None:
    text = "a rather long name of a file that nobody has room for.nnstudio"
    label = shown(qtbot, ElidedLabel(text, Qt.TextElideMode.ElideMiddle))
    label.resize(120, 20)
    assert "…" in label.shown_text()
    assert label.shown_text().endswith("studio")
    assert label.toolTip() == text
    assert label.accessibleName() == text
    label.resize(900, 20)
    assert label.shown_text() == text
    assert label.toolTip() == ""
    assert label.minimumSizeHint().width() < 60


def test_an_empty_state_offers_its_step(qtbot: QtBot) -> None:
    state = shown(qtbot, EmptyState("chart-line", "Nothing yet", "Press Train.", "Train"))
    with qtbot.waitSignal(state.clicked):
        qtbot.mouseClick(state.button(), Qt.MouseButton.LeftButton)
    assert state.accessibleName() == "Nothing yet"
    state.set_texts("Still nothing", "Wait.")
    assert not state.button().isVisible()


def test_what_is_done_is_not_told_of_in_the_language_of_before(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.say(Tone.GOOD, "Saved.")
    QApplication.sendEvent(banner, QEvent(QEvent.Type.LanguageChange))
    assert banner.isHidden()

    banner.say(Tone.ERROR, "The file cannot be read.")
    QApplication.sendEvent(banner, QEvent(QEvent.Type.LanguageChange))
    assert not banner.isHidden()  # what is wrong must not be lost


def test_a_banner_says_acts_and_closes(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    assert not banner.isVisible()
    done: list[str] = []
    banner.say(
        Tone.WARNING,
        "The network differs.",
        (("Apply", lambda: done.append("apply")), ("Why?", lambda: done.append("why"))),
    )
    qtbot.waitUntil(banner.isVisible)
    assert banner.accessibleName() == "The network differs."
    qtbot.mouseClick(banner.buttons()[0], Qt.MouseButton.LeftButton)
    assert done == ["apply"]
    with qtbot.waitSignal(banner.closed):
        qtbot.mouseClick(banner.close_button(), Qt.MouseButton.LeftButton)
    assert not banner.isVisible()


def test_a_new_message_replaces_the_old_one(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.say(Tone.INFO, "one", (("Act", lambda: None),))
    banner.say(Tone.ERROR, "two")
    assert (banner.text(), banner.tone(), banner.buttons()) == ("two", Tone.ERROR, ())
    banner.close_button().setFocus()
    with qtbot.waitSignal(banner.closed):
        qtbot.keyClick(banner, Qt.Key.Key_Escape)


def test_a_banner_has_the_colour_of_its_tone(qapp: QApplication, qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.resize(300, 40)
    for theme in (LIGHT, DARK):
        apply_theme(qapp, theme)
        banner.say(Tone.ERROR, "")
        assert banner.grab().toImage().pixelColor(150, 4) == QColor(theme.tint(theme.bad, 0.10))


def test_a_number_keeps_its_width_and_names_itself(qtbot: QtBot) -> None:
    label = shown(qtbot, NumberLabel("Loss", "0.0000"))
    label.set_text("1.1111")
    narrow = label.sizeHint()
    label.set_text("0.8888", role="good")
    assert label.sizeHint() == narrow
    assert label.accessibleName() == "Loss: 0.8888"
    assert label.text() == "0.8888"
    label.set_caption("Verlust")
    assert label.accessibleName() == "Verlust: 0.8888"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_card_is_pressed_from_the_keyboard(qtbot: QtBot, key: Qt.Key) -> None:
    card = shown(qtbot, Card("XOR", "The smallest problem one neuron cannot solve."))
    card.setFocus()
    with qtbot.waitSignal(card.clicked):
        qtbot.keyClick(card, key)


def test_a_card_is_clicked_and_tells_what_it_is(qtbot: QtBot) -> None:
    card = shown(qtbot, Card("XOR", "The smallest problem."))
    with qtbot.waitSignal(card.clicked):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert (card.accessibleName(), card.accessibleDescription()) == ("XOR", "The smallest problem.")


def test_a_card_shows_its_drawing_and_draws_it_again_only_for_another_theme(qtbot: QtBot) -> None:
    drawn: list[float] = []

    def draw(painter: QPainter, area: QRectF) -> None:
        drawn.append(area.width())
        painter.fillRect(area, QColor("#12ab34"))

    card = shown(qtbot, Card("XOR", ""))
    assert not card.has_picture
    card.set_drawing(draw)
    middle = card.grab().toImage().pixelColor(card.width() // 2, 50)
    assert middle == QColor("#12ab34")
    card.grab()
    assert drawn == [card.width() - 14]
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, DARK)
    card.grab()
    assert len(drawn) == 2


def test_a_card_leaves_the_arrow_keys_to_what_it_lies_in(qtbot: QtBot) -> None:
    keys: list[int] = []

    class Place(QWidget):
        def keyPressEvent(self, event: QKeyEvent) -> None:
            keys.append(event.key())

    place = Place()
    card = Card("XOR", "", place)
    shown(qtbot, place)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_A):
        qtbot.keyClick(card, key)
    assert keys == [Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_A]


def test_cards_share_the_width_and_a_heading_has_a_row_of_its_own(qtbot: QtBot) -> None:
    place = QWidget()
    layout = ColumnLayout(place, spacing=10)
    heading = QLabel("Tables")
    heading.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    cards = [Card(name, "") for name in "abcd"]
    for widget in (cards[0], heading, *cards[1:]):
        layout.addWidget(widget)
    place.resize(3 * cards[0].sizeHint().width() + 50, 700)
    shown(qtbot, place)
    assert heading.width() == place.width()
    assert heading.y() > cards[0].geometry().bottom()
    assert {card.y() for card in cards[1:]} == {heading.geometry().bottom() + 11}
    assert cards[3].geometry().right() == place.width() - 1
    assert max(card.width() for card in cards) - min(card.width() for card in cards) <= 1
    cards[1].hide()
    qtbot.waitUntil(lambda: cards[2].x() == 0)
    place.resize(cards[0].sizeHint().width() + 20, 900)
    qtbot.waitUntil(lambda: cards[2].y() < cards[3].y())
    assert cards[2].width() == place.width()
