"""The way along a graph, operator by operator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from nnstudio.core.errors import ShapeError, ValueRangeError
from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import Shape, shape_text
from nnstudio.core.text import N_, Text
from nnstudio.imports.onnx_file.drawing import Drawing
from nnstudio.imports.onnx_file.flowing import Flowing
from nnstudio.imports.onnx_file.folding import fold
from nnstudio.imports.onnx_file.model import FileModel, FileOp
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.permute import Permute
from nnstudio.layers.reshape import Reshape

MOST_AXES = 4
MOST_FOLDED = 100_000_000
"""How many numbers all that is computed here may have; weights come from the file itself."""


class UnreadableError(Exception):
    """An operator, or the way it is used, that NNStudio has no layer for."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


@dataclass(frozen=True)
class Scores:
    """How much each step of a sequence looks at each other one, in the middle of attention.

    Parameters
    ----------
    query, key
        ``(..., steps, size)`` of all heads.
    scale
        What their products are multiplied with.
    causal
        Whether steps see earlier ones alone.
    shares
        Whether softmax has made shares of them.
    """

    query: Flowing
    key: Flowing
    scale: float = 1.0
    causal: bool = False
    shares: bool = False


OF_SCORES = "Scores"
"""What operators that read `Scores` are called among the `READINGS`."""
Reading = Callable[["Reader", FileOp], None]
READINGS: dict[str, Reading] = {}
"""What is done for each kind of operator."""


def reads(*kinds: str) -> Callable[[Reading], Reading]:
    """Let the function that follows read operators of these kinds."""

    def decorate(function: Reading) -> Reading:
        for kind in kinds:
            if READINGS.setdefault(kind, function) is not function:
                raise ValueError(f"{kind} is read twice")
        return function

    return decorate


class Reader:
    """Turns operators into layers, and notes what it has none for."""

    def __init__(self, model: FileModel, ops: Sequence[FileOp], batch: int) -> None:
        self.drawing = Drawing()
        self.notes: list[Text] = []
        self.values: dict[str, Flowing] = {}
        self.scores: dict[str, Scores] = {}
        self.batch = batch
        self.scaling: dict[str, tuple[Array, Array]] = {}
        """By the Inputs whose numbers are scaled first, factor and what is added then."""
        self._constants: dict[str, Array] = dict(model.constants)
        self._uses = Counter(name for op in ops for name in op.inputs)
        self._uses.update(port.name for port in model.outputs)
        # Who asks for the shape alone does not care what else is done to the numbers.
        self._asked = Counter(name for op in ops if op.kind == "Shape" for name in op.inputs)
        self._ops = ops
        self._folded = 0
        self._arranged: dict[tuple[object, ...], str] = {}

    def read(self) -> None:
        """Read the operators in their order."""
        for op in self._ops:
            if any(name in self.values or name in self.scores for name in op.inputs):
                self._read_flowing(op)
            else:
                self._read_known(op)

    # ---- what readings use ----

    def flowing(self, op: FileOp, place: int = 0) -> Flowing:
        """Return what flows into an operator.

        Raises
        ------
        UnreadableError
            It is constant.
        """
        name = op.inputs[place] if place < len(op.inputs) else ""
        if name not in self.values:
            raise UnreadableError(Text(N_("One of its inputs does not depend on the samples.")))
        value = self.values[name]
        readers = self._uses[name] - self._asked[name]
        return replace(value, alone=value.alone and readers == 1)

    def constant(self, op: FileOp, place: int) -> Array | None:
        """Return a constant input of an operator; None where there is none at that place.

        Raises
        ------
        UnreadableError
            It depends on the samples.
        """
        name = op.inputs[place] if place < len(op.inputs) else ""
        if not name:
            return None
        if name not in self._constants:
            raise UnreadableError(
                Text(N_("Its input {name} is expected to be constant, and is not."), name=name)
            )
        return self._constants[name]

    def weight(self, op: FileOp, place: int) -> Array:
        """Return a constant input that has to be there."""
        found = self.constant(op, place)
        if found is None:
            raise UnreadableError(Text(N_("Its weights are missing.")))
        return found

    def is_constant(self, op: FileOp, place: int) -> bool:
        """Return whether an input is constant."""
        return op.inputs[place] in self._constants

    def give(self, op: FileOp, value: Flowing, place: int = 0) -> None:
        """Say what an operator makes."""
        self.values[op.outputs[place]] = value

    def give_constant(self, op: FileOp, value: Array) -> None:
        """Say that what an operator makes is known."""
        self._constants[op.outputs[0]] = value

    def wanted(self, op: FileOp, place: int) -> bool:
        """Return whether anybody reads an output of an operator."""
        return place < len(op.outputs) and self._uses[op.outputs[place]] > 0

    def in_place(self, value: Flowing, layer: Layer) -> Flowing:
        """Add a layer that treats all numbers alike, wherever they lie."""
        return replace(value, node=self.drawing.add(layer, [value.node]), alone=True)

    def arranged(self, value: Flowing, order: Sequence[int]) -> str:
        """Return a node with the axes of the tensor in the given order, the batch left out.

        Layers that turn or regroup axes are added where that is needed.
        """
        if [g for g in value.groups if 0 in g] != [(0,)]:
            raise UnreadableError(Text(N_("The samples of a batch are mixed with their steps.")))
        wanted = tuple(value.sizes[axis] for axis in order)
        atoms = [atom for atom in value.ordered(order) if value.atoms[atom] > 1]
        if atoms == sorted(atoms) and wanted == self.drawing.shapes[value.node]:
            return value.node
        key = (value.node, value.atoms, tuple(atoms), wanted)
        if key not in self._arranged:
            self._arranged[key] = self._turned(value, atoms, wanted)
        return self._arranged[key]

    def picture(self, value: Flowing) -> str:
        """Return a node with the channels last, where those of the tensor are first."""
        if value.rank < 3 or value.groups[0] != (0,):
            text = N_("It expects (batch, channels, …), and got {count} axes.")
            raise UnreadableError(Text(text, count=value.rank))
        return self.arranged(value, (*range(2, value.rank), 1))

    def channels_first(self, node: str) -> Flowing:
        """Return a node's output as a tensor with the channels first."""
        rank = len(self.drawing.shapes[node])
        order = (0, rank, *range(1, rank))
        return Flowing.of(node, self.batch, self.drawing.shapes[node], order)

    def along(
        self,
        value: Flowing,
        axis: int,
        layer: Layer,
        weights: Mapping[str, Array] | None = None,
        tensors: tuple[str, ...] = (),
        most_axes: int = MOST_AXES,
        frozen: bool = False,
    ) -> Flowing:
        """Add a layer that works along one axis of the tensor, which is its last; others stay."""
        axis = value.axis(axis)
        shape, last = self.drawing.shapes[value.node], len(value.atoms) - 1
        direct = value.groups[axis] == (last,) and value.atoms[last] == shape[-1]
        if direct and len(shape) <= most_axes:
            node = self.drawing.add(layer, [value.node], weights, tensors, frozen)
            atoms = (*value.atoms[:-1], self.drawing.shapes[node][-1])
            return Flowing(node, atoms, value.groups)
        others = [i for i, g in enumerate(value.groups) if i != axis and 0 not in g]
        source = self.arranged(value, [*others, axis])
        shape = self.drawing.shapes[source]
        if len(shape) > most_axes:
            rows = Reshape(shape=f"-1 {shape[-1]}")
            source = self.drawing.add(rows, [source])
        node = self.drawing.add(layer, [source], weights, tensors, frozen)
        size = self.drawing.shapes[node][-1]
        batch = next(i for i, g in enumerate(value.groups) if g == (0,))
        place = {batch: 0, **{other: i for i, other in enumerate(others, start=1)}}
        place[axis] = len(others) + 1
        atoms = (self.batch, *(value.sizes[i] for i in others), size)
        return Flowing(node, atoms, tuple((place[i],) for i in range(value.rank)))

    # ---- one operator ----

    def _read_known(self, op: FileOp) -> None:
        known = [self._constants[name] for name in op.inputs if name in self._constants]
        complete = len(known) == sum(1 for name in op.inputs if name)
        made = fold(op, known) if complete and self._folded <= MOST_FOLDED else None
        if made is None:
            self._left_out(op, Text(N_("What it makes is not computed here.")))
        else:
            self._folded += sum(value.size for value in made)
            self._constants.update(zip(op.outputs, made, strict=False))

    def _read_flowing(self, op: FileOp) -> None:
        attending = any(name in self.scores for name in op.inputs)
        reading = READINGS.get(OF_SCORES if attending else op.kind)
        try:
            if reading is None:
                raise UnreadableError(Text(N_("NNStudio has no such layer.")))
            reading(self, op)
        except UnreadableError as error:
            self._left_out(op, error.text)
        except (ShapeError, ValueRangeError) as error:
            self._left_out(op, error.text)
        except (ArithmeticError, ValueError, IndexError, TypeError, KeyError):
            self._left_out(op, Text(N_("Its numbers do not fit to what reaches it.")))

    def _left_out(self, op: FileOp, reason: Text) -> None:
        text = N_("{place} ({kind}) is left out. {reason}")
        self.notes.append(Text(text, place=op.name, kind=op.kind, reason=reason))
        arriving = [self.values[name] for name in op.inputs if name in self.values]
        if arriving:
            # What reaches it goes on to what follows, so that the drawing stays in one piece.
            for name in op.outputs:
                self.values.setdefault(name, replace(arriving[0], alone=False))
            return
        for scores in [self.scores[name] for name in op.inputs if name in self.scores][:1]:
            self.scores.setdefault(op.outputs[0], scores)

    def _turned(self, value: Flowing, atoms: Sequence[int], wanted: Shape) -> str:
        node = value.node
        if list(atoms) != sorted(atoms):
            blocks = _blocks(atoms)
            sizes = {
                block[0]: int(np.prod([value.atoms[a] for a in block], dtype=int))
                for block in blocks
            }
            own = sorted(sizes)
            node = self._regrouped(node, tuple(sizes[first] for first in own))
            turned = ", ".join(str(own.index(block[0]) + 1) for block in blocks)
            node = self.drawing.add(Permute(order_of_axes=turned), [node])
        return self._regrouped(node, wanted)

    def _regrouped(self, node: str, shape: Shape) -> str:
        if self.drawing.shapes[node] == shape:
            return node
        if len(shape) == 1:
            return self.drawing.add(Flatten(), [node])
        if not 1 <= len(shape) <= MOST_AXES:
            text = N_("A sample would have the shape {shape}; it can have one to four axes.")
            raise UnreadableError(Text(text, shape=shape_text(shape)))
        return self.drawing.add(Reshape(shape=" ".join(map(str, shape))), [node])


def _blocks(atoms: Sequence[int]) -> list[list[int]]:
    """Return atoms that follow one another here and there, together."""
    places = {atom: place for place, atom in enumerate(sorted(atoms))}
    blocks: list[list[int]] = []
    for atom in atoms:
        if blocks and places[atom] == places[blocks[-1][-1]] + 1:
            blocks[-1].append(atom)
        else:
            blocks.append([atom])
    return blocks
