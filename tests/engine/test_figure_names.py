"""Figures have names for people, whichever network they are of."""

from __future__ import annotations

import pytest

from nnstudio.engine.figure_names import figure_label, metric_label


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("train_loss", "Training loss"),
        ("val_accuracy", "Validation accuracy"),
        ("val_r2", "R² (validation)"),
        ("val_output_1/loss", "Loss of output_1 (validation)"),
        ("val_output_2/f1", "F1 of output_2 (validation)"),
        ("from_a_newer_version", "from_a_newer_version"),
    ],
)
def test_a_watched_figure_is_called_what_people_call_it(name: str, said: str) -> None:
    assert str(figure_label(name)) == said


def test_a_metric_says_which_output_it_is_of() -> None:
    assert str(metric_label("accuracy")) == "Accuracy"
    assert str(metric_label("output_1/accuracy")) == "Accuracy of output_1"
