"""Layers that compute number by number: normalisation and merges."""

from __future__ import annotations

import numpy as np

from nnstudio.core.shapes import size_of
from nnstudio.export.c_source.function import Function
from nnstudio.export.c_source.source import NodeCode
from nnstudio.export.c_source.words import writers
from nnstudio.layers.add import Add
from nnstudio.layers.average import Average
from nnstudio.layers.batch_norm import BatchNorm
from nnstudio.layers.concatenate import Concatenate
from nnstudio.layers.layer_norm import LayerNorm
from nnstudio.layers.maximum import Maximum
from nnstudio.layers.multiply import Multiply
from nnstudio.layers.subtract import Subtract

_BATCH_NORM = Function(
    "batch_norm",
    """\
/* scale is gamma / sqrt(variance + epsilon), from the averages of the training. */
static void batch_norm(const float *x, const float *mean, const float *scale,
                       const float *beta, float *y, int n, int channels)
{
    for (int i = 0; i < n; i++)
        y[i] = (x[i] - mean[i % channels]) * scale[i % channels] + beta[i % channels];
}""",
)
_LAYER_NORM = Function(
    "layer_norm",
    """\
static void layer_norm(const float *x, const float *gamma, const float *beta, float *y,
                       int n, int width, float epsilon)
{
    for (int row = 0; row < n; row += width, x += width, y += width) {
        float mean = 0.0f, variance = 0.0f;
        for (int i = 0; i < width; i++)
            mean += x[i] / (float)width;
        for (int i = 0; i < width; i++)
            variance += (x[i] - mean) * (x[i] - mean) / (float)width;
        for (int i = 0; i < width; i++)
            y[i] = gamma[i] * (x[i] - mean) / sqrtf(variance + epsilon) + beta[i];
    }
}""",
)


def _merge(name: str, each: str) -> Function:
    return Function(
        name,
        f"""\
static void {name}(const float *a, const float *b, float *y, int n)
{{
    for (int i = 0; i < n; i++)
        y[i] = {each};
}}""",
    )


_ADD, _SUBTRACT = _merge("add", "a[i] + b[i]"), _merge("subtract", "a[i] - b[i]")
_MULTIPLY, _MAXIMUM = _merge("multiply", "a[i] * b[i]"), _merge("maximum", "fmaxf(a[i], b[i])")
_SHRINK = Function(
    "times",
    """\
static void times(float *y, float factor, int n)
{
    for (int i = 0; i < n; i++)
        y[i] *= factor;
}""",
)
_PART = Function(
    "lay_beside",
    """\
/* Lay the rows of x into the rows of y, which are wider. */
static void lay_beside(const float *x, float *y, int rows, int width, int row_width)
{
    for (int r = 0; r < rows; r++)
        for (int i = 0; i < width; i++)
            y[r * row_width + i] = x[r * width + i];
}""",
)


@writers(BatchNorm)
def _write_batch_norm(c: NodeCode) -> None:
    layer = c.node.layer
    assert isinstance(layer, BatchNorm)
    variance = c.values("running_variance").astype(np.float64)
    scale = c.values("gamma") / np.sqrt(variance + layer.epsilon)
    constants = c.weight("running_mean"), c.array("scale", scale), c.weight("beta")
    c.call(_BATCH_NORM, c.x, *constants, c.y_or_x, c.size, c.width)


@writers(LayerNorm)
def _write_layer_norm(c: NodeCode) -> None:
    layer = c.node.layer
    assert isinstance(layer, LayerNorm)
    learned = c.weight("gamma"), c.weight("beta")
    c.call(_LAYER_NORM, c.x, *learned, c.y, c.size, c.width, float(layer.epsilon))


@writers(Add, Average, Multiply, Maximum, Subtract)
def _write_merge(c: NodeCode) -> None:
    layer = c.node.layer
    functions = {Multiply: _MULTIPLY, Maximum: _MAXIMUM, Subtract: _SUBTRACT}
    function = functions.get(type(layer), _ADD)
    first, second, *others = c.xs
    # Written over the first input, which further ones could be, too.
    y = c.y if others and first in others else c.y_or_x
    c.call(function, first, second, y, c.size)
    for other in others:
        c.call(function, y, other, y, c.size)
    if isinstance(layer, Average):
        c.call(_SHRINK, y, 1 / layer.count, c.size)


@writers(Concatenate)
def _write_concatenate(c: NodeCode) -> None:
    layer = c.node.layer
    assert isinstance(layer, Concatenate)
    axis = layer.axis_of(len(c.node.shape))
    rows, row_width = size_of(c.node.shape[:axis]), size_of(c.node.shape[axis:])
    begin = 0
    for x, shape in zip(c.xs, c.node.input_shapes, strict=True):
        width = size_of(shape[axis:])
        c.call(_PART, x, f"{c.y} + {begin}" if begin else c.y, rows, width, row_width)
        begin += width
