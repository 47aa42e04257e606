"""Branches that come together, and arithmetic with numbers."""

from __future__ import annotations

from dataclasses import replace

from nnstudio.core.layer import Layer
from nnstudio.core.shapes import Shape, size_of
from nnstudio.core.text import N_, Text
from nnstudio.imports.keras_file.composed import affine
from nnstudio.imports.keras_file.config import LARGEST, NotTakenError
from nnstudio.imports.keras_file.taken import Found, Piece, Taken, plain, reads
from nnstudio.layers.add import Add
from nnstudio.layers.average import Average
from nnstudio.layers.concatenate import Concatenate
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.maximum import Maximum
from nnstudio.layers.multiply import Multiply
from nnstudio.layers.repeat import Repeat
from nnstudio.layers.reshape import Reshape
from nnstudio.layers.subtract import Subtract


def _number(found: Found) -> float:
    """Return the number that stands in place of a second input."""
    for value in (*found.args, found.told.get("x1"), found.told.get("x2")):
        whole = isinstance(value, int | float) and not isinstance(value, bool)
        if whole and abs(float(str(value))) <= LARGEST:
            return float(str(value))
    raise NotTakenError(Text(N_("it works with a constant instead of a second input")))


def _number_first(found: Found) -> bool:
    return bool(found.args) and isinstance(found.args[0], int | float)


def _merged(found: Found, layer: Layer) -> Taken:
    """Return the layer; where a branch has one number for each channel, that is spread first."""
    shapes = [flow.shape for flow in found.flows]
    known = [shape for shape in shapes if shape is not None]
    largest = max(known, key=size_of, default=())
    pieces: list[Piece] = []
    read: list[int] = []
    for place, shape in enumerate(shapes):
        if shape is None or shape == largest:
            read.append(-place - 1)
            continue
        pieces += _spread(shape, largest, place, len(pieces))
        read.append(len(pieces) - 1)
    if not pieces:
        return plain(layer, masked=found.masked)
    return Taken((*pieces, Piece(layer, reads=tuple(read))))


def _spread(shape: Shape, largest: Shape, place: int, first: int) -> list[Piece]:
    fits = len(shape) > 1 and len(largest) in (2, 3) and shape[-1] == largest[-1]
    if not fits or size_of(shape) != shape[-1] or len(shape) != len(largest):
        raise NotTakenError(Text(N_("its inputs are of different sizes")))
    row = Piece(Flatten(), reads=(-place - 1,))
    steps = Piece(Repeat(times=size_of(largest[:-1])), reads=(first,))
    if len(largest) == 2:
        return [row, steps]
    return [row, steps, Piece(Reshape(shape=", ".join(map(str, largest))), reads=(first + 1,))]


@reads("Add")
def _add(found: Found) -> Taken:
    if len(found.flows) < 2:
        return Taken((affine(1.0, _number(found)),))
    return _merged(found, Add(count=len(found.flows)))


@reads("Subtract")
def _subtract(found: Found) -> Taken:
    if len(found.flows) < 2:
        number = _number(found)
        return Taken((affine(-1.0, number) if _number_first(found) else affine(1.0, -number),))
    return _merged(found, Subtract())


@reads("Multiply")
def _multiply(found: Found) -> Taken:
    if len(found.flows) < 2:
        return Taken((affine(_number(found), 0.0),), masked=found.masked)
    return _merged(found, Multiply(count=len(found.flows)))


@reads("TrueDivide", "Divide")
def _divide(found: Found) -> Taken:
    if len(found.flows) > 1 or _number_first(found) or not (number := _number(found)):
        raise NotTakenError(Text(N_("NNStudio divides by numbers alone")))
    return Taken((affine(1 / number, 0.0),), masked=found.masked)


@reads("Average")
def _average(found: Found) -> Taken:
    return _merged(found, Average(count=_several(found)))


@reads("Maximum")
def _maximum(found: Found) -> Taken:
    return _merged(found, Maximum(count=_several(found)))


@reads("Concatenate")
def _concatenate(found: Found) -> Taken:
    count, axis = _several(found), found.config.whole("axis", -1)
    rank = len(found.shape) if found.shape is not None else 0
    names = {-1: "last", rank: "last", -rank: "first"}
    names = {1: "first", 2: "second"} | names
    if axis not in names or axis == 0:
        raise NotTakenError(Text(N_("it joins along the axis {got}"), got=axis))
    joined = plain(Concatenate(count=count, axis=names[axis]))
    return replace(joined, masked=found.masked)


def _several(found: Found) -> int:
    if len(found.flows) < 2:
        raise NotTakenError(Text(N_("it works with a constant instead of a second input")))
    return len(found.flows)
