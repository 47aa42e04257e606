"""How something of ours stands beside the same thing of PyTorch's.

A counterpart computes with PyTorch what a layer's docstring says, from our weights in our layouts,
and PyTorch differentiates it by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import torch

from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import Shape
from tests.parity.activations import activate

Tensor: TypeAlias = torch.Tensor

TOLERANCES = [np.float32, np.float64]
ONE_PASS = {np.float32: 1e-5, np.float64: 1e-10}
"""How far the results of one pass may be apart, by float type."""
TEN_STEPS = {np.float32: 1e-4, np.float64: 1e-8}
"""How far ten training steps may lead apart."""


@dataclass
class Call:
    """What a counterpart is given besides the layer and its inputs.

    Parameters
    ----------
    w
        Our weights by name.
    training
        Whether this is a training step.
    drawn
        What our own pass saved, for what it drew by chance, such as the mask of Dropout.
    logits
        Whether the output's activation is left to the loss.
    """

    w: Mapping[str, Tensor]
    training: bool = False
    drawn: Mapping[str, Tensor] = field(default_factory=dict)
    logits: bool = False
    state: dict[str, Tensor] = field(default_factory=dict)
    """Where a counterpart leaves the new values of weights that are not trained."""
    penalty: Any = 0.0
    """What the layer adds to the loss, summed over the batch."""

    def activated(self, layer: Any, z: Tensor) -> Tensor:
        """Return the activations of an activated layer, or ``z`` where the loss takes that."""
        return z if self.logits else activate(layer.activation_function(), z)


LayerCounterpart = Callable[..., Tensor]
"""``(layer, call, *inputs) -> output``"""


@dataclass(frozen=True)
class Entry:
    """The counterpart of one kind of layer.

    Parameters
    ----------
    compute
        The counterpart.
    more
        Further settings and input shapes to compare, besides the layer's examples.
    vanishing
        Weights whose gradient is zero but for rounding; it is measured by the largest one.
    inputs
        Draws the inputs of a layer that does not take any number.
    """

    compute: LayerCounterpart
    more: tuple[tuple[dict[str, Any], tuple[Shape, ...]], ...] = ()
    vanishing: tuple[str, ...] = ()
    inputs: Callable[[Any, np.random.Generator, tuple[Array, ...]], tuple[Array, ...]] | None = None


def tensor(value: Array, dtype: Any = None, learns: bool = False) -> Tensor:
    """Return a copy of an array for PyTorch, with a gradient if it ``learns``."""
    array = np.array(value, dtype or value.dtype)
    return torch.from_numpy(array).requires_grad_(learns)


def gradient_of(leaf: Tensor) -> Tensor:
    """Return what a backward pass left at a leaf; nothing left is zero."""
    return torch.zeros_like(leaf) if leaf.grad is None else leaf.grad


def assert_close(
    ours: Array, theirs: Tensor, tolerance: float, what: str, least: float = 0.0
) -> None:
    """Hold the largest difference to a share of the largest number.

    Parameters
    ----------
    least
        What counts as the largest number where all are smaller.
    """
    expected = theirs.detach().numpy()
    assert ours.shape == expected.shape, what
    assert ours.dtype == expected.dtype, what
    difference = float(np.abs(ours - expected).max(initial=0.0))
    size = max(float(np.abs(expected).max(initial=0.0)), least)
    assert difference <= tolerance * size, f"{what}: {difference:.3g} of {size:.3g}"


def channels_first(x: Tensor) -> Tensor:
    """Return ``(batch, ..., channels)`` as PyTorch's ``(batch, channels, ...)``."""
    return x.movedim(-1, 1)


def channels_last(x: Tensor) -> Tensor:
    """Return PyTorch's ``(batch, channels, ...)`` as ``(batch, ..., channels)``."""
    return x.movedim(1, -1)


def padded(layer: Any, rng: np.random.Generator, xs: tuple[Array, ...]) -> tuple[Array, ...]:
    """Sequences of unequal length, filled up with zeros; a layer that skips them has to."""
    if not layer.mask_zeros:
        return xs
    x = xs[0].copy()
    for sample in range(1, len(x)):
        x[sample, max(1, x.shape[1] - sample) :] = 0
    return (x,)


def layer_name(layer: Layer) -> str:
    """Return the name under which the counterpart of a layer is found."""
    return type(layer).name
