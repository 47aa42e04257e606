"""Weights by node and name: how they start, and whether they fit a plan."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.initializers import initial_values
from nnstudio.core.layer import Array, Weight
from nnstudio.core.text import N_, Text
from nnstudio.engine.plan import Plan

WeightKey = tuple[str, str]


WeightMap = Mapping[WeightKey, Array]
"""``(node id, weight name)`` -> array, in the layout of the layer's definition."""


def initial_weights(plan: Plan, seed: int) -> dict[WeightKey, Array]:
    """Draw the starting weights (float32) that belong to ``seed``.

    Every weight has a stream of its own, named by node and weight, so that adding a layer leaves
    the others' starting weights as they were.
    """
    return {
        (node.id, name): initial_weight(node.id, name, weight, seed)
        for node in plan.nodes
        for name, weight in node.weights
    }


def initial_weight(node_id: str, name: str, weight: Weight, seed: int) -> Array:
    """Draw the starting values (float32) of a single weight."""
    return initial_values(weight, stream(seed, f"{node_id}/{name}")).astype(np.float32)


def stream(seed: int, purpose: str) -> np.random.Generator:
    """Return a random generator that depends only on the seed and on what it is for."""
    sequence = np.random.SeedSequence([seed, zlib.crc32(purpose.encode())])
    return np.random.Generator(np.random.SFC64(sequence))


def check_weights(plan: Plan, weights: WeightMap) -> dict[WeightKey, Array]:
    """Return the weights that the plan needs.

    Raises
    ------
    UserError
        One is missing or has another shape.
    """
    found: dict[WeightKey, Array] = {}
    for node in plan.nodes:
        for name, weight in node.weights:
            value = weights.get((node.id, name))
            if value is None or value.shape != weight.shape:
                raise UserError(
                    Text(
                        N_(
                            "The weight {key} has the shape {got}; the network expects {expected}. "
                            "Train the network again, or undo the change of its layers."
                        ),
                        key=f"{node.id}/{name}",
                        got="–" if value is None else str(value.shape),
                        expected=str(weight.shape),
                    )
                )
            found[node.id, name] = value
    return found


def fits(plan: Plan, weights: WeightMap) -> bool:
    """Return whether these are the weights of the plan, in names and shapes."""
    expected = {(node.id, name): w.shape for node in plan.nodes for name, w in node.weights}
    return {key: value.shape for key, value in weights.items()} == expected


def adopt_weights(plan: Plan, weights: WeightMap, seed: int) -> dict[WeightKey, Array]:
    """Return weights for the plan: the given ones where node, name and shape match, else new."""
    fresh = initial_weights(plan, seed)
    for key, value in fresh.items():
        known = weights.get(key)
        if known is not None and known.shape == value.shape:
            fresh[key] = known
    return fresh
