"""The theme's colours as the canvas paints with them, made once per theme."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPen

from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.colors import mix
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.app.style.theme import Theme


class Tint(NamedTuple):
    """What a frame or note is painted with."""

    ground: QColor
    line: QColor
    title: QColor


class Ink:
    """Colours, pens and fonts of one theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.canvas = QColor(theme.canvas)
        self.grid = QColor(theme.grid)
        self.node = QColor(theme.node)
        self.drawer = QColor(mix(theme.canvas, theme.node, 0.5))
        self.raised = QColor(theme.raised)
        self.border = QColor(theme.node_border)
        self.border_strong = QColor(mix(theme.node_border, theme.text, 0.35))
        self.hairline = QColor(mix(theme.node, theme.node_border, 0.55))
        self.text = QColor(theme.text)
        self.muted = QColor(theme.muted)
        self.wire = QColor(theme.wire)
        self.accent = QColor(theme.accent)
        self.halo = _faded(theme.accent, 60)
        self.bad = QColor(theme.bad)
        self.warning = QColor(theme.warning)
        self._flows = {
            state: QColor(mix(theme.wire, color, 0.55))
            for state, color in (
                ("healthy", theme.good),
                ("vanishing", theme.warning),
                ("exploding", theme.bad),
            )
        }
        dark = theme.is_dark
        self.shadows = (QColor(0, 0, 0, 70 if dark else 16), QColor(0, 0, 0, 40 if dark else 10))
        self._categories: dict[str, tuple[QColor, QColor]] = {}
        self.tints = {
            name: Tint(QColor(ground), QColor(mix(ground, ink, 0.75)), QColor(ink))
            for name, (ground, ink) in theme.tints.items()
        }

    def category(self, name: str) -> QColor:
        """Return the colour of a layer category."""
        return self._category(name)[0]

    def category_tint(self, name: str) -> QColor:
        """Return the quiet background in that colour."""
        return self._category(name)[1]

    def flow(self, state: str) -> QColor:
        """Return the colour of a wire through which a gradient flows, by the verdict on it."""
        return self._flows.get(state, self.wire)

    def tone(self, name: str) -> QColor:
        """Return the colour of a problem: ``"bad"`` or ``"warning"``."""
        return self.bad if name == "bad" else self.warning

    def _category(self, name: str) -> tuple[QColor, QColor]:
        if name not in self._categories:
            color = self.theme.category(name)
            tint = mix(self.theme.node, color, 0.18 if self.theme.is_dark else 0.12)
            self._categories[name] = QColor(color), QColor(tint)
        return self._categories[name]


def round_pen(color: QColor, width: float, dashed: bool = False) -> QPen:
    """Return a pen for wires and outlines."""
    pen = QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashed:
        pen.setDashPattern([3.0, 3.0])
    return pen


def canvas_font(
    pixels: float, weight: QFont.Weight = QFont.Weight.Normal, *, numbers: bool = False
) -> QFont:
    """Return a font measured in the scene's units, so that it grows evenly with the zoom."""
    font = number_font(1.0, weight) if numbers else ui_font(1.0, weight)
    font.setPixelSize(round(pixels))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def current_ink() -> Ink:
    """Return the ink of the theme now in force."""
    global _ink
    theme = current_theme()
    if _ink is None or _ink.theme is not theme:
        _ink = Ink(theme)
    return _ink


def _faded(color: str, alpha: int) -> QColor:
    faded = QColor(color)
    faded.setAlpha(alpha)
    return faded


_ink: Ink | None = None
