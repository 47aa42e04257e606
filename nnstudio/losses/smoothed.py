"""Losses over classes whose targets can be made less certain."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.layer import Array
from nnstudio.core.settings import param
from nnstudio.core.text import N_
from nnstudio.losses.base import Loss


@dataclass(frozen=True)
class SmoothedLoss(Loss):
    """A loss over classes with label smoothing (Szegedy et al. 2016, section 7)."""

    label_smoothing: float = param(
        0.0,
        low=0.0,
        high=1.0,
        high_open=True,
        advanced=True,
        label=N_("Label smoothing"),
        help=N_("Takes this share from the true class and spreads it evenly over all classes."),
    )

    def smoothed(self, t: Array, classes: int) -> Array:
        """Return targets with the share spread evenly over ``classes``."""
        if not self.label_smoothing:
            return t
        f = t.dtype.type
        return t * f(1 - self.label_smoothing) + f(self.label_smoothing / classes)
