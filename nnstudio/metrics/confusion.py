"""Which class is taken for which."""

from __future__ import annotations

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.metrics.classes import named_classes


def confusion(y: Array, t: Array, border: float = 0.5) -> Array:
    """Return how often a sample of the row's class was taken for the column's.

    ``(classes, classes)`` int64; matrices of several chunks add up.
    """
    named, true = named_classes(y, t, border)
    classes = max(2, y.shape[-1])
    counts = np.bincount(true * classes + named, minlength=classes * classes)
    return counts.astype(np.int64).reshape(classes, classes)
