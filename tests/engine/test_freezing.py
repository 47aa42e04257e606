"""Frozen layers stay as they are, whatever computes the network; the rest learns as without them."""

from __future__ import annotations

from dataclasses import replace
from queue import SimpleQueue
from typing import Any

import numpy as np
import pytest

from nnstudio.core.errors import UserError
from nnstudio.engine import division
from nnstudio.engine.messages import Checkpoint, Finished, OutMessage, StepBlock
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan, make_plan, make_training_plan
from nnstudio.engine.program import Program
from nnstudio.engine.trainer import Inbox, train
from nnstudio.engine.weights import WeightMap, initial_weights
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.layers.batch_norm import BatchNorm
from nnstudio.layers.dense import Dense
from nnstudio.optimizers import all_optimizers
from nnstudio.optimizers.adamw import AdamW
from nnstudio.optimizers.clipping import Clipping
from tests.engine.networks import ABC, chain, cnn, given, skip

HELD: dict[str, Any] = {"l1": 0.01, "l2": 0.03, "max_norm": 0.5}


def deep(*between: Any) -> Project:
    """Return a network for points with three Dense layers that are held small."""
    return chain(
        Signature((2,), classes=ABC, raw_shape=(2,)),
        "categorical_crossentropy",
        Dense(units=8, activation="tanh", **HELD),
        *between,
        Dense(units=7, activation="tanh", **HELD),
        Dense(units=3, activation="softmax"),
    )


def trained(
    plan: Plan,
    start: WeightMap,
    *,
    steps: int = 7,
    threads: int = 1,
    twins: bool = True,
    **how: Any,
) -> WeightMap:
    """Return the weights after some steps of a compiled program."""
    data = given(PROJECTS[plan.input_shape])
    optimizer = how.pop("optimizer", AdamW(weight_decay=0.1))
    program = Program(
        plan,
        optimizer,
        data.x_train,
        data.t_train,
        30,
        weights=start,
        threads=threads,
        twins=twins,
        **how,
    )
    try:
        order = np.random.default_rng(0).integers(0, 90, (steps, 30))
        program.run(order, np.zeros(steps), np.zeros(steps, np.int64))
        assert len(program.gradient_norms()) == len(plan.learning)
        return program.weights()
    finally:
        program.close()


PROJECTS = {(2,): deep(), (8, 8, 1): cnn()}


@pytest.fixture(autouse=True)
def _two_threads_even_for_little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(division, "LANE_WORK", 0)


def changed(start: WeightMap, end: WeightMap) -> set[str]:
    return {key[0] for key in start if not np.array_equal(start[key], end[key])}


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("twins", [True, False], ids=["twins", "definitions"])
@pytest.mark.parametrize("frozen", ["dense_1", "dense_2", "dense_3"])
def test_frozen_weights_keep_each_bit(frozen: str, twins: bool, threads: int) -> None:
    project = edits.set_frozen(deep(), [frozen], True)
    plan = make_plan(analyze(project))
    start = initial_weights(plan, 3)
    for clipping in (Clipping(), Clipping(mode="global_norm", threshold=0.01)):
        end = trained(plan, start, threads=threads, twins=twins, clipping=clipping)
        assert changed(start, end) == {"dense_1", "dense_2", "dense_3"} - {frozen}


@pytest.mark.parametrize("optimizer", all_optimizers().values(), ids=list(all_optimizers()))
def test_twins_and_definitions_agree_on_what_is_left(optimizer: Any) -> None:
    still = edits.set_values(cnn(), "dropout_1", rate=0.0)
    for project in (deep(BatchNorm()), still, skip()):
        first = next(n.id for n in project.graph.nodes if n.layer.has_weights)
        plan = make_plan(analyze(edits.set_frozen(project, [first], True)))
        start = initial_weights(plan, 3)
        ours, other = (
            trained(plan, start, twins=twins, threads=2, optimizer=optimizer(learning_rate=0.003))
            for twins in (True, False)
        )
        for key, value in ours.items():
            np.testing.assert_allclose(value, other[key], rtol=2e-4, atol=2e-5, err_msg=str(key))


def test_nothing_flows_back_to_layers_before_which_nothing_learns() -> None:
    project = edits.set_frozen(cnn(), ["conv2d_1"], True)
    plan = make_plan(analyze(project))
    data = given(cnn())
    program = Program(
        plan, AdamW(), data.x_train, data.t_train, 30, weights=initial_weights(plan, 0)
    )
    try:
        order = np.arange(30)[None]
        program.run(order, np.zeros(1), np.zeros(1, np.int64))
        ops = program._last.ops
        assert not [op for op in ops if op.phase == "backward" and op.node == "conv2d_1"]
        assert len(program.gradient_norms()) == 1
    finally:
        program.close()


@pytest.mark.parametrize("twins", [True, False], ids=["twins", "definitions"])
@pytest.mark.parametrize("threads", [1, 2])
def test_a_frozen_batch_norm_normalises_by_what_it_has_learned(twins: bool, threads: int) -> None:
    project = edits.set_frozen(deep(BatchNorm()), ["batchnorm_1"], True)
    plan = make_plan(analyze(project))
    start = dict(initial_weights(plan, 3))
    start["batchnorm_1", "running_mean"] = np.linspace(-1, 1, 8, dtype=np.float32)
    start["batchnorm_1", "running_variance"] = np.linspace(0.5, 4, 8, dtype=np.float32)
    end = trained(plan, start, twins=twins, threads=threads)
    assert changed(start, end) == {"dense_1", "dense_2", "dense_3"}

    model, data = Model(plan, start), given(project)
    in_training = model.forward(data.x_train, model.steps(training=True))
    predicted = model.forward(data.x_train, model.steps(training=False))
    np.testing.assert_array_equal(
        in_training.outputs["batchnorm_1"], predicted.outputs["batchnorm_1"]
    )


def test_who_shares_weights_is_frozen_with_who_has_them() -> None:
    project = deep()
    project = edits.set_layer(project, "dense_2", project.graph.by_id["dense_1"].layer)
    project, third = edits.insert_on_wire(
        project, project.graph.wires_into["dense_3"][0], project.graph.by_id["dense_2"].layer, 0, 0
    )
    project = edits.share(project, third, "dense_2")
    for chosen in ("dense_2", third):
        frozen = edits.set_frozen(project, [chosen], True)
        plan = make_plan(analyze(frozen))
        assert [node.id for node in plan.nodes if node.frozen] == ["dense_2", third]
        start = initial_weights(plan, 1)
        assert changed(start, trained(plan, start)) == {"dense_1", "dense_3"}


def test_a_network_that_is_frozen_as_a_whole_is_not_trained_but_predicts() -> None:
    project = edits.set_frozen(deep(), ["dense_1", "dense_2", "dense_3"], True)
    analysis = analyze(project)

    assert analysis.ready
    [problem] = analysis.problems
    assert "All layers with weights are frozen" in str(problem.text)
    assert all(make_training_plan(analyze(fix.edit(project))) for fix in problem.fixes)
    with pytest.raises(UserError, match="nothing to learn"):
        make_training_plan(analysis)
    assert Model.build(analysis).predict(given(project).x_train).shape == (90, 3)


def run(project: Project, start: Checkpoint | None, epochs: int) -> tuple[Checkpoint, list[Any]]:
    data, blocks = given(project), []

    def hear(message: OutMessage) -> None:
        if isinstance(message, StepBlock):
            blocks.append(message)

    inbox: Inbox = SimpleQueue()
    plan = make_training_plan(analyze(project))
    last = train(plan, project.training, data, inbox, hear, checkpoint=start, epochs=epochs)
    assert isinstance(last, Finished)
    return last.checkpoint, blocks


def test_a_run_with_frozen_layers_that_was_stopped_goes_on_to_the_same_bits() -> None:
    project = edits.set_frozen(deep(BatchNorm()), ["dense_2", "batchnorm_1"], True)
    project = edits.set_training(project, batch_size=32)
    whole, blocks = run(project, None, 6)
    half, _ = run(project, None, 3)
    end, _ = run(project, half, 3)

    assert blocks[0].norms.shape[1] == 2
    assert all(np.array_equal(end.weights[key], whole.weights[key]) for key in whole.weights)
    for name, kept in whole.optimizer.items():
        assert all(np.array_equal(kept[key], end.optimizer[name][key]) for key in kept)


def test_what_is_thawed_learns_on() -> None:
    project = edits.set_frozen(deep(), ["dense_1"], True)
    half, _ = run(project, None, 2)
    thawed = edits.set_frozen(project, ["dense_1"], False)
    end, _ = run(thawed, replace(half, optimizer={}), 2)

    assert changed(half.weights, end.weights) == {"dense_1", "dense_2", "dense_3"}
