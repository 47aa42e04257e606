"""A drawing as short NumPy code, and which line belongs to which node."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from nnstudio.export.numpy_script.network import Network
from nnstudio.export.numpy_script.training import Training
from nnstudio.graph.analysis import Analysis

PHASES = ("forward", "loss", "backward", "update")
"""What a line may be for."""


@dataclass(frozen=True, slots=True)
class MirrorLine:
    """One line of the code.

    Parameters
    ----------
    nodes
        The ids of the nodes that the line speaks of.
    phase
        One of `PHASES`; empty for what belongs to none, such as imports.
    """

    text: str
    nodes: tuple[str, ...] = ()
    phase: str = ""


@dataclass(frozen=True)
class Mirror:
    """The code of a drawing, line by line.

    Parameters
    ----------
    complete
        Whether it trains: the drawing has no problem that forbids it, and all can be printed.
    """

    lines: tuple[MirrorLine, ...]
    complete: bool = False

    @cached_property
    def text(self) -> str:
        """The whole code; what is complete runs as it is."""
        return "".join(f"{line.text}\n" for line in self.lines)

    @cached_property
    def by_node(self) -> Mapping[str, tuple[int, ...]]:
        """The numbers, from 0, of the lines of each node; under an empty name, of no node."""
        found: dict[str, list[int]] = {}
        for number, line in enumerate(self.lines):
            for node in line.nodes or ("",):
                found.setdefault(node, []).append(number)
        return {node: tuple(numbers) for node, numbers in found.items()}

    def lines_of(self, node: str, phase: str = "") -> tuple[int, ...]:
        """Return the numbers, from 0, of the lines of a node, in all phases or in one."""
        lines = self.by_node.get(node, ())
        return tuple(number for number in lines if phase in ("", self.lines[number].phase))

    def lines_of_all(self, nodes: Iterable[str], phase: str = "") -> tuple[int, ...]:
        """Return the numbers of the lines of any of these nodes, each once."""
        return tuple(sorted({number for node in nodes for number in self.lines_of(node, phase)}))

    def nodes_at(self, number: int) -> tuple[str, ...]:
        """Return the nodes that a line, counted from 0, speaks of."""
        return self.lines[number].nodes if 0 <= number < len(self.lines) else ()


def mirror(analysis: Analysis, stem: str = "network") -> Mirror:
    """Return the code that trains what is drawn; of an incomplete drawing, of what there is.

    The same drawing gives the same lines. It computes no numbers, and a definition that cannot be
    printed is a remark in the place of its code.

    Parameters
    ----------
    stem
        What the files beside the script are called before their ending.
    """
    network = Network.of(analysis)
    training = Training(network, analysis, stem)
    lines = tuple(MirrorLine(line.text, line.nodes, line.phase) for line in training.lines())
    return Mirror(lines, training.complete)
