"""Tokens become vectors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.initializers import INITIALIZERS
from nnstudio.core.layer import Array, Saved, Step, Weight, Weights, param
from nnstudio.core.shapes import Shape, require_rank
from nnstudio.core.starting_weights import StartingWeights
from nnstudio.core.text import N_


@dataclass(frozen=True)
class Embedding(StartingWeights):
    """Looks up a learned vector for each token of a sequence.

    ``(batch, steps) -> (batch, steps, units)``. Tokens are numbers from 0 to ``vocabulary - 1``;
    others count as the nearest of these. No gradient passes to them.
    """

    name = "Embedding"
    label = N_("Embedding")
    category = "core"
    order = 60
    summary = N_("Gives each token, a whole number, a vector that is learned.")
    formula = r"y_t = W_{x_t}"
    source = "Bengio et al. 2003, A Neural Probabilistic Language Model"
    keywords = "token word vector lookup table text vocabulary"
    examples = (
        ({"vocabulary": 5, "units": 3}, ((4,),)),
        ({"vocabulary": 4, "units": 2, "mask_zero": True, "initializer": "uniform"}, ((6,),)),
    )

    vocabulary: int = param(
        1000,
        low=1,
        high=10_000_000,
        label=N_("Vocabulary"),
        help=N_("How many different tokens there are, 0 included."),
    )
    units: int = param(
        32, low=1, high=100_000, label=N_("Units"), help=N_("How many numbers a vector has.")
    )
    mask_zero: bool = param(
        False,
        advanced=True,
        label=N_("Token 0 is padding"),
        help=N_("Token 0 becomes zeros and learns nothing; recurrent layers can skip it."),
    )
    initializer: str = param(
        "normal",
        choices=tuple(INITIALIZERS),
        label=N_("Weights start as"),
        help=N_("How the vectors are drawn before the first step."),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        fix = N_("Feed it sequences of token numbers.")
        require_rank(self.label, shapes[0], 1, "(steps)", fix)
        return (*shapes[0], self.units)

    def weights(self, *shapes: Shape) -> dict[str, Weight]:
        return {"weight": self.starting((self.vocabulary, self.units), self.vocabulary, self.units)}

    def parameters_text(self) -> str:
        return f"{self.vocabulary} · {self.units}"

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        # Unlike clip these also make something of "not a number".
        within = np.fmin(np.fmax(np.rint(xs[0]), 0), self.vocabulary - 1)
        tokens = within.astype(np.int64)
        y = w["weight"][tokens]
        if self.mask_zero:
            y[tokens == 0] = 0
        return y, {"x": xs[0], "tokens": tokens}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        dw = np.zeros_like(w["weight"])
        np.add.at(dw, saved["tokens"], dy)
        if self.mask_zero:
            dw[0] = 0
        return (np.zeros_like(saved["x"]),), {"weight": dw}
