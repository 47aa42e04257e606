"""Targets as the compiled step reads them: one row of numbers for each sample."""

from __future__ import annotations

import numpy as np

from nnstudio.core.kernels import losses
from nnstudio.core.layer import Array
from nnstudio.core.shapes import size_of
from nnstudio.engine.plan import Plan


def flat_targets(t: Array) -> Array:
    """Return targets as ``(n, numbers)``."""
    t = np.ascontiguousarray(t, np.float32)
    return t.reshape(len(t), -1) if t.size else t.reshape(len(t), 0)


def loss_twins_of(plan: Plan, t: Array) -> frozenset[str]:
    """Return the outputs whose loss a twin computes, given all targets.

    Twins of losses that belong to an activation begin at its logits; where these are not there,
    because the activation's output is used elsewhere too, the definition computes the loss.
    """
    return frozenset(
        o.name
        for o in plan.outputs
        if o.fused or not o.loss.activation
        if losses.has_twin(o.loss, t[:, o.columns])
    )


def weight_columns(plan: Plan) -> dict[str, slice]:
    """Return by output where, behind all targets, the weights of its positions lie, if it has any."""
    found: dict[str, slice] = {}
    start = plan.targets
    for output in plan.outputs:
        if output.class_weights:
            found[output.name] = slice(start, start + size_of(output.shape[:-1]))
            start = found[output.name].stop
    return found


def prepared_targets(plan: Plan, t: Array, twins: frozenset[str]) -> Array:
    """Return targets in the form of the losses' twins, and behind them the `weight_columns`."""
    found = t
    for output in plan.outputs:
        if output.name in twins:
            own = t[:, output.columns]
            changed = losses.targets(output.loss.name, own)
            if changed is not own:
                found = t.copy() if found is t else found
                found[:, output.columns] = changed
    weights = [
        output.weights_of(output.target(t)).reshape(len(t), size_of(output.shape[:-1]))
        for output in plan.outputs
        if output.class_weights
    ]
    return np.hstack([found, *weights]) if weights else found
