"""What Keras has as one and NNStudio says with several layers."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.core.kernel_layer import KernelLayer
from nnstudio.core.layer import Array, Layer
from nnstudio.engine.weights import WeightKey
from nnstudio.graph.project import Node
from nnstudio.imports.keras_file.config import Config
from nnstudio.imports.keras_file.taken import Piece
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.batch_norm import BatchNorm
from nnstudio.layers.conv1d import Conv1D
from nnstudio.layers.dense import Dense
from nnstudio.layers.depthwise_conv2d import DepthwiseConv2D
from nnstudio.layers.multiply import Multiply

RECURRENT = ("SimpleRNN", "LSTM", "GRU", "Bidirectional", "RNN")


def affine(factor: Array | float, summand: Array | float, reads: tuple[int, ...] = ()) -> Piece:
    """Return what multiplies and adds constants: a BatchNorm that does not learn."""
    layer = BatchNorm()
    weights = {
        "gamma": np.asarray(factor) * math.sqrt(1 + layer.epsilon),
        "beta": np.asarray(summand),
        "running_mean": np.asarray(0.0),
        "running_variance": np.asarray(1.0),
    }
    return Piece(layer, weights, reads, frozen=True)


def clipped(highest: float) -> tuple[Piece, ...]:
    """Return ReLU that ends at a number: a hard sigmoid, which goes from 0 at -3 to 1 at 3."""
    return (
        affine(6 / highest, -3.0),
        Piece(ActivationLayer(activation="hard_sigmoid")),
        affine(highest, 0.0),
    )


def _gated(*names: str) -> Callable[[], tuple[Piece, ...]]:
    """Return what multiplies what it reads with activations of it, one behind the other."""

    def pieces() -> tuple[Piece, ...]:
        behind = [Piece(ActivationLayer(activation=name)) for name in names[1:]]
        first = Piece(ActivationLayer(activation=names[0]), reads=(0,))
        return (first, *behind, Piece(Multiply(), reads=(0, len(names))))

    return pieces


COMPOSED: dict[str, Callable[[], tuple[Piece, ...]]] = {
    "relu6": lambda: clipped(6.0),
    "hard_silu": _gated("hard_sigmoid"),
    "hard_swish": _gated("hard_sigmoid"),
    "mish": _gated("softplus", "tanh"),
}
"""Activations of Keras as layers; they count what they read from the layer before, which is 0."""


def composed(kind: str, config: Config) -> tuple[Config, tuple[Piece, ...]]:
    """Return a layer's settings without an activation, and that activation's layers, if need be."""
    name = config.raw("activation")
    if kind in RECURRENT or not isinstance(name, str) or name not in COMPOSED:
        return config, ()
    return config.changed(activation="linear"), COMPOSED[name]()


def folded(node: Node, piece: Piece, weights: Mapping[WeightKey, Array]) -> dict[WeightKey, Array]:
    """Return the weights by which a layer does also what a frozen BatchNorm behind it would do.

    There are none where the layer cannot.
    """
    layer, id_ = node.layer, node.id
    if not (piece.frozen and isinstance(piece.layer, BatchNorm)):
        return {}
    factor = np.asarray(piece.weights["gamma"]) / math.sqrt(1 + piece.layer.epsilon)
    summand = np.asarray(piece.weights["beta"])
    plain = np.all(piece.weights["running_mean"] == 0) and factor.ndim == summand.ndim == 0
    scale, shift = _scale_and_shift(layer)
    if not plain or (id_, scale) not in weights or (id_, shift) not in weights:
        return {}
    changed = {
        (id_, scale): weights[id_, scale] * factor,
        (id_, shift): weights[id_, shift] * factor + summand,
    }
    found = {key: value.astype(np.float32) for key, value in changed.items()}
    for value in found.values():
        value.flags.writeable = False
    return found


def _scale_and_shift(layer: Layer) -> tuple[str, str]:
    """Return what the weights are called that multiply and add in a layer."""
    if isinstance(layer, BatchNorm):
        return "gamma", "beta"
    linear = isinstance(layer, ActivatedLayer) and layer.activation == "linear"
    weighted = isinstance(layer, Dense | KernelLayer | Conv1D | DepthwiseConv2D)
    return ("weight", "bias") if linear and weighted else ("", "")
