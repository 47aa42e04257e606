"""The samples that a run learns from, and that they are numbers."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.data.augment import Variation

LOOKED_AT = 1 << 20
"""So many numbers are looked at at a time."""


class Samples(Protocol):
    """The prepared samples that a run needs: float32, ``(n, *shape)`` and ``(n, units)``.

    ``vary`` varies training samples anew each time they are used; ``shuffle`` says whether each
    epoch goes through them in another order. The indices are their numbers in the data set, and
    ``features`` are the names of what a sample consists of, where there are names.
    """

    @property
    def x_train(self) -> Array: ...
    @property
    def x_val(self) -> Array: ...
    @property
    def t_train(self) -> Array: ...
    @property
    def t_val(self) -> Array: ...
    @property
    def vary(self) -> Variation | None: ...
    @property
    def shuffle(self) -> bool: ...
    @property
    def train_indices(self) -> Array: ...
    @property
    def val_indices(self) -> Array: ...
    @property
    def features(self) -> tuple[str, ...]: ...


def require_numbers(data: Samples) -> None:
    """Refuse samples or targets with a value that is not a number.

    Raises
    ------
    UserError
        It names the first one.
    """
    for x, t, indices in (
        (data.x_train, data.t_train, data.train_indices),
        (data.x_val, data.t_val, data.val_indices),
    ):
        place = _first_bad(x)
        if place is not None:
            row, number = divmod(place, x[0].size)
            features = data.features
            named = features and x.shape[-1] == len(features)
            text = N_(
                "The data has a value that is not a number in feature {feature} of sample {sample}. "
                "Have missing values filled or their rows dropped, or leave the sample out."
            )
            feature = features[number % len(features)] if named else str(number + 1)
            raise UserError(Text(text, feature=feature, sample=int(indices[row]) + 1))
        place = _first_bad(t)
        if place is not None:
            text = N_(
                "The target of sample {sample} has a value that is not a number. Correct it, or "
                "leave the sample out."
            )
            raise UserError(Text(text, sample=int(indices[place // t[0].size]) + 1))


def _first_bad(values: Array) -> int | None:
    """Return the place of the first NaN or infinity among all numbers, or None."""
    flat = np.ascontiguousarray(values, np.float32).reshape(-1)
    zeros = np.zeros(min(flat.size, LOOKED_AT), np.float32)
    for start in range(0, flat.size, LOOKED_AT):
        part = flat[start : start + LOOKED_AT]
        # Anything finite times zero is zero; one product finds the rest at the speed of memory.
        with np.errstate(invalid="ignore"):
            clean = part.dot(zeros[: len(part)]) == 0
        if not clean:
            return start + int(np.argmin(np.isfinite(part)))
    return None
