"""Layers that use the weights of others: what can be chosen, and the edit."""

from __future__ import annotations

from nnstudio.app.session import Session
from nnstudio.core.layer import Layer
from nnstudio.core.text import N_, Text
from nnstudio.graph import edits
from nnstudio.graph.project import Graph


def holders_for(graph: Graph, node_id: str) -> tuple[str, ...]:
    """Return the nodes whose weights a node could use: of its kind, with weights of their own."""
    node = graph.by_id[node_id]
    if type(node.layer).weights is Layer.weights:
        return ()
    return tuple(
        other.id
        for other in graph.nodes
        if other.id != node_id and type(other.layer) is type(node.layer) and not other.shares
    )


def share_weights(session: Session, node_id: str, holder: str) -> None:
    """Let a node use the weights of another, or with an empty name its own; one undoable edit."""
    if holder:
        label = Text(N_("Let {node} use the weights of {holder}"), node=node_id, holder=holder)
    else:
        label = Text(N_("Give {node} weights of its own"), node=node_id)
    session.edit(label, edits.share(session.project, node_id, holder))
