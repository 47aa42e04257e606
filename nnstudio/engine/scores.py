"""Losses and metrics of samples that are computed in chunks."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from nnstudio.core.layer import Array
from nnstudio.engine.outcome import Outcome
from nnstudio.engine.plan import Plan
from nnstudio.engine.planned_output import PlannedOutput
from nnstudio.metrics import Metric, all_metrics, metrics_for
from nnstudio.metrics.top_k_accuracy import TopKAccuracy


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
    """Adds up what several chunks of samples give.

    Parameters
    ----------
    only
        The metrics that are computed, as `named` calls them; None: all.
    """

    def __init__(self, plan: Plan, only: Collection[str] | None = None) -> None:
        self._plan = plan
        self._metrics = {output.name: output_metrics(output) for output in plan.outputs}
        if only is not None:
            self._metrics = {
                output: {k: m for k, m in found.items() if self._name(output, k) in only}
                for output, found in self._metrics.items()
            }
        self.clear()

    def clear(self) -> None:
        """Begin anew: short epochs are spared making the metrics each time."""
        outputs = self._plan.outputs
        self._sums: dict[tuple[str, str], Array] = {}
        self._losses = {output.name: 0.0 for output in outputs}
        self._counts = {output.name: 0 for output in outputs}
        self._weights: Mapping[str, float] = {o.name: o.weight for o in outputs}
        self._penalty, self._samples = 0.0, 0

    def add(self, outcome: Outcome, t: Array) -> None:
        """Take in the outcome for samples with the targets ``t`` ``(n, numbers)``."""
        self._weights = outcome.weights
        self._penalty += outcome.penalty * len(t)
        self._samples += len(t)
        for output in self._plan.outputs:
            name = output.name
            self._losses[name] += outcome.losses[name] * outcome.counts[name]
            self._counts[name] += outcome.counts[name]
            # No metric of numbers depends on where their zero is.
            y = output.differences(outcome.outputs[name])
            target = output.differences(output.target(t))
            for key, metric in self._metrics[name].items():
                sums = metric.sums(y, target)
                before = self._sums.get((name, key))
                self._sums[name, key] = sums if before is None else before + sums

    @property
    def loss(self) -> float:
        """The mean loss of all outputs, each times its weight, and what layers add to it.

        It is NaN where there was no sample.
        """
        total = sum(weight * self._mean(name) for name, weight in self._weights.items())
        return total + self._penalty / max(1, self._samples)

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
        found: dict[str, float] = {}
        for figures in self.figures():
            if len(self._plan.outputs) > 1:
                found[self._name(figures.name, "loss")] = figures.loss
            for key, value in figures.metrics.items():
                found[self._name(figures.name, key)] = value
        return found

    def _name(self, output: str, metric: str) -> str:
        return f"{output}/{metric}" if len(self._plan.outputs) > 1 else metric

    def _mean(self, name: str) -> float:
        count = self._counts[name]
        return self._losses[name] / count if count else math.nan


def output_metrics(output: PlannedOutput) -> dict[str, Metric]:
    """Return the metrics that say something of an output, by name."""
    found: dict[str, Metric] = {}
    for name, cls in metrics_for(output.task).items():
        own = {"border": output.loss.border} if "border" in cls.params() else {}
        metric = cls(**own)
        # Of no more than k classes the true one is always among the k likeliest.
        if not (isinstance(metric, TopKAccuracy) and output.shape[-1] <= metric.k):
            found[name] = metric
    return found


def metric_names(plan: Plan) -> tuple[str, ...]:
    """Return the names that `Scores.named` gives."""
    return tuple(Scores(plan).named())


def better_when_higher(name: str) -> bool:
    """Return whether a metric, as `Scores.named` calls it, should grow; a loss should not."""
    metric = all_metrics().get(name.rpartition("/")[2])
    return metric is not None and metric.higher_is_better


def as_row(named: Mapping[str, float], names: tuple[str, ...]) -> tuple[float, ...]:
    """Return metrics in the order of ``names``; NaN for what is missing."""
    return tuple(named.get(name, math.nan) for name in names)
