"""What stands in an ONNX file; what runtimes make of it is shown in tests/parity."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from nnstudio.core.errors import UserError
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import initial_weights
from nnstudio.export.onnx_file import OnnxExporter, OnnxOptions
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.codec import project_from_dict, project_to_dict
from nnstudio.graph.data_plan import DataFile
from nnstudio.graph.project import Project
from nnstudio.graph.templates import template
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.dense import Dense
from tests.layer_networks import network_around


def written(project: Project, options: OnnxOptions | None = None) -> Any:
    """The file as the library reads it."""
    weights = initial_weights(make_plan(analyze(project)), 0)
    target = OnnxExporter()
    files = target.files(target.job(project, weights, "net", options))
    return onnx.load_from_string(files[".onnx"])


def metadata(model: Any) -> dict[str, str]:
    return {entry.key: entry.value for entry in model.metadata_props}


def shape_of(port: Any) -> list[int | str]:
    return [d.dim_param or d.dim_value for d in port.type.tensor_type.shape.dim]


def test_the_opset_is_the_one_that_is_promised() -> None:
    model = written(template("iris").project)

    assert [(o.domain, o.version) for o in model.opset_import] == [("", 18)]
    assert "opset 18" in OnnxExporter.summary
    assert model.producer_name == "NNStudio"


def test_samples_enter_and_answers_leave_in_batches_of_any_size() -> None:
    graph = written(template("projectile").project).graph

    assert [(p.name, shape_of(p)) for p in graph.input] == [("samples", ["batch", 2])]
    assert [(p.name, shape_of(p)) for p in graph.output] == [
        ("output_1", ["batch", 1]),
        ("output_2", ["batch", 1]),
        ("output_3", ["batch", 3]),
    ]


def test_what_it_needs_to_be_used_stands_in_the_metadata() -> None:
    project = template("digits-cnn").project
    found = metadata(written(project))
    manifest = json.loads(found["manifest"])

    assert json.loads(found["classes"]) == list(project.data.signature.classes)
    assert manifest["preprocessing"]["scale"] == list(project.data.scale)
    assert found["preprocessing"] == "outside"
    inside = metadata(written(project, OnnxOptions(preprocessing=True)))
    assert inside["preprocessing"] == "inside"


def test_axes_are_turned_only_where_convolutions_begin_and_end() -> None:
    ops = [node.op_type for node in written(template("digits-cnn").project).graph.node]

    assert ops.count("Conv") == 2
    assert ops.count("Transpose") == 1 + 1
    assert ops[:2] == ["Transpose", "Conv"]


def test_weights_are_called_after_their_nodes() -> None:
    project = template("iris").project
    weights = initial_weights(make_plan(analyze(project)), 0)
    tensors = {t.name: numpy_helper.to_array(t) for t in written(project).graph.initializer}

    for (node, name), value in weights.items():
        np.testing.assert_array_equal(tensors[f"{node}/{name}"], value)


def test_nothing_tells_where_the_data_lies() -> None:
    project = template("iris").project
    source = replace(project.data.source, file=DataFile("secret.csv", "abc"))
    project = replace(project, data=replace(project.data, source=source), notes="private")
    text = written(project).SerializeToString()

    assert b"secret" not in text
    assert b"private" not in text


def test_the_preview_is_a_list_of_operators() -> None:
    project = template("xor").project
    weights = initial_weights(make_plan(analyze(project)), 0)
    target = OnnxExporter()
    text = target.preview(target.job(project, weights, "net"), {})[".onnx"]

    assert text.startswith("opset 18\ninput samples: float32 (batch, 2)\n")
    assert "Gemm(samples, dense_1/weight, dense_1/bias)" in text


def test_a_layer_that_it_does_not_know_is_named(tmp_path: Path) -> None:
    @dataclass(frozen=True)
    class Swirl(ActivationLayer):
        label = "Swirl"

    project = network_around(Swirl(), ((4,),))
    with pytest.raises(UserError, match=r"_1 cannot be exported: ONNX has no words for Swirl\."):
        OnnxExporter().export(project, {}, tmp_path / "net.onnx")
    assert not list(tmp_path.iterdir())


def test_two_uses_of_a_weight_are_one_tensor() -> None:
    project = network_around(ActivationLayer(), ((4,),))
    project, first = edits.add_node(project, Dense(units=4), 0, 0)
    project, second = edits.add_node(project, Dense(units=4), 0, 0)
    project = edits.connect(project, "activation_1", first)
    project = edits.connect(project, first, second)
    project = edits.share(project, second, first)
    graph = written(project).graph

    assert [t.name for t in graph.initializer] == [f"{first}/weight", f"{first}/bias"]
    assert [node.op_type for node in graph.node].count("Gemm") == 2


@pytest.mark.parametrize("name", ["samples", "whole_0", "preparation"])
def test_layers_may_be_called_as_something_else_in_the_graph(name: str) -> None:
    words = json.dumps(project_to_dict(template("airline-lstm").project))
    project = project_from_dict(json.loads(words.replace('"lstm_1"', f'"{name}"')))
    made = [out for node in written(project).graph.node for out in node.output]
    assert len(made) == len(set(made))
    assert name in made


def test_pictures_enter_as_the_data_has_them_where_the_graph_prepares_them() -> None:
    graph = written(template("digits-cnn").project, OnnxOptions(preprocessing=True)).graph
    assert [shape_of(port) for port in graph.input] == [["batch", 28, 28]]
