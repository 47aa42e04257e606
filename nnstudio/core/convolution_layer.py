"""Convolution along any number of axes."""

from __future__ import annotations

import math
from dataclasses import dataclass

from nnstudio.core.kernel_layer import KernelLayer
from nnstudio.core.layer import Array, Saved, Step, Weight, Weights, param
from nnstudio.core.shapes import Shape
from nnstudio.core.text import N_


@dataclass(frozen=True)
class ConvolutionLayer(KernelLayer):
    """Filters that slide over sequences or pictures; each gives one feature map.

    ``(batch, *sizes, channels) -> (batch, *positions, filters)``, weight ``(*kernel, channels,
    filters)``. As everywhere in the field this is a cross-correlation: the kernel is not flipped.
    """

    filters: int = param(
        8, low=1, high=4096, label=N_("Filters"), help=N_("How many feature maps come out.")
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        return (*self.positions(shapes[0]), self.filters)

    def weights(self, *shapes: Shape) -> dict[str, Weight]:
        size, channels = self.window.size, shapes[0][-1]
        places = math.prod(size)
        shape = (*size, channels, self.filters)
        weight = self.starting(shape, places * channels, places * self.filters)
        return self.with_bias(weight, self.filters)

    def multiply_adds(self, *shapes: Shape) -> int:
        outputs = math.prod(self.output_shape(*shapes))
        return outputs * math.prod(self.window.size) * shapes[0][-1]

    def pre_activation(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        x = xs[0]
        weight = w["weight"]
        # (batch, *positions, *kernel, channels)
        windows = self.window.view(self.window.pad(x))
        positions = windows.shape[1 : x.ndim - 1]
        z = _rows(windows, weight) @ weight.reshape(-1, self.filters)
        z = z.reshape(len(x), *positions, self.filters)
        return self.add_bias(z, w), {"x": x, "windows": windows}

    def pre_activation_backward(
        self, w: Weights, step: Step, saved: Saved, dz: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        x, weight, window = saved["x"], w["weight"], self.window
        rows = dz.reshape(-1, self.filters)
        dw = (_rows(saved["windows"], weight).T @ rows).reshape(weight.shape)
        padded = window.blank(x)
        kernels = weight.reshape(-1, *weight.shape[-2:])
        for reached, kernel in zip(window.taps(padded, dz.shape[1:-1]), kernels, strict=True):
            reached += (rows @ kernel.T).reshape(reached.shape)
        return (window.crop(padded, x.shape[1:-1]),), self.gradients(dw, dz)


def _rows(windows: Array, weight: Array) -> Array:
    """Return what each window sees as a row, in the order of the weights."""
    return windows.reshape(-1, math.prod(weight.shape[:-1]))
