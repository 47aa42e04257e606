"""The product of branches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np

from nnstudio.core.layer import Array, Saved, Step, Weights
from nnstudio.core.merging import EqualMergingLayer
from nnstudio.core.text import N_


@dataclass(frozen=True)
class Multiply(EqualMergingLayer):
    """Multiplies branches number by number: one of them opens and closes the others.

    The gradient of an input is that of the output times the product of the other inputs, which
    is never found by division, as inputs may be zero.
    """

    name = "Multiply"
    label = N_("Multiply")
    order = 30
    summary = N_("Multiplies branches number by number, so that one can act as a gate of another.")
    formula = r"y = a \odot b \odot \dots"
    source = "Keras documentation, Multiply layer"
    keywords = "product gate merge times attention"
    examples = (
        ({}, ((4,), (4,))),
        ({"count": 3}, ((3, 4, 2), (3, 4, 2), (3, 4, 2))),
        ({"count": 4}, ((3, 2), (3, 2), (3, 2), (3, 2))),
    )

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        return reduce(np.multiply, xs), dict(zip(self.inputs, xs, strict=True))

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        xs = {port: saved[port] for port in self.inputs}
        return tuple(
            reduce(np.multiply, [x for other, x in xs.items() if other != port], dy) for port in xs
        ), {}
