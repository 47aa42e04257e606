"""Branches side by side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.errors import ShapeError
from nnstudio.core.layer import Array, Saved, Step, Weights, param
from nnstudio.core.merging import MergingLayer, shapes_text
from nnstudio.core.shapes import Shape
from nnstudio.core.text import N_, Text

_AXES = {"last": -1, "first": 0, "second": 1}


@dataclass(frozen=True)
class Concatenate(MergingLayer):
    """Lays branches side by side, as the paths of an Inception block.

    ``(batch, height, width, channels)`` along the last axis gives the channels of all inputs,
    one input after the other; ``(batch, features)`` their features.
    """

    name = "Concatenate"
    label = N_("Concatenate")
    order = 60
    summary = N_("Lays branches side by side: the features or channels of all of them.")
    formula = r"y = [a, b, \dots]"
    source = "Szegedy et al. 2014, Going Deeper with Convolutions"
    keywords = "concat join merge inception dense stack"
    examples = (
        ({}, ((4,), (3,))),
        ({"count": 3}, ((3, 4, 2), (3, 4, 1), (3, 4, 3))),
        ({"axis": "first"}, ((2, 4, 2), (3, 4, 2))),
        ({"axis": "second"}, ((2, 4, 2), (2, 3, 2))),
        ({}, ((5, 2), (5, 3))),
        ({"axis": "first"}, ((5, 2), (3, 2))),
    )

    axis: str = param(
        "last",
        choices=tuple(_AXES),
        label=N_("Along"),
        help=N_(
            "last: the channels of pictures, the features of sequences and rows; "
            "first: height or steps; second: the width of pictures."
        ),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        rank = max(len(shape) for shape in shapes)
        axis = self.axis_of(rank)
        others = {(*shape[:axis], *shape[axis + 1 :]) for shape in shapes}
        if len({len(shape) for shape in shapes}) > 1 or not 0 <= axis < rank or len(others) > 1:
            raise ShapeError(
                Text(
                    N_(
                        "Concatenate needs shapes that differ in the {axis} axis at most, got "
                        "{shapes}. Match their other sizes, or choose another axis."
                    ),
                    axis=Text(self.axis),
                    shapes=shapes_text(self.inputs, shapes),
                )
            )
        total = sum(shape[axis] for shape in shapes)
        return (*shapes[0][:axis], total, *shapes[0][axis + 1 :])

    def axis_of(self, rank: int) -> int:
        """Return the number of the axis in the shape of a sample with ``rank`` of them."""
        return rank - 1 if self.axis == "last" else _AXES[self.axis]

    def parameters_text(self) -> str:
        return "" if self.axis == "last" else self.axis

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        axis = self.axis_of(xs[0].ndim - 1) + 1
        widths = np.array([x.shape[axis] for x in xs])
        return np.concatenate(xs, axis), {"widths": widths}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        axis = self.axis_of(dy.ndim - 1) + 1
        return tuple(np.split(dy, np.cumsum(saved["widths"])[:-1], axis)), {}
