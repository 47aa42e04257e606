"""Where samples enter a graph: their shapes, and how their axes lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nnstudio.core.errors import UserError
from nnstudio.core.shapes import Shape, shape_text, size_of
from nnstudio.core.text import N_, Text
from nnstudio.imports.onnx_file.model import FileOp, FilePort
from nnstudio.imports.onnx_file.settings import integer

USUAL_SIZES = {2: (10,), 3: (10, 10), 4: (3, 32, 32)}
"""What is taken for sizes that a file does not fix: those behind the batch, by rank."""
MOST_AXES = 4
LARGEST_SAMPLE = 100_000_000
_CHANNELS_FIRST = frozenset(
    [
        "Conv",
        "ConvTranspose",
        "MaxPool",
        "AveragePool",
        "GlobalAveragePool",
        "GlobalMaxPool",
        "BatchNormalization",
        "Resize",
        "Upsample",
        "InstanceNormalization",
        "LRN",
    ]
)
_RECURRENT = frozenset(("LSTM", "GRU", "RNN"))
_ALIKE = frozenset(
    [
        "Add",
        "Sub",
        "Mul",
        "Div",
        "Relu",
        "LeakyRelu",
        "Sigmoid",
        "Tanh",
        "Identity",
        "Cast",
        "Pad",
        "Dropout",
    ]
)
"""Operators that tell nothing of the axes of what enters them."""


@dataclass(frozen=True)
class Entrance:
    """An input of the graph.

    Parameters
    ----------
    name
        What the file calls it.
    shape
        The shape of a sample, as NNStudio has it.
    order
        Which axis of ours, the batch being 0, each axis of the tensor is.
    batch
        How many samples enter at once; 0: any number.
    """

    name: str
    shape: Shape
    order: tuple[int, ...]
    batch: int


def entrance(port: FilePort, ops: Sequence[FileOp], notes: list[Text]) -> Entrance:
    """Return how samples enter at an input.

    Raises
    ------
    UserError
        It has no batch, or more axes than samples have here.
    """
    rank = len(port.shape)
    if not 2 <= rank <= MOST_AXES:
        text = N_(
            "The network's input {name} has {count} axes; NNStudio reads samples of one to three, "
            "behind one for the batch."
        )
        raise UserError(Text(text, name=port.name, count=rank))
    kind = _first_reader(port.name, ops)
    batch = 1 if rank == 3 and kind == "recurrent" else 0
    order: tuple[int, ...] = tuple(range(rank))
    if batch:
        order = (1, 0, 2)
    elif rank > 2 and (kind == "channels_first" or (rank == 4 and not kind)):
        order = (0, rank - 1, *range(1, rank - 1))
    sizes = list(port.shape)
    usual = iter(USUAL_SIZES[rank])
    open_axes = []
    for axis in range(rank):
        if axis == batch:
            continue
        size = next(usual)
        if not sizes[axis]:
            sizes[axis] = size
            open_axes.append(axis)
    shape = tuple(sizes[order.index(i)] for i in range(1, rank))
    if size_of(shape) > LARGEST_SAMPLE:
        text = N_("A sample of the input {name} would be {shape}, which is too large.")
        raise UserError(Text(text, name=port.name, shape=shape_text(shape)))
    if open_axes:
        text = N_("The file leaves open how large a sample is; {shape} is taken for {name}.")
        notes.append(Text(text, shape=shape_text(shape), name=port.name))
    return Entrance(port.name, shape, order, port.shape[batch])


def _first_reader(name: str, ops: Sequence[FileOp]) -> str:
    """Return what kind of operator reads an input first that tells how its axes lie."""
    names = {name}
    for op in ops:
        if names.isdisjoint(op.inputs) or op.kind == "Shape":
            continue
        if op.kind in _CHANNELS_FIRST:
            return "channels_first"
        if op.kind in _RECURRENT and not integer(op, "layout", 0):
            return "recurrent"
        if op.kind == "Transpose":
            return "channels_last"
        if op.kind not in _ALIKE:
            return "as it is"
        names.update(op.outputs)
    return ""
