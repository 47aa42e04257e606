"""Parts of tensors: some of the features, of the steps, or of the places."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import size_of
from nnstudio.core.text import N_, Text
from nnstudio.imports.cutting import Border, cut_places, cut_steps
from nnstudio.imports.onnx_file.flowing import Flowing
from nnstudio.imports.onnx_file.model import FileOp
from nnstudio.imports.onnx_file.reader import Reader, UnreadableError, reads
from nnstudio.imports.onnx_file.settings import integer, integers
from nnstudio.layers.conv1d import Conv1D
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten

MOST_FEATURES = 4096
"""Of how many features some can be taken by a layer of their own."""


@reads("Split")
def split(r: Reader, op: FileOp) -> None:
    """Take a tensor apart."""
    value, given = r.flowing(op), r.constant(op, 1)
    axis = value.axis(integer(op, "axis", 0))
    sizes = list(integers(op, "split") or ()) if given is None else given.tolist()
    if not sizes:
        size = -(-value.sizes[axis] // len(op.outputs))
        sizes = [size] * len(op.outputs)
    start = 0
    for place, size in enumerate(sizes):
        end = min(start + int(size), value.sizes[axis])
        if r.wanted(op, place):
            r.give(op, part(r, op, value, axis, start, end), place)
        start = end


def part(r: Reader, op: FileOp, value: Flowing, axis: int, start: int, end: int) -> Flowing:
    """Return a tensor with some of an axis alone.

    Raises
    ------
    UnreadableError
        No layers of ours can say that.
    """
    if (start, end) == (0, value.sizes[axis]):
        return value
    if not 0 <= start < end <= value.sizes[axis] or 0 in value.groups[axis]:
        raise UnreadableError(Text(N_("It takes a part that is none.")))
    own = _of_its_own(r, value, axis, start, end)
    if own is not None:
        return own
    text = N_("{place} ({kind}) takes a part; a frozen layer of ones and zeros does that here.")
    r.notes.append(Text(text, place=op.name, kind=op.kind))
    if value.rank == 3 and 0 not in value.groups[axis] and value.groups[axis][-1] == 1:
        return _steps(r, value, axis, start, end)
    if value.rank == 4 and axis > 1:
        return _places(r, value, axis, start, end)
    size = value.sizes[axis]
    if size > MOST_FEATURES:
        raise UnreadableError(Text(N_("It takes a part of very many features.")))
    chosen = np.eye(size)[:, start:end]
    if value.rank == 4:
        layer: Layer = Conv2D(
            filters=end - start, kernel_size=(1, 1), use_bias=False, activation="linear"
        )
        return r.along(value, axis, layer, {"weight": chosen[None, None]}, frozen=True)
    layer = Dense(units=end - start, use_bias=False)
    return r.along(value, axis, layer, {"weight": chosen}, most_axes=2, frozen=True)


def _of_its_own(r: Reader, value: Flowing, axis: int, start: int, end: int) -> Flowing | None:
    """Return some units of a layer as a layer of their own; None where there is no such layer."""
    node, layer = value.node, r.drawing.layer(value.node)
    shape = r.drawing.shapes[node]
    if (
        not isinstance(layer, Dense | Conv1D | Conv2D)
        or not isinstance(layer, ActivatedLayer)
        or layer.activation == "softmax"
        or layer.values().get("groups", 1) > 1
        or r.drawing.shared(node)
    ):
        return None
    first = len(value.atoms)
    while size_of(value.atoms[first:]) < shape[-1]:
        first -= 1
    group = value.groups[axis]
    inner = size_of(tuple(value.atoms[a] for a in group[1:])) if group else 0
    if not group or min(group) < first or list(group) != sorted(group) or start % inner:
        return None
    if end % inner or size_of(value.atoms[first:]) != shape[-1]:
        return None
    units = np.arange(shape[-1]).reshape(value.atoms[first:])
    few = slice(start // inner, end // inner)
    chosen = units[(slice(None),) * (group[0] - first) + (few,)].reshape(-1)
    weights = {
        name: r.drawing.weights[node, name][..., chosen]
        for name in ("weight", "bias")
        if (node, name) in r.drawing.weights
    }
    word = "units" if isinstance(layer, Dense) else "filters"
    fewer = layer.with_values(**{word: len(chosen)})
    made = r.drawing.add(fewer, r.drawing.sources(node), weights)
    atoms = list(value.atoms)
    atoms[group[0]] = (end - start) // inner
    return replace(value, node=made, atoms=tuple(atoms), alone=True)


def _steps(r: Reader, value: Flowing, axis: int, start: int, end: int) -> Flowing:
    other = next(i for i in (1, 2, 0) if i != axis and 0 not in value.groups[i])
    source = r.arranged(value, (axis, other))
    size, channels = r.drawing.shapes[source]
    layer, kernel = cut_steps(channels, (start, size - end))
    node = r.drawing.add(layer, [source], {"weight": kernel}, frozen=True)
    if end - start == 1:
        row = r.drawing.add(Flatten(), [node])
        groups = tuple({axis: (), other: (1,)}.get(i, (0,)) for i in range(3))
        return Flowing(row, (r.batch, channels), groups)
    place = {axis: 1, other: 2}
    return Flowing.of(node, r.batch, r.drawing.shapes[node], [place.get(i, 0) for i in range(3)])


def _places(r: Reader, value: Flowing, axis: int, start: int, end: int) -> Flowing:
    source = r.picture(value)
    shape = r.drawing.shapes[source]
    node = r.drawing.add(
        *cropping(shape, {axis - 2: (start, shape[axis - 2] - end)}, [source]), frozen=True
    )
    return r.channels_first(node)


def cropping(
    shape: tuple[int, ...], cut: dict[int, Border], sources: list[str]
) -> tuple[Layer, list[str], dict[str, Array]]:
    """Return what cuts rows or columns off pictures: layer, sources and weights."""
    rows, columns = (cut.get(axis, (0, 0)) for axis in (0, 1))
    layer, kernel = cut_places(shape[-1], rows, columns)
    return layer, sources, {"weight": kernel}
