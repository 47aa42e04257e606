"""What a network gives for samples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nnstudio.core.layer import Array


@dataclass(frozen=True, eq=False)
class Outcome:
    """What a network gave for some samples, and how that compares with their targets.

    Parameters
    ----------
    loss
        The mean loss of all outputs, each times its weight, and what layers add to it.
    penalty
        The mean of what layers add to the loss of a sample.
    losses, counts
        By output: the mean loss, not weighted, and how many samples and positions it goes over.
    weights
        By output: how much its loss counts at present.
    outputs
        By output: ``(n, *shape)``, classes as probabilities.
    """

    loss: float
    penalty: float
    losses: Mapping[str, float]
    counts: Mapping[str, int]
    weights: Mapping[str, float]
    outputs: Mapping[str, Array]
