"""What training takes is known before any of it is taken."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable
from queue import SimpleQueue

import numpy as np
import pytest

from nnstudio import api
from nnstudio.core.errors import UserError
from nnstudio.core.memory import memory_text
from nnstudio.engine import memory
from nnstudio.engine.memory import predict_memory, require_memory
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.program import Program
from nnstudio.engine.trainer import train
from nnstudio.engine.weights import initial_weights
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.layers import all_layers
from nnstudio.layers.batch_norm import BatchNorm
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.dropout import Dropout
from nnstudio.layers.embedding import Embedding
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.global_average_pool1d import GlobalAveragePool1D
from nnstudio.layers.global_average_pool2d import GlobalAveragePool2D
from nnstudio.layers.gru import GRU
from nnstudio.layers.layer_norm import LayerNorm
from nnstudio.layers.lstm import LSTM
from nnstudio.layers.max_pool2d import MaxPool2D
from nnstudio.layers.multi_head_attention import MultiHeadAttention
from nnstudio.optimizers.adam import Adam
from nnstudio.optimizers.base import Optimizer
from nnstudio.optimizers.clipping import Clipping
from nnstudio.optimizers.sgd import SGD
from tests.engine.networks import ABC, chain, given, mlp
from tests.engine.test_program import layer_plan

END = Dense(units=3, activation="softmax")


def _network(shape: tuple[int, ...], *layers: object) -> Plan:
    signature = Signature(shape, classes=ABC, raw_shape=shape)
    return _plan(chain(signature, "categorical_crossentropy", *layers, END))  # type: ignore[arg-type]


def _plan(project: Project) -> Plan:
    return make_plan(analyze(project))


NETWORKS: dict[str, Callable[[], Plan]] = {
    "wide": lambda: _network((200,), Dense(units=300, activation="relu", l2=0.01, max_norm=2.0)),
    "pictures": lambda: _network(
        (20, 20, 3), Conv2D(filters=16, activation="relu"), MaxPool2D(), Flatten()
    ),
    "strides": lambda: _network(
        (20, 20, 3),
        Conv2D(filters=16, strides=(2, 2)),
        BatchNorm(),
        Conv2D(filters=8, kernel_size=(5, 5), activation="relu"),
        Dropout(),
        GlobalAveragePool2D(),
    ),
    "sequence": lambda: _network((20, 30), LSTM(units=40, return_sequences=True), GRU(units=30)),
    "attention": lambda: _network(
        (40,),
        Embedding(vocabulary=50, units=32),
        LayerNorm(),
        MultiHeadAttention(heads=4),
        GlobalAveragePool1D(),
    ),
}


def _taken(
    plan: Plan, batch: int, optimizer: Optimizer, *, threads: int, clip: Clipping, twins: bool
) -> int:
    """Return the most that a program takes beside the samples it is given."""
    x = np.zeros((batch, *plan.input_shape), np.float32)
    t = np.zeros((batch, plan.targets), np.float32)
    weights, order = initial_weights(plan, 0), np.zeros((2, batch), np.int64)
    loss, correct = np.zeros(2), np.zeros(2)
    gc.collect()
    tracemalloc.start()
    try:
        program = Program(
            plan,
            optimizer,
            x,
            t,
            batch,
            weights=weights,
            threads=threads,
            clipping=clip,
            twins=twins,
            fast=False,  # what numba itself takes is not the network's
        )
        program.run(order, loss, correct)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        program.close()


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("name", NETWORKS)
def test_what_is_predicted_is_taken(name: str, threads: int) -> None:
    plan, clip = NETWORKS[name](), Clipping("norm")
    found = predict_memory(plan, 64, Adam(), threads, clipping=clip)
    taken = _taken(plan, 64, Adam(), threads=threads, clip=clip, twins=True)
    assert found.step == pytest.approx(taken, rel=0.15)


@pytest.mark.parametrize("name", [name for name in all_layers() if name != "Input"])
def test_what_is_predicted_for_a_layer_is_taken(name: str) -> None:
    settings, shapes = all_layers()[name].examples[0]
    plan = layer_plan(all_layers()[name](**settings), shapes)
    # So many samples that arrays weigh more than all else.
    found = predict_memory(plan, 2000, SGD(), 1)
    taken = _taken(plan, 2000, SGD(), threads=1, clip=Clipping(), twins=True)
    assert found.step == pytest.approx(taken, rel=0.2, abs=400_000)


@pytest.mark.parametrize("slug", [template.slug for template in api.templates()])
def test_what_is_predicted_for_a_template_is_taken(slug: str) -> None:
    project = api.new(slug).project
    plan, training = _plan(project), project.training
    batch, optimizer, clip = training.step_samples(500), training.optimizer, training.clipping
    found = predict_memory(plan, batch, optimizer, 2, clipping=clip)
    taken = _taken(plan, batch, optimizer, threads=2, clip=clip, twins=True)
    # The calls of small networks, many for each step of a sequence, are counted too roughly.
    assert found.step == pytest.approx(taken, rel=0.25, abs=2_000_000)


@pytest.mark.parametrize("name", ["wide", "pictures", "sequence", "attention"])
def test_definitions_take_about_what_is_predicted(name: str) -> None:
    plan = NETWORKS[name]()
    found = predict_memory(plan, 64, SGD(), 1, twins=False)
    taken = _taken(plan, 64, SGD(), threads=1, clip=Clipping(), twins=False)
    assert found.step == pytest.approx(taken, rel=0.4)


def test_the_layer_that_needs_most_is_told() -> None:
    early = _network((20, 20, 1), Conv2D(filters=64), MaxPool2D(), Flatten())
    late = _network((20, 20, 1), Conv2D(filters=2), Flatten(), Dense(units=5000))
    assert predict_memory(early, 256, Adam()).most in ("conv2d_1", "maxpool2d_1")
    assert predict_memory(late, 256, Adam()).most == "dense_1"


def test_samples_and_the_best_weights_count_too() -> None:
    plan = NETWORKS["wide"]()
    some, more = (predict_memory(plan, 8, Adam(), samples=n) for n in (100_000, 200_000))
    assert some.parts["samples"] >= 100_000 * 203 * 4
    assert more.total - some.total >= 100_000 * 203 * 4
    own = sum(w.size for w in initial_weights(plan, 0).values()) * 4
    # Of Adam's two arrays and the weights there are two copies, and one of the best weights.
    assert some.parts["copies"] == pytest.approx(7 * own, rel=0.01)


def test_the_same_network_always_takes_the_same() -> None:
    plan = NETWORKS["pictures"]()
    assert predict_memory(plan, 64, Adam(), 2) == predict_memory(plan, 64, Adam(), 2)


def test_training_what_does_not_fit_is_refused_before_it_begins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = mlp()
    plan, training = _plan(project), project.training
    data, told = given(project), list[object]()
    need = predict_memory(
        plan, training.batch_size, training.optimizer, samples=len(data.x_train) + len(data.x_val)
    )
    monkeypatch.setattr(memory, "physical_memory", lambda: need.total)
    require_memory(need)
    monkeypatch.setattr(memory, "physical_memory", lambda: need.total - 1)
    with pytest.raises(UserError) as refused:
        train(plan, training, data, inbox=SimpleQueue(), outbox=told.append)
    assert memory_text(need.total) in str(refused.value)
    assert need.most in str(refused.value)
    assert not told


def test_what_could_not_even_be_counted_is_refused_with_its_figure() -> None:
    plan = _network((4000, 4000, 3), Conv2D(filters=4096), GlobalAveragePool2D())
    need = predict_memory(plan, 64, Adam())
    # Sixty-four pictures, half of them at a time, and their gradients.
    assert need.total > 2**42
    assert need.most in ("conv2d_1", "globalaveragepool2d_1")
    with pytest.raises(UserError, match=r"TB|[\d,]+ GB .*conv2d_1.*smaller batch"):
        require_memory(need)
