"""What a loss is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nnstudio.core.layer import Array, Settings


@dataclass(frozen=True)
class Loss(Settings):
    """How wrong a batch of outputs is: one number, the mean over the batch.

    Outputs and targets have the same shape ``(batch, units)``; classes arrive one-hot.
    """

    summary: ClassVar[str]
    formula: ClassVar[str]
    source: ClassVar[str] = ""
    order: ClassVar[int]
    activation: ClassVar[str] = ""
    """The output activation that the loss needs and is fused with; empty: any, none fused."""

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
