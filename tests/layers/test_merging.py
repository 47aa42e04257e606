"""What each merging layer computes, on numbers that a reader can follow."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nnstudio.core.errors import ShapeError, ValueRangeError
from nnstudio.core.layer import Array, Layer, Step
from nnstudio.core.shapes import Shape
from nnstudio.layers.add import Add
from nnstudio.layers.average import Average
from nnstudio.layers.concatenate import Concatenate
from nnstudio.layers.maximum import Maximum
from nnstudio.layers.multiply import Multiply
from nnstudio.layers.subtract import Subtract

A, B, C = np.array([[1.0, -2.0, 3.0]]), np.array([[4.0, 0.0, 3.0]]), np.array([[-1.0, 5.0, 2.0]])
DY = np.array([[1.0, 10.0, 100.0]])


def step() -> Step:
    return Step(True, np.random.default_rng(0))


def both_ways(layer: Layer, *xs: Array, dy: Array = DY) -> tuple[Array, tuple[Array, ...]]:
    y, saved = layer.forward({}, step(), *xs)
    return y, layer.backward({}, step(), saved, dy)[0]


@pytest.mark.parametrize(
    ("layer", "y", "gradients"),
    [
        (Add(count=3), [4, 3, 8], ([1, 10, 100], [1, 10, 100], [1, 10, 100])),
        (Average(count=3), [4 / 3, 1, 8 / 3], ([1 / 3, 10 / 3, 100 / 3],) * 3),
        # dy * b * c, dy * a * c, dy * a * b
        (Multiply(count=3), [-4, 0, 18], ([-4, 0, 600], [-1, -100, 600], [4, 0, 900])),
        # At the last place a and b are equal: a comes first and gets the gradient.
        (Maximum(count=3), [4, 5, 3], ([0, 0, 100], [1, 0, 0], [0, 10, 0])),
    ],
    ids=lambda value: value.name if isinstance(value, Layer) else "",
)
def test_three_inputs_number_by_number(
    layer: Layer, y: list[float], gradients: tuple[list[float], ...]
) -> None:
    got, dxs = both_ways(layer, A, B, C)

    np.testing.assert_allclose(got, [y], rtol=1e-15)
    for dx, expected in zip(dxs, gradients, strict=True):
        np.testing.assert_allclose(dx, [expected], rtol=1e-15)


def test_subtract_takes_the_second_away() -> None:
    y, (da, db) = both_ways(Subtract(), A, B)
    assert y.tolist() == [[-3, -2, 0]]
    assert da.tolist() == [[1, 10, 100]]
    assert db.tolist() == [[-1, -10, -100]]


def test_concatenate_keeps_the_order_of_its_inputs() -> None:
    y, dxs = both_ways(Concatenate(count=3), A, B[:, :1], C[:, :2], dy=np.arange(6.0)[None])
    assert y.tolist() == [[1, -2, 3, 4, -1, 5]]
    assert [dx.tolist() for dx in dxs] == [[[0, 1, 2]], [[3]], [[4, 5]]]


@pytest.mark.parametrize(
    ("axis", "shapes", "expected"),
    [
        ("last", ((3,), (4,)), (7,)),
        ("last", ((6, 3), (6, 4)), (6, 7)),
        ("last", ((8, 9, 3), (8, 9, 4)), (8, 9, 7)),
        ("first", ((3,), (4,)), (7,)),
        ("first", ((3, 6), (4, 6)), (7, 6)),
        ("first", ((3, 9, 2), (4, 9, 2)), (7, 9, 2)),
        ("second", ((9, 3, 2), (9, 4, 2)), (9, 7, 2)),
    ],
)
def test_concatenate_joins_along_the_axis(
    axis: str, shapes: tuple[Shape, ...], expected: Shape
) -> None:
    layer = Concatenate(axis=axis)
    assert layer.output_shape(*shapes) == expected
    xs = [np.ones((2, *shape)) * i for i, shape in enumerate(shapes)]
    y, _ = layer.forward({}, step(), *xs)
    assert y.shape == (2, *expected)


@pytest.mark.parametrize(
    ("layer", "shapes", "said"),
    [
        (
            Add(count=3),
            ((8,), (4,), (8,)),
            "Add needs equal shapes, got 8 (a, c), 4 (b). Match their units or filters.",
        ),
        (
            Multiply(),
            ((8, 8, 3), (4, 4, 3)),
            "got 8 × 8 × 3 (a), 4 × 4 × 3 (b). Match their padding and strides.",
        ),
        (
            Subtract(),
            ((8, 8, 3), (192,)),
            "got 8 × 8 × 3 (a), 192 (b). Bring them into one form with Flatten or Reshape.",
        ),
        (
            Concatenate(),
            ((8, 8, 3), (4, 8, 3)),
            "Concatenate needs shapes that differ in the last axis at most, got "
            "8 × 8 × 3 (a), 4 × 8 × 3 (b).",
        ),
        (Concatenate(), ((8, 8), (8,)), "got 8 × 8 (a), 8 (b)."),
        (Concatenate(axis="second"), ((8,), (8,)), "in the second axis at most, got 8 (a, b)."),
    ],
)
def test_what_does_not_fit_is_named(layer: Layer, shapes: tuple[Shape, ...], said: str) -> None:
    with pytest.raises(ShapeError) as caught:
        layer.output_shape(*shapes)
    assert said in str(caught.value)


def test_there_are_as_many_ports_as_the_setting_says() -> None:
    assert Average().inputs == ("a", "b")
    assert Concatenate(count=5).inputs == ("a", "b", "c", "d", "e")
    assert len(set(Add(count=16).inputs)) == 16


@pytest.mark.parametrize("count", [1, 17, 2.0])
def test_a_count_out_of_range_is_refused(count: Any) -> None:
    with pytest.raises(ValueRangeError, match="a whole number from 2 to 16"):
        Add(count=count)
