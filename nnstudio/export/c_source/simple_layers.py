"""Layers that gather, move and repeat numbers, or leave them as they are."""

from __future__ import annotations

from nnstudio.core.shapes import Shape, size_of
from nnstudio.export.c_source.function import Function
from nnstudio.export.c_source.sequences import IS_PADDING
from nnstudio.export.c_source.source import NodeCode
from nnstudio.export.c_source.words import writers
from nnstudio.layers.dropout import Dropout
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.global_average_pool1d import GlobalAveragePool1D
from nnstudio.layers.global_average_pool2d import GlobalAveragePool2D
from nnstudio.layers.global_max_pool1d import GlobalMaxPool1D
from nnstudio.layers.global_max_pool2d import GlobalMaxPool2D
from nnstudio.layers.noise import Noise
from nnstudio.layers.output import Output
from nnstudio.layers.permute import Permute
from nnstudio.layers.repeat import Repeat
from nnstudio.layers.reshape import Reshape
from nnstudio.layers.sampling import Sampling
from nnstudio.layers.spatial_dropout import SpatialDropout
from nnstudio.layers.up_sampling1d import UpSampling1D
from nnstudio.layers.up_sampling2d import UpSampling2D
from nnstudio.layers.zero_pad1d import ZeroPad1D
from nnstudio.layers.zero_pad2d import ZeroPad2D

_MOST_AXES = 4
_GLOBAL_MEAN = Function(
    "global_average",
    """\
static void global_average(const float *x, float *y, int places, int channels, int skip_zeros)
{
    int count = 0;
    for (int c = 0; c < channels; c++)
        y[c] = 0.0f;
    for (int p = 0; p < places; p++, x += channels)
        if (!skip_zeros || !is_padding(x, channels)) {
            count++;
            for (int c = 0; c < channels; c++)
                y[c] += x[c];
        }
    for (int c = 0; count > 0 && c < channels; c++)
        y[c] /= (float)count;
}""",
    (IS_PADDING,),
)
_GLOBAL_MAX = Function(
    "global_max",
    """\
static void global_max(const float *x, float *y, int places, int channels, int skip_zeros)
{
    int count = 0;
    for (int c = 0; c < channels; c++)
        y[c] = x[c];
    for (int p = 0; p < places; p++, x += channels)
        if (!skip_zeros || !is_padding(x, channels)) {
            for (int c = 0; c < channels; c++)
                y[c] = count > 0 ? fmaxf(y[c], x[c]) : x[c];
            count++;
        }
}""",
    (IS_PADDING,),
)
_REPEAT = Function(
    "repeat",
    """\
static void repeat(const float *x, float *y, int rows, int width, int times)
{
    for (int r = 0; r < rows * times; r++)
        for (int i = 0; i < width; i++)
            y[r * width + i] = x[r / times * width + i];
}""",
)
_ENLARGE = Function(
    "enlarge",
    """\
static void enlarge(const float *x, float *y, int height, int width, int channels,
                    int down, int across)
{
    for (int i = 0; i < height * down; i++)
        for (int j = 0; j < width * across; j++)
            for (int c = 0; c < channels; c++)
                *y++ = x[(i / down * width + j / across) * channels + c];
}""",
)
_BLEND = Function(
    "blend",
    """\
/* Enlarge and blend between the middles of neighbours. */
static void blend(const float *x, float *y, int height, int width, int channels,
                  int down, int across)
{
    for (int i = 0; i < height * down; i++)
        for (int j = 0; j < width * across; j++) {
            float row = fmaxf(((float)i + 0.5f) / (float)down - 0.5f, 0.0f);
            float column = fmaxf(((float)j + 0.5f) / (float)across - 0.5f, 0.0f);
            int above = (int)row, left = (int)column;
            int below = above + 1 < height ? above + 1 : above;
            int right = left + 1 < width ? left + 1 : left;
            row -= (float)above;
            column -= (float)left;
            for (int c = 0; c < channels; c++)
                *y++ = (1.0f - row) * ((1.0f - column) * x[(above * width + left) * channels + c] +
                                       column * x[(above * width + right) * channels + c]) +
                       row * ((1.0f - column) * x[(below * width + left) * channels + c] +
                              column * x[(below * width + right) * channels + c]);
        }
}""",
)
_PAD = Function(
    "pad",
    """\
static void pad(const float *x, float *y, int height, int width, int channels,
                int above, int below, int left, int right)
{
    for (int i = -above; i < height + below; i++)
        for (int j = -left; j < width + right; j++)
            for (int c = 0; c < channels; c++)
                *y++ = i < 0 || i >= height || j < 0 || j >= width
                           ? 0.0f : x[(i * width + j) * channels + c];
}""",
)
_PERMUTE = Function(
    "permute",
    """\
/* The sizes of y, and how far apart in x the neighbours along each of its axes lie. */
static void permute(const float *x, float *y, int a, int b, int c, int d,
                    int by_a, int by_b, int by_c, int by_d)
{
    for (int i = 0; i < a; i++)
        for (int j = 0; j < b; j++)
            for (int k = 0; k < c; k++)
                for (int l = 0; l < d; l++)
                    *y++ = x[i * by_a + j * by_b + k * by_c + l * by_d];
}""",
)


@writers(Dropout, SpatialDropout, Noise, Output, Flatten, Reshape, Sampling)
def _write_unchanged(c: NodeCode) -> None:
    c.keep()


@writers(GlobalAveragePool1D, GlobalAveragePool2D)
def _write_global_average(c: NodeCode) -> None:
    _global(c, _GLOBAL_MEAN)


@writers(GlobalMaxPool1D, GlobalMaxPool2D)
def _write_global_max(c: NodeCode) -> None:
    _global(c, _GLOBAL_MAX)


def _global(c: NodeCode, function: Function) -> None:
    skip_zeros = int(getattr(c.node.layer, "mask_zeros", False))
    places = size_of(c.node.input_shapes[0][:-1])
    c.call(function, c.x, c.y, places, c.width, skip_zeros)


@writers(Repeat)
def _write_repeat(c: NodeCode) -> None:
    c.call(_REPEAT, c.x, c.y, 1, c.width, c.node.shape[0])


@writers(UpSampling1D)
def _write_up_sampling1d(c: NodeCode) -> None:
    steps, features = c.node.input_shapes[0]
    c.call(_REPEAT, c.x, c.y, steps, features, c.node.shape[0] // steps)


@writers(UpSampling2D)
def _write_up_sampling2d(c: NodeCode) -> None:
    layer = c.node.layer
    assert isinstance(layer, UpSampling2D)
    function = _BLEND if layer.interpolation == "bilinear" else _ENLARGE
    c.call(function, c.x, c.y, *c.node.input_shapes[0], *layer.size)


@writers(ZeroPad1D)
def _write_zero_pad1d(c: NodeCode) -> None:
    layer = c.node.layer
    assert isinstance(layer, ZeroPad1D)
    steps, features = c.node.input_shapes[0]
    c.call(_PAD, c.x, c.y, steps, 1, features, *layer.steps, 0, 0)


@writers(ZeroPad2D)
def _write_zero_pad2d(c: NodeCode) -> None:
    layer = c.node.layer
    assert isinstance(layer, ZeroPad2D)
    c.call(_PAD, c.x, c.y, *c.node.input_shapes[0], *layer.rows, *layer.columns)


@writers(Permute)
def _write_permute(c: NodeCode) -> None:
    layer = c.node.layer
    assert isinstance(layer, Permute)
    shape = c.node.input_shapes[0]
    apart = [size_of(shape[axis:]) for axis in layer.axes]
    c.call(_PERMUTE, c.x, c.y, *_four(c.node.shape), *_four(tuple(apart)))


def _four(sizes: Shape) -> Shape:
    return (1,) * (_MOST_AXES - len(sizes)) + sizes
