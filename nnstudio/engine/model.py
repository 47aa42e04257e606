"""A network that computes: the drawing's layers in order, with weights."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.core.errors import UserError
from nnstudio.core.initializers import initial_values
from nnstudio.core.layer import Array, Layer, Saved, Step, Weight
from nnstudio.core.memory import physical_memory
from nnstudio.core.shapes import Shape, size_of
from nnstudio.core.text import N_, Text
from nnstudio.graph.analysis import Analysis
from nnstudio.losses.base import Loss

BYTES_PER_PARAMETER = 16
"""A float32 each for the weight, its gradient and the two arrays of Adam."""

WeightKey = tuple[str, str]
WeightMap = Mapping[WeightKey, Array]
"""``(node id, weight name)`` -> array, in the layout of the layer's definition."""


@dataclass(frozen=True)
class PlannedNode:
    """One layer with its place in the computation.

    A layer that ``shares`` the weights of another node has none of its own.
    """

    id: str
    layer: Layer
    sources: tuple[str, ...]
    input_shapes: tuple[Shape, ...]
    shape: Shape
    weights: tuple[tuple[str, Weight], ...]
    shares: str = ""

    @property
    def holder(self) -> str:
        """The node whose weights are used."""
        return self.shares or self.id


@dataclass(frozen=True)
class Plan:
    """What is computed, without numbers: a value that can be compared.

    ``nodes`` come in an order in which each follows its sources; the first is the Input and
    ``output`` names the node that is compared with the target. ``task`` is
    ``"classification"`` or ``"regression"``.
    """

    nodes: tuple[PlannedNode, ...]
    output: str
    loss: Loss
    task: str = "classification"

    @property
    def fused(self) -> bool:
        """Whether the loss starts its backward pass at the output's pre-activation."""
        return bool(self.loss.activation)

    def node(self, node_id: str) -> PlannedNode:
        """Return the node called ``node_id``."""
        return self._by_id[node_id]

    @cached_property
    def _by_id(self) -> dict[str, PlannedNode]:
        return {node.id: node for node in self.nodes}

    @property
    def input_shape(self) -> Shape:
        """The shape of one prepared sample."""
        return self.nodes[0].shape

    @property
    def weighted(self) -> tuple[str, ...]:
        """The nodes that have weights, from input to output."""
        return tuple(node.id for node in self.nodes if node.weights)

    @property
    def multiply_adds(self) -> int:
        """Multiply-adds of one sample's forward pass."""
        return sum(node.layer.multiply_adds(*node.input_shapes) for node in self.nodes)


def make_plan(analysis: Analysis) -> Plan:
    """Return what the analysed drawing computes.

    Raises
    ------
    UserError
        The drawing has problems that forbid training, the text names the first; or its weights
        do not fit into this machine.
    """
    for problem in analysis.problems:
        if problem.blocking:
            raise UserError(problem.text)
    # Only what leads to the output is computed; analysis made sure that all of it has a shape.
    needed = {analysis.output}
    for node_id in reversed(analysis.order):
        if node_id in needed:
            needed.update(analysis.reports[node_id].sources)
    nodes = []
    for node_id in analysis.order:
        report = analysis.reports[node_id]
        if node_id not in needed or report.shape is None:
            continue
        nodes.append(
            PlannedNode(
                node_id,
                report.node.layer,
                report.sources,
                report.input_shapes,
                report.shape,
                report.weights,
            )
        )
    _require_memory(nodes)
    project = analysis.project
    return Plan(tuple(nodes), analysis.output, project.training.loss, project.data.signature.task)


def _require_memory(nodes: Sequence[PlannedNode]) -> None:
    """Refuse weights that cannot fit: where memory is overcommitted, nobody else would say so."""
    count = sum(size_of(weight.shape) for node in nodes for _, weight in node.weights)
    need, there = count * BYTES_PER_PARAMETER, physical_memory()
    if not there or need <= there:
        return
    text = N_(
        "The network has {count} parameters; training them takes {need} GB of memory and this "
        "computer has {there} GB. Use fewer units."
    )
    gigabytes = {"need": f"{need / 2**30:,.0f}", "there": f"{there / 2**30:,.0f}"}
    raise UserError(Text(text, count=f"{count:,}", **gigabytes))


def initial_weights(plan: Plan, seed: int) -> dict[WeightKey, Array]:
    """Draw the starting weights (float32) that belong to ``seed``.

    Every weight has a stream of its own, named by node and weight, so that adding a layer leaves
    the others' starting weights as they were.
    """
    return {
        (node.id, name): initial_values(weight, stream(seed, f"{node.id}/{name}")).astype(
            np.float32
        )
        for node in plan.nodes
        for name, weight in node.weights
    }


def stream(seed: int, purpose: str) -> np.random.Generator:
    """Return a random generator that depends only on the seed and on what it is for."""
    sequence = np.random.SeedSequence([seed, zlib.crc32(purpose.encode())])
    return np.random.Generator(np.random.SFC64(sequence))


@dataclass
class Pass:
    """Everything that one pass through the network computed, by node id."""

    outputs: dict[str, Array] = field(default_factory=dict)
    saved: dict[str, Saved] = field(default_factory=dict)


class Model:
    """The network computed by its layers' definitions: batch first, in plain NumPy.

    It is exact and readable rather than fast; training uses a compiled `Program`.

    Parameters
    ----------
    plan
        What is computed.
    weights
        The weights; a missing or misshapen one is refused.
    dtype
        The float type in which everything is computed.
    """

    def __init__(self, plan: Plan, weights: WeightMap, dtype: npt.DTypeLike = np.float32) -> None:
        self.plan = plan
        self.dtype = np.dtype(dtype)
        self.weights = {
            key: np.array(value, self.dtype) for key, value in check_weights(plan, weights).items()
        }
        self._per_node = {
            node.id: {
                name: self.weights[node.holder, name] for name, _ in plan.node(node.holder).weights
            }
            for node in plan.nodes
        }

    @classmethod
    def build(cls, analysis: Analysis, weights: WeightMap | None = None, seed: int = 0) -> Model:
        """Return the model of a drawing, with given weights or those that belong to ``seed``."""
        plan = make_plan(analysis)
        return cls(plan, initial_weights(plan, seed) if weights is None else weights)

    def steps(self, training: bool, seed: int = 0) -> dict[str, Step]:
        """Return what each layer may know in a pass; ``seed`` decides the masks of Dropout."""
        return {n.id: Step(training, stream(seed, n.id)) for n in self.plan.nodes}

    def forward(self, x: Array, steps: Mapping[str, Step] | None = None) -> Pass:
        """Compute all layers for a batch of prepared samples ``(batch, *input_shape)``."""
        steps = steps or self.steps(training=False)
        done = Pass()
        for node in self.plan.nodes:
            xs = [done.outputs[s] for s in node.sources] or [np.asarray(x, self.dtype)]
            y, saved = node.layer.forward(self._per_node[node.id], steps[node.id], *xs)
            done.outputs[node.id], done.saved[node.id] = y, saved
        return done

    def keep(self, steps: Mapping[str, Step]) -> None:
        """Take over what a training pass left of weights that are not trained (`Step.state`)."""
        for node in self.plan.nodes:
            for name, weight in node.weights:
                if not weight.trainable:
                    np.copyto(self.weights[node.id, name], steps[node.id].state[name])

    def predict(self, x: Array, chunk: int = 256) -> Array:
        """Return the outputs ``(batch, units)`` for prepared samples; classes as probabilities."""
        out = np.empty((len(x), *self.plan.node(self.plan.output).shape), self.dtype)
        for start in range(0, len(x), chunk):
            done = self.forward(x[start : start + chunk])
            out[start : start + chunk] = done.outputs[self.plan.output]
        return out

    def loss(self, done: Pass, t: Array) -> float:
        """Return the loss of a finished pass for the targets ``(batch, units)``."""
        output = self.plan.output
        if self.plan.fused:
            return self.plan.loss.value_at_logits(done.saved[output]["z"], t)
        return self.plan.loss.value(done.outputs[output], t)

    def backward(
        self, done: Pass, t: Array, steps: Mapping[str, Step] | None = None
    ) -> tuple[dict[WeightKey, Array], dict[str, Array]]:
        """Return dL/dw by weight and dL/dy by node, for the pass and the targets."""
        steps = steps or self.steps(training=False)
        t = np.asarray(t, self.dtype)
        output = self.plan.output
        gradients: dict[WeightKey, Array] = {}
        flowing: dict[str, Array] = {}
        if not self.plan.fused:
            flowing[output] = self.plan.loss.backward(done.outputs[output], t)
        for node in reversed(self.plan.nodes):
            w, step, saved = self._per_node[node.id], steps[node.id], done.saved[node.id]
            if node.id == output and self.plan.fused:
                assert isinstance(node.layer, ActivatedLayer)
                dz = self.plan.loss.backward_at_logits(saved["z"], t)
                dxs, dws = node.layer.pre_activation_backward(w, step, saved, dz)
            elif node.id in flowing:
                dxs, dws = node.layer.backward(w, step, saved, flowing[node.id])
            else:
                continue
            for name, dw in dws.items():
                key = (node.holder, name)
                gradients[key] = gradients[key] + dw if key in gradients else dw
            for source, dx in zip(node.sources, dxs, strict=False):
                # A node whose output goes several ways gets the sum of what comes back.
                flowing[source] = flowing[source] + dx if source in flowing else dx
        return gradients, flowing


def check_weights(plan: Plan, weights: WeightMap) -> dict[WeightKey, Array]:
    """Return the weights that the plan needs.

    Raises
    ------
    UserError
        One is missing or has another shape.
    """
    found: dict[WeightKey, Array] = {}
    for node in plan.nodes:
        for name, weight in node.weights:
            value = weights.get((node.id, name))
            if value is None or value.shape != weight.shape:
                raise UserError(
                    Text(
                        N_(
                            "The weight {key} has the shape {got}; the network expects {expected}. "
                            "Train the network again, or undo the change of its layers."
                        ),
                        key=f"{node.id}/{name}",
                        got="–" if value is None else str(value.shape),
                        expected=str(weight.shape),
                    )
                )
            found[node.id, name] = value
    return found


def adopt_weights(plan: Plan, weights: WeightMap, seed: int) -> dict[WeightKey, Array]:
    """Return weights for the plan: the given ones where node, name and shape match, else new."""
    fresh = initial_weights(plan, seed)
    for key, value in fresh.items():
        known = weights.get(key)
        if known is not None and known.shape == value.shape:
            fresh[key] = known
    return fresh
