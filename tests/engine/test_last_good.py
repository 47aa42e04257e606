"""A run that goes bad: which tensor did first, and that all before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from queue import SimpleQueue
from typing import Any

import numpy as np
import pytest

from nnstudio.core.layer import Array
from nnstudio.engine import last_good
from nnstudio.engine.faults import first_bad
from nnstudio.engine.messages import Checkpoint, Failed, Finished, Retune
from nnstudio.engine.plan import make_plan
from nnstudio.engine.trainer import Inbox, train
from nnstudio.engine.weights import stream
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.layers.dense import Dense
from nnstudio.layers.dropout import Dropout
from nnstudio.optimizers.adam import Adam
from nnstudio.optimizers.momentum import Momentum
from nnstudio.optimizers.schedules.reduce_on_plateau import ReduceOnPlateau
from nnstudio.optimizers.sgd import SGD
from tests.engine.networks import Given, chain, given, mlp
from tests.engine.test_trainer import Timetable

SEED = 3
BATCH = 30
NEVER, ALWAYS = 1e9, 0.0
"""How often the weights are looked at."""


def diverging(project: Project, rate: float, momentum: bool = False) -> Project:
    optimizer = Momentum(learning_rate=rate) if momentum else SGD(learning_rate=rate)
    project = edits.set_optimizer(project, optimizer)
    return edits.set_training(project, batch_size=BATCH, epochs=60, seed=SEED)


def squares(hidden: str = "linear") -> Project:
    return mlp(hidden, loss="mean_squared_error", output="linear")


def dropping() -> Project:
    """Return a network whose masks are drawn anew at every step."""
    return chain(
        squares().data.signature,
        "mean_squared_error",
        Dense(units=9),
        Dropout(rate=0.3),
        Dense(units=3),
    )


DIVERGING = [
    pytest.param(diverging(squares(), 900.0), id="sgd"),
    pytest.param(diverging(squares(), 3.0), id="slowly"),
    pytest.param(diverging(squares("relu"), 20.0, momentum=True), id="momentum"),
    pytest.param(
        edits.set_schedule(diverging(squares(), 3.0), ReduceOnPlateau(patience=1, gamma=0.999)),
        id="plateau",
    ),
    pytest.param(diverging(dropping(), 1000.0), id="dropout"),
]


def run(
    project: Project, data: Given | None = None, inbox: Inbox | None = None, **options: Any
) -> Finished | Failed:
    plan, waiting = make_plan(analyze(project)), inbox or SimpleQueue()
    return train(
        plan, project.training, data or given(project), waiting, lambda said: None, **options
    )


def failed(project: Project, **options: Any) -> tuple[str, Checkpoint]:
    last = run(project, **options)
    assert isinstance(last, Failed), last
    assert last.checkpoint is not None
    return str(last.reason), last.checkpoint


def assert_same_numbers(one: Checkpoint, other: Checkpoint) -> None:
    assert one.step == other.step
    assert_same_arrays(one.weights, other.weights)
    assert_same_arrays(one.chance, other.chance)
    for slot, kept in other.optimizer.items():
        assert_same_arrays(one.optimizer[slot], kept)


def assert_same_arrays(some: Mapping[Any, Array], others: Mapping[Any, Array]) -> None:
    assert set(some) == set(others)
    for key, value in some.items():
        np.testing.assert_array_equal(value, others[key])


def assert_same(one: Checkpoint, other: Checkpoint) -> None:
    """All that a run goes on from is the same, but for the time it took."""
    assert_same_numbers(one, other)
    assert (one.epoch, one.batch, one.history) == (other.epoch, other.batch, other.history)
    assert replace(one.tally, seconds=0) == replace(other.tally, seconds=0)


@pytest.mark.parametrize("project", DIVERGING)
def test_the_weights_before_the_bad_step_are_kept(project: Project) -> None:
    reason, kept = failed(project)
    assert kept.step > 0
    assert f"at step {kept.step + 1}:" in reason
    assert f"The weights of step {kept.step} are kept" in reason
    assert all(np.isfinite(value).all() for value in kept.weights.values())
    till_then = run(edits.set_training(project, max_steps=kept.step))
    assert isinstance(till_then, Finished)
    assert_same_numbers(kept, till_then.checkpoint)
    again, last = failed(project, checkpoint=kept)
    assert (again, last.step) == (reason, kept.step)


@pytest.mark.parametrize("seconds", [NEVER, ALWAYS], ids=["never", "always"])
@pytest.mark.parametrize("project", DIVERGING)
def test_it_does_not_depend_on_when_the_weights_were_looked_at(
    monkeypatch: pytest.MonkeyPatch, project: Project, seconds: float
) -> None:
    reason, kept = failed(project)
    monkeypatch.setattr(last_good, "GOOD_SECONDS", seconds)
    other_reason, other = failed(project)
    assert other_reason == reason
    assert_same(kept, other)


@pytest.mark.parametrize("project", DIVERGING[:3])
def test_the_tensor_that_went_bad_first_is_named(project: Project) -> None:
    reason, kept = failed(project)
    plan, data = make_plan(analyze(project)), given(project)
    order = stream(SEED, f"order/{kept.epoch}").permutation(len(data.x_train))
    samples = order[kept.batch * BATCH :][:BATCH]
    found = first_bad(plan, kept.weights, data.x_train[samples], data.t_train[samples])
    assert found is not None
    node, what = found
    assert f"{what} of {node} is no longer" in reason
    assert what != "weight", "the weights were good"


def test_a_weight_that_the_update_breaks_is_named() -> None:
    # All numbers of the step are fine, but rate times gradient is too large for a float32.
    project = mlp("linear", units=1, loss="binary_crossentropy", output="sigmoid")
    project = edits.set_training(diverging(project, 1000.0), batch_size=4, seed=0)
    x, t = np.full((4, 2), 1e36, np.float32), np.array([[0], [0], [0], [1]], np.float32)
    reason, kept = failed(project, data=Given(x, t, x, t))
    assert "step 1: weight of dense_1 is no longer" in reason
    assert kept.step == 0


def test_steps_before_a_setting_was_changed_count_as_they_were(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("nnstudio.engine.pace.RUN_SECONDS", 0.0)  # one step for each look
    project, inbox = diverging(squares(), 0.01), Timetable()
    inbox.messages = {3: Retune("optimizer", "learning_rate", 900.0)}
    _, kept = failed(project, inbox=inbox)
    assert kept.step > 2
    before = run(edits.set_training(project, max_steps=2))
    assert isinstance(before, Finished)
    _, other = failed(diverging(squares(), 900.0), checkpoint=before.checkpoint)
    assert_same(kept, other)


def test_weights_that_are_bad_from_the_start_are_named() -> None:
    project = edits.set_optimizer(diverging(mlp(), 0.1), Adam())
    start = run(edits.set_training(project, max_steps=1))
    assert isinstance(start, Finished)
    weights = {key: value.copy() for key, value in start.checkpoint.weights.items()}
    weights["dense_2", "bias"][0] = np.nan
    reason, kept = failed(project, checkpoint=Checkpoint(weights))
    assert "bias of dense_2 is no longer" in reason
    assert kept.step == 0
