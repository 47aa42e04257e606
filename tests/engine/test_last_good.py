"""A run that goes bad: which step and tensor were first, and which weights are kept."""

from __future__ import annotations

import re
from queue import SimpleQueue
from typing import Any

import numpy as np
import pytest

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
"""How many seconds pass before the weights are looked at again."""


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


def failed(project: Project, **options: Any) -> tuple[int, str, Checkpoint]:
    """Return the step and the tensor that a run ended with, and what is kept of it."""
    last = run(project, **options)
    assert isinstance(last, Failed), last
    kept = last.checkpoint
    assert kept is not None
    told = re.fullmatch(
        r"Training stopped at step (\d+): (.*) is no longer a finite number. "
        r"The weights of step (\d+) are kept. Try a smaller learning rate.",
        str(last.reason),
    )
    assert told is not None, last.reason
    assert int(told[3]) == kept.step
    return int(told[1]), told[2], kept


def after(project: Project, steps: int) -> Checkpoint:
    """Return what a run has after so many steps."""
    last = run(edits.set_training(project, max_steps=steps))
    assert isinstance(last, Finished)
    assert last.checkpoint.step == steps
    return last.checkpoint


@pytest.mark.parametrize("seconds", [NEVER, ALWAYS], ids=["never", "always"])
@pytest.mark.parametrize("project", DIVERGING)
def test_the_first_bad_step_and_tensor_are_named(
    monkeypatch: pytest.MonkeyPatch, project: Project, seconds: float
) -> None:
    monkeypatch.setattr(last_good, "GOOD_SECONDS", seconds)
    step, what, kept = failed(project)
    assert kept.step == 0 if seconds == NEVER else 0 < kept.step < step

    before = after(project, step - 1)
    assert all(np.isfinite(value).all() for value in before.weights.values())
    plan, data = make_plan(analyze(project)), given(project)
    epoch, batch = divmod(step - 1, 3)
    order = stream(SEED, f"order/{epoch}").permutation(len(data.x_train))
    samples = order[batch * BATCH :][:BATCH]
    found = first_bad(plan, before.weights, data.x_train[samples], data.t_train[samples])
    assert found is not None
    assert what == f"{found[1]} of {found[0]}"


@pytest.mark.parametrize("project", DIVERGING)
def test_what_is_kept_goes_on_to_the_same_end(project: Project) -> None:
    step, what, kept = failed(project)
    assert all(np.isfinite(value).all() for value in kept.weights.values())
    assert failed(project, checkpoint=kept)[:2] == (step, what)


def test_a_weight_that_the_update_breaks_is_named() -> None:
    # All numbers of the step are fine, but rate times gradient is too large for a float32.
    project = mlp("linear", units=1, loss="binary_crossentropy", output="sigmoid")
    project = edits.set_training(diverging(project, 1000.0), batch_size=4, seed=0)
    x, t = np.full((4, 2), 1e36, np.float32), np.array([[0], [0], [0], [1]], np.float32)
    step, what, kept = failed(project, data=Given(x, t, x, t))
    assert (step, what, kept.step) == (1, "weight of dense_1", 0)


def test_weights_are_remembered_before_a_setting_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nnstudio.engine.pace.RUN_SECONDS", 0.0)  # one step for each look
    monkeypatch.setattr(last_good, "GOOD_SECONDS", NEVER)
    project, inbox = diverging(squares(), 0.01), Timetable()
    inbox.messages = {3: Retune("optimizer", "learning_rate", 900.0)}
    step, what, kept = failed(project, inbox=inbox)
    assert kept.step == 2
    before = after(project, 2)
    for key, value in before.weights.items():
        np.testing.assert_array_equal(kept.weights[key], value)
    assert failed(diverging(squares(), 900.0), checkpoint=before)[:2] == (step, what)


def test_weights_that_are_bad_from_the_start_are_named() -> None:
    project = edits.set_optimizer(diverging(mlp(), 0.1), Adam())
    weights = {key: value.copy() for key, value in after(project, 1).weights.items()}
    weights["dense_2", "bias"][0] = np.nan
    step, what, kept = failed(project, checkpoint=Checkpoint(weights))
    assert (step, what, kept.step) == (1, "bias of dense_2", 0)
