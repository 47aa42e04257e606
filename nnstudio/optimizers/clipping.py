"""Keeps gradients from becoming too large."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from nnstudio.core.kernels.clipping import NEVER_ZERO
from nnstudio.core.layer import Array
from nnstudio.core.settings import Settings, param
from nnstudio.core.text import N_

Key = TypeVar("Key")


@dataclass(frozen=True)
class Clipping(Settings):
    """Limits the gradients of a step before the optimiser gets them.

    ``value`` limits each number to ±threshold (PyTorch's ``clip_grad_value_``). ``norm`` shortens
    the gradient of each weight tensor that is longer than the threshold; ``global_norm`` shortens
    all gradients together, which keeps their direction (PyTorch's ``clip_grad_norm_``).
    """

    name = "clipping"
    label = N_("Gradient clipping")
    source = "Pascanu, Mikolov, Bengio 2013"

    mode: str = param(
        "none",
        choices=("none", "value", "norm", "global_norm"),
        label=N_("Gradient clipping"),
        help=N_("value: each number; norm: each weight's gradient; global norm: all together."),
    )
    threshold: float = param(
        1.0,
        low=0.0,
        high=1e9,
        low_open=True,
        live=True,
        label=N_("Threshold"),
        help=N_("The largest value or length that a gradient may have."),
        shown_if=("mode", ("value", "norm", "global_norm")),
    )

    def clipped(self, gradients: Mapping[Key, Array]) -> dict[Key, Array]:
        """Return the gradients of all weights, limited."""
        if self.mode == "value":
            return {
                key: np.clip(g, g.dtype.type(-self.threshold), g.dtype.type(self.threshold))
                for key, g in gradients.items()
            }
        if self.mode == "norm":
            return {key: g * g.dtype.type(self.share(norm([g]))) for key, g in gradients.items()}
        if self.mode == "global_norm":
            share = self.share(norm(gradients.values()))
            return {key: g * g.dtype.type(share) for key, g in gradients.items()}
        return dict(gradients)

    def share(self, length: float) -> float:
        """Return what a gradient of a length is multiplied by."""
        return min(1.0, self.threshold / (length + NEVER_ZERO))


def norm(gradients: Iterable[Array]) -> float:
    """Return the length of all gradients together."""
    return math.sqrt(sum(float(np.square(g, dtype=np.float64).sum()) for g in gradients))
