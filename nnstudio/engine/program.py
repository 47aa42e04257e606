"""The compiled training step: what makes training fast."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np

from nnstudio.core.kernels.arithmetic import edge_numbers_at_speed
from nnstudio.core.kernels.fast import compiler
from nnstudio.core.layer import Array
from nnstudio.data.augment import Variation
from nnstudio.engine.compiled import CompiledStep
from nnstudio.engine.crew import Crew
from nnstudio.engine.division import available_threads, is_separable, takes_ones
from nnstudio.engine.faults import first_bad
from nnstudio.engine.finish import Finish
from nnstudio.engine.lane import Lane
from nnstudio.engine.outcome import Outcome
from nnstudio.engine.output_sizes import output_sizes
from nnstudio.engine.parameters import Parameters
from nnstudio.engine.plan import Plan
from nnstudio.engine.predictions import Predictions
from nnstudio.engine.setup import Setup
from nnstudio.engine.targets import flat_targets, loss_twins_of, prepared_targets
from nnstudio.engine.update import OptimizerState
from nnstudio.engine.update_sizes import UpdateSizes
from nnstudio.engine.weights import WeightKey, WeightMap, check_weights
from nnstudio.optimizers.base import Optimizer
from nnstudio.optimizers.clipping import Clipping


class Program:
    """One training step of a plan, compiled: a flat list of Ops over pre-made buffers.

    Parameters
    ----------
    plan, optimizer
        What is computed and how the weights change.
    x, t
        The prepared training samples ``(n, *input_shape)``, and targets ``(n, numbers)`` or in
        the shape of the only output's target; float32.
    batch_size
        Samples per step; a smaller batch may come last.
    weights
        Where training starts.
    seed
        Decides the masks of Dropout.
    twins
        False computes everything by the definitions.
    fast
        False does without the kernels that numba compiles, even where it is installed.
    threads
        How many processor cores may be used; None: those that there are.
    clipping
        How gradients are limited; None: not at all.
    vary
        What varies the samples anew in each step, if they are varied.

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
        fast: bool = True,
        threads: int | None = None,
        clipping: Clipping | None = None,
        vary: Variation | None = None,
    ) -> None:
        start = check_weights(plan, weights)
        self.step = 0
        self._plan = plan
        self._x = np.ascontiguousarray(x, np.float32)
        self._t = flat_targets(t)
        parameters = Parameters(plan)
        self._state = OptimizerState(optimizer, parameters, twins)
        rows = self._x.reshape(len(x), -1)
        ones = twins and takes_ones(plan, len(rows))
        loss_twins = loss_twins_of(plan, self._t) if twins else frozenset()
        self._setup = Setup(
            plan,
            parameters,
            parameters.vector(),
            np.hstack([rows, np.ones((len(rows), 1), np.float32)]) if ones else rows,
            prepared_targets(plan, self._t, loss_twins),
            twins=twins,
            ones=ones,
            loss_twins=loss_twins,
            seed=seed,
            vary=vary,
            clipping=clipping or Clipping(),
            fast=fast and twins and compiler.available(),
        )
        self._setup.factor_in_rate = self._factor_in_rate()
        self._allowed = threads or available_threads()
        self._setup.separable = is_separable(self._setup)
        self._batch_size = batch_size
        self._crew = Crew(self._setup, batch_size, self._allowed)
        self._compiled: dict[int, CompiledStep] = {}
        self._predictions = Predictions(self._setup, self._crew.worker)
        try:
            self._last = self._compiled_for(batch_size)
        except BaseException:
            self.close()  # nobody else can, as there is no program yet
            raise
        self._zeros = np.zeros_like(self._setup.w)
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
        self._last = self._compiled_for(order.shape[1])
        with edge_numbers_at_speed():
            self._last.run(order, loss, correct, self.step)
        self.step += len(order)

    def set_rate(self, rate: Callable[[int], float] | None) -> None:
        """Let the learning rate of each step be ``rate(step)``; None: the optimiser's own."""
        self._state.rate = rate

    @property
    def threads(self) -> int:
        """How many processor cores are used."""
        return self._crew.threads

    @property
    def fast(self) -> bool:
        """Whether kernels that numba compiles are used where they fit."""
        return self._setup.fast

    @property
    def learning_rate(self) -> float:
        """The learning rate that is set, without a schedule."""
        return self._state.optimizer.learning_rate

    @property
    def rate_of_next(self) -> float:
        """The learning rate of the next step."""
        return self._state.rate_of(self.step + 1)

    def set_batch_size(self, batch_size: int) -> None:
        """Take steps of another size, as a program does that is made for it."""
        if batch_size == self._batch_size:
            return
        self._batch_size = batch_size
        self._crew.close()
        self._crew = Crew(self._setup, batch_size, self._allowed)
        self._predictions = Predictions(self._setup, self._crew.worker)
        self._compile_anew()

    def set_live(self, target: str, setting: str, value: float) -> None:
        """Change a live setting of ``"optimizer"`` or of a node, from the next step on."""
        if target == "optimizer":
            self._state.retune(setting, value)
            return
        if target in self._setup.loss_weights and setting == "loss_weight":
            self._setup.loss_weights[target] = value
            for weigh in self._setup.weighed:
                weigh()
            return
        if target == "clipping":
            self._setup.clipping = self._setup.clipping.with_values(**{setting: value})
            self._compile_anew()
            return
        layer = self._setup.layers[target].with_values(**{setting: value})
        self._setup.layers[target] = layer
        if setting in ("l1", "l2", "max_norm"):
            self._compile_anew()
            return
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

    def chance(self) -> dict[str, Array]:
        """Return the states of the layers' random generators, by node and lane."""
        return self._setup.chance()

    def set_chance(self, states: Mapping[str, Array]) -> None:
        """Go on from kept states of the random generators."""
        self._setup.set_chance(states)

    # ---- watching ----

    def weights_finite(self) -> bool:
        """Return whether no weight is NaN or infinite."""
        # Anything finite times zero is zero; one product finds the rest at the speed of memory.
        with np.errstate(invalid="ignore"):
            return not math.isnan(float(self._setup.w.dot(self._zeros)))

    def update_sizes(self, interval: int = 1) -> UpdateSizes:
        """Return what measures how far some steps, multiples of ``interval``, move the weights."""
        setup, layers = self._setup, self._plan.learning
        spans = [setup.parameters.spans[node_id] for node_id in layers]
        return UpdateSizes(self._plan, self._batch_size, setup.w, spans, interval)

    def clipped_norms(self) -> tuple[float, float] | None:
        """Return how long the last step's gradient was before clipping and after; None: not clipped."""
        clip = self._last.finish.clip
        return clip.norms() if clip is not None else None

    def gradient_norms(self) -> Array:
        """Return the L2 norm of the last step's gradient of each layer that learns, float64."""
        g, spans = self._last.gradient(), self._setup.parameters.spans
        norms = np.empty(len(self._plan.learning))
        for i, node_id in enumerate(self._plan.learning):
            part = g[spans[node_id]]
            with np.errstate(over="ignore", invalid="ignore"):
                square = float(part.dot(part))
            if not 1e-30 < square < 1e30:  # beyond this float32 loses the square
                square = float(np.square(part, dtype=np.float64).sum())
            norms[i] = math.sqrt(square) if square == square else math.nan
        return norms * self._last.factor

    def first_bad(self, samples: Array) -> tuple[str, str] | None:
        """Return the node and the name of the first tensor that is NaN or infinite, or None.

        The definitions compute a step with these samples ``(batch,)`` and the present weights; the
        name is ``"input"``, ``"target"``, a weight's, ``"output"``, ``"loss"`` or ``"gradient"``.
        """
        x = self._compiled_for(len(samples)).varied(self._x[samples])
        return first_bad(self._plan, self.weights(), x, self._t[samples])

    def output_sizes(self, samples: Array) -> dict[str, float]:
        """Return how large the outputs of each node are in a step with samples ``(batch,)``."""
        x = self._compiled_for(len(samples)).varied(self._x[samples])
        return output_sizes(self._setup, self.weights(), x)

    # ---- using the network ----

    @property
    def eval_chunk(self) -> int:
        """How many samples `outcome` computes in about ten milliseconds or less."""
        return self._predictions.chunk

    def outcome(self, x: Array, t: Array) -> Outcome:
        """Compare the network with the targets of samples, in one pass."""
        return self._predictions.outcome(x, t)

    def predict(self, x: Array) -> Array:
        """Return the first output ``(n, *shape)`` for prepared samples; classes as probabilities."""
        return self._predictions.predict(x)

    def lanes(self, batch: int) -> tuple[Lane, ...]:
        """Return what computes a step of so many samples, each its part of them."""
        return tuple(self._compiled_for(batch).lanes)

    def close(self) -> None:
        """End the second thread and give the matrix products their threads back."""
        self._crew.close()

    def _compile_anew(self) -> None:
        """Forget what is compiled: other calls belong to what was changed."""
        self._compiled.clear()
        self._predictions.forget()  # they hear of changes too, and nobody tells them from here on
        self._setup.retuned.clear()
        self._setup.weighed.clear()
        self._setup.factor_in_rate = self._factor_in_rate()

    def _factor_in_rate(self) -> bool:
        """Return whether the factor of the loss's mean may go into the learning rate.

        It may where nothing else looks at the gradients and no other output has another factor.
        """
        setup, plan = self._setup, self._plan
        alone = len(plan.outputs) == len(setup.loss_twins) == 1
        unmarked = plan.outputs[0].name == plan.output
        others = any(node.penalises for node in plan.nodes) or Finish.needs_gradients(setup)
        return alone and unmarked and not others and self._state.factor_in_rate

    def _compiled_for(self, batch: int) -> CompiledStep:
        """Return the step for so many samples; but for those of a whole batch they come rarely."""
        if batch not in self._compiled:
            setup, state, worker = self._setup, self._state, self._crew.worker
            rare = batch != self._batch_size
            self._compiled[batch] = setup.made(
                lambda: CompiledStep(setup, state, batch, worker, rare=rare)
            )
        return self._compiled[batch]
