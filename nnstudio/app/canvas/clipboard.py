"""A part of a drawing as text: for copying between windows and into an e-mail."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.graph.codec import graph_from_dict, project_to_dict
from nnstudio.graph.copies import part_of
from nnstudio.graph.project import Graph, Project

_KIND = "nnstudio layers"
_LONGEST = 20_000_000


def to_text(project: Project, node_ids: Collection[str], remarks: Collection[str] = ()) -> str:
    """Return nodes, with the wires and blocks among them, frames and notes as JSON text.

    A node that uses the weights of one that is not among them has weights of its own there.
    """
    graph = part_of(project.graph, node_ids, remarks)
    nodes = (
        node if node.shares in graph.by_id else replace(node, shares="") for node in graph.nodes
    )
    graph = replace(graph, nodes=tuple(nodes))
    drawing = project_to_dict(Project(graph=graph))["graph"]
    return json.dumps({"kind": _KIND, "graph": drawing}, indent=1, ensure_ascii=False)


def from_text(text: str) -> Graph:
    """Return what `to_text` wrote.

    Raises
    ------
    UserError
        The text holds no layers; it says what to do.
    """
    nothing = Text(N_("The clipboard holds no layers. Copy some on a canvas first."))
    try:
        value = json.loads(text) if len(text) < _LONGEST else None
    except (ValueError, RecursionError):
        raise UserError(nothing) from None
    if not isinstance(value, dict) or value.get("kind") != _KIND or "graph" not in value:
        raise UserError(nothing)
    graph = graph_from_dict(value["graph"])
    if not graph.nodes and not graph.remarks:
        raise UserError(nothing)
    return graph
