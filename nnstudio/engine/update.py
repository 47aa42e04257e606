"""The optimiser of a compiled step: one flat vector, a twin or the definition."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np

from nnstudio.core.kernels import optimizers
from nnstudio.core.kernels.calls import Call, aligned
from nnstudio.core.layer import Array
from nnstudio.engine.model import WeightMap
from nnstudio.engine.parameters import Parameters
from nnstudio.optimizers.adam import Adam
from nnstudio.optimizers.base import Optimizer
from nnstudio.optimizers.momentum import Momentum
from nnstudio.optimizers.sgd import SGD


class OptimizerState:
    """The optimiser with its live settings, and the arrays it keeps from step to step."""

    def __init__(self, optimizer: Optimizer, parameters: Parameters, twins: bool) -> None:
        self.optimizer = optimizer
        self.parameters = parameters
        self.twin = twins and type(optimizer) in (SGD, Momentum, Adam)
        self.slots = {name: parameters.vector() for name in optimizer.slots}
        self.work = aligned((parameters.size,))

    @property
    def factor_in_rate(self) -> bool:
        """Whether a factor common to all gradients may be taken into the learning rate."""
        return self.twin and type(self.optimizer) is SGD

    def retune(self, setting: str, value: float) -> None:
        """Change a live setting."""
        self.optimizer = self.optimizer.with_values(**{setting: value})

    def read(self) -> dict[str, WeightMap]:
        """Return copies of the kept arrays as the definition knows them."""
        found: dict[str, WeightMap] = {}
        for name, flat in self.slots.items():
            share = np.float32(self._share(name))
            found[name] = self.parameters.read(flat if share == 1 else flat * share)
        return found

    def write(self, state: Mapping[str, WeightMap]) -> None:
        """Take over the kept arrays; what is missing starts at zero."""
        for name, flat in self.slots.items():
            flat.fill(0)
            if state.get(name):
                self.parameters.write(flat, state[name])
                flat /= np.float32(self._share(name))

    def _share(self, slot: str) -> float:
        """Return what the twin's array must be multiplied by to give the definition's."""
        if self.twin and isinstance(self.optimizer, Adam):
            return 1 - {"mean": self.optimizer.beta1, "square": self.optimizer.beta2}[slot]
        return 1.0


class Update:
    """The update of the weights in each slot of a compiled step.

    Parameters
    ----------
    factor
        What the gradients must be multiplied by (it goes into the rate).
    """

    def __init__(self, state: OptimizerState, w: Array, slots: int, factor: float) -> None:
        self._state = state
        self._w = w
        self._factor = factor
        self._rate = np.zeros(slots, np.float32)
        self._extra = np.zeros(slots, np.float32)
        self._first = 0

    def prepare(self, step: int, count: int) -> None:
        """Fill in what depends on the number of the step; ``step`` steps are done already."""
        optimizer = self._state.optimizer
        self._first = step + 1
        if isinstance(optimizer, Adam) and self._state.twin:
            betas = (optimizer.beta1, optimizer.beta2)
            for k in range(count):
                self._rate[k], self._extra[k] = optimizers.adam_constants(
                    optimizer.learning_rate, betas, optimizer.epsilon, step + 1 + k
                )
        else:
            self._rate.fill(optimizer.learning_rate * self._factor)
            if isinstance(optimizer, Momentum):
                self._extra.fill(optimizer.momentum)

    def calls(self, slot: int, g: Array, part: slice) -> list[Call]:
        """Return the calls that update a part of the weights with the gradients ``g`` of all."""
        state, optimizer = self._state, self._state.optimizer
        rate, extra = self._rate[slot, ...], self._extra[slot, ...]
        w, work = self._w[part], state.work[part]
        if not state.twin:
            return [partial(self._define, slot, g)] if part.start == 0 else []
        if isinstance(optimizer, Adam):
            m, v = state.slots["mean"][part], state.slots["square"][part]
            betas = (optimizer.beta1, optimizer.beta2)
            return optimizers.adam(w, g[part], m, v, betas, rate, extra, work)
        if isinstance(optimizer, Momentum):
            v = state.slots["velocity"][part]
            return optimizers.momentum(w, g[part], v, extra, rate, work)
        return optimizers.sgd(w, g[part], rate, work)

    def _define(self, slot: int, g: Array) -> None:
        state = self._state
        for node_id in state.parameters.spans:
            w, d = (state.parameters.views(flat, node_id) for flat in (self._w, g))
            kept = {n: state.parameters.views(flat, node_id) for n, flat in state.slots.items()}
            for name in w:
                arrays = {n: views[name] for n, views in kept.items()}
                state.optimizer.update(w[name], d[name], arrays, self._first + slot)
