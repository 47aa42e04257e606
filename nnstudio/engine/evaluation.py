"""How well a network does on samples: loss, accuracy and which class is taken for which."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.model import Model
from nnstudio.engine.program import Program
from nnstudio.optimizers.sgd import SGD


@dataclass(frozen=True, eq=False)
class Evaluation:
    """How a network did on some samples.

    Parameters
    ----------
    count
        How many samples there were.
    loss
        The mean loss; NaN where there was no sample.
    accuracy
        The share of samples that were classified correctly; NaN for regression.
    confusion
        ``(classes, classes)`` how often a sample of the row's class was taken for the column's;
        ``(0, 0)`` for regression.
    """

    count: int
    loss: float
    accuracy: float
    confusion: Array

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
        Prepared samples ``(n, *input_shape)`` and targets ``(n, units)``.
    poll
        Told after each chunk how many samples are done; False ends the evaluation.
    twins
        False computes everything by the layers' definitions.

    Returns
    -------
    The evaluation, or None where ``poll`` ended it.
    """
    classifies = model.plan.task == "classification"
    classes = max(t.shape[1], 2) if classifies else 0
    confusion = np.zeros((classes, classes), np.int64)
    count, loss = len(x), 0.0
    if not count:
        return Evaluation(0, math.nan, math.nan, confusion)
    # A program wants samples to train on and an optimiser; neither is used here.
    program = Program(model.plan, SGD(), x[:1], t[:1], 1, weights=model.weights, twins=twins)
    try:
        for start in range(0, count, program.eval_chunk):
            part = slice(start, start + program.eval_chunk)
            chunk_loss, outputs = program.outcome(x[part], t[part])
            loss += chunk_loss
            if classifies:
                np.add.at(confusion, (classes_of(t[part]), classes_of(outputs)), 1)
            if poll is not None and not poll(min(part.stop, count)):
                return None
    finally:
        program.close()
    accuracy = float(np.trace(confusion)) / count if classifies else math.nan
    return Evaluation(count, loss / count, accuracy, confusion)


def classes_of(outputs: Array) -> Array:
    """Return the class that each row of outputs ``(n, units)`` names, by number ``(n,)``."""
    if outputs.shape[1] == 1:
        return (outputs[:, 0] >= 0.5).astype(np.int64)
    return outputs.argmax(axis=1)


def class_probabilities(outputs: Array) -> Array:
    """Return outputs as one column per class: a single unit's second class is what it gives."""
    if outputs.shape[1] == 1:
        return np.concatenate([1 - outputs, outputs], axis=1)
    return outputs
