"""The mean of branches."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.layer import Array, Saved, Step, Weights
from nnstudio.core.merging import EqualMergingLayer
from nnstudio.core.text import N_


@dataclass(frozen=True)
class Average(EqualMergingLayer):
    """Gives the mean of its inputs, number by number."""

    name = "Average"
    label = N_("Average")
    order = 40
    summary = N_("Gives the mean of branches, number by number, so that they decide together.")
    formula = r"y = \frac{1}{n} (a + b + \dots)"
    source = "Keras documentation, Average layer"
    keywords = "mean merge ensemble"
    examples = (
        ({}, ((4,), (4,))),
        ({"count": 3}, ((3, 4, 2), (3, 4, 2), (3, 4, 2))),
        ({}, ((3, 2), (3, 2))),
    )

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        y = xs[0] + xs[1]
        for x in xs[2:]:
            y += x
        return y * y.dtype.type(1 / self.count), {}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        return (dy * dy.dtype.type(1 / self.count),) * self.count, {}
