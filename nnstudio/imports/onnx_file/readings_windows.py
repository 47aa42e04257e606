"""Convolutions, poolings, borders and enlargements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.core.layer import Layer
from nnstudio.core.shapes import Shape
from nnstudio.core.text import N_, Text
from nnstudio.core.window import Window
from nnstudio.export.onnx_file.weight_forms import (
    from_convolution_form,
    from_depthwise_form,
    from_transposed_form,
)
from nnstudio.imports.onnx_file.flowing import Flowing
from nnstudio.imports.onnx_file.model import FileOp
from nnstudio.imports.onnx_file.reader import Reader, UnreadableError, reads
from nnstudio.imports.onnx_file.readings_axes import axes_of
from nnstudio.imports.onnx_file.settings import decimal, integer, integers, word
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
from nnstudio.layers.up_sampling1d import UpSampling1D
from nnstudio.layers.up_sampling2d import UpSampling2D
from nnstudio.layers.zero_pad1d import ZeroPad1D
from nnstudio.layers.zero_pad2d import ZeroPad2D

Borders = tuple[tuple[int, int], ...]


@reads("Conv")
def convolution(r: Reader, op: FileOp) -> None:
    """Add a convolution."""
    weight, bias = r.weight(op, 1), r.constant(op, 2)
    source, window, padding = _windowed(r, op, weight.shape[2:])
    groups, rank = integer(op, "group", 1), len(window.size)
    settings = _settings(window, padding) | {"use_bias": bias is not None}
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


@reads("ConvTranspose")
def transposed(r: Reader, op: FileOp) -> None:
    """Add a Conv2DTranspose, where its borders are those of NNStudio."""
    weight, bias = r.weight(op, 1), r.constant(op, 2)
    size = weight.shape[2:]
    if len(size) != 2 or integer(op, "group", 1) != 1 or "output_shape" in op.settings:
        raise UnreadableError(Text(N_("NNStudio has it for pictures, without groups.")))
    source = r.picture(r.flowing(op))
    one = (1,) * len(size)
    strides = integers(op, "strides") or one
    dilations = integers(op, "dilations") or one
    pads = integers(op, "pads") or (0,) * 4
    beyond = integers(op, "output_padding") or (0, 0)
    for padding in ("same", "valid"):
        settings = _settings(Window(size, strides, padding, dilations), padding)
        layer = Conv2DTranspose(filters=weight.shape[1], use_bias=bias is not None, **settings)
        window = layer.window
        made = layer.output_shape(r.drawing.shapes[source])
        borders = window.borders(made[:-1])
        rest = tuple(max(s - e, 0) for s, e in zip(strides, window.extent, strict=True))
        auto = word(op, "auto_pad", "NOTSET")
        meant = padding == {"SAME_UPPER": "same", "VALID": "valid"}.get(auto, "")
        if meant or (auto == "NOTSET" and pads == _sides(borders) and beyond == rest):
            weights = {"weight": from_transposed_form(weight)}
            weights |= {} if bias is None else {"bias": bias}
            r.give(op, r.channels_first(r.drawing.add(layer, [source], weights, op.inputs[1:])))
            return
    raise UnreadableError(_borders_text())


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


@reads("GlobalAveragePool", "GlobalMaxPool")
def global_pool(r: Reader, op: FileOp) -> None:
    """Add a global pooling."""
    value = r.flowing(op)
    largest = op.kind == "GlobalMaxPool"
    _over(r, op, value, tuple(range(2, value.rank)), largest, keep=True)


@reads("ReduceMean", "ReduceMax")
def reduce(r: Reader, op: FileOp) -> None:
    """Add a global pooling over the axes of pictures or sequences."""
    value, axes = r.flowing(op), axes_of(r, op) or ()
    kept = bool(integer(op, "keepdims", 1))
    _over(r, op, value, tuple(sorted(value.axis(a) for a in axes)), op.kind == "ReduceMax", kept)


@reads("Pad")
def pad(r: Reader, op: FileOp) -> None:
    """Add a border of zeros."""
    given, fill, axes = r.constant(op, 1), r.constant(op, 2), r.constant(op, 3)
    amount = decimal(op, "value", 0.0) if fill is None else float(fill)
    pads = list(integers(op, "pads") or ()) if given is None else given.tolist()
    value = r.flowing(op)
    sides = {
        value.axis(int(axis)): (int(pads[i]), int(pads[i + len(pads) // 2]))
        for i, axis in enumerate(range(value.rank) if axes is None else axes.tolist())
    }
    sides = {axis: side for axis, side in sides.items() if any(side)}
    if not sides:
        r.give(op, value)
        return
    if word(op, "mode", "constant") != "constant" or amount or min(map(min, sides.values())) < 0:
        raise UnreadableError(Text(N_("NNStudio pads with zeros only.")))
    free = [axis for axis in range(1, value.rank) if axis not in sides]
    if value.groups[0] != (0,) or 0 in sides or not free or value.rank not in (3, 4):
        raise UnreadableError(Text(N_("NNStudio pads sequences and pictures, not channels.")))
    # The axis that gets nothing is that of the channels; where several get nothing, the first is.
    channels = free[0]
    order = [axis for axis in range(1, value.rank) if axis != channels]
    source = r.arranged(value, [*order, channels])
    around = [sides.get(axis, (0, 0)) for axis in order]
    layer = (
        ZeroPad1D(steps=around[0])
        if len(order) == 1
        else ZeroPad2D(rows=around[0], columns=around[1])
    )
    node = r.drawing.add(layer, [source])
    place = {0: 0, channels: value.rank - 1, **{axis: i for i, axis in enumerate(order, start=1)}}
    shape = r.drawing.shapes[node]
    r.give(op, Flowing.of(node, r.batch, shape, [place[i] for i in range(value.rank)]))


@reads("Resize", "Upsample")
def resize(r: Reader, op: FileOp) -> None:
    """Add an enlargement by whole numbers."""
    value = r.flowing(op)
    first = 1 if op.kind == "Upsample" else 2
    scales, sizes = r.constant(op, first), r.constant(op, 3)
    if scales is not None and scales.size:
        times = scales.tolist()
    elif sizes is not None and sizes.size == value.rank:
        times = [new / old for new, old in zip(sizes.tolist(), value.sizes, strict=True)]
    else:
        raise UnreadableError(Text(N_("By how much it enlarges is not known.")))
    whole = [round(number) for number in times]
    if whole[:2] != [1, 1] or any(abs(a - b) > 1e-6 for a, b in zip(times, whole, strict=True)):
        raise UnreadableError(Text(N_("NNStudio enlarges pictures by whole numbers.")))
    mode = word(op, "mode", "nearest")
    middle = word(op, "coordinate_transformation_mode", "half_pixel")
    rounding = word(op, "nearest_mode", "round_prefer_floor")
    plain = op.kind == "Upsample" or middle in ("half_pixel", "pytorch_half_pixel")
    plain = plain or (middle == "asymmetric" and (rounding == "floor" or max(whole) <= 2))
    blended = mode == "linear" and middle in ("half_pixel", "pytorch_half_pixel")
    source = r.picture(value)
    layer: Layer
    if mode == "nearest" and plain and value.rank == 3:
        layer = UpSampling1D(size=whole[2])
    elif value.rank == 4 and ((mode == "nearest" and plain) or blended):
        layer = UpSampling2D(
            size=(whole[2], whole[3]), interpolation="bilinear" if blended else "nearest"
        )
    else:
        raise UnreadableError(Text(N_("NNStudio knows it with other settings only.")))
    r.give(op, r.channels_first(r.drawing.add(layer, [source])))


def _over(
    r: Reader, op: FileOp, value: Flowing, axes: tuple[int, ...], largest: bool, keep: bool
) -> None:
    rest = [axis for axis in range(value.rank) if axis not in axes and 0 not in value.groups[axis]]
    if len(axes) not in (1, 2) or len(rest) != 1 or any(0 in value.groups[axis] for axis in axes):
        raise UnreadableError(Text(N_("NNStudio does that over all places of a feature map.")))
    source = r.arranged(value, [*axes, rest[0]])
    if len(axes) == 1:
        node = r.drawing.add(GlobalMaxPool1D() if largest else GlobalAveragePool1D(), [source])
    else:
        node = r.drawing.add(GlobalMaxPool2D() if largest else GlobalAveragePool2D(), [source])
    groups: list[tuple[int, ...]] = []
    for axis in range(value.rank):
        if axis in axes:
            groups += [()] if keep else []
        else:
            groups.append((1,) if axis == rest[0] else (0,))
    r.give(op, replace(Flowing.of(node, r.batch, r.drawing.shapes[node]), groups=tuple(groups)))


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
        _require_whole(shape, borders, same)
    if not any(map(any, borders)):
        return source, replace(same, padding="valid"), "valid"
    counted = pool and zeros
    if borders == same.borders(shape[:-1]) and not counted:
        return source, same, "same"
    if (
        pool
        and not zeros
        and not (op.kind == "MaxPool" and _never_negative(r.drawing.layer(source)))
    ):
        raise UnreadableError(_borders_text())
    padded: Layer
    if rank == 1:
        padded = ZeroPad1D(steps=borders[0])
    else:
        padded = ZeroPad2D(rows=borders[0], columns=borders[1])
    return r.drawing.add(padded, [source]), replace(same, padding="valid"), "valid"


def _require_whole(shape: Shape, borders: Borders, window: Window) -> None:
    """Raise where rounding up would give one place more."""
    reach = zip(shape[:-1], borders, window.extent, window.strides, strict=True)
    if any((size + sum(border) - extent) % stride for size, border, extent, stride in reach):
        raise UnreadableError(Text(N_("Its last window reaches beyond the input.")))


def _never_negative(layer: Layer) -> bool:
    """Return whether a layer gives no negative numbers, so that a zero never wins wrongly."""
    return isinstance(layer, ActivatedLayer) and layer.activation_function().lowest >= 0


def _settings(window: Window, padding: str) -> dict[str, Any]:
    return {
        "kernel_size": _own(window.size),
        "strides": _own(window.strides),
        "dilation": _own(window.dilation),
        "padding": padding,
    }


def _pool_settings(window: Window, padding: str) -> dict[str, Any]:
    return {
        "pool_size": _own(window.size),
        "strides": _own(window.strides),
        "padding": padding,
    }


def _own(numbers: Sequence[int]) -> int | tuple[int, ...]:
    return int(numbers[0]) if len(numbers) == 1 else tuple(int(n) for n in numbers)


def _sides(borders: Borders) -> tuple[int, ...]:
    return (*(before for before, _ in borders), *(after for _, after in borders))


def _borders_text() -> Text:
    return Text(N_("Its borders are none that NNStudio knows for it."))
