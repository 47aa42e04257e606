"""Operators with weights that are no convolutions: dense layers, normalisations, recurrence."""

from __future__ import annotations

import math

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.recurrent import Recurrent
from nnstudio.core.shapes import size_of
from nnstudio.core.text import N_, Text
from nnstudio.export.onnx_file.layers_recurrent import ACTIVATIONS, DIRECTIONS
from nnstudio.export.onnx_file.weight_forms import from_recurrent_forms
from nnstudio.imports.onnx_file.flowing import Flowing
from nnstudio.imports.onnx_file.model import FileOp
from nnstudio.imports.onnx_file.reader import Reader, UnreadableError, reads
from nnstudio.imports.onnx_file.readings_attention import ends_attention, start_scores
from nnstudio.imports.onnx_file.settings import decimal, decimals, integer, word, words
from nnstudio.layers.batch_norm import BatchNorm
from nnstudio.layers.dense import Dense
from nnstudio.layers.gru import GRU
from nnstudio.layers.layer_norm import LayerNorm
from nnstudio.layers.lstm import LSTM
from nnstudio.layers.simple_rnn import SimpleRNN


@reads("Gemm")
def gemm(r: Reader, op: FileOp) -> None:
    """Add a Dense layer."""
    if integer(op, "transA", 0):
        raise UnreadableError(Text(N_("It turns what reaches it.")))
    weight = r.weight(op, 1)
    weight = (weight.T if integer(op, "transB", 0) else weight) * decimal(op, "alpha", 1.0)
    bias = r.constant(op, 2)
    if bias is not None:
        units = (weight.shape[1],)
        bias = np.broadcast_to(bias.reshape(-1), units) * decimal(op, "beta", 1.0)
    _dense(r, op, weight, bias)


@reads("MatMul")
def matmul(r: Reader, op: FileOp) -> None:
    """Add a Dense layer without bias; an addition that follows becomes its bias."""
    if not r.is_constant(op, 1) and not r.is_constant(op, 0):
        start_scores(r, op)
        return
    weight = r.weight(op, 1)
    if weight.ndim != 2:
        raise UnreadableError(Text(N_("Its weights are no matrix.")))
    _dense(r, op, weight, None)


@reads("BatchNormalization")
def batch_norm(r: Reader, op: FileOp) -> None:
    """Add a BatchNorm."""
    names = ("gamma", "beta", "running_mean", "running_variance")
    weights = {name: r.weight(op, place) for place, name in enumerate(names, start=1)}
    # ONNX has the share of the old averages.
    share = round(1 - decimal(op, "momentum", 0.9), 6)
    layer = BatchNorm(momentum=share, epsilon=_short(decimal(op, "epsilon", 1e-5)))
    r.give(op, r.along(r.flowing(op), 1, layer, weights, op.inputs[1:5]))


@reads("LayerNormalization")
def layer_norm(r: Reader, op: FileOp) -> None:
    """Add a LayerNorm over the last axis."""
    value = r.flowing(op)
    if value.axis(integer(op, "axis", -1)) != value.rank - 1:
        raise UnreadableError(Text(N_("It goes over several axes.")))
    gamma, beta = r.weight(op, 1), r.constant(op, 2)
    weights = {"gamma": gamma, "beta": np.zeros_like(gamma) if beta is None else beta}
    layer = LayerNorm(epsilon=_short(decimal(op, "epsilon", 1e-5)))
    r.give(op, r.along(value, -1, layer, weights, op.inputs[1:3]))


@reads("Standardised")
def standardised(r: Reader, op: FileOp) -> None:
    """Add a LayerNorm of operators that together are one but for what they scale it with."""
    value = r.flowing(op)
    size = (value.sizes[-1],)
    weights = {"gamma": np.ones(size), "beta": np.zeros(size)}
    layer = LayerNorm(epsilon=_short(decimal(op, "epsilon", 1e-5)))
    r.give(op, r.along(value, -1, layer, weights))


@reads("LSTM")
def lstm(r: Reader, op: FileOp) -> None:
    """Add an LSTM."""
    if r.constant(op, 7) is not None or integer(op, "input_forget", 0):
        raise UnreadableError(Text(N_("NNStudio's LSTM has no peepholes and three gates.")))
    _usual(op, ("Sigmoid", "Tanh", "Tanh"))
    _recurrent(r, op, LSTM())


@reads("GRU")
def gru(r: Reader, op: FileOp) -> None:
    """Add a GRU whose reset gate acts after the product."""
    if not integer(op, "linear_before_reset", 0):
        text = N_("NNStudio's GRU resets the state after the product with its weights, not before.")
        raise UnreadableError(Text(text))
    _usual(op, ("Sigmoid", "Tanh"))
    _recurrent(r, op, GRU())


@reads("RNN")
def rnn(r: Reader, op: FileOp) -> None:
    """Add a SimpleRNN."""
    names = set(words(op, "activations")) or {"Tanh"}
    alpha = set(decimals(op, "activation_alpha"))
    beta = set(decimals(op, "activation_beta"))
    for ours, (theirs, *expected) in ACTIVATIONS.items():
        if {theirs} == names and _close(expected[0], alpha) and _close(expected[1], beta):
            _recurrent(r, op, SimpleRNN(activation=ours))
            return
    if names == {"LeakyRelu"} and len(alpha) < 2:
        slope = _short(next(iter(alpha), 0.01))
        _recurrent(r, op, SimpleRNN(activation="leaky_relu", negative_slope=slope))
        return
    raise UnreadableError(Text(N_("NNStudio knows it with other activations only.")))


def _close(expected: tuple[float, ...], given: set[float]) -> bool:
    """Return whether what an activation is given is what ours has; nothing means the usual."""
    return not given or not expected or np.allclose(list(given), expected[0], rtol=1e-5)


def _dense(r: Reader, op: FileOp, weight: Array, bias: Array | None) -> None:
    value = r.flowing(op)
    if ends_attention(r, op, value, weight, bias):
        return
    layer = Dense(units=weight.shape[1], use_bias=bias is not None)
    own = {} if bias is None else {"bias": bias}
    source = r.drawing.shapes[value.node]
    lies = value.rank == 2 and value.groups[0] == (0,) and len(value.groups[1]) > 1
    if lies and size_of(source) == len(weight):
        # The tensor is a flattened one: our Flatten has its numbers in another order perhaps.
        if not value.in_order:
            turned = np.empty_like(weight)
            turned[value.places()] = weight
            weight = turned
        flat = value.node
        if len(source) > 1:
            flat = r.arranged(_untouched(r, value.node), range(1, 2))
        node = r.drawing.add(layer, [flat], {"weight": weight, **own}, _tensors(op, value))
        r.give(op, Flowing.of(node, r.batch, (layer.units,)))
        return
    weights = {"weight": weight, **own}
    r.give(op, r.along(value, -1, layer, weights, _tensors(op, value), most_axes=2))


def _untouched(r: Reader, node: str) -> Flowing:
    """Return a layer's output as one row, in its own order."""
    shape = r.drawing.shapes[node]
    return Flowing(node, (r.batch, *shape), ((0,), tuple(range(1, len(shape) + 1))))


def _tensors(op: FileOp, value: Flowing) -> tuple[str, ...]:
    """Return what the weights are called, and in which order their rows are used."""
    order = () if value.in_order else tuple(map(str, value.ordered(range(value.rank))))
    return (*op.inputs[1:], *order)


def _usual(op: FileOp, names: tuple[str, ...]) -> None:
    given = words(op, "activations")
    if given and any(given[i : i + len(names)] != names for i in range(0, len(given), len(names))):
        raise UnreadableError(Text(N_("Its gates have other activations than usual.")))


def _recurrent(r: Reader, op: FileOp, kind: Recurrent) -> None:
    value = r.flowing(op)
    if "clip" in op.settings:
        raise UnreadableError(Text(N_("It clips its sums.")))
    if r.constant(op, 4) is not None:
        raise UnreadableError(Text(N_("It is told how long each sequence is.")))
    for place in (5, 6):
        start = r.constant(op, place)
        if start is not None and np.any(start):
            raise UnreadableError(Text(N_("It does not start from an empty state.")))
    directions = {theirs: ours for ours, theirs in DIRECTIONS.items()}
    direction = directions.get(word(op, "direction", "forward"), "forward")
    bias = r.constant(op, 3)
    forms = {"weight": r.weight(op, 1), "recurrent_weight": r.weight(op, 2)}
    forms |= {} if bias is None else {"bias": bias}
    cells = from_recurrent_forms(kind.name, forms)
    weights = {
        prefix + name: weight
        for prefix, cell in zip(("", "backward_"), cells, strict=False)
        for name, weight in cell.items()
    }
    steps, batch = (1, 0) if integer(op, "layout", 0) else (0, 1)
    if value.groups[batch] != (0,):
        raise UnreadableError(Text(N_("The samples of a batch are mixed with their steps.")))
    source = r.arranged(value, (steps, 2))
    units = forms["recurrent_weight"].shape[-1]
    layer = kind.with_values(units=units, direction=direction, use_bias=bias is not None)
    for place, whole in ((0, True), (1, False)):
        if r.wanted(op, place):
            reading = layer.with_values(return_sequences=whole)
            tensors = (*op.inputs[1:4], str(place))
            node = r.drawing.add(reading, [source], weights, tensors)
            r.give(op, _states(r, node, reading, bool(integer(op, "layout", 0))), place)
    if r.wanted(op, 2):
        text = N_("{place} ({kind}) also hands on its cell state, which NNStudio's does not.")
        r.notes.append(Text(text, place=op.name, kind=op.kind))


def _states(r: Reader, node: str, layer: Recurrent, batch_first: bool) -> Flowing:
    """Return the states as ONNX has them: with an axis for the directions."""
    count, steps = len(layer.readings), r.drawing.shapes[node][:-1]
    atoms = (r.batch, *steps, *((count,) if count > 1 else ()), layer.units)
    last = len(atoms) - 1
    direction = (last - 1,) if count > 1 else ()
    groups: tuple[tuple[int, ...], ...]
    if steps:
        groups = ((1,), direction, (0,), (last,))
        if batch_first:
            groups = ((0,), (1,), direction, (last,))
    else:
        groups = (direction, (0,), (last,))
        if batch_first:
            groups = ((0,), direction, (last,))
    return Flowing(node, atoms, groups)


def _short(value: float) -> float:
    """Return a number without the digits that float32 gave it."""
    return float(f"{value:.6g}") if math.isfinite(value) else value
