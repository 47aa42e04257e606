"""What the network of a program gives for samples, at its present weights."""

from __future__ import annotations

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.forward import CompiledForward
from nnstudio.engine.model import strengths, weight_penalty
from nnstudio.engine.outcome import Outcome
from nnstudio.engine.setup import Setup
from nnstudio.engine.targets import flat_targets
from nnstudio.engine.weights import WeightMap
from nnstudio.engine.worker import Worker


class Predictions:
    """Computes outputs by a forward pass that is compiled when it is first asked for."""

    def __init__(self, setup: Setup, worker: Worker | None) -> None:
        self._setup, self._worker = setup, worker
        self._compiled: CompiledForward | None = None

    def forget(self) -> None:
        """Compile anew for the next samples."""
        self._compiled = None

    @property
    def chunk(self) -> int:
        """How many samples are computed at a time."""
        return self._forward.chunk

    def outcome(self, x: Array, t: Array) -> Outcome:
        """Compare the network with the targets of samples, in one pass."""
        setup = self._setup
        penalties, t = np.zeros(len(x), np.float32), flat_targets(t)
        computed = self._forward.run(x, penalties)
        outputs, means, counts = {}, {}, {}
        with np.errstate(all="ignore"):
            for output in setup.plan.outputs:
                z, target = computed[output.node], output.target(t)
                means[output.name] = output.value(z, target)
                counts[output.name] = output.loss.counted(target)
                outputs[output.name] = setup.activated(output, z)
        weights = dict(setup.loss_weights)
        total = sum(weights[name] * mean for name, mean in means.items())
        penalty = float(penalties.sum(dtype=np.float64)) / max(1, len(x))
        penalty += weight_penalty(setup.plan, setup.layers, self._held())
        return Outcome(total + penalty, penalty, means, counts, weights, outputs)

    def predict(self, x: Array) -> Array:
        """Return the first output ``(n, *shape)``; classes as probabilities."""
        first = self._setup.plan.outputs[0]
        return self._setup.activated(first, self._forward.run(x)[first.node])

    @property
    def _forward(self) -> CompiledForward:
        if self._compiled is None:
            setup, worker = self._setup, self._worker
            self._compiled = setup.made(lambda: CompiledForward(setup, worker))
        return self._compiled

    def _held(self) -> WeightMap:
        """Return the weights that L1 or L2 act on."""
        setup = self._setup
        return {
            (node.id, name): setup.parameters.views(setup.w, node.id)[name]
            for node in setup.plan.nodes
            for name, weight in node.weights
            if weight.decays and any(strengths(setup.layers[node.id]))
        }
