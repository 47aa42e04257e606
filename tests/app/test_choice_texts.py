"""Choices are written as people write them."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from nnstudio.activations import all_activations
from nnstudio.app.choice_texts import choice_texts
from nnstudio.app.translate import install_translators
from nnstudio.core.initializers import INITIALIZERS
from nnstudio.core.settings import Settings
from nnstudio.graph.training_plan import TrainingPlan
from nnstudio.layers import all_layers
from nnstudio.losses import all_losses
from nnstudio.optimizers import all_optimizers
from nnstudio.optimizers.clipping import Clipping
from nnstudio.optimizers.schedules import all_schedules


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    install_translators(qapp, "zh_CN")
    yield
    install_translators(qapp, "en")


def test_an_activation_has_its_name_and_what_it_does(qapp: QApplication) -> None:
    assert choice_texts("activation", "leaky_relu") == (
        "Leaky ReLU",
        "Like ReLU, with a small slope below zero, so that no unit can die.",
    )


def test_an_initialiser_has_a_short_name_and_its_formula(qapp: QApplication) -> None:
    label, explanation = choice_texts("initializer", "he_normal")
    assert label == "He"
    assert "√(2 / fan_in)" in explanation


def test_other_choices_are_plain_words(qapp: QApplication) -> None:
    assert choice_texts("order", "newest_first") == ("newest first", "")
    assert choice_texts("activation", "from_a_plug_in") == ("from a plug in", "")


def test_a_watched_figure_is_called_by_its_name(qapp: QApplication) -> None:
    assert choice_texts("watch", "val_loss") == ("Validation loss", "")
    assert choice_texts("watch", "val_output_1/f1")[0] == "F1 of output_1 (validation)"


ALL = [*all_layers().values(), *all_losses().values(), *all_optimizers().values()]
WITH_CHOICES: list[type[Settings]] = [*ALL, *all_schedules().values(), TrainingPlan, Clipping]


@pytest.mark.parametrize("kind", WITH_CHOICES, ids=lambda kind: kind.__name__)
def test_every_choice_of_a_form_has_a_name_and_an_explanation(
    qapp: QApplication, kind: type[Settings]
) -> None:
    for key, info in kind.params().items():
        for choice in info.choices:
            label, explanation = choice_texts(key, choice)
            assert label[0].isupper() or label == choice, (key, choice)
            assert explanation, (key, choice)


def test_every_choice_has_a_name_of_its_own_in_chinese_too(chinese: None) -> None:
    for setting, choices in (("activation", all_activations()), ("initializer", INITIALIZERS)):
        labels = {choice_texts(setting, choice)[0] for choice in choices}
        assert len(labels) == len(choices)
        assert all("：" not in label for label in labels)
    assert choice_texts("activation", "linear")[0] == "线性"
