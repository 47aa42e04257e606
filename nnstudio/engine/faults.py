"""Find the first tensor that is no longer a number."""

from __future__ import annotations

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan
from nnstudio.engine.weights import WeightMap

WEIGHTS = (N_("weight"), N_("bias"))
"""The usual names of weights, so that they are translated."""


def first_bad(plan: Plan, weights: WeightMap, x: Array, t: Array) -> tuple[str, str] | None:
    """Return ``(node id, what)`` of the first tensor with NaN or infinity, in computing order.

    ``what`` is ``"input"``, ``"target"``, the name of a weight, ``"output"``, ``"loss"`` or
    ``"gradient"``. The definitions compute a training step with samples ``x`` and targets ``t``.
    """
    model = Model(plan, weights)
    steps = model.steps(training=True)
    with np.errstate(all="ignore"):
        if not _finite(x):
            return plan.nodes[0].id, N_("input")
        done = model.forward(x, steps)
        for node in plan.nodes:
            for name, _ in node.weights:
                if not _finite(model.weights[node.id, name]):
                    return node.id, name
            if not _finite(done.outputs[node.id]):
                return node.id, N_("output")
        if not _finite(t):
            return plan.output, N_("target")
        for output, value in zip(plan.outputs, model.losses(done, t), strict=True):
            if not np.isfinite(value):
                return output.node, N_("loss")
        gradients, _ = model.backward(done, t, steps)
        for node in reversed(plan.nodes):
            if any(not _finite(gradients[node.id, n]) for n, w in node.weights if w.trainable):
                return node.id, N_("gradient")
    return None


def _finite(values: Array) -> bool:
    return bool(np.isfinite(values).all())
