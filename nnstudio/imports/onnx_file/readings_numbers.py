"""Arithmetic between branches, and with constants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import size_of
from nnstudio.core.text import N_, Text
from nnstudio.imports.onnx_file.flowing import Flowing
from nnstudio.imports.onnx_file.model import FileOp
from nnstudio.imports.onnx_file.reader import Reader, UnreadableError, reads
from nnstudio.imports.onnx_file.readings_activations import require
from nnstudio.imports.onnx_file.readings_constants import affine
from nnstudio.imports.onnx_file.settings import integer
from nnstudio.layers.add import Add
from nnstudio.layers.average import Average
from nnstudio.layers.concatenate import Concatenate
from nnstudio.layers.maximum import Maximum
from nnstudio.layers.multiply import Multiply
from nnstudio.layers.positional_encoding import PositionalEncoding
from nnstudio.layers.repeat import Repeat
from nnstudio.layers.reshape import Reshape
from nnstudio.layers.subtract import Subtract
from nnstudio.layers.zero_pad1d import ZeroPad1D


@reads("Add", "Sub", "Mul", "Div", "Sum", "Max", "Mean")
def arithmetic(r: Reader, op: FileOp) -> None:
    """Join branches, or do sums with constants."""
    constant = [place for place in range(len(op.inputs)) if r.is_constant(op, place)]
    if not constant:
        _join(r, op)
    elif len(op.inputs) == 2 and op.kind in _WITH_CONSTANT:
        other = r.weight(op, constant[0]).astype(np.float64)
        factor, summand = _WITH_CONSTANT[op.kind](other, constant[0] == 0)
        r.give(op, affine(r, op, r.flowing(op, 1 - constant[0]), factor, summand))
    else:
        raise UnreadableError(Text(N_("One of its inputs does not depend on the samples.")))


@reads("Neg")
def negative(r: Reader, op: FileOp) -> None:
    """Multiply by minus one."""
    r.give(op, affine(r, op, r.flowing(op), np.array(-1.0), np.array(0.0)))


@reads("Concat")
def concatenate(r: Reader, op: FileOp) -> None:
    """Lay branches side by side."""
    if any(r.is_constant(op, place) for place in range(len(op.inputs))):
        _beside_constants(r, op)
        return
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


def _beside_constants(r: Reader, op: FileOp) -> None:
    """Put constant steps before or behind those of a sequence, as Transformers for pictures do."""
    (place, *more) = [i for i in range(len(op.inputs)) if not r.is_constant(op, i)]
    value = r.flowing(op, place)
    if more or value.rank != 3 or value.axis(integer(op, "axis", 0)) != 1:
        raise UnreadableError(Text(N_("One of its inputs does not depend on the samples.")))
    rows: list[list[Array]] = [[], []]
    for i in range(len(op.inputs)):
        if i != place:
            constant = r.weight(op, i)
            if constant.ndim != 3 or np.any(constant != constant[:1]):
                raise UnreadableError(Text(N_("It lays other numbers beside each sample.")))
            rows[i > place].append(constant[0])
    before, after = (
        np.concatenate(part) if part else np.zeros((0, value.sizes[2])) for part in rows
    )
    source = r.arranged(value, (1, 2))
    padded = r.drawing.add(ZeroPad1D(steps=(len(before), len(after))), [source])
    table = np.concatenate([before, np.zeros(value.sizes[1:]), after])
    node = r.drawing.add(PositionalEncoding(kind="learned"), [padded], {"weight": table})
    r.give(op, Flowing.of(node, r.batch, r.drawing.shapes[node]))


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
    require(not first and bool(np.all(c)))
    return 1 / c, np.zeros_like(c)


_WITH_CONSTANT = {"Add": _plus, "Sub": _minus, "Mul": _times, "Div": _by}
"""For a constant, and whether it comes first: what the value is multiplied with, and what added."""


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
        values = [_spread(r, value, values) for value in values]
    nodes, order = _alike(r, values)
    r.give(op, _in_order(r, r.drawing.add(layer, nodes), order))


def _spread(r: Reader, value: Flowing, others: list[Flowing]) -> Flowing:
    """Return one number of each channel at all places, as the others have them.

    Raises
    ------
    UnreadableError
        It is of another size.
    """
    largest = max(others, key=lambda other: (other.rank, size_of(other.sizes)))
    if value.sizes == largest.sizes:
        return value
    channels = [i for i, size in enumerate(value.sizes) if size > 1 and 0 not in value.groups[i]]
    fits = value.rank == largest.rank and value.groups[0] == largest.groups[0] == (0,)
    if not fits or len(channels) != 1 or value.sizes[channels[0]] != largest.sizes[channels[0]]:
        raise UnreadableError(Text(N_("Its inputs are of different sizes.")))
    (channel,) = channels
    axes = [i for i in range(1, value.rank) if i != channel]
    places = tuple(largest.sizes[i] for i in axes)
    row = r.arranged(value.squeezed(axes), (1,))
    node = r.drawing.add(Repeat(times=size_of(places)), [row])
    if len(places) > 1:
        shape = (*places, value.sizes[channel])
        node = r.drawing.add(Reshape(shape=" ".join(map(str, shape))), [node])
    order = {channel: value.rank - 1} | {axis: i for i, axis in enumerate(axes, start=1)}
    shape = r.drawing.shapes[node]
    return Flowing.of(node, r.batch, shape, [order.get(i, 0) for i in range(value.rank)])


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
