"""Inputs without a wire, and what mends them."""

from __future__ import annotations

import math
from functools import partial
from itertools import islice
from typing import Any

from nnstudio.core.merging import MergingLayer
from nnstudio.core.text import N_, Text
from nnstudio.graph import edits
from nnstudio.graph.problem import Fix, Problem
from nnstudio.graph.project import Node, Project
from nnstudio.layers.input import Input


def unconnected(project: Project, node: Node, port: int) -> Problem:
    """Return the problem of an input port without a wire."""
    text = Text(
        N_("The input {port} of {node} is not connected. Draw a wire to it from another layer."),
        port=node.layer.inputs[port],
        node=node.id,
    )
    fixes: tuple[Fix, ...] = ()
    graph = project.graph
    # More than one are no clear advice, so the search ends with the second.
    others = list(
        islice(
            (
                n
                for n in graph.nodes
                if n.id != node.id
                and not graph.wires_from[n.id]
                and edits.why_not_connect(graph, n.id, node.id, port) is None
            ),
            2,
        )
    )
    if len(others) == 1:
        fixes = (
            Fix(
                Text(N_("Connect {source}"), source=others[0].id),
                partial(edits.connect, source=others[0].id, target=node.id, port=port),
            ),
        )
    elif not graph.entrances:
        fixes = (add_input_fix(node.id, port),)
    elif len(graph.entrances) == 1:
        entrance = graph.entrances[0].id
        edit = partial(edits.connect, source=entrance, target=node.id, port=port)
        fixes = (Fix(Text(N_("Connect {source}"), source=entrance), edit),)
    if isinstance(node.layer, MergingLayer) and len(graph.wires_into[node.id]) >= 2:
        label = Text(N_("Remove the inputs without a wire"))
        fixes = (*fixes, Fix(label, partial(_remove_open_inputs, node_id=node.id)))
    if not fixes:
        label = Text(N_("Delete {node}"), node=node.id)
        fixes = (Fix(label, partial(edits.delete, node_ids=[node.id])),)
    return Problem(node.id, text, fixes)


def add_input_fix(target: str = "", port: int = 0) -> Fix:
    """Return the fix that adds an Input, wired to a port of ``target`` where there is one."""
    return Fix(Text(N_("Add an Input")), partial(_add_input, target=target, port=port))


def width_fixes(node: Node, width: int) -> tuple[Fix, ...]:
    """Return the fix that makes a layer give ``width`` outputs, where that is one of its settings."""
    for key in ("units", "filters"):
        info = type(node.layer).params().get(key)
        if info is not None and width <= (info.high or math.inf):
            label = Text(N_("Set {node} to {value}"), node=node.id, value=width)
            changes: dict[str, Any] = {key: width}
            return (Fix(label, partial(edits.set_values, node_id=node.id, **changes)),)
    return ()


def _remove_open_inputs(project: Project, node_id: str) -> Project:
    """Give a merging layer as many inputs as wires, which keep their order."""
    wires = project.graph.wires_into[node_id]
    sources = [wires[port].source for port in sorted(wires)]
    project = edits.disconnect(project, wires.values())
    project = edits.set_values(project, node_id, count=len(sources))
    for port, source in enumerate(sources):
        project = edits.connect(project, source, node_id, port)
    return project


def _add_input(project: Project, target: str, port: int = 0) -> Project:
    node = project.graph.by_id.get(target)
    x, y = (node.x - 240.0, node.y) if node else (0.0, 0.0)
    project, node_id = edits.add_node(project, Input(), x, y)
    return edits.connect(project, node_id, target, port) if node else project
