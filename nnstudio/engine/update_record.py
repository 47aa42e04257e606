"""How far steps moved the weights over a run: the record of `UpdateSizes`."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from nnstudio.core.layer import Array

Update = tuple[int, Array]
"""The number of a step and its figure of each layer ``(layers,)``."""


class UpdateRecord:
    """What was measured, by step; it is taken so seldom that all of it is kept."""

    def __init__(self) -> None:
        self._steps: list[int] = []
        self._sizes: list[Array] = []

    def extend(self, updates: Iterable[Update]) -> None:
        """Add what was measured since."""
        for step, sizes in updates:
            self._steps.append(step)
            self._sizes.append(sizes)

    def cut(self, step: int) -> None:
        """Forget what came after a step."""
        while self._steps and self._steps[-1] > step:
            self._steps.pop()
            self._sizes.pop()

    @property
    def steps(self) -> Array:
        """``(times,)`` the numbers of the steps, int64."""
        return np.array(self._steps, np.int64)

    @property
    def sizes(self) -> Array:
        """``(times, layers)`` how far each layer was moved, as a share of its length."""
        return np.array(self._sizes, np.float64) if self._sizes else np.empty((0, 0))

    @property
    def bytes(self) -> int:
        """How much memory it takes, about."""
        return sum(sizes.nbytes for sizes in self._sizes[-1:]) * len(self._sizes)

    def __len__(self) -> int:
        return len(self._steps)
