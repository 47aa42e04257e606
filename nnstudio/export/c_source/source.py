"""The C file while it is written: constants, functions, buffers and calls."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TypeAlias

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.shapes import shape_text, size_of
from nnstudio.engine.plan import PlannedNode
from nnstudio.export.base import ExportJob
from nnstudio.export.c_source.buffers import Buffers, Storage
from nnstudio.export.c_source.c_text import double_texts, float_texts, in_lines, remark
from nnstudio.export.c_source.function import Function
from nnstudio.export.source_text import identifier

Argument: TypeAlias = str | int | float


class Source:
    """What the file is made of so far.

    Parameters
    ----------
    job
        What is exported.
    most
        How many numbers of an array are written, to look at the file; None: all of them.
    """

    def __init__(self, job: ExportJob, most: int | None = None) -> None:
        self.job, self._most = job, most
        self.buffers = Buffers()
        self.calls: list[str] = []
        self.constants: list[str] = []
        self.constant_bytes = 0
        self.functions: dict[str, Function] = {}
        self._names: dict[str, object] = {}
        self._written: dict[tuple[str, str], str] = {}

    def use(self, function: Function) -> None:
        """Let a function stand in the file, behind those it needs."""
        for needed in function.needs:
            self.use(needed)
        self.functions.setdefault(function.name, function)

    def call(self, function: Function, *arguments: Argument) -> None:
        """Add a call; numbers are written as C takes them."""
        self.use(function)
        texts = (float_texts(np.array(a))[0] if isinstance(a, float) else str(a) for a in arguments)
        self.calls.append(f"    {function.name}({', '.join(texts)});")

    def array(self, key: tuple[str, str], values: Array, double: bool = False) -> str:
        """Return the name of a constant array, written once: ``<node>_<name>``."""
        if key not in self._written:
            name = self._name("_".join(key))
            kind, texts = ("double", double_texts) if double else ("float", float_texts)
            shape = f" /* {remark(shape_text(values.shape))} */" if values.ndim > 1 else ""
            numbers = values.ravel()[: self._most]
            left_out = "" if numbers.size == values.size else ",\n    ..."
            self.constants.append(
                f"static const {kind} {name}[{values.size}] = {{{shape}\n"
                f"{in_lines(texts(numbers))}{left_out}\n}};"
            )
            self.constant_bytes += values.size * (8 if double else 4)
            self._written[key] = name
        return self._written[key]

    def numbers(self, key: tuple[str, str], values: Sequence[int]) -> str:
        """Return the name of a constant array of whole numbers, written once."""
        if key not in self._written:
            name = self._written[key] = self._name("_".join(key))
            listed = in_lines(map(str, values))
            self.constants.append(f"static const int {name}[{len(values)}] = {{\n{listed}\n}};")
            self.constant_bytes += 4 * len(values)
        return self._written[key]

    def record(self, function: Function, owner: str, values: Sequence[int], name: str) -> str:
        """Return the name of a constant of a struct type, such as a window."""
        self.use(function)
        key = owner, name + function.name
        if key not in self._written:
            name = self._name("_".join(key))
            numbers = ", ".join(map(str, values))
            self.constants.append(f"static const {function.name} {name} = {{{numbers}}};")
            self.constant_bytes += 4 * len(values)
            self._written[key] = name
        return self._written[key]

    def _name(self, wanted: str) -> str:
        """Return a name that nothing else has."""
        stem = name = identifier(wanted)
        number = 1
        while name in self._names:
            number += 1
            name = f"{stem}_{number}"
        self._names[name] = wanted
        return name


class NodeCode:
    """What the writer of one layer sees: where its inputs lie, and what it may call.

    Parameters
    ----------
    inputs
        Where the outputs of the layers before lie, one for each port.
    """

    def __init__(self, source: Source, node: PlannedNode, inputs: Sequence[Storage]) -> None:
        self.node = node
        self._source = source
        self._inputs = inputs
        self._scratch: list[Storage] = []
        self._output: Storage | None = None

    @property
    def xs(self) -> list[str]:
        """The names of the inputs."""
        return [storage.name for storage in self._inputs]

    @property
    def x(self) -> str:
        """The name of the first input."""
        return self._inputs[0].name

    @property
    def size(self) -> int:
        """How many numbers come out."""
        return size_of(self.node.shape)

    @property
    def width(self) -> int:
        """How many numbers the last axis of the first input has."""
        return self.node.input_shapes[0][-1]

    @cached_property
    def y(self) -> str:
        """The name of a new buffer for the output."""
        self._output = self._source.buffers.reserve(self.size)
        return self._output.name

    @cached_property
    def y_or_x(self) -> str:
        """The name of the first input's buffer where nobody else reads it, or of a new one.

        For what computes each number from the one at the same place.
        """
        first = self._inputs[0]
        if first.slot is None or first.uses > 1:
            return self.y
        self._output = first
        return first.name

    def keep(self) -> None:
        """Let the output be the input, unchanged."""
        self._output = self._inputs[0]

    def weight(self, name: str) -> str:
        """Return the name of a weight's array; NULL where the layer has none of that name."""
        key = self.node.holder, name
        values = self._source.job.weights.get(key)
        return "NULL" if values is None else self._source.array(key, values)

    def values(self, name: str) -> Array:
        """Return the numbers of a weight, to compute something from them."""
        return self._source.job.weights[self.node.holder, name]

    def array(self, name: str, values: Array) -> str:
        """Return the name of an array of constants that belongs to the layer's weights."""
        return self._source.array((self.node.holder, name), values)

    def numbers(self, name: str, values: Sequence[int]) -> str:
        """Return the name of an array of whole numbers that belongs to this node."""
        return self._source.numbers((self.node.id, name), values)

    def record(self, function: Function, values: Sequence[int], prefix: str = "") -> str:
        """Return the name of a constant of a struct type that belongs to this node."""
        return self._source.record(function, self.node.id, values, prefix)

    def scratch(self, size: int) -> str:
        """Return the name of a buffer that only this layer uses."""
        self._scratch.append(self._source.buffers.reserve(size))
        return self._scratch[-1].name

    def call(self, function: Function, *arguments: Argument) -> None:
        """Call a C function."""
        self._source.call(function, *arguments)

    def finish(self) -> Storage:
        """Return where the output lies; the rest of the room may be used by others."""
        assert self._output is not None, f"the writer of {self.node.layer.name} made no output"
        for storage in self._scratch:
            self._source.buffers.release(storage)
        return self._output
