from __future__ import annotations

from dataclasses import replace

import pytest

from nnstudio.core.errors import UserError
from nnstudio.data import load_dataset
from nnstudio.data.split import split_samples
from nnstudio.experiments.experiment import make_experiment, read_variation
from nnstudio.experiments.places import (
    Place,
    Value,
    place,
    places,
    present_value,
    read_value,
    value_text,
    with_values,
)
from nnstudio.graph.project import Project
from nnstudio.graph.templates import template, templates
from tests.experiments.experiments import xor


@pytest.mark.parametrize("slug", [t.slug for t in templates()][::4])
def test_every_setting_can_be_read_back_from_how_it_is_written(slug: str) -> None:
    project = template(slug).project
    for where in places(project):
        value = present_value(project, where)
        assert read_value(project, where, value_text(value)) == value, where.name


@pytest.mark.parametrize("slug", [t.slug for t in templates()][::4])
def test_giving_every_setting_the_value_it_has_changes_nothing(slug: str) -> None:
    project = template(slug).project
    found = {where: present_value(project, where) for where in places(project)}
    assert with_values(project, found) == project


@pytest.mark.parametrize(
    ("name", "word", "value"),
    [
        ("learning_rate", "1e-3", 0.001),
        ("optimizer.learning_rate", "0.5", 0.5),
        ("batch_size", "16", 16),
        ("optimizer", "SGD", "sgd"),
        ("dense_1.activation", "ReLU", "relu"),
        ("dense_1.use_bias", "No", False),
        ("restore_best", "true", True),
    ],
)
def test_what_words_mean(name: str, word: str, value: Value) -> None:
    project = xor()
    where = place(project, name)
    assert read_value(project, where, word) == value
    assert present_value(with_values(project, {where: value}), where) == value


def test_a_size_is_written_with_a_cross() -> None:
    project = _with_convolution()
    where = place(project, "conv2d_1.kernel_size")
    assert read_value(project, where, "5x3") == (5, 3)
    assert read_value(project, where, "5") == (5, 5)
    assert value_text((5, 3)) == "5x3"


@pytest.mark.parametrize(
    ("name", "word", "told"),
    [
        ("learning_rate", "fast", "learning_rate got 'fast'; it expects a number."),
        ("batch_size", "1.5", "batch_size got '1.5'; it expects a whole number."),
        ("restore_best", "maybe", "restore_best got 'maybe'; it expects yes or no."),
    ],
)
def test_a_word_that_is_no_value_is_refused(name: str, word: str, told: str) -> None:
    with pytest.raises(UserError) as refused:
        read_value(xor(), place(xor(), name), word)
    assert str(refused.value) == told


@pytest.mark.parametrize("name", ["learning_rate", "dense_1.units", "patience"])
@pytest.mark.parametrize("word", ["9" * 400, "nan", "-inf"])
def test_what_is_no_number_of_a_computer_is_refused(name: str, word: str) -> None:
    with pytest.raises(UserError, match="it expects a"):
        read_value(xor(), place(xor(), name), word)


def test_a_choice_that_is_none_names_all() -> None:
    with pytest.raises(
        UserError, match=r"dense_1.activation got 'rely'; it expects one of: .*relu"
    ):
        read_value(xor(), place(xor(), "dense_1.activation"), "rely")


def test_a_size_with_too_many_numbers_is_refused() -> None:
    project = _with_convolution()
    with pytest.raises(UserError, match="2 whole numbers, such as"):
        read_value(project, place(project, "conv2d_1.kernel_size"), "3x3x3")


def test_an_unknown_setting_names_the_nearest() -> None:
    with pytest.raises(UserError, match="Did you mean learning_rate"):
        place(xor(), "learning_rat")
    with pytest.raises(UserError, match="There are: "):
        place(xor(), "qqqq")


def test_another_kind_of_optimizer_brings_its_own_settings() -> None:
    project = xor()
    sgd = with_values(project, {place(project, "optimizer"): "sgd"})
    assert sgd.training.optimizer.name == "sgd"
    momentum: dict[Place, Value] = {
        place(project, "optimizer"): "momentum",
        place(project, "momentum"): 0.5,
    }
    assert with_values(project, momentum).training.optimizer.values()["momentum"] == 0.5


def test_a_setting_that_the_kind_lacks_is_refused() -> None:
    project = xor()
    with pytest.raises(UserError, match="has no setting momentum"):
        with_values(project, {place(project, "optimizer"): "sgd", place(project, "momentum"): 0.5})


def test_all_that_share_weights_follow() -> None:
    project = xor()
    first, second = (n.id for n in project.graph.nodes if n.layer.name == "Dense")
    graph = project.graph
    nodes = tuple(replace(n, shares=first) if n.id == second else n for n in graph.nodes)
    shared = replace(project, graph=replace(graph, nodes=nodes))
    varied = with_values(shared, {place(shared, f"{second}.activation"): "tanh"})
    layers = [varied.graph.by_id[i].layer.values()["activation"] for i in (first, second)]
    assert layers == ["tanh", "tanh"]


def _with_convolution() -> Project:
    for made in templates():
        if "conv2d_1" in made.project.graph.by_id:
            return made.project
    raise AssertionError("there is a template with a convolution")


def test_settings_of_the_data_are_varied_and_fitted_anew() -> None:
    project = template("spiral-mlp").project
    names = {where.name for where in places(project)}
    assert {"data.share", "data.scaling", "dataset.noise", "data.class_weights"} <= names
    assert "data.target_scaling" not in names  # there are no numbers to tell
    assert "augmentation.rotate" in {w.name for w in places(template("digits-cnn").project)}
    vary = ["data.scaling=standard,unit", "data.validation=100,50", "dataset.noise=0.1"]
    plans = [trial.project.data for trial in make_experiment(project, vary).trials]
    assert [plan.validation for plan in plans] == [100, 50, 100, 50]
    assert len({plan.scale for plan in plans}) == 4
    assert {dict(plan.source.options)["noise"] for plan in plans} == {0.1}


def test_a_share_of_the_training_samples_leaves_the_validation_as_it_is() -> None:
    project = template("spiral-mlp").project
    trials = make_experiment(project, ["data.share=0.1,0.5,1"]).trials
    parts = [split_samples(load_dataset(t.project.data.source), t.project.data) for t in trials]
    assert [len(part.training) for part in parts] == [40, 200, 400]
    assert set(parts[0].training) < set(parts[1].training)
    assert len({tuple(part.validation) for part in parts}) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("data.share=0", "expects a number from 0 to 1"),
        ("data.validation=500", "to be held out, but there are 500"),
        ("learning_rate=-3", "expects a number from 0"),
        ("dense_1.units=0", "expects a whole number from 1"),
    ],
)
def test_a_value_out_of_range_is_told_as_it_is_read(words: str, told: str) -> None:
    with pytest.raises(UserError, match=told):
        read_variation(template("spiral-mlp").project, words)
