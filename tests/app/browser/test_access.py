"""The data browser can be used without seeing and with keys alone, in any language, in little room."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSpinBox, QApplication, QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.session import Session
from nnstudio.app.style.appearance import choose_theme
from nnstudio.graph.project import Project
from tests.app.browser.conftest import Browse, settle
from tests.app.browser.made import flowers, moons, of, small_digits, train

PROJECTS: dict[str, Callable[[], Project]] = {
    "pictures": small_digits,
    "table": flowers,
    "points": moons,
    "series": lambda: of("airline_passengers"),
    "text": lambda: of("lunyu_zh"),
}
each = pytest.mark.parametrize("kind", PROJECTS)


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def takes_focus(widget: QWidget) -> bool:
    inner = isinstance(widget.parent(), QAbstractSpinBox)
    frame = isinstance(widget, QAbstractScrollArea) and not widget.accessibleName()
    frame = frame and type(widget).__name__ == "QScrollArea"
    tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(tab) and widget.isVisible() and not inner and not frame


@each
def test_everything_that_takes_the_focus_has_a_name(browse: Browse, kind: str) -> None:
    browser = browse(PROJECTS[kind]())
    for view in browser.parts.views():
        browser.parts.show_view(view)
        controls = [w for w in browser.findChildren(QWidget) if takes_focus(w)]
        assert controls
        assert [w for w in controls if not name_of(w)] == [], view


@each
def test_every_view_can_be_drawn_in_both_themes_and_little_room(
    browse: Browse, qapp: QApplication, qtbot: QtBot, kind: str
) -> None:
    browser = browse(PROJECTS[kind]())
    browser.resize(browser.minimumSizeHint())
    for view in browser.parts.views():
        browser.parts.show_view(view)
        settle(qtbot, browser)
        pictures = []
        for theme in ("light", "dark"):
            choose_theme(qapp, theme)
            pictures.append(browser.grab().toImage())
        assert pictures[0] != pictures[1]


def test_a_change_of_language_keeps_what_is_shown(
    browse: Browse, session: Session, qtbot: QtBot
) -> None:
    browser = browse(small_digits())
    train(session)
    settle(qtbot, browser)
    filters = browser.parts.filters
    filters.class_box.setFocus()
    qtbot.keyClick(filters.class_box, Qt.Key.Key_Down)
    settle(qtbot, browser)
    before = browser.places().tolist()
    assert len(before) < 200
    QApplication.sendEvent(browser, QEvent(QEvent.Type.LanguageChange))
    for part in browser.findChildren(QWidget):
        QApplication.sendEvent(part, QEvent(QEvent.Type.LanguageChange))
    settle(qtbot, browser)
    assert browser.places().tolist() == before
    assert filters.class_box.currentText() == "0"
