"""What Reshape and Permute do, and what they say to a text that makes no sense."""

from __future__ import annotations

import numpy as np
import pytest

from nnstudio.core.errors import ShapeError, ValueRangeError
from nnstudio.core.layer import Step
from nnstudio.core.shapes import Shape
from nnstudio.layers.permute import Permute
from nnstudio.layers.reshape import Reshape


@pytest.mark.parametrize(
    "text", ["4 × 7 × 2", "4, 7, 2", "4x7x2", "(4, 7, 2)", " 4 7  2 ", "4*7*2"]
)
def test_a_shape_may_be_typed_in_many_ways(text: str) -> None:
    assert Reshape(shape=text).output_shape((56,)) == (4, 7, 2)
    assert Reshape(shape=text).parameters_text() == "4 × 7 × 2"


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("-1", (4, 7, 2), (56,)),
        ("-1, 2", (4, 7), (14, 2)),
        ("2, -1, 7", (56,), (2, 4, 7)),
        ("56", (7, 8), (56,)),
    ],
)
def test_one_size_may_be_left_open(text: str, before: Shape, after: Shape) -> None:
    assert Reshape(shape=text).output_shape(before) == after


def test_numbers_keep_their_order() -> None:
    x = np.arange(12.0).reshape(2, 6)
    y, _ = Reshape(shape="2, 3").forward({}, Step(False, np.random.default_rng(0)), x)
    assert y.tolist() == [[[0, 1, 2], [3, 4, 5]], [[6, 7, 8], [9, 10, 11]]]


@pytest.mark.parametrize(
    "text", ["", "a", "4 × q", "0", "-2", "-1, -1", "1.5", "4,,7", "1 1 1 1 1", "99999999999"]
)
def test_a_text_that_is_no_shape_is_refused(text: str) -> None:
    with pytest.raises(ValueRangeError, match="it expects one to four sizes such as 4 × 7 × 16"):
        Reshape(shape=text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("4 × 4", "7 × 2 holds 14 numbers, but 4 × 4 needs 16. Change the shape"),
        ("7", "7 × 2 holds 14 numbers, but 7 needs 7."),
        ("4, -1", "7 × 2 holds 14 numbers, but 4 × -1 needs a multiple of 4. Change the shape."),
    ],
)
def test_a_shape_for_other_numbers_is_explained(text: str, said: str) -> None:
    with pytest.raises(ShapeError) as caught:
        Reshape(shape=text).output_shape((7, 2))
    assert said in str(caught.value)


def test_permute_counts_axes_from_one() -> None:
    x = np.arange(24.0).reshape(1, 2, 3, 4)
    layer = Permute(order_of_axes="3, 1, 2")
    y, _ = layer.forward({}, Step(False, np.random.default_rng(0)), x)
    assert layer.output_shape((2, 3, 4)) == y.shape[1:] == (4, 2, 3)
    assert y[0, 3, 1, 2] == x[0, 1, 2, 3]


@pytest.mark.parametrize("text", ["", "0, 1", "1, 1", "2, 3", "1, 2, 3, 4, 5", "-1", "x"])
def test_an_order_that_leaves_out_an_axis_is_refused(text: str) -> None:
    with pytest.raises(ValueRangeError, match="it expects each of the numbers from 1 on once"):
        Permute(order_of_axes=text)


def test_an_order_of_other_axes_is_explained() -> None:
    with pytest.raises(ShapeError, match="got the shape 7; it expects 2 axes"):
        Permute().output_shape((7,))
