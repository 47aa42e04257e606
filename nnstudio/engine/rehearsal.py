"""A step before it is done: what each of its phases will say."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.phases import Phase, waves
from nnstudio.engine.plan import Plan
from nnstudio.engine.program import Program
from nnstudio.engine.weights import WeightKey
from nnstudio.optimizers.clipping import norm


@dataclass(frozen=True, eq=False)
class _Done:
    """What a step did before it was taken back."""

    loss: float
    correct: float
    length: float
    """That of the gradient, before it is clipped."""
    lengths: dict[str, float]
    """Those of the layers' gradients, clipped where they are."""
    clipped: float | None
    changes: dict[WeightKey, Array]


class Rehearsal:
    """The phases of the next step of a program; it leaves the program as it is.

    A compiled step is one piece: it is done for its figures and taken back, so that they are those
    of the step to come, to the last bit. What goes on inside, the outputs of each node, is computed
    by the definitions; where a layer acts by chance, they draw from a copy of its stream.

    Parameters
    ----------
    samples
        ``(batch,)`` the indices of the samples that the step takes.
    """

    def __init__(self, plan: Plan, program: Program, samples: Array) -> None:
        self._plan, self._program, self._samples = plan, program, samples
        self._waves = waves(plan)

    def phases(self) -> Iterator[Phase]:
        """Compute one phase after the other, each when it is asked for."""
        plan, before = self._plan, self._program.weights()
        yield Phase("batch", self._waves[:1])
        yield Phase("forward", self._waves, self._program.output_sizes(self._samples))
        done = self._tried()
        figures = {"loss": done.loss}
        if plan.task == "classification":
            figures["correct"] = done.correct
        yield Phase("loss", (tuple(output.node for output in plan.outputs),), {}, figures)
        length = {"gradient": done.length}
        yield Phase("backward", tuple(reversed(self._waves)), done.lengths, length)
        done = self._tried()  # a setting may have been changed since
        figures = {
            "rate": self._program.rate_of_next,
            "gradient": done.length,
            "change": norm(done.changes.values()),
            "weights": norm(before[key] for key in done.changes),
        }
        if done.clipped is not None:
            figures["clipped"] = done.clipped
        moved = {
            node: norm([d for (owner, _), d in done.changes.items() if owner == node])
            for node in plan.learning
        }
        yield Phase("update", (plan.learning,), moved, figures)

    def _tried(self) -> _Done:
        program, step = self._program, self._program.step
        weights, kept, chance = program.weights(), program.optimizer_state(), program.chance()
        loss, correct = np.empty(1, np.float32), np.empty(1, np.float32)
        with np.errstate(all="ignore"):
            program.run(self._samples[None], loss, correct)
            norms, clipped = program.gradient_norms(), program.clipped_norms()
            changes = {key: now - weights[key] for key, now in program.weights().items()}
        program.load(weights)
        program.load_optimizer_state(kept)
        program.set_chance(chance)
        program.step = step
        lengths = dict(zip(self._plan.learning, norms.tolist(), strict=True))
        trained = {
            (node.id, name)
            for node in self._plan.nodes
            for name, weight in node.weights
            if weight.trainable and node.learns
        }
        return _Done(
            float(loss[0]),
            float(correct[0]),
            math.hypot(*lengths.values()) if clipped is None else clipped[0],
            lengths,
            None if clipped is None else clipped[1],
            {key: change for key, change in changes.items() if key in trained},
        )
