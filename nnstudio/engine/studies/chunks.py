"""How many samples a study computes at once, so that a piece stays short."""

from __future__ import annotations

from nnstudio.core.recurrent import Recurrent
from nnstudio.core.shapes import size_of
from nnstudio.engine.plan import Plan

WORK = 28_000_000
"""So much work is a piece: about three milliseconds of multiply-adds by the definitions."""
PER_OUTPUT = 120
"""As many multiply-adds as the rest of the work for one number that a layer gives takes time."""
STEP_BY_STEP = 10
"""So many times the time those of a recurrent layer take, which does small products in turn."""
MOST = 512


def work_of(plan: Plan) -> int:
    """Return how much work a sample is: decided from shapes, never by the clock."""
    work = PER_OUTPUT * sum(size_of(node.shape) for node in plan.nodes)
    for node in plan.nodes:
        times = STEP_BY_STEP if isinstance(node.layer, Recurrent) else 1
        work += times * node.layer.multiply_adds(*node.input_shapes)
    return max(work, 1)


def chunks(plan: Plan, count: int, passes: int = 1) -> list[slice]:
    """Return parts of ``count`` samples for which one piece each is time enough.

    Parameters
    ----------
    passes
        How many times the work of a pass forward is done for each.
    """
    size = max(1, min(WORK // (passes * work_of(plan)), MOST))
    return [slice(start, min(start + size, count)) for start in range(0, count, size)]
