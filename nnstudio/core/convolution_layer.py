"""Convolution along any number of axes."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nnstudio.core.errors import ShapeError
from nnstudio.core.kernel_layer import KernelLayer
from nnstudio.core.layer import Array, Saved, Step, Weight, Weights, param
from nnstudio.core.shapes import Shape, shape_text
from nnstudio.core.text import N_, Text


@dataclass(frozen=True)
class ConvolutionLayer(KernelLayer):
    """Filters that slide over sequences or pictures; each gives one feature map.

    ``(batch, *sizes, channels) -> (batch, *positions, filters)``, weight ``(*kernel, channels /
    groups, filters)``. As everywhere in the field this is a cross-correlation: the kernel is not
    flipped. With groups, the first filters see the first channels alone, and so on.
    """

    filters: int = param(
        8, low=1, high=4096, label=N_("Filters"), help=N_("How many feature maps come out.")
    )
    groups: int = param(
        1,
        low=1,
        high=4096,
        advanced=True,
        label=N_("Groups"),
        help=N_("Cuts channels and filters into groups; filters see the channels of their group."),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        positions, channels = self.positions(shapes[0]), shapes[0][-1]
        if channels % self.groups or self.filters % self.groups:
            raise ShapeError(
                Text(
                    N_(
                        "{layer} got the shape {got} and has {filters} filters; with {groups} "
                        "groups it needs numbers of channels and of filters that {groups} divides. "
                        "Change groups or filters."
                    ),
                    layer=Text(self.label),
                    got=shape_text(shapes[0]),
                    filters=self.filters,
                    groups=self.groups,
                )
            )
        return (*positions, self.filters)

    def weights(self, *shapes: Shape) -> dict[str, Weight]:
        size, channels = self.window.size, shapes[0][-1] // self.groups
        places = math.prod(size)
        shape = (*size, channels, self.filters)
        weight = self.starting(shape, places * channels, places * self.filters // self.groups)
        return self.with_bias(weight, self.filters)

    def multiply_adds(self, *shapes: Shape) -> int:
        outputs = math.prod(self.output_shape(*shapes))
        return outputs * math.prod(self.window.size) * (shapes[0][-1] // self.groups)

    def pre_activation(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        x = xs[0]
        windows = self.window.view(self.window.pad(x))
        matrices = _by_group(w["weight"].reshape(-1, self.filters), self.groups)
        z = self._rows(windows) @ matrices
        z = _side_by_side(z, (len(x), *windows.shape[1 : x.ndim - 1], self.filters))
        return self.add_bias(z, w), {"x": x, "windows": windows}

    def pre_activation_backward(
        self, w: Weights, step: Step, saved: Saved, dz: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        x, weight, window = saved["x"], w["weight"], self.window
        rows = _by_group(dz.reshape(-1, self.filters), self.groups)
        dw = self._rows(saved["windows"]).swapaxes(1, 2) @ rows
        padded = window.blank(x.shape, x.dtype)
        # One matrix (filters, channels) of each group for each place of the kernel.
        back = weight.reshape(-1, weight.shape[-2], self.groups, self.filters // self.groups)
        back = back.transpose(0, 2, 3, 1)
        for reached, kernel in zip(window.taps(padded, dz.shape[1:-1]), back, strict=True):
            reached += _side_by_side(rows @ kernel, reached.shape)
        dws = self.gradients(_side_by_side(dw, weight.shape), dz)
        return (window.crop(padded, x.shape[1:-1]),), dws

    def _rows(self, windows: Array) -> Array:
        """Return what each window sees as a row: ``(groups, windows, places * channels)``."""
        grouped = windows.reshape(*windows.shape[:-1], self.groups, -1)
        places = math.prod(self.window.size) * grouped.shape[-1]
        return np.moveaxis(grouped, -2, 0).reshape(self.groups, -1, places)


def _by_group(columns: Array, groups: int) -> Array:
    """Cut columns into groups: ``(rows, columns) -> (groups, rows, columns / groups)``."""
    return columns.reshape(len(columns), groups, -1).swapaxes(0, 1)


def _side_by_side(by_group: Array, shape: Shape) -> Array:
    """Lay the columns of groups side by side again, in the given shape."""
    return by_group.swapaxes(0, 1).reshape(shape)
