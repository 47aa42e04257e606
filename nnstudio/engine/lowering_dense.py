"""Dense layers, features first: bias and weights in one matrix wherever a row of ones is below."""

from __future__ import annotations

from functools import partial

import numpy as np

from nnstudio.core.kernels import activation
from nnstudio.core.kernels.calls import Call, pieces, product
from nnstudio.core.kernels.channels import Channels
from nnstudio.core.layer import Array
from nnstudio.core.shapes import Shape
from nnstudio.engine.lane import Lane
from nnstudio.engine.layouts import as_columns, as_rows, whole, with_row
from nnstudio.engine.parameters import View
from nnstudio.engine.plan import Plan, PlannedNode
from nnstudio.engine.value import Value
from nnstudio.layers.dense import Dense

JOINT_NUMBERS = 4096
"""Up to so many outputs, small layers of one activation share a buffer, and get the derivative of
all of them in one go: for tiny networks the number of calls is what counts."""


def lower_dense(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    """Add a Dense layer."""
    layer = node.layer
    assert isinstance(layer, Dense)
    if len(node.shape) > 1:
        return _lower_steps(lane, node, xs[0])
    x = as_columns(lane, xs[0], f"{node.id}.x")
    units, inputs = layer.units, x.shape[0]
    folded = layer.use_bias and x.ones is not None
    wide = inputs + 1 if folded else inputs
    lane.setup.parameters.define(node.id, _views(layer, inputs, wide, x.picture))
    w, g = lane.span(node.id)
    matrix, d_matrix = (v[: units * wide].reshape(units, wide) for v in (w, g))
    operand = x.ones if folded and x.ones is not None else x.data

    joint = _Joint(lane, node)
    y = joint.value() if joint.nodes else lane.new(node, "columns")
    lane.emit(node.id, "forward", product(matrix, operand, y.data))
    if layer.use_bias and not folded:
        bias = w[units * wide :, None]
        lane.emit(node.id, "forward", partial(np.add, y.data, bias, y.data))
    name, scratch = function_name(lane, node), lane.scratch(node.id)
    slope = layer.negative_slope
    lane.emit(node.id, "forward", *activation.forward(name, y.data, y.data, slope, 0, scratch))

    def back() -> None:
        dz = lane.gradient(y)
        if lane.setup.fast and name == "relu":
            from nnstudio.core.kernels.fast.maps import relu_back

            calls = [relu_back.bind(y.data, dz)]
        elif joint.nodes:
            calls = joint.backward(dz)
        else:
            calls = activation.backward(name, y.data, dz, slope, 0, scratch)
        lane.emit(node.id, "backward", *calls, product(dz, operand.T, d_matrix))
        if layer.use_bias and not folded:
            ones = scratch("ones", (lane.batch,))
            ones.fill(1)
            lane.emit(node.id, "backward", partial(dz.dot, ones, g[units * wide :]))
        if x.wanted:
            target = lane.receive(x)
            if folded and pieces(inputs, units, lane.batch) == 1:
                # A whole matrix need not be copied, as its part without the biases would be.
                back_product = product(matrix.T, dz, with_row(target))
            else:
                back_product = product(matrix[:, :inputs].T, dz, target)
            lane.emit(node.id, "backward", back_product)
            lane.settle(x, target)

    if y.wanted:
        lane.on_backward(back)
    return y


def _lower_steps(lane: Lane, node: PlannedNode, x: Value) -> Value:
    """Add a Dense layer that computes each step of a sequence: all are rows of one product."""
    layer = node.layer
    assert isinstance(layer, Dense)
    x = whole(lane, as_rows(lane, x, f"{node.id}.x"), f"{node.id}.whole")
    y = lane.new(node, "rows")
    inputs, units, rows = x.shape[-1], layer.units, lane.batch * node.shape[0]
    w, g = lane.span(node.id)
    matrix, d_matrix = (v[: inputs * units].reshape(inputs, units) for v in (w, g))
    operand, sums = x.data.reshape(rows, inputs), y.data.reshape(rows, units)
    name, scratch = function_name(lane, node), lane.scratch(node.id)
    slope = layer.negative_slope
    lane.emit(node.id, "forward", product(operand, matrix, sums))
    if layer.use_bias:
        channels = Channels(rows, units, 1, scratch)
        biases, spread = channels.spread("biases", w[inputs * units :])
        z = sums.reshape(channels.shape)
        lane.emit(node.id, "forward", spread, partial(np.add, z, biases, z))
    lane.emit(node.id, "forward", *activation.forward(name, y.data, y.data, slope, -1, scratch))

    def back() -> None:
        dy = lane.gradient(y)
        dz = dy.reshape(rows, units)
        calls = activation.backward(name, y.data, dy, slope, -1, scratch)
        lane.emit(node.id, "backward", *calls, product(operand.T, dz, d_matrix))
        if layer.use_bias:
            ones = scratch("ones", (rows,))
            ones.fill(1)
            lane.emit(node.id, "backward", partial(ones.dot, dz, g[inputs * units :]))
        if x.wanted:
            target = lane.receive(x)
            lane.emit(node.id, "backward", product(dz, matrix.T, target.reshape(rows, inputs)))
            lane.settle(x, target)

    if y.wanted:
        lane.on_backward(back)
    return y


def function_name(lane: Lane, node: PlannedNode) -> str:
    """Return the activation that the node computes; that of the output may be the loss's."""
    plan = lane.setup.plan
    if node.id in plan.fused_nodes:
        return "linear"
    name: str = node.layer.values()["activation"]
    return name


def _views(layer: Dense, inputs: int, wide: int, picture: Shape) -> dict[str, View]:
    units = layer.units

    def weight(block: Array) -> Array:
        matrix = block[: units * wide].reshape(units, wide)[:, :inputs]
        if not picture:
            return matrix.T
        height, width, channels = picture
        return matrix.reshape(units, height, channels, width).transpose(1, 3, 2, 0)

    def bias(block: Array) -> Array:
        if wide > inputs:
            return block[: units * wide].reshape(units, wide)[:, inputs]
        return block[units * wide :]

    views: dict[str, View] = {"weight": weight}
    return views | {"bias": bias} if layer.use_bias else views


def _alike(plan: Plan, name: str, limit: int) -> list[PlannedNode]:
    """Return the hidden layers with this activation function; none if they have too many units."""
    outputs = {output.node for output in plan.outputs}
    alike: list[PlannedNode] = []
    rows = 0
    for node in plan.nodes:
        layer = node.layer
        if type(layer) is not Dense or layer.activation != name or len(node.shape) != 1:
            continue
        if node.id not in outputs:
            alike.append(node)
            rows += node.shape[0] + 1
        if rows > limit:  # here, so that large drawings are not read to their end for each layer
            return []
    return alike


class _Joint:
    """Small hidden layers of one activation function, side by side in one buffer."""

    def __init__(self, lane: Lane, node: PlannedNode) -> None:
        assert isinstance(node.layer, Dense)
        self._lane, self._node, self._name = lane, node, node.layer.activation
        self.nodes: list[PlannedNode] = []
        if self._name in activation.JOINT and lane.training:
            alike = _alike(lane.setup.plan, self._name, JOINT_NUMBERS // lane.batch)
            self.nodes = alike if node in alike else []
        rows = sum(other.shape[0] + 1 for other in self.nodes)
        self._shape = (rows, lane.batch)

    def value(self) -> Value:
        """Return the layer's value in the common buffer."""
        value = self._lane.new(self._node, "columns")
        part = self._part("joint")
        part[-1] = 1
        value.data, value.ones = part[:-1], part
        return value

    def backward(self, dy: Array) -> list[Call]:
        """Return the calls that turn ``dy`` into dL/dz; the first also for the other layers."""
        calls: list[Call] = [partial(np.multiply, dy, self._part("slopes")[:-1], dy)]
        if self._lane.once(f"{self._name}.slopes"):
            y, slopes = (self._whole(name) for name in ("joint", "slopes"))
            return [*activation.slope_at(self._name, y, slopes), *calls]
        return calls

    def _whole(self, name: str) -> Array:
        return self._lane.buffer(f"{self._name}.{name}", self._shape)

    def _part(self, name: str) -> Array:
        place = self.nodes.index(self._node)
        start = sum(other.shape[0] + 1 for other in self.nodes[:place])
        return self._whole(name)[start : start + self._node.shape[0] + 1]
