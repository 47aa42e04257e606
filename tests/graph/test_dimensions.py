"""What the dimensions of shapes stand for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.dimensions import dimension_letters, lettered
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.layers import layer_class


def letters(signature: Signature, *layers: tuple[str, dict[str, object]]) -> list[str]:
    project = Project(data=DataPlan(DataSource("made up"), signature=signature))
    project, last = edits.add_node(project, layer_class("Input")(), 0, 0)
    for name, settings in layers:
        project, node_id = edits.add_node(project, layer_class(name)(**settings), 0, 0)
        project = edits.connect(project, last, node_id)
        last = node_id
    return ["".join(found) for found in dimension_letters(analyze(project)).values()]


PICTURE = Signature((28, 28, 3), classes=("a", "b"))
SERIES = Signature((20, 5), classes=("a", "b"))


@pytest.mark.parametrize(
    ("signature", "layers", "expected"),
    [
        (PICTURE, [("Conv2D", {}), ("Flatten", {}), ("Dense", {})], ["HWC", "HWC", "F", "F"]),
        (PICTURE, [("GlobalAveragePool2D", {}), ("Dense", {})], ["HWC", "C", "C"]),
        (SERIES, [("LSTM", {}), ("Dense", {})], ["TF", "F", "F"]),
        (SERIES, [("Permute", {"order_of_axes": "2, 1"})], ["TF", "FT"]),
        (
            replace(SERIES, input_shape=(12,), tokens=30),
            [("Embedding", {"vocabulary": 30}), ("GlobalAveragePool1D", {})],
            ["T", "TF", "F"],
        ),
        (Signature((4,), classes=("a", "b")), [("Repeat", {"times": 3})], ["F", "TF"]),
    ],
)
def test_letters_follow_from_data_and_layers(
    signature: Signature, layers: list[tuple[str, dict[str, object]]], expected: list[str]
) -> None:
    assert letters(signature, *layers) == expected


def test_what_has_no_shape_has_no_letters() -> None:
    assert letters(Signature(()), ("Dense", {})) == []


def test_shapes_are_written_with_their_letters() -> None:
    assert lettered((28, 28, 16), ("H", "W", "C")) == "28 (H) × 28 (W) × 16 (C)"
