"""A picture that is enlarged."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array, Layer, Saved, Step, Weights, param
from nnstudio.core.shapes import Shape, require_picture
from nnstudio.core.text import N_


@dataclass(frozen=True)
class UpSampling2D(Layer):
    """Enlarges a picture by whole numbers, without weights.

    ``(batch, height, width, channels) -> (batch, height * rows, width * columns, channels)``.
    "nearest" repeats pixels, "bilinear" blends neighbours. Pixels are taken as areas, so the
    corners of the two pictures coincide and not the middles of their corner pixels: as in
    TensorFlow and Keras; in PyTorch it is ``align_corners=False``.
    """

    name = "UpSampling2D"
    label = N_("UpSampling2D")
    category = "convolution"
    order = 60
    summary = N_("Enlarges a picture by repeating its pixels or by blending between them.")
    formula = r"y_{i,j,c} = x_{\lfloor i / s \rfloor,\,\lfloor j / s \rfloor,\,c}"
    source = "Odena et al. 2016, Deconvolution and checkerboard artifacts"
    keywords = "upsampling enlarge zoom resize nearest bilinear decoder autoencoder generator"
    examples = (
        ({}, ((3, 4, 2),)),
        ({"size": (3, 1)}, ((2, 3, 2),)),
        ({"interpolation": "bilinear"}, ((3, 4, 2),)),
        ({"size": (3, 4), "interpolation": "bilinear"}, ((2, 3, 1),)),
        ({"size": (2, 5), "interpolation": "bilinear"}, ((1, 1, 2),)),
    )

    size: tuple[int, int] = param(
        (2, 2),
        low=1,
        high=64,
        label=N_("Size"),
        help=N_("How many rows and columns each pixel becomes."),
    )
    interpolation: str = param(
        "nearest",
        choices=("nearest", "bilinear"),
        label=N_("Interpolation"),
        help=N_("nearest: repeat each pixel; bilinear: blend between neighbours."),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        require_picture(self.label, shapes[0])
        height, width, channels = shapes[0]
        return height * self.size[0], width * self.size[1], channels

    def parameters_text(self) -> str:
        return f"×{self.size[0]} ×{self.size[1]} · {self.interpolation}"

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        x, (down, across) = xs[0], self.size
        if self.interpolation == "nearest":
            return np.repeat(np.repeat(x, down, axis=1), across, axis=2), {}
        rows = blends(x.shape[1], down).astype(x.dtype)
        columns = blends(x.shape[2], across).astype(x.dtype)
        return _both_ways(rows, columns, x), {"rows": rows, "columns": columns}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        if self.interpolation == "bilinear":
            return (_both_ways(saved["rows"].T, saved["columns"].T, dy),), {}
        (batch, height, width, channels), (down, across) = dy.shape, self.size
        cells = dy.reshape(batch, height // down, down, width // across, across, channels)
        return (cells.sum(axis=(2, 4)),), {}


def blends(size: int, times: int) -> Array:
    """Return how much of each of ``size`` pixels is in each of ``size * times``."""
    middles = (np.arange(size * times) + 0.5) / times - 0.5
    middles = middles.clip(0, size - 1)
    return np.maximum(1 - np.abs(middles[:, None] - np.arange(size)), 0)


def _both_ways(rows: Array, columns: Array, x: Array) -> Array:
    """Mix the rows and the columns of pictures."""
    batch, height, width, channels = x.shape
    tall = (rows @ x.reshape(batch, height, -1)).reshape(batch, len(rows), width, channels)
    return columns @ tall
