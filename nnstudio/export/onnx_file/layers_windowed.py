"""Layers that look through windows: convolutions and poolings."""

from __future__ import annotations

from nnstudio.core.pooled import PoolLayer
from nnstudio.core.window import Window
from nnstudio.export.onnx_file.activations import activate
from nnstudio.export.onnx_file.builder import Builder
from nnstudio.export.onnx_file.layers_core import steps_there
from nnstudio.export.onnx_file.layout import Layout
from nnstudio.export.onnx_file.operator import Attribute
from nnstudio.export.onnx_file.weight_forms import (
    convolution_form,
    depthwise_form,
    transposed_form,
)
from nnstudio.export.onnx_file.words import writers
from nnstudio.layers.average_pool1d import AveragePool1D
from nnstudio.layers.average_pool2d import AveragePool2D
from nnstudio.layers.conv1d import Conv1D
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.conv2d_transpose import Conv2DTranspose
from nnstudio.layers.depthwise_conv2d import DepthwiseConv2D
from nnstudio.layers.global_average_pool1d import GlobalAveragePool1D
from nnstudio.layers.global_average_pool2d import GlobalAveragePool2D
from nnstudio.layers.global_max_pool1d import GlobalMaxPool1D
from nnstudio.layers.global_max_pool2d import GlobalMaxPool2D
from nnstudio.layers.max_pool1d import MaxPool1D
from nnstudio.layers.max_pool2d import MaxPool2D
from nnstudio.layers.min_pool1d import MinPool1D
from nnstudio.layers.min_pool2d import MinPool2D


@writers(Conv1D, Conv2D)
def convolution(g: Builder, layer: Conv1D | Conv2D) -> None:
    """Write a Conv."""
    weight = g.weight("weight", convolution_form)
    _kernel(g, layer, "Conv", weight, group=layer.groups, **_window(g, layer.window))


@writers(DepthwiseConv2D)
def depthwise(g: Builder, layer: DepthwiseConv2D) -> None:
    """Write a Conv with as many groups as channels."""
    weight = g.weight("weight", depthwise_form)
    channels = g.node.input_shapes[0][-1]
    _kernel(g, layer, "Conv", weight, group=channels, **_window(g, layer.window))


@writers(Conv2DTranspose)
def transposed(g: Builder, layer: Conv2DTranspose) -> None:
    """Write a ConvTranspose; its borders are those of the larger picture."""
    window = layer.window
    borders = window.borders(g.node.shape[:-1])
    # Where the window is smaller than its stride, it does not reach the end.
    beyond = tuple(max(s - e, 0) for s, e in zip(window.strides, window.extent, strict=True))
    _kernel(
        g,
        layer,
        "ConvTranspose",
        g.weight("weight", transposed_form),
        kernel_shape=window.size,
        strides=window.strides,
        dilations=window.dilation,
        pads=_sides(borders),
        output_padding=beyond,
    )


@writers(MaxPool1D, MaxPool2D)
def max_pool(g: Builder, layer: PoolLayer) -> None:
    """Write a MaxPool."""
    x = g.take(Layout.FIRST)
    g.done(g.op("MaxPool", x, **_pool_window(g, layer.window)), Layout.FIRST)


@writers(MinPool1D, MinPool2D)
def min_pool(g: Builder, layer: PoolLayer) -> None:
    """Write the negative of the largest of the negatives, as there is no operator."""
    turned = g.op("Neg", g.take(Layout.FIRST))
    largest = g.op("MaxPool", turned, **_pool_window(g, layer.window))
    g.done(g.op("Neg", largest), Layout.FIRST)


@writers(AveragePool1D, AveragePool2D)
def average_pool(g: Builder, layer: PoolLayer) -> None:
    """Write an AveragePool in which the places beyond the input do not count."""
    x, window = g.take(Layout.FIRST), _pool_window(g, layer.window)
    g.done(g.op("AveragePool", x, count_include_pad=0, **window), Layout.FIRST)


@writers(GlobalAveragePool2D, GlobalMaxPool2D)
def global_pool(g: Builder, layer: GlobalAveragePool2D | GlobalMaxPool2D) -> None:
    """Write a global pooling and take away the axes that have become one number long."""
    kind = "GlobalMaxPool" if isinstance(layer, GlobalMaxPool2D) else "GlobalAveragePool"
    g.done(g.op("Flatten", g.op(kind, g.take(Layout.FIRST)), axis=1))


@writers(GlobalAveragePool1D)
def global_average_pool1d(g: Builder, layer: GlobalAveragePool1D) -> None:
    """Write a mean over the steps; with a mask over those that hold anything."""
    x = g.take()
    if not layer.mask_zeros:
        g.done(g.op("ReduceMean", x, g.whole(1), keepdims=0))
        return
    there = g.op("Cast", steps_there(g, x), to=1)
    count = g.op("Max", g.op("ReduceSum", there, g.whole(1), keepdims=0), g.number(1))
    g.done(g.op("Div", g.op("ReduceSum", x, g.whole(1), keepdims=0), count))


@writers(GlobalMaxPool1D)
def global_max_pool1d(g: Builder, layer: GlobalMaxPool1D) -> None:
    """Write the largest of all steps; with a mask of those that hold anything."""
    x = g.take()
    if not layer.mask_zeros:
        g.done(g.op("ReduceMax", x, g.whole(1), keepdims=0))
        return
    there = steps_there(g, x)
    seen = g.op("Where", there, x, g.number(float("-inf")))
    largest = g.op("ReduceMax", seen, g.whole(1), keepdims=0)
    count = g.op("ReduceSum", g.op("Cast", there, to=1), g.whole(1), keepdims=0)
    any_there = g.op("Greater", count, g.number(0))
    g.done(g.op("Where", any_there, largest, g.number(0)))


def _kernel(
    g: Builder,
    layer: Conv1D | Conv2D | DepthwiseConv2D | Conv2DTranspose,
    kind: str,
    weight: str,
    **attributes: Attribute,
) -> None:
    bias = (g.weight("bias"),) if layer.use_bias else ()
    z = g.op(kind, g.take(Layout.FIRST), weight, *bias, **attributes)
    g.done(activate(g, layer.activation_function(), z, axis=1), Layout.FIRST)


def _window(g: Builder, window: Window) -> dict[str, Attribute]:
    return {**_pool_window(g, window), "dilations": window.dilation}


def _pool_window(g: Builder, window: Window) -> dict[str, Attribute]:
    borders = window.borders(g.node.input_shapes[0][:-1])
    return {"kernel_shape": window.size, "strides": window.strides, "pads": _sides(borders)}


def _sides(borders: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    """Return what is added before all axes, then what is added after them."""
    before, after = zip(*borders, strict=True)
    return (*before, *after)
