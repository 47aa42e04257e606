"""Fonts for painting: making one costs more than what is written with it, so they are kept."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont

from nnstudio.app.style.fonts import font_scale, number_font, ui_font

BOLD, PLAIN = QFont.Weight.DemiBold, QFont.Weight.Normal


def letters(scale: float, weight: QFont.Weight = PLAIN) -> QFont:
    """Return the font of texts; it must not be changed."""
    return _made(round(scale, 2), weight, False, font_scale())


def digits(scale: float, weight: QFont.Weight = PLAIN) -> QFont:
    """Return the font of numbers; it must not be changed."""
    return _made(round(scale, 2), weight, True, font_scale())


@lru_cache(maxsize=64)
def _made(scale: float, weight: QFont.Weight, numbers: bool, chosen: float) -> QFont:
    return number_font(scale, weight) if numbers else ui_font(scale, weight)
