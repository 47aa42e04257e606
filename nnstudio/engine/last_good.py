"""The last good weights of a run, and the search for the step that broke them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.engine.messages import Checkpoint, Tally
from nnstudio.engine.plan import Plan
from nnstudio.engine.program import Program

GOOD_SECONDS = 0.1
"""How often weights are checked and remembered as the last good ones."""

PlacedStep = tuple[Checkpoint, int, Array]
"""Where a stretch of steps began (without arrays), how many of it come before this, its samples."""


@dataclass(frozen=True)
class Bad:
    """The first tensor of a run that is no longer a finite number.

    Parameters
    ----------
    step
        The step that made it.
    node, what
        Which tensor it is, as `Program.first_bad` has it.
    before
        The run before that step.
    """

    step: int
    node: str
    what: str
    before: Checkpoint


class LastGood:
    """The last weights that are known to be good, and the steps since then.

    To look at all numbers of all steps would take longer than the steps. Weights are looked at
    now and then; where something went bad, the steps since the last good ones are done again, one
    at a time: the same weights, samples and chance give the same numbers.

    Parameters
    ----------
    checkpoint
        The run as it is now.
    prepare
        Called with the beginning of every stretch of steps that is done again, to have the
        learning rates of the first time.
    """

    def __init__(
        self,
        plan: Plan,
        program: Program,
        checkpoint: Checkpoint,
        prepare: Callable[[Checkpoint], None],
    ) -> None:
        self._plan, self._program, self._prepare = plan, program, prepare
        self.remember(checkpoint)

    def remember(self, checkpoint: Checkpoint) -> None:
        """Take the run as it is now, which is good."""
        self.checkpoint, self._at = checkpoint, time.perf_counter()
        self._stretches: list[tuple[Checkpoint, Array]] = []

    @property
    def due(self) -> bool:
        """Whether it is time to look at the weights again."""
        return time.perf_counter() - self._at >= GOOD_SECONDS

    def note(self, before: Checkpoint, indices: Array) -> None:
        """Note which samples ``(steps, batch)`` the next steps take; ``before`` needs no arrays."""
        self._stretches.append((before, indices))

    def search(self) -> Bad:
        """Return the first tensor that is no finite number. The program stays where that is."""
        steps = [
            (before, place, samples)
            for before, indices in self._stretches
            for place, samples in enumerate(indices)
        ]
        bad, _ = self._do_again(steps)
        if bad == len(steps):  # no step made it, so the run began with it
            return Bad(self.checkpoint.step, *self._broken_weight(), self.checkpoint)
        _, tally = self._do_again(steps[:bad])
        start, place, samples = steps[bad]
        if not place:
            self._prepare(start)
        program = self._program
        before = replace(
            start,
            weights=program.weights(),
            optimizer=program.optimizer_state(),
            chance=program.chance(),
            step=program.step,
            batch=start.batch + place,
            tally=tally if place else start.tally,
        )
        found = program.first_bad(samples)
        if found is None:
            self._do(samples)
            found = self._broken_weight()
        return Bad(before.step + 1, *found, before)

    def _do_again(self, steps: Sequence[PlacedStep]) -> tuple[int, Tally]:
        """Do steps from the last good weights on; return how many went well, and their tally."""
        program, good = self._program, self.checkpoint
        program.load(good.weights)
        program.load_optimizer_state(good.optimizer)
        program.set_chance(good.chance)
        program.step = good.step
        tally = good.tally
        for number, (start, place, samples) in enumerate(steps):
            if not place:
                self._prepare(start)
                tally = start.tally
            loss, correct = self._do(samples)
            if not (np.isfinite(loss).all() and program.weights_finite()):
                return number, tally
            tally = tally.plus(loss, correct, len(samples))
        return len(steps), tally

    def _do(self, samples: Array) -> tuple[Array, Array]:
        """Do one step; return its loss and how many are right, each ``(1,)``."""
        loss, correct = np.empty(1, np.float32), np.empty(1, np.float32)
        with np.errstate(all="ignore"):
            self._program.run(samples[None], loss, correct)
        return loss, correct

    def _broken_weight(self) -> tuple[str, str]:
        weights = self._program.weights()
        for node in self._plan.nodes:
            for name, _ in node.weights:
                if not np.isfinite(weights[node.id, name]).all():
                    return node.id, name
        return self._plan.output, N_("loss")
