"""Mean and spread of what each layer gives, on some samples."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.model import Model, Pass
from nnstudio.engine.plan import Plan
from nnstudio.engine.studies.gradient_flow import FEWEST_SAMPLES, MULTIPLY_ADDS
from nnstudio.engine.study import Pieces, Study


@dataclass(frozen=True)
class Spread:
    """Mean and standard deviation of all numbers that a layer gives for the samples."""

    node: str
    mean: float
    sigma: float


@dataclass(frozen=True, eq=False)
class ActivationSpreadStudy(Study[tuple[Spread, ...]]):
    """How widely the outputs of all layers are spread for prepared samples ``(n, *input_shape)``.

    Layers behave as in training: Dropout draws the same masks each time.
    """

    x: Array

    def fits(self, plan: Plan) -> bool:
        return self.x.shape[1:] == plan.input_shape

    def pieces(self, model: Model) -> Pieces[tuple[Spread, ...]]:
        fitting = max(MULTIPLY_ADDS // max(model.plan.multiply_adds, 1), FEWEST_SAMPLES)
        done, found = Pass(), []
        for node in model.way_forward(done, self.x[:fitting], model.steps(training=True)):
            found.append(_spread(node.id, done.outputs[node.id]))
            yield
        return tuple(found)


def _spread(node: str, y: Array) -> Spread:
    mean = float(y.mean(dtype=np.float64)) if y.size else math.nan
    sigma = float(y.std(dtype=np.float64)) if y.size else math.nan
    return Spread(node, mean, sigma)
