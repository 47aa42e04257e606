"""The project: everything that the user decides, as one immutable value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from nnstudio.core.layer import Layer
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.training_plan import TrainingPlan


@dataclass(frozen=True)
class Node:
    """A layer on the canvas.

    ``id`` is short, stable and never used again (``dense_1``); ``x`` and ``y`` are the upper left
    corner in scene units. ``title`` is the user's own name for it, empty for the layer's.
    ``shares`` names the node whose weights it uses instead of own ones; empty: its own.
    """

    id: str
    layer: Layer
    x: float = 0.0
    y: float = 0.0
    title: str = ""
    shares: str = ""

    def moved(self, x: float, y: float) -> Node:
        """Return the node at another place."""
        return replace(self, x=x, y=y)


@dataclass(frozen=True, order=True)
class Wire:
    """A connection from the output of ``source`` to the input port number ``port`` of ``target``."""

    source: str
    target: str
    port: int = 0


@dataclass(frozen=True)
class Graph:
    """The drawing: nodes in the order they were made, wires, and the numbers already given out."""

    nodes: tuple[Node, ...] = ()
    wires: tuple[Wire, ...] = ()
    issued: tuple[tuple[str, int], ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Node]:
        """The nodes by id."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def entrances(self) -> tuple[Node, ...]:
        """The nodes without input ports: where data enters."""
        return tuple(node for node in self.nodes if not node.layer.inputs)

    @cached_property
    def wires_into(self) -> dict[str, dict[int, Wire]]:
        """For each node the wires that arrive, by input port."""
        arriving: dict[str, dict[int, Wire]] = {node.id: {} for node in self.nodes}
        for wire in self.wires:
            arriving[wire.target][wire.port] = wire
        return arriving

    @cached_property
    def wires_from(self) -> dict[str, tuple[Wire, ...]]:
        """For each node the wires that leave."""
        leaving: dict[str, list[Wire]] = {node.id: [] for node in self.nodes}
        for wire in self.wires:
            leaving[wire.source].append(wire)
        return {node_id: tuple(wires) for node_id, wires in leaving.items()}

    def reaches(self, start: str, goal: str) -> bool:
        """Return whether a path of wires leads from ``start`` to ``goal``."""
        waiting, seen = [start], {start}
        while waiting:
            node_id = waiting.pop()
            if node_id == goal:
                return True
            for wire in self.wires_from[node_id]:
                if wire.target not in seen:
                    seen.add(wire.target)
                    waiting.append(wire.target)
        return False


@dataclass(frozen=True)
class Project:
    """Everything the user decides: the drawing, the data and the training, with a name."""

    name: str = ""
    graph: Graph = field(default_factory=Graph)
    data: DataPlan = field(default_factory=DataPlan)
    training: TrainingPlan = field(default_factory=TrainingPlan)
    notes: str = ""

    def with_training(self, **changes: Any) -> Project:
        """Return the project with some training settings changed."""
        return replace(self, training=replace(self.training, **changes))
