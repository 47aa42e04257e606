"""The standard networks that are measured, with made-up samples of the right shapes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import Shape
from nnstudio.engine.plan import Plan, PlannedNode, single_output
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.max_pool2d import MaxPool2D
from nnstudio.losses.base import Loss
from nnstudio.losses.binary_crossentropy import BinaryCrossentropy
from nnstudio.losses.categorical_crossentropy import CategoricalCrossentropy
from nnstudio.optimizers.adam import Adam
from nnstudio.optimizers.base import Optimizer
from nnstudio.optimizers.sgd import SGD


@dataclass(frozen=True)
class Case:
    """One network with its batch size and optimiser."""

    name: str
    plan: Callable[[], Plan]
    batch: int
    optimizer: Optimizer
    samples: int


def _tiny() -> Plan:
    hidden = [Dense(units=8, activation="tanh") for _ in range(2)]
    output = Dense(units=1, activation="sigmoid")
    return _chain((2,), [*hidden, output], BinaryCrossentropy())


def _digits_mlp() -> Plan:
    hidden = [Dense(units=units, activation="relu") for units in (256, 128)]
    output = Dense(units=10, activation="softmax")
    return _chain((784,), [*hidden, output], CategoricalCrossentropy())


def _digits_cnn() -> Plan:
    layers = [
        Conv2D(filters=16, activation="relu"),
        MaxPool2D(),
        Conv2D(filters=32, activation="relu"),
        MaxPool2D(),
        Flatten(),
        Dense(units=128, activation="relu"),
        Dense(units=10, activation="softmax"),
    ]
    return _chain((28, 28, 1), layers, CategoricalCrossentropy())


CASES: dict[str, Case] = {
    case.name: case
    for case in (
        Case("tiny-mlp-10", _tiny, 10, SGD(), 500),
        Case("digits-mlp-32", _digits_mlp, 32, Adam(), 8000),
        Case("digits-mlp-128", _digits_mlp, 128, Adam(), 8000),
        Case("digits-mlp-512", _digits_mlp, 512, Adam(), 8000),
        Case("digits-cnn-64", _digits_cnn, 64, Adam(), 4000),
    )
}


def made_up_samples(plan: Plan, count: int) -> tuple[Array, Array]:
    """Return samples and targets as they leave the preparation of a classification task."""
    rng = np.random.default_rng(0)
    x = rng.random((count, *plan.input_shape), np.float32)
    units = plan.node(plan.output).shape[0]
    classes = rng.integers(0, max(units, 2), count)
    t = np.eye(units, dtype=np.float32)[classes] if units > 1 else classes[:, None]
    return x, t.astype(np.float32)


def step_flops(plan: Plan, batch: int) -> int:
    """Return the multiplications and additions of the matrix products of one training step."""
    total = 0
    reached: dict[str, bool] = {}
    for node in plan.nodes:
        before = any(reached[source] for source in node.sources)
        reached[node.id] = before or bool(node.weights)
        products = 1 + bool(node.weights) + before
        total += 2 * products * node.layer.multiply_adds(*node.input_shapes)
    return total * batch


def _chain(shape: Shape, layers: list[Layer], loss: Loss) -> Plan:
    nodes = [PlannedNode("input_1", Input(), (), (shape,), shape, ())]
    for number, layer in enumerate(layers, 1):
        last = nodes[-1]
        shape = layer.output_shape(last.shape)
        weights = tuple(layer.weights(last.shape).items())
        nodes.append(
            PlannedNode(f"layer_{number}", layer, (last.id,), (last.shape,), shape, weights)
        )
    return single_output(nodes, loss)
