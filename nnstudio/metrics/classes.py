"""Which classes outputs and targets name, and metrics that look at nothing else."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.settings import param
from nnstudio.core.text import N_
from nnstudio.metrics.base import Metric


def named_classes(y: Array, t: Array, border: float = 0.5) -> tuple[Array, Array]:
    """Return the class that each output names and the true one, by number, ignored ones left out.

    With one unit, an output of at least ``border`` names class 1; with several, the largest.
    """
    single = y.shape[-1] == 1
    named = (y[..., 0] >= border).astype(np.intp) if single else y.argmax(axis=-1)
    if t.ndim == y.ndim:
        true = (t[..., 0] >= 0.5).astype(np.intp) if single else t.argmax(axis=-1)
        return named.reshape(-1), true.reshape(-1)
    kept = t >= 0
    return named[kept], t[kept].astype(np.intp)


def each_class(y: Array, t: Array) -> tuple[Array, Array]:
    """Return outputs ``(positions, classes)`` and the true classes by number, ignored ones left out.

    Where there is one unit, the first class gets what is left of 1.
    """
    if t.ndim == y.ndim:
        t = t[..., 0] >= 0.5 if t.shape[-1] == 1 else t.argmax(axis=-1)
    kept = t >= 0
    y, true = y[kept], t[kept].astype(np.intp)
    return (np.concatenate([1 - y, y], axis=1) if y.shape[1] == 1 else y), true


@dataclass(frozen=True)
class ClassMetric(Metric):
    """A metric of which classes are named; the outputs' size does not matter otherwise."""

    tasks = ("classification",)

    border: float = param(
        0.5,
        low=-1000.0,
        high=1000.0,
        advanced=True,
        label=N_("Border"),
        help=N_("With a single output, one of at least this means yes; for hinge it is 0."),
    )


@dataclass(frozen=True)
class PerClassMetric(ClassMetric):
    """A metric that is computed for each class and averaged over the classes that occur.

    Each class weighs the same, however rare it is (macro average, as in scikit-learn). A class
    that neither is true nor named anywhere is left out; where a share has nothing to be taken
    of, it is 0.
    """

    def sums(self, y: Array, t: Array) -> Array:
        """Return for each class how often it was rightly named, named, and true, in a row."""
        named, true = named_classes(y, t, self.border)
        classes = max(2, y.shape[-1])
        counts = [np.bincount(c, minlength=classes) for c in (named[named == true], named, true)]
        return np.concatenate(counts).astype(np.float64)

    def result(self, total: Array) -> float:
        right, named, true = total.reshape(3, -1)
        occurs = named + true > 0
        if not occurs.any():
            return float("nan")
        return float(self.per_class(right[occurs], named[occurs], true[occurs]).mean())

    def per_class(self, right: Array, named: Array, true: Array) -> Array:
        """Return the metric of each class that occurs."""
        raise NotImplementedError


def share(part: Array, whole: Array) -> Array:
    """Return ``part / whole``, 0 where there is nothing to take a share of."""
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
