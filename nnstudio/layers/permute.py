"""The axes of a sample in another order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.errors import ShapeError, ValueRangeError
from nnstudio.core.layer import Array, Layer, Saved, Step, Weights, param
from nnstudio.core.shapes import Shape, shape_text
from nnstudio.core.text import N_, Text
from nnstudio.core.whole_numbers import whole_numbers

_MOST_AXES = 4


@dataclass(frozen=True)
class Permute(Layer):
    """Changes the order of the axes of a sample; the batch stays where it is.

    Axes count from 1, as in Keras: "2, 1" makes ``(batch, features, steps)`` of
    ``(batch, steps, features)``.
    """

    name = "Permute"
    label = N_("Permute")
    category = "core"
    order = 50
    summary = N_("Changes the order of axes, such as steps and features.")
    formula = r"y_{i_{p_1}, \dots, i_{p_k}} = x_{i_1, \dots, i_k}"
    source = "Keras documentation, Permute layer"
    keywords = "transpose swap axes turn order"
    examples = (
        ({}, ((3, 4),)),
        ({"order_of_axes": "2, 3, 1"}, ((3, 4, 2),)),
        ({"order_of_axes": "3 2 1"}, ((3, 4, 2),)),
        ({"order_of_axes": "2, 1, 3"}, ((3, 4, 2),)),
    )

    order_of_axes: str = param(
        "2, 1",
        label=N_("Order of axes"),
        help=N_("The axes in their new order, counted from 1, such as 2, 1 or 3, 1, 2."),
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        axes = whole_numbers(self.order_of_axes) or ()
        if not 1 <= len(axes) <= _MOST_AXES or sorted(axes) != list(range(1, len(axes) + 1)):
            text = N_(
                "Permute: Order of axes got {got}; it expects each of the numbers from 1 on once, "
                "such as 2, 1 or 3, 1, 2."
            )
            raise ValueRangeError(Text(text, got=repr(self.order_of_axes)))

    @property
    def axes(self) -> tuple[int, ...]:
        """The axes in their new order, counted from 1."""
        return whole_numbers(self.order_of_axes) or ()

    def output_shape(self, *shapes: Shape) -> Shape:
        shape = shapes[0]
        if len(shape) != len(self.axes):
            text = N_(
                "Permute got the shape {got}; it expects {count} axes, which its order names. "
                "Give the order of all axes of the shape."
            )
            raise ShapeError(Text(text, got=shape_text(shape), count=len(self.axes)))
        return tuple(shape[axis - 1] for axis in self.axes)

    def parameters_text(self) -> str:
        return ", ".join(str(axis) for axis in self.axes)

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        return xs[0].transpose(0, *self.axes), {}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        return (dy.transpose(np.argsort((0, *self.axes))),), {}
