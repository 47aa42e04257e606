"""One collapsed block on the canvas: a card that stands for all its nodes."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from nnstudio.app.canvas.block_face import block_face
from nnstudio.app.canvas.card import Card, input_points, output_points
from nnstudio.app.canvas.geometry import Port
from nnstudio.app.canvas.node_item import NodeItem
from nnstudio.graph.analysis import Analysis, NodeReport, Problem
from nnstudio.graph.block_ends import Ends, ends_of
from nnstudio.graph.project import Graph, Group, Wire

_Looks = tuple[Group, tuple[Wire, ...], tuple[Problem, ...], list[NodeReport]]


class BlockItem(NodeItem):
    """Shows a block; its ports are those of its nodes that are fed from outside or lead there."""

    def __init__(self, block: Group, analysis: Analysis, problems: tuple[Problem, ...]) -> None:
        self.block = block
        self._inputs, self._outputs = block_ports(analysis.project.graph, block)
        self._shown: object = None
        self._looked_at: _Looks | None = None
        face = block_face(block, analysis, problems, self._inputs, self._outputs)
        super().__init__(block.unit[0], face)

    def follow_block(
        self, block: Group, analysis: Analysis, problems: tuple[Problem, ...], again: bool = False
    ) -> bool:
        """Show what the analysis says now; return whether ports may have moved."""
        graph, reports = analysis.project.graph, analysis.reports
        looked_at = (block, graph.wires, problems, [reports[i] for i in block.members])
        if not again and _same(looked_at, self._looked_at):
            return False
        self._looked_at = looked_at
        ports = block_ports(graph, block)
        seen = (
            block,
            ports,
            problems,
            tuple(graph.by_id[i].layer for i in block.unit),
            tuple((reports[i].shape, reports[i].parameters) for i in block.members),
        )
        wires, members = (graph.wires_into, graph.wires_from), set(block.members)
        wired = frozenset(n for n, p in enumerate(ports[0]) if p.index in wires[0][p.node_id])
        leaves = frozenset(
            len(ports[0]) + n
            for n, p in enumerate(ports[1])
            if any(w.target not in members for w in wires[1][p.node_id])
        )
        if wired | leaves != self.wired_inputs:
            self.wired_inputs = wired | leaves
            self.update()
        if seen == self._shown and not again:
            return False
        self._shown = seen
        moved = ports != (self._inputs, self._outputs)
        self.block, (self._inputs, self._outputs) = block, ports
        self.node_id = block.unit[0]
        face = block_face(block, analysis, problems, *ports)
        if face != self.face or again:
            self.face = face
            self._lay_out()
        return moved

    def ports(self) -> list[Port]:
        return [*self._inputs, *self._outputs]

    def port_place(self, port: Port) -> QPointF:
        inputs, outputs = self._inputs, self._outputs
        if port.is_output:
            points = output_points(len(inputs), len(outputs))
            row = next((n for n, p in enumerate(outputs) if p.node_id == port.node_id), 0)
        else:
            points = input_points(len(inputs), len(outputs))
            row = inputs.index(port) if port in inputs else 0
        return self.pos() + (points[row] if points else self.rect().center())

    def _card(self) -> Card:
        face, lit = self.face, self._lit
        return Card(
            face.icon,
            face.category,
            face.tone,
            len(face.inputs),
            self.wired_inputs,
            self.ports().index(lit) if lit is not None and lit in self.ports() else None,
            self.selected,
            self._hovered,
            outputs=face.outputs,
            stacked=len(self.block.repetitions) > 1,
        )


def _same(new: _Looks, old: _Looks | None) -> bool:
    return old is not None and (
        new[0] is old[0]
        and new[1] is old[1]
        and new[2] == old[2]
        and len(new[3]) == len(old[3])
        and all(a is b for a, b in zip(new[3], old[3], strict=True))
    )


def block_ports(graph: Graph, block: Group) -> tuple[tuple[Port, ...], tuple[Port, ...]]:
    """Return the ports of a block's card, each named as that of the node in the block."""
    ends = ends_of(graph, block)
    fed_within = {slot for _, slot in ends.inner}
    inputs = tuple(
        Port(node_id, False, index)
        for column, node_id in enumerate(block.unit)
        for index in range(len(graph.by_id[node_id].layer.inputs))
        if (column, index) not in fed_within
    )
    last = block.repetitions[-1]
    return inputs, tuple(Port(last[column], True) for column in _leading_out(block, ends))


def _leading_out(block: Group, ends: Ends) -> list[int]:
    """Return which nodes of a unit have an output on the card: what is taken, and what ends."""
    leaving = {column for column, _, _ in ends.leaving}
    feeding = {column for column, _ in ends.inner}
    return [c for c in range(len(block.unit)) if c in leaving or c not in feeding]
