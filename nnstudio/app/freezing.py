"""Layers whose weights training keeps as they are: what can be frozen, and the edit."""

from __future__ import annotations

from collections.abc import Iterable

from nnstudio.app.session import Session
from nnstudio.core.text import N_, Text
from nnstudio.graph import edits
from nnstudio.graph.project import Graph


def freezable(graph: Graph, node_ids: Iterable[str]) -> tuple[str, ...]:
    """Return those of some nodes that have weights."""
    return tuple(i for i in node_ids if graph.by_id[i].layer.has_weights)


def all_frozen(graph: Graph, node_ids: Iterable[str]) -> bool:
    """Return whether all of some nodes that have weights are frozen, and there is one."""
    frozen = [graph.by_id[i].frozen for i in freezable(graph, node_ids)]
    return bool(frozen) and all(frozen)


def toggle_frozen(session: Session) -> None:
    """Freeze what is selected; where all of it is frozen, let it learn again; one undoable edit."""
    graph = session.project.graph
    chosen = freezable(graph, session.selection)
    if chosen:
        set_frozen(session, chosen, not all_frozen(graph, chosen))


def set_frozen(session: Session, chosen: tuple[str, ...], frozen: bool) -> None:
    """Freeze layers, or let them learn again; one undoable edit."""
    if len(chosen) == 1:
        said = N_("Freeze {node}") if frozen else N_("Unfreeze {node}")
        label = Text(said, node=chosen[0])
    else:
        said = N_("Freeze {count} nodes") if frozen else N_("Unfreeze {count} nodes")
        label = Text(said, count=len(chosen))
    session.edit(label, edits.set_frozen(session.project, chosen, frozen))
