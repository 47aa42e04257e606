"""The largest value of each window."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from nnstudio.core.errors import ShapeError
from nnstudio.core.layer import Array, Layer, Saved, Step, Weights, param
from nnstudio.core.shapes import Shape, require_rank, same_padding, shape_text, window_output
from nnstudio.core.text import N_, Text


@dataclass(frozen=True)
class MaxPool2D(Layer):
    """Keeps the largest value of each window of a feature map, so that the map shrinks.

    ``(batch, height, width, channels) -> (batch, new_height, new_width, channels)``. Where
    several values tie, the gradient goes to the first of them, row by row.
    """

    name = "MaxPool2D"
    label = N_("MaxPool2D")
    category = "pooling"
    order = 10
    summary = N_("Keeps the largest value of each window, so that the picture shrinks.")
    formula = r"y_{i,j,c} = \max_{u,v} x_{si+u,\,sj+v,\,c}"
    source = "Goodfellow, Bengio, Courville: Deep Learning (2016), section 9.3"
    keywords = "maximum pooling downsample subsampling"
    examples = (
        ({}, ((4, 6, 2),)),
        ({"padding": "same"}, ((5, 7, 3),)),
        ({"pool_size": (3, 3), "strides": (2, 2)}, ((7, 7, 2),)),
        ({"pool_size": (3, 2), "strides": (1, 2), "padding": "same"}, ((5, 5, 1),)),
    )

    pool_size: tuple[int, int] = param(
        (2, 2),
        low=1,
        high=64,
        label=N_("Pool size"),
        help=N_("Height and width of the window."),
        unit="px",
    )
    strides: tuple[int, int] = param(
        (2, 2),
        low=1,
        high=64,
        label=N_("Stride"),
        help=N_("How far the window moves, down and across."),
        unit="px",
    )
    padding: str = param(
        "valid",
        choices=("same", "valid"),
        label=N_("Padding"),
        help=N_("valid: leave out what does not fill a window; same: let windows reach beyond."),
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
            for size, k, s in zip(shapes[0][:2], self.pool_size, self.strides, strict=True)
        )
        if min(out) < 1:
            raise ShapeError(
                Text(
                    N_(
                        "A {pool} window does not fit into {got}. Make pool_size smaller, "
                        "set padding to same, or use fewer pooling layers."
                    ),
                    pool=shape_text(self.pool_size),
                    got=shape_text(shapes[0]),
                )
            )
        return (*out, shapes[0][2])

    def parameters_text(self) -> str:
        return f"{self.pool_size[0]}×{self.pool_size[1]}"

    def _borders(self, height: int, width: int) -> tuple[tuple[int, int], tuple[int, int]]:
        if self.padding == "valid":
            return (0, 0), (0, 0)
        rows = same_padding(height, self.pool_size[0], self.strides[0])
        return rows, same_padding(width, self.pool_size[1], self.strides[1])

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        x = xs[0]
        borders = self._borders(x.shape[1], x.shape[2])
        padded = np.pad(x, ((0, 0), *borders, (0, 0)), constant_values=-np.inf)
        windows = sliding_window_view(padded, self.pool_size, axis=(1, 2))
        windows = windows[:, :: self.strides[0], :: self.strides[1]]
        flat = windows.reshape(*windows.shape[:4], -1)
        winner = flat.argmax(axis=-1)
        y = np.take_along_axis(flat, winner[..., None], axis=-1)[..., 0]
        return y, {"x": x, "winner": winner}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        batch, height, width, channels = saved["x"].shape
        (top, bottom), (left, right) = self._borders(height, width)
        padded = np.zeros((batch, height + top + bottom, width + left + right, channels), dy.dtype)
        b, i, j, c = np.ogrid[tuple(slice(size) for size in dy.shape)]
        u, v = np.divmod(saved["winner"], self.pool_size[1])
        np.add.at(padded, (b, i * self.strides[0] + u, j * self.strides[1] + v, c), dy)
        return (padded[:, top : top + height, left : left + width],), {}
