"""The verdict on the gradient follows its stated rule, on made-up norms and on real networks."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from nnstudio.core.layer import Array, Layer
from nnstudio.data.prepare import make_plan, prepare
from nnstudio.engine.model import Model
from nnstudio.explain.verdicts import RULE, Verdict, judge, medians
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.max_pool2d import MaxPool2D
from nnstudio.losses.mean_squared_error import MeanSquaredError

NAMES = ("dense_1", "dense_2", "dense_3", "dense_4", "dense_5")


def steady(*levels: float, probes: int = 60) -> Array:
    """Return norms that stay at ``10 ** level`` in each layer, from input to output."""
    return np.tile(10.0 ** np.array(levels), (probes, 1))


@pytest.mark.parametrize(
    ("levels", "kind"),
    [
        pytest.param((-1.0, -1.0, -1.0, -1.0, -1.0), "healthy", id="level"),
        pytest.param((-2.16, -1.87, -1.58, -1.29, -1.0), "healthy", id="falls-0.29-to-input"),
        pytest.param((-2.24, -1.93, -1.62, -1.31, -1.0), "vanishing", id="falls-0.31-to-input"),
        pytest.param((0.16, -0.13, -0.42, -0.71, -1.0), "healthy", id="rises-0.29-to-input"),
        pytest.param((0.24, -0.07, -0.38, -0.69, -1.0), "exploding", id="rises-0.31-to-input"),
    ],
)
def test_the_slope_towards_the_input_decides(levels: tuple[float, ...], kind: str) -> None:
    verdict = judge(steady(*levels), NAMES)

    assert verdict.kind == kind
    assert verdict.slope == pytest.approx((levels[0] - levels[-1]) / 4, abs=1e-9)
    assert verdict.factor == pytest.approx(10**verdict.slope)


def test_a_vanishing_gradient_names_the_layers_that_get_under_a_tenth() -> None:
    verdict = judge(steady(-5.0, -4.0, -3.0, -1.5, -1.0), NAMES)

    assert verdict.kind == "vanishing"
    assert verdict.layers == ("dense_1", "dense_2", "dense_3")
    assert "dense_1, dense_2, dense_3" in str(verdict.text)


def test_an_exploding_gradient_names_the_layers_that_get_over_ten_times() -> None:
    verdict = judge(steady(3.0, 2.0, 1.0, 0.0, -1.0), NAMES)

    assert verdict.kind == "exploding"
    assert verdict.layers == ("dense_1", "dense_2", "dense_3")
    assert verdict.factor == pytest.approx(10.0)


def test_only_the_last_fifty_probes_and_their_median_count() -> None:
    long_ago = steady(-9.0, -7.0, -5.0, -3.0, -1.0, probes=200)
    now = steady(-1.0, -1.0, -1.0, -1.0, -1.0, probes=50)
    now[1::5] = long_ago[0]  # ten outliers among fifty
    assert judge(np.vstack([long_ago, now]), NAMES).kind == "healthy"  # it has recovered
    assert judge(np.vstack([now, now]), NAMES).kind == "healthy"
    assert judge(np.vstack([now, long_ago]), NAMES).kind == "vanishing"


def test_a_norm_over_a_thousand_times_its_start_explodes_in_that_layer() -> None:
    norms = steady(-1.0, -1.0, -1.0, -1.0, -1.0)
    norms[-1, 2] *= 999.0
    assert judge(norms, NAMES).kind == "healthy"

    norms[-1, 2] *= 1.01
    verdict = judge(norms, NAMES)
    assert (verdict.kind, verdict.layers) == ("exploding", ("dense_3",))
    assert "1,009" in str(verdict.text)


def test_a_start_of_zero_is_no_start() -> None:
    norms = steady(-1.0, -1.0, -1.0, -1.0, -1.0)
    norms[0] = 0.0

    assert judge(norms, NAMES).kind == "healthy"


@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_a_norm_that_is_no_number_explodes(bad: float) -> None:
    norms = steady(-1.0, -1.0, -1.0, -1.0, -1.0)
    norms[-1, 1] = bad
    verdict = judge(norms, NAMES)

    assert (verdict.kind, verdict.layers) == ("exploding", ("dense_2",))
    assert math.isnan(verdict.slope)


@pytest.mark.parametrize("bad", [math.nan, math.inf])
@pytest.mark.parametrize("probes", [0, 60])
def test_a_run_whose_loss_is_no_number_is_never_healthy(bad: float, probes: int) -> None:
    norms = steady(-1.0, -1.0, -1.0, -1.0, -1.0, probes=probes)
    loss = np.ones(70, np.float32)
    assert judge(norms, NAMES, loss).kind == ("healthy" if probes else "waiting")

    loss[-1] = bad
    verdict = judge(norms, NAMES, loss)
    assert verdict.kind == "exploding"
    assert "loss is no longer a finite number" in str(verdict.text)


def test_a_loss_that_is_no_number_is_told_with_the_gradients_that_grew_before() -> None:
    norms = np.array([[1.0, 2.0, 3.0], [5e3, 3.0, 3.0], [8e7, 3.0, np.nan]])
    verdict = judge(norms, NAMES[:3], np.array([1.0, 2.0, np.nan]))
    assert (verdict.kind, verdict.layers) == ("exploding", ("dense_1",))
    assert "the gradient of dense_1 had grown to 5,000 times its start" in str(verdict.text)
    norms[2, 2] = 3.0
    verdict = judge(norms, NAMES[:3], np.array([1.0, 2.0, np.inf]))
    assert "8e+07 times" in str(verdict.text)


def test_several_outputs_send_back_one_gradient_together() -> None:
    # Two of three outputs have hardly any gradient; the trunk has what the third one sends.
    norms = np.tile([1.5, 2.0, 1.2, 0.01, 0.02], (20, 1))
    verdict = judge(norms, NAMES, None, np.array([2.0, 1.0, 0.0, 0.0, 0.0]))
    assert verdict.kind == "healthy"
    assert verdict.factor == pytest.approx((1.5 / 1.2) ** 0.5, rel=1e-3)


def test_a_healthy_trend_is_told_briefly_and_explained_on_request() -> None:
    verdict = judge(steady(-1.4, -1.3, -1.2, -1.1, -1.0), NAMES)

    assert str(verdict.text) == "Healthy: gradient × 0.79 per layer"
    assert "between 0.5 and 2" in str(verdict.details).lower()


def test_a_gradient_of_zero_is_said_to_be_blocked() -> None:
    norms = steady(-1.0, -1.0, -1.0, -1.0, -1.0)
    norms[:, :3] = 0.0
    some, everywhere = judge(norms, NAMES), judge(np.zeros_like(norms), NAMES)

    assert (some.kind, some.layers) == ("vanishing", NAMES[:3])
    assert "no gradient at all reaches dense_1, dense_2, dense_3" in str(some.text)
    assert (everywhere.kind, everywhere.layers) == ("vanishing", NAMES)
    assert "zero in every layer" in str(everywhere.text)


@pytest.mark.parametrize("count", [1, 2])
def test_few_layers_have_no_trend_but_may_explode(count: int) -> None:
    norms = steady(-3.0, 0.0)[:, :count]
    verdict = judge(norms, NAMES[:count])
    assert verdict.kind == "healthy"
    assert f"has {count}" in str(verdict.details)
    assert len(str(verdict.text)) < 40

    norms = np.vstack([norms, norms[-1:] * 2000.0])
    assert judge(norms, NAMES[:count]).kind == "exploding"


@pytest.mark.parametrize("norms", [np.empty((0, 5)), steady(0, 0, 0, 0, 0, probes=4)])
def test_without_probes_it_waits(norms: Array) -> None:
    assert judge(norms, NAMES).kind == "waiting"
    assert judge(np.empty((9, 0)), ()).kind == "waiting"


def test_medians_leave_out_what_is_not_finite() -> None:
    norms = np.array([[1.0, math.nan], [3.0, math.inf], [2.0, math.nan]])

    np.testing.assert_array_equal(medians(norms), [2.0, math.nan])


def test_the_rule_is_told_with_its_numbers() -> None:
    for number in ("50", "0.3", "1,000"):
        assert number in str(RULE)


def test_a_deep_sigmoid_stack_alarms() -> None:
    layers = [Dense(units=16, activation="sigmoid") for _ in range(9)]
    verdict = judge_network(stack("spiral", *layers, Dense(units=2, activation="softmax")))

    assert verdict.kind == "vanishing"
    assert verdict.layers[0] == "dense_1"
    assert verdict.factor < 0.5


def test_weights_that_are_too_large_explode() -> None:
    # tanh keeps the activations bounded, so only what flows back can grow.
    large = [Dense(units=64, activation="tanh", initializer="normal", sigma=4.0) for _ in range(9)]
    project = stack("spiral", *large, Dense(units=2))
    verdict = judge_network(edits.set_loss(project, MeanSquaredError()), rate=0.0, batch=128)

    assert verdict.kind == "exploding"
    assert verdict.factor > 2.0


def test_a_stack_of_steps_is_blocked() -> None:
    steps = [Dense(units=8, activation="step") for _ in range(3)]
    verdict = judge_network(stack("spiral", *steps, Dense(units=2, activation="softmax")))

    assert (verdict.kind, verdict.layers) == ("vanishing", ("dense_1", "dense_2", "dense_3"))


def test_the_digits_cnn_does_not_alarm() -> None:
    project = stack(
        "mnist",
        Conv2D(filters=16, kernel_size=(3, 3), padding="same", activation="relu"),
        MaxPool2D(),
        Conv2D(filters=32, kernel_size=(3, 3), padding="same", activation="relu"),
        MaxPool2D(),
        Flatten(),
        Dense(units=128, activation="relu"),
        Dense(units=10, activation="softmax"),
    )

    assert judge_network(project, steps=8, batch=16).kind == "healthy"


def stack(dataset: str, *layers: Layer) -> Project:
    project = replace(Project(), data=make_plan(dataset))
    project, last = edits.add_node(project, Input(), 0.0, 0.0)
    for layer in layers:
        project, node_id = edits.add_node(project, layer, 0.0, 0.0)
        project = edits.connect(project, last, node_id)
        last = node_id
    return project


def judge_network(
    project: Project, *, steps: int = 20, batch: int = 32, rate: float = 0.05
) -> Verdict:
    """Train a network by plain gradient descent and judge the norms of its gradients."""
    model = Model.build(analyze(project), seed=1)
    data = prepare(project.data)
    names = model.plan.learning
    norms = np.empty((steps, len(names)))
    for step in range(steps):
        rows = np.arange(step * batch, (step + 1) * batch) % len(data.x_train)
        done = model.forward(data.x_train[rows])
        gradients, _ = model.backward(done, data.t_train[rows])
        for column, name in enumerate(names):
            parts = [g for (node, _), g in gradients.items() if node == name]
            norms[step, column] = math.sqrt(sum(float((g * g).sum()) for g in parts))
        for key, gradient in gradients.items():
            model.weights[key] -= rate * gradient
    return judge(norms, names)
