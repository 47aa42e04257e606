"""The last good weights of a run, and the search for the step that broke them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.engine.messages import Checkpoint, Failed
from nnstudio.engine.plan import Plan
from nnstudio.engine.program import Program
from nnstudio.engine.series import Series

GOOD_SECONDS = 0.1
"""How often weights are checked and remembered as the last good ones."""

History = Series
"""What was watched after each epoch so far."""


@dataclass(frozen=True)
class Bad:
    """The first tensor of a run that is no longer a finite number.

    Parameters
    ----------
    step
        The step that made it.
    node, what
        Which tensor it is, as `Program.first_bad` has it.
    """

    step: int
    node: str
    what: str


class NotFinite(Exception):
    """A number of the run is NaN or infinite; ``failed`` says which, and has the last good weights."""

    def __init__(self, failed: Failed) -> None:
        super().__init__(str(failed.reason))
        self.failed = failed


class LastGood:
    """The last weights that are known to be good, and the steps since then.

    To look at all numbers of all steps would take longer than the steps. Weights are looked at
    now and then; where something went bad, the steps since the last good ones are done again, one
    at a time: the same weights, samples and chance give the same numbers.

    Parameters
    ----------
    here
        Returns the run as it is now. At first it is taken for good.
    prepare
        Called with what was watched so far before steps are done again, to have the learning
        rates of the first time.
    """

    def __init__(
        self,
        plan: Plan,
        program: Program,
        here: Callable[[], Checkpoint],
        prepare: Callable[[History], None],
    ) -> None:
        self._plan, self._program, self._here, self._prepare = plan, program, here, prepare
        self.remember(here())

    def remember(self, checkpoint: Checkpoint) -> None:
        """Take the run as it is now, which is good."""
        self.checkpoint, self._at = checkpoint, time.perf_counter()
        self._stretches: list[tuple[History, Array]] = []

    def checked(self) -> Checkpoint:
        """Return the run as it is now, which is good from now on.

        Raises
        ------
        NotFinite
            One of its weights is no finite number.
        """
        if not self._program.weights_finite():
            raise self._not_finite()
        self.remember(self._here())
        return self.checkpoint

    def check(self, loss: Array) -> None:
        """Look at the losses of steps, and at the weights where it is time again.

        Raises
        ------
        NotFinite
            One of them is no finite number.
        """
        if not np.isfinite(loss).all():
            raise self._not_finite()
        if time.perf_counter() - self._at >= GOOD_SECONDS:
            self.checked()

    def note(self, history: History, indices: Array) -> None:
        """Note which samples ``(steps, batch)`` the next steps take, and what was watched so far."""
        self._stretches.append((history, indices))

    def search(self) -> Bad:
        """Return the first tensor that is no finite number. The program stays where that is."""
        steps = [(h, samples) for h, indices in self._stretches for samples in indices]
        bad = self._do_again(steps)
        if bad == len(steps):  # no step made it, so the run began with it
            return Bad(self.checkpoint.step, *self._broken_weight())
        self._do_again(steps[:bad])
        history, samples = steps[bad]
        self._prepare(history)
        found = self._program.first_bad(samples)
        if found is None:
            self._do(samples)
            found = self._broken_weight()
        return Bad(self.checkpoint.step + bad + 1, *found)

    def _not_finite(self) -> NotFinite:
        bad = self.search()
        reason = Text(
            N_(
                "Training stopped at step {step}: {what} of {node} is no longer a finite number. "
                "The weights of step {good} are kept. Try a smaller learning rate."
            ),
            step=bad.step,
            what=Text(bad.what),
            node=bad.node,
            good=self.checkpoint.step,
        )
        return NotFinite(Failed(reason, self.checkpoint))

    def _do_again(self, steps: Sequence[tuple[History, Array]]) -> int:
        """Do steps from the last good weights on; return how many went well."""
        program, good = self._program, self.checkpoint
        program.load(good.weights)
        program.load_optimizer_state(good.optimizer)
        program.set_chance(good.chance)
        program.step = good.step
        before: History | None = None
        for number, (history, samples) in enumerate(steps):
            if history is not before:  # another epoch
                self._prepare(history)
                before = history
            if not np.isfinite(self._do(samples)) or not program.weights_finite():
                return number
        return len(steps)

    def _do(self, samples: Array) -> float:
        """Do one step; return its loss."""
        loss, correct = np.empty(1, np.float32), np.empty(1, np.float32)
        with np.errstate(all="ignore"):
            self._program.run(samples[None], loss, correct)
        return float(loss[0])

    def _broken_weight(self) -> tuple[str, str]:
        weights = self._program.weights()
        for node in self._plan.nodes:
            for name, _ in node.weights:
                if not np.isfinite(weights[node.id, name]).all():
                    return node.id, name
        return self._plan.output, N_("loss")
