"""What a confusion matrix says of each class."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array


@dataclass(frozen=True, eq=False)
class ClassFigures:
    """Figures of each class ``(classes,)``; NaN where there is nothing to divide by.

    Parameters
    ----------
    precision
        Of the samples that were taken for the class, the share that is of it.
    recall
        Of the samples of the class, the share that was taken for it.
    f1
        The harmonic mean of both: ``2 tp / (2 tp + fp + fn)``.
    support
        How many samples the class has.
    """

    precision: Array
    recall: Array
    f1: Array
    support: Array

    @property
    def macro_f1(self) -> float:
        """The mean F1 of the classes that have samples; NaN where there is none."""
        there = self.f1[self.support > 0]
        return float(np.nan_to_num(there).mean()) if there.size else math.nan


def class_figures(counts: Array) -> ClassFigures:
    """Return the figures of each class of a matrix ``(classes, classes)``: rows are true classes."""
    right, taken, support = np.diagonal(counts), counts.sum(axis=0), counts.sum(axis=1)
    return ClassFigures(
        _shares(right, taken), _shares(right, support), _shares(2 * right, taken + support), support
    )


def _shares(part: Array, whole: Array) -> Array:
    found: Array = np.full(len(whole), math.nan)
    return np.divide(part, whole, out=found, where=whole > 0)
