"""Arithmetic with constants: by the weights of a layer that is there, or by one of its own."""

from __future__ import annotations

import math

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.imports.onnx_file.flowing import Flowing
from nnstudio.imports.onnx_file.model import FileOp
from nnstudio.imports.onnx_file.reader import Reader, UnreadableError, reads
from nnstudio.imports.onnx_file.readings_activations import activated, bare, require, varying
from nnstudio.imports.onnx_file.readings_attention import add_bias
from nnstudio.imports.onnx_file.settings import decimal
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.batch_norm import BatchNorm
from nnstudio.layers.depthwise_conv2d import DepthwiseConv2D
from nnstudio.layers.input import Input
from nnstudio.layers.layer_norm import LayerNorm
from nnstudio.layers.multiply import Multiply
from nnstudio.layers.positional_encoding import PositionalEncoding

LARGEST = 1e30
"""From here on a bound is none."""


@reads("Clip")
def clip(r: Reader, op: FileOp) -> None:
    """Add ReLU where only what is below zero is cut, else a hard sigmoid between two sums."""
    low, high = r.constant(op, 1), r.constant(op, 2)
    lowest = decimal(op, "min", -math.inf) if low is None else float(low)
    highest = decimal(op, "max", math.inf) if high is None else float(high)
    value = r.flowing(op)
    if lowest == 0 and highest > LARGEST:
        r.give(op, activated(r, value, "relu"))
        return
    require(-LARGEST < lowest < highest < LARGEST)
    # The hard sigmoid goes from 0 at -3 to 1 at 3.
    width, middle = highest - lowest, (highest + lowest) / 2
    factor, summand = np.array(6 / width), np.array(-6 * middle / width)
    steps = _hidden(r, value, factor, summand)
    made = activated(r, steps, "hard_sigmoid")
    r.give(op, _hidden(r, made, np.array(width), np.array(lowest)))
    text = N_("{place} ({kind}) cuts numbers off at {low} and {high}; a hard sigmoid does it here.")
    r.notes.append(Text(text, place=op.name, kind=op.kind, low=lowest, high=highest))


@reads("HardSwish")
def hard_swish(r: Reader, op: FileOp) -> None:
    """Add a hard sigmoid, and its product with what it reads."""
    value = r.flowing(op)
    gate = r.drawing.add(ActivationLayer(activation="hard_sigmoid"), [value.node])
    r.give(op, value_of(value, r.drawing.add(Multiply(), [value.node, gate])))


def value_of(value: Flowing, node: str) -> Flowing:
    """Return a tensor whose numbers another layer changes, each where it lies."""
    return Flowing(node, value.atoms, value.groups)


def affine(r: Reader, op: FileOp, value: Flowing, factor: Array, summand: Array) -> Flowing:
    """Multiply and add constants; that of samples becomes the scaling of the data."""
    alike = bool(np.all(factor == 1))
    shape = (1,) * (value.rank - summand.ndim) + summand.shape
    steps = value.rank == 3 and shape[0] in (1, r.batch) and value.groups[0] == (0,)
    places = summand.reshape(shape)
    each = alike and steps and shape[1] > 1 and shape[1:] == value.sizes[1:]
    if each and np.all(places == places[:1]):
        return _add_places(r, value, places[0])
    if isinstance(r.drawing.layer(value.node), Input) and value.alone:
        _scale_input(r, value, factor, summand)
        return value
    made = _hidden(r, value, factor, summand)
    if made.node != value.node:
        text = N_(
            "{place} ({kind}) multiplies or adds constants; a frozen BatchNorm does that here."
        )
        r.notes.append(Text(text, place=op.name, kind=op.kind))
    return made


def _hidden(r: Reader, value: Flowing, factor: Array, summand: Array) -> Flowing:
    """Multiply and add constants by weights, where there is no other way those of a BatchNorm."""
    axis, summands = varying(summand, value)
    if summands.size == 1:
        last = (len(value.atoms) - 1,)
        own = value.groups.index(last) if last in value.groups else axis
        axis = varying(factor, value)[0] if factor.size > 1 else own
    if _into_layer(r, value, axis, factor.reshape(-1), summands):
        return value
    size = value.sizes[axis]
    epsilon = BatchNorm.default_of("epsilon")
    deviation = math.sqrt(1 + epsilon)
    weights = {
        "gamma": np.broadcast_to(factor.reshape(-1) * deviation, (size,)),
        "beta": np.broadcast_to(summands, (size,)),
        "running_mean": np.zeros(size),
        "running_variance": np.ones(size),
    }
    return r.along(value, axis, BatchNorm(), weights, frozen=True)


def _add_places(r: Reader, value: Flowing, table: Array) -> Flowing:
    """Add a number to each feature of each step."""
    node = r.arranged(value, (1, 2))
    made = r.drawing.add(PositionalEncoding(kind="learned"), [node], {"weight": table})
    return Flowing.of(made, r.batch, r.drawing.shapes[made])


def _into_layer(r: Reader, value: Flowing, axis: int, factor: Array, summand: Array) -> bool:
    """Let the layer before multiply and add constants with its weights, where it can."""
    node, layer = value.node, r.drawing.layer(value.node)
    size = r.drawing.shapes[node][-1]
    whole = value.groups[axis] == (len(value.atoms) - 1,) and value.sizes[axis] == size
    if max(factor.size, summand.size) > 1 and not whole:
        return False
    scaled, added = (np.broadcast_to(numbers, (size,)) for numbers in (factor, summand))
    if r.drawing.open_outputs.get(node) == "bias" and value.alone and np.all(scaled == 1):
        add_bias(r, node, added)
        return True
    own = r.drawing.weights
    if isinstance(layer, BatchNorm | LayerNorm) and value.alone and not r.drawing.shared(node):
        changed = {
            "gamma": own[node, "gamma"] * scaled,
            "beta": own[node, "beta"] * scaled + added,
        }
        r.drawing.change(node, layer, changed)
        return True
    several = isinstance(layer, DepthwiseConv2D) and layer.depth_multiplier > 1
    if not bare(r, value) or (several and factor.size > 1):
        return False
    weight, bias = own[node, "weight"], own.get((node, "bias"), np.zeros(size))
    along = scaled[:, None] if isinstance(layer, DepthwiseConv2D) and not several else scaled
    along = scaled[:1] if factor.size == 1 else along
    biased = (node, "bias") in own or bool(np.any(added))
    changed = {"weight": weight * along} | ({"bias": bias * scaled + added} if biased else {})
    r.drawing.change(node, layer.with_values(use_bias=biased), changed)
    return True


def _scale_input(r: Reader, value: Flowing, factor: Array, summand: Array) -> None:
    """Let the data be scaled as the file scales its samples first."""
    old = r.scaling.get(value.node, (np.array(1.0), np.array(0.0)))
    found = []
    for constant in (factor, summand):
        axis, numbers = varying(constant, value)
        channels = value.groups[axis] == (len(value.atoms) - 1,)
        if numbers.size > 1 and not (channels and numbers.size == value.sizes[axis]):
            raise UnreadableError(Text(N_("It varies along an axis that is not the channels.")))
        found.append(numbers)
    r.scaling[value.node] = old[0] * found[0], old[1] * found[0] + found[1]
