"""What a node gives becomes a small picture: the right kind, cut down, in the right colours."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from nnstudio.app.canvas.thumbnail import (
    MOST_TILES,
    PLANE_CELLS,
    Role,
    Thumbnail,
    of_sample,
    of_wide_layer,
    over_line,
    over_plane,
)
from nnstudio.app.canvas.thumbnail_painter import paint_thumbnail, signed, tile_places
from nnstudio.app.style.theme import DARK, LIGHT, Theme
from nnstudio.core.layer import Array

NOTHING = Role()
pytestmark = pytest.mark.usefixtures("qapp")


def painted(
    thumbnail: Thumbnail, theme: Theme = LIGHT, size: tuple[int, int] = (148, 76)
) -> QImage:
    picture = QImage(*size, QImage.Format.Format_RGB32)
    picture.fill(QColor(theme.node))
    painter = QPainter(picture)
    paint_thumbnail(painter, QRectF(picture.rect()), thumbnail, theme)
    painter.end()
    return picture


@pytest.mark.parametrize(
    ("shape", "role", "kind", "units"),
    [
        ((28, 28, 16), NOTHING, "maps", 16),
        ((28, 28, 1), Role(sample=True), "picture", 1),
        ((28, 28, 2), Role(sample=True), "maps", 2),
        ((40, 48), NOTHING, "cells", 48),
        ((25, 1), NOTHING, "curves", 1),
        ((40,), Role(tokens=True), "tokens", 40),
        ((10,), NOTHING, "bars", 10),
        ((3,), Role(classes=("a", "b", "c")), "classes", 3),
        ((128,), NOTHING, "cells", 128),
        ((1,), NOTHING, "number", 1),
        ((), NOTHING, "number", 1),
        ((2, 3, 4, 5), NOTHING, "cells", 120),
    ],
)
def test_the_kind_follows_from_the_shape(
    shape: tuple[int, ...], role: Role, kind: str, units: int
) -> None:
    values = np.linspace(-1, 1, int(np.prod(shape)), dtype=np.float32).reshape(shape)
    thumbnail = of_sample(values, role)

    assert (thumbnail.kind, thumbnail.units) == (kind, units)
    assert not painted(thumbnail).isNull()


@pytest.mark.parametrize("shape", [(7,), (200,), (20_000,), (9973,), (300, 500), (224, 224, 64)])
def test_what_is_large_is_cut_down(shape: tuple[int, ...]) -> None:
    thumbnail = of_sample(np.zeros(shape, np.float32), NOTHING)

    assert 0 < thumbnail.values.size <= 64 * 64 * MOST_TILES
    assert not painted(thumbnail).isNull()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_units_that_are_the_inputs_show_their_signs_over_the_plane(theme: Theme) -> None:
    row = np.linspace(-1, 1, PLANE_CELLS, dtype=np.float32)
    y, x = np.meshgrid(-row, row, indexing="ij")
    thumbnail = over_plane(np.stack([x.ravel(), y.ravel()], axis=1), NOTHING)

    picture = painted(thumbnail, theme)
    first, second = (
        place.toRect() for place in tile_places(QRectF(picture.rect()), 2, PLANE_CELLS, PLANE_CELLS)
    )
    low, middle, high = QColor(theme.diverging[0]), QColor(theme.diverging[2]), theme.diverging[-1]
    for place, colour in (
        ((first.left() + 3, first.center().y()), low),
        ((first.right() - 3, first.center().y()), QColor(high)),
        ((second.center().x(), second.top() + 3), QColor(high)),
        ((second.center().x(), second.bottom() - 3), low),
        ((first.center().x(), first.center().y()), middle),
    ):
        found = picture.pixelColor(*place)
        for got, wanted in (
            (found.red(), colour.red()),
            (found.green(), colour.green()),
            (found.blue(), colour.blue()),
        ):
            assert abs(got - wanted) <= 36, (place, found.name(), colour.name())


def test_the_output_over_the_plane_has_the_colours_of_the_classes() -> None:
    left = np.arange(PLANE_CELLS**2) % PLANE_CELLS < PLANE_CELLS // 2
    answer = np.where(left, 0.0, 1.0)[:, np.newaxis].astype(np.float32)
    thumbnail = over_plane(answer, Role(classes=("no", "yes")))

    assert (thumbnail.kind, thumbnail.values.shape) == ("field", (PLANE_CELLS, PLANE_CELLS, 2))
    picture = painted(thumbnail)
    one, other = picture.pixelColor(50, 38), picture.pixelColor(98, 38)
    assert one.blue() > one.red() + 40
    assert other.red() > other.blue() + 40


def test_the_classes_name_the_likeliest() -> None:
    thumbnail = of_sample(np.array([0.1, 0.7, 0.2], np.float32), Role(classes=("a", "b", "c")))

    assert thumbnail.caption == "b  70 %"
    picture = painted(thumbnail)
    assert picture.pixelColor(74, 60).name() == LIGHT.accent  # the tall bar in the middle
    assert picture.pixelColor(74, 10).name() == LIGHT.node


def test_what_is_written_beside_a_few_bars_covers_none_of_them() -> None:
    values = np.array([0.0, 0.999, 0.001], np.float32)
    names = ("setosa", "versicolor", "virginica")
    thumbnail = of_sample(values, Role(classes=names))

    picture = painted(thumbnail)
    line = [picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(2, 14)]
    assert LIGHT.accent not in line
    assert picture.pixelColor(74, 60).name() == LIGHT.accent


def test_numbers_that_are_none_stand_out() -> None:
    values = np.array([0.5, np.nan, -0.5], np.float32)
    for thumbnail in (of_sample(values, NOTHING), of_sample(values, Role(classes=("a", "b", "c")))):
        picture = painted(thumbnail)
        shown = {picture.pixelColor(74, y).name() for y in range(76)}
        assert LIGHT.bad in shown
    assert painted(of_sample(np.full((5, 1), np.nan, np.float32), NOTHING)) is not None
    assert signed(float("nan")) == "NaN"
    assert (signed(0.83), signed(-1.0), signed(0.0)) == ("+0.83", "−1", "0")


def test_a_line_of_inputs_gives_curves() -> None:
    thumbnail = over_line(np.linspace(-2, 2, 64, dtype=np.float32)[:, np.newaxis])

    assert (thumbnail.kind, thumbnail.bounds) == ("curves", (-2.0, 2.0))
    picture = painted(thumbnail)
    line = QColor(LIGHT.series[0])

    def height(x: int) -> int:
        def distance(y: int) -> int:
            found = picture.pixelColor(x, y)
            return abs(found.red() - line.red()) + abs(found.blue() - line.blue())

        return min(range(76), key=distance)

    rising = [height(x) for x in (10, 74, 138)]
    assert rising == sorted(rising, reverse=True)


def test_equal_numbers_are_the_same_picture() -> None:
    values = np.arange(6, dtype=np.float32)
    one, same = of_sample(values, NOTHING), of_sample(values.copy(), NOTHING)

    assert one.same_as(same)
    assert not one.same_as(of_sample(values + 1, NOTHING))
    assert not one.same_as(None)


def test_a_wide_layer_shows_how_its_numbers_are_spread_over_several_samples() -> None:
    outputs = np.zeros((4, 100), np.float32)
    outputs[:, :30] = 1.9  # a quarter of them above, a few below, the rest exact zeros
    outputs[0, 90:] = -0.4
    thumbnail = of_wide_layer(outputs)

    assert (thumbnail.kind, thumbnail.units, thumbnail.samples) == ("histogram", 100, 4)
    assert thumbnail.bounds == pytest.approx((-0.5, 2.0))
    assert thumbnail.values.sum() == pytest.approx(130 / 400)
    assert thumbnail.values[-2:].sum() == pytest.approx(120 / 400)
    assert thumbnail.caption == "0: 68 %"


def test_the_scale_of_a_wide_layer_stays_while_its_numbers_grow_a_little() -> None:
    row = np.linspace(0.1, 1.6, 64, dtype=np.float32)[np.newaxis]
    assert of_wide_layer(row).bounds == of_wide_layer(1.2 * row).bounds == (0.0, 2.0)


@pytest.mark.parametrize(
    ("outputs", "caption"),
    [
        (np.zeros((2, 64), np.float32), "0: 100 %"),
        (np.full((2, 64), np.nan, np.float32), "NaN 100 %"),
        (np.full((2, 64), 3.0, np.float32), ""),
        (np.full((2, 64), -1e-30, np.float32), ""),
        (np.repeat(np.array([[np.inf], [1.0]], np.float32), 64, axis=1), "NaN 50 %"),
    ],
)
def test_numbers_that_are_all_alike_or_none_can_be_drawn(outputs: Array, caption: str) -> None:
    thumbnail = of_wide_layer(outputs)
    assert thumbnail.caption == caption
    assert not painted(thumbnail).isNull()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_spread_has_a_side_and_a_colour_for_each_sign(theme: Theme) -> None:
    outputs = np.concatenate([np.full(40, -0.9), np.full(40, 0.9)]).astype(np.float32)
    picture = painted(of_wide_layer(outputs[np.newaxis]), theme)
    row = [picture.pixelColor(x, 40).name() for x in range(148)]
    assert row.index(theme.diverging[0]) < 74 < row.index(theme.diverging[-1])
