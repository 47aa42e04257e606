"""Losses and metrics of samples that are computed in chunks."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.model import Plan, PlannedOutput
from nnstudio.engine.program import Outcome
from nnstudio.metrics import Metric, metrics_for


@dataclass(frozen=True, eq=False)
class OutputFigures:
    """How one output did.

    Parameters
    ----------
    name
        The output's name (`PlannedOutput.name`).
    loss
        Its mean loss, not weighted; NaN where there was no sample.
    metrics
        By name; what is measured in the target's units is in its own, not in scaled ones.
    """

    name: str
    task: str
    loss: float
    metrics: Mapping[str, float]


class Scores:
    """Adds up what several chunks of samples give."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._metrics = {output.name: output_metrics(output) for output in plan.outputs}
        self._sums: dict[tuple[str, str], Array] = {}
        self._losses = {output.name: 0.0 for output in plan.outputs}
        self._counts = {output.name: 0 for output in plan.outputs}

    def add(self, outcome: Outcome, t: Array) -> None:
        """Take in the outcome for samples with the targets ``t`` ``(n, numbers)``."""
        for output in self._plan.outputs:
            name = output.name
            self._losses[name] += outcome.losses[name] * outcome.counts[name]
            self._counts[name] += outcome.counts[name]
            y = output.in_own_units(outcome.outputs[name])
            target = output.in_own_units(output.target(t))
            for key, metric in self._metrics[name].items():
                sums = metric.sums(y, target)
                before = self._sums.get((name, key))
                self._sums[name, key] = sums if before is None else before + sums

    @property
    def loss(self) -> float:
        """The mean loss of all outputs, each times its weight; NaN where there was no sample."""
        return sum(output.weight * self._mean(output.name) for output in self._plan.outputs)

    def figures(self) -> tuple[OutputFigures, ...]:
        """Return losses and metrics by output."""
        return tuple(
            OutputFigures(
                output.name,
                output.task,
                self._mean(output.name),
                {
                    key: metric.result(self._sums[output.name, key])
                    if (output.name, key) in self._sums
                    else math.nan
                    for key, metric in self._metrics[output.name].items()
                },
            )
            for output in self._plan.outputs
        )

    def named(self) -> dict[str, float]:
        """Return all metrics by one name; where there are several outputs, theirs in front."""
        several = len(self._plan.outputs) > 1
        found: dict[str, float] = {}
        for figures in self.figures():
            if several:
                found[f"{figures.name}/loss"] = figures.loss
            for key, value in figures.metrics.items():
                found[f"{figures.name}/{key}" if several else key] = value
        return found

    def _mean(self, name: str) -> float:
        count = self._counts[name]
        return self._losses[name] / count if count else math.nan


def output_metrics(output: PlannedOutput) -> dict[str, Metric]:
    """Return the metrics that say something of an output, by name."""
    found: dict[str, Metric] = {}
    for name, cls in metrics_for(output.task).items():
        own = {"border": output.loss.border} if "border" in cls.params() else {}
        found[name] = cls(**own)
    return found


def metric_names(plan: Plan) -> tuple[str, ...]:
    """Return the names that `Scores.named` gives."""
    return tuple(Scores(plan).named())


def as_row(named: Mapping[str, float], names: tuple[str, ...]) -> Array:
    """Return metrics in the order of ``names``; NaN for what is missing."""
    return np.array([named.get(name, math.nan) for name in names], np.float64)
