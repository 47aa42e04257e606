"""Every layer's definition, printed as functions, computes what the definition computes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from nnstudio.core.layer import Array, Layer, Saved, Step, Weight, Weights, param
from nnstudio.core.shapes import Shape
from nnstudio.core.text import N_
from nnstudio.engine.plan import PlannedNode
from nnstudio.engine.weights import initial_weight, stream
from nnstudio.export.numpy_script.functions import Library
from nnstudio.export.numpy_script.node_functions import NodePrinter
from nnstudio.export.numpy_script.values import CannotPrintError
from nnstudio.layers import all_layers

BATCH = 5
NODE = "some_1"
CASES = [
    pytest.param(cls(**values), shapes, id=f"{name}-{number}")
    for name, cls in all_layers().items()
    for number, (values, shapes) in enumerate(cls.examples)
    if name != "Input"
]


@dataclass(frozen=True)
class Bump(Layer):
    """A layer that nobody has seen before, with a branch, a loop and a function of its own."""

    name = "Bump"
    label = N_("Bump")
    category = "core"
    summary = N_("Adds waves.")
    examples = (({}, ((3,),)),)

    waves: int = param(3, low=1, high=9, help=N_("How many."))
    wild: bool = param(True, help=N_("Whether they are high."))

    def output_shape(self, *shapes: Shape) -> Shape:
        return shapes[0]

    def weights(self, *shapes: Shape) -> dict[str, Weight]:
        return {"height": Weight(shapes[0], "ones")}

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        x = xs[0]
        total = np.zeros_like(x)
        for number in range(self.waves):
            total += _wave(x, number)
        if x.max() > 0.5:
            total = total * 2 if self.wild else total
        else:
            total = total + 1
        return w["height"] * total, {"x": x, "total": total}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        slope = sum(np.cos(saved["x"] * (number + 1)) for number in range(self.waves))
        return (dy * slope,), {"height": (dy * saved["total"]).sum(axis=0)}


def _wave(x: Array, number: int) -> Array:
    return np.sin(x * (number + 1))


@pytest.mark.parametrize(
    ("layer", "shapes"), [*CASES, pytest.param(Bump(), ((3,),), id="a new one")]
)
def test_functions_compute_what_the_definition_computes(
    layer: Layer, shapes: tuple[Shape, ...]
) -> None:
    node = planned(layer, shapes)
    xs, weights = samples(layer, shapes), given_weights(node)
    wanted = tuple(range(len(shapes)))
    library = Library()
    printer = NodePrinter(library, node, {key: w.shape for key, w in node.weights})
    functions = printer.train(wanted, bool(node.weights), fused=False)
    predict = NodePrinter(library, node, {key: w.shape for key, w in node.weights}).predict()
    script = script_of(library, functions.forward, functions.backward, predict)
    script["W"] = {f"{NODE}/{key}": value for key, value in weights.items()}
    script["RNG"], script["STATE"] = {NODE: stream(0, NODE)}, {}

    step = Step(True, stream(0, NODE))
    y, saved = layer.forward(weights, step, *xs)
    dy = np.random.default_rng(1).normal(size=y.shape).astype(np.float32)
    dxs, dws = layer.backward(weights, step, saved, dy)
    assert functions.forward is not None
    assert functions.backward is not None
    found = script[functions.forward.name](*xs)
    got, kept = found if functions.kept else (found, ())
    same(got, y)
    parts = script[functions.backward.name](dy, *kept)
    parts = list(parts) if isinstance(parts, tuple) else [parts]
    for part, dx in zip(parts, dxs, strict=False):
        same(part, dx)
    if dws:
        assert parts[-1].keys() == {f"{NODE}/{key}" for key in dws}
        for key, dw in dws.items():
            same(parts[-1][f"{NODE}/{key}"], dw)
    for key, value in step.state.items():
        same(script["STATE"][f"{NODE}/{key}"], value)

    y, _ = layer.forward(weights, Step(False, stream(0, NODE)), *xs)
    same(script[predict.name](*xs), y)


def test_what_has_no_words_is_said_and_not_written_wrongly() -> None:
    node = planned(Endless(), ((3,),))
    with pytest.raises(CannotPrintError, match="While"):
        NodePrinter(Library(), node, {}).predict()


@dataclass(frozen=True)
class Endless(Bump):
    """A layer that goes on until it has enough."""

    name = "Endless"

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        y = xs[0]
        while y.max() < 1:
            y = y * 2
        return y, {}


def planned(layer: Layer, shapes: tuple[Shape, ...]) -> PlannedNode:
    """Return a layer with a place in a drawing."""
    sources = tuple(f"source_{number}" for number in range(len(shapes)))
    weights = tuple(layer.weights(*shapes).items())
    return PlannedNode(NODE, layer, sources, shapes, layer.output_shape(*shapes), weights)


def given_weights(node: PlannedNode) -> dict[str, Array]:
    """Return weights that leave nothing at a special place."""
    rng = np.random.default_rng(3)
    found = {}
    for key, weight in node.weights:
        value = initial_weight(node.id, key, weight, 0)
        noise = rng.normal(0, 0.1, value.shape) if weight.trainable else 0.0
        found[key] = (value + noise).astype(np.float32)
    return found


def samples(layer: Layer, shapes: tuple[Shape, ...]) -> list[Array]:
    """Return samples; the last two steps of the first one are padding."""
    rng = np.random.default_rng(0)
    found = [rng.normal(size=(BATCH, *shape)).astype(np.float32) for shape in shapes]
    if layer.name == "Embedding":
        found = [np.abs(np.round(x * 2)) for x in found]
    elif found[0].ndim == 3:
        found[0][0, -2:] = 0
    return found


def script_of(library: Library, *functions: Any) -> dict[str, Any]:
    """Return what the functions are in Python."""
    printed = [*library.helpers.values(), *(f for f in functions if f is not None)]
    lines = [*library.imports.lines(), "import numpy as np"]
    text = "\n".join([*lines, *(line for f in printed for line in f.lines())])
    found: dict[str, Any] = {}
    exec(compile(text, "printed", "exec"), found)
    return found


def same(got: Array, wanted: Array) -> None:
    """Hold that numbers are equal but for rounding, and single precision."""
    assert got.dtype == np.float32
    np.testing.assert_allclose(got, wanted, rtol=1e-5, atol=1e-6)
