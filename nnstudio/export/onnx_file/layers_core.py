"""Layers that compute each number, row or place for itself, and those that move numbers about."""

from __future__ import annotations

import numpy as np

from nnstudio.core.shapes import Shape
from nnstudio.export.onnx_file.activations import FLOAT, INT64, activate
from nnstudio.export.onnx_file.builder import Builder
from nnstudio.export.onnx_file.layout import Layout
from nnstudio.export.onnx_file.words import writers
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.batch_norm import BatchNorm
from nnstudio.layers.dense import Dense
from nnstudio.layers.dropout import Dropout
from nnstudio.layers.embedding import Embedding
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.layer_norm import LayerNorm
from nnstudio.layers.noise import Noise
from nnstudio.layers.output import Output
from nnstudio.layers.permute import Permute
from nnstudio.layers.positional_encoding import PositionalEncoding, waves
from nnstudio.layers.prelu import PReLU
from nnstudio.layers.repeat import Repeat
from nnstudio.layers.reshape import Reshape
from nnstudio.layers.sampling import Sampling
from nnstudio.layers.spatial_dropout import SpatialDropout
from nnstudio.layers.up_sampling1d import UpSampling1D
from nnstudio.layers.up_sampling2d import UpSampling2D
from nnstudio.layers.zero_pad1d import ZeroPad1D
from nnstudio.layers.zero_pad2d import ZeroPad2D


@writers(Dense)
def dense(g: Builder, layer: Dense) -> None:
    """Write a Gemm for rows; each step of a sequence is multiplied alike."""
    x, weight = g.take(), g.weight("weight")
    bias = (g.weight("bias"),) if layer.use_bias else ()
    if len(g.node.shape) == 1:
        z = g.op("Gemm", x, weight, *bias)
    else:
        z = g.op("MatMul", x, weight)
        z = g.op("Add", z, *bias) if bias else z
    g.done(activate(g, layer.activation_function(), z))


@writers(ActivationLayer)
def activation(g: Builder, layer: ActivationLayer) -> None:
    """Write an activation function; softmax goes over the channels wherever they lie."""
    layout, rank = g.layout_of(), len(g.node.shape)
    f = layer.activation_function()
    g.done(activate(g, f, g.take(layout), layout.channels(rank)), layout)


@writers(PReLU)
def prelu(g: Builder, layer: PReLU) -> None:
    """Write a PRelu, whose slopes are shaped so that they meet their channels."""
    layout, rank = g.layout_of(), len(g.node.shape)
    slope = g.weight("slope")
    behind = rank - layout.channels(rank)
    if behind and not layer.shared:
        slope = g.op("Reshape", slope, g.whole(-1, *(1,) * behind))
    g.done(g.op("PRelu", g.take(layout), slope), layout)


@writers(Dropout)
def dropout(g: Builder, layer: Dropout) -> None:
    """Write a Dropout, which does nothing in prediction."""
    layout = g.layout_of()
    g.done(g.op("Dropout", g.take(layout), g.number(layer.rate)), layout)


@writers(Noise, SpatialDropout, Sampling, Output)
def same(g: Builder, layer: Noise | SpatialDropout | Sampling | Output) -> None:
    """Write nothing but a name: in prediction the first input is handed on."""
    layout = g.layout_of()
    g.done(g.op("Identity", g.take(layout)), layout)


@writers(BatchNorm)
def batch_norm(g: Builder, layer: BatchNorm) -> None:
    """Write a BatchNormalization, which wants the channels first."""
    names = ("gamma", "beta", "running_mean", "running_variance")
    weights = [g.weight(name) for name in names]
    x = g.take(Layout.FIRST)
    # ONNX has the share of the old averages.
    share = 1.0 - layer.momentum
    y = g.op("BatchNormalization", x, *weights, epsilon=layer.epsilon, momentum=share)
    g.done(y, Layout.FIRST)


@writers(LayerNorm)
def layer_norm(g: Builder, layer: LayerNorm) -> None:
    """Write a LayerNormalization over the last axis."""
    weights = g.weight("gamma"), g.weight("beta")
    g.done(g.op("LayerNormalization", g.take(), *weights, axis=-1, epsilon=layer.epsilon))


@writers(Flatten)
def flatten(g: Builder, layer: Flatten) -> None:
    """Write a Flatten: row by row, channels last."""
    g.done(g.op("Flatten", g.take(), axis=1))


@writers(Reshape)
def reshape(g: Builder, layer: Reshape) -> None:
    """Write a Reshape that leaves the batch as it is."""
    g.done(g.op("Reshape", g.take(), g.whole(0, *g.node.shape)))


@writers(Permute)
def permute(g: Builder, layer: Permute) -> None:
    """Write a Transpose that leaves the batch where it is."""
    g.done(g.op("Transpose", g.take(), perm=(0, *layer.axes)))


@writers(Repeat)
def repeat(g: Builder, layer: Repeat) -> None:
    """Write a Tile of one step."""
    step = g.op("Unsqueeze", g.take(), g.whole(1))
    g.done(g.op("Tile", step, g.whole(1, layer.times, 1)))


@writers(Embedding)
def embedding(g: Builder, layer: Embedding) -> None:
    """Write a Gather of rows by tokens, which arrive as decimal numbers like all samples."""
    rounded = g.op("Round", g.take())
    inside = g.op("Clip", rounded, g.number(0), g.number(layer.vocabulary - 1))
    tokens = g.op("Cast", inside, to=INT64)
    y = g.op("Gather", g.weight("weight"), tokens, axis=0)
    if layer.mask_zero:
        there = g.op("Cast", g.op("Greater", inside, g.number(0)), to=FLOAT)
        y = g.op("Mul", y, g.op("Unsqueeze", there, g.whole(2)))
    g.done(y)


@writers(PositionalEncoding)
def positional_encoding(g: Builder, layer: PositionalEncoding) -> None:
    """Write an Add of a constant pattern."""
    x = g.take()
    if layer.kind == "learned":
        places = g.weight("weight")
    else:
        places = g.numbers("waves", waves(g.node.shape).astype(np.float32))
    if layer.mask_zeros:
        places = g.op("Mul", places, g.op("Cast", steps_there(g, x), to=FLOAT))
    g.done(g.op("Add", x, places))


@writers(ZeroPad1D)
def zero_pad1d(g: Builder, layer: ZeroPad1D) -> None:
    """Write a Pad of steps."""
    _pad(g, (layer.steps, (0, 0)))


@writers(ZeroPad2D)
def zero_pad2d(g: Builder, layer: ZeroPad2D) -> None:
    """Write a Pad of rows and columns."""
    _pad(g, (layer.rows, layer.columns, (0, 0)))


@writers(UpSampling1D)
def up_sampling1d(g: Builder, layer: UpSampling1D) -> None:
    """Write a Resize that repeats steps."""
    _resize(g, (layer.size, 1), linear=False)


@writers(UpSampling2D)
def up_sampling2d(g: Builder, layer: UpSampling2D) -> None:
    """Write a Resize that repeats pixels or blends between their middles."""
    _resize(g, (*layer.size, 1), linear=layer.interpolation == "bilinear")


def steps_there(g: Builder, x: str) -> str:
    """Return whether steps ``(batch, steps, features)`` hold anything: ``(batch, steps, 1)``."""
    largest = g.op("ReduceMax", g.op("Abs", x), g.whole(2), keepdims=1)
    return g.op("Greater", largest, g.number(0))


def _pad(g: Builder, borders: tuple[tuple[int, int], ...]) -> None:
    layout, rank = g.layout_of(), len(g.node.shape)
    before, after = (layout.place(side, rank) for side in zip(*borders, strict=True))
    g.done(g.op("Pad", g.take(layout), g.whole(*before, *after)), layout)


def _resize(g: Builder, times: Shape, linear: bool) -> None:
    rank = len(times)
    scales = np.array(Layout.FIRST.place(times, rank, batch=1), np.float32)
    name = g.numbers("scales", scales)
    x = g.take(Layout.FIRST)
    if linear:
        y = g.op("Resize", x, "", name, mode="linear", coordinate_transformation_mode="half_pixel")
    else:
        y = g.op(
            "Resize",
            x,
            "",
            name,
            mode="nearest",
            coordinate_transformation_mode="asymmetric",
            nearest_mode="floor",
        )
    g.done(y, Layout.FIRST)
