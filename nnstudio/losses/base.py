"""What a loss is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nnstudio.core.layer import Array
from nnstudio.core.settings import Settings


@dataclass(frozen=True)
class Loss(Settings):
    """How wrong a batch of outputs is: one number, the mean over the batch.

    Outputs are ``(batch, ..., units)``. Where there are axes between (the steps of a sequence, the
    places of a picture), each position counts like a sample: means go over batch and positions.
    """

    summary: ClassVar[str]
    formula: ClassVar[str]
    source: ClassVar[str] = ""
    order: ClassVar[int]
    activation: ClassVar[str] = ""
    """The output activation that the loss needs and is fused with; empty: any, none fused."""
    tasks: ClassVar[tuple[str, ...]]
    """What it is good for: "classification", "regression" or both."""
    targets: ClassVar[str] = "values"
    """"values": targets are shaped like the outputs, classes one-hot. "indices": targets are class
    numbers without the last axis; a negative one is ignored."""
    border: ClassVar[float] = 0.5
    """Where there is a single unit, an output of at least this means yes."""

    def counted(self, t: Array) -> int:
        """Return of how many samples and positions the loss of the targets ``t`` is the mean.

        Where a batch is computed in parts, their losses and gradients are weighted with it.
        """
        return t.size // t.shape[-1]

    def value(self, y: Array, t: Array) -> float:
        """Return the loss of the outputs ``y`` for the targets ``t``."""
        raise NotImplementedError

    def backward(self, y: Array, t: Array) -> Array:
        """Return dL/dy."""
        raise NotImplementedError

    def value_at_logits(self, z: Array, t: Array) -> float:
        """Return the loss computed from the pre-activations (logits), exact at any size."""
        raise NotImplementedError

    def backward_at_logits(self, z: Array, t: Array) -> Array:
        """Return dL/dz for the logits ``z``."""
        raise NotImplementedError
