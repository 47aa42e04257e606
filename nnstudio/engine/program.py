"""The compiled training step: what makes training fast."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping

import numpy as np

from nnstudio.core.kernels import losses
from nnstudio.core.kernels.arithmetic import edge_numbers_at_speed
from nnstudio.core.layer import Array
from nnstudio.engine import blas_threads
from nnstudio.engine.compiled import CompiledStep
from nnstudio.engine.faults import first_bad
from nnstudio.engine.forward import CompiledForward
from nnstudio.engine.lowering import has_twin
from nnstudio.engine.model import Plan, WeightKey, WeightMap, check_weights
from nnstudio.engine.parameters import Parameters
from nnstudio.engine.setup import Setup
from nnstudio.engine.update import OptimizerState
from nnstudio.engine.worker import Worker
from nnstudio.losses.base import Loss
from nnstudio.metrics.accuracy import correct_count
from nnstudio.optimizers.base import Optimizer

ONES_BYTES = 1 << 22
"""Samples up to this size are copied with a column of ones, which saves two calls per step."""
LANE_WORK = 16_000_000
"""Multiply-adds of a batch from which on two threads are worth their hand-over."""


class Program:
    """One training step of a plan, compiled: a flat list of Ops over pre-made buffers.

    Parameters
    ----------
    plan, optimizer
        What is computed and how the weights change.
    x, t
        The prepared training samples ``(n, *input_shape)`` and targets ``(n, units)``, float32.
    batch_size
        Samples per step; a smaller batch may come last.
    weights
        Where training starts.
    seed
        Decides the masks of Dropout.
    twins
        False computes everything by the definitions.
    threads
        How many processor cores may be used; None: those that there are.

    Notes
    -----
    The same seed, machine, versions and threads give the same bits: how work is split depends on
    shapes only, never on the clock.
    """

    def __init__(
        self,
        plan: Plan,
        optimizer: Optimizer,
        x: Array,
        t: Array,
        batch_size: int,
        *,
        weights: WeightMap,
        seed: int = 0,
        twins: bool = True,
        threads: int | None = None,
    ) -> None:
        start = check_weights(plan, weights)
        self.step = 0
        self._plan = plan
        self._x = np.ascontiguousarray(x, np.float32)
        self._t = np.ascontiguousarray(t, np.float32)
        parameters = Parameters(plan)
        self._state = OptimizerState(optimizer, parameters, twins)
        rows = self._x.reshape(len(x), -1)
        ones = twins and len(plan.input_shape) == 1 and rows.nbytes <= ONES_BYTES
        loss_twin = twins and _has_loss_twin(plan.loss)
        self._setup = Setup(
            plan,
            parameters,
            parameters.vector(),
            np.hstack([rows, np.ones((len(rows), 1), np.float32)]) if ones else rows,
            losses.targets(plan.loss.name, self._t) if loss_twin else self._t,
            twins=twins,
            ones=ones,
            loss_twin=loss_twin,
            seed=seed,
            factor_in_rate=loss_twin and self._state.factor_in_rate,
        )
        allowed = threads or available_threads()
        # The definition of a layer that looks at the whole batch must not get parts of it.
        separable = all(
            not node.layer.across_batch or has_twin(self._setup, node) for node in plan.nodes
        )
        self._setup.separable = separable
        heavy = plan.multiply_adds * batch_size >= LANE_WORK
        split = allowed > 1 and separable and heavy
        self.threads = min(allowed, 2) if split else allowed if heavy else 1
        self._blas = 1 if split else self.threads
        self._worker = Worker() if split else None
        blas_threads.hold(self._blas)
        self._open = True
        self._compiled = {batch_size: self._compile(batch_size)}
        self._last = self._compiled[batch_size]
        self._last_order = np.zeros(0, np.int64)
        self._zeros = np.zeros_like(self._setup.w)
        self._forward: CompiledForward | None = None
        self.load(start)

    # ---- training ----

    def run(self, order: Array, loss: Array, correct: Array) -> None:
        """Do ``len(order)`` training steps.

        Parameters
        ----------
        order
            ``(steps, batch)`` the sample indices of each step, int64.
        loss, correct
            ``(steps,)`` where the mean loss of each batch and its number of correct samples are
            written, both for the weights before the step's update.
        """
        if not len(order):
            return
        batch = order.shape[1]
        if batch not in self._compiled:
            self._compiled[batch] = self._compile(batch, rare=True)
        self._last, self._last_order = self._compiled[batch], np.array(order[-1])
        with edge_numbers_at_speed():
            self._last.run(order, loss, correct, self.step)
        self.step += len(order)

    def begin_epoch(self, epoch: int, batch: int = 0) -> None:
        """Draw masks from here on by the place in the run: so many epochs, then so many steps."""
        if epoch or batch:
            self._setup.begin(f"{epoch}/{batch}")

    def set_live(self, target: str, setting: str, value: float) -> None:
        """Change a live setting of ``"optimizer"`` or of a node, from the next step on."""
        if target == "optimizer":
            self._state.retune(setting, value)
            return
        layer = self._setup.layers[target].with_values(**{setting: value})
        self._setup.layers[target] = layer
        for hear in self._setup.retuned.get(target, ()):
            hear(layer)

    # ---- state ----

    def weights(self) -> dict[WeightKey, Array]:
        """Return read-only copies of the weights in the layout of their definitions."""
        return self._setup.parameters.read(self._setup.w)

    def load(self, weights: WeightMap) -> None:
        """Go on from other weights."""
        self._setup.parameters.write(self._setup.w, check_weights(self._plan, weights))

    def optimizer_state(self) -> dict[str, WeightMap]:
        """Return what the optimiser keeps between steps, by slot and weight."""
        return self._state.read()

    def load_optimizer_state(self, state: Mapping[str, WeightMap]) -> None:
        """Go on from a kept `optimizer_state`; what is missing starts at zero."""
        self._state.write(state)

    # ---- watching ----

    def weights_finite(self) -> bool:
        """Return whether no weight is NaN or infinite."""
        # Anything finite times zero is zero; one product finds the rest at the speed of memory.
        with np.errstate(invalid="ignore"):
            return not math.isnan(float(self._setup.w.dot(self._zeros)))

    def gradient_norms(self) -> Array:
        """Return the L2 norm of the last step's gradient of each layer with weights, float64."""
        g, spans = self._last.gradient(), self._setup.parameters.spans
        norms = np.empty(len(spans))
        for i, span in enumerate(spans.values()):
            part = g[span]
            square = float(part.dot(part))
            if not 1e-30 < square < 1e30:  # beyond this float32 loses the square
                square = float(np.square(part, dtype=np.float64).sum())
            norms[i] = math.sqrt(square) if square == square else math.nan
        return norms * self._last.factor

    def first_bad(self) -> tuple[str, str] | None:
        """Return the node and the name of the first tensor that is NaN or infinite, or None.

        The definitions compute the last batch with the present weights; the name is ``"input"``,
        ``"target"``, a weight's, ``"output"``, ``"loss"`` or ``"gradient"``.
        """
        x, t = self._x[self._last_order], self._t[self._last_order]
        return first_bad(self._plan, self.weights(), x, t)

    # ---- using the network ----

    @property
    def eval_chunk(self) -> int:
        """How many samples `evaluate` computes in about ten milliseconds or less."""
        return self._forward_pass.chunk

    def evaluate(self, x: Array, t: Array) -> tuple[float, int]:
        """Return the loss added up over samples ``(n, *input_shape)``, and how many are correct."""
        loss, outputs = self.outcome(x, t)
        return loss, correct_count(outputs, t)

    def outcome(self, x: Array, t: Array) -> tuple[float, Array]:
        """Return the loss added up over samples, and their outputs ``(n, units)``, in one pass."""
        z = self._forward_pass.run(x)
        loss, t = self._plan.loss, np.asarray(t, np.float32)
        with np.errstate(all="ignore"):
            value = loss.value_at_logits(z, t) if self._plan.fused else loss.value(z, t)
            return value * len(z), self._setup.activated(z)

    def predict(self, x: Array) -> Array:
        """Return the outputs ``(n, units)`` for prepared samples; classes as probabilities."""
        return self._setup.activated(self._forward_pass.run(x))

    def close(self) -> None:
        """End the second thread and give the matrix products their threads back."""
        if self._open:
            self._open = False
            blas_threads.release(self._blas)
            if self._worker is not None:
                self._worker.close()

    @property
    def _forward_pass(self) -> CompiledForward:
        if self._forward is None:
            self._forward = CompiledForward(self._setup, self._worker)
        return self._forward

    def _compile(self, batch: int, rare: bool = False) -> CompiledStep:
        return CompiledStep(self._setup, self._state, batch, self._worker, rare=rare)


def available_threads() -> int:
    """Return how many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _has_loss_twin(loss: Loss) -> bool:
    return loss.name in losses.NAMES and type(loss).__module__.startswith("nnstudio.losses.")
