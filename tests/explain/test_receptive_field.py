"""The receptive field is where a change of the sample can change the number."""

from __future__ import annotations

import numpy as np
import pytest

from nnstudio.core.layer import Layer
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.explain.receptive_field import receptive_field
from nnstudio.graph.analysis import analyze
from nnstudio.graph.signature import Signature
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.average_pool2d import AveragePool2D
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.conv2d_transpose import Conv2DTranspose
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.reshape import Reshape
from nnstudio.layers.zero_pad2d import ZeroPad2D
from tests.engine.networks import chain

STACKS = {
    "two convolutions": (Conv2D(filters=2), Conv2D(filters=2, kernel_size=(2, 3), strides=(2, 1))),
    "dilated": (Conv2D(filters=1, dilation=(2, 3), padding="valid"),),
    "pooled": (
        Conv2D(filters=2),
        AveragePool2D(),
        ActivationLayer(activation="tanh"),
        Conv2D(filters=1),
    ),
    "transposed": (AveragePool2D(), Conv2DTranspose(filters=1, strides=(2, 2))),
    "padded": (ZeroPad2D(rows=(2, 0), columns=(1, 1)), Conv2D(filters=1, padding="valid")),
}


@pytest.mark.parametrize("name", STACKS)
def test_only_what_lies_in_it_matters(name: str) -> None:
    model, node = network(*STACKS[name])
    shape = model.plan.node(node).shape
    rng = np.random.default_rng(0)
    x = rng.normal(size=(1, 9, 8, 1))
    for row, column in {(0, 0), (shape[0] // 2, shape[1] // 2), (shape[0] - 1, shape[1] - 1)}:
        field = receptive_field(model.plan, node, row, column)
        assert field is not None
        start = np.zeros((1, *shape))
        start[0, row, column] = 1.0
        done = model.forward(x)
        _, flowing = model.flow_back(done, {node: start}, {})
        felt = flowing[model.plan.nodes[0].id][0, :, :, 0] != 0
        rows, columns = np.flatnonzero(felt.any(axis=1)), np.flatnonzero(felt.any(axis=0))
        assert field == (rows[0], columns[0], rows[-1], columns[-1])


def test_there_is_none_where_all_places_are_mixed() -> None:
    model, _ = network(Flatten(), Dense(units=4), Reshape(shape="2, 2, 1"), Conv2D(filters=1))
    assert receptive_field(model.plan, "conv2d_1", 0, 0) is None


def network(*layers: Layer) -> tuple[Model, str]:
    project = chain(
        Signature((9, 8, 1), classes=("a", "b")),
        "categorical_crossentropy",
        *layers,
        Flatten(),
        Dense(units=2, activation="softmax"),
    )
    plan = make_plan(analyze(project))
    rng = np.random.default_rng(3)
    weights = {
        (node.id, name): rng.normal(size=w.shape) for node in plan.nodes for name, w in node.weights
    }
    node = [node.id for node in plan.nodes if len(node.shape) == 3][-1]
    return Model(plan, weights, np.float64), node
