"""Weights changed by hand: what they are before anybody trains, and checkpoints with others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import (
    WeightKey,
    adopt_weights,
    fits,
    initial_weight,
    initial_weights,
)
from nnstudio.graph.analysis import Analysis


@dataclass(frozen=True)
class Donor:
    """Another layer whose weights could be copied, and whether they have the same shapes."""

    node_id: str
    shapes: tuple[tuple[int, ...], ...]
    fits: bool


def present_checkpoint(analysis: Analysis, checkpoint: Checkpoint | None) -> Checkpoint:
    """Return the weights of a drawing as they are now: without training, those of its seed.

    Layers that were changed since the last training have starting weights, too.

    Raises
    ------
    UserError
        The drawing has problems, so that it has no weights.
    """
    plan, seed = make_plan(analysis), analysis.project.training.seed
    if checkpoint is None:
        return Checkpoint(initial_weights(plan, seed))
    if fits(plan, checkpoint.weights):
        return checkpoint
    return replace(checkpoint, weights=adopt_weights(plan, checkpoint.weights, seed))


def node_weights(
    analysis: Analysis, checkpoint: Checkpoint | None, node_id: str
) -> dict[str, Array]:
    """Return the weights of one layer as they are now, by name; those of its seed if not trained."""
    seed, known = analysis.project.training.seed, checkpoint.weights if checkpoint else {}
    found = {}
    for name, weight in analysis.reports[node_id].weights:
        value = known.get((node_id, name))
        fitting = value is not None and value.shape == weight.shape
        found[name] = (
            value if value is not None and fitting else initial_weight(node_id, name, weight, seed)
        )
    return found


def with_weights(checkpoint: Checkpoint, changes: Mapping[WeightKey, Array]) -> Checkpoint:
    """Return a checkpoint with some weights replaced; what the optimiser keeps stays."""
    weights = dict(checkpoint.weights)
    for key, value in changes.items():
        weights[key] = np.array(value, np.float32)
        weights[key].setflags(write=False)
    return replace(checkpoint, weights=weights)


def starting_weights(analysis: Analysis, node_ids: Collection[str]) -> dict[WeightKey, Array]:
    """Return the weights with which some layers start that have their own."""
    drawn = initial_weights(make_plan(analysis), analysis.project.training.seed)
    return {key: value for key, value in drawn.items() if key[0] in node_ids}


def donors_for(analysis: Analysis, node_id: str) -> tuple[Donor, ...]:
    """Return the layers with weights of their own besides one, first those that fit."""
    wanted = _shapes(analysis, node_id)
    found = [
        Donor(other, tuple(_shapes(analysis, other).values()), _shapes(analysis, other) == wanted)
        for other in analysis.order
        if other != node_id and analysis.reports[other].weights
    ]
    return tuple(sorted(found, key=lambda donor: not donor.fits))


def copied_weights(checkpoint: Checkpoint, donor: str, node_id: str) -> dict[WeightKey, Array]:
    """Return the weights of one layer as those of another."""
    return {
        (node_id, name): value
        for (owner, name), value in checkpoint.weights.items()
        if owner == donor
    }


def _shapes(analysis: Analysis, node_id: str) -> dict[str, tuple[int, ...]]:
    return {name: weight.shape for name, weight in analysis.reports[node_id].weights}
