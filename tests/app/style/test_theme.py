"""Every colour can be read, and told from its neighbours, in both themes."""

from itertools import combinations, pairwise

import numpy as np
import pytest

from nnstudio.app.style.color_maps import Floats, linear_light, lookup_table, oklab
from nnstudio.app.style.colors import contrast, luminance, mix
from nnstudio.app.style.theme import DARK, LIGHT, THEMES, Theme
from nnstudio.core.layer import CATEGORIES
from nnstudio.graph.project import REMARK_COLORS

each_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())

# Machado, Oliveira, Fernandes (2009): what people without red, green or blue cones see.
SIGHT = {
    "full": np.eye(3),
    "no red": [[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.0520]],
    "no green": [[0.3673, 0.8606, -0.2280], [0.2801, 0.6725, 0.0474], [-0.0118, 0.0429, 0.9689]],
    "no blue": [[1.2555, -0.0767, -0.1788], [-0.0784, 0.9308, 0.1476], [0.0047, 0.6914, 0.3039]],
}


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_mix_goes_from_one_colour_to_the_other() -> None:
    assert mix("#000000", "#ffffff", 0) == "#000000"
    assert mix("#102030", "#ffffff", 1) == "#ffffff"
    assert mix("#000000", "#ffffff", 0.5) == "#808080"


@each_theme
@pytest.mark.parametrize("ground", ["window", "surface", "entry", "raised", "canvas", "node"])
@pytest.mark.parametrize("ink", ["text", "muted", "accent", "good", "warning", "bad"])
def test_text_is_readable(theme: Theme, ground: str, ink: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5


@each_theme
def test_text_is_readable_where_the_ground_changes(theme: Theme) -> None:
    for ground in (theme.hover, theme.selection, theme.tint(theme.bad), theme.tint(theme.warning)):
        assert contrast(theme.text, ground) >= 4.5
    assert contrast(theme.on_accent, theme.accent_fill) >= 4.5
    assert contrast(theme.on_accent, theme.accent_hover) >= 4.5
    assert contrast(theme.bad, theme.tint(theme.bad)) >= 4.5


@each_theme
def test_every_category_of_layers_has_its_own_visible_colour(theme: Theme) -> None:
    names = [*CATEGORIES, "output"]
    colors = [theme.category(name) for name in names]
    assert len(set(colors)) == len(names)
    assert all(contrast(color, theme.node) >= 3 for color in colors)
    assert theme.category("somebody's own") == theme.muted
    apart = [
        np.linalg.norm(_oklab(one, "full") - _oklab(other, "full"))
        for one, other in combinations(colors, 2)
    ]
    assert min(apart) >= 0.07


@each_theme
@pytest.mark.parametrize("sight", SIGHT)
def test_categories_can_be_told_apart(theme: Theme, sight: str) -> None:
    """Their icons and names say the same; colour alone is enough for neighbours in the palette."""
    colors = [_oklab(theme.category(name), sight) for name in (*CATEGORIES, "output")]
    neighbours = [np.linalg.norm(one - other) for one, other in pairwise(colors)]
    assert min(neighbours) >= 0.06
    assert min(np.linalg.norm(one - other) for one, other in combinations(colors, 2)) >= 0.03


@each_theme
@pytest.mark.parametrize("sight", SIGHT)
def test_verdicts_can_be_told_apart(theme: Theme, sight: str) -> None:
    colors = [_oklab(color, sight) for color in (theme.good, theme.warning, theme.bad)]
    assert min(np.linalg.norm(one - other) for one, other in combinations(colors, 2)) >= 0.06


@each_theme
def test_tints_of_frames_and_notes_differ_and_can_be_read(theme: Theme) -> None:
    assert tuple(theme.tints) == REMARK_COLORS
    for ground, ink in theme.tints.values():
        assert contrast(ink, ground) >= 4.5
        assert contrast(theme.text, ground) >= 7
        assert contrast(theme.muted, ground) >= 4.5
    grounds = [_oklab(ground, "full") for ground, _ in theme.tints.values()]
    assert min(np.linalg.norm(one - other) for one, other in combinations(grounds, 2)) >= 0.01


@each_theme
def test_curves_stand_out_from_the_ground(theme: Theme) -> None:
    assert len(theme.series) >= 10
    for color in (*theme.series, theme.train, theme.validation):
        assert contrast(color, theme.surface) >= 2.5


@each_theme
@pytest.mark.parametrize("sight", SIGHT)
def test_curves_can_be_told_apart(theme: Theme, sight: str) -> None:
    smallest = min(
        np.linalg.norm(_oklab(one, sight) - _oklab(other, sight))
        for one, other in combinations(theme.series, 2)
    )
    assert smallest >= 0.04
    assert np.linalg.norm(_oklab(theme.train, sight) - _oklab(theme.validation, sight)) >= 0.1


@each_theme
def test_the_sequential_map_changes_steadily_in_lightness(theme: Theme) -> None:
    lightness = [_luminance_of(row) for row in lookup_table(theme.sequential)]
    steps = np.diff(lightness)
    assert np.all(steps >= -1e-3) if theme.is_dark else np.all(steps <= 1e-3)
    assert abs(lightness[-1] - lightness[0]) > 0.7


@each_theme
def test_the_diverging_map_has_the_ground_in_its_middle(theme: Theme) -> None:
    table = lookup_table(theme.diverging, 257)
    assert table.shape == (257, 3)
    assert table.dtype == np.uint8
    assert contrast("#" + bytes(table[128]).hex(), theme.surface) < 1.2
    negative, positive = table[0].astype(int), table[-1].astype(int)
    assert negative[2] > negative[0]  # blue
    assert positive[0] > positive[2]  # orange


def test_a_map_hits_its_stops() -> None:
    table = lookup_table(("#102030", "#ff8000", "#ffffff"), 3)
    assert table.tolist() == [[0x10, 0x20, 0x30], [0xFF, 0x80, 0], [255, 255, 255]]


def test_light_and_dark_are_what_they_say() -> None:
    assert luminance(LIGHT.window) > 0.8
    assert luminance(DARK.window) < 0.05
    assert not LIGHT.is_dark
    assert DARK.is_dark


def _luminance_of(row: np.ndarray[tuple[int], np.dtype[np.uint8]]) -> float:
    return luminance("#" + bytes(row).hex())


def _oklab(color: str, sight: str) -> Floats:
    return oklab(np.clip(np.array(SIGHT[sight]) @ linear_light(color), 0, 1))
