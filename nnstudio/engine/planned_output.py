"""Where a network is compared with the data, and how."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.shapes import Shape
from nnstudio.losses.base import Loss

YES = 0.5
"""The target of a single unit from which on its class is the second."""


@dataclass(frozen=True)
class PlannedOutput:
    """One output: which layer is compared with which of the target's numbers, and how.

    Parameters
    ----------
    name
        What it is called in figures: the id of its Output node, or of its layer.
    node
        The layer whose output is compared.
    shape
        The shape of one sample's output.
    target_shape
        The shape of one sample's target: that of the output, without its last axis where the loss
        takes class numbers.
    columns
        Where the target lies among the numbers of a sample's targets.
    fused
        Whether the backward pass starts at the layer's pre-activation.
    numbers
        The numbers of the data's targets (`Signature.all_targets`) it is compared with.
    shift, scale
        How its target was scaled, one value for each number; empty: not at all.
    class_weights
        By how much errors in each class count while the network trains; empty: all alike.
    """

    name: str
    node: str
    loss: Loss
    shape: Shape
    target_shape: Shape
    columns: slice
    task: str = "classification"
    weight: float = 1.0
    fused: bool = False
    numbers: tuple[int, ...] = (0,)
    shift: tuple[float, ...] = ()
    scale: tuple[float, ...] = ()
    class_weights: tuple[float, ...] = ()

    def in_own_units(self, values: Array) -> Array:
        """Return outputs or targets in the units of the data: undo the scaling of the targets."""
        if not self.scale:
            return values
        numbers = self.differences(values).reshape(len(values), -1) + np.array(self.shift)
        return numbers.reshape(values.shape)

    def differences(self, values: Array) -> Array:
        """Return outputs or targets in the units of the data, as differences from ``shift``.

        They have all their digits also where targets are large and differ little.
        """
        if not self.scale:
            return values
        flat = values.reshape(len(values), -1) / np.array(self.scale)
        return flat.reshape(values.shape)

    def target(self, t: Array) -> Array:
        """Return its part of targets ``(batch, numbers)``, as ``(batch, *target_shape)``."""
        return t[:, self.columns].reshape(len(t), *self.target_shape)

    def value(self, result: Array, t: Array) -> float:
        """Return the loss of a layer's output (its pre-activation where fused)."""
        if self.fused:
            return self.loss.value_at_logits(result, t)
        return self.loss.value(result, t)

    def training_value(self, result: Array, t: Array) -> float:
        """Return the loss with the weights of the classes; ``result`` as for `value`.

        The loss of each sample counts as many times as its class weighs, and the sum is divided
        by the plain number of samples, as with ``class_weight`` in Keras.
        """
        if not self.class_weights:
            return self.value(result, t)
        total, weights = 0.0, self.weights_of(t)
        for weight in np.unique(weights).tolist():
            here = weights == weight
            total += weight * self.value(result[here], t[here]) * self.loss.counted(t[here])
        return total / max(1, self.loss.counted(t))

    def gradient(self, result: Array, t: Array) -> Array:
        """Return the derivative of `training_value`."""
        backward = self.loss.backward_at_logits if self.fused else self.loss.backward
        d = backward(result, t)
        if self.class_weights:
            d = d * self.weights_of(t)[..., None].astype(d.dtype)
        return d

    def weights_of(self, t: Array) -> Array:
        """Return what each sample and position weighs by its class ``(batch, ...)``, float32.

        Positions that are ignored weigh nothing.
        """
        weights = np.array((*self.class_weights, 0.0), np.float32)
        if self.loss.targets == "indices":
            return weights[np.where(t < 0, -1, t).astype(np.intp)]
        if self.shape[-1] == 1:
            return weights[(t[..., 0] >= YES).astype(np.intp)]
        return weights[t.argmax(axis=-1)]
