"""What a drawing computes, in order and without numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Layer, Weight
from nnstudio.core.memory import memory_text, physical_memory
from nnstudio.core.shapes import Shape, size_of
from nnstudio.core.text import N_, Text
from nnstudio.data.targets import weighted_target
from nnstudio.engine.planned_output import PlannedOutput
from nnstudio.graph.analysis import Analysis
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.output_point import OutputPoint, Wanted
from nnstudio.losses.base import Loss

BYTES_PER_PARAMETER = 16
"""A float32 each for the weight, its gradient and the two arrays of Adam."""


@dataclass(frozen=True)
class PlannedNode:
    """One layer with its place in the computation.

    A layer that ``shares`` the weights of another node has none of its own.
    """

    id: str
    layer: Layer
    sources: tuple[str, ...]
    input_shapes: tuple[Shape, ...]
    shape: Shape
    weights: tuple[tuple[str, Weight], ...]
    shares: str = ""
    columns: tuple[int, ...] | None = None
    """Which numbers of a sample an Input takes; None: the whole sample."""
    frozen: bool = False
    """Whether its weights stay as they are in training; a frozen BatchNorm uses its averages."""

    @property
    def holder(self) -> str:
        """The node whose weights are used."""
        return self.shares or self.id

    @property
    def learns(self) -> bool:
        """Whether training changes weights of its own."""
        return not self.frozen and any(weight.trainable for _, weight in self.weights)

    @property
    def across_batch(self) -> bool:
        """Whether a sample's output in training depends on the others of its batch."""
        return self.layer.across_batch and not self.frozen

    def in_training(self, training: bool) -> bool:
        """Return what its `Step` says: frozen, a BatchNorm predicts also in training."""
        return training and (self.across_batch or not self.layer.across_batch)

    @property
    def penalises(self) -> bool:
        """Whether the layer adds a term of its own to the loss."""
        return type(self.layer).penalty is not Layer.penalty


@dataclass(frozen=True)
class Plan:
    """What is computed, without numbers: a value that can be compared.

    ``nodes`` come in an order in which each follows its sources; ``outputs`` are compared with
    the data, and their losses, each times its weight, are added up.
    """

    nodes: tuple[PlannedNode, ...]
    outputs: tuple[PlannedOutput, ...]
    input_shape: Shape
    """The shape of one prepared sample."""

    @property
    def output(self) -> str:
        """The layer of the first output."""
        return self.outputs[0].node

    @property
    def loss(self) -> Loss:
        """The loss of the first output."""
        return self.outputs[0].loss

    @property
    def task(self) -> str:
        """The task of the first output."""
        return self.outputs[0].task

    @property
    def fused(self) -> bool:
        """Whether the loss of the first output starts at its pre-activation."""
        return self.outputs[0].fused

    @property
    def targets(self) -> int:
        """How many numbers the targets of one sample have."""
        return self.outputs[-1].columns.stop

    @cached_property
    def wanted(self) -> tuple[Wanted, ...]:
        """What the outputs want the data to say of each sample, one after the other."""
        return tuple(
            Wanted(o.numbers, o.target_shape, o.loss.targets == "indices") for o in self.outputs
        )

    @cached_property
    def fused_nodes(self) -> frozenset[str]:
        """The layers whose activation belongs to their loss."""
        return frozenset(output.node for output in self.outputs if output.fused)

    def node(self, node_id: str) -> PlannedNode:
        """Return the node called ``node_id``."""
        return self._by_id[node_id]

    @cached_property
    def _by_id(self) -> dict[str, PlannedNode]:
        return {node.id: node for node in self.nodes}

    @property
    def learning(self) -> tuple[str, ...]:
        """The nodes with weights that training changes, from input to output."""
        return tuple(node.id for node in self.nodes if node.learns)

    @property
    def multiply_adds(self) -> int:
        """Multiply-adds of one sample's forward pass."""
        return sum(node.layer.multiply_adds(*node.input_shapes) for node in self.nodes)


def make_plan(analysis: Analysis) -> Plan:
    """Return what the analysed drawing computes.

    Raises
    ------
    UserError
        The drawing has problems that forbid training, the text names the first; or its weights
        do not fit into this machine.
    """
    for problem in analysis.problems:
        if problem.blocking:
            raise UserError(problem.text)
    # Only what leads to an output is computed; analysis made sure that all of it has a shape.
    needed = {point.node for point in analysis.outputs}
    for node_id in reversed(analysis.order):
        if node_id in needed:
            needed.update(analysis.reports[node_id].sources)
    # A layer whose weights are used elsewhere is there, even where its own output is not needed.
    holders = {analysis.reports[node_id].node.shares for node_id in needed} - {""}
    if not holders <= needed:
        raise UserError(_holder_missing(min(holders - needed)))
    reports = [analysis.reports[node_id] for node_id in analysis.order if node_id in needed]
    by_id = analysis.project.graph.by_id
    nodes = [
        PlannedNode(
            report.node.id,
            report.node.layer,
            report.sources,
            report.input_shapes,
            report.shape,
            report.weights,
            report.node.shares,
            report.columns,
            by_id[report.node.shares or report.node.id].frozen,
        )
        for report in reports
        if report.shape is not None
    ]
    _require_memory(nodes)
    data = analysis.project.data
    outputs = plan_outputs(nodes, analysis.outputs, data)
    return Plan(tuple(nodes), outputs, data.signature.input_shape)


def make_training_plan(analysis: Analysis) -> Plan:
    """Return what training the analysed drawing computes.

    Raises
    ------
    UserError
        As `make_plan`; or all weights are frozen, so that training would change nothing.
    """
    plan = make_plan(analysis)
    if not plan.learning and any(node.weights for node in plan.nodes):
        text = N_(
            "All layers with weights are frozen, so there is nothing to learn. Unfreeze at least "
            "one of them."
        )
        raise UserError(Text(text))
    return plan


def plan_outputs(
    nodes: Sequence[PlannedNode], points: Sequence[OutputPoint], data: DataPlan | None = None
) -> tuple[PlannedOutput, ...]:
    """Return the outputs of a plan, their targets one after the other."""
    shapes = {node.id: node.shape for node in nodes}
    read = {source for node in nodes for source in node.sources}
    compared, start = [point.node for point in points], 0
    outputs: list[PlannedOutput] = []
    for point in points:
        shape = shapes[point.node]
        target_shape = shape[:-1] if point.loss.targets == "indices" else shape
        columns = slice(start, start + size_of(target_shape))
        # Where the layer's output is used elsewhere too, its activation is computed as usual.
        alone = point.node not in read and compared.count(point.node) == 1
        outputs.append(
            PlannedOutput(
                point.name,
                point.node,
                point.loss,
                shape,
                target_shape,
                columns,
                point.task,
                point.weight,
                bool(point.loss.activation) and alone,
                point.numbers,
                *(data.target_scaling_of(point.numbers) if data is not None else ((), ())),
                _class_weights(point, data),
            )
        )
        start = columns.stop
    return tuple(outputs)


def _class_weights(point: OutputPoint, data: DataPlan | None) -> tuple[float, ...]:
    """Return the weights of the classes that an output tells apart, where the data has some."""
    if data is None or point.numbers != (weighted_target(data.signature),):
        return ()
    return data.weights if len(data.weights) == len(point.targets[0].classes) else ()


def _holder_missing(node_id: str) -> Text:
    text = N_(
        "The weights of {node} are used elsewhere, but {node} itself leads to no output. Connect "
        "it, or give the others weights of their own."
    )
    return Text(text, node=node_id)


def _require_memory(nodes: Sequence[PlannedNode]) -> None:
    """Refuse weights that cannot fit: where memory is overcommitted, nobody else would say so.

    `nnstudio.engine.memory` tells exactly what training takes.
    """
    bytes_of = {
        node.id: BYTES_PER_PARAMETER * sum(size_of(weight.shape) for _, weight in node.weights)
        for node in nodes
    }
    need, there = sum(bytes_of.values()), physical_memory()
    if not there or need <= there:
        return
    text = N_(
        "Training the weights of this network takes {need} of memory; this computer has {there}. "
        "Most of it, {most}, is for {node}. Make {node} smaller."
    )
    node_id = max(bytes_of, key=lambda node_id: bytes_of[node_id])
    raise UserError(
        Text(
            text,
            need=memory_text(need),
            there=memory_text(there),
            most=memory_text(bytes_of[node_id]),
            node=node_id,
        )
    )
