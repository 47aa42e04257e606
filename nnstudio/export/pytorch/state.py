"""How the weights of a layer are called and laid out in PyTorch, in both directions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnstudio.core.convolution_layer import ConvolutionLayer
from nnstudio.core.layer import Array, Layer
from nnstudio.core.recurrent import Recurrent
from nnstudio.core.shapes import Shape
from nnstudio.layers.batch_norm import BatchNorm
from nnstudio.layers.conv2d_transpose import Conv2DTranspose
from nnstudio.layers.dense import Dense
from nnstudio.layers.depthwise_conv2d import DepthwiseConv2D
from nnstudio.layers.embedding import Embedding
from nnstudio.layers.gru import GRU
from nnstudio.layers.layer_norm import LayerNorm
from nnstudio.layers.multi_head_attention import PARTS, MultiHeadAttention
from nnstudio.layers.positional_encoding import PositionalEncoding
from nnstudio.layers.prelu import PReLU


@dataclass(frozen=True)
class TorchWeight:
    """One weight of a layer in PyTorch.

    Parameters
    ----------
    name
        What it is called here.
    key
        What PyTorch calls it within the layer's module; empty: the parameter is the module.
    axes
        The axes here in the order of PyTorch; empty: the same order.
    grouped
        Whether PyTorch has the first two of these axes in one, with an axis of size 1 behind.
    """

    name: str
    key: str
    axes: tuple[int, ...] = ()
    grouped: bool = False

    def of(self, node_id: str) -> str:
        """Return its name in the state of a network."""
        return f"{node_id}.{self.key}" if self.key else node_id

    def there(self, value: Array) -> Array:
        """Return a weight as PyTorch has it."""
        turned = value.transpose(self.axes) if self.axes else value
        if self.grouped:
            turned = turned.reshape(-1, 1, *turned.shape[2:])
        return np.ascontiguousarray(turned)

    def shape_there(self, shape: Shape) -> Shape:
        """Return the shape that a weight has in PyTorch."""
        turned = tuple(shape[axis] for axis in self.axes) if self.axes else shape
        return (turned[0] * turned[1], 1, *turned[2:]) if self.grouped else turned

    def here(self, value: Array, shape: Shape) -> Array:
        """Return PyTorch's weight as it is here, where it has a ``shape``."""
        if not self.axes:
            return np.ascontiguousarray(value.reshape(shape))
        turned = value.reshape([shape[axis] for axis in self.axes])
        return np.ascontiguousarray(turned.transpose(np.argsort(self.axes)))

    def unit_axis(self, rank: int) -> int:
        """Return the axis that has one place for each unit: the last one here."""
        return self.axes.index(rank - 1) if self.axes else rank - 1


BIAS = TorchWeight("bias", "bias")


def torch_weights(layer: Layer, rank: int = 2) -> tuple[TorchWeight, ...]:
    """Return how PyTorch has the weights of a layer that reads samples with ``rank`` axes."""
    for kind, found in _BY_LAYER.items():
        if isinstance(layer, kind):
            return found(layer, rank)
    return ()


def two_biases(layer: Layer) -> bool:
    """Return whether PyTorch adds two biases where there is one here; its second one is zero."""
    return isinstance(layer, Recurrent) and layer.use_bias and not isinstance(layer, GRU)


def second_bias(weight: TorchWeight) -> TorchWeight:
    """Return the second bias beside the first one."""
    return TorchWeight(weight.name, weight.key.replace("bias_ih", "bias_hh"))


def _with_bias(layer: Layer, *weights: TorchWeight) -> tuple[TorchWeight, ...]:
    return (*weights, BIAS) if getattr(layer, "use_bias", False) else weights


def _dense(layer: Layer, rank: int) -> tuple[TorchWeight, ...]:
    return _with_bias(layer, TorchWeight("weight", "weight", (1, 0)))


def _convolution(layer: Layer, rank: int) -> tuple[TorchWeight, ...]:
    axes = (rank, rank - 1, *range(rank - 1))
    return _with_bias(layer, TorchWeight("weight", "weight", axes))


def _transposed(layer: Layer, rank: int) -> tuple[TorchWeight, ...]:
    return _with_bias(layer, TorchWeight("weight", "weight", (2, 3, 0, 1)))


def _depthwise(layer: Layer, rank: int) -> tuple[TorchWeight, ...]:
    return _with_bias(layer, TorchWeight("weight", "weight", (2, 3, 0, 1), grouped=True))


def _embedding(layer: Layer, rank: int) -> tuple[TorchWeight, ...]:
    return (TorchWeight("weight", "weight"),)


def _batch_norm(layer: Layer, rank: int) -> tuple[TorchWeight, ...]:
    return (
        TorchWeight("gamma", "weight"),
        TorchWeight("beta", "bias"),
        TorchWeight("running_mean", "running_mean"),
        TorchWeight("running_variance", "running_var"),
    )


def _layer_norm(layer: Layer, rank: int) -> tuple[TorchWeight, ...]:
    return TorchWeight("gamma", "weight"), TorchWeight("beta", "bias")


def _prelu(layer: Layer, rank: int) -> tuple[TorchWeight, ...]:
    return (TorchWeight("slope", "weight"),)


def _places(layer: Layer, rank: int) -> tuple[TorchWeight, ...]:
    assert isinstance(layer, PositionalEncoding)
    return (TorchWeight("weight", ""),) if layer.kind == "learned" else ()


def _attention(layer: Layer, rank: int) -> tuple[TorchWeight, ...]:
    assert isinstance(layer, MultiHeadAttention)
    found = [TorchWeight(f"{part}_weight", f"{part}.weight", (1, 0)) for part in PARTS]
    if layer.use_bias:
        found += [TorchWeight(f"{part}_bias", f"{part}.bias") for part in PARTS]
    return tuple(found)


def _recurrent(layer: Layer, rank: int) -> tuple[TorchWeight, ...]:
    assert isinstance(layer, Recurrent)
    found: list[TorchWeight] = []
    for prefix, _ in layer.readings:
        end = "l0_reverse" if prefix else "l0"
        found.append(TorchWeight(f"{prefix}weight", f"weight_ih_{end}", (1, 0)))
        found.append(TorchWeight(f"{prefix}recurrent_weight", f"weight_hh_{end}", (1, 0)))
        if layer.use_bias:
            found.append(TorchWeight(f"{prefix}bias", f"bias_ih_{end}"))
            if isinstance(layer, GRU):
                found.append(TorchWeight(f"{prefix}recurrent_bias", f"bias_hh_{end}"))
    return tuple(found)


_BY_LAYER: dict[type[Layer], Callable[[Layer, int], tuple[TorchWeight, ...]]] = {
    Dense: _dense,
    ConvolutionLayer: _convolution,
    Conv2DTranspose: _transposed,
    DepthwiseConv2D: _depthwise,
    Embedding: _embedding,
    BatchNorm: _batch_norm,
    LayerNorm: _layer_norm,
    PReLU: _prelu,
    PositionalEncoding: _places,
    MultiHeadAttention: _attention,
    Recurrent: _recurrent,
}
