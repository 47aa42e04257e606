"""The largest of branches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np

from nnstudio.core.layer import Array, Saved, Step, Weights
from nnstudio.core.merging import EqualMergingLayer
from nnstudio.core.text import N_


@dataclass(frozen=True)
class Maximum(EqualMergingLayer):
    """Keeps the largest of its inputs, number by number; of equal ones the first gets the gradient."""

    name = "Maximum"
    label = N_("Maximum")
    order = 50
    summary = N_("Keeps the largest number of all branches at each place.")
    formula = r"y = \max(a, b, \dots)"
    source = "Goodfellow et al. 2013, Maxout Networks"
    keywords = "max merge maxout largest"
    examples = (
        ({}, ((4,), (4,))),
        ({"count": 3}, ((3, 4, 2), (3, 4, 2), (3, 4, 2))),
        ({}, ((3, 2), (3, 2))),
    )

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        y: Array = reduce(np.maximum, xs)
        return y, {**dict(zip(self.inputs, xs, strict=True)), "y": y}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        free = np.ones(dy.shape, np.bool_)
        dxs = []
        for port in self.inputs:
            largest = (saved[port] == saved["y"]) & free
            free &= ~largest
            dxs.append(dy * largest)
        return tuple(dxs), {}
