"""Drawings that are written down rather than drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from nnstudio.core.layer import Layer
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.project import Graph, Node, Project, Wire
from nnstudio.graph.signature import Signature
from nnstudio.graph.training_plan import TrainingPlan
from nnstudio.layers.add import Add
from nnstudio.layers.input import Input
from nnstudio.losses.base import Loss


class Drawing:
    """Puts layers behind one another; begins with an Input for samples of the signature."""

    def __init__(self, signature: Signature, loss: Loss) -> None:
        self._signature, self._loss = signature, loss
        self._counts: Counter[str] = Counter()
        self._nodes: list[Node] = []
        self._wires: list[Wire] = []
        self.last = self.add(Input())

    def add(self, layer: Layer, *sources: str) -> str:
        """Add a layer behind the sources, or else behind the last one; return its id."""
        kind = layer.name.lower()
        self._counts[kind] += 1
        node = Node(f"{kind}_{self._counts[kind]}", layer)
        if not sources and layer.inputs:
            sources = (self.last,)
        self._nodes.append(node)
        self._wires += [Wire(source, node.id, port) for port, source in enumerate(sources)]
        self.last = node.id
        return node.id

    def add_all(self, layers: Iterable[Layer]) -> str:
        """Add layers behind the last one; return the id of the last of them."""
        for layer in layers:
            self.add(layer)
        return self.last

    def around(self, layers: Iterable[Layer], *shortcut: Layer) -> str:
        """Add layers, and to their output what they got: as it is, or through the shortcut."""
        start = self.last
        end = self.add_all(layers)
        self.last = start
        return self.add(Add(), self.add_all(shortcut), end)

    def project(self) -> Project:
        """Return the drawing."""
        return Project(
            graph=Graph(
                tuple(self._nodes), tuple(self._wires), tuple(sorted(self._counts.items()))
            ),
            data=DataPlan(DataSource("made up"), signature=self._signature),
            training=TrainingPlan(loss=self._loss),
        )
