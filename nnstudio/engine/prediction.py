"""How much memory something will take, and what for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Prediction:
    """How many bytes training a network takes.

    Parameters
    ----------
    parts
        ``"weights"`` with their gradients and what the optimiser keeps, ``"activations"`` with
        their gradients, ``"validation"``, ``"samples"``, ``"calls"`` of the compiled step, and
        ``"copies"`` of the weights to which a run can go back.
    by_node
        What of it is for each layer: its weights, in all copies, and its activations.
    """

    parts: Mapping[str, int]
    by_node: Mapping[str, int]

    @property
    def total(self) -> int:
        """All of it."""
        return sum(self.parts.values())

    @property
    def step(self) -> int:
        """What the compiled step takes, with its samples."""
        return sum(
            self.parts.get(part, 0) for part in ("weights", "activations", "samples", "calls")
        )

    @property
    def most(self) -> str:
        """The layer that needs most."""
        return max(self.by_node, key=lambda node_id: self.by_node[node_id])
