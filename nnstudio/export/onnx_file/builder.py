"""A graph of operators that grows layer by layer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.shapes import Shape
from nnstudio.engine.plan import PlannedNode
from nnstudio.engine.weights import WeightKey
from nnstudio.export.onnx_file.layout import Layout, turn
from nnstudio.export.onnx_file.operator import Attribute, Op


class Builder:
    """Takes the operators of one layer after the other, and hands results on in any layout.

    Tensors are called after their layer: ``dense_1`` is what it gives, ``dense_1/matmul`` comes on
    the way, and ``dense_1/weight`` is one of its weights.
    """

    def __init__(self, weights: Mapping[WeightKey, Array]) -> None:
        self._weights = weights
        self.constants: dict[str, Array] = {}
        """Weights and other numbers that do not change, by tensor."""
        self.shapes: dict[str, tuple[int, ...]] = {}
        """The shapes of what layers give, by tensor; 0 is the batch."""
        self._pages: list[list[Op]] = [[]]
        self._names: set[str] = set()
        self._values: dict[str, dict[Layout, str]] = {}
        self._sizes: dict[str, Shape] = {}
        self._node: PlannedNode | None = None
        self._prefix = ""

    @property
    def ops(self) -> list[Op]:
        """The operators so far; while a body is written those of the body."""
        return self._pages[-1]

    @property
    def node(self) -> PlannedNode:
        """The layer that is being written."""
        assert self._node is not None
        return self._node

    # ---- layer by layer ----

    def begin(self, node: PlannedNode) -> None:
        """Go on to the next layer."""
        self._node, self._prefix = node, node.id

    @contextmanager
    def within(self, word: str) -> Iterator[None]:
        """Let what is added meanwhile be called after a part of the layer, such as ``query``."""
        self._prefix = f"{self.node.id}/{word}"
        yield
        self._prefix = self.node.id

    def part(self, name: str) -> None:
        """Go on to something that is no layer, such as the preparation of samples."""
        self._node, self._prefix = None, name

    def take(self, layout: Layout = Layout.LAST, port: int = 0) -> str:
        """Return what arrives at a port, with its axes in the given order."""
        return self.result(self.node.sources[port], layout)

    def layout_of(self, port: int = 0) -> Layout:
        """Return in which order the axes of what arrives lie anyway."""
        return next(iter(self._values[self.node.sources[port]]))

    def result(self, node_id: str, layout: Layout = Layout.LAST) -> str:
        """Return what a layer gives, with its axes in the given order."""
        values, rank = self._values[node_id], len(self._sizes[node_id])
        if layout not in values:
            have, tensor = next(iter(values.items()))
            axes = turn(have, layout, rank)
            if axes == tuple(range(rank + 1)):
                return tensor
            name = self._named(f"{node_id}/{layout.value}")
            self._pages[0].append(Op("Transpose", (tensor,), (name,), (("perm", axes),)))
            values[layout] = name
        return values[layout]

    def done(self, tensor: str, layout: Layout = Layout.LAST) -> None:
        """Say which tensor is what the layer gives; it is called after the layer from now on."""
        node, last = self.node, self.ops[-1] if self.ops else None
        if last is not None and last.outputs == (tensor,) and tensor.startswith(f"{node.id}/"):
            self.ops[-1] = replace(last, outputs=(node.id,))
        else:
            self.ops.append(Op("Identity", (tensor,), (node.id,)))
        self.put(node, node.id, layout)

    def put(self, node: PlannedNode, tensor: str, layout: Layout = Layout.LAST) -> None:
        """Let a tensor be what a layer gives."""
        self._values[node.id] = {layout: tensor}
        self._sizes[node.id] = node.shape
        rank = len(node.shape)
        self.shapes[tensor] = layout.place(node.shape, rank)

    # ---- operators and numbers ----

    def op(self, kind: str, *inputs: str, **attributes: Attribute) -> str:
        """Add an operator with one result; return its name."""
        (made,) = self.split(kind, 1, *inputs, **attributes)
        return made

    def split(self, kind: str, count: int, *inputs: str, **attributes: Attribute) -> list[str]:
        """Add an operator with several results; return their names."""
        made = [self._named(f"{self._prefix}/{kind.lower()}") for _ in range(count)]
        self.ops.append(Op(kind, inputs, tuple(made), tuple(attributes.items())))
        return made

    def name(self, word: str) -> str:
        """Return a name for a tensor of this layer."""
        return self._named(f"{self._prefix}/{word}")

    def weight(self, name: str, form: Callable[[Array], Array] | None = None) -> str:
        """Return a weight of the layer, or of the one whose weights it uses, in another form."""
        holder = self.node.holder
        return self.own_form(name, lambda: (form or _same)(self._weights[holder, name]))

    def own_form(self, name: str, make: Callable[[], Array]) -> str:
        """Return numbers that belong to the layer's weights, made once for all that use them."""
        tensor = f"{self.node.holder}/{name}"
        if tensor not in self.constants:
            self.constants[tensor] = np.ascontiguousarray(make(), np.float32)
        return tensor

    def weights_of(self, prefix: str = "") -> dict[str, Array]:
        """Return the layer's weights whose names begin with ``prefix``, without it."""
        return {
            name[len(prefix) :]: value
            for (node, name), value in self._weights.items()
            if node == self.node.holder and name.startswith(prefix)
        }

    def number(self, value: float) -> str:
        """Return a single number."""
        return self._constant(f"number/{value:.9g}", np.array(value, np.float32))

    def whole(self, *values: int) -> str:
        """Return whole numbers, such as a shape."""
        return self._constant("whole/" + "_".join(map(str, values)), np.array(values, np.int64))

    def numbers(self, word: str, values: Array) -> str:
        """Return numbers of the layer's own that are no weights."""
        return self._constant(f"{self._prefix}/{word}", values)

    def begin_body(self) -> None:
        """Let the following operators be what another repeats."""
        self._pages.append([])

    def end_body(self) -> tuple[Op, ...]:
        """Return the operators since `begin_body`."""
        return tuple(self._pages.pop())

    def _constant(self, name: str, values: Array) -> str:
        self.constants.setdefault(name, values)
        return name

    def _named(self, wanted: str) -> str:
        name, number = wanted, 1
        while name in self._names:
            number += 1
            name = f"{wanted}_{number}"
        self._names.add(name)
        return name


def _same(values: Array) -> Array:
    return values
