"""How large what each node gives is in a training step."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from nnstudio.core.layer import Array, Step
from nnstudio.engine.model import Model
from nnstudio.engine.setup import Setup
from nnstudio.engine.weights import WeightMap


def output_sizes(setup: Setup, weights: WeightMap, x: Array) -> dict[str, float]:
    """Return how large the outputs of each node are in a step with samples ``(batch, *shape)``.

    That is the root of their mean square, by the definitions; nothing is drawn for it.
    """
    plan = replace(
        setup.plan, nodes=tuple(replace(n, layer=setup.layers[n.id]) for n in setup.plan.nodes)
    )
    steps = {n.id: Step(n.in_training(True), setup.coming(n.id, 0)) for n in plan.nodes}
    with np.errstate(all="ignore"):
        outputs = Model(plan, weights).forward(x, steps).outputs
        return {
            node_id: math.sqrt(float(np.square(y, dtype=np.float64).mean()))
            for node_id, y in outputs.items()
        }
