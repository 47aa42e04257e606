"""Convolution, pooling and resizing."""

from __future__ import annotations

from typing import Any

from nnstudio.core.layer import Layer
from nnstudio.core.text import N_, Text
from nnstudio.imports.keras_file.config import NotTakenError
from nnstudio.imports.keras_file.taken import Found, Piece, Taken, held_small, plain, reads
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
from nnstudio.layers.reshape import Reshape
from nnstudio.layers.up_sampling1d import UpSampling1D
from nnstudio.layers.up_sampling2d import UpSampling2D
from nnstudio.layers.zero_pad1d import ZeroPad1D
from nnstudio.layers.zero_pad2d import ZeroPad2D


def _window(found: Found, axes: int, size: str = "kernel_size") -> dict[str, Any]:
    """Return size, strides and padding of a window, as our layers have them."""
    config = found.config
    found.require("data_format", "channels_last")
    sizes = config.wholes(size, axes)
    strides = config.wholes("strides", axes, 1) if "strides" in config else (1,) * axes
    if size == "pool_size" and "strides" not in config:
        strides = sizes
    values: dict[str, Any] = {size: sizes, "strides": strides}
    if size == "kernel_size":
        values["dilation"] = config.wholes("dilation_rate", axes, 1)
    if axes == 1:
        values = {key: value[0] for key, value in values.items()}
    values["padding"] = config.text("padding", "valid")
    return values


def _biased(found: Found) -> tuple[bool, list[str]]:
    bias = found.config.flag("use_bias", True)
    return bias, ["weight", "bias"] if bias else ["weight"]


@reads("Conv1D", "Convolution1D")
def _conv1d(found: Found) -> Taken:
    window = _window(found, 1)
    before: tuple[Piece, ...] = ()
    if window["padding"] == "causal":
        reach = (window["kernel_size"] - 1) * window["dilation"]
        window["padding"] = "valid"
        before = (Piece(ZeroPad1D(steps=(reach, 0))),) if reach else ()
    bias, names = _biased(found)
    layer = Conv1D(
        filters=found.config.whole("filters"),
        groups=found.config.whole("groups", 1),
        use_bias=bias,
        **window,
        **found.activation(),
        **held_small(found.config),
    )
    return Taken((*before, Piece(layer, found.weights(*names))))


@reads("Conv2D", "Convolution2D")
def _conv2d(found: Found) -> Taken:
    bias, names = _biased(found)
    layer = Conv2D(
        filters=found.config.whole("filters"),
        groups=found.config.whole("groups", 1),
        use_bias=bias,
        **_window(found, 2),
        **found.activation(),
        **held_small(found.config),
    )
    return plain(layer, found.weights(*names))


@reads("DepthwiseConv2D")
def _depthwise(found: Found) -> Taken:
    bias, names = _biased(found)
    layer = DepthwiseConv2D(
        depth_multiplier=found.config.whole("depth_multiplier", 1),
        use_bias=bias,
        **_window(found, 2),
        **found.activation(),
        **held_small(found.config, "depthwise"),
    )
    return plain(layer, found.weights(*names))


@reads("SeparableConv2D", "SeparableConvolution2D")
def _separable(found: Found) -> Taken:
    """Take it as the two layers that it is made of."""
    bias, _ = _biased(found)
    weights = found.weights("depthwise", "pointwise", *(["bias"] if bias else []))
    each = DepthwiseConv2D(
        depth_multiplier=found.config.whole("depth_multiplier", 1),
        use_bias=False,
        **_window(found, 2),
    )
    joined = Conv2D(
        filters=found.config.whole("filters"),
        kernel_size=(1, 1),
        use_bias=bias,
        **found.activation(),
    )
    if not weights:
        return Taken((Piece(each), Piece(joined)))
    rest = {"weight": weights["pointwise"]} | ({"bias": weights["bias"]} if bias else {})
    return Taken((Piece(each, {"weight": weights["depthwise"]}), Piece(joined, rest)))


@reads("DepthwiseConv1D", "SeparableConv1D", "SeparableConvolution1D")
def _each_channel(found: Found) -> Taken:
    """Take it as a convolution with a group for each channel, and one that joins them."""
    channels = found.shape[-1] if found.shape else 0
    if not channels:
        raise NotTakenError(Text(N_("its number of channels is not known")))
    joins = "filters" in found.config
    bias, _ = _biased(found)
    names = ["depthwise", *(["pointwise"] if joins else []), *(["bias"] if bias else [])]
    weights = found.weights(*names)
    maps = channels * found.config.whole("depth_multiplier", 1)
    window = _window(found, 1)
    last: dict[str, Any] = {"use_bias": bias, **found.activation()}
    own = {} if joins else last
    each = Conv1D(filters=maps, groups=channels, **{"use_bias": False, **window, **own})
    first = {}
    if weights and weights["depthwise"].size == window["kernel_size"] * maps:
        first["weight"] = weights["depthwise"].reshape(-1, 1, maps)
    rest = {"bias": weights["bias"]} if "bias" in weights else {}
    if not joins:
        return plain(each, first | rest)
    joined = Conv1D(filters=found.config.whole("filters"), kernel_size=1, **last)
    if "pointwise" in weights:
        rest["weight"] = weights["pointwise"]
    return Taken((Piece(each, first), Piece(joined, rest)))


@reads("Conv2DTranspose", "Convolution2DTranspose")
def _transposed(found: Found) -> Taken:
    found.require("output_padding", None)
    bias, names = _biased(found)
    layer = Conv2DTranspose(
        filters=found.config.whole("filters"),
        use_bias=bias,
        **_window(found, 2),
        **found.activation(),
        **held_small(found.config),
    )
    weights = found.weights(*names)
    if weights and weights["weight"].ndim == 4:
        weights["weight"] = weights["weight"].swapaxes(2, 3)
    return plain(layer, weights)


@reads("Conv1DTranspose", "Convolution1DTranspose")
def _transposed1d(found: Found) -> Taken:
    """Take it as that of pictures of one row."""
    found.require("output_padding", None)
    if found.shape is None or len(found.shape) != 2:
        raise NotTakenError(Text(N_("its number of steps is not known")))
    bias, names = _biased(found)
    window = _window(found, 1)
    layer = Conv2DTranspose(
        filters=found.config.whole("filters"),
        use_bias=bias,
        padding=window["padding"],
        kernel_size=(1, window["kernel_size"]),
        strides=(1, window["strides"]),
        dilation=(1, window["dilation"]),
        **found.activation(),
        **held_small(found.config),
    )
    weights = found.weights(*names)
    if weights and weights["weight"].ndim == 3:
        weights["weight"] = weights["weight"].swapaxes(1, 2)[None]
    steps, channels = found.shape
    before = Reshape(shape=f"1, {steps}, {channels}")
    _, longer, made = layer.output_shape((1, steps, channels))
    after = Reshape(shape=f"{longer}, {made}")
    return Taken((Piece(before), Piece(layer, weights), Piece(after)))


@reads("MaxPooling1D", "MaxPool1D")
def _max_pool1d(found: Found) -> Taken:
    return plain(MaxPool1D(**_window(found, 1, "pool_size")))


@reads("MaxPooling2D", "MaxPool2D")
def _max_pool2d(found: Found) -> Taken:
    return plain(MaxPool2D(**_window(found, 2, "pool_size")))


@reads("AveragePooling1D", "AvgPool1D")
def _average_pool1d(found: Found) -> Taken:
    return plain(AveragePool1D(**_window(found, 1, "pool_size")))


@reads("AveragePooling2D", "AvgPool2D")
def _average_pool2d(found: Found) -> Taken:
    return plain(AveragePool2D(**_window(found, 2, "pool_size")))


def _whole_map(found: Found, layer: Layer) -> Taken:
    found.require("data_format", "channels_last")
    if found.config.flag("keepdims") and found.shape is not None:
        kept = ", ".join(["1"] * (len(found.shape) - 1) + [str(found.shape[-1])])
        return Taken((Piece(layer), Piece(Reshape(shape=kept))))
    found.require("keepdims", False)
    return plain(layer)


@reads("GlobalAveragePooling1D", "GlobalAvgPool1D")
def _global_average1d(found: Found) -> Taken:
    return _whole_map(found, GlobalAveragePool1D(mask_zeros=found.masked))


@reads("GlobalMaxPooling1D", "GlobalMaxPool1D")
def _global_max1d(found: Found) -> Taken:
    return _whole_map(found, GlobalMaxPool1D())


@reads("GlobalAveragePooling2D", "GlobalAvgPool2D")
def _global_average2d(found: Found) -> Taken:
    return _whole_map(found, GlobalAveragePool2D())


@reads("GlobalMaxPooling2D", "GlobalMaxPool2D")
def _global_max2d(found: Found) -> Taken:
    return _whole_map(found, GlobalMaxPool2D())


@reads("UpSampling1D")
def _up_sampling1d(found: Found) -> Taken:
    return plain(UpSampling1D(size=found.config.whole("size", 2)))


@reads("UpSampling2D")
def _up_sampling2d(found: Found) -> Taken:
    found.require("data_format", "channels_last")
    how = found.config.text("interpolation", "nearest")
    down, across = found.config.wholes("size", 2, 2)
    return plain(UpSampling2D(size=(down, across), interpolation=how))


@reads("ZeroPadding1D")
def _zero_pad1d(found: Found) -> Taken:
    before, after = found.config.wholes("padding", 2, 1)
    return plain(ZeroPad1D(steps=(before, after)))


@reads("ZeroPadding2D")
def _zero_pad2d(found: Found) -> Taken:
    found.require("data_format", "channels_last")
    match found.config.raw("padding"):
        case [[int(above), int(below)], [int(left), int(right)]]:
            return plain(ZeroPad2D(rows=(above, below), columns=(left, right)))
        case [int(rows), int(columns)]:
            return plain(ZeroPad2D(rows=(rows, rows), columns=(columns, columns)))
        case int(border):
            return plain(ZeroPad2D(rows=(border, border), columns=(border, border)))
    raise NotTakenError(Text(N_("its border is not known")))
