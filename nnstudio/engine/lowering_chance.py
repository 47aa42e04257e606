"""Layers that act by chance while the network trains."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from nnstudio.core.kernels.calls import copy, scalar
from nnstudio.core.kernels.dropout import Mask
from nnstudio.core.layer import Layer
from nnstudio.engine.lane import Lane, Lowering
from nnstudio.engine.layouts import alike, hand_on, like
from nnstudio.engine.plan import PlannedNode
from nnstudio.engine.value import Value
from nnstudio.layers.dropout import Dropout
from nnstudio.layers.noise import Noise
from nnstudio.layers.sampling import Sampling
from nnstudio.layers.spatial_dropout import SpatialDropout


def _lower_dropout(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    """Add a Dropout, or a SpatialDropout, whose masks have one number for each feature map."""
    (x,) = alike(lane, node, xs)
    if not lane.training:
        return _untouched(lane, node, x)
    layer = lane.setup.layers[node.id]
    assert isinstance(layer, Dropout | SpatialDropout)
    shape = x.data.shape
    if isinstance(layer, SpatialDropout):
        places = _PLACES[x.layout]
        shape = tuple(1 if i in places[: x.data.ndim - 2] else n for i, n in enumerate(shape))
    mask = Mask(_rng(lane, node), shape, layer.rate, lane.scratch(node.id))

    def hear(changed: Layer) -> None:
        assert isinstance(changed, Dropout | SpatialDropout)
        mask.set_rate(changed.rate)

    _listen(lane, node, hear)
    y = like(lane, node, x)
    product_of = partial(np.multiply, x.data, mask.values, y.data)
    lane.emit(node.id, "forward", mask.draw, product_of)

    def back() -> None:
        target = lane.receive(x)
        product_back = partial(np.multiply, lane.gradient(y), mask.values, target)
        lane.emit(node.id, "backward", product_back)
        lane.settle(x, target)

    if x.wanted:
        lane.on_backward(back)
    return y


_PLACES = {"rows": (1, 2), "maps": (0, 2)}
"""By layout: the axes of steps or of height and width."""


def _lower_noise(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    (x,) = alike(lane, node, xs)
    if not lane.training:
        return _untouched(lane, node, x)
    layer = lane.setup.layers[node.id]
    assert isinstance(layer, Noise)
    sigma = scalar(layer.sigma)
    noise = lane.buffer(f"{node.id}.noise", x.data.shape)

    def hear(changed: Layer) -> None:
        assert isinstance(changed, Noise)
        sigma[()] = changed.sigma

    _listen(lane, node, hear)
    y = like(lane, node, x)
    lane.emit(
        node.id,
        "forward",
        partial(_rng(lane, node).standard_normal, None, np.float32, noise),
        partial(np.multiply, noise, sigma, noise),
        partial(np.add, x.data, noise, y.data),
    )

    def back() -> None:
        hand_on(lane, node.id, x, lane.gradient(y))

    if x.wanted:
        lane.on_backward(back)
    return y


def _lower_sampling(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    layer = lane.setup.layers[node.id]
    assert isinstance(layer, Sampling)
    mean, log_variance = alike(lane, node, xs)
    scratch, penalty = lane.scratch(node.id), lane.penalty(node.id)
    work, growth = (scratch(name, mean.data.shape) for name in ("work", "growth"))
    share, half_beta, half = scalar(layer.beta / lane.total), scalar(layer.beta / 2), scalar(0.5)

    def hear(changed: Layer) -> None:
        assert isinstance(changed, Sampling)
        share[()], half_beta[()] = changed.beta / lane.total, changed.beta / 2

    _listen(lane, node, hear)
    by_sample = (
        work.reshape(lane.batch, -1) if mean.layout == "rows" else work.reshape(-1, lane.batch)
    )
    lane.emit(
        node.id,
        "forward",
        partial(np.expm1, log_variance.data, growth),
        partial(np.multiply, mean.data, mean.data, work),
        partial(np.add, work, growth, work),
        partial(np.subtract, work, log_variance.data, work),
        partial(np.add.reduce, by_sample, 1 if mean.layout == "rows" else 0, None, penalty),
        partial(np.multiply, penalty, half_beta, penalty),
    )
    if not lane.training:
        return _untouched(lane, node, mean)
    y = like(lane, node, mean)
    scatter, noise = (scratch(name, mean.data.shape) for name in ("scatter", "noise"))
    lane.emit(
        node.id,
        "forward",
        partial(_rng(lane, node).standard_normal, None, np.float32, noise),
        partial(np.multiply, log_variance.data, half, scatter),
        partial(np.exp, scatter, scatter),
        partial(np.multiply, scatter, noise, scatter),
        partial(np.add, mean.data, scatter, y.data),
    )

    def back() -> None:
        dy = lane.gradient(y)
        if log_variance.wanted:
            target = lane.receive(log_variance)
            lane.emit(
                node.id,
                "backward",
                partial(np.multiply, dy, scatter, target),
                partial(np.multiply, growth, share, work),
                partial(np.add, target, work, target),
                partial(np.multiply, target, half, target),
            )
            lane.settle(log_variance, target)
        if mean.wanted:
            lane.emit(
                node.id,
                "backward",
                partial(np.multiply, mean.data, share, work),
                partial(np.add, dy, work, dy),
            )
            hand_on(lane, node.id, mean, dy)

    if y.wanted:
        lane.on_backward(back)
    return y


def _untouched(lane: Lane, node: PlannedNode, x: Value) -> Value:
    """Return a value that lies as what comes out in training does, with or without ones.

    How the weights of the next layer lie depends on it, and is the same in both passes.
    """
    at_the_end = any(node.id == output.node for output in lane.setup.plan.outputs)
    if at_the_end or (x.layout != "rows" and x.ones is None):
        y = like(lane, node, x)
        lane.emit(node.id, "forward", copy(x.data, y.data))
        return y
    readers = x.consumers - 1 + lane.setup.consumers[node.id]
    return replace(x, consumers=readers, ones=None if x.layout == "rows" else x.ones)


def _rng(lane: Lane, node: PlannedNode) -> np.random.Generator:
    return lane.setup.step(node.id, lane.index).rng


def _listen(lane: Lane, node: PlannedNode, hear: Callable[[Layer], None]) -> None:
    lane.setup.retuned.setdefault(node.id, []).append(hear)


CHANCE: dict[type[Layer], Lowering] = {
    Dropout: _lower_dropout,
    Noise: _lower_noise,
    Sampling: _lower_sampling,
    SpatialDropout: _lower_dropout,
}
