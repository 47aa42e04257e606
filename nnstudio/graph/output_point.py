"""Where a network is compared with the data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from nnstudio.core.shapes import Shape
from nnstudio.graph.signature import Target
from nnstudio.losses.base import Loss


@dataclass(frozen=True)
class Wanted:
    """What an output wants the data to say of each sample.

    Parameters
    ----------
    numbers
        The numbers of the data's targets (`Signature.all_targets`).
    shape
        The shape of what it wants: that of the output, or without its last axis for ``indices``.
    indices
        Whether classes come as their numbers; else one-hot, or as 0 and 1 for a single unit.
    """

    numbers: tuple[int, ...] = (0,)
    shape: Shape = ()
    indices: bool = False


@dataclass(frozen=True)
class OutputPoint:
    """An output of the drawing, and what it is compared with.

    Parameters
    ----------
    name
        The Output node, or the last layer where there is none.
    node
        The layer whose output is compared.
    loss, weight
        How wrong it is, and by how much that counts in the sum of all losses.
    targets
        The numbers of the data's targets (`Signature.all_targets`) it is compared with, and what
        they are: one of classes, or one or more of numbers.
    """

    name: str
    node: str
    loss: Loss
    weight: float = 1.0
    numbers: tuple[int, ...] = (0,)
    targets: tuple[Target, ...] = (Target(),)

    @property
    def task(self) -> str:
        """``"classification"`` or ``"regression"``."""
        return self.targets[0].task

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        """The shapes that its layer may have, the usual one last; empty: nothing is known."""
        first = self.targets[0]
        if self.task == "regression":
            if len(self.targets) == 1:
                return (first.shape,)
            return ((sum(target.shape[0] for target in self.targets),),)
        classes = len(first.classes)
        if not classes:
            return ()
        one_unit = classes == 2 and self.loss.targets != "indices"
        return (*(((*first.shape, 1),) if one_unit else ()), (*first.shape, classes))
