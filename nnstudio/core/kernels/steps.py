"""Convolution along sequences that lie as (batch, steps, features), as one matrix product."""

from __future__ import annotations

from functools import partial

import numpy as np

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call
from nnstudio.core.kernels.reach import reach
from nnstudio.core.kernels.runs import move
from nnstudio.core.layer import Array
from nnstudio.core.window import Window


class StepWindows:
    """What a window sees at each of its positions on sequences, for each group of features.

    Parameters
    ----------
    x, y
        Sequences ``(batch, steps, features)`` and ``(batch, positions, filters)``, contiguous.
    weight
        ``(groups, kernel steps * features, filters)``, features and filters of a group.
    scratch
        Makes buffers of this operation alone.
    """

    def __init__(self, x: Array, y: Array, weight: Array, window: Window, scratch: Scratch) -> None:
        groups = len(weight)
        batch, steps, features = x.shape
        self._x, self._weight, self._window = x, weight, window
        self._before = window.borders((steps,))[0][0]
        self._shape = groups, batch, y.shape[1], window.size[0], features // groups
        self._windows = scratch("windows", self._shape)
        self._gradients = scratch("gradients", self._shape)
        self._flat = self._windows.reshape(groups, batch * y.shape[1], -1)
        self._y = _by_group(y, groups)

    def forward(self) -> list[Call]:
        """Return the calls that slide the kernels; ``y`` gets their sums."""
        calls = [move(seen, self._windows[:, :, to, k]) for k, to, seen in self._places(self._x)]
        return [*calls, partial(np.matmul, self._flat, self._weight, self._y)]

    def backward(self, dy: Array, d_weight: Array, dx: Array | None) -> list[Call]:
        """Return the calls that go back to the weight and, if wanted, to the sequences."""
        gradient = _by_group(dy, len(self._weight))
        calls: list[Call] = [partial(np.matmul, self._flat.swapaxes(1, 2), gradient, d_weight)]
        if dx is None:
            return calls
        flat = self._gradients.reshape(self._flat.shape)
        calls += [
            partial(np.matmul, gradient, self._weight.swapaxes(1, 2), flat),
            partial(dx.fill, 0),
        ]
        for k, to, seen in self._places(dx):
            calls.append(partial(np.add, seen, self._gradients[:, :, to, k], seen))
        return calls

    def _places(self, x: Array) -> list[tuple[int, slice, Array]]:
        """Return for each place of the window the positions where it sees steps, and these."""
        groups, _, count, size, each = self._shape
        parts = x.reshape(*x.shape[:2], groups, each).transpose(2, 0, 1, 3)
        stride, spacing = self._window.strides[0], self._window.dilation[0]
        found = []
        for k in range(size):
            to, seen = reach(count, x.shape[1], stride, k * spacing - self._before)
            if to.stop > to.start:
                found.append((k, to, parts[:, :, seen]))
        return found


def _by_group(y: Array, groups: int) -> Array:
    """Return sequences as a view ``(groups, batch * positions, filters of a group)``."""
    return y.reshape(-1, groups, y.shape[2] // groups).swapaxes(0, 1)
