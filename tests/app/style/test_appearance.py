"""The chosen theme reaches the program, its widgets and everybody who paints by hand."""

import importlib.util
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.style import appearance
from nnstudio.app.style.appearance import (
    apply_theme,
    choose_theme,
    current_theme,
    restyle,
    style_sheet,
    theme_signals,
)
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.app.style.theme import DARK, LIGHT, THEMES, Theme
from nnstudio.core.paths import resource


@pytest.fixture(autouse=True)
def light_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    choose_theme(qapp, "light")


def test_a_theme_is_announced_after_the_program_has_it(qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, LIGHT)
    seen: list[tuple[Theme, str]] = []

    def note(theme: Theme) -> None:
        seen.append((theme, qapp.palette().color(QPalette.ColorRole.Window).name()))

    theme_signals.changed.connect(note)
    apply_theme(qapp, DARK)
    theme_signals.changed.disconnect(note)
    assert seen == [(DARK, DARK.surface)]
    assert current_theme() is DARK


def test_choosing_system_follows_the_desktop(qapp: QApplication, qtbot: QtBot) -> None:
    choose_theme(qapp, "system")
    before = current_theme()
    appearance._state.follow_system(Qt.ColorScheme.Dark)  # what a desktop's switch triggers
    assert current_theme() is DARK
    appearance._state.follow_system(Qt.ColorScheme.Unknown)
    assert current_theme() is LIGHT
    assert before in (LIGHT, DARK)


def test_a_fixed_choice_ignores_the_desktop(qapp: QApplication, qtbot: QtBot) -> None:
    choose_theme(qapp, "light")
    appearance._state.follow_system(Qt.ColorScheme.Dark)
    assert current_theme() is LIGHT


def test_an_unknown_choice_is_refused(qapp: QApplication, qtbot: QtBot) -> None:
    with pytest.raises(ValueError, match="'pink', expected one of"):
        choose_theme(qapp, "pink")


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
def test_every_picture_of_the_style_sheet_exists(theme: Theme) -> None:
    sheet = style_sheet(theme)
    named = {part.split('")')[0] for part in sheet.split('url("')[1:]}
    folder = resource("themes", theme.name)
    assert named == {path.as_posix() for path in folder.glob("*.svg")}
    assert "$" not in sheet.replace("$names", "")


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
def test_the_pictures_have_the_colours_of_the_theme(theme: Theme) -> None:
    script = resource().parent / "packaging" / "theme_icons.py"
    spec = importlib.util.spec_from_file_location("theme_icons", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, text in module.theme_icons(theme).items():
        on_disk = resource("themes", theme.name, name).read_text(encoding="utf-8")
        assert on_disk == text, "Run: python packaging/theme_icons.py"


def test_an_invalid_input_looks_invalid(qapp: QApplication, qtbot: QtBot) -> None:
    choose_theme(qapp, "light")
    edit = QLineEdit()
    qtbot.addWidget(edit)
    edit.resize(120, 30)
    edit.show()
    calm = edit.grab().toImage().pixelColor(60, 0)
    edit.setProperty("invalid", True)
    restyle(edit)
    assert edit.grab().toImage().pixelColor(60, 0) == QColor(LIGHT.bad)
    assert calm == QColor(LIGHT.border_strong)


class Listener(QWidget):
    """Counts how often it is told to look at the style."""

    looks = 0

    def changeEvent(self, event: QEvent) -> None:
        self.looks += event.type() == QEvent.Type.StyleChange
        super().changeEvent(event)


def test_what_lies_deep_looks_at_new_colours_once(qapp: QApplication, qtbot: QtBot) -> None:
    choose_theme(qapp, "light")
    top = QWidget()
    qtbot.addWidget(top)
    inner = top
    for _ in range(12):
        inner = QWidget(inner)
    deep, edit = Listener(inner), QLineEdit(inner)
    top.show()
    for theme in (DARK, LIGHT):
        deep.looks = 0
        apply_theme(qapp, theme)
        assert 1 <= deep.looks <= 2  # the old sheet goes, the new one comes
        assert edit.palette().color(QPalette.ColorRole.Base) == QColor(theme.entry)


def test_the_font_comes_with_the_program(qapp: QApplication, qtbot: QtBot) -> None:
    choose_theme(qapp, "light")
    assert QFontInfo(ui_font()).family() == "Inter"


def test_digits_of_numbers_are_equally_wide(qapp: QApplication, qtbot: QtBot) -> None:
    choose_theme(qapp, "light")
    label = QLineEdit()
    qtbot.addWidget(label)
    label.setFont(number_font())
    metrics = label.fontMetrics()
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")
