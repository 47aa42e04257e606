"""What an optimiser is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from nnstudio.core.layer import Array
from nnstudio.core.settings import Settings, param
from nnstudio.core.text import N_


@dataclass(frozen=True)
class Optimizer(Settings):
    """A rule that turns gradients into changes of the weights."""

    summary: ClassVar[str]
    formula: ClassVar[str]
    source: ClassVar[str] = ""
    order: ClassVar[int]
    slots: ClassVar[tuple[str, ...]] = ()
    """The arrays, as large as the weights and zero at first, that it keeps between steps."""
    counts_steps: ClassVar[bool] = False
    """Whether `constants` change from step to step at one learning rate."""

    learning_rate: float = param(
        0.01,
        low=0.0,
        high=1000.0,
        live=True,
        label=N_("Learning rate"),
        help=N_("How far each step goes down the slope. It can be changed while training."),
    )

    def constants(self, learning_rate: float, step: int) -> tuple[float, ...]:
        """Return the numbers that a step applies to all weights alike, the rate first.

        Parameters
        ----------
        learning_rate
            That of the step, which a schedule may have changed.
        step
            The number of the step, counted from 1.
        """
        return (learning_rate,)

    def update(self, w: Array, g: Array, slots: Mapping[str, Array], step: int) -> None:
        """Change the weights ``w`` in place for the gradient ``g``; ``step`` counts from 1.

        Each number is changed for itself, so that ``w`` may be any part of the weights.
        """
        raise NotImplementedError
