"""The phases of one training step, as they are shown in slow motion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nnstudio.engine.plan import Plan


@dataclass(frozen=True, eq=False)
class Phase:
    """What happens in one phase of a step.

    Parameters
    ----------
    name
        One of `speed.PHASES`.
    waves
        The nodes that take part, in the order in which it reaches them; those of a wave together.
    by_node
        forward: how large the outputs of each node are (root mean square); backward: the length of
        the gradient of each layer's weights; update: how far the weights of each layer move.
    figures
        What is said of the whole: ``loss``, ``correct``, ``rate``, ``gradient``, ``clipped``,
        ``change`` and ``weights``, each where it is known in this phase.
    """

    name: str
    waves: tuple[tuple[str, ...], ...]
    by_node: Mapping[str, float] = field(default_factory=dict)
    figures: Mapping[str, float] = field(default_factory=dict)


def waves(plan: Plan) -> tuple[tuple[str, ...], ...]:
    """Return the nodes in the order of the forward pass; those of a wave do not wait for another."""
    depth: dict[str, int] = {}
    for node in plan.nodes:
        depth[node.id] = max((depth[source] + 1 for source in node.sources), default=0)
    found: list[list[str]] = [[] for _ in range(max(depth.values()) + 1)]
    for node_id, place in depth.items():
        found[place].append(node_id)
    return tuple(tuple(wave) for wave in found)
