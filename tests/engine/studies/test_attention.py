"""Attention weights are those of the formula, written out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.engine.studies.attention import AttentionStudy, row_entropies
from nnstudio.engine.weights import initial_weights
from nnstudio.graph.analysis import analyze
from nnstudio.graph.signature import Signature
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.multi_head_attention import MultiHeadAttention
from tests.engine.networks import chain
from tests.engine.studying import answer

STEPS, FEATURES, HEADS = 5, 4, 2


def network(layer: MultiHeadAttention) -> Model:
    signature = Signature((STEPS, FEATURES), "regression", raw_shape=(STEPS, FEATURES))
    dense = Dense(units=1, activation="linear")
    plan = make_plan(analyze(chain(signature, "mean_squared_error", layer, Flatten(), dense)))
    return Model(plan, initial_weights(plan, 3), np.float64)


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("mask_zeros", [False, True])
def test_weights_are_softmax_of_scaled_products(causal: bool, mask_zeros: bool) -> None:
    model = network(MultiHeadAttention(heads=HEADS, causal=causal, mask_zeros=mask_zeros))
    x = np.random.default_rng(0).normal(size=(1, STEPS, FEATURES))
    x[0, 3:] = 0.0
    found = answer(AttentionStudy(x), model)["multiheadattention_1"]
    w = {name: value for (node, name), value in model.weights.items() if node.startswith("multi")}
    size = FEATURES // HEADS
    for head in range(HEADS):
        for i in range(STEPS):
            allowed = [
                j
                for j in range(STEPS)
                if (j <= i or not causal) and (not mask_zeros or (i < 3 and j < 3))
            ]
            scores = {}
            for j in allowed:
                q = (x[0, i] @ w["query_weight"] + w["query_bias"])[head * size :][:size]
                k = (x[0, j] @ w["key_weight"] + w["key_bias"])[head * size :][:size]
                scores[j] = math.exp(float(q @ k) / math.sqrt(size))
            for j in range(STEPS):
                expected = scores[j] / sum(scores.values()) if j in scores else 0.0
                assert found.weights[head, i, j] == pytest.approx(expected, abs=1e-12)
                assert bool(found.seen[i, j]) == (j in scores)


def test_entropy_counts_bits() -> None:
    weights = np.array([[[1.0, 0.0, 0.0, 0.0], [0.25] * 4, [0.5, 0.5, 0.0, 0.0], [0.0] * 4]])

    np.testing.assert_allclose(row_entropies(weights), [[0.0, 2.0, 1.0, 0.0]])


def test_only_networks_with_attention_are_asked() -> None:
    model = network(MultiHeadAttention(heads=1))

    assert AttentionStudy(np.zeros((1, STEPS, FEATURES))).fits(model.plan)
    assert not AttentionStudy(np.zeros((1, STEPS + 1, FEATURES))).fits(model.plan)
