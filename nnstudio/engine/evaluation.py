"""How well a network does on samples: loss, accuracy and which class is taken for which."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.model import Model
from nnstudio.engine.program import Program
from nnstudio.engine.scores import OutputFigures, Scores
from nnstudio.metrics.confusion import confusion
from nnstudio.optimizers.sgd import SGD


@dataclass(frozen=True, eq=False)
class Evaluation:
    """How a network did on some samples.

    Parameters
    ----------
    count
        How many samples there were.
    loss
        The mean loss of all outputs, each times its weight; NaN where there was no sample.
    outputs
        Loss and metrics of each output.
    confusions
        For each output ``(classes, classes)`` how often a sample of the row's class was taken for
        the column's; ``(0, 0)`` where it gives numbers.
    """

    count: int
    loss: float
    outputs: tuple[OutputFigures, ...]
    confusions: tuple[Array, ...]

    @property
    def accuracy(self) -> float:
        """The share of samples the first output classified correctly; NaN for regression."""
        return self.outputs[0].metrics.get("accuracy", math.nan)

    @property
    def confusion(self) -> Array:
        """Which class was taken for which by the first output."""
        return self.confusions[0]

    @property
    def named(self) -> dict[str, float]:
        """Losses and metrics of all outputs by one name (`Scores.named`), the whole loss first."""
        several = len(self.outputs) > 1
        found = {"loss": self.loss}
        for output in self.outputs:
            front = f"{output.name}/" if several else ""
            found |= {f"{front}loss": output.loss} if several else {}
            found |= {f"{front}{key}": value for key, value in output.metrics.items()}
        return found

    @property
    def per_class(self) -> Array:
        """The share of each class that was recognised ``(classes,)``; NaN where none came."""
        totals = self.confusion.sum(axis=1)
        right = np.diagonal(self.confusion)
        return np.divide(right, totals, out=np.full(len(totals), math.nan), where=totals > 0)


def evaluate(
    model: Model,
    x: Array,
    t: Array,
    poll: Callable[[int], bool] | None = None,
    *,
    twins: bool = True,
) -> Evaluation | None:
    """Compare a network's outputs with the targets.

    Parameters
    ----------
    x, t
        Prepared samples ``(n, *input_shape)`` and targets ``(n, numbers)``.
    poll
        Told after each chunk how many samples are done; False ends the evaluation.
    twins
        False computes everything by the layers' definitions.

    Returns
    -------
    The evaluation, or None where ``poll`` ended it.
    """
    outputs = model.plan.outputs
    sizes = [max(o.shape[-1], 2) if o.task == "classification" else 0 for o in outputs]
    matrices = tuple(np.zeros((size, size), np.int64) for size in sizes)
    count, scores = len(x), Scores(model.plan)
    if not count:
        return Evaluation(0, math.nan, scores.figures(), matrices)
    t = np.asarray(t, np.float32).reshape(count, -1)
    # A program wants samples to train on and an optimiser; neither is used here.
    # Loading or even compiling numba's kernels would take longer than they save.
    program = Program(
        model.plan, SGD(), x[:1], t[:1], 1, weights=model.weights, twins=twins, fast=False
    )
    try:
        for start in range(0, count, program.eval_chunk):
            part = slice(start, start + program.eval_chunk)
            outcome = program.outcome(x[part], t[part])
            scores.add(outcome, t[part])
            for o, matrix in zip(outputs, matrices, strict=True):
                if o.task == "classification":
                    y = outcome.outputs[o.name]
                    np.add(matrix, confusion(y, o.target(t[part]), o.loss.border), out=matrix)
            if poll is not None and not poll(min(part.stop, count)):
                return None
    finally:
        program.close()
    return Evaluation(count, scores.loss, scores.figures(), matrices)


def class_probabilities(outputs: Array) -> Array:
    """Return outputs as one column per class: a single unit's second class is what it gives."""
    if outputs.shape[1] == 1:
        return np.concatenate([1 - outputs, outputs], axis=1)
    return outputs
