"""ONNX Runtime answers what NNStudio answers: for every layer, template and random network."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import onnx
import onnxruntime
import pytest
from hypothesis import assume, given

from nnstudio.activations import activation_names, all_activations
from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import Shape
from nnstudio.data.scaling import scaled
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import WeightMap, initial_weights
from nnstudio.export.onnx_file import OnnxExporter, OnnxOptions
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.graph.templates import templates
from nnstudio.layers.gru import GRU
from nnstudio.layers.lstm import LSTM
from nnstudio.layers.simple_rnn import SimpleRNN
from tests.layer_networks import LAYER_EXAMPLES, network_around, telling_samples, telling_weights
from tests.random_networks import FEW, Sketch, networks

TOLERANCE = 1e-5
"""How far outputs may be apart, as a part of the largest where that is above one."""
LARGEST = 1e4
TEMPLATES = [pytest.param(t.project, id=t.slug) for t in templates()]
MORE = [
    *(
        (SimpleRNN(units=3, activation=name, return_sequences=True), ((4, 2),))
        for name, f in all_activations().items()
        if f.elementwise
    ),
    *(
        (kind(units=2, mask_zeros=True, direction="both", return_sequences=whole), ((4, 2),))
        for kind in (SimpleRNN, GRU, LSTM)
        for whole in (True, False)
    ),
]
"""What the examples of the layers leave out."""


def answers(data: bytes, x: Array) -> list[Array]:
    """What ONNX Runtime makes of prepared samples, output by output."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    found: list[Array] = session.run(None, {"samples": x})
    return found


def assert_it_answers_alike(project: Project, weights: WeightMap, x: Array) -> None:
    plan = make_plan(analyze(project))
    target = OnnxExporter()
    data = target.files(target.job(project, weights, "net"))[".onnx"]
    onnx.checker.check_model(onnx.load_from_string(data), full_check=True)
    model = Model(plan, weights)
    for batch in (x[:1], x):
        done = model.forward(batch)
        for output, found in zip(plan.outputs, answers(data, batch), strict=True):
            expected = done.outputs[output.node]
            assert found.shape == expected.shape
            scale = max(1.0, float(np.abs(expected).max()))
            np.testing.assert_allclose(found, expected, rtol=0, atol=TOLERANCE * scale)


@pytest.mark.parametrize(("layer", "shapes"), [*LAYER_EXAMPLES, *MORE])
def test_every_layer(layer: Layer, shapes: tuple[Shape, ...]) -> None:
    project = network_around(layer, shapes)
    plan = make_plan(analyze(project))

    assert_it_answers_alike(project, telling_weights(plan), telling_samples(plan))


def test_no_activation_is_left_out() -> None:
    used = {layer.values().get("activation") for (layer, _) in (c.values for c in LAYER_EXAMPLES)}

    assert set(activation_names()) <= used


@pytest.mark.parametrize("project", TEMPLATES)
def test_every_template(project: Project) -> None:
    plan = make_plan(analyze(project))
    x = telling_samples(plan, project.data.signature.tokens)

    assert_it_answers_alike(project, telling_weights(plan), x)


@FEW
@given(networks())
def test_networks_drawn_by_chance(sketch: Sketch) -> None:
    plan = make_plan(analyze(sketch.project))
    weights, x = telling_weights(plan), telling_samples(plan)
    with np.errstate(all="ignore"):
        done = Model(plan, weights).forward(x)
        exact = Model(plan, weights, np.float64).forward(x)
    assume(all(np.abs(y).max(initial=0.0) < LARGEST for y in done.outputs.values()))
    # Where float32 itself is far from the truth, two ways of rounding are so from one another.
    assume(all(np.allclose(y, exact.outputs[n], 0, 2e-6) for n, y in done.outputs.items()))

    assert_it_answers_alike(sketch.project, weights, x)


@pytest.mark.parametrize("slug", ["house-prices", "projectile", "digits-cnn", "airline-lstm"])
def test_the_preparation_can_be_inside(slug: str) -> None:
    project = next(t.project for t in templates() if t.slug == slug)
    plan = make_plan(analyze(project))
    weights, target = initial_weights(plan, 0), OnnxExporter()
    rng = np.random.default_rng(3)
    data = project.data
    shape = data.signature.raw_shape  # of pictures (28, 28), where networks read (28, 28, 1)
    spread = 1 / np.resize(np.array(data.scale), shape[-1])
    middle = np.resize(np.array(data.shift), shape[-1])
    raw = (middle + spread * rng.normal(size=(5, *shape))).astype(np.float32)
    job = target.job(project, weights, "net", OnnxOptions(preprocessing=True))
    done = Model(plan, weights).forward(scaled(data, raw))

    for output, found in zip(plan.outputs, answers(target.files(job)[".onnx"], raw), strict=True):
        expected = output.in_own_units(done.outputs[output.node])
        size = float(np.abs(expected).max())
        np.testing.assert_allclose(found, expected, rtol=0, atol=TOLERANCE * max(1.0, size))


def test_missing_numbers_are_filled_and_padding_stays_zero_inside() -> None:
    project = network_around(GRU(units=2, mask_zeros=True), ((3, 2),))
    signature = replace(project.data.signature, padded=True)
    data = replace(
        project.data, signature=signature, fill=(5.0, 6.0), shift=(2000.0, 1.0), scale=(0.5, 3.0)
    )
    project = replace(project, data=data)
    plan = make_plan(analyze(project))
    raw = np.array([[[2001, np.nan], [1999, 2], [0, 0]]], np.float32)
    weights, target = telling_weights(plan), OnnxExporter()
    job = target.job(project, weights, "net", OnnxOptions(preprocessing=True))
    (found,) = answers(target.files(job)[".onnx"], raw)

    expected = Model(plan, weights).predict(scaled(data, raw))
    np.testing.assert_allclose(found, expected, atol=TOLERANCE)
