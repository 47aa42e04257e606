"""Put a theme on the running program and tell everyone who paints by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette, QPixmapCache
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from nnstudio.app.style.fonts import (
    SIZES,
    choose_font_size,
    font_scale,
    install_fonts,
    ui_font,
)
from nnstudio.app.style.theme import DARK, LIGHT, THEMES, Theme
from nnstudio.core.paths import resource

THEME_CHOICES = ("system", "light", "dark")


class ThemeSignals(QObject):
    """Tells canvas, plots and other hand-painted views that the colours are new."""

    changed = Signal(object)
    """Carries the `Theme` now in force."""


theme_signals = ThemeSignals()


class _Appearance(QObject):
    """What is shown now, and whether it follows the desktop."""

    def __init__(self) -> None:
        super().__init__()
        self.theme = LIGHT
        self.choice = "light"

    def follow_system(self, scheme: Qt.ColorScheme) -> None:
        if self.choice == "system":
            apply_theme(_application(), _theme_of(scheme))


_state = _Appearance()


def current_theme() -> Theme:
    """Return the theme now in force."""
    return _state.theme


@contextmanager
def painted_in(theme: Theme) -> Iterator[None]:
    """Let what is painted meanwhile have the colours of another theme; the window keeps its own."""
    before, _state.theme = _state.theme, theme
    try:
        yield
    finally:
        _state.theme = before


def choose_theme(app: QApplication, choice: str) -> None:
    """Show the program as the user chose: ``light``, ``dark``, or ``system`` to follow the desktop.

    A desktop that does not say what it prefers counts as light.
    """
    if choice not in THEME_CHOICES:
        raise ValueError(f"Got theme {choice!r}, expected one of {THEME_CHOICES}.")
    hints = app.styleHints()
    _state.choice = choice
    if choice == "system":
        hints.unsetColorScheme()
        hints.colorSchemeChanged.connect(_state.follow_system, Qt.ConnectionType.UniqueConnection)
        apply_theme(app, _theme_of(hints.colorScheme()))
        return
    # Makes the frame that the desktop draws match, on desktops that allow it.
    dark = choice == "dark"
    hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    apply_theme(app, THEMES[choice])


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Give every widget, present and future, the colours and fonts of ``theme``."""
    install_fonts()
    if not app.styleSheet():  # afterwards it would only make every widget look at itself twice
        app.setStyle(QStyleFactory.create("Fusion"))
    _state.theme = theme
    QPixmapCache.clear()
    app.setPalette(palette_of(theme))
    app.setFont(ui_font())
    _change_sheet(app, style_sheet(theme, font_scale()))
    theme_signals.changed.emit(theme)


def _change_sheet(app: QApplication, sheet: str) -> None:
    """Let every widget look at ``sheet``.

    Where there is a sheet already, Qt lets each widget look together with all that it holds, so
    that what lies ten levels deep looks ten times. From none to one, each looks once.
    """
    app.setStyleSheet("")
    app.setStyleSheet(sheet)


def apply_font_size(pixels: int) -> None:
    """Give every widget letters of another size; a label's are ``pixels`` high."""
    before = font_scale()
    choose_font_size(pixels)
    grown = font_scale() / before
    if grown == 1.0:
        return
    app = _application()
    own = [w for w in app.allWidgets() if w.testAttribute(Qt.WidgetAttribute.WA_SetFont)]
    sizes = [widget.font().pointSizeF() for widget in own]
    apply_theme(app, current_theme())
    # Those that were given a font of their own do not hear of the program's.
    for widget, size in zip(own, sizes, strict=True):
        font = widget.font()
        if size > 0:
            font.setPointSizeF(size * grown)
            widget.setFont(font)


def palette_of(theme: Theme) -> QPalette:
    """Return the colours of ``theme`` in Qt's roles, for widgets without a rule of their own."""
    palette = QPalette()
    role = QPalette.ColorRole
    colors = {
        role.Window: theme.surface,
        role.WindowText: theme.text,
        role.Base: theme.entry,
        role.AlternateBase: theme.surface,
        role.Text: theme.text,
        role.PlaceholderText: theme.muted,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.BrightText: theme.on_accent,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.Highlight: theme.accent_fill,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent_fill,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Light: theme.raised,
        role.Midlight: theme.hover,
        role.Mid: theme.border,
        role.Dark: theme.border_strong,
        role.Shadow: theme.border_strong,
    }
    for key, color in colors.items():
        palette.setColor(key, QColor(color))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(theme.disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(theme.pressed))
    return palette


@cache
def style_sheet(theme: Theme, scale: float = 1.0) -> str:
    """Return the style sheet with the colours of ``theme`` and sizes of letters filled in."""
    folder = resource("themes")
    template = Template((folder / "nnstudio.qss").read_text(encoding="utf-8"))
    colors = {key: value for key, value in vars(theme).items() if isinstance(value, str)}
    return template.substitute(
        colors,
        **{f"size_{name}": f"{points * scale:g}pt" for name, points in SIZES.items()},
        icons=(folder / theme.name).as_posix(),
        bad_tint=theme.tint(theme.bad),
        accent_tint=theme.tint(theme.accent),
    )


def restyle(widget: QWidget) -> None:
    """Let style rules that look at properties of ``widget`` see their new values."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def _theme_of(scheme: Qt.ColorScheme) -> Theme:
    return DARK if scheme == Qt.ColorScheme.Dark else LIGHT


def _application() -> QApplication:
    app = QGuiApplication.instance()
    assert isinstance(app, QApplication)
    return app
