"""PyTorch's activation functions, by our names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch.nn import functional as F

from nnstudio.activations import Activation

ACTIVATIONS: dict[str, Callable[[Any, torch.Tensor], torch.Tensor]] = {
    "linear": lambda f, z: z * 1,
    # What it gives at 0 can be chosen; ours is 1 there.
    "step": lambda f, z: torch.heaviside(z.detach(), torch.ones((), dtype=z.dtype)) + 0 * z,
    "sigmoid": lambda f, z: torch.sigmoid(z),
    # F.hardsigmoid multiplies by a float32 of 1/6 on the way back, also in float64.
    "hard_sigmoid": lambda f, z: F.relu6(z + 3) / 6,
    "tanh": lambda f, z: torch.tanh(z),
    "relu": lambda f, z: F.relu(z),
    "leaky_relu": lambda f, z: F.leaky_relu(z, f.negative_slope),
    "elu": lambda f, z: F.elu(z),
    "selu": lambda f, z: F.selu(z),
    # PyTorch's is a straight line from its threshold on, which is 20 unless one says otherwise.
    "softplus": lambda f, z: F.softplus(z, threshold=50),
    "gelu": lambda f, z: F.gelu(z, approximate="none"),
    "silu": lambda f, z: F.silu(z),
    "softmax": lambda f, z: torch.softmax(z, -1),
}


def activate(f: Activation, z: torch.Tensor) -> torch.Tensor:
    """Return what PyTorch's function of the same name makes of ``z``."""
    return ACTIVATIONS[f.name](f, z)
