"""Random numbers that are added while the network trains."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.chance import normal_noise
from nnstudio.core.layer import Array, Layer, Saved, Step, Weights, param
from nnstudio.core.shapes import Shape
from nnstudio.core.text import N_


@dataclass(frozen=True)
class Noise(Layer):
    """Adds normally distributed noise in each training step; in prediction it changes nothing."""

    name = "Noise"
    label = N_("Noise")
    category = "regularisation"
    order = 30
    summary = N_("Adds random noise in each training step, so that small changes matter less.")
    formula = r"y = x + \sigma \epsilon, \quad \epsilon \sim \mathcal{N}(0, 1)"
    source = "Bishop 1995, Training with noise is equivalent to Tikhonov regularization"
    keywords = "gaussian normal denoising augmentation regularization jitter"
    replaces = ("GaussianNoise",)
    examples = (
        ({"sigma": 0.5}, ((6,),)),
        ({"sigma": 0.1}, ((3, 4, 2),)),
        ({"sigma": 0.0}, ((5, 2),)),
    )

    sigma: float = param(
        0.1,
        low=0.0,
        high=1000.0,
        live=True,
        label=N_("Sigma"),
        help=N_("The standard deviation of the noise."),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        return shapes[0]

    def parameters_text(self) -> str:
        return f"{self.sigma:g}"

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        x = xs[0]
        if not step.training or self.sigma == 0.0:
            return x, {"noise": np.zeros((), x.dtype)}
        noise = normal_noise(step.rng, x.shape).astype(x.dtype) * x.dtype.type(self.sigma)
        return x + noise, {"noise": noise}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        return (dy,), {}
