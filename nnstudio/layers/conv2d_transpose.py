"""Filters that are painted into a larger picture."""

from __future__ import annotations

import math
from dataclasses import dataclass

from nnstudio.activations.activated import WeightedLayer
from nnstudio.core.kernel_layer import KernelLayer2D
from nnstudio.core.layer import Array, Saved, Step, Weight, Weights, param
from nnstudio.core.shapes import Shape
from nnstudio.core.text import N_


@dataclass(frozen=True)
class Conv2DTranspose(KernelLayer2D, WeightedLayer):
    """Paints a filter into a larger picture for each number it gets: Conv2D the other way round.

    ``(batch, height, width, channels) -> (batch, new_height, new_width, filters)``, weight
    ``(kernel rows, kernel columns, channels, filters)``. It is the adjoint of the Conv2D that
    makes the small picture of the large one. Sizes are those of TensorFlow and Keras: with "same"
    ``size * stride``, with "valid" ``size * stride + max(kernel - stride, 0)``.

    In PyTorch's ConvTranspose2d, along each axis: with "valid" ``padding=0`` and
    ``output_padding=max(stride - kernel, 0)``; with "same" also ``padding=max(kernel - stride, 0)
    // 2``, and where ``kernel - stride`` is odd and positive the last row or column is cut off.
    A dilated kernel counts with what it spans, ``(kernel - 1) * dilation + 1``.
    """

    name = "Conv2DTranspose"
    label = N_("Conv2DTranspose")
    category = "convolution"
    order = 50
    summary = N_("Paints filters into a larger picture: a convolution the other way round.")
    formula = r"y_{k,l,o} = f(b_o + \sum_{si+u=k,\;sj+v=l} \sum_c x_{i,j,c}\, w_{u,v,c,o})"
    source = "Dumoulin and Visin 2016, A guide to convolution arithmetic, section 4"
    keywords = "deconvolution transposed convolution upsampling decoder autoencoder generator"
    examples = (
        ({"filters": 3}, ((4, 5, 2),)),
        ({"filters": 2, "strides": (2, 2), "activation": "tanh"}, ((3, 4, 3),)),
        ({"filters": 2, "strides": (2, 3), "padding": "valid", "use_bias": False}, ((3, 4, 2),)),
        ({"filters": 2, "kernel_size": (4, 5), "strides": (1, 2)}, ((3, 3, 2),)),
        ({"filters": 3, "kernel_size": (2, 1), "strides": (3, 2)}, ((3, 5, 1),)),
        (
            {"filters": 2, "kernel_size": (2, 2), "strides": (3, 3), "padding": "valid"},
            ((3, 2, 2),),
        ),
        ({"filters": 2, "dilation": (2, 3), "activation": "relu"}, ((4, 4, 2),)),
    )

    filters: int = param(
        8, low=1, high=4096, label=N_("Filters"), help=N_("How many feature maps come out.")
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        self.require_rank(shapes[0])
        return (*self._sizes(shapes[0][:2]), self.filters)

    def weights(self, *shapes: Shape) -> dict[str, Weight]:
        channels = shapes[0][-1]
        shape = (*self.kernel_size, channels, self.filters)
        # With strides not all places of the kernel meet at one number of the larger picture.
        meet = math.prod(
            max(k / s, 1.0) for k, s in zip(self.kernel_size, self.strides, strict=True)
        )
        flow_out = math.prod(self.kernel_size) * self.filters
        return self.with_bias(self.starting(shape, round(meet * channels), flow_out), self.filters)

    def multiply_adds(self, *shapes: Shape) -> int:
        return math.prod(shapes[0]) * math.prod(self.kernel_size) * self.filters

    def parameters_text(self) -> str:
        return f"{self.filters} × {self.size_text()} · {self.activation}"

    def _sizes(self, sizes: Shape) -> Shape:
        """Return the size of the larger picture, over which the window stops at each number."""
        same = self.padding == "same"
        return tuple(
            size * stride + (0 if same else max(reach - stride, 0))
            for size, stride, reach in zip(sizes, self.strides, self.window.extent, strict=True)
        )

    def pre_activation(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        x, window = xs[0], self.window
        rows = x.reshape(-1, x.shape[-1])
        sizes = self._sizes(x.shape[1:-1])
        padded = window.blank((len(x), *sizes, self.filters), x.dtype)
        kernels = w["weight"].reshape(-1, *w["weight"].shape[2:])
        for reached, kernel in zip(window.taps(padded, x.shape[1:-1]), kernels, strict=True):
            reached += (rows @ kernel).reshape(reached.shape)
        return self.add_bias(window.crop(padded, sizes), w), {"x": x}

    def pre_activation_backward(
        self, w: Weights, step: Step, saved: Saved, dz: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        x, weight, window = saved["x"], w["weight"], self.window
        rows, channels = x.reshape(-1, x.shape[-1]), x.shape[-1]
        places = math.prod(self.kernel_size)
        seen = window.view(window.pad(dz)).reshape(len(rows), places * self.filters)
        back = weight.reshape(places, channels, self.filters).swapaxes(0, 1)
        dx = (seen @ back.reshape(channels, -1).T).reshape(x.shape)
        dw = (rows.T @ seen).reshape(channels, places, self.filters)
        return (dx,), self.gradients(dw.swapaxes(0, 1).reshape(weight.shape), dz)
