"""A layer in the compiled step that is computed by its definition."""

from __future__ import annotations

from functools import partial

import numpy as np

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.core.layer import Array, Saved, Step
from nnstudio.engine.lane import Lane
from nnstudio.engine.layouts import as_rows
from nnstudio.engine.plan import PlannedNode
from nnstudio.engine.value import Value


class DefinitionOp:
    """Runs `forward` and `backward` of a layer on rows, and copies the results into buffers."""

    def __init__(self, lane: Lane, node: PlannedNode, xs: list[Value], y: Value) -> None:
        setup = lane.setup
        self._layers, self._id = setup.layers, node.id
        self._fused = node.id in setup.plan.fused_nodes
        self._w = setup.parameters.views(setup.w, node.id)
        self._g = setup.parameters.views(lane.g, node.id)
        self._kept = (
            setup.parameters.kept(setup.w, node.id) if node.in_training(lane.training) else {}
        )
        known = setup.step(node.id, lane.index)
        training = node.in_training(lane.training)
        self._step = known if training else Step(False, known.rng, known.state)
        self._xs = [x.data for x in xs]
        self._y = y
        self._saved: Saved = {}
        self._total = lane.total
        self._penalty = lane.penalty(node.id) if node.penalises else None

    def forward(self) -> None:
        """Compute the output; where the loss is fused, the pre-activation."""
        layer = self._layers[self._id]
        if self._fused:
            assert isinstance(layer, ActivatedLayer)
            y, saved = layer.pre_activation(self._w, self._step, *self._xs)
        else:
            y, saved = layer.forward(self._w, self._step, *self._xs)
        self._saved = saved
        np.copyto(self._y.data, y)
        if self._penalty is not None:
            self._penalise(self._penalty)
        for name, kept in self._kept.items():
            if name in self._step.state:
                np.copyto(kept, self._step.state[name])

    def backward(self, dy: Array, targets: list[Array | None], first: bool) -> None:
        """Write the gradients of the weights, and of the inputs where a target is given.

        Where several places share the weights, all but the ``first`` add to their gradients.
        """
        layer = self._layers[self._id]
        self._step.samples = self._total
        if self._fused:
            assert isinstance(layer, ActivatedLayer)
            dxs, dws = layer.pre_activation_backward(self._w, self._step, self._saved, dy)
        else:
            dxs, dws = layer.backward(self._w, self._step, self._saved, dy)
        for name, dw in dws.items():
            if first:
                np.copyto(self._g[name], dw)
            else:
                self._g[name] += dw
        for target, dx in zip(targets, dxs, strict=True):
            if target is not None:
                np.copyto(target, dx)

    def _penalise(self, penalty: Array) -> None:
        layer = self._layers[self._id]
        if self._step.training:
            penalty.fill(layer.penalty(self._saved) / len(penalty))
            return
        # A chunk that is predicted may be filled up with samples that do not count.
        for i in range(len(penalty)):
            _, saved = layer.forward(self._w, self._step, *(x[i : i + 1] for x in self._xs))
            penalty[i] = layer.penalty(saved)


def lower_definition(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    """Add a node that runs by its definition."""
    xs = [as_rows(lane, x, f"{node.id}.x{i}") for i, x in enumerate(xs)]
    y = lane.new(node, "rows")
    op = DefinitionOp(lane, node, xs, y)
    lane.emit(node.id, "forward", op.forward)

    def back() -> None:
        targets = [lane.receive(x) if x.wanted else None for x in xs]
        first = lane.once(f"{node.holder}.gradients")
        lane.emit(node.id, "backward", partial(op.backward, lane.gradient(y), targets, first))
        for x, target in zip(xs, targets, strict=True):
            if target is not None:
                lane.settle(x, target)

    if y.wanted:
        lane.on_backward(back)
    return y
