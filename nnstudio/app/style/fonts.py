"""The fonts of the program: one clear family everywhere, and digits that stand in columns."""

from __future__ import annotations

import sys
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from nnstudio.core.paths import resource

FAMILIES = (
    "Inter",
    "Segoe UI",
    "Noto Sans",
    "DejaVu Sans",
    "Noto Sans CJK SC",
    "PingFang SC",
    "Microsoft YaHei UI",
    "WenQuanYi Micro Hei",
)
"""Tried in this order, letter by letter; the last ones know Chinese."""

CODE_FAMILIES = (
    "Cascadia Mono",
    "Consolas",
    "SF Mono",
    "Menlo",
    "DejaVu Sans Mono",
    "Noto Sans Mono",
    "Liberation Mono",
    *FAMILIES[-4:],
)
"""The same for code, whose letters are equally wide."""

# A point is 1/72 inch on macOS's screens and 1/96 elsewhere, so the same size has two numbers.
BASE_POINTS = 13.0 if sys.platform == "darwin" else 10.0


FONT_PIXELS, FONT_RANGE = 13, (11, 20)
"""How large the letters of a label are usually, and can be chosen to be."""


SIZES = {"section": 9.0, "palette": 12.0, "title": 15.0, "display": 20.0}
"""The sizes, in points, of what the style sheet makes larger or smaller than a label."""


class _Size:
    """The size that the user chose, as a share of the usual one."""

    scale = 1.0


def choose_font_size(pixels: int) -> None:
    """Let every font that is asked for from now on have another size."""
    _Size.scale = pixels / FONT_PIXELS


def font_scale() -> float:
    """Return how much larger than usual the user wants letters."""
    return _Size.scale


@cache
def install_fonts() -> None:
    """Make the fonts that come with the program known to Qt."""
    for path in sorted(resource("fonts").glob("*/*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def ui_font(scale: float = 1.0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the font of texts; ``scale`` 1.0 is the size of a label."""
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPointSizeF(BASE_POINTS * scale * _Size.scale)
    font.setWeight(weight)
    return font


def number_font(scale: float = 1.0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the font of numbers that change or stand below one another: all digits equally wide."""
    font = ui_font(scale, weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def code_font(scale: float = 1.0) -> QFont:
    """Return the font of code: all letters equally wide."""
    font = ui_font(scale)
    font.setFamilies(CODE_FAMILIES)
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setFixedPitch(True)
    return font
