"""What a script that trains has to know of the samples, and of how this computer goes through them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass

import numpy as np

from nnstudio.data.augment import Variation
from nnstudio.data.prepared_data import PreparedData
from nnstudio.engine.plan import Plan
from nnstudio.engine.program import Program
from nnstudio.engine.weights import initial_weights
from nnstudio.export.numpy_script.drawing_order import DrawingOrder, drawing_order
from nnstudio.graph.training_plan import TrainingPlan


@dataclass(frozen=True)
class SampleFacts:
    """What only the samples say.

    Parameters
    ----------
    order
        How numbers are drawn where not as the definitions do.
    variation
        What varies training samples; None: nothing does.
    lanes
        By the size of a batch: in how many parts this computer varies it.
    validated
        Whether there are validation samples.
    unread
        Whether nobody has read them: what varies them is not known then.
    """

    order: DrawingOrder | None = None
    variation: Variation | None = None
    lanes: Mapping[int, int] | None = None
    validated: bool = False
    unread: bool = False

    @classmethod
    def of(cls, plan: Plan, training: TrainingPlan, samples: PreparedData) -> SampleFacts:
        """Return what there is to know of samples."""
        count = len(samples.x_train)
        order, vary = drawing_order(plan, training, count), samples.vary
        lanes = None if vary is None else _lanes(plan, training, count)
        return cls(order, vary, lanes, len(samples.x_val) > 0)


def _lanes(plan: Plan, training: TrainingPlan, count: int) -> dict[int, int]:
    batch = training.step_samples(count)
    x = np.zeros((batch, *plan.input_shape), np.float32)
    t = np.zeros((batch, plan.targets), np.float32)
    weights = initial_weights(plan, training.seed)
    with closing(Program(plan, training.optimizer, x, t, batch, weights=weights)) as program:
        return {n: len(program.lanes(n)) for n in sorted({batch, count % batch} - {0})}
