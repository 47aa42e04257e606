"""The gradient's way back, held to numbers computed by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from nnstudio.core.layer import Layer
from nnstudio.data.prepare import make_plan as plan_data
from nnstudio.data.prepare import prepare
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.engine.studies.gradient_flow import GradientFlow, GradientFlowStudy, sizes
from nnstudio.engine.weights import initial_weights
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.graph.templates import template
from nnstudio.layers.add import Add
from nnstudio.layers.dense import Dense
from nnstudio.layers.input import Input
from nnstudio.losses.mean_squared_error import MeanSquaredError
from tests.engine.studying import answer


def stack(*layers: Layer) -> Project:
    project = replace(Project(), data=plan_data("spiral"))
    project, last = edits.add_node(project, Input(), 0.0, 0.0)
    for layer in layers:
        project, node_id = edits.add_node(project, layer, 0.0, 0.0)
        project = edits.connect(project, last, node_id)
        last = node_id
    return project


def flow_of(project: Project, samples: int = 32) -> tuple[GradientFlow, Model]:
    model = Model.build(analyze(project), seed=1)
    data = prepare(project.data).with_outputs(model.plan.wanted)
    t = np.asarray(data.t_train[:samples], np.float32).reshape(samples, -1)
    return answer(GradientFlowStudy(data.x_train[:samples], t), model), model


def test_a_factor_is_the_slope_times_the_weights_by_hand() -> None:
    """One number through y = sigmoid(3 x), then p = 2 y: all ratios follow from the chain rule."""
    project = stack(
        Dense(units=1, activation="sigmoid", initializer="constant", constant=3.0, use_bias=False),
        Dense(units=2, initializer="constant", constant=2.0, use_bias=False),
    )
    project = edits.set_loss(project, MeanSquaredError())
    plan = make_plan(analyze(project))
    x = np.array([[0.1, 0.1]], np.float32)
    t = np.zeros((1, plan.targets), np.float32)
    model = Model(plan, initial_weights(plan, 0))
    first, last = answer(GradientFlowStudy(x, t), model).layers

    y = 1 / (1 + math.exp(-0.6))
    # L = mean (2 y)², so dL/dp = 2 y each and dL/dy = 8 y
    assert last.flow.l2 == pytest.approx(2 * y * math.sqrt(2), rel=1e-5)
    assert last.slope_part == pytest.approx(1.0)
    assert last.weight_part == pytest.approx(4 / math.sqrt(2), rel=1e-5)
    assert last.factor == pytest.approx(last.weight_part)
    assert first.flow.l2 == pytest.approx(8 * y, rel=1e-5)
    assert first.slope_part == pytest.approx(y * (1 - y), rel=1e-5)
    assert first.slope == pytest.approx(y * (1 - y), rel=1e-5)
    assert first.weight_part == pytest.approx(3 * math.sqrt(2), rel=1e-5)
    assert first.factor == pytest.approx(first.slope_part * first.weight_part)
    dz = 8 * y * y * (1 - y)
    assert first.weights.l2 == pytest.approx(0.1 * math.sqrt(2) * dz, rel=1e-5)
    assert first.weights.mean == pytest.approx(0.1 * dz, rel=1e-5)
    assert first.weights.largest == pytest.approx(0.1 * dz, rel=1e-5)
    assert first.activation == "sigmoid"


def test_the_gradients_are_those_of_the_definitions() -> None:
    project = stack(
        Dense(units=8, activation="tanh"),
        Dense(units=8, activation="relu"),
        Dense(units=2, activation="softmax"),
    )
    found, model = flow_of(project)
    data = prepare(project.data)
    gradients, flowing = model.backward(model.forward(data.x_train[:32]), data.t_train[:32])

    for layer in found.layers:
        own = [g for (node, _), g in gradients.items() if node == layer.node]
        flat = np.concatenate([g.ravel() for g in own])
        assert layer.weights.l2 == pytest.approx(np.linalg.norm(flat), rel=1e-5)
        assert layer.weights.largest == pytest.approx(np.abs(flat).max(), rel=1e-5)
        if layer.node in flowing:
            assert layer.flow.l2 == pytest.approx(np.linalg.norm(flowing[layer.node]), rel=1e-5)
    assert [layer.at_loss for layer in found.layers] == [False, False, True]
    assert math.isnan(found.layers[-1].slope_part)
    assert found.layers[-1].factor == found.layers[-1].weight_part


def test_a_skip_adds_what_flows_over_both_paths() -> None:
    project = stack(Dense(units=4, activation="linear"), Dense(units=4, activation="tanh"))
    project, add = edits.add_node(project, Add(), 0.0, 0.0)
    project = edits.connect(edits.connect(project, "dense_1", add), "dense_2", add, 1)
    project, out = edits.add_node(project, Dense(units=2, activation="softmax"), 0.0, 0.0)
    found, model = flow_of(edits.connect(project, add, out))
    by_node = found.by_node

    assert by_node["add_1"].factor == pytest.approx(1.0)
    assert by_node["dense_2"].flow.l2 == pytest.approx(by_node["add_1"].flow.l2)
    direct = by_node["add_1"].flow.l2
    around = by_node["dense_2"].factor * direct
    assert abs(direct - around) <= by_node["dense_1"].flow.l2 <= direct + around
    assert model.plan.outputs[0].node == "dense_3"


def test_dead_units_and_slopes_of_zero_are_counted() -> None:
    blocked, _ = flow_of(
        stack(Dense(units=8, activation="step"), Dense(units=2, activation="softmax"))
    )
    assert (blocked.layers[0].slope, blocked.layers[0].dead) == (0.0, 1.0)
    assert blocked.layers[0].slope_part == 0.0
    assert math.isnan(blocked.layers[0].weight_part)
    living, _ = flow_of(
        stack(Dense(units=8, activation="tanh"), Dense(units=2, activation="softmax"))
    )
    assert 0.5 < living.layers[0].slope < 1.0
    assert living.layers[0].dead == 0.0


@pytest.mark.parametrize("w", [0.5, 2.0])
def test_a_linear_recurrence_multiplies_by_w_for_each_step(w: float) -> None:
    project = edits.set_values(template("exploding-rnn").project, "simplernn_1", units=1)
    model = Model.build(analyze(project))
    model.weights["simplernn_1", "recurrent_weight"][...] = -w
    data = prepare(project.data).with_outputs(model.plan.wanted)
    found = answer(GradientFlowStudy(data.x_train[:4], data.t_train[:4].reshape(4, -1)), model)
    assert found.by_node["simplernn_1"].per_step == pytest.approx(w, rel=1e-4)
    assert found.by_node["simplernn_1"].steps == 60


def test_sizes_survive_nan_and_nothing() -> None:
    assert math.isnan(sizes([]).l2)
    assert math.isnan(sizes([np.array([1.0, np.nan])]).l2)
    assert math.isnan(sizes([np.array([1.0, np.nan])]).largest)
    assert sizes([np.array([3.0, -4.0])]).l2 == 5.0


@pytest.mark.parametrize("name", ["residual-cnn", "names-gru", "char-transformer", "inception"])
def test_any_network_has_an_answer_and_stays_as_it_is(name: str) -> None:
    found, model = flow_of(template(name).project, 4)
    before = {key: value.copy() for key, value in model.weights.items()}
    assert {layer.node for layer in found.layers} >= set(model.plan.learning)
    assert all(np.isfinite(layer.flow.l2) for layer in found.layers)
    assert all(np.array_equal(before[key], value) for key, value in model.weights.items())


def test_tokens_have_no_gradient_that_could_be_lost() -> None:
    flow, _ = flow_of(template("shakespeare-lstm").project, samples=4)
    embedding = next(layer for layer in flow.layers if layer.node.startswith("embedding"))
    assert math.isnan(embedding.factor)
    assert embedding.weights.l2 > 0.0
