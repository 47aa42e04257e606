"""Arithmetic between branches, and with constants."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from nnstudio.core.layer import Array, Layer
from nnstudio.core.text import N_, Text
from nnstudio.imports.onnx_file.flowing import Flowing
from nnstudio.imports.onnx_file.model import FileOp
from nnstudio.imports.onnx_file.reader import Reader, UnreadableError, reads
from nnstudio.imports.onnx_file.readings_activations import bare, require, varying
from nnstudio.imports.onnx_file.settings import integer
from nnstudio.layers.add import Add
from nnstudio.layers.average import Average
from nnstudio.layers.batch_norm import BatchNorm
from nnstudio.layers.concatenate import Concatenate
from nnstudio.layers.input import Input
from nnstudio.layers.maximum import Maximum
from nnstudio.layers.multiply import Multiply
from nnstudio.layers.positional_encoding import PositionalEncoding
from nnstudio.layers.subtract import Subtract


@reads("Add", "Sub", "Mul", "Div", "Sum", "Max", "Mean")
def arithmetic(r: Reader, op: FileOp) -> None:
    """Join branches, or do sums with constants."""
    constant = [place for place in range(len(op.inputs)) if r.is_constant(op, place)]
    if not constant:
        _join(r, op)
    elif len(op.inputs) == 2 and op.kind in _WITH_CONSTANT:
        other = r.weight(op, constant[0]).astype(np.float64)
        factor, summand = _WITH_CONSTANT[op.kind](other, constant[0] == 0)
        _affine(r, op, r.flowing(op, 1 - constant[0]), factor, summand)
    else:
        raise UnreadableError(Text(N_("One of its inputs does not depend on the samples.")))


@reads("Neg")
def negative(r: Reader, op: FileOp) -> None:
    """Multiply by minus one."""
    _affine(r, op, r.flowing(op), np.array(-1.0), np.array(0.0))


@reads("Concat")
def concatenate(r: Reader, op: FileOp) -> None:
    """Lay branches side by side."""
    values = [r.flowing(op, place) for place in range(len(op.inputs))]
    if len(values) == 1:
        r.give(op, values[0])
        return
    axis = values[0].axis(integer(op, "axis", -1))
    nodes, order = _alike(r, values)
    rank = len(order)
    place = order.index(axis)
    name = "last" if place == rank - 1 else ("first", "second")[place]
    node = r.drawing.add(Concatenate(count=len(nodes), axis=name), nodes)
    r.give(op, _in_order(r, node, order))


_MERGES: dict[str, Callable[[int], Layer]] = {
    "Add": lambda count: Add(count=count),
    "Sum": lambda count: Add(count=count),
    "Sub": lambda count: Subtract(),
    "Mul": lambda count: Multiply(count=count),
    "Max": lambda count: Maximum(count=count),
    "Mean": lambda count: Average(count=count),
}


def _plus(c: Array, first: bool) -> tuple[Array, Array]:
    return np.ones_like(c), c


def _minus(c: Array, first: bool) -> tuple[Array, Array]:
    return (-np.ones_like(c), c) if first else (np.ones_like(c), -c)


def _times(c: Array, first: bool) -> tuple[Array, Array]:
    return c, np.zeros_like(c)


def _by(c: Array, first: bool) -> tuple[Array, Array]:
    require(not first)
    return 1 / c, np.zeros_like(c)


_WITH_CONSTANT = {"Add": _plus, "Sub": _minus, "Mul": _times, "Div": _by}
"""For a constant, and whether it comes first: what the value is multiplied with, and what added."""


def _affine(r: Reader, op: FileOp, value: Flowing, factor: Array, summand: Array) -> None:
    """Multiply and add constants, by an own bias, by the scaling of the data, or by a BatchNorm."""
    alike = bool(np.all(factor == 1))
    shape = (1,) * (value.rank - summand.ndim) + summand.shape
    plain = value.groups == ((0,), (1,), (2,))
    if alike and plain and shape[0] == 1 and shape[1] > 1 and shape[1:] == value.sizes[1:]:
        table = {"weight": summand.reshape(shape[1:])}
        layer = PositionalEncoding(kind="learned")
        node = r.drawing.add(layer, [value.node], table)
        r.give(op, replace(value, node=node, alone=True))
        return
    if isinstance(r.drawing.layer(value.node), Input) and value.alone:
        _scale_input(r, value, factor, summand)
        r.give(op, value)
        return
    axis, summands = varying(summand, value)
    if summands.size == 1:
        last = (len(value.atoms) - 1,)
        own = value.groups.index(last) if last in value.groups else axis
        axis = varying(factor, value)[0] if factor.size > 1 else own
    if alike and _as_bias(r, value, axis, summands):
        r.give(op, value)
        return
    size = value.sizes[axis]
    epsilon = BatchNorm.default_of("epsilon")
    deviation = math.sqrt(1 + epsilon)
    weights = {
        "gamma": np.broadcast_to(factor.reshape(-1) * deviation, (size,)),
        "beta": np.broadcast_to(summands, (size,)),
        "running_mean": np.zeros(size),
        "running_variance": np.ones(size),
    }
    r.give(op, r.along(value, axis, BatchNorm(), weights))
    text = N_("{place} ({kind}) multiplies or adds constants; a BatchNorm does that here.")
    r.notes.append(Text(text, place=op.name, kind=op.kind))


def _as_bias(r: Reader, value: Flowing, axis: int, summands: Array) -> bool:
    """Let a layer without bias add constants, where it can."""
    layer = r.drawing.layer(value.node)
    fits = (
        bare(r, value)
        and not layer.values()["use_bias"]
        and value.groups[axis] == (len(value.atoms) - 1,)
        and value.sizes[axis] == r.drawing.shapes[value.node][-1]
    )
    if fits:
        bias = np.broadcast_to(summands, (value.sizes[axis],))
        r.drawing.change(value.node, layer.with_values(use_bias=True), {"bias": bias})
    return fits


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


def _join(r: Reader, op: FileOp) -> None:
    values = [r.flowing(op, place) for place in range(len(op.inputs))]
    if op.kind not in _MERGES:
        raise UnreadableError(Text(N_("NNStudio has no such layer.")))
    layer = _MERGES[op.kind](max(2, len(values)))
    if len({(v.atoms, v.groups) for v in values}) == 1:
        shapes = {r.drawing.shapes[v.node] for v in values}
        if len(shapes) == 1:
            node = r.drawing.add(layer, [v.node for v in values])
            r.give(op, replace(values[0], node=node, alone=True))
            return
    if len({v.sizes for v in values}) > 1:
        raise UnreadableError(Text(N_("Its inputs are of different sizes.")))
    nodes, order = _alike(r, values)
    r.give(op, _in_order(r, r.drawing.add(layer, nodes), order))


def _alike(r: Reader, values: list[Flowing]) -> tuple[list[str], list[int]]:
    """Return nodes whose axes lie alike, and which axes of the tensors theirs are."""
    first = values[0]
    order = [axis for axis in range(first.rank) if 0 not in first.groups[axis]]
    if all(len(first.groups[axis]) == 1 for axis in order):
        order.sort(key=lambda axis: first.groups[axis])  # as they lie in the first branch
    elif first.rank == 4:
        order = [*order[1:], order[0]]
    return [r.arranged(value, order) for value in values], order


def _in_order(r: Reader, node: str, order: list[int]) -> Flowing:
    rank = len(order) + 1
    batch = next(axis for axis in range(rank) if axis not in order)
    place = {batch: 0, **{axis: i for i, axis in enumerate(order, start=1)}}
    return Flowing.of(node, r.batch, r.drawing.shapes[node], [place[i] for i in range(rank)])
