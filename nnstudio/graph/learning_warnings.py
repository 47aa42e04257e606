"""Warnings about drawings that can be trained but cannot learn."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any

from nnstudio.core.text import N_, Text
from nnstudio.graph import edits
from nnstudio.graph.problem import Fix, Problem
from nnstudio.graph.project import Node, Project


def learning_warnings(project: Project, ends: Collection[str]) -> list[Problem]:
    """Return what keeps the layers of a network that ends in ``ends`` from learning."""
    found = []
    for node in project.graph.nodes:
        if getattr(node.layer, "activation", "") == "step":
            found.append(_step(node))
        if node.id not in ends and getattr(node.layer, "initializer", "") == "zeros":
            found.append(_zeros(node))
    weighty = [node for node in project.graph.nodes if node.layer.has_weights]
    if weighty and all(node.frozen for node in weighty):
        found.append(_frozen(weighty))
    return found


def _frozen(nodes: list[Node]) -> Problem:
    text = Text(
        N_("All layers with weights are frozen, so training changes nothing. Unfreeze some.")
    )
    last, everything = nodes[-1], [node.id for node in nodes]
    one = partial(edits.set_frozen, node_ids=[last.id], frozen=False)
    every = partial(edits.set_frozen, node_ids=everything, frozen=False)
    fixes = (
        Fix(Text(N_("Unfreeze {node}"), node=last.id), one),
        Fix(Text(N_("Unfreeze all layers")), every),
    )
    return Problem(last.id, text, fixes[: len(nodes)], blocking=False)


def _step(node: Node) -> Problem:
    text = Text(
        N_(
            "The derivative of the step in {node} is zero everywhere, so the weights up to it "
            "get no gradient and cannot learn. Use sigmoid or ReLU to train."
        ),
        node=node.id,
    )
    return Problem(node.id, text, (_set(node, "activation", "sigmoid"),), blocking=False)


def _zeros(node: Node) -> Problem:
    text = Text(
        N_(
            "All weights of {node} start at zero, so its units stay equal for ever, as if it had "
            "one. Let them start by chance, with Xavier/Glorot or He."
        ),
        node=node.id,
    )
    return Problem(node.id, text, (_set(node, "initializer", "glorot_uniform"),), blocking=False)


def _set(node: Node, setting: str, value: str) -> Fix:
    changes: dict[str, Any] = {setting: value}
    edit = partial(edits.set_values, node_id=node.id, **changes)
    return Fix(Text(N_("Set {node} to {value}"), node=node.id, value=value), edit)
