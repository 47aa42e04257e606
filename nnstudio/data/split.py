"""Which samples are held out for validation: every class in its share, the same on any machine."""

from __future__ import annotations

import numpy as np

from nnstudio.core.layer import Array


def stratified_split(labels: Array, held_out: int, seed: int) -> tuple[Array, Array]:
    """Return the sorted positions of the training and of the validation samples.

    Each class gives its share of the validation samples; where shares are no whole numbers the
    largest remainders are rounded up (Hamilton's method), earlier classes first among equals.

    Parameters
    ----------
    labels
        Whole numbers ``(n,)``; all equal where there are no classes.
    held_out
        How many samples go to validation, fewer than there are.
    """
    classes, counts = np.unique(labels, return_counts=True)
    shares, remainders = np.divmod(held_out * counts, len(labels))
    for k in np.argsort(-remainders, kind="stable")[: held_out - int(shares.sum())]:
        shares[k] += 1
    # Raw words, unlike drawn numbers, are promised to stay the same in every version of NumPy.
    words = np.random.PCG64(np.random.SeedSequence(seed)).random_raw(len(labels))
    order = np.argsort(words, kind="stable")
    held = [order[labels[order] == k][:share] for k, share in zip(classes, shares, strict=True)]
    validation = np.sort(np.concatenate(held))
    training = np.setdiff1d(np.arange(len(labels)), validation, assume_unique=True)
    return training, validation
