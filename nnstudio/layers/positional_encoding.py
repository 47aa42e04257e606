"""Each step's place in the sequence, added to its features."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array, Layer, Saved, Step, Weight, Weights, param
from nnstudio.core.shapes import Shape, require_rank
from nnstudio.core.text import N_


@dataclass(frozen=True)
class PositionalEncoding(Layer):
    """Adds to each step a pattern that tells its place, which attention would not know.

    ``(batch, steps, features) -> (batch, steps, features)``. "sinusoidal" adds sines and cosines
    of growing wave length, "learned" one trained row for each place.
    """

    name = "PositionalEncoding"
    label = N_("Positional encoding")
    category = "attention"
    order = 20
    summary = N_("Adds to each step a pattern that tells attention where it stands.")
    formula = (
        r"y_{t,2i} = x_{t,2i} + \sin\frac{t}{10000^{2i/d}}, \quad"
        r"y_{t,2i+1} = x_{t,2i+1} + \cos\frac{t}{10000^{2i/d}}"
    )
    source = "Vaswani et al. 2017, Attention Is All You Need, section 3.5"
    keywords = "position embedding transformer sinusoidal"
    examples = (
        ({}, ((5, 4),)),
        ({"mask_zeros": True}, ((3, 5),)),
        ({"kind": "learned"}, ((4, 3),)),
        ({"kind": "learned", "mask_zeros": True}, ((4, 2),)),
    )

    kind: str = param(
        "sinusoidal",
        choices=("sinusoidal", "learned"),
        label=N_("Kind"),
        help=N_("sinusoidal: fixed waves; learned: a row of trained numbers for each place."),
    )
    mask_zeros: bool = param(
        False,
        label=N_("Skip padded steps"),
        help=N_("Steps whose numbers are all zero stay zero: they are padding."),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        fix = N_("Feed it a sequence, such as the output of an Embedding.")
        require_rank(self.label, shapes[0], 2, "(steps, features)", fix)
        return shapes[0]

    def weights(self, *shapes: Shape) -> dict[str, Weight]:
        if self.kind == "sinusoidal":
            return {}
        return {"weight": Weight(shapes[0], "normal", sigma=0.02)}

    def parameters_text(self) -> str:
        return self.kind

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        x = xs[0]
        places = w["weight"] if self.kind == "learned" else waves(x.shape[1:]).astype(x.dtype)
        there = np.ones((), x.dtype)
        if self.mask_zeros:
            there = x.any(axis=-1, keepdims=True).astype(x.dtype)
        return x + places * there, {"places": places, "there": there}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        if self.kind == "sinusoidal":
            return (dy,), {}
        return (dy,), {"weight": (dy * saved["there"]).sum(axis=0)}


def waves(shape: Shape) -> Array:
    """Return the sinusoidal pattern of ``(steps, features)`` in float64."""
    steps, features = shape
    pairs = np.arange(0, features, 2)
    angles = np.arange(steps)[:, None] / 10_000.0 ** (pairs / features)
    table = np.empty(shape)
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles[:, : features // 2])
    return table
