"""Operators that turn and regroup axes, which need no layer of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from nnstudio.core.recurrent import Recurrent
from nnstudio.core.text import N_, Text
from nnstudio.imports.onnx_file.flowing import Flowing
from nnstudio.imports.onnx_file.model import FileOp
from nnstudio.imports.onnx_file.reader import Reader, UnreadableError, reads
from nnstudio.imports.onnx_file.readings_parts import part
from nnstudio.imports.onnx_file.settings import decimal, integer, integers
from nnstudio.layers.dropout import Dropout
from nnstudio.layers.embedding import Embedding
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.reshape import Reshape


@reads("Identity", "Cast")
def identity(r: Reader, op: FileOp) -> None:
    """Hand the value on."""
    r.give(op, r.flowing(op))


@reads("Dropout")
def dropout(r: Reader, op: FileOp) -> None:
    """Add a Dropout, also where it is there for prediction only."""
    ratio = r.constant(op, 1)
    rate = float(ratio) if ratio is not None else decimal(op, "ratio", 0.5)
    value = r.flowing(op)
    r.give(op, r.in_place(value, Dropout(rate=round(rate, 6))) if 0 < rate < 1 else value)


@reads("Transpose")
def transpose(r: Reader, op: FileOp) -> None:
    """Turn the axes."""
    value = r.flowing(op)
    r.give(op, value.transposed(integers(op, "perm") or tuple(reversed(range(value.rank)))))


@reads("Squeeze")
def squeeze(r: Reader, op: FileOp) -> None:
    """Take away axes of one number."""
    r.give(op, r.flowing(op).squeezed(axes_of(r, op)))


@reads("Unsqueeze")
def unsqueeze(r: Reader, op: FileOp) -> None:
    """Put in axes of one number."""
    r.give(op, r.flowing(op).unsqueezed(axes_of(r, op) or ()))


@reads("Flatten")
def flatten(r: Reader, op: FileOp) -> None:
    """Put all axes from one on together."""
    value = r.flowing(op)
    axis = value.axis(integer(op, "axis", 1))
    sizes = [int(np.prod(part, dtype=int)) for part in (value.sizes[:axis], value.sizes[axis:])]
    _reshape(r, op, sizes)


@reads("Reshape")
def reshape(r: Reader, op: FileOp) -> None:
    """Regroup the axes."""
    given = r.constant(op, 1)
    _reshape(r, op, integers(op, "shape") or () if given is None else given.tolist())


@reads("Shape")
def shape(r: Reader, op: FileOp) -> None:
    """Tell the shape, in which a number stands for the batch."""
    sizes = np.array(r.flowing(op).sizes, np.int64)
    end = integer(op, "end", len(sizes))
    r.give_constant(op, sizes[integer(op, "start", 0) : end])


@reads("Gather")
def gather(r: Reader, op: FileOp) -> None:
    """Look up rows of a table by tokens, or take the last step of a sequence."""
    axis = integer(op, "axis", 0)
    if r.is_constant(op, 0):
        table, tokens = r.weight(op, 0), r.flowing(op, 1)
        if table.ndim != 2 or axis != 0 or tokens.groups != ((0,), (1,)):
            raise UnreadableError(Text(N_("Only rows of a table are looked up, by tokens.")))
        layer = Embedding(vocabulary=table.shape[0], units=table.shape[1])
        node = r.drawing.add(layer, [tokens.node], {"weight": table}, (op.inputs[0],))
        r.give(
            op,
            replace(
                tokens,
                node=node,
                atoms=(*tokens.atoms, table.shape[1]),
                groups=((0,), (1,), (2,)),
                alone=True,
            ),
        )
        return
    chosen = r.weight(op, 1)
    if chosen.size != 1:
        raise UnreadableError(Text(N_("It takes several parts at once.")))
    value, index = r.flowing(op), int(chosen.reshape(-1)[0])
    _taken(r, op, value, value.axis(axis), index, keep=chosen.ndim > 0)


@reads("JoinedDirections")
def joined(r: Reader, op: FileOp) -> None:
    """Hand on the last states of both directions side by side, as NNStudio has them anyway."""
    value = r.flowing(op)
    direction, batch, units = value.groups
    r.give(op, replace(value, groups=(batch, (*direction, *units))))


@reads("Slice")
def cut(r: Reader, op: FileOp) -> None:
    """Take parts of axes."""
    if len(op.inputs) > 1:
        starts, ends = r.weight(op, 1).tolist(), r.weight(op, 2).tolist()
        given, paces = r.constant(op, 3), r.constant(op, 4)
        axes = list(range(len(starts))) if given is None else given.tolist()
        if paces is not None and np.any(paces != 1):
            raise UnreadableError(Text(N_("It leaves out every so many.")))
    else:
        starts, ends = list(integers(op, "starts") or ()), list(integers(op, "ends") or ())
        axes = list(integers(op, "axes") or range(len(starts)))
    value = r.flowing(op)
    for axis, first, behind in zip(axes, starts, ends, strict=True):
        axis = value.axis(axis)
        size = value.sizes[axis]
        start, end = (min(n + size if n < 0 else n, size) for n in (first, behind))
        if end - start == 1 < size:
            value = _one(r, op, value, axis, start)
        else:
            value = part(r, op, value, axis, start, end)
    r.give(op, value)


def axes_of(r: Reader, op: FileOp) -> tuple[int, ...] | None:
    """Return the axes that an operator names, as an attribute or as its second input."""
    given = r.constant(op, 1)
    return integers(op, "axes") if given is None else tuple(given.reshape(-1).tolist())


def _reshape(r: Reader, op: FileOp, sizes: Sequence[int]) -> None:
    value = r.flowing(op)
    found = value.reshaped([int(size) for size in sizes])
    if found is None:
        # The pieces do not fit as they lie; in the order of the tensor they may.
        order = [axis for axis in range(value.rank) if 0 not in value.groups[axis]]
        node = r.arranged(value, order)
        shape = r.drawing.shapes[node]
        flat = r.drawing.add(Flatten(), [node]) if len(shape) > 1 else node
        numbers = r.drawing.shapes[flat][0]
        rest = [int(size) for size in sizes][1:]
        if -1 in rest:
            known = int(np.prod([size for size in rest if size != -1], dtype=int))
            rest[rest.index(-1)] = numbers // max(known, 1)
        made = r.drawing.add(Reshape(shape=" ".join(map(str, rest))), [flat])
        found = type(value).of(made, r.batch, r.drawing.shapes[made])
    r.give(op, found)


def _taken(r: Reader, op: FileOp, value: Flowing, axis: int, index: int, keep: bool) -> None:
    if value.groups[axis]:
        size = value.sizes[axis]
        value = _one(r, op, value, axis, index + size if index < 0 else index)
    r.give(op, value if keep else value.squeezed((axis,)))


def _one(r: Reader, op: FileOp, value: Flowing, axis: int, index: int) -> Flowing:
    """Return a tensor with one of an axis; of a recurrent layer the last state is no part."""
    layer = r.drawing.layer(value.node)
    fits = (
        isinstance(layer, Recurrent)
        and layer.return_sequences
        and layer.direction == "forward"
        and value.alone
        and not r.drawing.shared(value.node)
        and value.groups[axis] == (1,)
        and index == value.atoms[1] - 1
        and len(value.atoms) == 3
    )
    if not fits:
        return part(r, op, value, axis, index, index + 1)
    r.drawing.change(value.node, layer.with_values(return_sequences=False))
    r.drawing.shapes[value.node] = value.atoms[2:]
    groups = [
        () if i == axis else tuple(a - (a > 1) for a in g) for i, g in enumerate(value.groups)
    ]
    return replace(value, atoms=(value.atoms[0], value.atoms[2]), groups=tuple(groups))
