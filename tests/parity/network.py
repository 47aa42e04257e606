"""A whole network computed and trained by PyTorch, beside our own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from torch import Tensor

from nnstudio.core.kernels.regularization import held
from nnstudio.core.layer import Array, Layer, Saved
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan
from nnstudio.engine.weights import WeightKey, WeightMap
from nnstudio.optimizers import Optimizer
from nnstudio.optimizers.clipping import Clipping
from tests.engine.networks import keep
from tests.parity.clipping import clip, shorten, weight_penalty
from tests.parity.counterpart import Call, gradient_of, layer_name, tensor
from tests.parity.layers import LAYERS
from tests.parity.losses import LOSSES
from tests.parity.optimizers import OPTIMIZERS


class Network:
    """A plan that PyTorch computes, from copies of the same weights."""

    def __init__(self, plan: Plan, weights: WeightMap, dtype: Any) -> None:
        self.plan = plan
        self.dtype = dtype
        self.leaves: dict[WeightKey, Tensor] = {
            (node.id, name): tensor(
                weights[node.id, name], dtype, learns=weight.trainable and not node.frozen
            )
            for node in plan.nodes
            for name, weight in node.weights
        }

    @property
    def trained(self) -> list[Tensor]:
        """The weights that an optimiser changes."""
        return [leaf for leaf in self.leaves.values() if leaf.requires_grad]

    def forward(
        self, x: Array, training: bool, drawn: Mapping[str, Saved]
    ) -> tuple[dict[str, Tensor], Any]:
        """Return what each node gives (an output its logits where fused), and the penalties."""
        results: dict[str, Tensor] = {}
        penalty: Any = 0.0
        for node in self.plan.nodes:
            entering = x if node.columns is None else x[:, list(node.columns)]
            xs = [results[s] for s in node.sources] or [tensor(entering, self.dtype)]
            own = {name: self.leaves[node.holder, name] for name in self._names(node.holder)}
            chance = {name: tensor(np.asarray(v)) for name, v in drawn.get(node.id, {}).items()}
            call = Call(own, node.in_training(training), chance, node.id in self.plan.fused_nodes)
            results[node.id] = LAYERS[layer_name(node.layer)].compute(node.layer, call, *xs)
            penalty = penalty + call.penalty / len(x)
            for name, value in call.state.items():
                self.leaves[node.holder, name] = value
        return results, penalty

    def loss(self, results: Mapping[str, Tensor], penalty: Any, t: Array) -> Tensor:
        """Return what training makes small."""
        total = penalty
        for output in self.plan.outputs:
            entry = LOSSES[output.loss.name]
            compute = entry.at_logits if output.fused else entry.value
            target = tensor(output.target(t), self.dtype)
            total = total + output.weight * compute(output.loss, results[output.node], target)
        for layer, leaf in self._decaying:
            total = total + weight_penalty(layer, leaf)
        return total

    def shorten(self) -> None:
        """Hold weights to their layers' max-norm."""
        for layer, leaf in self._decaying:
            shorten(layer, leaf)

    @property
    def _decaying(self) -> list[tuple[Layer, Tensor]]:
        return [
            (node.layer, self.leaves[node.id, name])
            for node in self.plan.nodes
            for name, weight in node.weights
            if weight.decays and not node.frozen
        ]

    def _names(self, holder: str) -> list[str]:
        return [name for name, _ in self.plan.node(holder).weights]


class Pair:
    """Our definitions and PyTorch, which start from the same weights and see the same batches."""

    def __init__(
        self,
        plan: Plan,
        weights: WeightMap,
        optimizer: Optimizer,
        dtype: Any,
        clipping: Clipping | None = None,
    ) -> None:
        self._clipping = clipping or Clipping()
        self.ours = Model(plan, weights, dtype)
        self.theirs = Network(plan, weights, dtype)
        self._optimizer = optimizer
        self._torch = OPTIMIZERS[optimizer.name].build(optimizer, self.theirs.trained)
        self._slots = {
            key: {name: np.zeros_like(w) for name in optimizer.slots}
            for key, w in self.ours.weights.items()
        }
        self.count = 0

    def step(self, x: Array, t: Array) -> tuple[float, float]:
        """Do one training step on both sides; return our loss and theirs."""
        self.count += 1
        steps = self.ours.steps(training=True, seed=self.count)
        done = self.ours.forward(x, steps)
        loss = self.ours.loss(done, t)
        self.gradients, _ = self.ours.backward(done, t, steps)
        keep(self.ours, steps)
        for key, g in self._clipping.clipped(self.gradients).items():
            self._optimizer.update(self.ours.weights[key], g, self._slots[key], self.count)
        self._shorten_ours()
        self._torch.zero_grad()
        results, penalty = self.theirs.forward(x, True, done.saved)
        expected = self.theirs.loss(results, penalty, t)
        expected.backward()
        self.expected_gradients = {
            key: gradient_of(self.theirs.leaves[key]).clone() for key in self.gradients
        }
        clip(self._clipping, [leaf for leaf in self.theirs.trained if leaf.grad is not None])
        self._torch.step()
        self.theirs.shorten()
        return loss, float(expected.detach())

    def _shorten_ours(self) -> None:
        for node in self.ours.plan.nodes:
            for name, weight in node.weights:
                longest = getattr(node.layer, "max_norm", 0.0)
                if weight.decays and longest and not node.frozen:
                    w = self.ours.weights[node.id, name]
                    np.copyto(w, held(w, longest))
