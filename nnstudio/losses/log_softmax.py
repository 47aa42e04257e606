"""The logarithm of softmax, exact at any size of the logits."""

from __future__ import annotations

import numpy as np

from nnstudio.core.layer import Array


def log_softmax(z: Array) -> Array:
    """Return the logarithms of the softmax of ``z`` along the last axis."""
    # The highest logit is taken out of both terms: adding it back would cost digits.
    low = z - z.max(axis=-1, keepdims=True)
    logs: Array = low - np.log(np.exp(low).sum(axis=-1, keepdims=True))
    return logs
