"""Larger pictures and sequences: repeated or blended numbers, and zeros around them."""

from __future__ import annotations

from functools import partial

import numpy as np

from nnstudio.core.kernels.calls import Call
from nnstudio.core.kernels.fold import Fold
from nnstudio.core.kernels.runs import move
from nnstudio.core.layer import Array, Layer
from nnstudio.engine.lane import Lane, Lowering
from nnstudio.engine.layouts import as_maps, as_rows
from nnstudio.engine.plan import PlannedNode
from nnstudio.engine.value import Value
from nnstudio.layers.up_sampling1d import UpSampling1D
from nnstudio.layers.up_sampling2d import UpSampling2D, blends
from nnstudio.layers.zero_pad1d import ZeroPad1D
from nnstudio.layers.zero_pad2d import ZeroPad2D


def _place(lane: Lane, node: PlannedNode, x: Value) -> Value:
    """Return pictures as maps, sequences as rows."""
    name = f"{node.id}.x"
    return as_maps(lane, x, name) if len(x.shape) == 3 else as_rows(lane, x, name)


def _lower_up_sampling(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    layer = node.layer
    if isinstance(layer, UpSampling2D) and layer.interpolation == "bilinear":
        return _lower_blending(lane, node, xs[0], layer)
    x = _place(lane, node, xs[0])
    y, scratch = lane.new(node, x.layout), lane.scratch(node.id)
    axes: tuple[int, ...]
    times: tuple[int, ...]
    if isinstance(layer, UpSampling2D):
        axes, times = (0, 2), layer.size
    else:
        assert isinstance(layer, UpSampling1D)
        axes, times = (1,), (layer.size,)
    # Each axis is followed by one along which its numbers are repeated.
    form: list[int] = []
    seen: list[int | slice | None] = []
    for axis, length in enumerate(x.data.shape):
        form.append(length)
        seen.append(slice(None))
        if axis in axes:
            form.append(times[axes.index(axis)])
            seen.append(None)
    large = y.data.reshape(form)
    repeated = np.broadcast_to(x.data[tuple(seen)], large.shape)
    lane.emit(node.id, "forward", move(repeated, large))

    def back() -> None:
        dy, target = lane.gradient(y), lane.receive(x)
        for axis, count in reversed([*zip(axes, times, strict=True)]):
            last = axis == axes[0]
            shape = tuple(n // count if i == axis else n for i, n in enumerate(dy.shape))
            summed = target if last else scratch("summed", shape)

            def own(part: str, shape: tuple[int, ...], axis: int = axis) -> Array:
                return scratch(f"{part}{axis}", shape)

            fold = Fold("sum", dy, summed, axis, count, count, 0, True, own)
            lane.emit(node.id, "backward", *fold.forward())
            dy = summed
        lane.settle(x, target)

    if x.wanted:
        lane.on_backward(back)
    return y


def _lower_blending(lane: Lane, node: PlannedNode, x: Value, layer: UpSampling2D) -> Value:
    x = as_maps(lane, x, f"{node.id}.x")
    y = lane.new(node, "maps")
    height, width, _ = x.shape
    rows, columns = (
        blends(size, times).astype(np.float32)
        for size, times in zip((height, width), layer.size, strict=True)
    )
    tall = lane.buffer(f"{node.id}.tall", (len(rows), *x.data.shape[1:]))

    def mix_rows(matrix: Array, source: Array, out: Array) -> Call:
        return partial(
            np.matmul, matrix, source.reshape(len(source), -1), out.reshape(len(out), -1)
        )

    lane.emit(
        node.id,
        "forward",
        mix_rows(rows, x.data, tall),
        partial(np.matmul, columns, tall, y.data),
    )

    def back() -> None:
        dy, target = lane.gradient(y), lane.receive(x)
        lane.emit(
            node.id,
            "backward",
            partial(np.matmul, columns.T, dy, tall),
            mix_rows(rows.T, tall, target),
        )
        lane.settle(x, target)

    if x.wanted:
        lane.on_backward(back)
    return y


def _lower_zero_pad(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    layer, x = node.layer, _place(lane, node, xs[0])
    y = lane.new(node, x.layout)
    height, *rest = x.shape
    inner: tuple[slice, ...]
    if isinstance(layer, ZeroPad2D):
        above, left = layer.rows[0], layer.columns[0]
        inner = np.s_[above : above + height, :, left : left + rest[0]]
    else:
        assert isinstance(layer, ZeroPad1D)
        inner = np.s_[:, layer.steps[0] : layer.steps[0] + height]
    # The zeros are there from the beginning: nothing writes to them.
    lane.emit(node.id, "forward", move(x.data, y.data[inner]))

    def back() -> None:
        target = lane.receive(x)
        lane.emit(node.id, "backward", move(lane.gradient(y)[inner], target))
        lane.settle(x, target)

    if x.wanted:
        lane.on_backward(back)
    return y


RESIZING: dict[type[Layer], Lowering] = {
    UpSampling1D: _lower_up_sampling,
    UpSampling2D: _lower_up_sampling,
    ZeroPad1D: _lower_zero_pad,
    ZeroPad2D: _lower_zero_pad,
}
