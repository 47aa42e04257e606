"""What computes convolution and pooling; PyTorch has the channels before height and width."""

from __future__ import annotations

from nnstudio.core.convolution_layer import ConvolutionLayer
from nnstudio.core.pooled import GlobalPool1D, PoolLayer
from nnstudio.core.shapes import Shape
from nnstudio.core.windowed import WindowedLayer
from nnstudio.export.pytorch.place import Place, writers
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


@writers(Conv1D, Conv2D)
def _convolution(layer: ConvolutionLayer, at: Place) -> str:
    groups = "" if layer.groups == 1 else f", groups={layer.groups}"
    return _windows(layer, at, layer.filters, groups)


@writers(DepthwiseConv2D)
def _depthwise(layer: DepthwiseConv2D, at: Place) -> str:
    channels = at.shape[-1]
    return _windows(layer, at, channels * layer.depth_multiplier, f", groups={channels}")


def _windows(layer: WindowedLayer, at: Place, filters: int, groups: str) -> str:
    window, borders = layer.window, _borders(layer, at.shape)
    x, options = at.channels_first(), groups
    # Where layers share weights, their pictures may have other sizes and need other borders.
    if _even(borders) and not at.several:
        options += _option("padding", tuple(before for before, _ in borders), 0)
    else:
        x = _padded(x, borders)
    options += _option("stride", window.strides, 1) + _option("dilation", window.dilation, 1)
    options += "" if getattr(layer, "use_bias", True) else ", bias=False"
    kind = f"nn.Conv{len(window.size)}d"
    module = at.module(f"{kind}({at.shape[-1]}, {filters}, {_plain(window.size)}{options})")
    return at.give(f"{module}({x})", first=True)


@writers(Conv2DTranspose)
def _transposed(layer: Conv2DTranspose, at: Place) -> str:
    over = [r - s for r, s in zip(layer.window.extent, layer.strides, strict=True)]
    same = layer.padding == "same"
    options = _option("stride", layer.strides, 1) + _option("dilation", layer.window.dilation, 1)
    options += _option("padding", tuple(max(o, 0) // 2 if same else 0 for o in over), 0)
    # PyTorch takes at most a stride or a dilation less one there; the rest is added as zeros.
    options += _option("output_padding", tuple(max(-o, 0) for o in over), 0)
    options += "" if layer.use_bias else ", bias=False"
    size = _plain(layer.kernel_size)
    module = at.module(f"nn.ConvTranspose2d({at.shape[-1]}, {layer.filters}, {size}{options})")
    height, width, _ = at.node.shape
    odd = same and any(o > 0 and o % 2 for o in over)
    cut = f"[:, :, :{height}, :{width}]" if odd else ""
    return at.give(f"{module}({at.channels_first()}){cut}", first=True)


@writers(MaxPool1D, MaxPool2D)
def _max_pool(layer: PoolLayer, at: Place) -> str:
    return at.give(_largest(layer, at, at.channels_first()), first=True)


@writers(MinPool1D, MinPool2D)
def _min_pool(layer: PoolLayer, at: Place) -> str:
    return at.give(f"-{_largest(layer, at, f'-{at.channels_first()}')}", first=True)


def _largest(layer: PoolLayer, at: Place, x: str) -> str:
    window, borders = layer.window, _borders(layer, at.shape)
    padding = ""
    if _even(borders):
        padding = _option("padding", tuple(before for before, _ in borders), 0)
    else:
        x = _padded(x, borders, ", value=-math.inf")
    sizes = f"{_plain(window.size)}, {_plain(window.strides)}"
    return f"F.max_pool{len(window.size)}d({x}, {sizes}{padding})"


@writers(AveragePool1D, AveragePool2D)
def _average_pool(layer: PoolLayer, at: Place) -> str:
    window, borders, x = layer.window, _borders(layer, at.shape), at.channels_first()
    sizes = f"{_plain(window.size)}, {_plain(window.strides)}"
    rank = len(window.size)
    if _even(borders):
        padding = _option("padding", tuple(before for before, _ in borders), 0)
        inner = f"{padding}, count_include_pad=False" if padding else ""
        return at.give(f"F.avg_pool{rank}d({x}, {sizes}{inner})", first=True)
    at.need("INNER_MEAN")
    pool = f"nn.AvgPool{rank}d({sizes})"
    return at.give(f"inner_mean({pool}, {x}, {_flat(borders)})", first=True)


@writers(GlobalAveragePool2D)
def _global_average_2d(layer: GlobalAveragePool2D, at: Place) -> str:
    return at.give(f"{at.channels_first()}.mean((2, 3))")


@writers(GlobalMaxPool2D)
def _global_max_2d(layer: GlobalMaxPool2D, at: Place) -> str:
    return at.give(f"{at.channels_first()}.amax((2, 3))")


@writers(GlobalAveragePool1D)
def _global_average_1d(layer: GlobalPool1D, at: Place) -> str:
    if not layer.mask_zeros:
        return at.give(f"{at.last()}.mean(1)")
    at.need("THERE")
    at.need("MASKED_MEAN")
    return at.give(f"masked_mean({at.last()})")


@writers(GlobalMaxPool1D)
def _global_max_1d(layer: GlobalPool1D, at: Place) -> str:
    if not layer.mask_zeros:
        return at.give(f"{at.last()}.amax(1)")
    at.need("THERE")
    at.need("MASKED_MAX")
    return at.give(f"masked_max({at.last()})")


@writers(UpSampling1D)
def _up_sampling_1d(layer: UpSampling1D, at: Place) -> str:
    return at.give(f"{at.last()}.repeat_interleave({layer.size}, 1)")


@writers(UpSampling2D)
def _up_sampling_2d(layer: UpSampling2D, at: Place) -> str:
    times = tuple(float(size) for size in layer.size)
    options = f"scale_factor={times}, mode={layer.interpolation!r}"
    if layer.interpolation == "bilinear":
        options += ", align_corners=False"
    return at.give(f"F.interpolate({at.channels_first()}, {options})", first=True)


@writers(ZeroPad1D)
def _zero_pad_1d(layer: ZeroPad1D, at: Place) -> str:
    return at.give(_padded(at.channels_first(), (layer.steps,)), first=True)


@writers(ZeroPad2D)
def _zero_pad_2d(layer: ZeroPad2D, at: Place) -> str:
    return at.give(_padded(at.channels_first(), (layer.rows, layer.columns)), first=True)


def _borders(layer: WindowedLayer, shape: Shape) -> Borders:
    return layer.window.borders(shape[:-1])


def _even(borders: Borders) -> bool:
    """Return whether borders are as wide before as after, which PyTorch adds by itself."""
    return all(before == after for before, after in borders)


def _flat(borders: Borders) -> tuple[int, ...]:
    """Return borders as PyTorch wants them, those of the last axis first."""
    return tuple(width for border in reversed(borders) for width in border)


def _padded(x: str, borders: Borders, value: str = "") -> str:
    return f"F.pad({x}, {_flat(borders)}{value})" if any(_flat(borders)) else x


def _plain(sizes: tuple[int, ...]) -> str:
    """Return sizes, one number where all are equal."""
    return str(sizes[0]) if len(set(sizes)) == 1 else str(sizes)


def _option(name: str, sizes: tuple[int, ...], usual: int) -> str:
    return "" if set(sizes) == {usual} else f", {name}={_plain(sizes)}"
