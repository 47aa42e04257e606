"""The largest, the smallest or the sum of the numbers under a window that slides along one axis.

Among equals the first wins; where pictures are folded along their columns, then along their rows,
it is the first row by row. Going back needs only who won.
"""

from __future__ import annotations

from functools import partial
from typing import Literal

import numpy as np

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call
from nnstudio.core.kernels.runs import each, move
from nnstudio.core.layer import Array

Kind = Literal["largest", "smallest", "sum"]
_BEATS = {"largest": np.greater, "smallest": np.less}
_JOIN = {"largest": np.maximum, "smallest": np.minimum, "sum": np.add}
_WORST = {"largest": -np.inf, "smallest": np.inf, "sum": 0.0}


class Fold:
    """Folding along one axis of arrays whose last axis is contiguous.

    Parameters
    ----------
    x, y
        From where and, contiguous, to where; they differ in the length of ``axis`` only.
    size, stride, before
        Of the window, and how many places it begins before the first number.
    training
        Whether to remember the winners.
    """

    def __init__(
        self,
        kind: Kind,
        x: Array,
        y: Array,
        axis: int,
        size: int,
        stride: int,
        before: int,
        training: bool,
        scratch: Scratch,
    ) -> None:
        self._kind, self._x, self._y, self._axis = kind, x, y, axis
        self._size, self._stride, self._scratch = size, stride, scratch
        count, length = y.shape[axis], x.shape[axis]
        reach = (count - 1) * stride + size
        self._inner = self._along(slice(before, min(before + length, reach)))
        self._used = self._along(slice(0, reach - before))
        self._padded = before > 0 or before + length < reach
        self._whole = tuple(reach if i == axis else n for i, n in enumerate(x.shape))
        self._overlapping = stride < size and count > 1
        self._won: Array | None = None
        if training and kind != "sum":
            self._won = scratch("won", (size - 1, *y.shape), np.bool_)

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of what is folded."""
        return self._x.shape

    def forward(self) -> list[Call]:
        """Return the calls that fold."""
        x, y = self._x, self._y
        calls: list[Call] = []
        if self._padded:
            x = self._scratch("padded", self._whole)
            x.fill(_WORST[self._kind])
            calls.append(move(self._x[self._used], x[self._inner]))
        calls.append(move(x[self._place(0)], y))
        for number in range(1, self._size):
            seen = x[self._place(number)]
            if not seen.flags.c_contiguous and self._axis:
                near = self._scratch("near", y.shape)
                calls.append(move(seen, near))
                seen = near
            if self._won is not None:
                calls += each(_BEATS[self._kind], seen, y, self._won[number - 1])
            calls += each(_JOIN[self._kind], y, seen, y)
        return calls

    def backward(self, dy: Array, dx: Array) -> list[Call]:
        """Return the calls that hand ``dy``, which is used up, to ``dx``."""
        calls: list[Call] = []
        to = self._scratch("padded_back", self._whole) if self._padded else dx
        close = self._stride == self._size or self._y.shape[self._axis] == 1
        exact = close and to.shape == self._whole
        if not exact:
            calls.append(partial(to.fill, 0))
        part = self._scratch("part", dy.shape)
        for number in range(self._size - 1, -1, -1):
            given = dy
            if self._won is not None and number:
                given = part
                calls += [
                    partial(np.multiply, dy, self._won[number - 1], part),
                    partial(np.subtract, dy, part, dy),
                ]
            target = to[self._place(number)]
            calls += self._hand(given, target)
        if self._padded:
            calls += self._crop(to, dx)
        return calls

    def _hand(self, given: Array, target: Array) -> list[Call]:
        if not self._overlapping:
            return [move(given, target)]
        if not self._axis:
            return each(np.add, target, given, target)
        near = self._scratch("near_back", given.shape)
        return [move(target, near), partial(np.add, near, given, near), move(near, target)]

    def _crop(self, padded: Array, dx: Array) -> list[Call]:
        used = dx[self._used]
        calls: list[Call] = [] if used.shape == dx.shape else [partial(dx.fill, 0)]
        return [*calls, move(padded[self._inner], used)]

    def _along(self, part: slice) -> tuple[slice, ...]:
        return (slice(None),) * self._axis + (part,)

    def _place(self, number: int) -> tuple[slice, ...]:
        last = number + (self._y.shape[self._axis] - 1) * self._stride
        return self._along(slice(number, last + 1, self._stride))
