"""Numbers become the colours they should, at the place where they belong."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtGui import QColor

from nnstudio.app.live.pictures import GAP, blend, colors, mosaic, sample_image, value_range
from nnstudio.app.style.theme import DARK, LIGHT, Theme
from nnstudio.core.layer import Array


def color(value: int | np.integer) -> str:
    return QColor.fromRgb(int(value)).name()


@pytest.mark.parametrize(
    ("values", "bounds"),
    [
        ([0.0, 2.0], (0.0, 2.0)),
        ([-1.0, 3.0], (-3.0, 3.0)),
        ([-4.0, 3.0], (-4.0, 4.0)),
        ([0.0, 0.0], (0.0, 1.0)),
        ([1.0, math.nan, math.inf], (0.0, 1.0)),
        ([math.nan], (0.0, 1.0)),
    ],
)
def test_ranges_start_at_zero_or_lie_around_it(
    values: list[float], bounds: tuple[float, float]
) -> None:
    assert value_range(np.array(values)) == bounds


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_ends_and_zero_have_the_theme_s_colours(theme: Theme) -> None:
    positive = colors(np.array([0.0, 5.0]), (0.0, 5.0), theme)
    assert [color(c) for c in positive] == [theme.sequential[0], theme.sequential[-1]]

    signed = colors(np.array([-5.0, 5.0, math.nan]), (-5.0, 5.0), theme)
    expected = [theme.diverging[0], theme.diverging[-1], theme.bad]
    assert [color(c) for c in signed] == expected
    zero = QColor(color(colors(np.zeros(1), (-5.0, 5.0), theme)[0]))
    middle = QColor(theme.diverging[len(theme.diverging) // 2])
    assert abs(zero.lightness() - middle.lightness()) < 8


@pytest.mark.parametrize(("channels", "columns"), [(1, 4), (6, 4), (8, 4), (5, 1), (3, 100)])
def test_every_number_is_one_pixel_at_its_place(channels: int, columns: int) -> None:
    maps: Array = np.random.default_rng(0).random((3, 5, channels))
    picture = mosaic(maps, columns, (0.0, 1.0), LIGHT)
    expected = colors(maps, (0.0, 1.0), LIGHT)

    across = min(columns, channels)
    for (row, column, channel), shade in np.ndenumerate(expected):
        x = (channel % across) * (5 + GAP) + column
        y = (channel // across) * (3 + GAP) + row
        assert picture.pixelColor(x, y).name() == color(shade)


def test_a_sample_is_shown_grey_or_in_colour() -> None:
    grey = sample_image(np.array([[0, 255], [128, 64]], np.uint8), (0.0, 255.0))
    assert [grey.pixelColor(x, 0).name() for x in (0, 1)] == ["#000000", "#ffffff"]
    assert grey.pixelColor(0, 1).name() == "#808080"

    red = np.zeros((1, 1, 3))
    red[..., 0] = 1.0
    assert sample_image(red, (0.0, 1.0)).pixelColor(0, 0).name() == "#ff0000"


def test_a_field_is_coloured_by_how_sure_the_answer_is() -> None:
    shares = np.array([[1.0, 0.0], [0.5, 0.5], [0.0, 1.0], [0.8, 0.2]])
    sure, undecided, other, fair = (
        QColor(color(c)) for c in blend(shares, ("#0000ff", "#ff0000"), LIGHT)
    )

    assert undecided.name() == LIGHT.entry
    assert sure.blue() > sure.red()
    assert other.red() > other.blue()
    assert sure.red() < fair.red() < undecided.red()
