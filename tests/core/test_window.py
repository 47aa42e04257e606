"""Where a sliding window stops, and what it sees there."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nnstudio.core.window import Window

AXIS = [
    # size, kernel, stride, dilation -> same: positions, before, after; valid: positions
    pytest.param(6, 3, 1, 1, (6, 1, 1), 4, id="plain"),
    pytest.param(6, 2, 1, 1, (6, 0, 1), 5, id="even kernel: the odd zero comes last"),
    pytest.param(7, 3, 2, 1, (4, 1, 1), 3, id="odd size"),
    pytest.param(6, 3, 2, 1, (3, 0, 1), 2, id="even size"),
    pytest.param(5, 2, 3, 1, (2, 0, 0), 2, id="stride beyond the kernel"),
    pytest.param(7, 2, 3, 1, (3, 0, 1), 2, id="stride beyond the kernel, one missing"),
    pytest.param(9, 3, 1, 3, (9, 3, 3), 3, id="dilated"),
    pytest.param(9, 3, 2, 2, (5, 2, 2), 3, id="dilated with a stride"),
    pytest.param(2, 5, 1, 1, (2, 2, 2), -2, id="larger than the input"),
]


@pytest.mark.parametrize(("size", "kernel", "stride", "dilation", "same", "valid"), AXIS)
def test_where_it_stops(
    size: int, kernel: int, stride: int, dilation: int, same: tuple[int, int, int], valid: int
) -> None:
    positions, before, after = same
    window = Window((kernel,), (stride,), "same", (dilation,))

    assert window.positions((size,)) == (positions,)
    assert window.borders((size,)) == ((before, after),)
    assert Window((kernel,), (stride,), "valid", (dilation,)).positions((size,)) == (valid,)
    assert Window((kernel,), (stride,), "valid", (dilation,)).borders((size,)) == ((0, 0),)


@pytest.mark.parametrize("stride", [1, 2, 3, 4])
@pytest.mark.parametrize("kernel", [1, 2, 3, 5])
def test_sizes_are_those_of_tensorflow(kernel: int, stride: int) -> None:
    """TensorFlow: ``ceil(n / s)`` and ``ceil((n - k + 1) / s)``; every window must lie inside."""
    for size in range(kernel, 12):
        same = Window((kernel,), (stride,), "same")
        valid = Window((kernel,), (stride,), "valid")
        (before, after), (count,) = same.borders((size,))[0], same.positions((size,))

        assert count == math.ceil(size / stride)
        assert valid.positions((size,)) == (math.ceil((size - kernel + 1) / stride),)
        assert before + after == max((count - 1) * stride + kernel - size, 0)
        assert 0 <= after - before <= 1


def test_it_sees_rows_and_columns_on_their_own() -> None:
    x = np.arange(24.0).reshape(1, 4, 6, 1)
    window = Window((2, 3), (2, 3), "valid", (3, 1))
    seen = window.view(x)

    assert seen.shape == (1, 1, 2, 2, 3, 1)
    assert seen[0, 0, 1, :, :, 0].tolist() == [[3, 4, 5], [21, 22, 23]]
    assert np.shares_memory(seen, x)


def test_taps_are_the_view_place_by_place() -> None:
    x = np.random.default_rng(0).standard_normal((2, 7, 9, 3))
    window = Window((3, 2), (2, 3), "same", (2, 1))
    padded = window.pad(x)
    seen = window.view(padded)
    taps = list(window.taps(padded, window.positions((7, 9))))

    assert len(taps) == 6
    for number, tap in enumerate(taps):
        np.testing.assert_array_equal(tap, seen[:, :, :, number // 2, number % 2])


def test_borders_are_filled_and_cropped() -> None:
    x = np.ones((2, 3, 1))
    window = Window((2,), (1,), "same")
    padded = window.pad(x, -np.inf)

    assert padded[0, :, 0].tolist() == [1, 1, 1, -np.inf]
    assert window.crop(padded, (3,)).tolist() == x.tolist()
    assert window.blank(x.shape, x.dtype, 7.0).tolist() == np.full((2, 4, 1), 7.0).tolist()
