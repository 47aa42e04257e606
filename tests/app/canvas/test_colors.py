"""What is painted on the canvas can be read and seen in both themes, also on tinted frames.

The limits are those of WCAG 2.2: 4.5 for text, 3 for strokes that say something. The outlines of
cards and the dots of the grid say nothing that fill, strip, icon and name do not say.
"""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from nnstudio.app.canvas.ink import Ink
from nnstudio.app.style.colors import contrast
from nnstudio.app.style.theme import PAPER, THEMES
from nnstudio.core.layer import CATEGORIES

TEXT, STROKE = 4.5, 3.0

each_ink = pytest.mark.parametrize(
    "ink", [Ink(theme) for theme in (*THEMES.values(), PAPER)], ids=[*THEMES, "paper"]
)


def least(colors: list[QColor], grounds: list[QColor]) -> float:
    return min(contrast(c.name(), ground.name()) for c in colors for ground in grounds)


def grounds(ink: Ink) -> list[QColor]:
    """Return whatever nodes, wires and words lie on."""
    return [ink.canvas, ink.node, ink.drawer, ink.raised, *(t.ground for t in ink.tints.values())]


@each_ink
def test_words_can_be_read_wherever_they_lie(ink: Ink) -> None:
    words = [ink.text, ink.muted, ink.accent, ink.bad, ink.warning, QColor(ink.theme.good)]
    assert least(words, grounds(ink)) >= TEXT


@each_ink
def test_wires_can_be_seen_wherever_they_run(ink: Ink) -> None:
    flows = [ink.flow(state) for state in ("healthy", "vanishing", "exploding")]
    assert least([ink.wire, ink.accent, ink.bad, *flows], grounds(ink)) >= STROKE


@each_ink
def test_strips_and_icons_of_every_category_can_be_seen(ink: Ink) -> None:
    for name in (*CATEGORIES, "output"):
        tile = [ink.node, ink.canvas, ink.category_tint(name)]
        assert least([ink.category(name)], tile) >= STROKE, name


@each_ink
def test_frames_and_notes_can_be_seen_and_read(ink: Ink) -> None:
    for tint in ink.tints.values():
        assert least([tint.line], [ink.canvas]) >= STROKE
        assert least([tint.title], [tint.ground, ink.canvas]) >= TEXT


@each_ink
def test_what_the_mouse_is_over_gets_an_outline_that_can_be_seen(ink: Ink) -> None:
    assert least([ink.border_strong], [ink.canvas, ink.node]) >= STROKE
