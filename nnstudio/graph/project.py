"""The project: everything that the user decides, as one immutable value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from nnstudio.core.layer import Layer
from nnstudio.core.shapes import Shape, size_of
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
class Target:
    """One thing that the data knows of each sample and an output is compared with.

    Parameters
    ----------
    name
        The name of its column; it may be empty where there is just one target.
    task
        ``"classification"`` or ``"regression"``.
    classes
        The names of the classes; empty for regression.
    shape
        The shape of one sample's values: ``()`` for one class, ``(steps,)`` for a class at every
        step, ``(columns,)`` or ``(height, width, channels)`` for numbers.
    """

    name: str = ""
    task: str = "classification"
    classes: tuple[str, ...] = ()
    shape: Shape = ()


@dataclass(frozen=True)
class Signature:
    """What the network can know of the data without reading it.

    Parameters
    ----------
    input_shape
        The shape of one prepared sample, ``(height, width, channels)`` or ``(features,)``.
    task
        ``"classification"`` or ``"regression"``.
    classes
        The names of the classes; empty for regression.
    targets
        How many numbers a target has: 1 for classification, else the columns of the target.
    raw_shape
        The shape of one sample in the data set's own units, such as ``(28, 28)``.
    features
        The names of the input features where they have names.
    target_name, target_shape
        The name of the target and the shape of one sample's values (see `Target`); empty: one
        class, or ``targets`` numbers.
    further
        Targets besides the first.
    """

    input_shape: Shape
    task: str = "classification"
    classes: tuple[str, ...] = ()
    targets: int = 1
    raw_shape: Shape = ()
    features: tuple[str, ...] = ()
    target_name: str = ""
    target_shape: Shape = ()
    further: tuple[Target, ...] = ()

    @cached_property
    def all_targets(self) -> tuple[Target, ...]:
        """Everything that an output can be compared with, in the order of the data's columns."""
        shape = self.target_shape
        if not shape and self.task == "regression":
            shape = (self.targets,)
        return (Target(self.target_name, self.task, self.classes, shape), *self.further)

    def places_of(self, number: int) -> range:
        """Return where the numbers of a target lie among those of all regression targets.

        A target of classes has none.
        """
        known = [t if t.task == "regression" else None for t in self.all_targets[: number + 1]]
        sizes = [0 if target is None else size_of(target.shape) for target in known]
        return range(sum(sizes[:-1]), sum(sizes))


@dataclass(frozen=True)
class DataPlan:
    """Which data the network learns from and how it is prepared.

    Parameters
    ----------
    dataset
        The data set's name, such as ``"mnist"`` or ``"spiral"``; empty while none is chosen.
    options
        Settings of a data set that is made on the spot (size, noise, seed), sorted by name.
    signature
        Shape and classes of what the data set gives.
    scaling
        ``"none"``, ``"unit"`` (to 0 ... 1) or ``"standard"`` (mean 0, deviation 1).
    shift, scale
        What the scaling was fitted to on the training part: ``(x - shift) * scale``, one value for
        all numbers or one per feature.
    validation
        How many samples of each class together are held out for validation: a number of samples.
    seed
        Decides which samples are held out.
    target_scaling
        How the numbers of regression targets are scaled: as for ``scaling``.
    target_shift, target_scale
        How the numbers of all regression targets are scaled, fitted on the training part:
        ``(t - target_shift) * target_scale``, one value for each number; empty: not at all.
    """

    dataset: str = ""
    options: tuple[tuple[str, int | float | str | bool], ...] = ()
    signature: Signature = field(default_factory=lambda: Signature(()))
    scaling: str = "none"
    shift: tuple[float, ...] = (0.0,)
    scale: tuple[float, ...] = (1.0,)
    validation: int = 0
    seed: int = 0
    target_scaling: str = "none"
    target_shift: tuple[float, ...] = ()
    target_scale: tuple[float, ...] = ()

    def target_scaling_of(
        self, numbers: Iterable[int]
    ) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Return shift and scale of all numbers of some targets; both empty: not scaled.

        Parameters
        ----------
        numbers
            The numbers of the targets in `Signature.all_targets`.
        """
        places = [i for number in numbers for i in self.signature.places_of(number)]
        if not self.target_scale:
            return (), ()
        return _at(self.target_shift or (0.0,), places), _at(self.target_scale, places)


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


def _at(fitted: Sequence[float], places: Iterable[int]) -> tuple[float, ...]:
    """Return what was fitted at each place; a single value holds for all of them."""
    return tuple(fitted[place if len(fitted) > 1 else 0] for place in places)
