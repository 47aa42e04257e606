"""The output that a view of classes speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.graph.analysis import Analysis


@dataclass(frozen=True)
class ClassOutput:
    """The first output that gives each sample one class.

    ``node`` is the layer that computes it, ``number`` that of its target
    (`Signature.all_targets`).
    """

    node: str
    number: int
    classes: tuple[str, ...]


def class_output(analysis: Analysis) -> ClassOutput | None:
    """Return the output that gives classes, None where none does."""
    for point in analysis.outputs:
        target = point.targets[0]
        if target.classes and target.shape == ():
            return ClassOutput(point.node, point.numbers[0], target.classes)
    return None
