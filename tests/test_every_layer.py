"""What holds for every layer there is, also for one that is added tomorrow."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from nnstudio.core.errors import ShapeError
from nnstudio.core.initializers import initial_values
from nnstudio.core.layer import CATEGORIES, Array, Layer, Step
from nnstudio.core.shapes import Shape, shape_text, size_of
from nnstudio.graph.codec import layer_from_dict, layer_to_dict
from nnstudio.layers import all_layers, layer_class

BATCH = 3
DIRECTIONS = 8
REACH = 1e-6
"""How far central differences go to both sides."""
MARGIN = 1e-4
"""How far from a kink the pre-activations have to be."""

LAYERS = [pytest.param(cls, id=name) for name, cls in all_layers().items()]
EXAMPLES = [
    pytest.param(cls(**values), shapes, id=f"{name}-{number}")
    for name, cls in all_layers().items()
    for number, (values, shapes) in enumerate(cls.examples, start=1)
]


class Probe:
    """One layer with random inputs and weights, away from kinks and ties."""

    def __init__(self, layer: Layer, shapes: tuple[Shape, ...], training: bool) -> None:
        self.layer = layer
        self.training = training
        for seed in range(100):
            rng = np.random.default_rng(seed)
            self.xs = tuple(
                distinct(rng, (BATCH, *shape), 0.3 + 0.4 * port / len(shapes))
                for port, shape in enumerate(shapes)
            )
            self.w = {
                name: 0.6 * rng.standard_normal(weight.shape)
                if weight.trainable
                else initial_values(weight, rng) + rng.uniform(0.2, 1.0, weight.shape)
                for name, weight in layer.weights(*shapes).items()
            }
            self.trained = [n for n, weight in layer.weights(*shapes).items() if weight.trainable]
            z = self.forward(self.xs, self.w)[1].get("z")
            if z is None or np.abs(z).min() > MARGIN:
                return
        pytest.fail("no input stays away from the kinks")

    def step(self) -> Step:
        """The same chance for every pass."""
        return Step(self.training, np.random.Generator(np.random.SFC64(5)))

    def forward(self, xs: tuple[Array, ...], w: dict[str, Array]) -> tuple[Array, Any]:
        return self.layer.forward(w, self.step(), *xs)

    def value(self, xs: tuple[Array, ...], w: dict[str, Array], dy: Array) -> float:
        """A loss whose gradient at the output is ``dy``, with what the layer adds to it."""
        y, saved = self.forward(xs, w)
        return float((y * dy).sum()) + self.layer.penalty(saved) / BATCH

    def backward(self, dy: Array) -> tuple[tuple[Array, ...], dict[str, Array]]:
        _, saved = self.forward(self.xs, self.w)
        return self.layer.backward(self.w, self.step(), saved, dy)


def distinct(rng: np.random.Generator, shape: Shape, shift: float) -> Array:
    """Return numbers from -2 to 2, far from zero and from one another as measured by `REACH`.

    Where other inputs are shifted by another part of the distance, they have no number in common.
    """
    count = size_of(shape)
    return (rng.permutation(count).reshape(shape) + shift) * (4.0 / count) - 2.0


def test_the_layers_of_the_house_are_found() -> None:
    expected = {"Input", "Dense", "Flatten", "Conv2D", "MaxPool2D", "Activation", "Dropout", "Add"}

    assert expected <= set(all_layers())


@pytest.mark.parametrize("cls", LAYERS)
def test_it_is_described(cls: type[Layer]) -> None:
    assert cls.label
    assert cls.summary.endswith(".")
    assert cls.formula
    assert cls.category in CATEGORIES
    assert cls.examples
    for key, info in cls.params().items():
        assert info.label, key
        assert info.help.endswith("."), key
    for name in cls.replaces:
        assert layer_class(name) is cls


@pytest.mark.parametrize(("layer", "shapes"), EXAMPLES)
def test_it_becomes_json_and_comes_back(layer: Layer, shapes: tuple[Shape, ...]) -> None:
    assert layer_from_dict(json.loads(json.dumps(layer_to_dict(layer)))) == layer


@pytest.mark.parametrize("training", [True, False], ids=["training", "predicting"])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(("layer", "shapes"), EXAMPLES)
def test_its_output_has_the_shape_it_announces_and_the_type_it_was_given(
    layer: Layer, shapes: tuple[Shape, ...], dtype: type[np.floating[Any]], training: bool
) -> None:
    probe = Probe(layer, shapes, training)
    xs = tuple(x.astype(dtype) for x in probe.xs)
    w = {name: value.astype(dtype) for name, value in probe.w.items()}
    y, saved = layer.forward(w, probe.step(), *xs)
    dxs, dws = layer.backward(w, probe.step(), saved, np.ones_like(y))

    assert y.shape == (BATCH, *layer.output_shape(*shapes))
    assert y.dtype == dtype
    assert [(dx.shape, dx.dtype) for dx in dxs] == [(x.shape, x.dtype) for x in xs]
    assert {k: (v.shape, v.dtype) for k, v in dws.items()} == {
        k: (w[k].shape, w[k].dtype) for k in probe.trained
    }


@pytest.mark.parametrize("training", [True, False], ids=["training", "predicting"])
@pytest.mark.parametrize(("layer", "shapes"), EXAMPLES)
def test_its_gradients_agree_with_central_differences(
    layer: Layer, shapes: tuple[Shape, ...], training: bool
) -> None:
    probe = Probe(layer, shapes, training)
    rng = np.random.default_rng(1)
    dy = rng.standard_normal((BATCH, *layer.output_shape(*shapes)))
    dxs, dws = probe.backward(dy)

    for port in range(len(shapes)):

        def along_input(v: Array, t: float, port: int = port) -> float:
            xs = tuple(x + t * v if i == port else x for i, x in enumerate(probe.xs))
            return probe.value(xs, probe.w, dy)

        assert_gradient(along_input, dxs[port], rng)
    for name in probe.trained:

        def along_weight(v: Array, t: float, name: str = name) -> float:
            w = {**probe.w, name: probe.w[name] + t * v}
            return probe.value(probe.xs, w, dy)

        assert_gradient(along_weight, dws[name], rng)


def assert_gradient(along: Any, gradient: Array, rng: np.random.Generator) -> None:
    """Hold a gradient to central differences along random directions.

    For standard normal directions the mean square of what differs along them is the square of
    the norm of the difference, so this measures it without one evaluation per number.
    """
    wrong, length = 0.0, 0.0
    for _ in range(DIRECTIONS):
        v = rng.standard_normal(gradient.shape)
        measured = (along(v, REACH) - along(v, -REACH)) / (2 * REACH)
        wrong += (measured - float((gradient * v).sum())) ** 2 / DIRECTIONS
        length += measured**2 / DIRECTIONS
    # What has no influence at all, as the bias of attention's keys, is measured to rounding only.
    assert wrong**0.5 <= 1e-6 * max(float(np.linalg.norm(gradient)), length**0.5, 1e-2)


@pytest.mark.parametrize(("layer", "shapes"), EXAMPLES)
def test_predicting_a_sample_does_not_depend_on_the_others(
    layer: Layer, shapes: tuple[Shape, ...]
) -> None:
    probe = Probe(layer, shapes, training=False)
    together, _ = probe.forward(probe.xs, probe.w)
    for i in range(BATCH):
        alone, _ = probe.forward(tuple(x[i : i + 1] for x in probe.xs), probe.w)
        np.testing.assert_allclose(alone[0], together[i], rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(("layer", "shapes"), EXAMPLES)
def test_its_weights_can_be_drawn(layer: Layer, shapes: tuple[Shape, ...]) -> None:
    for name, weight in layer.weights(*shapes).items():
        values = initial_values(weight, np.random.default_rng(0))
        assert "/" not in name
        assert values.shape == weight.shape
        assert np.isfinite(values).all()


@pytest.mark.parametrize(("layer", "shapes"), EXAMPLES)
def test_its_costs_are_sane(layer: Layer, shapes: tuple[Shape, ...]) -> None:
    cost = layer.multiply_adds(*shapes)
    weights = layer.weights(*shapes).values()
    # A table whose rows are added or looked up multiplies nothing, and starts as it is told.
    matrices = [w.shape for w in weights if len(w.shape) > 1 and w.decays]
    if layer.name == "Embedding":
        matrices = []

    assert type(cost) is int
    assert cost >= 0
    assert (cost > 0) == bool(matrices)
    if len(shapes[0]) == 1:
        # On rows of numbers a weight is used once for a sample.
        assert cost == sum(size_of(shape) for shape in matrices)


@pytest.mark.parametrize("cls", LAYERS)
def test_a_shape_that_does_not_fit_is_refused_with_help(cls: type[Layer]) -> None:
    layer = cls(**cls.examples[0][0])
    for rank in range(5):
        shape = (9, 8, 7, 6)[:rank]
        ports = max(len(layer.inputs), 1)
        try:
            announced = layer.output_shape(*(shape,) * ports)
        except ShapeError as error:
            text = str(error)
            assert shape_text(shape) in text, "what was got"
            assert "expects" in text or "needs" in text, "what was expected"
            assert text.endswith("."), "and what to do"
            assert len(text.split(". ")) + len(text.split("; ")) > 2
        else:
            weights = layer.weights(*(shape,) * ports)
            w = {name: np.zeros(weight.shape) for name, weight in weights.items()}
            y, _ = layer.forward(
                w, Step(False, np.random.default_rng(0)), *(np.ones((2, *shape)),) * ports
            )
            assert y.shape == (2, *announced)


@pytest.mark.parametrize(
    ("name", "shapes", "said"),
    [
        ("Dense", ((28, 28, 1),), "28 × 28 × 1; it expects (inputs). Put a Flatten layer"),
        ("Conv2D", ((784,),), "784; it expects (height, width, channels). Feed it pictures"),
        ("MaxPool2D", ((784,),), "784; it expects (height, width, channels). Feed it pictures"),
        ("Add", ((8,), (4,)), "needs equal shapes, got 8 (a), 4 (b). Match their units"),
    ],
)
def test_common_mistakes_are_explained(name: str, shapes: tuple[Shape, ...], said: str) -> None:
    with pytest.raises(ShapeError) as caught:
        all_layers()[name]().output_shape(*shapes)
    assert said in str(caught.value)
