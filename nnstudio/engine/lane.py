"""One thread's share of a compiled step: buffers, and a flat list of bound calls over them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call, aligned
from nnstudio.core.layer import Array
from nnstudio.core.shapes import Shape, size_of
from nnstudio.engine.lane_losses import start_backward
from nnstudio.engine.plan import PlannedNode
from nnstudio.engine.setup import Setup
from nnstudio.engine.value import Layout, Value


class Op(NamedTuple):
    """One bound call of the compiled step, and what it is for."""

    node: str
    phase: Literal["forward", "loss", "backward", "meet", "update"]
    run: Call


class Lane:
    """Compiles a plan for a number of samples that one thread computes.

    ``slots`` steps are compiled one after the other over the same buffers; only what must
    outlive a step (the outputs, and samples gathered ahead) has a place per slot.

    Parameters
    ----------
    index, lanes, total
        Which lane of the step this is, out of how many, and how many samples they have together.
    ahead
        Whether `gather` fetches the samples of all slots at once.
    buffers
        The buffers to use, where lanes of the same size compute one after the other.
    common
        The buffers that all lanes of a step share.
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
        buffers: dict[str, Array] | None = None,
        common: dict[str, Array] | None = None,
        lanes: int = 1,
    ) -> None:
        self.setup = setup
        self.batch = batch
        self.index = index
        self.lanes = lanes
        self.total = total or batch
        self.training = training
        self.slots = slots
        self.ahead = ahead
        self.slot = 0
        self.ops: list[list[Op]] = []
        self.g = setup.parameters.vector() if training else setup.w
        self.buffers = {} if buffers is None else buffers
        self.shared = {} if common is None else common
        self._rings: dict[str, Array] = {}
        self.penalties: dict[str, Array] = {}
        self._once: set[str] = set()
        self._varies: list[Call] = []
        self._backward: list[Callable[[], None]] = []
        self._output_nodes = {output.node for output in setup.plan.outputs}
        self.order = np.zeros((slots, batch), np.int64)
        self.samples = aligned((slots if ahead else 1, batch, setup.x.shape[1]))
        if setup.ones:
            self.samples[..., -1] = 1
        self.targets = aligned((slots, batch, setup.t.shape[1]))
        self.outputs: dict[str, Array] = {}
        """By layer: what it computes in each slot ``(slots, batch, *shape)``."""
        self.shares = {o.name: np.full(slots, batch / self.total) for o in setup.plan.outputs}
        """By output: which share of the mean of its loss belongs to this lane, in each slot."""

    # ---- what lowering uses ----

    def scratch(self, name: str) -> Scratch:
        """Return a maker of buffers for one operation; all slots share them."""
        return lambda part, shape, dtype=np.float32: self.buffer(f"{name}.{part}", shape, dtype)

    def buffer(self, name: str, shape: tuple[int, ...], dtype: npt.DTypeLike = np.float32) -> Array:
        """Return the buffer called ``name``, made of zeros when first asked for."""
        if name not in self.buffers:
            self.buffers[name] = aligned(shape, dtype)
        return self.buffers[name]

    def emit(
        self, node_id: str, phase: Literal["forward", "loss", "backward"], *calls: Call
    ) -> None:
        """Append calls to the step."""
        self.ops[-1] += [Op(node_id, phase, call) for call in calls]

    def meet(self) -> None:
        """Have all lanes of the step wait for one another at this point.

        It may be used for layers whose samples depend on one another (`PlannedNode.across_batch`): a
        plan that has one of them is computed by a single lane in each thread.
        """
        self.ops[-1].append(Op("", "meet", _nothing))

    def common(self, name: str, shape: tuple[int, ...]) -> Array:
        """Return a buffer ``(lanes, *shape)`` that all lanes of the step share.

        Each writes its own part, at ``index``, and reads the others' after a `meet`.
        """
        if name not in self.shared:
            self.shared[name] = aligned((self.lanes, *shape))
        return self.shared[name]

    def penalty(self, node_id: str) -> Array:
        """Return where this slot's step writes what a layer adds to each sample's loss."""
        rows = self.penalties.setdefault(node_id, aligned((self.slots, self.batch)))
        row: Array = rows[self.slot]
        return row

    def kept(self, node_id: str) -> dict[str, Array]:
        """Return the layer's weights that are not trained, by name, to read and to write."""
        return self.setup.parameters.kept(self.setup.w, node_id)

    def once(self, name: str) -> bool:
        """Return True when first asked for a name in a step, then False."""
        first = name not in self._once
        self._once.add(name)
        return first

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
        turned = layout == "columns" and len(node.shape) == 1
        if node.id in self._output_nodes and (layout == "rows" or turned):
            return self._output(node, layout)
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
            value.gradient = self._room(f"{value.name}.gradient", value)
        return value.gradient

    def _room(self, name: str, value: Value) -> Array:
        if value.layout == "rows":
            return self.buffer(name, value.data.shape)
        # As below the value itself there is a row more, see `with_row`.
        flat = self.buffer(name, (size_of(value.shape) + 1, self.batch))
        return flat[:-1].reshape(value.data.shape)

    def receive(self, value: Value) -> Array:
        """Return where to write a contribution to dL/dvalue; `settle` follows."""
        value.arrived += 1
        if value.arrived == 1:
            return self.gradient(value)
        return self._room(f"{value.name}.gradient{value.arrived}", value)

    def settle(self, value: Value, target: Array) -> None:
        """Add the contribution in ``target``, unless it is the first and lies in place."""
        total = self.gradient(value)
        if target is not total:
            node_id = value.name.split(".")[0]
            self.emit(node_id, "backward", partial(np.add, total, target, total))

    # ---- compiling ----

    def compile(
        self,
        lower: Callable[[Lane, dict[str, Value], PlannedNode], Value],
        slots: int | None = None,
    ) -> None:
        """Fill `ops`, one list for each slot unless fewer are told.

        ``lower`` adds one node and returns its value.
        """
        for slot in range(slots or self.slots):
            self.slot = slot
            self.ops.append([])
            self._backward.clear()
            self._once.clear()
            values: dict[str, Value] = {}
            for node in self.setup.plan.nodes:
                if node.id not in values:
                    values[node.id] = lower(self, values, node)
            if self.training:
                for output in self.setup.plan.outputs:
                    start_backward(self, output, values[output.node])
                for emitter in reversed(self._backward):
                    emitter()
        self._backward.clear()  # they know this lane, which could not go while they are there

    def input(self, node: PlannedNode) -> Value:
        """Return the samples of this slot, or the columns of them that an Input takes."""
        setup = self.setup
        rows = self.samples[self.slot if self.ahead else 0]
        if self.training and not self.ahead and self.once("samples"):
            gather = partial(setup.x.take, self.order[self.slot], 0, rows, "clip")
            self.emit(node.id, "forward", gather, *self._variation(node, rows))
        data, ones = (rows[:, :-1], rows.T) if setup.ones else (rows, None)
        if node.columns is not None:
            part, ones = self.buffer(f"{node.id}.y", (self.batch, len(node.columns))), None
            columns = np.array(node.columns)
            self.emit(node.id, "forward", partial(rows.take, columns, 1, part, "clip"))
            data = part
        data = data.reshape(self.batch, *node.shape)
        consumers = setup.consumers[node.id]
        return Value(f"{node.id}.y", node.shape, "rows", data, consumers, False, ones=ones)

    def _variation(self, node: PlannedNode, rows: Array) -> list[Call]:
        """Return the call that varies the samples in place, where they are varied; one for all slots."""
        if self.setup.vary is not None and not self._varies:
            samples = rows.reshape(self.batch, *self.setup.plan.input_shape)
            rng, scratch = self.setup.varying(self.index), self.scratch(f"{node.id}.varied")
            self._varies = [self.setup.vary.bind(samples, rng, scratch)]
        return self._varies

    def _output(self, node: PlannedNode, layout: Layout) -> Value:
        slots, b, shape = self.slots, self.batch, node.shape
        if layout == "rows":
            ring = self._rings.setdefault(node.id, aligned((slots, b, *shape)))
            self.outputs[node.id] = ring
        else:
            ring = self._rings.setdefault(node.id, aligned((slots, shape[0], b)))
            self.outputs[node.id] = ring.transpose(0, 2, 1)
        wanted = self.training and self.setup.trained[node.id]
        consumers = self.setup.consumers[node.id]
        return Value(
            f"{node.id}.output", shape, layout, ring[self.slot], consumers, wanted, kept=True
        )

    def gather(self, order: Array) -> None:
        """Fetch the samples' targets (and, if ahead, the samples) of the next ``len(order)`` steps."""
        np.copyto(self.order[: len(order)], order)
        self.setup.t.take(self.order, 0, self.targets, "clip")
        if self.ahead:
            self.setup.x.take(self.order, 0, self.samples, "clip")


def _nothing() -> None:
    """Do nothing: where lanes meet, the step is cut into parts."""


Lowering: TypeAlias = Callable[[Lane, PlannedNode, list[Value]], Value]
"""Adds a node to a lane and returns its value."""
