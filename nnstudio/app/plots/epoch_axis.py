"""Steps as epochs: where on the x axis a step lies."""

from __future__ import annotations

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.run_log import RunLog


class EpochAxis:
    """Turns step numbers into epochs, also where the batch size changed between two runs.

    Parameters
    ----------
    log
        The run record; its finished epochs say which step ended them.
    batches
        Steps per epoch as the present run tells; 0 where it is unknown.
    """

    def __init__(self, log: RunLog, batches: int) -> None:
        steps = log.epoch_column("step") if log.epochs else np.empty(0)
        epochs = log.epoch_column("epoch") if log.epochs else np.empty(0)
        if len(steps) > 512:  # what lies between a few hundred knots is a straight line anyhow
            chosen = np.linspace(0, len(steps) - 1, 512).astype(np.int64)
            steps, epochs = steps[chosen], epochs[chosen]
        self._steps = np.append(0.0, steps)
        self._epochs = np.append(0.0, epochs)
        if batches:
            self.batches = float(batches)
        elif len(steps):
            # A file may say what cannot be.
            last = float(self._epochs[-1] - self._epochs[-2])
            self.batches = max(float(self._steps[-1] - self._steps[-2]), 1.0) / max(last, 1.0)
        else:
            self.batches = float(max(log.steps, 1))

    def epochs(self, steps: Array) -> Array:
        """Return the epochs that are done after ``steps`` steps."""
        beyond = np.maximum(steps - self._steps[-1], 0.0) / self.batches
        return np.interp(steps, self._steps, self._epochs) + beyond

    def step(self, epochs: float) -> float:
        """Return the step after which ``epochs`` epochs are done."""
        beyond = max(epochs - float(self._epochs[-1]), 0.0) * self.batches
        return float(np.interp(epochs, self._epochs, self._steps)) + beyond
