"""Networks that Keras saved compute here what they do there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
from keras import layers

from nnstudio.core.layer import Array
from nnstudio.core.shapes import Shape
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.graph.analysis import analyze
from nnstudio.graph.templates import template
from nnstudio.imports import Imported
from nnstudio.imports.keras_file import KerasImporter
from tests.parity.keras_scripts import answers, run_script

pytestmark = [
    # Keras on PyTorch hands its variables to NumPy in a way that NumPy warns of.
    pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:.*was passed an input with a mask:UserWarning"),
]
TOLERANCE = 1e-5


@pytest.fixture(autouse=True)
def names_from_the_start() -> None:
    """Keras numbers the layers of a process."""
    keras.utils.clear_session()


CHAINS: dict[str, tuple[Shape, list[Callable[[], Any]]]] = {
    "dense": (
        (5,),
        [
            lambda: layers.Dense(4, activation="relu", kernel_regularizer="l2"),
            lambda: layers.Dense(4, activation=layers.LeakyReLU(negative_slope=0.1)),
            lambda: layers.Dropout(0.2),
            lambda: layers.Dense(4, activation="swish", use_bias=False),
            lambda: layers.BatchNormalization(epsilon=0.01),
            lambda: layers.GaussianNoise(0.1),
            lambda: layers.Dense(3, activation="softmax", name="judges"),
        ],
    ),
    "activations": (
        (3, 4),
        [
            layers.ReLU,
            lambda: layers.LeakyReLU(negative_slope=0.3),
            layers.ELU,
            lambda: layers.PReLU(shared_axes=[1]),
            lambda: layers.Activation("gelu"),
            lambda: layers.Dense(4, activation="leaky_relu"),
            lambda: layers.LayerNormalization(),
            lambda: layers.Softmax(),
        ],
    ),
    "picture": (
        (9, 8, 2),
        [
            lambda: layers.ZeroPadding2D(((1, 0), (2, 1))),
            lambda: layers.Conv2D(4, 3, padding="same", activation="relu"),
            lambda: layers.MaxPooling2D(),
            lambda: layers.DepthwiseConv2D(3, depth_multiplier=2, padding="same"),
            lambda: layers.SpatialDropout2D(0.2),
            lambda: layers.SeparableConv2D(4, 3, padding="same", activation="tanh"),
            lambda: layers.BatchNormalization(center=False, scale=False),
            lambda: layers.UpSampling2D(2, interpolation="bilinear"),
            lambda: layers.Conv2DTranspose(3, 3, strides=2, padding="same"),
            lambda: layers.Conv2D(6, (2, 3), groups=3, dilation_rate=2),
            lambda: layers.AveragePooling2D((2, 2), strides=1),
            lambda: layers.Permute((2, 1, 3)),
            layers.GlobalAveragePooling2D,
        ],
    ),
    "sequence": (
        (12, 3),
        [
            lambda: layers.Conv1D(4, 3, padding="causal", dilation_rate=2),
            lambda: layers.ZeroPadding1D(1),
            lambda: layers.MaxPooling1D(2, padding="same"),
            lambda: layers.DepthwiseConv1D(2, depth_multiplier=2),
            lambda: layers.SeparableConv1D(4, 2, depth_multiplier=3),
            lambda: layers.UpSampling1D(2),
            lambda: layers.AveragePooling1D(2),
            lambda: layers.TimeDistributed(layers.Dense(4)),
            lambda: layers.Bidirectional(layers.GRU(2, return_sequences=True)),
            lambda: layers.SimpleRNN(3, return_sequences=True, activation="relu"),
            lambda: layers.LSTM(4, go_backwards=True),
            lambda: layers.RepeatVector(2),
            lambda: layers.GRU(3, use_bias=False),
            lambda: layers.Reshape((3, 1)),
            layers.Flatten,
        ],
    ),
    "maxima": ((4, 3), [layers.GlobalMaxPooling1D]),
    "means": ((4, 4, 3), [layers.GlobalMaxPooling2D]),
}


def filled(model: Any) -> Any:
    """Give a network weights that leave nothing at a special place."""
    rng = np.random.default_rng(0)
    for layer in model.layers:
        values = [np.abs(rng.normal(0.4, 0.3, w.shape)) for w in layer.weights]
        layer.set_weights(values)
    return model


def chain(name: str) -> Any:
    shape, made = CHAINS[name]
    return filled(keras.Sequential([keras.Input(shape), *(make() for make in made)]))


def imported(model: Any, folder: Path, suffix: str = ".keras") -> Imported:
    path = folder / f"net{suffix}"
    model.save(path)
    return KerasImporter().read(path)


def outputs(found: Imported, x: Array) -> list[Array]:
    plan = make_plan(analyze(found.project))
    done = Model(plan, found.weights).forward(x)
    return [done.outputs[output.node] for output in plan.outputs]


def assert_agrees(model: Any, found: Imported, x: Array) -> None:
    assert [str(note) for note in found.notes] == []
    theirs = answers(model, x)
    for y, other in zip(outputs(found, x), theirs, strict=True):
        assert np.abs(y - other).max() <= TOLERANCE * max(1.0, float(np.abs(other).max()))


def samples(*shape: int) -> Array:
    return np.random.default_rng(1).normal(size=(3, *shape)).astype(np.float32)


@pytest.mark.parametrize("suffix", [".keras", ".h5"])
@pytest.mark.parametrize("name", CHAINS)
def test_a_chain(name: str, suffix: str, tmp_path: Path) -> None:
    model = chain(name)
    found = imported(model, tmp_path, suffix)
    assert_agrees(model, found, samples(*CHAINS[name][0]))
    assert found.project.name == "net"
    assert all(not w.flags.writeable and w.dtype == np.float32 for w in found.weights.values())


def test_names_and_settings_come_along(tmp_path: Path) -> None:
    project = imported(chain("dense"), tmp_path).project
    nodes = project.graph.by_id
    assert nodes["dense_4"].title == "judges"
    assert nodes["dense_1"].title == ""
    assert nodes["dense_1"].layer.values()["l2"] == 0.01
    assert nodes["dense_2"].layer.values()["negative_slope"] == 0.1
    assert nodes["batchnorm_1"].layer.values()["momentum"] == 0.01
    assert project.data.signature.classes == ("0", "1", "2")
    assert len({(node.x, node.y) for node in nodes.values()}) == len(nodes)


@pytest.mark.parametrize("suffix", [".keras", ".h5"])
def test_branches_shared_and_frozen_layers_and_networks_in_networks(
    suffix: str, tmp_path: Path
) -> None:
    x = keras.Input((6, 4), name="steps")
    twin = layers.Dense(4, activation="tanh", name="twin", trainable=False)
    inner = keras.Sequential(
        [layers.Conv1D(4, 2, padding="same"), layers.BatchNormalization(), layers.Dense(4)],
        name="inner",
    )
    a, b = twin(x), inner(twin(x))
    a = layers.MultiHeadAttention(2, 2)(a, a, use_causal_mask=True)
    merged = [
        layers.Add()([a, b, x]),
        layers.Subtract()([a, b]),
        layers.Multiply()([a, b]),
        layers.Average()([a, b]),
        layers.Maximum()([a, b]),
    ]
    y = layers.Concatenate()(
        [layers.Concatenate(axis=1)(merged), layers.Concatenate(axis=1)(merged)]
    )
    y = layers.Flatten()(y)
    model = filled(keras.Model(x, layers.Dense(1, activation="sigmoid")(y)))
    found = imported(model, tmp_path, suffix)

    assert_agrees(model, found, samples(6, 4))
    assert found.project.graph.by_id["dense_1"].frozen
    assert [n.id for n in found.project.graph.nodes if n.shares == "dense_1"] == ["dense_2"]
    assert found.project.data.signature.classes == ("0", "1")


@pytest.mark.parametrize("suffix", [".keras", ".h5"])
def test_several_inputs_and_outputs(suffix: str, tmp_path: Path) -> None:
    a, b = keras.Input((2,), name="width"), keras.Input((1,), name="height")
    x = layers.Concatenate()([layers.Dense(3)(b), a])
    ends = [layers.Dense(2, name="place")(x), layers.Dense(3, "softmax", name="kind")(x)]
    model = filled(keras.Model([a, b], ends))
    found = imported(model, tmp_path, suffix)

    assert found.notes == ()
    assert found.project.data.signature.features == ("width_1", "width_2", "height_1")
    assert [t.name for t in found.project.data.signature.all_targets] == ["place", "kind"]
    rows = samples(3)
    theirs = model([rows[:, :2], rows[:, 2:]])
    for y, other in zip(outputs(found, rows), theirs, strict=True):
        assert np.abs(y - keras.ops.convert_to_numpy(other)).max() <= TOLERANCE


@pytest.mark.parametrize("suffix", [".keras", ".h5"])
def test_inputs_of_several_shapes_are_columns_side_by_side(suffix: str, tmp_path: Path) -> None:
    picture, row = keras.Input((3, 3, 2), name="picture"), keras.Input((2,), name="row")
    x = layers.Flatten()(layers.Conv2D(2, 2)(picture))
    model = filled(keras.Model([picture, row], layers.Dense(2)(layers.Concatenate()([x, row]))))
    found = imported(model, tmp_path, suffix)

    rows = samples(20)
    theirs = model([rows[:, :18].reshape(3, 3, 3, 2), rows[:, 18:]])
    (y,) = outputs(found, rows)
    assert found.notes == ()
    assert np.abs(y - keras.ops.convert_to_numpy(theirs)).max() <= TOLERANCE


def _mobile(x: Any) -> Any:
    six = layers.ReLU(6.0)
    y = six(layers.BatchNormalization()(six(layers.Conv2D(4, 1, use_bias=False)(six(x)))))
    gate = layers.GlobalAveragePooling2D(keepdims=True)(y)
    y = layers.Multiply()([y, layers.Conv2D(4, 1, activation="sigmoid")(gate)])
    return layers.Dense(3, "hard_silu")(layers.DepthwiseConv2D(3, activation="relu6")(y))


def _both_ways(x: Any) -> Any:
    modes = ("sum", "ave", "mul")
    read = [layers.Bidirectional(layers.LSTM(3), merge_mode=mode)(x) for mode in modes]
    return layers.Concatenate()(read)


def _prepared(x: Any) -> Any:
    y = layers.Normalization(mean=[1.0, 2.0], variance=[0.5, 2.0])(layers.Rescaling(0.5, 1.0)(x))
    y = layers.Dense(3, "mish")(y)
    return layers.GlobalMaxPooling2D(keepdims=True)(1.0 - y / 4.0)


def _each_step(x: Any) -> Any:
    y = layers.TimeDistributed(layers.Dropout(0.1))(x)
    y = layers.TimeDistributed(layers.LayerNormalization())(y)
    return layers.Conv1DTranspose(3, 3, strides=2, padding="same", activation="relu")(y)


def _narrow(x: Any) -> Any:
    return layers.MultiHeadAttention(2, 1)(x, x)


WITH_OTHER_LAYERS = {
    "mobile": ((6, 5, 2), _mobile),
    "both ways": ((5, 2), _both_ways),
    "prepared": ((4, 3, 2), _prepared),
    "each step": ((5, 4), _each_step),
    "narrow heads": ((5, 4), _narrow),
}


@pytest.mark.parametrize("suffix", [".keras", ".h5"])
@pytest.mark.parametrize("name", WITH_OTHER_LAYERS)
def test_what_keras_has_as_one_is_said_with_several_layers(
    name: str, suffix: str, tmp_path: Path
) -> None:
    shape, made = WITH_OTHER_LAYERS[name]
    x = keras.Input(shape)
    model = filled(keras.Model(x, made(x)))
    found = imported(model, tmp_path, suffix)

    assert_agrees(model, found, samples(*shape))
    constants = {n.layer.name for n in found.project.graph.nodes if n.frozen}
    assert constants <= {"BatchNorm"}


@pytest.mark.parametrize("heads", [(2, 4, 3, 4), (2, 3, 5, 6), (3, 1, 2, 4)])
def test_heads_of_any_size(heads: tuple[int, int, int, int], tmp_path: Path) -> None:
    count, size, of_values, made = heads
    tokens = keras.Input((5,))
    x = layers.Embedding(7, 4, mask_zero=True)(tokens)
    x = layers.MultiHeadAttention(count, size, of_values, output_shape=made)(x, x)
    model = filled(keras.Model(tokens, layers.GlobalAveragePooling1D()(x)))
    found = imported(model, tmp_path)

    rows = np.array([[1, 2, 3, 4, 5], [6, 1, 0, 0, 0]], np.float32)
    (y,) = outputs(found, rows)
    assert all("frozen layers of ones and zeros" in str(note) for note in found.notes)
    assert np.abs(y - answers(model, rows)[0]).max() <= TOLERANCE


def test_parts_are_taken_by_frozen_layers(tmp_path: Path) -> None:
    x = keras.Input((6, 5, 2))
    y = layers.Reshape((12, 2))(layers.Cropping2D(((1, 1), (0, 2)))(x))
    y = layers.Cropping1D((2, 1))(y)
    model = filled(keras.Model(x, layers.Concatenate()([y[:, -1], y[:, 0, :]])))
    found = imported(model, tmp_path)

    assert len(found.notes) == 4
    assert sum(node.frozen for node in found.project.graph.nodes) == 4
    (y,) = outputs(found, samples(6, 5, 2))
    assert np.abs(y - answers(model, samples(6, 5, 2))[0]).max() <= TOLERANCE


def test_padding_that_nothing_skips_in_keras_is_not_skipped(tmp_path: Path) -> None:
    tokens = keras.Input((5,))
    x = layers.Embedding(7, 4, mask_zero=True)(tokens)
    model = filled(keras.Model(tokens, layers.GlobalMaxPooling1D()(layers.Conv1D(3, 2)(x))))
    found = imported(model, tmp_path)

    rows = np.array([[1, 2, 3, 4, 5], [6, 1, 0, 0, 0]], np.float32)
    assert_agrees(model, found, rows)


def test_padding_is_skipped_as_in_keras(tmp_path: Path) -> None:
    tokens = keras.Input((5,))
    x = layers.Embedding(7, 4, mask_zero=True)(tokens)
    x = layers.Dropout(0.1)(x)
    x = layers.LSTM(3, return_sequences=True)(x)
    both = [layers.Bidirectional(layers.GRU(3))(x), layers.GlobalAveragePooling1D()(x)]
    model = filled(keras.Model(tokens, layers.Concatenate()(both)))
    found = imported(model, tmp_path)

    rows = np.array([[1, 2, 3, 4, 5], [6, 1, 0, 0, 0], [3, 0, 0, 0, 0]], np.float32)
    assert found.project.data.signature.tokens == 7
    assert_agrees(model, found, rows)


def test_what_is_missing_is_named_and_left_out(tmp_path: Path) -> None:
    x = keras.Input((8, 8, 3))
    y = layers.Resizing(8, 8)(x)
    y = layers.Conv2D(3, 3, activation="softsign", padding="same")(y)
    y = layers.Minimum()([x, y])
    y = layers.Lambda(lambda z: z * 2, name="twice")(y)
    y = layers.Flatten()(keras.ops.square(y))
    found = imported(filled(keras.Model(x, layers.Dense(2)(y))), tmp_path)

    said = [str(note) for note in found.notes]
    assert "Resizing “resizing” is left out: NNStudio has no such layer." in said
    assert "Conv2D “conv2d” is left out: it has the activation softsign." in said
    assert "Lambda “twice” is left out: it holds code, and code in files is never run." in said
    assert any(note.startswith("Minimum") for note in said)
    assert any(note.startswith("Square") for note in said)
    kinds = [type(node.layer).name for node in found.project.graph.nodes]
    assert sorted(kinds) == ["Dense", "Flatten", "Input"]
    assert not analyze(found.project).problems


@pytest.mark.parametrize("slug", ["digits-cnn", "residual-cnn", "inception", "shakespeare-lstm"])
def test_a_script_of_ours_comes_back_by_way_of_keras(slug: str, tmp_path: Path) -> None:
    project = template(slug).project
    plan = make_plan(analyze(project))
    weights = {
        (node.id, name): np.random.default_rng(2).uniform(0.1, 0.4, w.shape).astype(np.float32)
        for node in plan.nodes
        for name, w in node.weights
    }
    model = run_script(project, weights, tmp_path).load()
    found = imported(model, tmp_path)

    assert [str(note) for note in found.notes] == []
    back = make_plan(analyze(found.project))
    kinds = [sorted(type(n.layer).name for n in p.nodes) for p in (plan, back)]
    assert kinds[0] == kinds[1]
    ours = sorted(value.tobytes() for value in weights.values())
    assert sorted(value.tobytes() for value in found.weights.values()) == ours
