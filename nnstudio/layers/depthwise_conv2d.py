"""Filters that look at one channel each."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nnstudio.activations.activated import WeightedLayer
from nnstudio.core.kernel_layer import KernelLayer2D
from nnstudio.core.layer import Array, Saved, Step, Weight, Weights, param
from nnstudio.core.shapes import Shape
from nnstudio.core.text import N_


@dataclass(frozen=True)
class DepthwiseConv2D(KernelLayer2D, WeightedLayer):
    """Slides filters over each channel of a picture on its own, which needs few weights.

    ``(batch, height, width, channels) -> (batch, new_height, new_width, channels * multiplier)``,
    weight ``(kernel rows, kernel columns, channels, multiplier)``. The maps of the first channel
    come first. It is a convolution with as many groups as channels; a 1 × 1 Conv2D after it makes
    a separable convolution. "same" and "valid" are those of TensorFlow and Keras.
    """

    name = "DepthwiseConv2D"
    label = N_("DepthwiseConv2D")
    category = "convolution"
    order = 40
    summary = N_("Slides filters over each channel on its own, which needs few weights.")
    formula = r"y_{i,j,(c,q)} = f(b_{c,q} + \sum_{u,v} x_{si+u,\,sj+v,\,c}\, w_{u,v,c,q})"
    source = "Sifre 2014; Howard et al. 2017, MobileNets"
    keywords = "convolution separable mobilenet filter kernel channel groups"
    examples = (
        ({}, ((5, 6, 3),)),
        ({"depth_multiplier": 2, "activation": "tanh"}, ((4, 5, 3),)),
        ({"depth_multiplier": 3, "padding": "valid", "use_bias": False}, ((6, 5, 2),)),
        ({"strides": (2, 2), "activation": "relu"}, ((7, 6, 2),)),
        ({"kernel_size": (2, 1), "strides": (3, 2)}, ((8, 5, 2),)),
        ({"dilation": (2, 1), "strides": (1, 2)}, ((7, 8, 2),)),
    )

    depth_multiplier: int = param(
        1,
        low=1,
        high=256,
        label=N_("Depth multiplier"),
        help=N_("How many feature maps each channel gives."),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        return (*self.positions(shapes[0]), shapes[0][-1] * self.depth_multiplier)

    def weights(self, *shapes: Shape) -> dict[str, Weight]:
        channels, maps = shapes[0][-1], self.depth_multiplier
        places = math.prod(self.kernel_size)
        weight = self.starting((*self.kernel_size, channels, maps), places, places * maps)
        return self.with_bias(weight, channels * maps)

    def multiply_adds(self, *shapes: Shape) -> int:
        return math.prod(self.output_shape(*shapes)) * math.prod(self.kernel_size)

    def parameters_text(self) -> str:
        times = f"{self.depth_multiplier} × " if self.depth_multiplier > 1 else ""
        return f"{times}{self.size_text()} · {self.activation}"

    def pre_activation(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        x, window = xs[0], self.window
        # Each channel as often as it gives maps, so that maps and weights lie side by side.
        padded = np.repeat(window.pad(x), self.depth_multiplier, axis=-1)
        kernels = w["weight"].reshape(-1, padded.shape[-1])
        z = np.zeros((len(x), *self.positions(x.shape[1:]), padded.shape[-1]), x.dtype)
        for reached, kernel in zip(window.taps(padded, z.shape[1:-1]), kernels, strict=True):
            z += reached * kernel
        return self.add_bias(z, w), {"x": x, "padded": padded}

    def pre_activation_backward(
        self, w: Weights, step: Step, saved: Saved, dz: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        x, padded, window = saved["x"], saved["padded"], self.window
        positions = dz.shape[1:-1]
        kernels = w["weight"].reshape(-1, padded.shape[-1])
        back, dw = np.zeros_like(padded), np.empty_like(kernels)
        taps = zip(window.taps(padded, positions), window.taps(back, positions), strict=True)
        for place, (reached, reached_back) in enumerate(taps):
            dw[place] = np.einsum("bhwc,bhwc->bhc", reached, dz).sum(axis=(0, 1))
            reached_back += dz * kernels[place]
        dx = window.crop(back, x.shape[1:-1])
        dx = dx.reshape(*x.shape, self.depth_multiplier).sum(axis=-1)
        return (dx,), self.gradients(dw.reshape(w["weight"].shape), dz)
