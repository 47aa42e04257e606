"""Numbers that the field's introductions compute by hand."""

from __future__ import annotations

from dataclasses import dataclass
from queue import SimpleQueue

import numpy as np
import pytest

from nnstudio.core.layer import Array, Layer
from nnstudio.data.augment import Variation
from nnstudio.engine.messages import Checkpoint, Finished, OutMessage, StepBlock
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.program import Program
from nnstudio.engine.trainer import train
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.layers.dense import Dense
from nnstudio.layers.input import Input
from nnstudio.losses.half_squared_error import HalfSquaredError
from nnstudio.optimizers.sgd import SGD

WEIGHT, BIAS = ("dense_1", "weight"), ("dense_1", "bias")


@dataclass(frozen=True)
class OneSample:
    """A single sample to train on."""

    x_train: Array
    t_train: Array
    vary: Variation | None = None
    shuffle: bool = True
    features: tuple[str, ...] = ()

    @property
    def train_indices(self) -> Array:
        return np.arange(len(self.x_train))

    @property
    def val_indices(self) -> Array:
        return np.arange(0)

    @property
    def x_val(self) -> Array:
        return self.x_train[:0]

    @property
    def t_val(self) -> Array:
        return self.t_train[:0]


def neuron(inputs: int, layer: Layer) -> Project:
    """Return a single sigmoid neuron that learns by half squared error at the rate 0.5."""
    project = Project(
        data=DataPlan(DataSource("hand"), signature=Signature((inputs,), "regression"))
    )
    project = edits.set_loss(project, HalfSquaredError())
    project = edits.set_optimizer(project, SGD(learning_rate=0.5))
    project = edits.set_training(project, batch_size=1, epochs=1)
    project, source = edits.add_node(project, Input(), 0, 0)
    project, target = edits.add_node(project, layer, 240, 0)
    return edits.connect(project, source, target)


def plan_of(project: Project) -> Plan:
    return make_plan(analyze(project))


# A sigmoid neuron: 0.1 * 0.7 + 0.8 * (-0.3) - 0.1 = -0.27, and sigmoid(-0.27) = 0.4329...
SIGMOID = neuron(2, Dense(units=1, activation="sigmoid"))
SIGMOID_X = np.array([[0.7, -0.3]])
SIGMOID_WEIGHTS = {WEIGHT: np.array([[0.1], [0.8]]), BIAS: np.array([-0.1])}
SIGMOID_Y = 0.4329070950

# One step of gradient descent: the output is sigmoid(0.8); dL/dz = (output - 0.5) output (1 - output).
STEP = neuron(4, Dense(units=1, activation="sigmoid", use_bias=False))
STEP_X, STEP_T = np.array([[1.0, 2.0, 3.0, 4.0]]), np.array([[0.5]])
STEP_WEIGHTS = {WEIGHT: np.array([[0.5], [-0.5], [0.3], [0.1]])}
STEP_Y = 0.6899744811
NEW_WEIGHTS = [0.4796813082, -0.5406373836, 0.2390439246, 0.0187252328]


def test_a_sigmoid_neuron_by_the_definitions() -> None:
    model = Model(plan_of(SIGMOID), SIGMOID_WEIGHTS, np.float64)

    assert model.predict(SIGMOID_X)[0, 0] == pytest.approx(SIGMOID_Y, abs=5e-11)


def test_a_step_of_gradient_descent_by_the_definitions() -> None:
    model = Model(plan_of(STEP), STEP_WEIGHTS, np.float64)
    done = model.forward(STEP_X)
    gradients, _ = model.backward(done, STEP_T)
    new = model.weights[WEIGHT].copy()
    SGD(learning_rate=0.5).update(new, gradients[WEIGHT], {}, 1)

    assert done.outputs["dense_1"][0, 0] == pytest.approx(STEP_Y, abs=5e-11)
    np.testing.assert_allclose(new[:, 0], NEW_WEIGHTS, rtol=0, atol=5e-11)


@pytest.mark.parametrize("twins", [True, False], ids=["twins", "definitions"])
def test_a_sigmoid_neuron_compiled(twins: bool) -> None:
    x, t = SIGMOID_X.astype(np.float32), np.zeros((1, 1), np.float32)
    weights = {key: value.astype(np.float32) for key, value in SIGMOID_WEIGHTS.items()}
    program = Program(
        plan_of(SIGMOID), SIGMOID.training.optimizer, x, t, 1, weights=weights, twins=twins
    )
    try:
        assert program.predict(x)[0, 0] == pytest.approx(SIGMOID_Y, rel=1e-6)
    finally:
        program.close()


@pytest.mark.parametrize("twins", [True, False], ids=["twins", "definitions"])
def test_a_step_of_gradient_descent_by_the_trainer(twins: bool) -> None:
    data = OneSample(STEP_X.astype(np.float32), STEP_T.astype(np.float32))
    start = Checkpoint({key: value.astype(np.float32) for key, value in STEP_WEIGHTS.items()})
    heard: list[OutMessage] = []
    last = train(
        plan_of(STEP),
        STEP.training,
        data,
        SimpleQueue(),
        heard.append,
        checkpoint=start,
        twins=twins,
    )

    assert isinstance(last, Finished)
    np.testing.assert_allclose(last.checkpoint.weights[WEIGHT][:, 0], NEW_WEIGHTS, rtol=2e-6)
    blocks = [message for message in heard if isinstance(message, StepBlock)]
    loss = np.concatenate([block.loss for block in blocks])
    np.testing.assert_allclose(loss, [(STEP_Y - 0.5) ** 2 / 2], rtol=1e-6)
