"""Whatever analysis has against a drawing, one click mends it; what no click can mend is listed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from nnstudio.core.layer import Layer
from nnstudio.core.merging import MergingLayer
from nnstudio.core.shapes import Shape, shape_text, size_of
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.problem import Problem
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.layers import all_layers
from nnstudio.layers.conv1d import Conv1D
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.max_pool2d import MaxPool2D
from nnstudio.layers.output import Output
from nnstudio.layers.reshape import Reshape
from nnstudio.losses import all_losses

WITHOUT_FIX = {
    "No data is chosen, so the network's input has no shape. Choose data.": (
        "an edit of the drawing cannot know which data are meant"
    ),
    "{node} has {got} outputs, but the target has {expected}. Set its units.": (
        "only where the target has more numbers than a layer can have units"
    ),
    "{node} gives {got}, but the target has the shape {expected}. Change the layers.": (
        "only where the target has more numbers than a layer can have units"
    ),
    "{node} gives {got}, but the output must be one row of numbers. Add Flatten, Dense.": (
        "only where the target has more numbers than a layer can have units"
    ),
}
"""The templates of problems that need no fix, and why."""

MOST_UNITS = 100_000
SHAPES: tuple[Shape, ...] = (
    (1,),
    (7,),
    (36,),
    (1, 1),
    (5, 3),
    (4, 8),
    (1, 1, 1),
    (2, 3, 1),
    (6, 6, 3),
    (3, 2, 2, 2),
)
HARD: dict[str, tuple[dict[str, object], ...]] = {
    "Conv1D": ({"kernel_size": 9, "padding": "valid"}, {"groups": 2}, {"dilation": 7}),
    "Conv2D": (
        {"kernel_size": (9, 9), "padding": "valid"},
        {"groups": 2},
        {"groups": 2, "kernel_size": (9, 9), "padding": "valid"},
        {"dilation": (5, 5), "padding": "valid"},
    ),
    "DepthwiseConv2D": ({"kernel_size": (9, 9), "padding": "valid"},),
    "Conv2DTranspose": ({"kernel_size": (9, 9)},),
    "MaxPool1D": ({"pool_size": 8},),
    "MaxPool2D": ({"pool_size": (8, 8)},),
    "MinPool1D": ({"pool_size": 8},),
    "MinPool2D": ({"pool_size": (8, 8)},),
    "AveragePool1D": ({"pool_size": 8},),
    "AveragePool2D": ({"pool_size": (8, 8)},),
    "MultiHeadAttention": ({"heads": 4}, {"heads": 1024}),
    "Reshape": ({"shape": "5 × 5"}, {"shape": "2 × -1 × 5"}, {"shape": "4 × 9 × 1"}),
    "Permute": ({"order_of_axes": "3, 1, 2"},),
}
"""Settings besides those of the examples that refuse more."""


def built(cls: type[Layer]) -> list[Layer]:
    values = [*(v for v, _ in cls.examples), *HARD.get(cls.name, ())]
    return list(dict.fromkeys(cls(**each) for each in values))


def behind_an_input(layer: Layer, shapes: tuple[Shape, ...]) -> Project:
    """Return a layer that gets the shapes, between an Input and the end of a network."""
    first = shapes[0]
    signature = Signature(first, classes=("a", "b", "c"), raw_shape=first)
    project = Project(data=DataPlan(DataSource("some"), signature=signature))
    project, source = edits.add_node(project, Input(), 0, 0)
    project, node = edits.add_node(project, layer, 200, 0)
    project = edits.connect(project, source, node)
    for port, shape in enumerate(shapes[1:], start=1):
        project, flat = edits.add_node(project, Flatten(), 0, 100 * port)
        project, wide = edits.add_node(project, Dense(units=size_of(shape)), 0, 100 * port)
        project, form = edits.add_node(project, Reshape(shape=shape_text(shape)), 0, 100 * port)
        for a, b in ((source, flat), (flat, wide), (wide, form)):
            project = edits.connect(project, a, b)
        project = edits.connect(project, form, node, port)
    project, flat = edits.add_node(project, Flatten(), 400, 0)
    project, end = edits.add_node(project, Dense(units=3, activation="softmax"), 600, 0)
    return edits.connect(edits.connect(project, node, flat), flat, end)


def drawings_of(cls: type[Layer]) -> Iterator[Project]:
    for layer in built(cls):
        if issubclass(cls, MergingLayer):
            for first, other in product(SHAPES, SHAPES):
                yield behind_an_input(layer, (first, *(other for _ in layer.inputs[1:])))
        elif layer.inputs:
            for shape in SHAPES:
                yield behind_an_input(layer, (shape,))


def assert_mended(project: Project) -> list[Problem]:
    problems = list(analyze(project).problems)
    for problem in problems:
        assert problem.fixes or problem.text.template in WITHOUT_FIX, str(problem.text)
        for fix in problem.fixes:
            after = [(p.node_id, p.text) for p in analyze(fix.edit(project)).problems]
            assert (problem.node_id, problem.text) not in after, str(fix.label)
    return problems


@pytest.mark.parametrize("cls", all_layers().values(), ids=lambda cls: cls.name)
def test_each_shape_that_a_layer_refuses_is_mended_by_one_click(cls: type[Layer]) -> None:
    for project in drawings_of(cls):
        assert_mended(project)


SIGNATURES = {
    "row": Signature((4,), classes=("a", "b", "c"), raw_shape=(4,)),
    "two classes": Signature((4,), classes=("a", "b"), raw_shape=(4,)),
    "picture": Signature((6, 6, 1), classes=("a", "b", "c"), raw_shape=(6, 6)),
    "number": Signature((4,), "regression", (), 2, (4,)),
    "each step": Signature((5, 2), classes=("a", "b"), target_shape=(5,), raw_shape=(5, 2)),
    "tokens": Signature((6,), classes=("a", "b"), raw_shape=(6,), tokens=9),
    "wide": Signature((3,), "regression", (), 2 * MOST_UNITS, (3,)),
    "nothing": Signature(()),
}
ENDINGS: tuple[tuple[Layer, ...], ...] = (
    (),
    (Output(),),
    (Dense(units=7),),
    (Dense(units=2, activation="sigmoid"),),
    (Dense(units=1, activation="softmax"),),
    (Flatten(),),
    (Conv2D(),),
    (Conv1D(),),
    (Conv1D(), Output()),
    (Conv2D(), MaxPool2D(), Output()),
    (Flatten(), Dense(units=3, activation="step"), Output()),
    (Dense(units=3, initializer="zeros"), Dense(units=3, activation="softmax")),
    (Output(target="elsewhere"),),
    (Dense(), Output(loss="unheard of")),
)


@pytest.mark.parametrize("signature", SIGNATURES.values(), ids=SIGNATURES)
def test_what_is_wrong_at_the_end_of_a_network_is_mended_by_one_click(
    signature: Signature,
) -> None:
    for loss, layers in product(all_losses().values(), ENDINGS):
        project = Project(data=DataPlan(DataSource("some"), signature=signature))
        project = edits.set_loss(project, loss())
        project, last = edits.add_node(project, Input(), 0, 0)
        for layer in layers:
            project, node = edits.add_node(project, layer, 0, 0)
            project = edits.connect(project, last, node)
            last = node
        for problem in assert_mended(project):
            excused = signature in (SIGNATURES["wide"], SIGNATURES["nothing"])
            assert problem.fixes or excused, str(problem.text)


def test_a_layer_without_a_wire_is_connected_or_deleted_by_one_click() -> None:
    project = Project(data=DataPlan(DataSource("some"), signature=SIGNATURES["row"]))
    for layer in (Input(), Dense(units=3), Dense(units=4), Dense(units=5), MaxPool2D()):
        project, _ = edits.add_node(project, layer, 0, 0)
        assert_mended(project)


def test_several_outputs_of_one_layer_are_mended_together() -> None:
    signature = Signature((4,), classes=("a", "b", "c"), raw_shape=(4,))
    for layer in (Flatten(), Dense(units=3), Dense(units=2), Output()):
        project = Project(data=DataPlan(DataSource("some"), signature=signature))
        project = edits.set_loss(project, all_losses()["categorical_crossentropy"]())
        project, source = edits.add_node(project, Input(), 0, 0)
        project, end = edits.add_node(project, layer, 0, 0)
        project = edits.connect(project, source, end)
        for _ in range(2):
            project, mark = edits.add_node(project, Output(), 0, 0)
            project = edits.connect(project, end, mark)
        told = [(problem.node_id, problem.text) for problem in assert_mended(project)]
        assert len(told) == len(set(told))
