"""Where the output of a node can be led, best first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nnstudio.core.shapes import Shape
from nnstudio.core.text import N_, Text
from nnstudio.graph.analysis import Analysis
from nnstudio.graph.project import Graph, Node
from nnstudio.graph.rewiring import can_grow
from nnstudio.graph.suggestions import output_of


@dataclass(frozen=True)
class Connection:
    """A port that a wire can be led to.

    ``port`` may be one that is added for it; ``replaces`` names the node whose wire gives way.
    ``refusal`` says why it is not possible; whether the layer there could compute, `why_not_fit`
    tells.
    """

    target: str
    port: int
    replaces: str = ""
    refusal: Text | None = None


def connections(analysis: Analysis, source: str) -> tuple[Connection, ...]:
    """Return every port that the output of a node can be led to, then those that it cannot."""
    graph = analysis.project.graph
    start = graph.by_id[source]
    before = _all_before(graph, source)
    found = [
        (_standing(start, graph.by_id[connection.target], connection), connection)
        for node in graph.nodes
        if node.id != source
        for connection in _at(graph, source, node, before)
    ]
    found.sort(key=lambda entry: entry[0])
    return tuple(connection for _, connection in found)


def why_not_fit(analysis: Analysis, source: str, connection: Connection) -> Text | None:
    """Return why the layer there could not take the wire, as far as that can be told."""
    graph, reports = analysis.project.graph, analysis.reports
    node, port = graph.by_id[connection.target], connection.port
    new = reports[source].shape
    if new is None:
        return None
    layer, wires = node.layer, graph.wires_into[node.id]
    if port == len(layer.inputs):
        layer = layer.with_values(count=port + 1)
    shapes: list[Shape] = []
    for number in range(len(layer.inputs)):
        arriving = reports[wires[number].source].shape if number in wires else None
        shapes.append(new if number == port or arriving is None else arriving)
    return output_of(layer, tuple(shapes))[1]


def _at(graph: Graph, source: str, node: Node, before: set[str]) -> Iterator[Connection]:
    if not node.layer.inputs:
        yield Connection(node.id, 0, refusal=Text(N_("Data enters here; it takes no wire.")))
        return
    if node.id in before:
        text = N_("It comes before {node}: the wire would close a circle.")
        yield Connection(node.id, 0, refusal=Text(text, node=source))
        return
    wires = graph.wires_into[node.id]
    free = [port for port in range(len(node.layer.inputs)) if port not in wires]
    if not free and can_grow(graph, node.id):
        free = [len(node.layer.inputs)]
    for port in free:
        yield Connection(node.id, port)
    if not free:
        for port, wire in sorted(wires.items()):
            if wire.source != source:
                yield Connection(node.id, port, wire.source)


def _all_before(graph: Graph, node_id: str) -> set[str]:
    """Return the nodes whose outputs reach a node."""
    waiting, seen = [node_id], {node_id}
    while waiting:
        for wire in graph.wires_into[waiting.pop()].values():
            if wire.source not in seen:
                seen.add(wire.source)
                waiting.append(wire.source)
    return seen


def _standing(start: Node, node: Node, connection: Connection) -> tuple[object, ...]:
    """Return by what connections are ordered: what is possible, to free ports, to what is near."""
    behind = node.x <= start.x
    away = abs(node.x - start.x) + abs(node.y - start.y)
    return (
        connection.refusal is not None,
        bool(connection.replaces),
        behind,
        away,
        connection.port,
    )
