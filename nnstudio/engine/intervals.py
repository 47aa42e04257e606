"""How often a run measures what costs time; sizes alone decide, never the clock."""

from __future__ import annotations

from nnstudio.engine.plan import Plan

PROBE_WORK = 2_000_000
"""Multiply-adds of training between two probes, so that probes take under a twentieth of it."""
MOST_STEPS_BETWEEN_PROBES = 50
FEWEST_STEPS_BETWEEN_PROBES = 5
METRICS_WORK = 20_000_000
"""Multiply-adds of training beside which computing all metrics of an epoch weighs little."""
MOST_EPOCHS_BETWEEN_METRICS = 20


def probe_interval(plan: Plan, batch_size: int, batches: int) -> int:
    """Return after how many steps gradient norms are taken; it depends on sizes alone.

    In an epoch of few ``batches`` there is one probe at least, so that short runs show some.
    """
    work = 3 * plan.multiply_adds * batch_size
    most = min(MOST_STEPS_BETWEEN_PROBES, max(batches, FEWEST_STEPS_BETWEEN_PROBES))
    return max(1, min(most, PROBE_WORK // max(work, 1)))


def metrics_interval(plan: Plan, count: int) -> int:
    """Return after how many epochs all metrics are computed, so that short epochs stay short."""
    work = 3 * plan.multiply_adds * count
    return max(1, min(MOST_EPOCHS_BETWEEN_METRICS, METRICS_WORK // max(work, 1)))
