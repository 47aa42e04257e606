"""What a metric is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nnstudio.core.layer import Array
from nnstudio.core.settings import Settings


@dataclass(frozen=True)
class Metric(Settings):
    """A number that tells how good outputs are, for people rather than for the optimiser.

    Samples may come in chunks: what `sums` returns for them is added up and handed to `result`.
    Outputs are ``(batch, ..., units)``, classes as probabilities. Targets have the same shape
    (classes one-hot), or lack the last axis and hold class numbers, of which negative ones are
    ignored. Each position between batch and units counts like a sample. Numbers come in the units
    of the data, but all of a unit may be less by the same number: no metric may depend on that.
    """

    summary: ClassVar[str]
    formula: ClassVar[str]
    source: ClassVar[str] = ""
    order: ClassVar[int]
    tasks: ClassVar[tuple[str, ...]]
    """What it speaks of: "classification", "regression" or both."""
    higher_is_better: ClassVar[bool] = True
    in_target_units: ClassVar[bool] = False
    """Whether the result grows with the targets: it is then to be divided by what they were
    multiplied with when they were scaled."""

    def sums(self, y: Array, t: Array) -> Array:
        """Return what must be known of some samples, as a float64 vector that adds up."""
        raise NotImplementedError

    def result(self, total: Array) -> float:
        """Return the metric for the sums over all samples; NaN where there were none."""
        raise NotImplementedError
