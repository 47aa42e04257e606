"""Every channel with mean 0 and variance 1 over the batch, then scaled as it learns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array, Layer, Saved, Step, Weight, Weights, param
from nnstudio.core.shapes import Shape, require_rank
from nnstudio.core.text import N_


@dataclass(frozen=True)
class BatchNorm(Layer):
    """Brings each channel to mean 0 and variance 1 over the batch, then scales and shifts it.

    ``(batch, ..., channels) -> (batch, ..., channels)``: statistics are taken over all axes but
    the last. Prediction uses their running averages, so that a sample does not depend on others.

    The conventions are PyTorch's. ``momentum`` is the share that the newest batch has in the
    running averages: PyTorch's 0.1 is 0.1 here, Keras' 0.99 is 0.01. The batch is divided by its
    own biased variance, while the running one takes the unbiased ``n / (n - 1)`` of it.
    One number per channel (a batch of one row) has no spread, and PyTorch refuses it; here it is
    normalised by the running averages, which then stay as they are.
    """

    name = "BatchNorm"
    label = N_("BatchNorm")
    category = "normalisation"
    order = 10
    summary = N_("Brings each channel to mean 0 and variance 1 over the batch, then scales it.")
    formula = r"y = \gamma \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}} + \beta"
    source = "Ioffe and Szegedy 2015, Batch Normalization"
    keywords = "batchnormalization normalize standardize running mean variance"
    across_batch = True
    examples = (
        ({}, ((4,),)),
        ({"momentum": 0.4}, ((5, 3),)),
        ({"epsilon": 0.01}, ((4, 6, 3),)),
    )

    momentum: float = param(
        0.1,
        low=0.0,
        high=1.0,
        label=N_("Momentum"),
        help=N_("The share of the newest batch in the running averages that prediction uses."),
    )
    epsilon: float = param(
        1e-5,
        low=0.0,
        high=1.0,
        low_open=True,
        advanced=True,
        label=N_("Epsilon"),
        help=N_("Is added to the variance, so that nothing is divided by zero."),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        if not shapes[0]:
            require_rank(self.label, (), 1, "(..., channels)", N_("Put it behind a layer."))
        return shapes[0]

    def weights(self, *shapes: Shape) -> dict[str, Weight]:
        shape = shapes[0][-1:]
        return {
            "gamma": Weight(shape, "constant", values=(1.0,)),
            "beta": Weight(shape),
            "running_mean": Weight(shape, trainable=False),
            "running_variance": Weight(shape, "constant", values=(1.0,), trainable=False),
        }

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        x = xs[0]
        count = x.size // x.shape[-1]
        mean, variance = w["running_mean"], w["running_variance"]
        if _by_itself(step, x):
            over = tuple(range(x.ndim - 1))
            mean, variance = x.mean(axis=over), x.var(axis=over)
            newest = {
                "running_mean": mean,
                "running_variance": variance * (count / (count - 1)),
            }
            for name, value in newest.items():
                step.state[name] = w[name] + self.momentum * (value - w[name])
        deviation = np.sqrt(variance + self.epsilon)
        normalised = (x - mean) / deviation
        y = w["gamma"] * normalised + w["beta"]
        return y, {
            "mean": mean,
            "variance": variance,
            "deviation": deviation,
            "normalised": normalised,
        }

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        normalised, over = saved["normalised"], tuple(range(dy.ndim - 1))
        dws = {"gamma": (dy * normalised).sum(axis=over), "beta": dy.sum(axis=over)}
        dx = dy
        if _by_itself(step, dy):
            # Mean and variance depend on x too: what lies along 1 and along x changes nothing.
            count = dy.size // dy.shape[-1]
            dx = dy - (dws["beta"] + normalised * dws["gamma"]) / count
        return (dx * (w["gamma"] / saved["deviation"]),), dws


def _by_itself(step: Step, x: Array) -> bool:
    """Return whether the batch is normalised by its own mean and variance."""
    return step.training and x.size > x.shape[-1]
