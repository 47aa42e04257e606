"""By how much errors in each class count, so that rare classes are not passed over."""

from __future__ import annotations

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.data.scaling import rounded
from nnstudio.data.targets import target_values, weighted_target
from nnstudio.graph.signature import Signature


def fit_class_weights(signature: Signature, y: Array) -> tuple[float, ...]:
    """Return a weight for each class, such that every class counts as much as any other.

    ``w_c = n / (k n_c)`` for ``n_c`` of ``n`` samples in each of ``k`` classes that occur (King &
    Zeng 2001); 0 for a class without samples, and none at all where there are no classes. Where
    samples have a class at every step, ``n`` counts the steps that are not ignored.

    Parameters
    ----------
    y
        What the data says of the training samples, as for `nnstudio.data.targets.target_values`.
    """
    number = weighted_target(signature)
    if number is None:
        return ()
    classes = len(signature.all_targets[number].classes)
    labels = target_values(y, signature, number)
    labels = labels[labels >= 0]
    counts = np.bincount(labels, minlength=classes)
    there = max(1, int((counts > 0).sum()))
    weights = np.divide(len(labels), there * counts, out=np.zeros(len(counts)), where=counts > 0)
    return rounded(weights)
