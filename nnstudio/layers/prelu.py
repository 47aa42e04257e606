"""A rectifier that learns its slope."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array, Layer, Saved, Step, Weight, Weights, param
from nnstudio.core.shapes import Shape, require_rank
from nnstudio.core.text import N_


@dataclass(frozen=True)
class PReLU(Layer):
    """ReLU whose slope below zero is learned, one for each channel (the last axis) or one for all.

    As in PyTorch, slopes start at 0.25, and at 0 the derivative is the slope.
    """

    name = "PReLU"
    label = N_("PReLU")
    category = "activation"
    order = 20
    summary = N_("Like leaky ReLU, with a slope below zero that each channel learns for itself.")
    formula = r"y_c = x_c \text{ if } x_c > 0 \text{ else } a_c x_c"
    source = "He et al. 2015, Delving Deep into Rectifiers"
    keywords = "parametric rectified relu leaky learned slope"
    examples = (
        ({}, ((5,),)),
        ({"start": 0.1}, ((4, 3),)),
        ({"shared": True}, ((3, 4, 2),)),
    )

    start: float = param(
        0.25,
        low=-1.0,
        high=1.0,
        label=N_("Slope at the start"),
        help=N_("The slope below zero before the first step."),
    )
    shared: bool = param(
        False,
        label=N_("One slope for all"),
        help=N_("All channels share one slope; otherwise each learns its own."),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        if not shapes[0]:
            fix = N_("Feed it vectors, sequences or pictures.")
            require_rank(self.label, shapes[0], 1, "(…, channels)", fix)
        return shapes[0]

    def weights(self, *shapes: Shape) -> dict[str, Weight]:
        slopes = 1 if self.shared else shapes[0][-1]
        return {"slope": Weight((slopes,), "constant", values=(self.start,))}

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        x = xs[0]
        return np.where(x > 0, x, w["slope"] * x), {"x": x}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        x = saved["x"]
        dx = np.where(x > 0, dy, w["slope"] * dy)
        by_channel = (dy * np.minimum(x, x.dtype.type(0))).reshape(-1, x.shape[-1]).sum(axis=0)
        total = by_channel.sum(keepdims=True) if self.shared else by_channel
        return (dx,), {"slope": total}
