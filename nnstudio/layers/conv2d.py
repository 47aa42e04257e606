"""Filters that slide over a picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from nnstudio.activations.activated import WeightedLayer
from nnstudio.core.errors import ShapeError
from nnstudio.core.layer import Array, Saved, Step, Weight, Weights, param
from nnstudio.core.shapes import Shape, require_rank, same_padding, shape_text, window_output
from nnstudio.core.text import N_, Text


@dataclass(frozen=True)
class Conv2D(WeightedLayer):
    """Slides small filters over a picture; each filter gives one feature map.

    ``(batch, height, width, channels) -> (batch, new_height, new_width, filters)``. As everywhere
    in the field this is a cross-correlation: the kernel is not flipped.
    """

    name = "Conv2D"
    label = N_("Conv2D")
    category = "convolution"
    order = 20
    summary = N_("Slides small filters over a picture; each filter gives one feature map.")
    formula = r"y_{i,j,o} = f(b_o + \sum_{u,v,c} x_{si+u,\,sj+v,\,c}\, w_{u,v,c,o})"
    source = "LeCun et al. 1998; Dumoulin and Visin 2016, A guide to convolution arithmetic"
    keywords = "convolution filter kernel feature map cnn"
    examples = (
        ({"filters": 3}, ((5, 6, 2),)),
        ({"filters": 2, "padding": "valid", "activation": "tanh"}, ((6, 5, 3),)),
        ({"filters": 2, "strides": (2, 2), "activation": "relu"}, ((7, 6, 2),)),
        ({"filters": 2, "kernel_size": (2, 3), "strides": (1, 2)}, ((5, 7, 1),)),
        ({"filters": 4, "kernel_size": (5, 5), "use_bias": False}, ((6, 6, 1),)),
        ({"filters": 16, "activation": "relu", "initializer": "he_normal"}, ((8, 8, 16),)),
        ({"filters": 2, "kernel_size": (1, 1), "padding": "valid"}, ((4, 4, 3),)),
    )

    filters: int = param(
        8, low=1, high=4096, label=N_("Filters"), help=N_("How many feature maps come out.")
    )
    kernel_size: tuple[int, int] = param(
        (3, 3),
        low=1,
        high=64,
        label=N_("Kernel size"),
        help=N_("Height and width of the window that each filter looks at."),
        unit="px",
    )
    strides: tuple[int, int] = param(
        (1, 1),
        low=1,
        high=64,
        label=N_("Stride"),
        help=N_("How far the window moves, down and across."),
        unit="px",
    )
    padding: str = param(
        "same",
        choices=("same", "valid"),
        label=N_("Padding"),
        help=N_("same: zeros around the picture keep its size; valid: no zeros, it shrinks."),
    )
    use_bias: bool = param(
        True, label=N_("Bias"), help=N_("Add a learned number to each feature map.")
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        require_rank(
            self.label,
            shapes[0],
            3,
            "(height, width, channels)",
            N_("Feed it pictures, or remove a Flatten before it."),
        )
        out = tuple(
            window_output(size, k, s, self.padding)
            for size, k, s in zip(shapes[0][:2], self.kernel_size, self.strides, strict=True)
        )
        if min(out) < 1:
            raise ShapeError(
                Text(
                    N_(
                        "A {kernel} kernel does not fit into {got}. Make kernel_size smaller "
                        "or set padding to same."
                    ),
                    kernel=shape_text(self.kernel_size),
                    got=shape_text(shapes[0]),
                )
            )
        return (*out, self.filters)

    def weights(self, *shapes: Shape) -> dict[str, Weight]:
        window = self.kernel_size[0] * self.kernel_size[1]
        channels = shapes[0][2]
        shape = (*self.kernel_size, channels, self.filters)
        weight = self.starting(shape, window * channels, window * self.filters)
        return {"weight": weight} | ({"bias": Weight((self.filters,))} if self.use_bias else {})

    def multiply_adds(self, *shapes: Shape) -> int:
        height, width, _ = self.output_shape(*shapes)
        window = self.kernel_size[0] * self.kernel_size[1]
        return height * width * window * shapes[0][2] * self.filters

    def parameters_text(self) -> str:
        size = f"{self.kernel_size[0]}×{self.kernel_size[1]}"
        return f"{self.filters} × {size} · {self.activation}"

    def _borders(self, x: Array) -> tuple[tuple[int, int], tuple[int, int]]:
        if self.padding == "valid":
            return (0, 0), (0, 0)
        rows = same_padding(x.shape[1], self.kernel_size[0], self.strides[0])
        return rows, same_padding(x.shape[2], self.kernel_size[1], self.strides[1])

    def pre_activation(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        x = xs[0]
        padded = np.pad(x, ((0, 0), *self._borders(x), (0, 0)))
        # (batch, rows, columns, channels, kernel rows, kernel columns)
        windows = sliding_window_view(padded, self.kernel_size, axis=(1, 2))
        windows = windows[:, :: self.strides[0], :: self.strides[1]]
        z: Array = np.tensordot(windows, w["weight"], axes=((4, 5, 3), (0, 1, 2)))
        if self.use_bias:
            z = z + w["bias"]
        return z, {"x": x, "windows": windows}

    def pre_activation_backward(
        self, w: Weights, step: Step, saved: Saved, dz: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        x = saved["x"]
        dw = np.tensordot(saved["windows"], dz, axes=((0, 1, 2), (0, 1, 2)))
        dws = {"weight": dw.transpose(1, 2, 0, 3)}
        if self.use_bias:
            dws["bias"] = dz.sum(axis=(0, 1, 2))
        (top, bottom), (left, right) = self._borders(x)
        batch, height, width, channels = x.shape
        padded = np.zeros((batch, height + top + bottom, width + left + right, channels), x.dtype)
        down, across = self.strides
        rows, columns = dz.shape[1] * down, dz.shape[2] * across
        for u in range(self.kernel_size[0]):
            for v in range(self.kernel_size[1]):
                reached = padded[:, u : u + rows : down, v : v + columns : across]
                reached += (dz @ w["weight"][u, v].T)[:, : reached.shape[1], : reached.shape[2]]
        return (padded[:, top : top + height, left : left + width],), dws
