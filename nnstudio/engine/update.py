"""The optimiser of a compiled step: one flat vector, a twin or the definition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np

from nnstudio.core.kernels import optimizers
from nnstudio.core.kernels.calls import Call, aligned
from nnstudio.core.kernels.optimizers import Kernel, by_pieces
from nnstudio.core.layer import Array
from nnstudio.engine.parameters import Parameters
from nnstudio.engine.weights import WeightMap
from nnstudio.optimizers.adagrad import AdaGrad
from nnstudio.optimizers.adam import Adam
from nnstudio.optimizers.adamw import AdamW
from nnstudio.optimizers.base import Optimizer
from nnstudio.optimizers.momentum import Momentum
from nnstudio.optimizers.nesterov import Nesterov
from nnstudio.optimizers.rmsprop import RMSProp
from nnstudio.optimizers.sgd import SGD

KERNELS: dict[type[Optimizer], Kernel] = {
    SGD: optimizers.sgd,
    Momentum: optimizers.momentum,
    Nesterov: optimizers.nesterov,
    AdaGrad: optimizers.adagrad,
    RMSProp: optimizers.rmsprop,
    Adam: optimizers.adam,
    AdamW: optimizers.adamw,
}
"""The fast forms; an optimiser that is not here is computed by its definition."""

Rate = Callable[[int], float]
"""The learning rate of a step, which is counted from 1."""


class OptimizerState:
    """The optimiser with its live settings, and the arrays it keeps from step to step.

    ``rate`` gives the learning rate of each step; None takes the optimiser's own for all.
    """

    def __init__(self, optimizer: Optimizer, parameters: Parameters, twins: bool) -> None:
        self.optimizer = optimizer
        self.parameters = parameters
        self.rate: Rate | None = None
        self.kernel = KERNELS.get(type(optimizer)) if twins else None
        self.slots = {name: parameters.vector() for name in optimizer.slots}
        self.work = aligned((parameters.size,))

    @property
    def factor_in_rate(self) -> bool:
        """Whether a factor common to all gradients may be taken into the learning rate."""
        return self.kernel is optimizers.sgd

    def retune(self, setting: str, value: float) -> None:
        """Change a live setting."""
        self.optimizer = self.optimizer.with_values(**{setting: value})

    def rate_of(self, step: int) -> float:
        """Return the learning rate of a step, which is counted from 1."""
        return self.optimizer.learning_rate if self.rate is None else self.rate(step)

    def read(self) -> dict[str, WeightMap]:
        """Return copies of the kept arrays."""
        return {name: self.parameters.read(flat) for name, flat in self.slots.items()}

    def write(self, state: Mapping[str, WeightMap]) -> None:
        """Take over the kept arrays; what is missing starts at zero."""
        for name, flat in self.slots.items():
            flat.fill(0)
            if state.get(name):
                self.parameters.write(flat, state[name])


class Update:
    """The update of the weights in each slot of a compiled step.

    Parameters
    ----------
    factor
        What the gradients must be multiplied by (it goes into the rate).
    fast
        Whether kernels that numba compiles may be used.
    """

    def __init__(
        self, state: OptimizerState, w: Array, slots: int, factor: float, *, fast: bool = False
    ) -> None:
        self._fast = fast
        self._state = state
        self._w = w
        self._factor = factor
        self._first = 0
        self._filled: Optimizer | None = None
        count = len(state.optimizer.constants(0.0, 1))
        self._constants = np.zeros((slots, count), np.float32)

    @property
    def constants(self) -> Array:
        """The optimiser's constants in each slot, ``(slots, constants)``."""
        return self._constants

    def prepare(self, step: int, count: int) -> None:
        """Fill in what depends on the number of the step; ``step`` steps are done already."""
        state, optimizer = self._state, self._state.optimizer
        self._first = step + 1
        if state.rate is None and not optimizer.counts_steps:
            if self._filled is not optimizer:
                constants = optimizer.constants(optimizer.learning_rate * self._factor, 1)
                self._constants[...] = constants
                self._filled = optimizer
            return
        self._filled = None
        numbers = range(step + 1, step + 1 + count)
        rows = [optimizer.constants(state.rate_of(n) * self._factor, n) for n in numbers]
        self._constants[:count] = rows

    def calls(self, slot: int, g: Array, part: slice) -> list[Call]:
        """Return the calls that update a part of the weights with the gradients ``g`` of all."""
        state = self._state
        if state.kernel is None:
            return [partial(self._define, slot, g[part], part)]
        kept = [flat[part] for flat in state.slots.values()]
        if self._fast:
            return [self._in_one_pass(slot, g[part], kept, part)]
        constants = [self._constants[slot, i, ...] for i in range(self._constants.shape[1])]
        w, work = self._w[part], state.work[part]
        return by_pieces(state.kernel, w, g[part], kept, constants, work)

    def _in_one_pass(self, slot: int, g: Array, kept: list[Array], part: slice) -> Call:
        from nnstudio.core.kernels.fast import updates

        w, constants = self._w[part], self._constants[slot]
        method = optimizers.NAMES.index(self._state.optimizer.name)
        if len(kept) > 1:
            return updates.update_twice.bind(w, g, *kept, constants, method)
        return updates.update_once.bind(w, g, *(kept or [g]), constants, method)

    def _define(self, slot: int, g: Array, part: slice) -> None:
        state, step = self._state, self._first + slot
        optimizer = state.optimizer
        if state.rate is not None:
            optimizer = optimizer.with_values(learning_rate=state.rate(step))
        slots = {name: flat[part] for name, flat in state.slots.items()}
        optimizer.update(self._w[part], g, slots, step)
