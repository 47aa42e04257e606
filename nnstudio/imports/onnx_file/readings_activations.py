"""Activation functions, and what a constant beside a tensor can be."""

from __future__ import annotations

import math
from dataclasses import replace

from nnstudio.core.kernel_layer import KernelLayer
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.imports.onnx_file.flowing import Flowing
from nnstudio.imports.onnx_file.model import FileOp
from nnstudio.imports.onnx_file.reader import Reader, UnreadableError, reads
from nnstudio.imports.onnx_file.settings import decimal, integer, word
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.dense import Dense
from nnstudio.layers.prelu import PReLU

PLAIN = {
    "Relu": "relu",
    "Sigmoid": "sigmoid",
    "Tanh": "tanh",
    "Softplus": "softplus",
    "StepFunction": "step",
}
"""Activations without settings; StepFunction stands for operators that make one together."""


@reads(*PLAIN)
def plain(r: Reader, op: FileOp) -> None:
    """Add an activation."""
    _activate(r, op, PLAIN[op.kind])


@reads("Swish")
def swish(r: Reader, op: FileOp) -> None:
    """Add SiLU."""
    require(math.isclose(decimal(op, "alpha", 1.0), 1.0))
    _activate(r, op, "silu")


@reads("Gelu")
def gelu(r: Reader, op: FileOp) -> None:
    """Add the exact GELU."""
    require(word(op, "approximate", "none") == "none")
    _activate(r, op, "gelu")


@reads("LeakyRelu")
def leaky(r: Reader, op: FileOp) -> None:
    """Add leaky ReLU."""
    _activate(r, op, "leaky_relu", round(decimal(op, "alpha", 0.01), 6))


@reads("Elu")
def elu(r: Reader, op: FileOp) -> None:
    """Add ELU."""
    require(math.isclose(decimal(op, "alpha", 1.0), 1.0))
    _activate(r, op, "elu")


@reads("Selu")
def selu(r: Reader, op: FileOp) -> None:
    """Add SELU."""
    require(math.isclose(decimal(op, "alpha", 1.67326324), 1.67326324, rel_tol=1e-5))
    require(math.isclose(decimal(op, "gamma", 1.05070102), 1.05070102, rel_tol=1e-5))
    _activate(r, op, "selu")


@reads("HardSigmoid")
def hard_sigmoid(r: Reader, op: FileOp) -> None:
    """Add the hard sigmoid of PyTorch and Keras."""
    require(math.isclose(decimal(op, "alpha", 0.2), 1 / 6, rel_tol=1e-5))
    require(math.isclose(decimal(op, "beta", 0.5), 0.5))
    _activate(r, op, "hard_sigmoid")


@reads("Softmax")
def softmax(r: Reader, op: FileOp) -> None:
    """Add softmax along its axis."""
    value = r.flowing(op)
    axis = value.axis(integer(op, "axis", -1))
    last = len(value.atoms) - 1
    if value.groups[axis] == (last,) and value.atoms[last] == r.drawing.shapes[value.node][-1]:
        _activate(r, op, "softmax")
    else:
        r.give(op, r.along(value, axis, ActivationLayer(activation="softmax")))


@reads("LogSoftmax")
def log_softmax(r: Reader, op: FileOp) -> None:
    """Add softmax, whose logarithms the file gives."""
    softmax(r, op)
    text = N_("{place} ({kind}) gives logarithms of shares; here softmax gives the shares.")
    r.notes.append(Text(text, place=op.name, kind=op.kind))


@reads("PRelu")
def prelu(r: Reader, op: FileOp) -> None:
    """Add PReLU with a slope for each channel or one for all."""
    value, slope = r.flowing(op), r.weight(op, 1)
    axis, slopes = varying(slope, value)
    if slopes.size == 1:
        node = r.drawing.add(PReLU(shared=True), [value.node], {"slope": slopes}, (op.inputs[1],))
        r.give(op, replace(value, node=node, alone=True))
    else:
        r.give(op, r.along(value, axis, PReLU(), {"slope": slopes}, (op.inputs[1],)))


def bare(r: Reader, value: Flowing) -> bool:
    """Return whether the value is that of a layer which can still take a bias or activation."""
    layer = r.drawing.layer(value.node)
    return (
        isinstance(layer, Dense | KernelLayer)
        and layer.values()["activation"] == "linear"
        and value.alone
        and not r.drawing.shared(value.node)
    )


def varying(constant: Array, value: Flowing) -> tuple[int, Array]:
    """Return the axis along which a constant varies, and its numbers; the last for a single one."""
    shape = (1,) * (value.rank - constant.ndim) + constant.shape
    axes = [axis for axis, size in enumerate(shape) if size > 1]
    if len(axes) > 1 or constant.ndim > value.rank:
        raise UnreadableError(Text(N_("It varies along several axes.")))
    return (axes[0] if axes else value.rank - 1), constant.reshape(-1)


def _activate(r: Reader, op: FileOp, name: str, slope: float = 0.01) -> None:
    r.give(op, activated(r, r.flowing(op), name, slope))


def activated(r: Reader, value: Flowing, name: str, slope: float = 0.01) -> Flowing:
    """Return a value behind an activation, which the layer before has where it can."""
    layer = r.drawing.layer(value.node)
    if bare(r, value):
        changed = layer.with_values(activation=name, negative_slope=slope)
        r.drawing.change(value.node, changed)
        return value
    return r.in_place(value, ActivationLayer(activation=name, negative_slope=slope))


def require(fits: bool) -> None:
    """Refuse an operator whose settings NNStudio does not have."""
    if not fits:
        raise UnreadableError(Text(N_("NNStudio knows it with other settings only.")))
