"""Dense, shapes, activations, embeddings and chance, in the words of Keras."""

from __future__ import annotations

from dataclasses import replace

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.core.starting_weights import StartingWeights
from nnstudio.export.keras_script.written import (
    LAYER,
    SO_FAR,
    Call,
    Place,
    Written,
    applied,
    writers,
)
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.dense import Dense
from nnstudio.layers.dropout import Dropout
from nnstudio.layers.embedding import Embedding
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.noise import Noise
from nnstudio.layers.output import Output
from nnstudio.layers.permute import Permute
from nnstudio.layers.prelu import PReLU
from nnstudio.layers.repeat import Repeat
from nnstudio.layers.reshape import Reshape
from nnstudio.layers.sampling import Sampling
from nnstudio.layers.spatial_dropout import SpatialDropout

LARGEST_NOISE = 1.0
"""Keras refuses a larger deviation."""
ACTIVATIONS = (
    "elu",
    "gelu",
    "hard_sigmoid",
    "leaky_relu",
    "linear",
    "relu",
    "selu",
    "sigmoid",
    "silu",
    "softmax",
    "softplus",
    "step",
    "tanh",
)
"""What Keras has, or a helper of the script."""


def activation_words(layer: ActivatedLayer, place: Place) -> list[str | Call]:
    """Return the argument for a layer's activation; none where a line of its own follows."""
    name = layer.activation
    if name in ("linear", "leaky_relu"):
        return []
    if name == "step":
        return [f"activation={place.helper('step')}"]
    return [f'activation="{name}"']


def and_activation(layer: ActivatedLayer, written: Written) -> Written:
    """Return what is written, with the activation that is a layer of its own in Keras."""
    if layer.activation != "leaky_relu":
        return written
    after = f"layers.LeakyReLU(negative_slope={layer.negative_slope!r})({SO_FAR})"
    return replace(written, lines=(*written.lines, after))


def held_small(layer: StartingWeights, *kinds: str, axis: object = None) -> list[str | Call]:
    """Return the arguments that hold the weights of some kinds (``"kernel"``) small.

    Parameters
    ----------
    axis
        Over which axes the length of a unit's weights goes; None: there is no such limit.
    """
    words: list[str | Call] = []
    for kind in kinds:
        if layer.l1 or layer.l2:
            penalty = f"keras.regularizers.L1L2(l1={layer.l1!r}, l2={layer.l2!r})"
            words.append(f"{kind}_regularizer={penalty}")
        if layer.max_norm and axis is not None:
            limit = f"keras.constraints.MaxNorm({layer.max_norm!r}, axis={axis!r})"
            words.append(f"{kind}_constraint={limit}")
    return words


def no_bias(use_bias: bool) -> list[str | Call]:
    """Return the argument of a layer without a bias."""
    return [] if use_bias else ["use_bias=False"]


@writers(Dense)
def _dense(layer: Dense, place: Place) -> Written:
    words = [*activation_words(layer, place), *no_bias(layer.use_bias)]
    words += held_small(layer, "kernel", axis=0)
    call = place.call("Dense", str(layer.units), *words)
    return and_activation(layer, applied(place, call, *place.w.values()))


@writers(ActivationLayer)
def _activation(layer: ActivationLayer, place: Place) -> Written:
    if layer.activation == "leaky_relu":
        return applied(place, place.call("LeakyReLU", negative_slope=layer.negative_slope))
    known = place.helper("step") if layer.activation == "step" else f'"{layer.activation}"'
    return applied(place, place.call("Activation", known))


@writers(PReLU)
def _prelu(layer: PReLU, place: Place) -> Written:
    # Keras has a slope for each number unless it is told which axes share one.
    axes = list(range(1, place.rank + layer.shared))
    call = place.call("PReLU", **({"shared_axes": axes} if axes else {}))
    return applied(place, call, place.w["slope"].reshape((1,) * (place.rank - 1) + (-1,)))


@writers(Embedding)
def _embedding(layer: Embedding, place: Place) -> Written:
    tokens = place.x
    if not 0 < place.vocabulary <= layer.vocabulary:
        tokens = f"{place.helper('as_tokens')}({place.x}, {layer.vocabulary})"
    words = held_small(layer, "embeddings", axis=0)
    call = place.call("Embedding", str(layer.vocabulary), str(layer.units), *words)
    lines = [f"{LAYER}({tokens})"]
    if layer.mask_zero:
        lines.append(f"ops.where(ops.not_equal({tokens}, 0)[:, :, None], {SO_FAR}, 0.0)")
    return Written(tuple(lines), call, (place.w["weight"],))


@writers(Input, Output)
def _passed_on(layer: Input | Output, place: Place) -> Written:
    return Written((place.x,))


@writers(Flatten)
def _flatten(layer: Flatten, place: Place) -> Written:
    return applied(place, place.call("Flatten"))


@writers(Reshape)
def _reshape(layer: Reshape, place: Place) -> Written:
    return applied(place, place.call("Reshape", repr(layer.output_shape(*place.shapes))))


@writers(Permute)
def _permute(layer: Permute, place: Place) -> Written:
    return applied(place, place.call("Permute", repr(layer.axes)))


@writers(Repeat)
def _repeat(layer: Repeat, place: Place) -> Written:
    return applied(place, place.call("RepeatVector", str(layer.times)))


@writers(Dropout)
def _dropout(layer: Dropout, place: Place) -> Written:
    return applied(place, place.call("Dropout", repr(layer.rate)))


@writers(SpatialDropout)
def _spatial_dropout(layer: SpatialDropout, place: Place) -> Written:
    return applied(place, place.call(f"SpatialDropout{place.rank - 1}D", repr(layer.rate)))


@writers(Noise)
def _noise(layer: Noise, place: Place) -> Written:
    if layer.sigma <= LARGEST_NOISE:
        return applied(place, place.call("GaussianNoise", repr(layer.sigma)))
    times = repr(layer.sigma)
    line = f"{times} * {LAYER}({place.x} / {times})"
    return Written((line,), place.call("GaussianNoise", repr(LARGEST_NOISE)))


@writers(Sampling)
def _sampling(layer: Sampling, place: Place) -> Written:
    call = Call(place.helper("Sampling"), (f"beta={layer.beta!r}", *place.named))
    return Written((f"{LAYER}({', '.join(place.xs)})",), call)
