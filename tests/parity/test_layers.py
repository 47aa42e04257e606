"""Every layer computes and differentiates what PyTorch does, in both float types."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from nnstudio.core.layer import Layer
from nnstudio.core.shapes import Shape
from nnstudio.layers import all_layers
from tests.parity.counterpart import (
    ONE_PASS,
    Call,
    assert_close,
    gradient_of,
    layer_name,
    tensor,
)
from tests.parity.layers import LAYERS
from tests.test_every_layer import BATCH, Probe

CASES = [
    pytest.param(cls(**values), shapes, id=f"{name}-{number}")
    for name, cls in all_layers().items()
    for number, (values, shapes) in enumerate(
        (*cls.examples, *(LAYERS[name].more if name in LAYERS else ())), start=1
    )
]


def test_no_layer_is_left_out() -> None:
    assert sorted(all_layers()) == sorted(LAYERS)


@pytest.mark.parametrize("training", [True, False], ids=["training", "predicting"])
@pytest.mark.parametrize("dtype", ONE_PASS, ids=["float32", "float64"])
@pytest.mark.parametrize(("layer", "shapes"), CASES)
def test_output_and_gradients_are_those_of_pytorch(
    layer: Layer, shapes: tuple[Shape, ...], dtype: type[np.floating[Any]], training: bool
) -> None:
    probe, entry = Probe(layer, shapes, training), LAYERS[layer_name(layer)]
    rng = np.random.default_rng(2)
    given = entry.inputs(layer, rng, probe.xs) if entry.inputs else probe.xs
    xs = tuple(x.astype(dtype) for x in given)
    w = {name: value.astype(dtype) for name, value in probe.w.items()}
    step = probe.step()
    step.samples = BATCH
    y, saved = layer.forward(w, step, *xs)
    dy = rng.standard_normal(y.shape).astype(dtype)
    dxs, dws = layer.backward(w, step, saved, dy)

    leaves = [tensor(x, learns=True) for x in xs]
    kept = {name: tensor(value, learns=name in dws) for name, value in w.items()}
    drawn = {name: tensor(np.asarray(value)) for name, value in saved.items()}
    call = Call(kept, training, drawn)
    expected = entry.compute(layer, call, *leaves)
    loss = (expected * tensor(dy)).sum() + call.penalty / BATCH
    loss.backward()

    tolerance = ONE_PASS[dtype]
    assert_close(y, expected, tolerance, "output")
    penalty = np.asarray(layer.penalty(saved), dtype)
    assert_close(penalty, torch.as_tensor(call.penalty, dtype=expected.dtype), tolerance, "penalty")
    for port, (dx, leaf) in enumerate(zip(dxs, leaves, strict=True)):
        assert_close(dx, gradient_of(leaf), tolerance, f"gradient of input {port}")
    assert set(dws) == {n for n, weight in layer.weights(*shapes).items() if weight.trainable}
    largest = max((float(np.abs(dw).max(initial=0.0)) for dw in dws.values()), default=0.0)
    for name, dw in dws.items():
        least = largest if name.endswith(entry.vanishing) and entry.vanishing else 0.0
        assert_close(dw, gradient_of(kept[name]), tolerance, f"gradient of {name}", least)
    assert set(step.state) == set(call.state)
    for name, value in call.state.items():
        assert_close(np.asarray(step.state[name]), value, tolerance, f"new {name}")
