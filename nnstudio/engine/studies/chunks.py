"""How many samples a study computes at once, so that a piece stays short."""

from __future__ import annotations

from nnstudio.engine.plan import Plan

PIECE = 1_500_000
"""Multiply-adds of a piece: the definitions do about 400 in a microsecond."""
MOST = 32


def chunk_size(plan: Plan) -> int:
    """Return how many samples take a few milliseconds; decided from shapes, never by the clock."""
    return max(1, min(MOST, PIECE // max(plan.multiply_adds, 1)))
