"""Outputs and targets: what is said where they do not go together, and what the fixes do."""

from __future__ import annotations

import pytest

from nnstudio.graph import edits
from nnstudio.graph.analysis import Analysis, analyze
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature, Target
from nnstudio.layers.dense import Dense
from nnstudio.layers.input import Input
from nnstudio.layers.output import Output

THROWS = Signature(
    (2,),
    "regression",
    features=("speed", "angle"),
    target_name="range",
    further=(
        Target("height", "regression", shape=(1,)),
        Target("lands", classes=("short", "on target", "long")),
    ),
)


def heads(*layers: Dense, signature: Signature = THROWS) -> Project:
    """Return a network that ends in these layers: dense_2, dense_3 and so on."""
    project = Project(data=DataPlan(DataSource("throws"), signature=signature))
    project, source = edits.add_node(project, Input(), 0, 0)
    project, hidden = edits.add_node(project, Dense(units=8, activation="tanh"), 240, 0)
    project = edits.connect(project, source, hidden)
    for number, layer in enumerate(layers):
        project, node = edits.add_node(project, layer, 480, 120.0 * number)
        project = edits.connect(project, hidden, node)
    return project


def marked(project: Project, end: str, **settings: object) -> Project:
    project, node = edits.add_node(project, Output(**settings), 720, 0)  # type: ignore[arg-type]
    return edits.connect(project, end, node)


def texts(project: Project) -> list[str]:
    return [str(problem.text) for problem in analyze(project).problems]


def fixes(project: Project) -> list[str]:
    return [str(fix.label) for problem in analyze(project).problems for fix in problem.fixes]


def fixed(project: Project, label: str) -> Project:
    for problem in analyze(project).problems:
        for fix in problem.fixes:
            if str(fix.label) == label:
                return fix.edit(project)
    raise AssertionError(f"{label} is not among {fixes(project)}")


def compared(analysis: Analysis) -> dict[str, tuple[str, str]]:
    """Return for each layer that is compared the names of its targets and of its loss."""
    return {
        point.node: (", ".join(t.name for t in point.targets), point.loss.name)
        for point in analysis.outputs
    }


SOFTMAX, NUMBER = Dense(units=3, activation="softmax"), Dense(units=1)


def test_one_fix_puts_an_output_with_the_fitting_target_and_loss_behind_each_end() -> None:
    project = heads(SOFTMAX, NUMBER, NUMBER)
    assert texts(project) == [
        "The network ends in dense_2, dense_3, dense_4. Put an Output behind each: it says which "
        "target of the data it is compared with."
    ]
    analysis = analyze(fixed(project, "Put an Output behind each"))
    assert analysis.ready
    assert analysis.problems == ()
    assert compared(analysis) == {
        "dense_2": ("lands", "categorical_crossentropy"),
        "dense_3": ("range", "mean_squared_error"),
        "dense_4": ("height", "mean_squared_error"),
    }


def test_an_end_beside_outputs_gets_a_target_that_is_still_free() -> None:
    project = marked(heads(NUMBER, NUMBER), "dense_2", target="range", loss="huber")
    assert texts(project) == [
        "dense_3 leads nowhere: no Output follows it. Connect it, or delete it."
    ]
    analysis = analyze(fixed(project, "Put an Output behind it"))
    assert compared(analysis) == {
        "dense_2": ("range", "huber"),
        "dense_3": ("height", "mean_squared_error"),
    }


def test_a_layer_of_another_width_can_be_compared_with_what_it_fits() -> None:
    project = heads(SOFTMAX)
    assert texts(project) == [
        "dense_2 has 3 outputs, but the target range has 1. Set its units, or another target."
    ]
    assert fixes(project) == [
        "Fit dense_2 and the loss to the data",
        "Set dense_2 to 1",
        "Compare it with lands",
    ]
    assert not analyze(fixed(project, "Fit dense_2 and the loss to the data")).problems
    analysis = analyze(fixed(project, "Compare it with lands"))
    assert analysis.ready
    assert compared(analysis) == {"dense_2": ("lands", "categorical_crossentropy")}
    wrong = marked(heads(SOFTMAX), "dense_2", target="height")
    assert compared(analyze(fixed(wrong, "Compare it with lands"))) == compared(analysis)


@pytest.mark.parametrize(
    ("settings", "text", "offered"),
    [
        (
            {},
            "output_1 does not say what it is compared with. Choose its target: range, height, "
            "lands.",
            ["Compare it with range", "Compare it with height", "Compare it with lands"],
        ),
        (
            {"target": "range, lands"},
            "output_1 is compared with range, lands, but only numbers go together. Choose one.",
            ["Compare it with range", "Compare it with lands"],
        ),
        (
            {"target": "heigth"},
            "output_1: the data has no target heigth. It has: range, height, lands.",
            ["Compare it with range", "Compare it with height", "Compare it with lands"],
        ),
        (
            {"target": "lands", "loss": "mse"},
            "output_1: there is no loss mse. There are: categorical_crossentropy, ",
            ["Use the loss of the training"],
        ),
    ],
)
def test_what_an_output_says_must_be_there(
    settings: dict[str, str], text: str, offered: list[str]
) -> None:
    project = marked(heads(SOFTMAX), "dense_2", **settings)
    assert texts(project)[0].startswith(text)
    assert fixes(project) == offered
    mended = fixed(project, offered[-1])
    assert analyze(mended).ready


def test_columns_of_numbers_go_together() -> None:
    project = marked(heads(Dense(units=2)), "dense_2", target="height, range", loss="huber")
    analysis = analyze(project)
    assert analysis.ready
    assert analysis.outputs[0].numbers == (1, 0)


def test_columns_that_are_not_there_are_named() -> None:
    project = fixed(heads(SOFTMAX), "Compare it with lands")
    project = edits.set_values(project, "input_1", columns="speed, sped")
    assert texts(project) == ["input_1: the data has no column sped. It has: speed, angle."]
    project = edits.set_values(project, "input_1", columns="angle")
    assert analyze(project).ready
    assert analyze(project).reports["input_1"].columns == (1,)
    digits = Signature((28, 28, 1), classes=tuple("0123456789"))
    project = edits.set_values(heads(NUMBER, signature=digits), "input_1", columns="x")
    assert "input_1: this data has no columns with names. Let everything enter." in texts(project)
