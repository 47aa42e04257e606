"""What rows and columns of a table of weights are called."""

from __future__ import annotations

from nnstudio.core.layer import Layer
from nnstudio.explain.weight_axes import WeightAxis, weight_axes
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.layers import layer_class
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.dropout import Dropout
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.lstm import LSTM
from tests.engine.networks import ABC, chain

FEATURES = ("width", "length")


def points(*layers: Layer) -> Project:
    signature = Signature((2,), classes=ABC, raw_shape=(2,), features=FEATURES)
    return chain(signature, "categorical_crossentropy", *layers)


def axes(project: Project, node_id: str, weight: str = "weight") -> tuple[WeightAxis, ...]:
    return weight_axes(analyze(project), node_id, weight)


def words(found: tuple[WeightAxis, ...]) -> list[str]:
    return [str(axis.name) for axis in found]


def test_inputs_have_the_names_of_features_and_outputs_those_of_classes() -> None:
    project = points(Dense(units=4), Dense(units=3, activation="softmax"))
    rows, columns = axes(project, "dense_1")
    assert words((rows, columns)) == ["input", "unit"]
    assert [rows.label(i) for i in range(2)] == ["width", "length"]
    assert columns.label(3) == "3"
    rows, columns = axes(project, "dense_2")
    assert rows.labels == ()
    assert columns.labels == ABC
    assert axes(project, "dense_2", "bias") == (columns,)


def test_names_are_known_behind_layers_that_keep_each_number_at_its_place() -> None:
    project = points(Dropout(), Dense(units=3, activation="softmax"))
    assert axes(project, "dense_1")[0].labels == FEATURES
    project = points(Dense(units=2), ActivationLayer(), Dense(units=3, activation="softmax"))
    assert axes(project, "dense_2")[0].labels == ()


def test_flattened_pictures_are_named_by_row_and_column() -> None:
    signature = Signature((2, 3, 1), classes=ABC, raw_shape=(2, 3))
    project = chain(
        signature, "categorical_crossentropy", Flatten(), Dense(units=3, activation="softmax")
    )
    rows, _ = axes(project, "dense_1")
    assert rows.labels == ("0, 0", "0, 1", "0, 2", "1, 0", "1, 1", "1, 2")
    with_kernel = chain(
        signature,
        "categorical_crossentropy",
        Conv2D(filters=2),
        Flatten(),
        Dense(units=3, activation="softmax"),
    )
    assert words(axes(with_kernel, "conv2d_1")) == ["row", "column", "channel", "filter"]
    assert axes(with_kernel, "dense_1")[0].labels[1] == "0, 0, 1"


def test_gates_are_named() -> None:
    signature = Signature((5, 2), classes=ABC, raw_shape=(5, 2))
    project = chain(
        signature, "categorical_crossentropy", LSTM(units=2), Dense(units=3, activation="softmax")
    )
    before, gates = axes(project, "lstm_1", "recurrent_weight")
    assert str(before.name) == "unit before"
    assert gates.labels == ("i 0", "i 1", "f 0", "f 1", "g 0", "g 1", "o 0", "o 1")


def test_each_weight_of_each_layer_has_an_axis_for_each_of_its_axes() -> None:
    for name in ("SimpleRNN", "GRU", "Embedding", "MultiHeadAttention", "BatchNorm", "PReLU",
                 "DepthwiseConv2D", "Conv2DTranspose", "Conv1D", "LayerNorm"):  # fmt: skip
        cls = layer_class(name)
        values, shapes = cls.examples[0]
        signature = Signature(shapes[0], classes=ABC, raw_shape=shapes[0])
        analysis = analyze(chain(signature, "categorical_crossentropy", cls(**values), Flatten()))
        node_id = f"{name.lower()}_1"
        for weight, declared in analysis.reports[node_id].weights:
            assert tuple(a.size for a in weight_axes(analysis, node_id, weight)) == declared.shape
