"""The sum of branches."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.layer import Array, Saved, Step, Weights
from nnstudio.core.merging import EqualMergingLayer
from nnstudio.core.text import N_


@dataclass(frozen=True)
class Add(EqualMergingLayer):
    """Adds branches number by number, as at the end of a residual block."""

    name = "Add"
    label = N_("Add")
    order = 10
    summary = N_("Adds branches number by number, as at the end of a skip connection.")
    formula = r"y = a + b + \dots"
    source = "He et al. 2015, Deep Residual Learning"
    keywords = "sum residual skip merge plus"
    examples = (
        ({}, ((4,), (4,))),
        ({}, ((3, 4, 2), (3, 4, 2))),
        ({"count": 3}, ((3, 2), (3, 2), (3, 2))),
    )

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        y = xs[0] + xs[1]
        for x in xs[2:]:
            y += x
        return y, {}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        return (dy,) * self.count, {}
