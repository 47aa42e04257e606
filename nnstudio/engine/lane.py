"""One thread's share of a compiled step: buffers, and a flat list of bound calls over them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.core.kernels import losses
from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call, aligned, copy, scalar
from nnstudio.core.layer import Array, Layer, Step
from nnstudio.core.shapes import Shape, size_of
from nnstudio.engine.model import Plan, PlannedNode, stream
from nnstudio.engine.parameters import Parameters

Layout: TypeAlias = Literal["rows", "columns", "maps"]
"""How a batch lies in memory: ``(batch, *shape)``, ``(features, batch)``, or pictures as
``(height, channels, width, batch)``."""


class Op(NamedTuple):
    """One bound call of the compiled step, and what it is for."""

    node: str
    phase: Literal["forward", "loss", "backward", "update"]
    run: Call


@dataclass
class Setup:
    """What all lanes of a program share."""

    plan: Plan
    parameters: Parameters
    w: Array
    x: Array
    """The samples as rows, with a last column of ones where ``ones`` is set."""
    t: Array
    """The targets, in the form of the loss's twin where ``loss_twin`` is set."""
    twins: bool
    ones: bool
    loss_twin: bool
    seed: int
    factor_in_rate: bool = False
    """Whether the optimiser multiplies by the factor of the loss's mean."""
    layers: dict[str, Layer] = field(default_factory=dict)
    """The layers by node with their present live settings."""
    steps: dict[tuple[str, int], Step] = field(default_factory=dict)
    retuned: dict[str, list[Callable[[Layer], None]]] = field(default_factory=dict)
    """By node: who must hear of a changed live setting."""

    def __post_init__(self) -> None:
        nodes = self.plan.nodes
        self.layers = {node.id: node.layer for node in nodes}
        self.consumers = {node.id: 0 for node in nodes}
        self.trained: dict[str, bool] = {}
        """Whether a gradient must reach the node's output: weights lie at or before it."""
        for node in nodes:
            for source in node.sources:
                self.consumers[source] += 1
            before = any(self.trained[source] for source in node.sources)
            self.trained[node.id] = before or bool(node.weights)

    def step(self, node_id: str, lane: int) -> Step:
        """Return what a layer may know in training; each lane has a random stream of its own.

        Lane 0 draws from ``stream(seed, node)``, lane i from ``stream(seed, "node/i")``, in the
        order of the steps.
        """
        if (node_id, lane) not in self.steps:
            purpose = f"{node_id}/{lane}" if lane else node_id
            self.steps[node_id, lane] = Step(True, stream(self.seed, purpose))
        return self.steps[node_id, lane]

    def activated(self, z: Array) -> Array:
        """Return the outputs for what the last layer computes, rows first."""
        layer = self.plan.node(self.plan.output).layer
        if not self.plan.fused:
            return z
        assert isinstance(layer, ActivatedLayer)
        return layer.activation_function().forward(z)


@dataclass(eq=False)
class Value:
    """A tensor of the compiled step: where it lies, and where its gradient does."""

    name: str
    shape: Shape
    layout: Layout
    data: Array
    consumers: int
    wanted: bool
    """Whether dL/dvalue is needed."""
    ones: Array | None = None
    """``(features + 1, batch)``: the features and a row of ones below them, if there is one."""
    picture: Shape = ()
    """Columns made from maps: the picture's (height, width, channels)."""
    gradient: Array | None = None
    arrived: int = 0


class Lane:
    """Compiles a plan for a number of samples that one thread computes.

    ``slots`` steps are compiled one after the other over the same buffers; only what must
    outlive a step (the outputs, and samples gathered ahead) has a place per slot.
    """

    def __init__(
        self,
        setup: Setup,
        batch: int,
        *,
        index: int = 0,
        total: int | None = None,
        training: bool = True,
        slots: int = 1,
        ahead: bool = False,
    ) -> None:
        self.setup = setup
        self.batch = batch
        self.index = index
        self.total = total or batch
        self.training = training
        self.slots = slots
        self.ahead = ahead
        self.slot = 0
        self.ops: list[list[Op]] = []
        self.g = setup.parameters.vector() if training else setup.w
        self._buffers: dict[str, Array] = {}
        self._backward: list[Callable[[], None]] = []
        units = setup.plan.node(setup.plan.output).shape[0]
        self.order = np.zeros((slots, batch), np.int64)
        self.samples = aligned((slots if ahead else 1, batch, setup.x.shape[1]))
        if setup.ones:
            self.samples[..., -1] = 1
        self.targets = aligned((slots, batch, units))
        self.outputs = self.targets  # replaced when the first slot is compiled

    # ---- what lowering uses ----

    def scratch(self, name: str) -> Scratch:
        """Return a maker of buffers for one operation; all slots share them."""
        return lambda part, shape, dtype=np.float32: self.buffer(f"{name}.{part}", shape, dtype)

    def buffer(self, name: str, shape: tuple[int, ...], dtype: npt.DTypeLike = np.float32) -> Array:
        """Return the buffer called ``name``, made of zeros when first asked for."""
        if name not in self._buffers:
            self._buffers[name] = aligned(shape, dtype)
        return self._buffers[name]

    def emit(
        self, node_id: str, phase: Literal["forward", "loss", "backward"], *calls: Call
    ) -> None:
        """Append calls to the step."""
        self.ops[-1] += [Op(node_id, phase, call) for call in calls]

    def on_backward(self, emitter: Callable[[], None]) -> None:
        """Have ``emitter`` called when the backward pass, last layer first, comes to this point."""
        self._backward.append(emitter)

    def span(self, node_id: str) -> tuple[Array, Array]:
        """Return the layer's part of the flat weights and of the flat gradients."""
        span = self.setup.parameters.spans[node_id]
        return self.setup.w[span], self.g[span]

    def new(self, node: PlannedNode, layout: Layout) -> Value:
        """Return a new value for the node's output; that of the network's lies in a slot."""
        name = f"{node.id}.y"
        if node.id == self.setup.plan.output:
            return self._output(layout, node.shape)
        return self.value(name, node.shape, layout, self.setup.consumers[node.id], node.id)

    def value(self, name: str, shape: Shape, layout: Layout, consumers: int, node_id: str) -> Value:
        """Return a new value in a buffer of its own, with a row of ones below its features."""
        features, b = size_of(shape), self.batch
        wanted = self.training and self.setup.trained[node_id]
        if layout == "rows":
            return Value(name, shape, layout, self.buffer(name, (b, *shape)), consumers, wanted)
        flat = self.buffer(name, (features + 1, b))
        flat[-1] = 1
        data = flat[:-1]
        if layout == "maps":
            data = data.reshape(shape[0], shape[2], shape[1], b)
        return Value(name, shape, layout, data, consumers, wanted, ones=flat)

    def gradient(self, value: Value) -> Array:
        """Return the buffer of dL/dvalue."""
        if value.gradient is None:
            value.gradient = self.buffer(f"{value.name}.gradient", value.data.shape)
        return value.gradient

    def receive(self, value: Value) -> Array:
        """Return where to write a contribution to dL/dvalue; `settle` follows."""
        value.arrived += 1
        if value.arrived == 1:
            return self.gradient(value)
        return self.buffer(f"{value.name}.gradient{value.arrived}", value.data.shape)

    def settle(self, value: Value, target: Array) -> None:
        """Add the contribution in ``target``, unless it is the first and lies in place."""
        total = self.gradient(value)
        if target is not total:
            self.emit(value.name, "backward", partial(np.add, total, target, total))

    # ---- compiling ----

    def compile(self, lower: Callable[[Lane, dict[str, Value], PlannedNode], Value]) -> None:
        """Fill `ops`, one list per slot; ``lower`` adds one node and returns its value."""
        for slot in range(self.slots):
            self.slot = slot
            self.ops.append([])
            self._backward.clear()
            values: dict[str, Value] = {}
            for node in self.setup.plan.nodes:
                if node.id not in values:
                    values[node.id] = lower(self, values, node)
            if self.training:
                self._start_backward(values[self.setup.plan.output])
                for emitter in reversed(self._backward):
                    emitter()

    def input(self) -> Value:
        """Return the samples of this slot."""
        setup, node = self.setup, self.setup.plan.nodes[0]
        rows = self.samples[self.slot if self.ahead else 0]
        if self.training and not self.ahead:
            gather = partial(setup.x.take, self.order[self.slot], 0, rows, "clip")
            self.emit(node.id, "forward", gather)
        data = rows[:, :-1] if setup.ones else rows
        return Value(
            f"{node.id}.y",
            node.shape,
            "rows",
            data.reshape(self.batch, *node.shape),
            setup.consumers[node.id],
            False,
            ones=rows.T if setup.ones else None,
        )

    def _output(self, layout: Layout, shape: Shape) -> Value:
        units, b = shape[0], self.batch
        if layout == "rows":
            ring = self.buffer("outputs", (self.slots, b, units))
            self.outputs = ring
        else:
            ring = self.buffer("outputs", (self.slots, units, b))
            self.outputs = ring.transpose(0, 2, 1)
        wanted = self.training and self.setup.trained[self.setup.plan.output]
        return Value("output", shape, layout, ring[self.slot], 0, wanted)

    def _start_backward(self, out: Value) -> None:
        setup, loss = self.setup, self.setup.plan.loss
        if not out.wanted:
            return
        dz, t = self.receive(out), self.targets[self.slot]
        node_id = setup.plan.output
        if not setup.loss_twin:
            share = np.float32(self.batch / self.total)
            function = loss.backward_at_logits if setup.plan.fused else loss.backward

            def start() -> None:
                np.multiply(function(out.data, t), share, out=dz)

            self.emit(node_id, "loss", start)
            return
        across, axis = (t, 1) if out.layout == "rows" else (t.T, 0)
        scratch = self.scratch("loss")
        self.emit(node_id, "loss", *losses.start(loss.name, out.data, across, dz, axis, scratch))
        if not setup.factor_in_rate:
            factor = scalar(losses.factor(loss.name, self.total, t.shape[1]))
            self.emit(node_id, "loss", partial(np.multiply, dz, factor, dz))

    def gather(self, order: Array) -> None:
        """Fetch the samples' targets (and, if ahead, the samples) of the next ``len(order)`` steps."""
        np.copyto(self.order[: len(order)], order)
        self.setup.t.take(self.order, 0, self.targets, "clip")
        if self.ahead:
            self.setup.x.take(self.order, 0, self.samples, "clip")


def rows_view(value: Value, data: Array) -> Array:
    """Return ``data``, which lies like the value, as a view ``(batch, *shape)``; pictures as 4-D."""
    if value.layout == "rows":
        return data
    if value.picture:
        height, width, channels = value.picture
        data = data.reshape(height, channels, width, -1)
    return data.T if data.ndim == 2 else data.transpose(3, 0, 2, 1)


def as_rows(lane: Lane, value: Value, name: str) -> Value:
    """Return the value with the batch first, as definitions read it."""
    if value.layout == "rows":
        return value
    node_id = name.split(".")[0]
    source = rows_view(value, value.data)
    rows = Value(
        name, value.shape, "rows", lane.buffer(name, (lane.batch, *value.shape)), 1, value.wanted
    )
    lane.emit(node_id, "forward", copy(source, rows.data.reshape(source.shape)))
    if value.wanted:

        def back() -> None:
            target = lane.receive(value)
            theirs = rows_view(value, target)
            lane.emit(node_id, "backward", copy(lane.gradient(rows).reshape(theirs.shape), theirs))
            lane.settle(value, target)

        lane.on_backward(back)
    return rows


def as_maps(lane: Lane, value: Value, name: str) -> Value:
    """Return a picture as ``(height, channels, width, batch)``."""
    if value.layout == "maps":
        return value
    value = as_rows(lane, value, f"{name}.rows")
    node_id = name.split(".")[0]
    height, width, channels = value.shape
    data = lane.buffer(name, (height, channels, width, lane.batch))
    maps = Value(name, value.shape, "maps", data, 1, value.wanted)
    lane.emit(node_id, "forward", copy(value.data.transpose(1, 3, 2, 0), data))
    if value.wanted:

        def back() -> None:
            target = lane.receive(value)
            back_view = lane.gradient(maps).transpose(3, 0, 2, 1)
            lane.emit(node_id, "backward", copy(back_view, target))
            lane.settle(value, target)

        lane.on_backward(back)
    return maps


def as_columns(lane: Lane, value: Value, name: str) -> Value:
    """Return a vector as ``(features, batch)``; the data of rows is only turned, not copied."""
    if value.layout == "columns":
        return value
    node_id = name.split(".")[0]
    columns = Value(name, value.shape, "columns", value.data.T, 1, value.wanted, ones=value.ones)
    if value.wanted:

        def back() -> None:
            target = lane.receive(value)
            lane.emit(node_id, "backward", copy(lane.gradient(columns).T, target))
            lane.settle(value, target)

        lane.on_backward(back)
    return columns


Lowering: TypeAlias = Callable[[Lane, PlannedNode, list[Value]], Value | None]
"""Adds a node to a lane and returns its value, or None where this twin cannot compute it."""
