"""A network that computes: the drawing's layers in order, with weights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.core.kernels.regularization import penalty, penalty_gradient
from nnstudio.core.layer import Array, Layer, Saved, Step
from nnstudio.core.starting_weights import StartingWeights
from nnstudio.engine.plan import Plan, PlannedNode, make_plan
from nnstudio.engine.planned_output import PlannedOutput
from nnstudio.engine.weights import WeightKey, WeightMap, check_weights, initial_weights, stream
from nnstudio.graph.analysis import Analysis


@dataclass
class Pass:
    """Everything that one pass through the network computed, by node id."""

    outputs: dict[str, Array] = field(default_factory=dict)
    saved: dict[str, Saved] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class PassedBack:
    """What one layer makes of the gradient that arrives at it.

    Parameters
    ----------
    dy
        dL/dy of its output, the sum over all paths; None where the way back begins at its ``z``.
    dz
        dL/dz of what its activation is applied to; None for a layer without one.
    dxs
        dL/dx of each input, over this layer alone.
    dws
        dL/dw of each weight, without what L1 and L2 add.
    """

    node: PlannedNode
    dy: Array | None
    dz: Array | None
    dxs: tuple[Array, ...]
    dws: Mapping[str, Array]


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
        return {n.id: Step(n.in_training(training), stream(seed, n.id)) for n in self.plan.nodes}

    def forward(self, x: Array, steps: Mapping[str, Step] | None = None) -> Pass:
        """Compute all layers for a batch of prepared samples ``(batch, *input_shape)``."""
        done = Pass()
        for _ in self.way_forward(done, x, steps):
            pass
        return done

    def way_forward(
        self, done: Pass, x: Array, steps: Mapping[str, Step] | None = None
    ) -> Iterator[PlannedNode]:
        """Compute all layers into ``done``, one at a time; tell which."""
        steps = steps or self.steps(training=False)
        for node in self.plan.nodes:
            xs = [done.outputs[s] for s in node.sources] or [entering(node, x, self.dtype)]
            y, saved = node.layer.forward(self._per_node[node.id], steps[node.id], *xs)
            done.outputs[node.id], done.saved[node.id] = y, saved
            yield node

    def forward_from(self, given: Mapping[str, Array], node_ids: Iterable[str]) -> dict[str, Array]:
        """Compute some layers in their order, where the outputs of those before are ``given``."""
        steps, outputs = self.steps(training=False), dict(given)
        for node in map(self.plan.node, node_ids):
            xs = [outputs[source] for source in node.sources]
            outputs[node.id], _ = node.layer.forward(self._per_node[node.id], steps[node.id], *xs)
        return outputs

    def predict(self, x: Array, chunk: int = 256) -> Array:
        """Return the outputs ``(batch, units)`` for prepared samples; classes as probabilities."""
        out = np.empty((len(x), *self.plan.node(self.plan.output).shape), self.dtype)
        for start in range(0, len(x), chunk):
            done = self.forward(x[start : start + chunk])
            out[start : start + chunk] = done.outputs[self.plan.output]
        return out

    def losses(self, done: Pass, t: Array) -> tuple[float, ...]:
        """Return the training loss of each output for the targets ``(batch, numbers)``.

        It is not yet times the output's weight.
        """
        return tuple(
            o.training_value(self._result(o, done), o.target(t)) for o in self.plan.outputs
        )

    def loss(self, done: Pass, t: Array) -> float:
        """Return what training makes small: the losses times their weights, and penalties."""
        pairs = zip(self.plan.outputs, self.losses(done, t), strict=True)
        return sum(output.weight * value for output, value in pairs) + self.penalty(done)

    def penalty(self, done: Pass) -> float:
        """Return what layers add to the loss: terms of their own, L1 and L2."""
        layers = {node.id: node.layer for node in self.plan.nodes}
        total = weight_penalty(self.plan, layers, self.weights)
        for node_id, layer in layers.items():
            total += layer.penalty(done.saved[node_id]) / len(done.outputs[node_id])
        return total

    def backward(
        self, done: Pass, t: Array, steps: Mapping[str, Step] | None = None
    ) -> tuple[dict[WeightKey, Array], dict[str, Array]]:
        """Return dL/dw by weight and dL/dy by node, for the pass and the targets.

        Frozen weights have no gradient.
        """
        at_outputs, at_logits = self.at_loss(done, t)
        gradients, flowing = self.flow_back(done, at_outputs, at_logits, steps)
        for node in self.plan.nodes:
            for name, weight in node.weights:
                if weight.decays and (node.id, name) in gradients and any(strengths(node.layer)):
                    d = penalty_gradient(self.weights[node.id, name], *strengths(node.layer))
                    gradients[node.id, name] = gradients[node.id, name] + d
        return gradients, flowing

    def at_loss(self, done: Pass, t: Array) -> tuple[dict[str, Array], dict[str, Array]]:
        """Return where the way back begins: dL/dy and, where loss and activation are one, dL/dz."""
        t = np.asarray(t, self.dtype)
        at_outputs: dict[str, Array] = {}
        at_logits: dict[str, Array] = {}
        for output in self.plan.outputs:
            d = output.gradient(self._result(output, done), output.target(t))
            d = d * d.dtype.type(output.weight)
            if output.fused:
                at_logits[output.node] = d
            else:
                _add_to(at_outputs, output.node, d)
        return at_outputs, at_logits

    def flow_back(
        self,
        done: Pass,
        at_outputs: Mapping[str, Array],
        at_logits: Mapping[str, Array],
        steps: Mapping[str, Step] | None = None,
    ) -> tuple[dict[WeightKey, Array], dict[str, Array]]:
        """Return the gradients of any number s by weight and by node, given ds/dy of some nodes.

        Parameters
        ----------
        at_outputs
            ds/dy by node ``(batch, *shape)``.
        at_logits
            ds/dz by node, for nodes from whose pre-activation the way back starts.
        """
        gradients: dict[WeightKey, Array] = {}
        flowing = dict(at_outputs)
        for passed in self.way_back(done, flowing, at_logits, steps):
            node = passed.node
            for name, dw in passed.dws.items() if not node.frozen else ():
                _add_to(gradients, (node.holder, name), dw)
        return gradients, flowing

    def way_back(
        self,
        done: Pass,
        flowing: dict[str, Array],
        at_logits: Mapping[str, Array],
        steps: Mapping[str, Step] | None = None,
    ) -> Iterator[PassedBack]:
        """Go back layer by layer and tell what each makes of what arrives at it.

        ``flowing`` begins with ds/dy of some nodes and takes that of all others.
        """
        steps = steps or self.steps(training=False)
        for node in reversed(self.plan.nodes):
            w, step, saved = self._per_node[node.id], steps[node.id], done.saved[node.id]
            dy, dz = flowing.get(node.id), None
            if node.id in at_logits:
                assert isinstance(node.layer, ActivatedLayer)
                dy, dz = None, at_logits[node.id]
                dxs, dws = node.layer.pre_activation_backward(w, step, saved, dz)
            elif dy is None:
                continue
            elif isinstance(node.layer, ActivatedLayer):
                dz = node.layer.activation_function().backward(saved["z"], saved["y"], dy)
                dxs, dws = node.layer.pre_activation_backward(w, step, saved, dz)
            else:
                dxs, dws = node.layer.backward(w, step, saved, dy)
            for source, dx in zip(node.sources, dxs, strict=False):
                _add_to(flowing, source, dx)
            yield PassedBack(node, dy, dz, dxs, dws)

    def _result(self, output: PlannedOutput, done: Pass) -> Array:
        return done.saved[output.node]["z"] if output.fused else done.outputs[output.node]


def strengths(layer: Layer) -> tuple[float, float]:
    """Return how strongly L1 and L2 act on a layer's weights."""
    return (layer.l1, layer.l2) if isinstance(layer, StartingWeights) else (0.0, 0.0)


def weight_penalty(plan: Plan, layers: Mapping[str, Layer], weights: WeightMap) -> float:
    """Return what L1 and L2 add to the loss; the layers may have live settings of their own.

    As in Keras, frozen weights add nothing.
    """
    return sum(
        penalty(weights[node.id, name], *strengths(layers[node.id]))
        for node in plan.nodes
        for name, weight in node.weights
        if weight.decays and not node.frozen and any(strengths(layers[node.id]))
    )


K = TypeVar("K")


def _add_to(sums: dict[K, Array], key: K, value: Array) -> None:
    """Add what arrives over another path; a sum may be the same array as a layer's own."""
    sums[key] = sums[key] + value if key in sums else value


def entering(node: PlannedNode, x: Array, dtype: npt.DTypeLike) -> Array:
    """Return what an Input takes of samples ``(batch, *input_shape)``."""
    x = np.asarray(x, dtype)
    return x if node.columns is None else x[:, list(node.columns)]
