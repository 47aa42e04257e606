"""Layers that hand on a part of what they read: convolutions whose kernels are ones and zeros."""

from __future__ import annotations

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.layers.conv1d import Conv1D
from nnstudio.layers.depthwise_conv2d import DepthwiseConv2D

Border = tuple[int, int]
"""How much is cut off before and behind."""


def cut_steps(channels: int, border: Border) -> tuple[Conv1D, Array]:
    """Return what cuts steps off sequences of so many channels, and its weight."""
    before, behind = border
    window = before + behind + 1
    layer = Conv1D(
        filters=channels,
        kernel_size=window,
        groups=channels,
        padding="valid",
        use_bias=False,
        activation="linear",
    )
    kernel = np.zeros((window, 1, channels))
    kernel[before] = 1
    return layer, kernel


def cut_places(channels: int, rows: Border, columns: Border) -> tuple[DepthwiseConv2D, Array]:
    """Return what cuts rows and columns off pictures of so many channels, and its weight."""
    window = (sum(rows) + 1, sum(columns) + 1)
    layer = DepthwiseConv2D(
        kernel_size=window, padding="valid", use_bias=False, activation="linear"
    )
    kernel = np.zeros((*window, channels, 1))
    kernel[rows[0], columns[0]] = 1
    return layer, kernel
