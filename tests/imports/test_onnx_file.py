"""Networks come in from ONNX: NNStudio's own exactly, others operator by operator."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
import pytest
from hypothesis import given
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import Shape
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import WeightMap, initial_weights
from nnstudio.export.onnx_file import OnnxExporter, OnnxOptions
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.graph.templates import template, templates
from nnstudio.imports import Imported, import_network
from nnstudio.imports.onnx_file.reader import reads
from tests.layer_networks import LAYER_EXAMPLES, network_around, telling_samples, telling_weights
from tests.random_networks import FEW, Sketch, networks

TEMPLATES = [pytest.param(t.project, id=t.slug) for t in templates()]
FLOAT = TensorProto.FLOAT


def weights_of(project: Project) -> WeightMap:
    return telling_weights(make_plan(analyze(project)))


def without_metadata(path: Path) -> None:
    """Make of NNStudio's own file one as of anybody."""
    model = onnx.load(path)
    del model.metadata_props[:]
    onnx.save(model, path)


def answers(found: Imported, x: Array) -> Array:
    return Model(make_plan(analyze(found.project)), found.weights).predict(x)


class Graph:
    """An ONNX file that is made by hand."""

    def __init__(self, inputs: Mapping[str, Sequence[int | str]]) -> None:
        self._inputs = [helper.make_tensor_value_info(n, FLOAT, s) for n, s in inputs.items()]
        self._nodes: list[Any] = []
        self._tensors: list[Any] = []

    def op(self, kind: str, *inputs: str | Array, **attributes: Any) -> str:
        """Add an operator; return the name of what it makes, which is its own."""
        name = f"{kind.lower()}{len(self._nodes)}"
        read = [i if isinstance(i, str) else self._tensor(i) for i in inputs]
        self._nodes.append(helper.make_node(kind, read, [name], name, **attributes))
        return name

    def save(self, path: Path, *outputs: str, **metadata: str) -> Path:
        """Write the file."""
        ends = [helper.make_tensor_value_info(n, FLOAT, [None]) for n in outputs]
        graph = helper.make_graph(self._nodes, "made", self._inputs, ends, self._tensors)
        opset = [helper.make_opsetid("", 20)]
        model = helper.make_model(graph, opset_imports=opset, ir_version=9)
        helper.set_model_props(model, metadata)
        onnx.save(model, path)
        return path

    def _tensor(self, value: Array) -> str:
        name = f"t{len(self._tensors)}"
        if value.dtype == np.float64:
            value = value.astype(np.float32)
        self._tensors.append(numpy_helper.from_array(value, name))
        return name


def numbers(*shape: int) -> Array:
    return np.random.default_rng(len(shape)).normal(size=shape).astype(np.float32)


# ---- NNStudio's own files ----


@pytest.mark.parametrize(("layer", "shapes"), LAYER_EXAMPLES)
def test_every_layer_comes_back_as_it_was(
    layer: Layer, shapes: tuple[Shape, ...], tmp_path: Path
) -> None:
    project = network_around(layer, shapes)
    weights = weights_of(project)
    OnnxExporter().export(project, weights, tmp_path / "net.onnx")
    found = import_network(tmp_path / "net.onnx")

    assert found.project.graph == project.graph
    assert found.project.data.signature == project.data.signature
    assert found.notes == ()
    assert found.weights.keys() == weights.keys()
    for key, value in weights.items():
        np.testing.assert_array_equal(found.weights[key], value)
        assert not found.weights[key].flags.writeable


@pytest.mark.parametrize("project", TEMPLATES)
def test_every_template_comes_back_as_it_was(project: Project, tmp_path: Path) -> None:
    weights = initial_weights(make_plan(analyze(project)), 0)
    options = OnnxOptions(preprocessing=bool(project.data.fill or any(project.data.shift)))
    OnnxExporter().export(project, weights, tmp_path / "net.onnx", options)
    found = import_network(tmp_path / "net.onnx")

    assert found.project.graph == project.graph
    assert found.project.training == project.training
    assert found.project.data.scale == project.data.scale
    assert all(np.array_equal(found.weights[key], value) for key, value in weights.items())


@FEW
@given(networks())
def test_networks_drawn_by_chance_come_back_as_they_were(sketch: Sketch) -> None:
    weights = weights_of(sketch.project)
    with TemporaryDirectory() as folder:
        path = Path(folder, "net.onnx")
        OnnxExporter().export(sketch.project, weights, path)
        found = import_network(path)

    assert found.project.graph == sketch.project.graph
    assert all(np.array_equal(found.weights[key], value) for key, value in weights.items())


def test_a_drawing_that_is_not_that_of_the_graph_is_not_believed(tmp_path: Path) -> None:
    project, path = template("iris").project, tmp_path / "net.onnx"
    OnnxExporter().export(project, initial_weights(make_plan(analyze(project)), 0), path)
    model = onnx.load(path)
    for node in model.graph.node:
        node.op_type = {"Relu": "Tanh", "Tanh": "Sigmoid"}.get(node.op_type, node.op_type)
    onnx.save(model, path)
    found = import_network(path).project.graph

    before = {n.layer.values().get("activation") for n in project.graph.nodes}
    assert {n.layer.values().get("activation") for n in found.nodes} != before


# ---- files of others ----

NEEDING_NOTES = {
    "Embedding",
    "SimpleRNN",
    "LSTM",
    "GRU",
    "GlobalMaxPool1D",
    "MultiHeadAttention",
    "PositionalEncoding",
}
"""What is written as many operators: masks, tokens among decimal numbers, attention."""
NOTHING_ALONE = {
    "Activation",
    "Dropout",
    "Flatten",
    "GlobalAveragePool1D",
    "Noise",
    "Permute",
    "PositionalEncoding",
    "Repeat",
    "SpatialDropout",
    "ZeroPad2D",
}


ONE_INPUT = [case for case in LAYER_EXAMPLES if len(case.values[1]) == 1]


@pytest.mark.parametrize(("layer", "shapes"), ONE_INPUT)
def test_a_graph_without_notes_answers_as_the_network_that_wrote_it(
    layer: Layer, shapes: tuple[Shape, ...], tmp_path: Path
) -> None:
    project, path = network_around(layer, shapes), tmp_path / "net.onnx"
    weights = weights_of(project)
    OnnxExporter().export(project, weights, path)
    without_metadata(path)
    plan = make_plan(analyze(project))
    try:
        found = import_network(path)
    except UserError:
        # Alone, what only hands on or turns its input is no network.
        assert layer.name in NOTHING_ALONE
        return
    if found.notes:
        assert layer.name in NEEDING_NOTES
        return
    x = telling_samples(plan)
    expected = Model(plan, weights).predict(x)
    if make_plan(analyze(found.project)).input_shape != plan.input_shape:
        # Nothing in the graph tells which axis is that of the channels; the first is usual.
        x = np.moveaxis(x, 1, -1)
        if make_plan(analyze(found.project)).outputs[0].shape != expected.shape[1:]:
            expected = np.moveaxis(expected, 1, -1)
    np.testing.assert_allclose(answers(found, x), expected, atol=1e-5)


def test_a_network_of_channels_first_becomes_one_of_channels_last(tmp_path: Path) -> None:
    g = Graph({"x": ["n", 3, 6, 5]})
    y = g.op("Relu", g.op("Conv", "x", numbers(4, 3, 3, 3), numbers(4), pads=[1, 1, 1, 1]))
    y = g.op("Flatten", g.op("MaxPool", y, kernel_shape=[2, 2], strides=[2, 2]))
    weight, bias = numbers(4 * 3 * 2, 3), numbers(3)
    y = g.op("Softmax", g.op("Gemm", y, weight, bias), axis=1)
    path = g.save(tmp_path / "net.onnx", y)
    found = import_network(path)
    names = [node.layer.name for node in found.project.graph.nodes]

    assert names == ["Input", "Conv2D", "MaxPool2D", "Flatten", "Dense"]
    assert found.notes == ()
    x = numbers(2, 3, 6, 5)
    (expected,) = ReferenceEvaluator(str(path)).run(None, {"x": x})
    np.testing.assert_allclose(answers(found, x.transpose(0, 2, 3, 1)), expected, atol=1e-5)


def test_it_is_laid_out_from_left_to_right(tmp_path: Path) -> None:
    g = Graph({"x": ["n", 4]})
    y = g.op("Gemm", "x", numbers(4, 4), numbers(4))
    y = g.op("Add", g.op("Tanh", y), "x")
    graph = import_network(g.save(tmp_path / "net.onnx", y)).project.graph
    places = {node.id: node.x for node in graph.nodes}

    assert places["input_1"] < places["dense_1"] < places["add_1"]


def test_what_it_has_no_layer_for_is_named_and_left_out(tmp_path: Path) -> None:
    g = Graph({"x": ["n", 4]})
    y = g.op("Gemm", "x", numbers(4, 4), numbers(4))
    y = g.op("Gemm", g.op("Hardmax", y), numbers(4, 2), numbers(2))
    found = import_network(g.save(tmp_path / "net.onnx", y))

    assert [str(n) for n in found.notes] == [
        "hardmax1 (Hardmax) is left out. NNStudio has no such layer."
    ]
    assert [n.id for n in found.project.graph.nodes] == ["input_1", "dense_1", "dense_2"]
    assert analyze(found.project).ready


def test_what_is_used_in_a_way_it_does_not_know_is_named_with_the_reason(tmp_path: Path) -> None:
    g = Graph({"x": ["n", 1, 6, 6]})
    y = g.op("Conv", "x", numbers(2, 1, 3, 3))
    y = g.op("AveragePool", y, kernel_shape=[3, 3], pads=[2, 0, 0, 0], strides=[3, 3])
    found = import_network(g.save(tmp_path / "net.onnx", y))

    assert [str(n) for n in found.notes] == [
        "averagepool1 (AveragePool) is left out. Its borders are none that NNStudio knows for it."
    ]


def test_a_bias_and_an_activation_that_stand_alone_become_those_of_the_layer(
    tmp_path: Path,
) -> None:
    g = Graph({"x": ["n", 3]})
    bias = numbers(2)
    y = g.op("Sigmoid", g.op("Add", g.op("MatMul", "x", numbers(3, 2)), bias))
    found = import_network(g.save(tmp_path / "net.onnx", y))
    (_, dense) = found.project.graph.nodes

    assert dense.layer.values()["use_bias"]
    assert dense.layer.values()["activation"] == "sigmoid"
    np.testing.assert_array_equal(found.weights["dense_1", "bias"], bias)


def test_scaling_before_the_first_layer_becomes_that_of_the_data(tmp_path: Path) -> None:
    g = Graph({"x": ["n", 2]})
    y = g.op("Div", g.op("Sub", "x", np.array([[1.0, 2.0]])), np.array([[4.0, 8.0]]))
    y = g.op("Gemm", y, numbers(2, 2))
    found = import_network(g.save(tmp_path / "net.onnx", y))

    assert found.project.data.shift == (1.0, 2.0)
    assert found.project.data.scale == (0.25, 0.125)
    assert [n.id for n in found.project.graph.nodes] == ["input_1", "dense_1"]


@pytest.mark.parametrize("form", ["half last", "half first", "x first"])
def test_activations_in_pieces_are_put_together(form: str, tmp_path: Path) -> None:
    g = Graph({"x": ["n", 3]})
    z = g.op("Gemm", "x", numbers(3, 3))
    share = g.op("Add", g.op("Erf", g.op("Div", z, np.array(2.0**0.5))), np.array(1.0))
    if form == "half last":
        y = g.op("Mul", g.op("Mul", z, share), np.array(0.5))
    elif form == "half first":
        y = g.op("Mul", g.op("Mul", z, np.array(0.5)), share)
    else:
        y = g.op("Mul", z, g.op("Mul", share, np.array(0.5)))
    z = g.op("Gemm", y, numbers(3, 3))
    y = g.op("Mul", g.op("Sigmoid", z), z)
    found = import_network(g.save(tmp_path / "net.onnx", y))
    used = [n.layer.values()["activation"] for n in found.project.graph.nodes[1:]]

    assert used == ["gelu", "silu"]


def test_weights_that_are_used_twice_are_shared(tmp_path: Path) -> None:
    g = Graph({"x": ["n", 3]})
    g.op("Gemm", "x", numbers(3, 3))
    y = g.op("Gemm", "gemm0", "t0")
    found = import_network(g.save(tmp_path / "net.onnx", y))

    assert found.project.graph.by_id["dense_2"].shares == "dense_1"
    assert set(found.weights) == {("dense_1", "weight")}


def test_several_inputs_and_outputs_have_names(tmp_path: Path) -> None:
    g = Graph({"left": ["n", 3], "right": ["n", 2, 2]})
    a = g.op("Gemm", "left", numbers(3, 4))
    b = g.op("Gemm", g.op("Flatten", "right"), numbers(4, 4))
    both = g.op("Concat", a, b, axis=1)
    price = g.op("Gemm", both, numbers(8, 1))
    kind = g.op("Softmax", g.op("Gemm", both, numbers(8, 3)))
    found = import_network(g.save(tmp_path / "net.onnx", price, kind))
    plan = make_plan(analyze(found.project))

    assert plan.input_shape == (7,)
    assert [t.name for t in found.project.data.signature.all_targets] == [price, kind]
    assert [output.task for output in plan.outputs] == ["regression", "classification"]


def test_classes_have_the_names_of_the_file(tmp_path: Path) -> None:
    g = Graph({"x": ["n", 3]})
    y = g.op("Softmax", g.op("Gemm", "x", numbers(3, 2)))
    found = import_network(g.save(tmp_path / "net.onnx", y, classes='["cat", "dog"]'))

    assert found.project.data.signature.classes == ("cat", "dog")


def test_sizes_that_are_left_open_are_said(tmp_path: Path) -> None:
    g = Graph({"x": ["n", 3, "h", "w"]})
    y = g.op("GlobalAveragePool", g.op("Conv", "x", numbers(2, 3, 3, 3)))
    found = import_network(g.save(tmp_path / "net.onnx", y))

    assert found.project.data.signature.input_shape == (32, 32, 3)
    assert "32 × 32 × 3 is taken for x" in str(found.notes[0])


# ---- bad files ----


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no", b"\x08\x09" * 40], ids=str)
def test_what_is_no_onnx_file_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "net.onnx"
    path.write_bytes(content)

    with pytest.raises(UserError, match=r"net\.onnx is no ONNX file, or it is damaged: "):
        import_network(path)


def test_a_file_that_ends_early_is_refused_wherever_it_does(tmp_path: Path) -> None:
    g = Graph({"x": ["n", 3]})
    path = g.save(tmp_path / "net.onnx", g.op("Gemm", "x", numbers(3, 2)))
    whole = path.read_bytes()
    for end in range(0, len(whole) - 1, 7):
        path.write_bytes(whole[:end])
        with pytest.raises(UserError):
            import_network(path)


def test_bytes_that_are_changed_never_end_the_program(tmp_path: Path) -> None:
    g = Graph({"x": ["n", 1, 4, 4]})
    y = g.op("Flatten", g.op("Conv", "x", numbers(2, 1, 3, 3)))
    path = g.save(tmp_path / "net.onnx", g.op("Gemm", y, numbers(8, 2)))
    whole, rng = path.read_bytes(), np.random.default_rng(0)
    for _ in range(100):
        changed = bytearray(whole)
        for place in rng.integers(0, len(whole), 2):
            changed[place] = rng.integers(0, 256)
        path.write_bytes(bytes(changed))
        with suppress(UserError):
            import_network(path)


@pytest.mark.parametrize("location", ["../secret", "/etc/hostname", "link", "absent"])
def test_weights_are_read_from_files_beside_it_alone(location: str, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "secret").write_bytes(bytes(24))
    os.symlink(tmp_path / "secret", folder / "link")
    g = Graph({"x": ["n", 3]})
    path = g.save(folder / "net.onnx", g.op("Gemm", "x", numbers(3, 2)))
    model = onnx.load(path)
    (tensor,) = model.graph.initializer
    onnx.external_data_helper.set_external_data(tensor, location, 0, 24)
    tensor.ClearField("raw_data")
    path.write_bytes(model.SerializeToString())

    with pytest.raises(UserError, match=r"keeps its weights in .* which is no file beside it"):
        import_network(path)


def test_weights_beside_it_are_read(tmp_path: Path) -> None:
    g, weight = Graph({"x": ["n", 30]}), numbers(30, 40)
    path = g.save(tmp_path / "net.onnx", g.op("Gemm", "x", weight))
    onnx.save(onnx.load(path), path, save_as_external_data=True, location="net.data")
    found = import_network(path)

    assert (tmp_path / "net.data").exists()
    np.testing.assert_array_equal(found.weights["dense_1", "weight"], weight)


def test_absurd_sizes_are_not_computed(tmp_path: Path) -> None:
    g = Graph({"x": ["n", 3]})
    huge = g.op("ConstantOfShape", np.array([10**6, 10**6], np.int64))
    y = g.op("Gemm", g.op("MatMul", "x", huge), numbers(3, 2))
    found = import_network(g.save(tmp_path / "net.onnx", y))

    assert "constantofshape0 (ConstantOfShape) is left out" in str(found.notes[0])


@pytest.mark.parametrize("doubled", ["Concat", "Expand"])
def test_a_little_that_becomes_much_is_not_computed(doubled: str, tmp_path: Path) -> None:
    g, known = Graph({"x": ["n", 3]}), numbers(1, 1)
    flat: str | Array = known
    for _ in range(40):
        if doubled == "Concat":
            flat = g.op("Concat", flat, flat, axis=0)
        else:
            tall = g.op("Expand", flat, np.array([10**6, 1], np.int64))
            flat = g.op("Expand", tall, np.array([1, 10**6], np.int64))
    y = g.op("Gemm", g.op("Add", "x", flat), numbers(3, 2))
    found = import_network(g.save(tmp_path / "net.onnx", y))

    assert f"({doubled}) is left out" in str(found.notes[0])


def test_functions_that_call_one_another_are_counted_before_they_are_written_out(
    tmp_path: Path,
) -> None:
    g = Graph({"x": ["n", 3]})
    path = g.save(tmp_path / "net.onnx", g.op("Relu", "x"))
    model = onnx.load(path)
    opset = [*model.opset_import, helper.make_opsetid("mine", 1)]
    for level in range(30):
        kind, domain = (f"f{level - 1}", "mine") if level else ("Relu", "")
        twice = [
            helper.make_node(kind, ["a"], ["b"], domain=domain),
            helper.make_node(kind, ["b"], ["c"], domain=domain),
        ]
        function = helper.make_function("mine", f"f{level}", ["a"], ["c"], twice, opset)
        model.functions.append(function)
    model.opset_import.append(helper.make_opsetid("mine", 1))
    model.graph.node[0].op_type, model.graph.node[0].domain = "f29", "mine"
    path.write_bytes(model.SerializeToString())

    with pytest.raises(UserError, match="operators or more; 20000 can be read"):
        import_network(path)


def test_a_scaling_of_another_size_than_the_samples_is_named(tmp_path: Path) -> None:
    g = Graph({"x": ["n", 3]})
    y = g.op("Gemm", g.op("Mul", "x", numbers(1, 5)), numbers(3, 2))
    found = import_network(g.save(tmp_path / "net.onnx", y))

    assert "mul0 (Mul) is left out." in str(found.notes[0])


@pytest.mark.parametrize("shape", [["n"], ["n", 2, 2, 2, 2], ["n", 10**6, 10**6]], ids=str)
def test_samples_of_impossible_shapes_are_refused(
    shape: Sequence[int | str], tmp_path: Path
) -> None:
    g = Graph({"x": shape})

    with pytest.raises(UserError, match=r"input x"):
        import_network(g.save(tmp_path / "net.onnx", g.op("Relu", "x")))


def test_no_operator_is_read_twice() -> None:
    with pytest.raises(ValueError, match="Conv is read twice"):
        reads("Conv")(lambda reader, op: None)
