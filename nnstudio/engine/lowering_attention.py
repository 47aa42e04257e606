"""Attention and positions: the steps of all samples are rows of a few large products."""

from __future__ import annotations

from functools import partial

import numpy as np

from nnstudio.core.kernels.attention import Attention, Extent
from nnstudio.core.kernels.calls import Call, product, scalar
from nnstudio.core.kernels.channels import Channels
from nnstudio.core.layer import Array, Layer
from nnstudio.engine.lane import Lane, Lowering
from nnstudio.engine.layouts import as_rows, hand_on, whole
from nnstudio.engine.parameters import View
from nnstudio.engine.plan import PlannedNode
from nnstudio.engine.value import Value
from nnstudio.layers.multi_head_attention import PARTS, MultiHeadAttention
from nnstudio.layers.positional_encoding import PositionalEncoding, waves


def _lower_attention(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    layer = lane.setup.layers[node.id]
    assert isinstance(layer, MultiHeadAttention)
    x = whole(lane, as_rows(lane, xs[0], f"{node.id}.x"), f"{node.id}.whole")
    y = lane.new(node, "rows")
    steps, n = node.shape
    rows, scratch = lane.batch * steps, lane.scratch(node.id)
    lane.setup.parameters.define(node.id, _views(n, layer.use_bias))
    flats = lane.span(node.id)
    (into, d_into), (out, d_out) = zip(*(_matrices(flat, n) for flat in flats), strict=True)
    biases, d_biases = (flat[4 * n * n :] for flat in flats)
    operand, made = (value.data.reshape(rows, n) for value in (x, y))
    parts, gathered = scratch("parts", (rows, 3 * n)), scratch("gathered", (rows, n))
    # Queries are made with scaled weights, so that scores need not be scaled.
    scale = scalar((layer.heads / n) ** 0.5)
    scaled, scaled_bias = scratch("scaled", (n, 3 * n)), scratch("scaled_bias", (3 * n,))
    extent = Extent(lane.batch, steps, n, layer.heads)
    rng = lane.setup.step(node.id, lane.index).rng
    kernel = Attention(extent, parts, gathered, layer.causal, rng, scratch)
    if lane.training:
        kernel.set_rate(layer.dropout)
        lane.setup.retuned.setdefault(node.id, []).append(partial(_retune, kernel))
    there = scratch("there", (lane.batch, steps)) if layer.mask_zeros else None

    if there is not None:
        lane.emit(node.id, "forward", partial(np.any, x.data, 2, there))
    lane.emit(
        node.id,
        "forward",
        partial(np.copyto, scaled, into),
        partial(np.multiply, scaled[:, :n], scale, scaled[:, :n]),
        product(operand, scaled, parts),
    )
    if layer.use_bias:
        lane.emit(
            node.id,
            "forward",
            partial(np.copyto, scaled_bias, biases[: 3 * n]),
            partial(np.multiply, scaled_bias[:n], scale, scaled_bias[:n]),
            *_add_biases(lane, f"{node.id}.parts", parts, scaled_bias),
        )
    lane.emit(node.id, "forward", partial(kernel.forward, there), product(gathered, out, made))
    if layer.use_bias:
        calls = _add_biases(lane, f"{node.id}.out", made, biases[3 * n :])
        lane.emit(node.id, "forward", *calls)
    if there is not None:
        lane.emit(node.id, "forward", partial(np.multiply, y.data, there[..., None], y.data))

    def back() -> None:
        gradient = lane.gradient(y)
        dy = gradient.reshape(rows, n)
        d_gathered, d_parts = scratch("d_gathered", (rows, n)), scratch("d_parts", (rows, 3 * n))
        kernel.prepare()
        if there is not None:
            hide = partial(np.multiply, gradient, there[..., None], gradient)
            lane.emit(node.id, "backward", hide)
        lane.emit(
            node.id,
            "backward",
            product(gathered.T, dy, d_out),
            product(dy, out.T, d_gathered),
            partial(kernel.backward, d_gathered, d_parts),
            product(operand.T, d_parts, d_into),
            partial(np.multiply, d_into[:, :n], scale, d_into[:, :n]),
        )
        if layer.use_bias:
            ones = scratch("rows_of_one", (rows,))
            ones.fill(1)
            lane.emit(
                node.id,
                "backward",
                partial(ones.dot, dy, d_biases[3 * n :]),
                partial(ones.dot, d_parts, d_biases[: 3 * n]),
                partial(np.multiply, d_biases[:n], scale, d_biases[:n]),
            )
        if x.wanted:
            target = lane.receive(x)
            lane.emit(node.id, "backward", product(d_parts, scaled.T, target.reshape(rows, n)))
            lane.settle(x, target)

    if y.wanted:
        lane.on_backward(back)
    return y


def _retune(kernel: Attention, layer: Layer) -> None:
    assert isinstance(layer, MultiHeadAttention)
    kernel.set_rate(layer.dropout)


def _matrices(flat: Array, n: int) -> tuple[Array, Array]:
    """Return the matrix that makes queries, keys and values side by side, and that of the output."""
    return flat[: 3 * n * n].reshape(n, 3 * n), flat[3 * n * n : 4 * n * n].reshape(n, n)


def _views(n: int, use_bias: bool) -> dict[str, View]:
    """Return where the weights lie: all matrices, then all biases."""

    def matrix(block: Array, place: int) -> Array:
        into, out = _matrices(block, n)
        return out if place == 3 else into[:, place * n : (place + 1) * n]

    def bias(block: Array, place: int) -> Array:
        start = 4 * n * n + place * n
        return block[start : start + n]

    views: dict[str, View] = {}
    for place, part in enumerate(PARTS):
        views[f"{part}_weight"] = partial(matrix, place=place)
        if use_bias:
            views[f"{part}_bias"] = partial(bias, place=place)
    return views


def _add_biases(lane: Lane, name: str, z: Array, biases: Array) -> list[Call]:
    """Return the calls that add biases to each row."""
    channels = Channels(len(z), z.shape[1], 1, lane.scratch(name))
    row, spread = channels.spread("biases", biases)
    whole_z = z.reshape(channels.shape)
    return [spread, partial(np.add, whole_z, row, whole_z)]


def _lower_positions(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    layer = node.layer
    assert isinstance(layer, PositionalEncoding)
    x = whole(lane, as_rows(lane, xs[0], f"{node.id}.x"), f"{node.id}.whole")
    y = lane.new(node, "rows")
    scratch, learned = lane.scratch(node.id), layer.kind == "learned"
    size = node.shape[0] * node.shape[1]
    if learned:
        places, d_places = (flat[:size].reshape(node.shape) for flat in lane.span(node.id))
    else:
        places = scratch("places", node.shape)
        np.copyto(places, waves(node.shape))
    if layer.mask_zeros:
        there = scratch("there", (lane.batch, node.shape[0], 1))
        shown = scratch("shown", x.data.shape)
        lane.emit(
            node.id,
            "forward",
            partial(np.any, x.data, 2, there, True),
            partial(np.multiply, places, there, shown),
            partial(np.add, x.data, shown, y.data),
        )
    else:
        lane.emit(node.id, "forward", partial(np.add, x.data, places, y.data))

    def back() -> None:
        dy = lane.gradient(y)
        if learned:
            counted = dy
            if layer.mask_zeros:
                counted = shown
                lane.emit(node.id, "backward", partial(np.multiply, dy, there, counted))
            total = partial(np.add.reduce, counted, 0, None, d_places)
            lane.emit(node.id, "backward", total)
        if x.wanted:
            hand_on(lane, node.id, x, dy)

    if y.wanted:
        lane.on_backward(back)
    return y


ATTENTION: dict[type[Layer], Lowering] = {
    MultiHeadAttention: _lower_attention,
    PositionalEncoding: _lower_positions,
}
