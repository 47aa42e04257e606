"""What is shown of a layer at work is what the network computes, forwards and backwards."""

from __future__ import annotations

import numpy as np
import pytest

from nnstudio.core.layer import Array
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.engine.studies.layer_passes import LayerPassesStudy
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.max_pool2d import MaxPool2D
from tests.engine.networks import chain
from tests.engine.studying import answer

T = np.array([0.0, 1.0, 0.0])
SHOWN = ("conv2d_1", "maxpool2d_1", "conv2d_2", "unknown_1")


def network() -> Project:
    return chain(
        Signature((6, 6, 2), classes=("a", "b", "c")),
        "categorical_crossentropy",
        Conv2D(filters=3, activation="tanh", l2=0.1),
        MaxPool2D(),
        Conv2D(filters=2, activation="relu"),
        Flatten(),
        Dense(units=3, activation="softmax"),
    )


def built(project: Project) -> Model:
    plan = make_plan(analyze(project))
    rng = np.random.default_rng(2)
    weights = {
        (node.id, name): rng.normal(size=w.shape) for node in plan.nodes for name, w in node.weights
    }
    return Model(plan, weights, np.float64)


def sample() -> Array:
    return np.random.default_rng(4).normal(size=(6, 6, 2))


def test_forwards_it_is_what_the_layers_give() -> None:
    model, x = built(network()), sample()
    found = answer(LayerPassesStudy(x, SHOWN, ("dense_1",)), model)
    done = model.forward(x[np.newaxis])

    assert tuple(found.by_node) == SHOWN[:3]
    assert found.loss is None
    np.testing.assert_array_equal(found.outputs["dense_1"], done.outputs["dense_1"][0])
    for node, looked in found.by_node.items():
        np.testing.assert_array_equal(looked.y, done.outputs[node][0])
        assert looked.dy is looked.dz is None
    np.testing.assert_array_equal(found.by_node["conv2d_1"].x, x)
    np.testing.assert_array_equal(found.by_node["conv2d_2"].x, done.outputs["maxpool2d_1"][0])
    z = found.by_node["conv2d_1"].z
    assert z is not None
    np.testing.assert_allclose(np.tanh(z), found.by_node["conv2d_1"].y)
    assert found.by_node["maxpool2d_1"].winner is not None


def test_gradients_of_kernels_agree_with_differences_of_the_loss() -> None:
    model, x = built(network()), sample()
    found = answer(LayerPassesStudy(x, SHOWN, t=T), model)

    def loss() -> float:
        """Return the loss alone: the penalty of L2 belongs to no sample."""
        [value] = model.losses(model.forward(x[np.newaxis]), T[np.newaxis])
        return value

    assert found.loss == pytest.approx(loss())
    for node in ("conv2d_1", "conv2d_2"):
        gradient = found.by_node[node].gradients["weight"]
        weight = model.weights[node, "weight"]
        for place in [(0, 0, 0, 0), (1, 2, 1, 1), (2, 2, 0, 1)]:
            before = weight[place]
            weight[place] = before + 1e-5
            higher = loss()
            weight[place] = before - 1e-5
            slope = (higher - loss()) / 2e-5
            weight[place] = before
            assert gradient[place] == pytest.approx(slope, abs=1e-7)


def test_a_convolution_whose_activation_belongs_to_the_loss_has_gradients_too() -> None:
    signature = Signature((4, 4, 1), classes=("a", "b"), target_shape=(4, 4))
    last = Conv2D(filters=2, activation="softmax")
    project = chain(signature, "sparse_categorical_crossentropy", last)
    model, x = built(project), np.random.default_rng(0).uniform(size=(4, 4, 1))
    assert model.plan.fused
    t = (x.ravel() > 0.5).astype(np.float64)
    looked = answer(LayerPassesStudy(x, ("conv2d_1",), t=t), model).by_node["conv2d_1"]

    dws, _ = model.backward(model.forward(x[np.newaxis]), t[np.newaxis])
    np.testing.assert_allclose(looked.gradients["weight"], dws["conv2d_1", "weight"])
    assert looked.dy is None


def test_samples_and_targets_of_other_data_are_not_asked_about() -> None:
    plan = built(network()).plan
    assert LayerPassesStudy(sample(), SHOWN, t=T).fits(plan)
    assert not LayerPassesStudy(sample(), SHOWN, t=np.zeros(4)).fits(plan)
    assert not LayerPassesStudy(np.zeros((6, 6, 1)), SHOWN).fits(plan)
