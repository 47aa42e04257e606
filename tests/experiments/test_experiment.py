from __future__ import annotations

from dataclasses import replace

import pytest

from nnstudio.core.errors import UserError
from nnstudio.experiments.experiment import Experiment, make_experiment, split_values, trial_key
from nnstudio.graph import edits
from tests.experiments.experiments import experiment, xor


def test_every_combination_comes_once_and_each_repetition_has_its_seed() -> None:
    made = experiment("learning_rate=0.1,0.01", "dense_1.activation=tanh,relu", repeat=3)
    assert made.names == ("learning_rate", "dense_1.activation")
    assert [t.values for t in made.trials[::3]] == [
        (0.1, "tanh"),
        (0.1, "relu"),
        (0.01, "tanh"),
        (0.01, "relu"),
    ]
    assert [t.project.training.seed for t in made.trials[:3]] == [0, 1, 2]
    assert [t.number for t in made.trials] == list(range(1, 13))
    assert len({t.key for t in made.trials}) == 12
    assert made.trials[-1].project.training.optimizer.values()["learning_rate"] == 0.01
    assert made.trials[-1].project.graph.by_id["dense_1"].layer.values()["activation"] == "relu"


def test_how_long_is_trained_can_be_said() -> None:
    made = experiment("learning_rate=0.1", epochs=7)
    assert made.trials[0].project.training.epochs == 7


def test_words_and_experiment_say_the_same() -> None:
    made = experiment("learning_rate=0.1,0.01", "dense_1.use_bias=yes,no", "batch_size=4")
    words = [str(variation) for variation in made.variations]
    assert words == ["learning_rate=0.1,0.01", "dense_1.use_bias=yes,no", "batch_size=4"]
    assert make_experiment(xor(), words) == made


def test_the_same_training_is_done_once() -> None:
    assert len(experiment("learning_rate=0.1,0.10,1e-1").trials) == 1
    assert len(experiment("seed=0,1", repeat=2).trials) == 3


def test_looks_and_names_do_not_make_another_training() -> None:
    project = xor()
    moved = edits.move(project, {"dense_1": (500.0, 3.0)})
    named = edits.set_title(edits.rename_project(moved, "Other"), "dense_1", "Mine")
    assert trial_key(replace(named, notes="n")) == trial_key(project)
    assert trial_key(edits.set_values(project, "dense_1", units=3)) != trial_key(project)
    assert trial_key(edits.set_training(project, seed=5)) != trial_key(project)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["learning_rate"], "Got 'learning_rate' to vary"),
        (["learning_rate="], "Got 'learning_rate=' to vary"),
        (["learning_rate=-1"], "expects a number from 0 to"),
        (["learning_rate=1", "optimizer.learning_rate=2"], "is varied twice"),
        (["dense_1.units=0"], "from 1 to"),
        (["dense_9.units=3"], "There is no setting"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_trained(words: list[str], told: str) -> None:
    with pytest.raises(UserError, match=told):
        experiment(*words)


def test_too_many_are_refused() -> None:
    seeds = ",".join(str(seed) for seed in range(101))
    with pytest.raises(UserError, match="at most 10,000"):
        experiment(f"seed={seeds}", "dense_1.units=" + seeds[2:])
    with pytest.raises(UserError, match="Repeat got 0"):
        assert Experiment(xor(), repeat=0).trials


def test_commas_within_brackets_divide_nothing() -> None:
    assert split_values("(4, 7, 16), 8x8 ,3") == ["(4, 7, 16)", "8x8", "3"]
