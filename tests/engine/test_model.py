"""A network by its layers' definitions: plans, starting weights, forward and backward."""

from __future__ import annotations

import numpy as np
import pytest

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import WeightKey, adopt_weights, initial_weights, stream
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.layers.dense import Dense
from tests.engine.networks import chain, cnn, mlp, skip

NETWORKS = [
    pytest.param(mlp(), id="mlp"),
    pytest.param(mlp("tanh", loss="mean_squared_error", output="tanh"), id="unfused"),
    pytest.param(mlp("tanh", units=1, loss="binary_crossentropy", output="sigmoid"), id="binary"),
    pytest.param(cnn(), id="cnn"),
    pytest.param(skip(), id="skip"),
]
REACH = 1e-6


def samples(project: Project, count: int = 4) -> tuple[Array, Array]:
    """Return random samples and targets for a network."""
    plan = make_plan(analyze(project))
    rng = np.random.default_rng(0)
    units = plan.node(plan.output).shape[0]
    x = rng.uniform(-1, 1, (count, *plan.input_shape))
    if units == 1:
        return x, rng.integers(0, 2, (count, 1)).astype(float)
    return x, np.eye(units)[rng.integers(0, units, count)]


def exact(project: Project) -> Model:
    """Return the network in float64 with weights of a lively size."""
    plan = make_plan(analyze(project))
    rng = np.random.default_rng(3)
    weights = {k: rng.normal(0, 0.5, v.shape) for k, v in initial_weights(plan, 0).items()}
    return Model(plan, weights, np.float64)


@pytest.mark.parametrize("project", NETWORKS)
@pytest.mark.parametrize("training", [True, False], ids=["training", "predicting"])
def test_all_gradients_agree_with_central_differences(project: Project, training: bool) -> None:
    model = exact(project)
    x, t = samples(project)

    def loss(weights: dict[WeightKey, Array]) -> float:
        changed = Model(model.plan, weights, np.float64)
        return changed.loss(changed.forward(x, changed.steps(training, seed=7)), t)

    steps = model.steps(training, seed=7)
    gradients, flowing = model.backward(model.forward(x, steps), t, model.steps(training, seed=7))

    assert set(gradients) == set(model.weights)
    assert set(flowing) >= {node.id for node in model.plan.nodes} - {model.plan.output}
    rng = np.random.default_rng(1)
    for key, gradient in gradients.items():
        wrong = 0.0
        for _ in range(6):
            v = rng.standard_normal(gradient.shape)
            ahead = loss({**model.weights, key: model.weights[key] + REACH * v})
            behind = loss({**model.weights, key: model.weights[key] - REACH * v})
            wrong += ((ahead - behind) / (2 * REACH) - float((gradient * v).sum())) ** 2 / 6
        # The loss is rounded to about 1e-16 of itself, which REACH makes 1e-10 of the gradient.
        assert wrong**0.5 <= 1e-6 * np.linalg.norm(gradient) + 1e-9, key


def test_a_plan_lists_layers_in_order_and_leaves_out_nothing_that_counts() -> None:
    plan = make_plan(analyze(skip()))

    assert [node.id for node in plan.nodes] == ["input_1", "dense_1", "dense_2", "add_1", "dense_3"]
    assert plan.output == "dense_3"
    assert plan.learning == ("dense_1", "dense_2", "dense_3")
    assert plan.fused
    assert plan.node("add_1").sources == ("dense_1", "dense_2")
    assert plan.multiply_adds == 2 * 6 + 6 * 6 + 6 * 3


def test_a_plan_is_a_value() -> None:
    assert make_plan(analyze(cnn())) == make_plan(analyze(cnn()))
    moved = edits.move(cnn(), {"conv2d_1": (5, 5)})
    assert make_plan(analyze(moved)) == make_plan(analyze(cnn()))


def test_a_drawing_with_a_problem_has_no_plan() -> None:
    broken = edits.disconnect(mlp(), mlp().graph.wires[:1])

    with pytest.raises(UserError, match="dense_1 is not connected"):
        make_plan(analyze(broken))


def test_the_same_seed_gives_the_same_start_and_another_seed_another() -> None:
    plan = make_plan(analyze(cnn()))
    first, again, other = (initial_weights(plan, seed) for seed in (1, 1, 2))

    for key, value in first.items():
        assert value.dtype == np.float32
        np.testing.assert_array_equal(value, again[key])
        if key[1] == "weight":
            assert not np.array_equal(value, other[key])


def test_a_further_layer_leaves_the_start_of_the_others_as_it_was() -> None:
    before = mlp()
    after, _ = edits.insert_on_wire(before, before.graph.wires[-1], Dense(units=8), 0, 0)
    old = initial_weights(make_plan(analyze(before)), 5)
    new = initial_weights(make_plan(analyze(after)), 5)

    np.testing.assert_array_equal(old["dense_1", "weight"], new["dense_1", "weight"])
    np.testing.assert_array_equal(old["dense_2", "weight"], new["dense_2", "weight"])


def test_streams_of_chance_depend_on_seed_and_purpose_alone() -> None:
    assert stream(1, "order/0").random() == stream(1, "order/0").random()
    assert stream(1, "order/0").random() != stream(1, "order/1").random()
    assert stream(1, "order/0").random() != stream(2, "order/0").random()


def test_predictions_come_in_chunks_and_as_probabilities() -> None:
    model = Model.build(analyze(cnn()), seed=1)
    x = samples(cnn(), 30)[0].astype(np.float32)
    y = model.predict(x, chunk=7)

    assert y.dtype == np.float32
    np.testing.assert_allclose(y.sum(axis=1), 1.0, rtol=1e-6)
    np.testing.assert_allclose(y, model.predict(x), rtol=1e-5)
    assert model.predict(x[:0]).shape == (0, 3)


def test_weights_of_another_network_are_refused() -> None:
    plan = make_plan(analyze(mlp()))
    weights = initial_weights(plan, 0)
    weights["dense_1", "bias"] = np.zeros(9, np.float32)

    with pytest.raises(UserError, match=r"dense_1/bias has the shape \(9,\); .* expects \(8,\)"):
        Model(plan, weights)


def test_what_fits_is_adopted_and_the_rest_drawn_anew() -> None:
    plan = make_plan(analyze(mlp()))
    fresh = initial_weights(plan, 4)
    given: dict[WeightKey, Array] = {
        ("dense_1", "weight"): np.ones((2, 8), np.float32),
        ("dense_2", "weight"): np.ones((7, 3), np.float32),
        ("gone_1", "weight"): np.ones(1, np.float32),
    }
    adopted = adopt_weights(plan, given, 4)

    assert set(adopted) == set(fresh)
    assert adopted["dense_1", "weight"] is given["dense_1", "weight"]
    np.testing.assert_array_equal(adopted["dense_2", "weight"], fresh["dense_2", "weight"])


def test_a_network_that_no_memory_holds_is_refused_before_it_is_made() -> None:
    wide, last = Dense(units=100_000), Dense(units=3, activation="softmax")
    signature = mlp().data.signature
    project = chain(signature, "categorical_crossentropy", wide, wide, last)
    with pytest.raises(
        UserError, match=r"takes 149\.0 GB .* has .* Most .* dense_2\. Make dense_2 smaller"
    ):
        make_plan(analyze(project))
