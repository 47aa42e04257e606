"""Samples varied at random: each setting does what its help says, and the draws alone decide."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nnstudio.core.layer import Array
from nnstudio.data.augment import Variation, variation
from nnstudio.data.dataset import DatasetInfo, NoOptions
from nnstudio.graph.augmentation import Augmentation
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.signature import Signature

SHAPE = (9, 11, 1)


def chance(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def pictures(count: int = 40, shape: tuple[int, ...] = SHAPE) -> Array:
    return chance(9).random((count, *shape), np.float32)


def varied(
    x: Array, seed: int = 0, ground: float = 0.0, span: float = 1.0, **settings: Any
) -> Array:
    """Return samples varied with some settings."""
    found = Variation(
        Augmentation(**settings), x.shape[1:], np.array([ground]), np.array([span])
    ).varied(x, chance(seed))
    assert found.dtype == np.float32
    assert found.shape == x.shape
    return found


def read_at(picture: Array, rows: Array, columns: Array) -> Array:
    """Read ``(height, width)`` bilinearly, one pixel after the other; outside it is the edge."""
    height, width = picture.shape
    rows, columns = np.clip(rows, 0, height - 1), np.clip(columns, 0, width - 1)
    result = np.zeros(rows.shape)
    for place in np.ndindex(rows.shape):
        y, x = rows[place], columns[place]
        top, left = int(y), int(x)
        for row, share_y in ((top, 1 - (y - top)), (min(top + 1, height - 1), y - top)):
            for column, share_x in ((left, 1 - (x - left)), (min(left + 1, width - 1), x - left)):
                result[place] += share_y * share_x * picture[row, column]
    return result


@pytest.mark.parametrize(
    "settings",
    [
        {"rotate": 30.0},
        {"rotate": 10.0, "shift": 0.2, "zoom": 0.3, "shear": 20.0, "flip_horizontal": True},
        {"elastic": 2.0},
        {"noise": 0.2},
        {"brightness": 0.3, "contrast": 0.2, "erase": 0.4, "flip_vertical": True},
    ],
    ids=lambda settings: "+".join(settings),
)
def test_the_draws_alone_decide_and_what_is_given_stays(settings: dict[str, Any]) -> None:
    x = pictures()
    before = x.copy()
    first = varied(x, 1, **settings)
    assert first.tobytes() == varied(x, 1, **settings).tobytes()
    assert not np.array_equal(first, varied(x, 2, **settings))
    assert not np.array_equal(first, x)
    assert x.tobytes() == before.tobytes()


def test_nothing_changes_where_everything_is_off() -> None:
    x = pictures()
    np.testing.assert_array_equal(varied(x), x)
    assert varied(x[:0], rotate=10.0).shape == (0, *SHAPE)


@pytest.mark.parametrize(
    "shape", [(9, 11, 1), (9, 11, 3), (1, 5, 1), (6, 1, 2), (1, 1, 1)], ids=str
)
def test_a_shift_reads_between_pixels_and_repeats_the_edge(shape: tuple[int, int, int]) -> None:
    x = pictures(30, shape)
    found = varied(x, shift=0.4)
    height, width, channels = shape
    # Pictures of their own coordinates, moved by the same draws, tell where each pixel is read.
    y, along = np.mgrid[:height, :width].astype(np.float32)
    rows, columns = (
        varied(np.repeat(ramp[None, ..., None], len(x), 0), shift=0.4)[..., 0]
        for ramp in (y, along)
    )
    for i, channel in np.ndindex(len(x), channels):
        expected = read_at(x[i, ..., channel], rows[i], columns[i])
        np.testing.assert_allclose(found[i, ..., channel], expected, atol=1e-5)
    assert np.abs(rows - y).max() <= 0.4 * height + 1e-5
    assert np.abs(columns - along).max() <= 0.4 * width + 1e-5
    assert max(height, width) == 1 or np.abs(found - x).max() > 0.1


def corners(height: int, width: int, **settings: Any) -> tuple[Array, Array]:
    """Return the rows and columns that pixels are read at, from the middle, for pixels far inside."""
    y, x = np.mgrid[:height, :width].astype(np.float32)
    many = np.stack([y, x])[:, None, ..., None].repeat(200, 1)
    rows, columns = (varied(ramp, 4, **settings)[..., 0] for ramp in many)
    middle = slice(height // 2 - 5, height // 2 + 6), slice(width // 2 - 5, width // 2 + 6)
    return (
        rows[:, middle[0], middle[1]] - height // 2,
        columns[:, middle[0], middle[1]] - width // 2,
    )


def test_pictures_are_turned_by_up_to_the_angle_to_either_side() -> None:
    rows, columns = corners(41, 41, rotate=30.0)
    angles = np.degrees(np.arctan2(rows[:, 5, 10], columns[:, 5, 10]))
    assert -30.01 < angles.min() < -27 < 27 < angles.max() < 30.01
    assert abs(angles.mean()) < 3
    length = np.hypot(rows[:, 0, 3], columns[:, 0, 3])
    np.testing.assert_allclose(length, np.hypot(5, 2), rtol=1e-4)  # nothing else happens


def test_pictures_are_zoomed_alike_in_height_and_width() -> None:
    rows, columns = corners(41, 61, zoom=0.25)
    factors = 5 / columns[:, 5, 10]
    assert 0.749 < factors.min() < 0.78
    assert 1.22 < factors.max() < 1.251
    np.testing.assert_allclose(rows[:, 10, 5], columns[:, 5, 10], rtol=1e-4)


def test_pictures_are_slanted() -> None:
    rows, columns = corners(41, 41, shear=20.0)
    np.testing.assert_allclose(rows[:, 8], 3, atol=1e-4)
    angles = np.degrees(np.arctan(columns[:, 10, 5] / 5))
    assert -20.01 < angles.min() < -17 < 17 < angles.max() < 20.01


def test_a_shift_goes_as_far_as_its_share_of_each_side() -> None:
    rows, columns = corners(60, 100, shift=0.1)
    down, right = rows[:, 5, 5], columns[:, 5, 5]
    assert 5.5 < np.abs(down).max() < 6.001
    assert 9.3 < np.abs(right).max() < 10.001
    assert abs(np.corrcoef(down, right)[0, 1]) < 0.2


@pytest.mark.parametrize("along", [{}, {"zoom": 1e-6}], ids=["alone", "resampled"])
@pytest.mark.parametrize(("setting", "axis"), [("flip_horizontal", 2), ("flip_vertical", 1)])
def test_about_every_other_picture_is_mirrored(
    setting: str, axis: int, along: dict[str, Any]
) -> None:
    x = pictures(300)
    found, mirrored = varied(x, **{setting: True}, **along), np.flip(x, axis)
    tolerance = 1e-4 if along else 0.0
    same = np.abs(found - x).max(axis=(1, 2, 3)) <= tolerance
    flipped = np.abs(found - mirrored).max(axis=(1, 2, 3)) <= tolerance
    assert (same ^ flipped).all()
    assert 120 < flipped.sum() < 180


def test_brightness_and_noise_are_shares_of_the_full_range() -> None:
    x = pictures(400)
    change = varied(x, span=4.0, brightness=0.25) - x
    assert np.ptp(change, axis=(1, 2, 3)).max() < 1e-5
    assert 0.95 < np.abs(change[:, 0, 0, 0]).max() <= 1.0001
    noise = varied(x, span=4.0, noise=0.1) - x
    assert noise.mean() == pytest.approx(0.0, abs=0.01)
    assert noise.std() == pytest.approx(0.4, rel=0.02)
    assert (noise**4).mean() == pytest.approx(3 * 0.4**4, rel=0.05)  # as a normal distribution
    pairs = noise.reshape(-1)
    assert abs(np.corrcoef(pairs[:-1], pairs[1:])[0, 1]) < 0.02


def test_contrast_stretches_each_picture_about_its_mean() -> None:
    x = pictures(300)
    found = varied(x, contrast=0.5)
    np.testing.assert_allclose(found.mean(axis=(1, 2, 3)), x.mean(axis=(1, 2, 3)), atol=1e-5)
    factors = found.std(axis=(1, 2, 3)) / x.std(axis=(1, 2, 3))
    assert 0.4999 < factors.min() < 0.55
    assert 1.45 < factors.max() < 1.5001


def test_a_box_of_up_to_its_share_of_the_sides_is_blanked_with_the_ground() -> None:
    x = pictures(300, (20, 30, 2)) + 1
    erased = varied(x, ground=-0.5, erase=0.5) == -0.5
    np.testing.assert_array_equal(erased[..., 0], erased[..., 1])
    rows, columns = erased[..., 0].any(axis=2), erased[..., 0].any(axis=1)
    np.testing.assert_array_equal(erased[..., 0], rows[:, :, None] & columns[:, None, :])
    assert rows.sum(axis=1).max() == 10
    assert columns.sum(axis=1).max() == 15
    assert rows.any(axis=0).all()  # it may be anywhere
    assert columns.any(axis=0).all()
    assert (np.abs(np.diff(rows.astype(int), axis=1)).sum(axis=1) <= 2).all()


def test_pictures_are_bent_smoothly_by_about_so_many_pixels() -> None:
    y, x = np.mgrid[:60, :60].astype(np.float32)
    ramps = np.stack([y, x])[..., None].repeat(1, 3)
    moved = [
        varied(np.repeat(ramp[None], 60, 0), elastic=2.0)[:, 15:45, 15:45, 0]
        - ramp[15:45, 15:45, 0]
        for ramp in ramps
    ]
    for bend in moved:
        assert bend.std() == pytest.approx(2.0, rel=0.1)
        assert abs(bend.mean()) < 0.4
        assert np.abs(np.diff(bend, axis=1)).max() < 1.5  # neighbours stay together
        assert bend.std(axis=(1, 2)).min() > 0.3  # no mere shift


def test_many_pictures_are_varied_in_pieces_of_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    x = pictures(23)
    whole = varied(x, rotate=20.0, shift=0.1, brightness=0.1, erase=0.2)
    monkeypatch.setattr("nnstudio.data.augment.PIECE_PIXELS", 9 * 11 * 5)
    pieces = varied(x, rotate=20.0, shift=0.1, brightness=0.1, erase=0.2)
    np.testing.assert_allclose(pieces, whole, atol=2e-5)


# ---- sequences ----


def test_jitter_is_in_deviations_of_each_feature_and_rescaling_for_each_sequence() -> None:
    x = np.ones((200, 30, 2), np.float32)
    vary = Variation(Augmentation(jitter=0.5), (30, 2), np.zeros(1), np.array([1.0, 4.0]))
    noise = vary.varied(x, chance()) - x
    np.testing.assert_allclose(noise.std(axis=(0, 1)), [0.5, 2.0], rtol=0.05)
    vary = Variation(Augmentation(rescale=0.3), (30, 2), np.zeros(1), np.ones(2))
    found = vary.varied(x, chance())
    assert np.ptp(found, axis=(1, 2)).max() < 1e-6
    assert 0.699 < found.min() < 0.72
    assert 1.28 < found.max() < 1.301


def test_padding_stays_padding() -> None:
    x = np.ones((5, 8, 2), np.float32)
    x[:, 5:] = 0
    settings = Augmentation(jitter=0.5, rescale=0.3)
    found = Variation(settings, (8, 2), np.zeros(1), np.ones(2)).varied(x, chance())
    assert (found[:, 5:] == 0).all()
    assert (found[:, :5] != 0).all()


# ---- of a plan ----


def card(signature: Signature, value_range: tuple[float, float] | None) -> DatasetInfo:
    kind = "image" if len(signature.input_shape) == 3 else "series"
    return DatasetInfo(
        "made_up", "", "", kind, signature, 3, 0, "unit", 0, NoOptions(), value_range=value_range
    )


def of_plan(
    shape: tuple[int, ...], value_range: tuple[float, float] | None, x: Array, **fields: Any
) -> Variation | None:
    signature = Signature(shape, raw_shape=shape)
    return variation(DataPlan(signature=signature, **fields), card(signature, value_range), x)


def test_range_and_ground_follow_the_scaling_of_the_plan() -> None:
    x, more = pictures(), {"augmentation": Augmentation(noise=0.1)}
    found = of_plan(SHAPE, (0.0, 255.0), x, shift=(51.0,), scale=(0.01,), **more)
    assert found is not None
    np.testing.assert_allclose([found.ground[0], found.span[0]], [-0.51, 2.55])
    each = tuple(float(n) for n in range(1, 100))
    found = of_plan(SHAPE, (0.0, 255.0), x, shift=each, scale=each, **more)
    assert found is not None
    assert found.span.shape == found.ground.shape == SHAPE
    assert (found.ground[0, 1, 0], found.span[0, 1, 0]) == (-4.0, 510.0)
    changed = found.varied(x, chance()) - x
    assert changed[:, 8, 10].std() > 20 * changed[:, 0, 0].std()
    columns = of_plan(
        (2, 3, 4), (0.0, 1.0), x, shift=(0.0,) * 4, scale=(1.0, 2.0, 3.0, 4.0), **more
    )
    assert columns is not None
    np.testing.assert_array_equal(columns.span[1, 2], [1.0, 2.0, 3.0, 4.0])
    found = of_plan(SHAPE, None, x * 4 - 1, **more)
    assert found is not None
    np.testing.assert_allclose([found.ground[0], found.span[0]], [-1.0, 4.0], atol=0.01)


def test_what_a_plan_does_not_have_is_not_varied() -> None:
    x = pictures()
    assert of_plan(SHAPE, None, x) is None
    assert of_plan(SHAPE, None, x, augmentation=Augmentation(jitter=1.0)) is None
    assert of_plan((8, 2), None, x, augmentation=Augmentation(rotate=9.0)) is None
    assert of_plan((8,), None, x, augmentation=Augmentation(rotate=9.0, jitter=1.0)) is None
    series = chance().standard_normal((50, 8, 2)).astype(np.float32) * [1, 5]
    found = of_plan((8, 2), None, series, augmentation=Augmentation(jitter=1.0))
    assert found is not None
    np.testing.assert_allclose(found.span, series.std(axis=(0, 1)), rtol=1e-5)
