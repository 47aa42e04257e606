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
    ``frozen`` keeps its weights as they are while the rest of the network learns.
    """

    id: str
    layer: Layer
    x: float = 0.0
    y: float = 0.0
    title: str = ""
    shares: str = ""
    frozen: bool = False

    def moved(self, x: float, y: float) -> Node:
        """Return the node at another place."""
        return replace(self, x=x, y=y)


@dataclass(frozen=True, order=True)
class Wire:
    """A connection from the output of ``source`` to the input port number ``port`` of ``target``."""

    source: str
    target: str
    port: int = 0


REMARK_KINDS = ("frame", "note")
REMARK_COLORS = ("", "blue", "green", "yellow", "red", "purple")
"""What a frame or note can be tinted with; empty: without colour."""


@dataclass(frozen=True)
class Remark:
    """Something for whoever reads the drawing: a frame around nodes, or a note.

    It has no effect on the network. ``kind`` is one of `REMARK_KINDS`; ``x``, ``y``, ``width`` and
    ``height`` are in scene units; ``text`` is a frame's title or what the note says.
    """

    id: str
    kind: str
    x: float = 0.0
    y: float = 0.0
    width: float = 240.0
    height: float = 120.0
    text: str = ""
    color: str = ""

    def moved(self, x: float, y: float) -> Remark:
        """Return the remark at another place."""
        return replace(self, x=x, y=y)


@dataclass(frozen=True)
class BlockParameter:
    """A setting that a block offers as its own.

    ``places`` are the settings that follow it: pairs of a node of the block's first repetition and
    the name of a setting of its layer.
    """

    name: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Group:
    """Nodes that form one block, drawn as one card while it is ``collapsed``.

    Each repetition lists its nodes in the same order; all are equal but for their weights, and
    each one feeds the next. What the user draws is the first one; the others follow it and lie
    where it lies. While the block is collapsed all its nodes lie in one place, which is that of
    its card, and ``inner`` keeps where those of a repetition go from there when it is expanded.
    """

    id: str
    title: str
    repetitions: tuple[tuple[str, ...], ...]
    parameters: tuple[BlockParameter, ...] = ()
    collapsed: bool = True
    inner: tuple[tuple[float, float], ...] = ()

    @property
    def unit(self) -> tuple[str, ...]:
        """The nodes of the first repetition."""
        return self.repetitions[0]

    @property
    def members(self) -> tuple[str, ...]:
        """The nodes of all repetitions."""
        return tuple(node_id for row in self.repetitions for node_id in row)


@dataclass(frozen=True)
class Graph:
    """The drawing: nodes in the order they were made, wires, and the numbers already given out.

    Remarks and groups are for the reader alone: what is computed stands in nodes and wires.
    """

    nodes: tuple[Node, ...] = ()
    wires: tuple[Wire, ...] = ()
    issued: tuple[tuple[str, int], ...] = ()
    remarks: tuple[Remark, ...] = ()
    groups: tuple[Group, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Node]:
        """The nodes by id."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def remarks_by_id(self) -> dict[str, Remark]:
        """The frames and notes by id."""
        return {remark.id: remark for remark in self.remarks}

    @cached_property
    def group_of(self) -> dict[str, Group]:
        """For each node that belongs to a block, the block."""
        return {node_id: group for group in self.groups for node_id in group.members}

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
