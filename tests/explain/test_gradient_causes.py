"""The cause of an ill gradient is named with its measured part, and its cure is an edit."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nnstudio.data.prepare import prepare
from nnstudio.engine.model import Model
from nnstudio.engine.studies.gradient_flow import GradientFlow, GradientFlowStudy, LayerFlow, Sizes
from nnstudio.explain.gradient_causes import CAUSES, explained, judge_flow, rectifies, steepest
from nnstudio.explain.gradient_cures import LABELS, cure_label, cured
from nnstudio.explain.verdicts import Verdict, layer_distances
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.graph.templates import template
from nnstudio.layers.dense import Dense
from nnstudio.optimizers.clipping import Clipping
from tests.engine.studying import answer
from tests.explain.test_verdicts import stack

NO_CLIPPING = Clipping()


def verdict_of(
    project: Project, clipping: Clipping = NO_CLIPPING, recurrent: float = 0.0
) -> Verdict:
    """Judge a network as it starts; its recurrent weights times ``recurrent``, unless that is 0."""
    analysis = analyze(project)
    model = Model.build(analysis, seed=1)
    for key, value in model.weights.items():
        if recurrent and key[1] == "recurrent_weight":
            value *= recurrent
    data = prepare(project.data).with_outputs(model.plan.wanted)
    t = np.asarray(data.t_train[:32], np.float32).reshape(32, -1)
    flow = answer(GradientFlowStudy(data.x_train[:32], t), model)
    sources = {node.id: node.sources for node in model.plan.nodes}
    layers = model.plan.learning
    distance = layer_distances(tuple(sources), sources, layers)
    return explained(judge_flow(flow, layers, distance), flow, clipping)


def sigmoids(count: int) -> Project:
    hidden = [Dense(units=16, activation="sigmoid") for _ in range(count)]
    return stack("spiral", *hidden, Dense(units=2, activation="softmax"))


def test_a_ten_layer_sigmoid_stack_vanishes_because_of_sigmoid() -> None:
    verdict = verdict_of(sigmoids(10))

    assert verdict.kind == "vanishing"
    text = str(verdict.text)
    assert "Sigmoid in dense_1, dense_2 … dense_10 passes at most 0.25 of the gradient" in text
    assert f"× {verdict.factor:.2g} per layer" in text
    assert "ReLU, He, BatchNorm or a skip" in text
    assert verdict.culprits == tuple(f"dense_{i}" for i in range(1, 11))


def test_its_cure_is_an_edit_that_heals_it() -> None:
    project = sigmoids(10)
    verdict = verdict_of(project)
    assert verdict.cures == ("relu_he",)
    healed = cured(project, verdict, "relu_he")

    layers = [node.layer for node in healed.graph.nodes if isinstance(node.layer, Dense)]
    assert all((x.activation, x.initializer) == ("relu", "he_normal") for x in layers[:-1])
    assert layers[-1].activation == "softmax"
    assert verdict_of(healed).kind == "healthy"


def test_saturated_tanh_is_told_from_small_slopes() -> None:
    wide = [
        Dense(units=8, activation="tanh", initializer="normal", sigma=10.0, use_bias=False)
        for _ in range(4)
    ]
    project = stack("spiral", *wide, Dense(units=2, activation="softmax"))
    flow = GradientFlow(tuple(made(f"dense_{i}", 0.05, 0.9, "tanh") for i in range(1, 5)), 32)
    ill = Verdict("vanishing", verdict_of(project).text, ("dense_1",), -0.6)
    verdict = explained(ill, flow, NO_CLIPPING)
    assert "Tanh in dense_1, dense_2, dense_3, dense_4 is saturated" in str(verdict.text)
    assert "passes 0.05" in str(verdict.text)


def test_relu_is_no_cause_where_half_of_it_is_flat() -> None:
    weights = tuple(made(f"dense_{i}", 0.48, 0.4, "relu") for i in range(1, 5))
    ill = Verdict("vanishing", CAUSES, ("dense_1",), -0.7)
    verdict = explained(ill, GradientFlow(weights, 32), NO_CLIPPING)
    assert "weights of dense_1, dense_2, dense_3, dense_4 are too small" in str(verdict.text)

    flat = tuple(made(f"dense_{i}", 0.1, 0.9, "relu") for i in range(1, 5))
    verdict = explained(ill, GradientFlow(flat, 32), NO_CLIPPING)
    assert "ReLU in dense_1, dense_2, dense_3, dense_4 gives zero for most" in str(verdict.text)
    assert verdict.cures == ("leaky_relu",)
    assert [rectifies(name) for name in ("relu", "leaky_relu", "tanh", "sigmoid", "linear")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_small_and_large_weights_are_the_cause() -> None:
    small = [Dense(units=16, activation="tanh", initializer="normal", sigma=0.03) for _ in range(8)]
    verdict = verdict_of(stack("spiral", *small, Dense(units=2, activation="softmax")))
    assert verdict.kind == "vanishing"
    assert "weights of dense_1, dense_2 … dense_8 are too small" in str(verdict.text)
    assert verdict.cures == ("weights",)

    large = [Dense(units=64, activation="tanh", initializer="normal", sigma=4.0) for _ in range(9)]
    project = stack("spiral", *large, Dense(units=2, activation="softmax"))
    verdict = verdict_of(project)
    assert verdict.kind == "exploding"
    assert "are too large" in str(verdict.text)
    assert verdict.cures == ("weights", "clip")
    assert verdict_of(cured(project, verdict, "weights")).kind == "healthy"


def test_a_dead_layer_is_named() -> None:
    blocked = [Dense(units=8, activation="step") for _ in range(3)]
    verdict = verdict_of(stack("spiral", *blocked, Dense(units=2, activation="softmax")))
    assert verdict.kind == "vanishing"
    assert "Step in dense_1, dense_2, dense_3 has slope zero for 100% of its units" in str(
        verdict.text
    )
    assert verdict.cures == ("leaky_relu",)


@pytest.mark.parametrize(("w", "kind"), [(0.5, "vanishing"), (1.0, "healthy"), (2.0, "exploding")])
def test_a_linear_recurrence_is_judged_over_its_time_steps(w: float, kind: str) -> None:
    project = edits.set_values(template("exploding-rnn").project, "simplernn_1", units=1)
    verdict = verdict_of(project, recurrent=w)  # its weight starts at 1
    assert verdict.kind == kind
    if kind != "healthy":
        assert f"by {w:g} per step; over 60 steps" in str(verdict.text)
        assert verdict.layers == ("simplernn_1",)


def test_an_exploding_gradient_can_be_clipped_once() -> None:
    project = template("exploding-rnn").project
    verdict = verdict_of(project, recurrent=1.5)
    assert verdict.kind == "exploding"
    assert "clip" in verdict.cures
    clipped = cured(project, verdict, "clip")
    assert clipped.training.clipping == Clipping(mode="global_norm", threshold=1.0)
    verdict = verdict_of(clipped, clipped.training.clipping, recurrent=1.5)
    assert "clip" not in verdict.cures
    assert "threshold 1" in str(verdict.details)


def test_layers_side_by_side_are_equally_far() -> None:
    sources = {"a": ("in",), "b": ("in",), "add": ("a", "b"), "c": ("add",), "in": ()}
    order = ("in", "a", "b", "add", "c")
    np.testing.assert_array_equal(layer_distances(order, sources, ("a", "b", "c")), [1, 1, 0])


def test_nothing_measured_and_nan_leave_the_verdict_as_it_is() -> None:
    ill = Verdict("vanishing", CAUSES, ("a",), -0.6)
    assert explained(ill, None, NO_CLIPPING) is ill
    assert explained(ill, GradientFlow((LayerFlow("a"),), 8), NO_CLIPPING) == ill
    assert judge_flow(GradientFlow((LayerFlow("a"),), 8), ("a",), None).kind == "exploding"


def test_slopes_and_labels() -> None:
    assert steepest("sigmoid") == pytest.approx(0.25)
    assert steepest("tanh") == pytest.approx(1.0)
    assert steepest("softmax") == 1.0
    assert all(str(cure_label(name)) for name in LABELS)


def made(node: str, slope: float, weight: float, activation: str) -> LayerFlow:
    norm = Sizes(1.0, 1.0, 1.0)
    return LayerFlow(
        node, norm, norm, slope, weight, slope * weight, activation, slope, 0.0, math.nan
    )
