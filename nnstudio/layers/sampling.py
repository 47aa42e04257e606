"""Samples of a distribution that the network describes, as a variational autoencoder needs them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.chance import normal_noise
from nnstudio.core.layer import Array, Layer, Saved, Step, Weights, param
from nnstudio.core.merging import equal_shapes
from nnstudio.core.shapes import Shape
from nnstudio.core.text import N_


@dataclass(frozen=True)
class Sampling(Layer):
    """Draws from a normal distribution with the mean and the logarithm of the variance it gets.

    It adds ``beta`` times the Kullback-Leibler divergence of that distribution from the standard
    normal one, summed over the numbers of a sample, to the loss of each sample. Predictions take
    the mean; the divergence counts in their loss too, so that it can be compared with that of the
    training.
    """

    name = "Sampling"
    label = N_("Sampling")
    category = "core"
    order = 90
    summary = N_("Draws the code of a variational autoencoder and keeps it close to normal.")
    formula = (
        r"z = \mu + e^{\frac{1}{2} l} \odot \epsilon, \quad \epsilon \sim \mathcal{N}(0, 1); \quad "
        r"L \mathrel{+}= -\frac{\beta}{2} \sum (1 + l - \mu^2 - e^l)"
    )
    source = "Kingma and Welling 2014, Auto-Encoding Variational Bayes; beta: Higgins et al. 2017"
    ports = ("mean", "log_variance")
    keywords = "vae variational autoencoder kl divergence latent reparameterization gaussian"
    examples = (
        ({}, ((4,), (4,))),
        ({"beta": 0.25}, ((3,), (3,))),
        ({"beta": 0.0}, ((2, 3, 2), (2, 3, 2))),
    )

    beta: float = param(
        1.0,
        low=0.0,
        high=1e6,
        live=True,
        label=N_("Beta"),
        help=N_("How much the distance from the standard normal distribution adds to the loss."),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        return equal_shapes(self, shapes)

    def parameters_text(self) -> str:
        return f"{self.beta:g}"

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        mean, log_variance = xs
        saved = {"mean": mean, "log_variance": log_variance}
        if not step.training:
            return mean, {**saved, "scatter": np.zeros_like(mean)}
        noise = normal_noise(step.rng, mean.shape).astype(mean.dtype)
        scatter = np.exp(log_variance / 2) * noise
        return mean + scatter, {**saved, "scatter": scatter}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        share = dy.dtype.type(self.beta / (step.samples or len(dy)))
        d_mean = dy + share * saved["mean"]
        d_log_variance = (dy * saved["scatter"] + share * np.expm1(saved["log_variance"])) / 2
        return (d_mean, d_log_variance), {}

    def penalty(self, saved: Saved) -> float:
        mean, log_variance = saved["mean"], saved["log_variance"]
        terms = np.square(mean) + np.expm1(log_variance) - log_variance
        return self.beta / 2 * float(terms.sum(dtype=np.float64))
