"""How often a run measures what costs time; sizes alone decide, never the clock."""

from __future__ import annotations

from nnstudio.engine.plan import Plan

PROBE_WORK = 2_000_000
"""Multiply-adds of training between two probes, so that probes take under a twentieth of it."""
MOST_STEPS_BETWEEN_PROBES = 50
METRICS_WORK = 20_000_000
"""Multiply-adds of training beside which computing all metrics of an epoch weighs little."""
MOST_EPOCHS_BETWEEN_METRICS = 20


def probe_interval(plan: Plan, batch_size: int) -> int:
    """Return after how many steps gradient norms are taken; it depends on sizes alone."""
    work = 3 * plan.multiply_adds * batch_size
    return max(1, min(MOST_STEPS_BETWEEN_PROBES, PROBE_WORK // max(work, 1)))


def metrics_interval(plan: Plan, count: int) -> int:
    """Return after how many epochs all metrics are computed, so that short epochs stay short."""
    work = 3 * plan.multiply_adds * count
    return max(1, min(MOST_EPOCHS_BETWEEN_METRICS, METRICS_WORK // max(work, 1)))
