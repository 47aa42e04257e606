"""Dense, shapes, activations, embeddings, chance, merging and normalising."""

from __future__ import annotations

import math

import numpy as np

from nnstudio.core.layer import Array, Layer
from nnstudio.core.text import N_, Text
from nnstudio.imports.keras_file.composed import clipped
from nnstudio.imports.keras_file.config import NotTakenError
from nnstudio.imports.keras_file.taken import (
    READINGS,
    Found,
    Piece,
    Taken,
    held_small,
    leaky,
    plain,
    reads,
)
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.batch_norm import BatchNorm
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.dropout import Dropout
from nnstudio.layers.embedding import Embedding
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.layer_norm import LayerNorm
from nnstudio.layers.noise import Noise
from nnstudio.layers.permute import Permute
from nnstudio.layers.prelu import PReLU
from nnstudio.layers.repeat import Repeat
from nnstudio.layers.reshape import Reshape
from nnstudio.layers.sampling import Sampling
from nnstudio.layers.spatial_dropout import SpatialDropout

KEEPING_ZEROS = ("linear", "relu", "leaky_relu", "elu", "selu", "gelu", "silu", "tanh")
"""Activations that are 0 at 0, so that padding stays padding."""


@reads("Dense")
def _dense(found: Found) -> Taken:
    config = found.config
    bias, units = config.flag("use_bias", True), config.whole("units")
    weights = found.weights("weight", *(["bias"] if bias else []))
    settings = {"use_bias": bias, **found.activation(), **held_small(config)}
    if len(found.shape or ()) == 3:  # at each place of a picture: a convolution of one pixel
        if "weight" in weights:
            weights["weight"] = weights["weight"][None, None]
        return plain(Conv2D(filters=units, kernel_size=(1, 1), **settings), weights)
    return plain(Dense(units=units, **settings), weights)


ALIKE_AT_EACH_STEP = ("Dense", "Activation", "ReLU", "LeakyReLU", "Dropout", "LayerNormalization")
"""Layers of Keras that do with all steps what they do with each."""


@reads("TimeDistributed")
def _each_step(found: Found) -> Taken:
    kind, config = found.config.inner("layer")
    if kind == "Flatten" and found.shape:
        return plain(Reshape(shape=f"{found.shape[0]}, -1"), masked=found.masked)
    if kind not in ALIKE_AT_EACH_STEP:
        raise NotTakenError(Text(N_("it applies {got} to each step"), got=kind))

    def arrays(_: object) -> list[Array]:
        return found.arrays(("layer/vars",))

    inner = Found(config, found.flows, found.told, arrays, found.old)
    return READINGS[kind](inner)


@reads("Activation")
def _activation(found: Found) -> Taken:
    layer = ActivationLayer(**found.activation())
    return plain(layer, masked=found.masked and layer.activation in KEEPING_ZEROS)


@reads("ReLU")
def _relu(found: Found) -> Taken:
    found.require("threshold", 0, 0.0)
    if "max_value" in found.config and found.config.raw("max_value") != math.inf:
        found.require("negative_slope", 0, 0.0)
        highest = found.config.number("max_value")
        if highest <= 0:
            found.require("max_value", None)
        return Taken(clipped(highest))
    slope = found.config.number("negative_slope", 0.0)
    layer = ActivationLayer(activation="relu")
    if slope:
        layer = ActivationLayer(activation="leaky_relu", negative_slope=slope)
    return plain(layer, masked=found.masked)


@reads("LeakyReLU")
def _leaky_relu(found: Found) -> Taken:
    return plain(ActivationLayer(**leaky(found.config)), masked=found.masked)


@reads("ELU")
def _elu(found: Found) -> Taken:
    found.require("alpha", 1, 1.0)
    return plain(ActivationLayer(activation="elu"), masked=found.masked)


@reads("Softmax")
def _softmax(found: Found) -> Taken:
    found.require("axis", -1, _last(found))
    return plain(ActivationLayer(activation="softmax"))


@reads("PReLU")
def _prelu(found: Found) -> Taken:
    weights = found.weights("slope")
    shared = False
    if weights:
        slope = weights["slope"]
        shared = slope.size == 1 and slope.ndim > 0 and (found.shape or (0,))[-1] != 1
        if not shared and math.prod(slope.shape[:-1]) != 1:
            raise NotTakenError(Text(N_("it has slopes that are not shared by all places")))
        weights = {"slope": slope.reshape(-1)}
    return plain(PReLU(shared=shared), weights, masked=found.masked)


@reads("Embedding")
def _embedding(found: Found) -> Taken:
    config = found.config
    zero = config.flag("mask_zero")
    layer = Embedding(
        vocabulary=config.whole("input_dim"),
        units=config.whole("output_dim"),
        mask_zero=zero,
        **held_small(config, "embeddings"),
    )
    return plain(layer, found.weights("weight"), masked=zero)


@reads("Masking")
def _masking(found: Found) -> Taken:
    found.require("mask_value", 0, 0.0)
    return Taken(masked=True)


@reads("Flatten")
def _flatten(found: Found) -> Taken:
    found.require("data_format", "channels_last")
    return plain(Flatten())


@reads("Reshape")
def _reshape(found: Found) -> Taken:
    return plain(Reshape(shape=", ".join(map(str, found.config.several("target_shape")))))


@reads("Permute")
def _permute(found: Found) -> Taken:
    return plain(Permute(order_of_axes=", ".join(map(str, found.config.several("dims")))))


@reads("RepeatVector")
def _repeat(found: Found) -> Taken:
    return plain(Repeat(times=found.config.whole("n")))


@reads("Dropout")
def _dropout(found: Found) -> Taken:
    return plain(Dropout(rate=found.config.number("rate")), masked=found.masked)


@reads("SpatialDropout1D", "SpatialDropout2D")
def _spatial_dropout(found: Found) -> Taken:
    found.require("data_format", "channels_last")
    return plain(SpatialDropout(rate=found.config.number("rate")), masked=found.masked)


@reads("GaussianNoise")
def _noise(found: Found) -> Taken:
    return plain(Noise(sigma=found.config.number("stddev")), masked=found.masked)


@reads("Sampling")
def _sampling(found: Found) -> Taken:
    if "beta" not in found.config or len(found.flows) != len(Sampling.ports):
        raise NotTakenError(Text(N_("it is a layer of somebody's own")))
    return plain(Sampling(beta=found.config.number("beta")))


@reads("ActivityRegularization", "AlphaDropout", "GaussianDropout")
def _training_alone(found: Found) -> Taken:
    note = Text(N_("it is left out, for it acts in training alone and NNStudio has none"))
    return Taken(notes=(note,), masked=found.masked)


@reads("Identity")
def _identity(found: Found) -> Taken:
    return Taken(masked=found.masked)


def _last(found: Found) -> int:
    """Return the number of the last axis, with the batch as axis 0."""
    return len(found.shape) if found.shape is not None else -1


def _require_last(found: Found) -> None:
    last = _last(found)
    found.require("axis", -1, last, [-1], [last])


@reads("BatchNormalization")
def _batch_norm(found: Found) -> Taken:
    _require_last(found)
    config = found.config
    layer = BatchNorm(
        momentum=round(1.0 - config.number("momentum", 0.99), 12),
        epsilon=config.number("epsilon", 1e-3),
    )
    kept = ("running_mean", "running_variance")
    return _normalising(found, layer, kept)


@reads("LayerNormalization")
def _layer_norm(found: Found) -> Taken:
    _require_last(found)
    found.require("rms_scaling", False)
    return _normalising(found, LayerNorm(epsilon=found.config.number("epsilon", 1e-3)), ())


def _normalising(found: Found, layer: Layer, kept: tuple[str, ...]) -> Taken:
    """Return it with ones and zeros where Keras neither scales nor shifts."""
    scales, shifts = found.config.flag("scale", True), found.config.flag("center", True)
    named = [*(["gamma"] if scales else []), *(["beta"] if shifts else []), *kept]
    weights = found.weights(*named) if named else {}
    channels = (found.shape or (0,))[-1:]
    if not scales and (weights or not named):
        weights["gamma"] = np.ones(channels, np.float32)
    if not shifts and (weights or not named):
        weights["beta"] = np.zeros(channels, np.float32)
    return Taken((Piece(layer, weights),))
