"""Every drawing can be analysed; what is wrong is told at its place, with what to do."""

from __future__ import annotations

from graphlib import TopologicalSorter

import pytest
from hypothesis import given, settings

from nnstudio.bench.graphs import residual_drawing
from nnstudio.core.layer import Layer
from nnstudio.core.shapes import Shape
from nnstudio.core.text import Text
from nnstudio.graph import edits
from nnstudio.graph.analysis import Analysis, Problem, analyze
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.project import Graph, Project
from nnstudio.graph.signature import Signature
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.add import Add
from nnstudio.layers.average_pool1d import AveragePool1D
from nnstudio.layers.concatenate import Concatenate
from nnstudio.layers.conv1d import Conv1D
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.max_pool2d import MaxPool2D
from nnstudio.losses import all_losses
from tests.graph.drawings import Passed, assert_sound, histories

POINTS = Signature((2,), classes=("no", "yes"), raw_shape=(2,))
DIGITS = Signature((28, 28, 1), classes=tuple("0123456789"), raw_shape=(28, 28))
NUMBERS = Signature((3,), "regression", (), 1, (3,))


def drawn(signature: Signature, loss: str, *layers: Layer) -> Project:
    """Return a chain of layers behind an Input."""
    project = Project(data=DataPlan(DataSource("some"), signature=signature))
    project = edits.set_loss(project, all_losses()[loss]())
    project, last = edits.add_node(project, Input(), 0, 0)
    for place, layer in enumerate(layers, start=1):
        project, node_id = edits.add_node(project, layer, 240.0 * place, 0)
        project = edits.connect(project, last, node_id)
        last = node_id
    return project


def lenet() -> Project:
    return drawn(
        DIGITS,
        "categorical_crossentropy",
        Conv2D(filters=8, activation="relu"),
        MaxPool2D(),
        Flatten(),
        Dense(units=10, activation="softmax"),
    )


def only_problem(project: Project) -> Problem:
    problems = analyze(project).problems
    assert len(problems) == 1, [str(problem.text) for problem in problems]
    return problems[0]


def test_shapes_parameters_and_costs_of_a_digits_network() -> None:
    analysis = analyze(lenet())
    reports = analysis.reports

    assert analysis.ready
    assert analysis.order == ("input_1", "conv2d_1", "maxpool2d_1", "flatten_1", "dense_1")
    assert analysis.output == "dense_1"
    assert [reports[i].shape for i in analysis.order] == [
        (28, 28, 1),
        (28, 28, 8),
        (14, 14, 8),
        (1568,),
        (10,),
    ]
    assert [reports[i].parameters for i in analysis.order] == [0, 80, 0, 0, 15_690]
    assert analysis.parameters == 15_770
    assert analysis.multiply_adds == 28 * 28 * 9 * 8 + 15_680


@given(histories())
@settings(max_examples=200)
def test_any_drawing_can_be_analysed_and_every_fix_mends_its_problem(
    passed: list[Project],
) -> None:
    project = passed[-1]
    analysis = analyze(project)

    assert set(analysis.order) == {node.id for node in project.graph.nodes}
    assert_sources_come_first(analysis)
    assert analysis.ready <= bool(analysis.output)
    for problem in analysis.problems:
        assert problem.node_id in {"", *analysis.order}
        assert str(problem.text).endswith(".")
        for fix in problem.fixes:
            mended = fix.edit(project)
            assert_sound(mended)
            told = [(p.node_id, p.text) for p in analyze(mended).problems]
            assert (problem.node_id, problem.text) not in told, str(fix.label)


def assert_sources_come_first(analysis: Analysis) -> None:
    place = {node_id: i for i, node_id in enumerate(analysis.order)}
    for wire in analysis.project.graph.wires:
        assert place[wire.source] < place[wire.target]


SOFTMAX = Dense(units=10, activation="softmax")


@pytest.mark.parametrize(
    ("project", "node_id", "said"),
    [
        pytest.param(Project(), "", "The canvas is empty", id="empty"),
        pytest.param(drawn(POINTS, "mean_squared_error"), "input_1", "Nothing follows", id="alone"),
        pytest.param(
            drawn(DIGITS, "categorical_crossentropy", SOFTMAX),
            "dense_1",
            "Dense got the shape 28 × 28 × 1; it expects (inputs). Put a Flatten layer before it.",
            id="rank",
        ),
        pytest.param(
            drawn(DIGITS, "categorical_crossentropy", Conv2D()),
            "conv2d_1",
            "gives 28 × 28 × 8, but the output must be one row of numbers",
            id="no row",
        ),
        pytest.param(
            drawn(
                DIGITS,
                "categorical_crossentropy",
                Conv2D(kernel_size=(40, 40), padding="valid"),
                Flatten(),
                SOFTMAX,
            ),
            "conv2d_1",
            "28 × 28 × 1; its window needs at least 40 × 40. Make kernel_size smaller",
            id="kernel",
        ),
        pytest.param(
            drawn(
                DIGITS,
                "categorical_crossentropy",
                Flatten(),
                Dense(units=7, activation="softmax"),
            ),
            "dense_1",
            "has 7 outputs, but the target has 10. Set its units.",
            id="units",
        ),
        pytest.param(
            drawn(DIGITS, "categorical_crossentropy", Flatten(), Dense(units=10)),
            "dense_1",
            "needs softmax at the output, but dense_1 has linear",
            id="loss and output",
        ),
        pytest.param(
            drawn(
                DIGITS,
                "binary_crossentropy",
                Flatten(),
                SOFTMAX,
            ),
            "dense_1",
            "needs sigmoid at the output, but dense_1 has softmax",
            id="output and loss",
        ),
        pytest.param(
            drawn(NUMBERS, "binary_crossentropy", Dense(units=1, activation="sigmoid")),
            "dense_1",
            "compares classes, but the target is a number",
            id="regression",
        ),
        pytest.param(
            drawn(POINTS, "categorical_crossentropy", Dense(units=1, activation="sigmoid")),
            "dense_1",
            "needs an output for each class, got 1. Use binary cross-entropy",
            id="one output",
        ),
        pytest.param(
            drawn(POINTS, "mean_squared_error", Dense(units=1, activation="softmax")),
            "dense_1",
            "Softmax over one output is always 1",
            id="lonely softmax",
        ),
        pytest.param(
            drawn(Signature(()), "mean_squared_error", Dense(units=1)),
            "input_1",
            "No data is chosen",
            id="no data",
        ),
    ],
)
def test_a_mistake_is_told_once_and_at_its_place(project: Project, node_id: str, said: str) -> None:
    problem = only_problem(project)

    assert problem.node_id == node_id
    assert said in str(problem.text)
    assert problem.blocking


@pytest.mark.parametrize(
    "project",
    [
        pytest.param(drawn(DIGITS, "categorical_crossentropy", SOFTMAX), id="rank"),
        pytest.param(drawn(DIGITS, "categorical_crossentropy", Conv2D()), id="no row"),
        pytest.param(drawn(POINTS, "binary_crossentropy", Dense(units=1)), id="linear"),
        pytest.param(
            drawn(POINTS, "categorical_crossentropy", Dense(units=1, activation="sigmoid")),
            id="one output",
        ),
        pytest.param(drawn(NUMBERS, "categorical_crossentropy", Dense(units=1)), id="number"),
        pytest.param(
            drawn(POINTS, "binary_crossentropy", Dense(units=1), Dense(units=1)), id="two layers"
        ),
    ],
)
def test_one_click_makes_the_drawing_ready(project: Project) -> None:
    for fix in only_problem(project).fixes:
        assert analyze(fix.edit(project)).ready, str(fix.label)


SAME = "Set padding to same"


@pytest.mark.parametrize(
    ("layer", "shape", "offered"),
    [
        (
            Conv2D(kernel_size=(40, 40), padding="valid"),
            (28, 28, 1),
            [SAME, "Set Kernel size to 28 × 28"],
        ),
        (MaxPool2D(pool_size=(3, 3)), (2, 8, 1), [SAME, "Set Pool size to 2 × 3"]),
        (Conv1D(kernel_size=9, padding="valid"), (5, 2), [SAME, "Set Kernel size to 5"]),
        (AveragePool1D(), (1, 2), [SAME, "Set Pool size to 1"]),
        (Conv2D(groups=2), (8, 8, 3), ["Set groups to 1"]),
        # no setting helps where the number of axes is wrong
        (Conv1D(padding="valid"), (8, 8, 3), ["Insert Reshape to 8 × 24"]),
        (Conv2D(padding="valid"), (64,), ["Insert Reshape to 8 × 8 × 1"]),
        (Conv2D(padding="valid"), (20, 9), ["Insert Reshape to 20 × 9 × 1"]),
        (
            Conv2D(groups=2, kernel_size=(9, 9), padding="valid"),
            (8, 8, 3),
            ["Set padding to same and groups to 1"],
        ),
    ],
    ids=lambda value: value.name if isinstance(value, Layer) else None,
)
def test_a_window_that_does_not_fit_is_mended(
    layer: Layer, shape: Shape, offered: list[str]
) -> None:
    signature = Signature(shape, classes=DIGITS.classes, raw_shape=shape)
    project = drawn(signature, "categorical_crossentropy", layer, Flatten(), SOFTMAX)
    problem = only_problem(project)

    assert [str(fix.label) for fix in problem.fixes] == offered
    for fix in problem.fixes:
        assert analyze(fix.edit(project)).ready


def test_an_activation_layer_at_the_output_counts_as_its_activation() -> None:
    project = drawn(
        POINTS, "binary_crossentropy", Dense(units=1), ActivationLayer(activation="sigmoid")
    )

    assert analyze(project).ready


def test_branches_of_unequal_width_are_explained_and_mended() -> None:
    project = drawn(POINTS, "mean_squared_error", Dense(units=8))
    project, narrow = edits.add_node(project, Dense(units=4), 0, 200)
    project, join = edits.add_node(project, Add(), 480, 0)
    project, _ = edits.add_node(project, Dense(units=1), 720, 0)
    for source, target, port in (
        ("input_1", narrow, 0),
        ("dense_1", join, 0),
        (narrow, join, 1),
        (join, "dense_3", 0),
    ):
        project = edits.connect(project, source, target, port)
    problem = only_problem(project)

    assert "Add needs equal shapes, got 8 (a), 4 (b). Match" in str(problem.text)
    assert len(problem.fixes) == 2
    for fix in problem.fixes:
        assert analyze(fix.edit(project)).ready


def joined(signature: Signature, join: Layer, *branches: Layer) -> Project:
    """Return branches from the Input that come together."""
    project = drawn(signature, "mean_squared_error")
    project, target = edits.add_node(project, join, 480, 0)
    for port, branch in enumerate(branches):
        project, source = edits.add_node(project, branch, 240, 100.0 * port)
        project = edits.connect(project, "input_1", source)
        project = edits.connect(project, source, target, port)
    if len(branches[0].output_shape(signature.input_shape)) > 1:
        project, flat = edits.add_node(project, Flatten(), 700, 0)
        project = edits.connect(project, target, flat)
        target = flat
    project, end = edits.add_node(project, Dense(units=1), 720, 0)
    return edits.connect(project, target, end)


def test_of_many_branches_those_that_differ_are_set_to_the_width_of_most() -> None:
    widths = (4, 8, 4, 6)
    project = joined(POINTS, Add(count=4), *(Dense(units=units) for units in widths))
    problem = only_problem(project)

    assert "got 4 (a, c), 8 (b), 6 (d). Match their units or filters." in str(problem.text)
    assert [str(fix.label) for fix in problem.fixes] == [
        "Set dense_2, dense_4 to 4",
        "Set dense_1, dense_3, dense_4 to 8",
    ]
    for fix in problem.fixes:
        assert analyze(fix.edit(project)).ready


def test_pictures_beside_a_row_of_numbers_are_flattened() -> None:
    project = joined(DIGITS, Concatenate(count=3), Conv2D(), Conv2D(filters=2), Flatten())
    problem = only_problem(project)

    assert "28 × 28 × 8 (a), 28 × 28 × 2 (b), 784 (c)" in str(problem.text)
    (fix,) = problem.fixes
    mended = analyze(fix.edit(project))
    assert mended.reports["concatenate_1"].shape == (28 * 28 * 11,)


def test_inputs_without_a_wire_can_be_removed() -> None:
    project = joined(POINTS, Concatenate(count=4), *(Dense(units=n) for n in (1, 2, 3, 4)))
    wires = project.graph.wires_into["concatenate_1"]
    project = edits.disconnect(project, [wires[1]])
    problem = only_problem(project)

    assert "The input b of concatenate_1 is not connected" in str(problem.text)
    mended = problem.fixes[-1].edit(project)
    assert mended.graph.by_id["concatenate_1"].layer.inputs == ("a", "b", "c")
    assert analyze(mended).reports["concatenate_1"].input_shapes == ((1,), (3,), (4,))
    assert not any(problem.node_id == "concatenate_1" for problem in analyze(mended).problems)


def test_what_follows_from_a_mistake_is_not_told_again() -> None:
    project = drawn(DIGITS, "categorical_crossentropy", Dense(units=5), Dense(units=5), SOFTMAX)

    assert only_problem(project).node_id == "dense_1"


def test_an_input_that_nothing_follows_is_warned_of_and_can_be_deleted() -> None:
    project, _ = edits.add_node(lenet(), Input(), 0, 300)
    problem = only_problem(project)

    assert not problem.blocking
    assert "Nothing follows input_2" in str(problem.text)
    assert analyze(problem.fixes[0].edit(project)).problems == ()


def test_two_ends_are_explained_and_can_be_marked_as_outputs() -> None:
    project, side = edits.add_node(lenet(), Dense(units=10, activation="softmax"), 0, 300)
    project = edits.connect(project, "flatten_1", side)
    problem = only_problem(project)
    assert "The network ends in dense_1, dense_2" in str(problem.text)

    mended = analyze(problem.fixes[0].edit(project))
    assert mended.ready
    assert [point.node for point in mended.outputs] == ["dense_1", "dense_2"]


def test_a_stray_layer_is_told_and_can_be_wired() -> None:
    project, stray = edits.add_node(lenet(), Dense(units=10, activation="softmax"), 0, 300)
    problem = only_problem(project)

    assert problem.node_id == stray
    assert "is not connected" in str(problem.text)
    assert analyze(problem.fixes[0].edit(project)).ready


def test_a_network_of_steps_is_warned_of_but_may_be_trained() -> None:
    project = drawn(
        POINTS,
        "binary_crossentropy",
        Dense(units=3, activation="step"),
        Dense(units=1, activation="sigmoid"),
    )
    problem = only_problem(project)

    assert not problem.blocking
    assert "derivative of the step in dense_1 is zero everywhere" in str(problem.text)
    assert analyze(project).ready
    assert analyze(problem.fixes[0].edit(project)).problems == ()


def test_hidden_units_that_all_start_at_zero_are_warned_of() -> None:
    project = drawn(
        POINTS,
        "binary_crossentropy",
        Dense(units=3, activation="tanh", initializer="zeros"),
        Dense(units=1, activation="sigmoid", initializer="zeros"),
    )
    problem = only_problem(project)

    assert problem.node_id == "dense_1"
    assert not problem.blocking
    assert "stay equal for ever" in str(problem.text)
    assert analyze(problem.fixes[0].edit(project)).problems == ()


def test_no_fix_sets_what_a_layer_cannot_have() -> None:
    wide = Signature((3,), "regression", (), 200_000, (3,))
    problem = only_problem(drawn(wide, "mean_squared_error", Dense(units=1)))

    assert "has 1 outputs, but the target has 200000" in str(problem.text)
    assert problem.fixes == ()


def test_in_a_pile_of_loose_layers_not_each_pair_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = Project(data=DataPlan(DataSource("some"), signature=POINTS))
    for _ in range(100):
        project, _ = edits.add_node(project, Dense(), 0, 0)
    looked: list[str] = []

    def noting(graph: Graph, source: str, target: str, port: int = 0) -> Text | None:
        looked.append(target)
        return None

    monkeypatch.setattr(edits, "why_not_connect", noting)
    analyze(project)

    assert len(looked) == 2 * 100


def test_only_what_an_edit_reaches_is_measured_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    project = drawn(POINTS, "mean_squared_error", *(Dense(units=n) for n in range(1, 100)))
    analyze(project)
    measured: list[int] = []
    output_shape = Dense.output_shape

    def noting(self: Dense, *shapes: Shape) -> Shape:
        measured.append(self.units)
        return output_shape(self, *shapes)

    monkeypatch.setattr(Dense, "output_shape", noting)
    analyze(edits.set_values(project, "dense_50", units=777))

    assert measured == [777, 51]


@given(histories(most=12))
@settings(max_examples=60)
def test_what_is_taken_over_is_what_would_be_found(passed: list[Project]) -> None:
    before = analyze(passed[0])
    for project in passed[1:]:
        before = analyze(project, before)
        assert before == analyze(project)


def test_findings_are_taken_over_while_layers_are_moved_named_and_trained() -> None:
    project = lenet()
    before = analyze(project)
    moved = edits.move(project, {"dense_1": (5.0, 6.0)})
    later = edits.set_training(edits.set_title(moved, "conv2d_1", "eyes"), epochs=77)

    after = analyze(later, before)

    assert after.problems is before.problems
    assert after.reports["flatten_1"] is before.reports["flatten_1"]
    assert after.reports["dense_1"].node.x == 5.0
    assert after.reports["conv2d_1"].node.title == "eyes"
    assert after.project.training.epochs == 77


def test_a_fix_goes_by_where_the_layers_lie_when_it_is_used() -> None:
    project = drawn(DIGITS, "categorical_crossentropy", Dense(units=10, activation="softmax"))
    [problem] = analyze(project).problems
    moved = edits.move(project, {"dense_1": (1000.0, 500.0)})

    mended = problem.fixes[0].edit(moved)

    flatten = mended.graph.by_id["flatten_1"]
    assert (flatten.x, flatten.y) == (880.0, 590.0)


@given(histories())
def test_the_order_is_that_of_the_standard_library(passed: Passed) -> None:
    graph = passed[-1].graph
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for node in graph.nodes:
        wires = graph.wires_into[node.id]
        sorter.add(node.id, *(wires[port].source for port in sorted(wires)))
    assert analyze(passed[-1]).order == tuple(sorter.static_order())


def test_after_an_edit_only_what_follows_is_looked_at_again() -> None:
    project = residual_drawing(60)
    before = analyze(project)
    edited = edits.set_values(project, "dense_21", units=40)
    after = analyze(edited, before)
    assert after == analyze(edited)
    fresh = {i for i in after.order if after.reports[i] is not before.reports[i]}
    # The layer and the one behind it, whose output has the same shape as before.
    assert fresh == {"dense_21", "dense_22"}
    assert after.order is before.order


def test_weights_used_before_the_layer_that_has_them_must_fit_too() -> None:
    project = Project(
        data=DataPlan(DataSource("some"), signature=Signature((3,), "regression", (), 2, (3,)))
    )
    for layer in (Input(), Dense(units=2), Dense(units=2), Add()):
        project, _ = edits.add_node(project, layer, 0, 0)
    for source, target, port in [
        ("input_1", "dense_1", 0),
        ("input_1", "dense_2", 0),
        ("dense_1", "add_1", 0),
        ("dense_2", "add_1", 1),
    ]:
        project = edits.connect(project, source, target, port)
    project = edits.set_loss(project, all_losses()["mean_squared_error"]())
    project = edits.share(project, "dense_1", "dense_2")
    assert analyze(project).ready
    wire = project.graph.wires_into["dense_2"][0]
    project, _ = edits.insert_on_wire(project, wire, Dense(units=5), 0, 0)
    analysis = analyze(project)
    assert analysis.order.index("dense_1") < analysis.order.index("dense_2")
    assert [str(problem.text) for problem in analysis.problems] == [
        "dense_1 uses the weights of dense_2, which gets 5, but dense_1 gets 3. Give it inputs of "
        "the same size, or weights of its own."
    ]
