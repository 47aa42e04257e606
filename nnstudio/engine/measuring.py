"""What a run measures between its steps: gradients, how far weights move, moments to look back on."""

from __future__ import annotations

import math
from collections.abc import Callable

from nnstudio.core.layer import Array
from nnstudio.engine.conversation import Pending
from nnstudio.engine.intervals import probe_interval
from nnstudio.engine.messages import Moment
from nnstudio.engine.plan import Plan
from nnstudio.engine.program import Program
from nnstudio.engine.timeline import next_moment


class Measuring:
    """Decides after which steps a run is measured, and measures it there.

    Sizes alone decide, never the clock: the same run is measured at the same steps anywhere.

    Parameters
    ----------
    moments
        About how many moments are kept to look back on; 0: none.
    keep
        Takes a moment.
    """

    def __init__(
        self, plan: Plan, program: Program, moments: int, keep: Callable[[Moment], None]
    ) -> None:
        self._plan, self._program, self._moments, self._keep = plan, program, moments, keep

    def begin(self, batch_size: int, batches: int) -> None:
        """Choose the steps for batches of a size, so many of them an epoch."""
        self._interval = probe_interval(self._plan, batch_size, batches)
        self._sizes, self._sized_next = self._program.update_sizes(self._interval), 0

    def keep_moment(self) -> None:
        """Keep the weights as they are now."""
        if self._moments:
            self._keep(Moment(self._program.step, self._program.weights()))

    def steps_to_next(self) -> int:
        """Return how many steps there are up to the next one that is measured."""
        step = self._program.step
        if self._sized_next <= step:
            self._sized_next = self._sizes.next(step)
        most = min(self._interval - step % self._interval, self._sized_next - step)
        return min(most, next_moment(step, self._moments) - step) if self._moments else most

    def run(self, indices: Array, loss: Array, correct: Array, pending: Pending) -> None:
        """Do steps; where it is time, measure how far the last one moves the weights.

        ``indices`` are samples ``(steps, batch)``, ``loss`` and ``correct`` take what comes of them
        ``(steps,)``.
        """
        program = self._program
        apart = len(indices) - (program.step + len(indices) == self._sized_next)
        program.run(indices[:apart], loss[:apart], correct[:apart])
        if apart < len(indices):
            self._sizes.before()
            program.run(indices[apart:], loss[apart:], correct[apart:])
            pending.updates.append((program.step, self._sizes.after()))

    def probe(self, pending: Pending) -> None:
        """After steps, take the lengths of their last gradient and keep the moment, if it is time."""
        program, step = self._program, self._program.step
        if self._plan.learning and step % self._interval == 0:
            pending.probe_steps.append(step)
            pending.norms.append(program.gradient_norms())
            clipped = program.clipped_norms()
            pending.unclipped.append(math.nan if clipped is None else clipped[0])
        if self._moments and step == next_moment(step - 1, self._moments):
            self.keep_moment()
