"""The largest of each 2 by 2 window of pictures that lie as (rows, channels, columns, batch)."""

from __future__ import annotations

from functools import partial

import numpy as np

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call
from nnstudio.core.layer import Array


def pool(x: Array, y: Array, scratch: Scratch) -> list[Call]:
    """Return the calls that write the largest values of ``x`` into ``y``; an odd rest is left out."""
    rows, _, columns, _ = y.shape
    tall = scratch("tall", (rows, x.shape[1], x.shape[2], x.shape[3]), np.float32)
    return [
        partial(np.maximum, x[0 : 2 * rows : 2], x[1 : 2 * rows : 2], out=tall),
        partial(
            np.maximum, tall[:, :, 0 : 2 * columns : 2], tall[:, :, 1 : 2 * columns : 2], out=y
        ),
    ]


def pool_backward(x: Array, dy: Array, dx: Array, scratch: Scratch) -> list[Call]:
    """Return the calls that hand ``dy`` to the winner of each window; among equals, to the first.

    What `pool` left in the buffer "tall" is read again.
    """
    rows, channels, columns, batch = dy.shape
    shape = (rows, channels, x.shape[2], batch)
    tall, dtall = scratch("tall", shape, np.float32), scratch("dtall", shape, np.float32)
    wins = scratch("wins", dy.shape, np.bool_)
    upper_wins = scratch("upper_wins", shape, np.bool_)
    left, right = np.s_[:, :, 0 : 2 * columns : 2], np.s_[:, :, 1 : 2 * columns : 2]
    upper, lower = np.s_[0 : 2 * rows : 2], np.s_[1 : 2 * rows : 2]
    rest = dx[2 * rows :]
    return [
        *([partial(rest.fill, 0)] if rest.size else []),
        partial(np.greater_equal, tall[left], tall[right], wins),
        partial(np.multiply, dy, wins, dtall[left]),
        partial(np.subtract, dy, dtall[left], dtall[right]),
        partial(np.greater_equal, x[upper], x[lower], upper_wins),
        partial(np.multiply, dtall, upper_wins, dx[upper]),
        partial(np.subtract, dtall, dx[upper], dx[lower]),
    ]
