"""Convolutions and poolings: operators that look through a window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.core.layer import Layer
from nnstudio.core.shapes import Shape
from nnstudio.core.text import N_, Text
from nnstudio.core.window import Window
from nnstudio.export.onnx_file.weight_forms import from_convolution_form, from_depthwise_form
from nnstudio.imports.onnx_file.model import FileOp
from nnstudio.imports.onnx_file.reader import Reader, UnreadableError, reads
from nnstudio.imports.onnx_file.settings import integer, integers, word
from nnstudio.layers.average_pool1d import AveragePool1D
from nnstudio.layers.average_pool2d import AveragePool2D
from nnstudio.layers.conv1d import Conv1D
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.depthwise_conv2d import DepthwiseConv2D
from nnstudio.layers.max_pool1d import MaxPool1D
from nnstudio.layers.max_pool2d import MaxPool2D
from nnstudio.layers.min_pool1d import MinPool1D
from nnstudio.layers.min_pool2d import MinPool2D
from nnstudio.layers.zero_pad1d import ZeroPad1D
from nnstudio.layers.zero_pad2d import ZeroPad2D

Borders = tuple[tuple[int, int], ...]


@reads("Conv")
def convolution(r: Reader, op: FileOp) -> None:
    """Add a convolution."""
    weight, bias = r.weight(op, 1), r.constant(op, 2)
    source, window, padding = _windowed(r, op, weight.shape[2:])
    groups, rank = integer(op, "group", 1), len(window.size)
    settings = window_settings(window, padding) | {"use_bias": bias is not None}
    channels = r.drawing.shapes[source][-1]
    layer: Layer
    if rank == 1:
        own = from_convolution_form(weight)
        layer = Conv1D(filters=len(weight), groups=groups, **settings)
    elif groups == channels > 1:
        own = from_depthwise_form(weight, channels)
        layer = DepthwiseConv2D(depth_multiplier=len(weight) // channels, **settings)
    else:
        own = from_convolution_form(weight)
        layer = Conv2D(filters=len(weight), groups=groups, **settings)
    weights = {"weight": own} | ({} if bias is None else {"bias": bias})
    r.give(op, r.channels_first(r.drawing.add(layer, [source], weights, op.inputs[1:])))


@reads("MaxPool", "MinPool")
def extreme_pool(r: Reader, op: FileOp) -> None:
    """Add a MaxPool; MinPool stands for operators that make one together."""
    if max(integers(op, "dilations") or (1,)) > 1 or r.wanted(op, 1):
        raise UnreadableError(Text(N_("NNStudio knows it with other settings only.")))
    source, window, padding = _windowed(r, op, _kernel(op), pool=True)
    kinds = (MinPool1D, MinPool2D) if op.kind == "MinPool" else (MaxPool1D, MaxPool2D)
    layer = kinds[len(window.size) - 1](**_pool_settings(window, padding))
    r.give(op, r.channels_first(r.drawing.add(layer, [source])))


@reads("AveragePool")
def average_pool(r: Reader, op: FileOp) -> None:
    """Add an AveragePool."""
    counts = bool(integer(op, "count_include_pad", 0))
    if max(integers(op, "dilations") or (1,)) > 1:
        raise UnreadableError(Text(N_("NNStudio knows it with other settings only.")))
    source, window, padding = _windowed(r, op, _kernel(op), pool=True, zeros=counts)
    kind = AveragePool1D if len(window.size) == 1 else AveragePool2D
    layer = kind(**_pool_settings(window, padding))
    r.give(op, r.channels_first(r.drawing.add(layer, [source])))


def _kernel(op: FileOp) -> tuple[int, ...]:
    return integers(op, "kernel_shape") or ()


def _windowed(
    r: Reader, op: FileOp, size: tuple[int, ...], pool: bool = False, zeros: bool = False
) -> tuple[str, Window, str]:
    """Return the source of an operator with a window, the window, and "same" or "valid".

    Borders that are neither become a layer of their own, where zeros do not change what is meant.
    """
    value = r.flowing(op)
    source, rank = r.picture(value), len(size)
    shape = r.drawing.shapes[source]
    if rank not in (1, 2) or len(shape) != rank + 1:
        raise UnreadableError(Text(N_("NNStudio has it for sequences and pictures.")))
    one = (1,) * rank
    strides, dilations = integers(op, "strides") or one, integers(op, "dilations") or one
    same = Window(size, strides, "same", dilations)
    pads = integers(op, "pads") or (0,) * 2 * rank
    borders: Borders = tuple((pads[i], pads[i + rank]) for i in range(rank))
    auto = word(op, "auto_pad", "NOTSET")
    if auto == "SAME_UPPER":
        borders = same.borders(shape[:-1])
    elif auto == "SAME_LOWER":
        borders = tuple((after, before) for before, after in same.borders(shape[:-1]))
    if integer(op, "ceil_mode", 0):
        borders = _beyond(shape, borders, same)
    if not any(map(any, borders)):
        return source, replace(same, padding="valid"), "valid"
    counted = pool and zeros
    if borders == same.borders(shape[:-1]) and not counted:
        return source, same, "same"
    if pool and not zeros and not (op.kind == "MaxPool" and _never_negative(r, source)):
        raise UnreadableError(_borders_text())
    padded: Layer
    if rank == 1:
        padded = ZeroPad1D(steps=borders[0])
    else:
        padded = ZeroPad2D(rows=borders[0], columns=borders[1])
    return r.drawing.add(padded, [source]), replace(same, padding="valid"), "valid"


def _beyond(shape: Shape, borders: Borders, window: Window) -> Borders:
    """Return borders so wide that a last window is whole which reaches beyond the input."""
    found = []
    reach = zip(shape[:-1], borders, window.extent, window.strides, strict=True)
    for size, (before, after), extent, stride in reach:
        missing = -(size + before + after - extent) % stride
        starts = size + before + after + missing - extent
        # Where it would start behind the input, there is no such window.
        found.append((before, after + missing if missing and starts < size + before else after))
    return tuple(found)


_PASSING = ("Concatenate", "MaxPool2D", "MaxPool1D", "AveragePool2D", "Dropout", "ZeroPad2D", "Add")


def _never_negative(r: Reader, node: str) -> bool:
    """Return whether a layer gives no negative numbers, so that a zero never wins wrongly."""
    layer = r.drawing.layer(node)
    if layer.name in _PASSING:
        return all(_never_negative(r, source) for source in r.drawing.sources(node))
    return isinstance(layer, ActivatedLayer) and layer.activation_function().lowest >= 0


def window_settings(window: Window, padding: str) -> dict[str, Any]:
    """Return what our layers call the settings of a window with weights."""
    return {
        "kernel_size": _own(window.size),
        "strides": _own(window.strides),
        "dilation": _own(window.dilation),
        "padding": padding,
    }


def _pool_settings(window: Window, padding: str) -> dict[str, Any]:
    """Return what our layers call the settings of a pooling."""
    return {
        "pool_size": _own(window.size),
        "strides": _own(window.strides),
        "padding": padding,
    }


def _own(numbers: Sequence[int]) -> int | tuple[int, ...]:
    return int(numbers[0]) if len(numbers) == 1 else tuple(int(n) for n in numbers)


def _borders_text() -> Text:
    """Return why a window is left out."""
    return Text(N_("Its borders are none that NNStudio knows for it."))
