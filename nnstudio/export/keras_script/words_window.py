"""Convolution, pooling and resizing, in the words of Keras."""

from __future__ import annotations

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.core.average_pool import AveragePoolLayer
from nnstudio.core.kernel_layer import KernelLayer
from nnstudio.core.layer import Layer
from nnstudio.core.pooled import GlobalPool1D, PoolLayer
from nnstudio.core.window import Window
from nnstudio.export.keras_script.words_core import (
    activation_words,
    and_activation,
    held_small,
    no_bias,
)
from nnstudio.export.keras_script.written import (
    LAYER,
    SO_FAR,
    Call,
    Place,
    Written,
    applied,
    writers,
)
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


@writers(Conv1D, Conv2D)
def _convolution(layer: Conv1D | Conv2D, place: Place) -> Written:
    words = [str(layer.filters), repr(layer.kernel_size)]
    more: list[str | Call] = []
    if layer.groups > 1:
        more.append(f"groups={layer.groups}")
    axis = list(range(len(layer.window.size) + 1))
    return _kernel(layer, place, type(layer).name, words, more, "kernel", axis)


@writers(DepthwiseConv2D)
def _depthwise(layer: DepthwiseConv2D, place: Place) -> Written:
    more: list[str | Call] = []
    if layer.depth_multiplier > 1:
        more.append(f"depth_multiplier={layer.depth_multiplier}")
    words = [repr(layer.kernel_size)]
    return _kernel(layer, place, "DepthwiseConv2D", words, more, "depthwise", [0, 1, 2])


def _kernel(
    layer: KernelLayer,
    place: Place,
    name: str,
    words: list[str],
    more: list[str | Call],
    kind: str,
    axis: list[int],
) -> Written:
    """Write a convolution; ``words`` come first, ``more`` behind what all of them have."""
    assert isinstance(layer, ActivatedLayer)
    window = layer.window
    dilated = max(window.dilation) > 1
    uneven = kind == "depthwise" and len(set(window.strides)) > 1
    # Keras has no dilation with strides, and strides of channels by themselves must be equal.
    skips = max(window.strides) > 1 and (dilated or uneven)
    common: list[str | Call] = []
    if max(window.strides) > 1 and not skips:
        common.append(f"strides={_of_axes(window.strides)}")
    if layer.padding == "same" and not skips:
        common.append('padding="same"')
    if dilated:
        common.append(f"dilation_rate={_of_axes(window.dilation)}")
    common += [*more, *activation_words(layer, place), *no_bias(layer.use_bias)]
    common += held_small(layer, kind, axis=axis)
    call = place.call(name, *words, *common)
    lines = [f"{LAYER}({place.x})"]
    if skips:
        every = ", ".join(f"::{stride}" for stride in window.strides)
        lines = [_padded(window, place), f"{LAYER}({SO_FAR})[:, {every}]"]
    return and_activation(layer, Written(tuple(lines), call, tuple(place.w.values())))


def _of_axes(values: tuple[int, ...]) -> str:
    return repr(values if len(values) > 1 else values[0])


def _padded(window: Window, place: Place) -> str:
    """Write the border that the window reaches into."""
    borders = window.borders(place.shapes[0][:-1])
    if not any(map(any, borders)):
        return place.x
    return f"{_border(borders)}({place.x})"


def _border(borders: tuple[tuple[int, int], ...]) -> str:
    given = borders if len(borders) > 1 else borders[0]
    return f"layers.ZeroPadding{len(borders)}D({given!r})"


@writers(Conv2DTranspose)
def _transposed(layer: Conv2DTranspose, place: Place) -> Written:
    """Write it without padding and cut it to size, on which all backends of Keras agree."""
    window, small = layer.window, place.shapes[0][:-1]
    sizes = layer.output_shape(*place.shapes)[:-1]
    axes = list(zip(small, window.strides, window.extent, strict=True))
    words: list[str | Call] = []
    if max(window.dilation) > 1:
        words.append(f"dilation_rate={window.dilation!r}")
    lines = []
    if max(window.dilation) > 1 and max(window.strides) > 1:
        # Keras has no dilation with strides.
        down, across = window.strides
        lines.append(f"{place.helper('spread')}({place.x}, {down}, {across})")
        whole = [size * stride + reach - 1 for size, stride, reach in axes]
    else:
        if max(window.strides) > 1:
            words.append(f"strides={window.strides!r}")
        whole = [size * stride + max(reach - stride, 0) for size, stride, reach in axes]
    words += [*activation_words(layer, place), *no_bias(layer.use_bias)]
    words += held_small(layer, "kernel", axis=[0, 1, 3])
    call = place.call("Conv2DTranspose", str(layer.filters), repr(layer.kernel_size), *words)
    line = f"{LAYER}({SO_FAR if lines else place.x})"
    if whole != list(sizes):
        starts = [before for before, _ in window.borders(sizes)]
        cut = (f"{s}:{s + size}" for s, size in zip(starts, sizes, strict=True))
        line += f"[:, {', '.join(cut)}]"
    arrays = dict(place.w) | {"weight": place.w["weight"].swapaxes(2, 3)}
    return and_activation(layer, Written((*lines, line), call, tuple(arrays.values())))


POOLS: dict[type[Layer], str] = {
    MaxPool1D: "MaxPooling1D",
    MaxPool2D: "MaxPooling2D",
    MinPool1D: "MaxPooling1D",
    MinPool2D: "MaxPooling2D",
    AveragePool1D: "AveragePooling1D",
    AveragePool2D: "AveragePooling2D",
}


@writers(*POOLS)
def _pool(layer: PoolLayer, place: Place) -> Written:
    window = layer.window
    words: list[str | Call] = [_of_axes(window.size)]
    if window.strides != window.size:
        words.append(f"strides={_of_axes(window.strides)}")
    border = window.borders(place.shapes[0][:-1])
    if isinstance(layer, AveragePoolLayer) and any(before != after for before, after in border):
        # Keras counts the places beyond an uneven border on PyTorch, and there alone.
        means = f"{place.helper('mean_inside')}({LAYER}, {_border(border)}, {place.x})"
        return Written((means,), place.call(POOLS[type(layer)], *words))
    if layer.padding == "same":
        words.append('padding="same"')
    call = place.call(POOLS[type(layer)], *words)
    if isinstance(layer, MinPool1D | MinPool2D):
        return Written((f"-{LAYER}(-{place.x})",), call)
    return applied(place, call)


@writers(GlobalAveragePool1D, GlobalMaxPool1D)
def _global_pool(layer: GlobalPool1D, place: Place) -> Written:
    average = isinstance(layer, GlobalAveragePool1D)
    if not layer.mask_zeros:
        name = "GlobalAveragePooling1D" if average else "GlobalMaxPooling1D"
        return applied(place, place.call(name))
    helper = place.helper("mean_of_steps" if average else "max_of_steps")
    return Written((f"{helper}({place.x})",))


@writers(GlobalAveragePool2D, GlobalMaxPool2D)
def _global_pool_2d(layer: Layer, place: Place) -> Written:
    average = isinstance(layer, GlobalAveragePool2D)
    return applied(place, place.call("GlobalAveragePooling2D" if average else "GlobalMaxPooling2D"))


@writers(UpSampling1D)
def _up_sampling_1d(layer: UpSampling1D, place: Place) -> Written:
    return applied(place, place.call("UpSampling1D", str(layer.size)))


@writers(UpSampling2D)
def _up_sampling_2d(layer: UpSampling2D, place: Place) -> Written:
    how = {} if layer.interpolation == "nearest" else {"interpolation": layer.interpolation}
    return applied(place, place.call("UpSampling2D", repr(layer.size), **how))


@writers(ZeroPad1D)
def _zero_pad_1d(layer: ZeroPad1D, place: Place) -> Written:
    return applied(place, place.call("ZeroPadding1D", repr(layer.steps)))


@writers(ZeroPad2D)
def _zero_pad_2d(layer: ZeroPad2D, place: Place) -> Written:
    return applied(place, place.call("ZeroPadding2D", repr((layer.rows, layer.columns))))
