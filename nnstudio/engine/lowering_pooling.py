"""Pooling: pictures as (height, channels, width, batch), sequences as (batch, steps, features)."""

from __future__ import annotations

from functools import partial
from typing import cast

import numpy as np

from nnstudio.core.average_pool import AveragePoolLayer
from nnstudio.core.extreme_pool import ExtremePoolLayer
from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call, scalar
from nnstudio.core.kernels.fold import Fold, Kind
from nnstudio.core.kernels.halving import Halving
from nnstudio.core.kernels.runs import move
from nnstudio.core.layer import Array, Layer
from nnstudio.core.pooled import PoolLayer
from nnstudio.core.window import Window
from nnstudio.engine.lane import Lane, Lowering
from nnstudio.engine.layouts import as_maps, as_rows
from nnstudio.engine.plan import PlannedNode
from nnstudio.engine.value import Layout, Value
from nnstudio.layers.average_pool1d import AveragePool1D
from nnstudio.layers.average_pool2d import AveragePool2D
from nnstudio.layers.global_average_pool1d import GlobalAveragePool1D
from nnstudio.layers.global_average_pool2d import GlobalAveragePool2D
from nnstudio.layers.global_max_pool1d import GlobalMaxPool1D
from nnstudio.layers.global_max_pool2d import GlobalMaxPool2D
from nnstudio.layers.max_pool1d import MaxPool1D
from nnstudio.layers.max_pool2d import MaxPool2D
from nnstudio.layers.min_pool1d import MinPool1D
from nnstudio.layers.min_pool2d import MinPool2D


def halves(node: PlannedNode) -> bool:
    """Return whether this keeps the best of 2 by 2 windows that do not overlap."""
    layer = node.layer
    if not isinstance(layer, MaxPool2D | MinPool2D):
        return False
    even = all(size % 2 == 0 for size in node.input_shapes[0][:2])
    return layer.pool_size == layer.strides == (2, 2) and (layer.padding == "valid" or even)


def halving(
    lane: Lane, node: PlannedNode, y: Value, width: int, block: int, apart: bool
) -> Halving:
    """Return the kernel of a pooling that `halves`, for rows of pictures ``width`` wide."""
    assert isinstance(node.layer, ExtremePoolLayer)
    if lane.setup.fast and not node.layer.smallest:
        from nnstudio.core.kernels.fast.halving import CompiledHalving

        return CompiledHalving(y.data, width, block, apart=apart, scratch=lane.scratch(node.id))
    return Halving(
        y.data,
        width,
        block,
        apart=apart,
        smallest=node.layer.smallest,
        training=lane.training,
        scratch=lane.scratch(node.id),
    )


def counts_all(layer: Layer) -> bool:
    """Return whether a pooling over whole sequences looks at all steps, as its twin does."""
    return not isinstance(layer, GlobalAveragePool1D | GlobalMaxPool1D) or not layer.mask_zeros


def _lower_pool(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    if halves(node):
        return _lower_halving(lane, node, xs[0])
    layer = node.layer
    assert isinstance(layer, PoolLayer)
    kind: Kind = "sum"
    if isinstance(layer, ExtremePoolLayer):
        kind = "smallest" if layer.smallest else "largest"
    x = _place(lane, node, xs[0])
    y = lane.new(node, x.layout)
    scratch = lane.scratch(node.id)
    window = layer.window
    folds = _folds(kind, x, y.data, window, lane.training, scratch)
    lane.emit(node.id, "forward", *(call for fold in folds for call in fold.forward()))
    shares = scratch("shares", y.data.shape)
    average = isinstance(layer, AveragePoolLayer)
    if average:
        shares[...] = _shares(window, x.shape[:-1], x.layout)
        lane.emit(node.id, "forward", partial(np.multiply, y.data, shares, y.data))

    def back() -> None:
        dy = lane.gradient(y)
        if average:
            lane.emit(node.id, "backward", partial(np.multiply, dy, shares, dy))
        target = lane.receive(x)
        lane.emit(node.id, "backward", *_unfold(folds, dy, target, scratch))
        lane.settle(x, target)

    if x.wanted:
        lane.on_backward(back)
    return y


def _place(lane: Lane, node: PlannedNode, x: Value) -> Value:
    """Return pictures as maps, sequences as rows."""
    name = f"{node.id}.x"
    return as_maps(lane, x, name) if len(x.shape) == 3 else as_rows(lane, x, name)


def _axes(layout: str) -> tuple[int, ...]:
    """Return where the axes are along which windows slide."""
    return (0, 2) if layout == "maps" else (1,)


def _folds(
    kind: Kind, x: Value, y: Array, window: Window, training: bool, scratch: Scratch
) -> list[Fold]:
    """Return a fold for each axis that the window slides along."""
    axes, data = _axes(x.layout), x.data
    # Columns first lets the first of equals win row by row; sums of whole rows are faster.
    order = range(len(axes)) if kind == "sum" else reversed(range(len(axes)))
    folds: list[Fold] = []
    for i in order:
        shape = tuple(y.shape[k] if k == axes[i] else n for k, n in enumerate(data.shape))

        def own(part: str, shape: tuple[int, ...], dtype: type = np.float32, i: int = i) -> Array:
            return scratch(f"{part}{i}", shape, dtype)

        folded = own("folded", shape) if len(folds) < len(axes) - 1 else y
        before = window.borders(x.shape[:-1])[i][0]
        size, stride = window.size[i], window.strides[i]
        folds.append(Fold(kind, data, folded, axes[i], size, stride, before, training, own))
        data = folded
    return folds


def _unfold(folds: list[Fold], dy: Array, dx: Array, scratch: Scratch) -> list[Call]:
    """Return the calls that go back through folds; ``dy`` is used up."""
    calls: list[Call] = []
    for fold in reversed(folds):
        target = dx if fold is folds[0] else scratch("folded_back", fold.shape)
        calls += fold.backward(dy, target)
        dy = target
    return calls


def _shares(window: Window, sizes: tuple[int, ...], layout: str) -> Array:
    """Return one over how many numbers the window sees at each position."""
    ones = np.ones((1, *sizes, 1), np.float32)
    taps = window.taps(window.pad(ones), window.positions(sizes))
    shares = 1 / np.sum([*taps], axis=0)
    return cast(Array, shares.transpose(1, 3, 2, 0) if layout == "maps" else shares)


def _lower_halving(lane: Lane, node: PlannedNode, x: Value) -> Value:
    x = as_maps(lane, x, f"{node.id}.x")
    y = lane.new(node, "maps")
    rows, width = y.data.shape[0], x.shape[1]
    pool = halving(lane, node, y, width, rows, False)
    above, below = (x.data[i : 2 * rows : 2] for i in range(2))
    lane.emit(node.id, "forward", *pool.forward(above, below, 0))

    def back() -> None:
        target = lane.receive(x)
        rest = target[2 * rows :]
        if rest.size:
            lane.emit(node.id, "backward", partial(rest.fill, 0))
        above, below = (target[i : 2 * rows : 2] for i in range(2))
        lane.emit(node.id, "backward", *pool.backward(lane.gradient(y), above, below, 0))
        lane.settle(x, target)

    if x.wanted:
        lane.on_backward(back)
    return y


def _lower_global_max(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    x = as_maps(lane, xs[0], f"{node.id}.x")
    y, scratch = lane.new(node, "columns"), lane.scratch(node.id)
    axes, sizes = _axes(x.layout), x.shape[:-1]
    window = Window(sizes, (1,) * len(sizes), "valid")
    shape = tuple(1 if i in axes else n for i, n in enumerate(x.data.shape))
    folds = _folds("largest", x, y.data.reshape(shape), window, lane.training, scratch)
    lane.emit(node.id, "forward", *(call for fold in folds for call in fold.forward()))

    def back() -> None:
        target = lane.receive(x)
        dy = lane.gradient(y).reshape(shape)
        lane.emit(node.id, "backward", *_unfold(folds, dy, target, scratch))
        lane.settle(x, target)

    if x.wanted:
        lane.on_backward(back)
    return y


def _lower_global_max_steps(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    x = as_rows(lane, xs[0], f"{node.id}.x")
    y = lane.new(node, "rows")
    lane.emit(node.id, "forward", partial(np.maximum.reduce, x.data, 1, None, y.data))

    def back() -> None:
        dy, target, scratch = lane.gradient(y), lane.receive(x), lane.scratch(node.id)
        won, seen = (scratch(name, x.data.shape, np.bool_) for name in ("won", "seen"))
        lane.emit(
            node.id,
            "backward",
            partial(np.equal, x.data, y.data[:, None], won),
            # Of equal steps the first wins: where one has been seen for the first time.
            partial(np.logical_or.accumulate, won, 1, None, seen),
            partial(np.logical_xor, seen[:, 1:], seen[:, :-1], won[:, 1:]),
            partial(np.multiply, won, dy[:, None], target),
        )
        lane.settle(x, target)

    if x.wanted:
        lane.on_backward(back)
    return y


def _lower_global_average(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    x = _place(lane, node, xs[0])
    layout: Layout = "columns" if x.layout == "maps" else "rows"
    y, scratch = lane.new(node, layout), lane.scratch(node.id)
    places = int(np.prod(x.shape[:-1]))
    data, share = x.data, scalar(1 / places)
    if x.layout == "maps":
        data = scratch("rows", data.shape[1:])
        lane.emit(node.id, "forward", partial(np.add.reduce, x.data, 0, None, data))
    lane.emit(
        node.id,
        "forward",
        partial(np.add.reduce, data, 1, None, y.data),
        partial(np.multiply, y.data, share, y.data),
    )

    def back() -> None:
        dy, target = lane.gradient(y), lane.receive(x)
        each = dy[None, :, None] if x.layout == "maps" else dy[:, None]
        lane.emit(
            node.id,
            "backward",
            partial(np.multiply, dy, share, dy),
            move(np.broadcast_to(each, target.shape), target),
        )
        lane.settle(x, target)

    if x.wanted:
        lane.on_backward(back)
    return y


POOLINGS: dict[type[Layer], Lowering] = {
    AveragePool1D: _lower_pool,
    AveragePool2D: _lower_pool,
    GlobalAveragePool1D: _lower_global_average,
    GlobalAveragePool2D: _lower_global_average,
    GlobalMaxPool1D: _lower_global_max_steps,
    GlobalMaxPool2D: _lower_global_max,
    MaxPool1D: _lower_pool,
    MaxPool2D: _lower_pool,
    MinPool1D: _lower_pool,
    MinPool2D: _lower_pool,
}
