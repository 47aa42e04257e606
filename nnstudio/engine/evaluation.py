"""How well a network does on samples: loss, accuracy and which class is taken for which."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.model import Model
from nnstudio.metrics.accuracy import correct_count

CHUNK = 128
"""Samples between two polls: well under a tenth of a second for the networks that come along."""


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
    model: Model, x: Array, t: Array, poll: Callable[[int], bool] | None = None
) -> Evaluation | None:
    """Compare a network's outputs with the targets, by the definitions of its layers.

    Parameters
    ----------
    x, t
        Prepared samples ``(n, *input_shape)`` and targets ``(n, units)``.
    poll
        Told after each chunk how many samples are done; False ends the evaluation.

    Returns
    -------
    The evaluation, or None where ``poll`` ended it.
    """
    classifies = model.plan.task == "classification"
    classes = max(t.shape[1], 2) if classifies else 0
    confusion = np.zeros((classes, classes), np.int64)
    loss, correct = 0.0, 0
    for start in range(0, len(x), CHUNK):
        targets = t[start : start + CHUNK]
        done = model.forward(x[start : start + CHUNK])
        outputs = done.outputs[model.plan.output]
        loss += model.loss(done, targets) * len(targets)
        if classifies:
            correct += correct_count(outputs, targets)
            np.add.at(confusion, (classes_of(targets), classes_of(outputs)), 1)
        if poll is not None and not poll(start + len(targets)):
            return None
    count = len(x)
    return Evaluation(
        count,
        loss / count if count else math.nan,
        correct / count if classifies and count else math.nan,
        confusion,
    )


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
