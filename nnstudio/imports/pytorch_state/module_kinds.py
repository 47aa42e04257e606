"""What a module of PyTorch probably is, from the names and shapes of its weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import Shape
from nnstudio.imports.pytorch_state.names import modules_of
from nnstudio.layers.batch_norm import BatchNorm
from nnstudio.layers.conv1d import Conv1D
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.conv2d_transpose import Conv2DTranspose
from nnstudio.layers.dense import Dense
from nnstudio.layers.depthwise_conv2d import DepthwiseConv2D
from nnstudio.layers.embedding import Embedding
from nnstudio.layers.gru import GRU
from nnstudio.layers.layer_norm import LayerNorm
from nnstudio.layers.lstm import LSTM
from nnstudio.layers.multi_head_attention import MultiHeadAttention
from nnstudio.layers.prelu import PReLU
from nnstudio.layers.simple_rnn import SimpleRNN

_HEADS = (8, 4, 2, 1)


@dataclass(frozen=True)
class Module:
    """A module of a network, as a layer.

    Parameters
    ----------
    reads, gives
        How many channels, features or units it takes, and how many there are behind it.
    """

    name: str
    layer: Layer
    reads: int
    gives: int


def modules(tensors: Mapping[str, Array]) -> tuple[list[Module], list[str]]:
    """Return the modules there are layers for, and the names of weights without any."""
    found: list[Module] = []
    left = set(tensors)
    below: dict[str, list[str]] = {}
    for key in tensors:
        parts = key.split(".")
        for end in range(1, len(parts)):
            below.setdefault(".".join(parts[:end]), []).append(key)
    for name in modules_of(tensors):
        own = {key: tensors[key] for key in below.get(name, ()) if key in left}
        shapes = {key.removeprefix(f"{name}."): value.shape for key, value in own.items()}
        module = _module(name, shapes)
        if module is not None:
            found.append(module)
            left -= own.keys()
    return found, sorted(left)


def reading(module: Module, channels: int) -> Module:
    """Return a convolution as it is where so many channels arrive: in groups, or channel by channel."""
    layer = module.layer
    if not isinstance(layer, Conv1D | Conv2D) or channels <= module.reads:
        return module
    if channels % module.reads or layer.filters % (channels // module.reads):
        return module
    if module.reads == 1 and isinstance(layer, Conv2D):
        depthwise = DepthwiseConv2D(
            kernel_size=layer.kernel_size,
            depth_multiplier=layer.filters // channels,
            use_bias=layer.use_bias,
            activation="linear",
        )
        return replace(module, layer=depthwise, reads=channels)
    return replace(module, layer=layer.with_values(groups=channels // module.reads), reads=channels)


def _module(name: str, shapes: Mapping[str, Shape]) -> Module | None:
    shapes = {key: shape for key, shape in shapes.items() if key != "num_batches_tracked"}
    if "weight_hh_l0" in shapes:
        return _recurrent(name, shapes)
    if {"query.weight", "key.weight", "value.weight", "output.weight"} <= shapes.keys():
        size = shapes["query.weight"][-1]
        heads = next(count for count in _HEADS if size % count == 0)
        bias = "query.bias" in shapes
        return Module(name, MultiHeadAttention(heads=heads, use_bias=bias), size, size)
    weight, bias = shapes.get("weight", ()), "bias" in shapes
    if not weight or not shapes.keys() <= {"weight", "bias", "running_mean", "running_var"}:
        return None
    if "running_mean" in shapes:
        return Module(name, BatchNorm(), weight[0], weight[0]) if bias else None
    if len(weight) == 1:
        norm: Layer = LayerNorm() if bias else PReLU(shared=weight == (1,))
        return Module(name, norm, weight[0], weight[0])
    if len(weight) == 2:
        if not bias and "emb" in name.lower():
            return Module(name, Embedding(vocabulary=weight[0], units=weight[1]), 0, weight[1])
        return Module(name, Dense(units=weight[0], use_bias=bias), weight[1], weight[0])
    if len(weight) == 3:
        wave = Conv1D(filters=weight[0], kernel_size=weight[2], use_bias=bias, activation="linear")
        return Module(name, wave, weight[1], weight[0])
    if len(weight) != 4:
        return None
    kernel = (weight[2], weight[3])
    if any(word in name.lower() for word in ("transpose", "deconv", "upconv")):
        larger = Conv2DTranspose(
            filters=weight[1],
            kernel_size=kernel,
            strides=(2, 2),
            use_bias=bias,
            activation="linear",
        )
        return Module(name, larger, weight[0], weight[1])
    picture = Conv2D(filters=weight[0], kernel_size=kernel, use_bias=bias, activation="linear")
    return Module(name, picture, weight[1], weight[0])


def _recurrent(name: str, shapes: Mapping[str, Shape]) -> Module | None:
    units = shapes["weight_hh_l0"][1]
    kinds: dict[int, type[SimpleRNN | GRU | LSTM]] = {1: SimpleRNN, 3: GRU, 4: LSTM}
    kind = kinds.get(shapes["weight_hh_l0"][0] // units)
    if kind is None or any(key.startswith("weight_hr") for key in shapes):
        return None
    both = "weight_ih_l0_reverse" in shapes
    direction = "both" if both else "forward"
    layer = kind(units=units, direction=direction, use_bias="bias_ih_l0" in shapes)
    return Module(name, layer, shapes["weight_ih_l0"][1], units * (2 if both else 1))
