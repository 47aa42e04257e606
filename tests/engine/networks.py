"""Small networks and samples that the tests of the engine share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array, Layer, Step
from nnstudio.data.augment import Variation
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan, PlannedNode, plan_outputs
from nnstudio.graph import edits
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.output_point import OutputPoint
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature, Target
from nnstudio.layers.add import Add
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.dropout import Dropout
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.max_pool2d import MaxPool2D
from nnstudio.layers.output import Output
from nnstudio.losses import all_losses
from nnstudio.losses.base import Loss
from nnstudio.optimizers.adam import Adam

ABC = ("a", "b", "c")


@dataclass(frozen=True)
class Given:
    """Samples as the trainer wants them."""

    x_train: Array
    t_train: Array
    x_val: Array
    t_val: Array
    vary: Variation | None = None
    shuffle: bool = True
    features: tuple[str, ...] = ()

    @property
    def train_indices(self) -> Array:
        return np.arange(len(self.x_train))

    @property
    def val_indices(self) -> Array:
        return len(self.x_train) + np.arange(len(self.x_val))


def chain(signature: Signature, loss: str, *layers: Layer) -> Project:
    """Return a network of layers behind one another."""
    project = Project(data=DataPlan(DataSource("given"), signature=signature))
    project = edits.set_loss(project, all_losses()[loss]())
    project = edits.set_optimizer(project, Adam(learning_rate=0.01))
    project, last = edits.add_node(project, Input(), 0, 0)
    for layer in layers:
        project, node_id = edits.add_node(project, layer, 0, 0)
        project = edits.connect(project, last, node_id)
        last = node_id
    return project


def mlp(
    hidden: str = "relu",
    units: int = 3,
    loss: str = "categorical_crossentropy",
    output: str = "softmax",
) -> Project:
    """Return a network for points with one hidden layer."""
    classes = ABC if units == 3 else ABC[:2]
    return chain(
        Signature((2,), classes=classes, raw_shape=(2,)),
        loss,
        Dense(units=8, activation=hidden),
        Dense(units=units, activation=output),
    )


def cnn() -> Project:
    """Return a small convolutional network with Dropout for pictures of 8 × 8 pixels."""
    return chain(
        Signature((8, 8, 1), classes=ABC, raw_shape=(8, 8)),
        "categorical_crossentropy",
        Conv2D(filters=4, activation="relu"),
        MaxPool2D(),
        Flatten(),
        Dropout(rate=0.25),
        Dense(units=3, activation="softmax"),
    )


def skip() -> Project:
    """Return a network whose first layer goes two ways."""
    project = chain(
        Signature((2,), classes=ABC, raw_shape=(2,)),
        "categorical_crossentropy",
        Dense(units=6, activation="tanh"),
        Dense(units=6, activation="tanh"),
    )
    project, join = edits.add_node(project, Add(), 0, 0)
    project, end = edits.add_node(project, Dense(units=3, activation="softmax"), 0, 0)
    project = edits.connect(project, "dense_1", join, 0)
    project = edits.connect(project, "dense_2", join, 1)
    return edits.connect(project, join, end)


def given(project: Project, train: int = 90, validation: int = 30, seed: int = 0) -> Given:
    """Return samples whose class depends on their mean, so that a network can learn it."""
    rng = np.random.default_rng(seed)
    shape = project.data.signature.input_shape
    x = rng.uniform(-1, 1, (train + validation, *shape)).astype(np.float32)
    x += rng.uniform(-1, 1, (len(x),) + (1,) * len(shape)).astype(np.float32)
    means = x.reshape(len(x), -1).mean(axis=1)
    classes = len(project.data.signature.classes)
    labels = np.digitize(means, np.quantile(means, np.arange(1, classes) / classes))
    t = np.eye(classes, dtype=np.float32)[labels]
    return Given(x[:train], t[:train], x[train:], t[train:])


def house() -> Project:
    """Two inputs by columns, a layer used twice, and outputs for numbers and for a class."""
    signature = Signature(
        (4,),
        "regression",
        targets=2,
        raw_shape=(4,),
        features=("width", "length", "age", "floor"),
        target_name="price",
        further=(Target("kind", "classification", ("flat", "house", "hut")),),
    )
    plan = DataPlan(
        DataSource("houses"),
        signature=signature,
        target_shift=(100.0, 5.0),
        target_scale=(0.5, 2.0),
    )
    project = Project(data=plan)
    ids = {}
    for name, layer in {
        "size": Input(columns="length, width"),
        "other": Input(columns="age, floor"),
        "first": Dense(units=5, activation="tanh"),
        "second": Dense(units=5, activation="tanh"),
        "add": Add(),
        "number": Dense(units=2),
        "class": Dense(units=3, activation="softmax"),
        "price": Output(target="price", loss="mean_squared_error", loss_weight=0.25),
        "kind": Output(target="kind", loss="categorical_crossentropy"),
    }.items():
        project, ids[name] = edits.add_node(project, layer, 0, 0)
    for source, target, port in [
        ("size", "first", 0),
        ("other", "second", 0),
        ("first", "add", 0),
        ("second", "add", 1),
        ("add", "number", 0),
        ("add", "class", 0),
        ("number", "price", 0),
        ("class", "kind", 0),
    ]:
        project = edits.connect(project, ids[source], ids[target], port)
    return edits.share(project, ids["second"], ids["first"])


def single_output(nodes: Sequence[PlannedNode], loss: Loss, task: str = "classification") -> Plan:
    """Return the plan of layers of which the first is the Input and the last is compared."""
    last = nodes[-1].id
    point = OutputPoint(last, last, loss, 1.0, (0,), (Target(task=task),))
    return Plan(tuple(nodes), plan_outputs(nodes, [point]), nodes[0].shape)


def keep(model: Model, steps: Mapping[str, Step]) -> None:
    """Take over what a training pass left of weights that are not trained (`Step.state`)."""
    for node in model.plan.nodes:
        for name, weight in node.weights:
            if not weight.trainable and name in steps[node.id].state:
                np.copyto(model.weights[node.id, name], steps[node.id].state[name])
