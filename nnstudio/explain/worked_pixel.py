"""One number of a feature map worked out: the patch, the kernel, the products and their sum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from nnstudio.core.average_pool import AveragePoolLayer
from nnstudio.core.extreme_pool import ExtremePoolLayer
from nnstudio.core.layer import Array, Layer
from nnstudio.core.windowed import WindowedLayer
from nnstudio.engine.studies.layer_passes import LayerPass
from nnstudio.explain.window_places import BORDER, INSIDE, borders, painted, seen
from nnstudio.layers.conv1d import Conv1D
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.conv2d_transpose import Conv2DTranspose
from nnstudio.layers.depthwise_conv2d import DepthwiseConv2D
from nnstudio.layers.global_average_pool1d import GlobalAveragePool1D
from nnstudio.layers.global_average_pool2d import GlobalAveragePool2D
from nnstudio.layers.global_max_pool1d import GlobalMaxPool1D
from nnstudio.layers.global_max_pool2d import GlobalMaxPool2D

Kind = Literal["convolution", "transposed", "largest", "smallest", "mean"]
_MEANS = (GlobalAveragePool1D, GlobalAveragePool2D)
_LARGEST = (GlobalMaxPool1D, GlobalMaxPool2D)


@dataclass(frozen=True, eq=False)
class WorkedPixel:
    """How a layer came by one number of its output.

    A sequence is a picture of one row. Arrays ``(rows, columns)`` go over the window, those with a
    third axis also over the channels that are read.

    Parameters
    ----------
    place
        Row, column and map of the number.
    channels
        The numbers of the input channels that are read ``(channels,)``.
    rows, columns
        Where in the input each place of the window lies; beyond its edge where there is a border.
    reach
        `INSIDE`, `BORDER` or `BETWEEN` for each place.
    patch, kernel
        What is read, zero outside, and the weights it meets; no kernel where there are no weights.
    winner
        Row and column in the window of the number that a pooling kept.
    z, y
        The number before and after the activation; equal where there is none.
    dy, dz
        dL/dy and dL/dz, None where no target is known.
    gradient
        dL/dkernel of the whole sample: the sum of the shares of all places of the map.
    """

    kind: Kind
    place: tuple[int, int, int]
    channels: Array
    rows: Array
    columns: Array
    reach: Array
    patch: Array
    kernel: Array | None
    bias: float | None
    z: float
    y: float
    winner: tuple[int, int] | None = None
    dy: float | None = None
    dz: float | None = None
    gradient: Array | None = None

    @property
    def products(self) -> Array:
        """Return patch times kernel, in double precision."""
        assert self.kernel is not None
        return self.patch * self.kernel

    @property
    def sums(self) -> Array:
        """Return what each input channel adds ``(channels,)``."""
        return self.products.sum(axis=(0, 1))

    @property
    def counted(self) -> int:
        """How many numbers a pooling looked at: those beyond the edge do not count."""
        return int((self.reach == INSIDE).sum())

    @property
    def kernel_share(self) -> Array | None:
        """Return what this number adds to dL/dkernel: the patch times dL/dz."""
        return None if self.dz is None or self.kernel is None else self.patch * self.dz

    @property
    def patch_share(self) -> Array | None:
        """Return what goes back from this number to the patch: its share of dL/dx."""
        if self.kernel is not None:
            return None if self.dz is None else self.kernel * self.dz
        if self.dy is None:
            return None
        share = np.zeros(self.patch.shape)
        if self.winner is not None:
            share[self.winner] = self.dy
        else:
            share[self.reach == INSIDE] = self.dy / max(self.counted, 1)
        return share


def as_map(values: Array) -> Array:
    """Return a layer's output as a picture ``(rows, columns, channels)``: a sequence has one row."""
    return values.reshape((1,) * (3 - values.ndim) + values.shape)


def border_of(done: LayerPass) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return how many rows and columns of zeros a layer adds before and after its input."""
    layer = done.layer
    if isinstance(layer, Conv2DTranspose) or not isinstance(layer, WindowedLayer):
        return (0, 0), (0, 0)
    return borders(layer.window, as_map(done.x).shape[:2])


def work_out(done: LayerPass, row: int, column: int, channel: int) -> WorkedPixel | None:
    """Return how a layer came by one number; None for a layer without such a working.

    A place that the output does not have is an `IndexError`.
    """
    layer, x = done.layer, as_map(done.x)
    y = as_map(done.y)[row, column, channel]
    place = (row, column, channel)
    if isinstance(layer, Conv2DTranspose):
        rows, columns, reach = painted(layer.window, done.y.shape[:2], x.shape[:2], row, column)
        return _weighed(done, "transposed", place, np.arange(x.shape[2]), rows, columns, reach)
    if isinstance(layer, Conv1D | Conv2D):
        size = x.shape[2] // layer.groups
        group = channel // (layer.filters // layer.groups)
        channels = np.arange(group * size, (group + 1) * size)
        rows, columns, reach = seen(layer.window, x.shape[:2], row, column)
        return _weighed(done, "convolution", place, channels, rows, columns, reach)
    if isinstance(layer, DepthwiseConv2D):
        channels = np.array([channel // layer.depth_multiplier])
        rows, columns, reach = seen(layer.window, x.shape[:2], row, column)
        return _weighed(done, "convolution", place, channels, rows, columns, reach)
    if isinstance(layer, ExtremePoolLayer | AveragePoolLayer) and isinstance(layer, WindowedLayer):
        rows, columns, reach = seen(layer.window, x.shape[:2], row, column)
    elif isinstance(layer, _MEANS + _LARGEST):
        rows, columns = (np.array(part) for part in np.indices(x.shape[:2]))
        reach = np.full(rows.shape, INSIDE, np.uint8)
    else:
        return None
    patch = _read(x, rows, columns, reach)[:, :, channel : channel + 1]
    kind: Kind = "mean"
    winner = None
    if isinstance(layer, (ExtremePoolLayer, *_LARGEST)):
        smallest = isinstance(layer, ExtremePoolLayer) and layer.smallest
        kind = "smallest" if smallest else "largest"
        number = _winner(done, patch[:, :, 0], reach, place, smallest)
        winner = number // reach.shape[1], number % reach.shape[1]
    elif getattr(layer, "mask_zeros", False):
        reach = np.where(x.any(axis=2), INSIDE, BORDER).astype(np.uint8)
    dy = None if done.dy is None else float(as_map(done.dy)[place])
    value = float(y)
    return WorkedPixel(
        kind,
        place,
        np.array([channel]),
        rows,
        columns,
        reach,
        patch,
        None,
        None,
        value,
        value,
        winner,
        dy,
        dy,
    )


def _weighed(
    done: LayerPass,
    kind: Kind,
    place: tuple[int, int, int],
    channels: Array,
    rows: Array,
    columns: Array,
    reach: Array,
) -> WorkedPixel:
    """Return the working of a layer with kernels."""
    patch = _read(as_map(done.x), rows, columns, reach)[:, :, channels]
    bias = done.weights.get("bias")
    z = done.y if done.z is None else done.z
    dy = None if done.dy is None else float(as_map(done.dy)[place])
    dz = None if done.dz is None else float(as_map(done.dz)[place])
    whole = done.gradients.get("weight")
    return WorkedPixel(
        kind,
        place,
        channels,
        rows,
        columns,
        reach,
        patch,
        _kernel(done.layer, done.weights["weight"], place[2]),
        None if bias is None else float(bias[place[2]]),
        float(as_map(z)[place]),
        float(as_map(done.y)[place]),
        None,
        dy,
        dz,
        None if whole is None else _kernel(done.layer, whole, place[2]),
    )


def _kernel(layer: Layer, weight: Array, channel: int) -> Array:
    """Return what one map weighs with ``(rows, columns, channels)``, in double precision."""
    if isinstance(layer, DepthwiseConv2D):
        source, number = divmod(channel, layer.depth_multiplier)
        kernel = weight[:, :, source : source + 1, number]
    else:
        kernel = weight[..., channel]
    return as_map(kernel).astype(np.float64)


def _read(x: Array, rows: Array, columns: Array, reach: Array) -> Array:
    """Return what lies at places of ``x``, zero where there is nothing."""
    height, width = x.shape[:2]
    found = x[np.clip(rows, 0, height - 1), np.clip(columns, 0, width - 1)].astype(np.float64)
    found[reach != INSIDE] = 0.0
    return found


def _winner(
    done: LayerPass, patch: Array, reach: Array, place: tuple[int, int, int], smallest: bool
) -> int:
    """Return which place of the window won, counted row by row."""
    if done.winner is not None:
        # A global pooling keeps the place over all pixels: ``(1, channels)``.
        return int(as_map(done.winner)[place])
    worst = np.inf if smallest else -np.inf
    seen = np.where(reach == INSIDE, patch, worst)
    return int(seen.argmin() if smallest else seen.argmax())
