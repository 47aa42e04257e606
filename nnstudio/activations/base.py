"""What an activation function is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

from nnstudio.core.layer import Array
from nnstudio.core.settings import Settings


@dataclass(frozen=True)
class Activation(Settings):
    """A function applied to the pre-activations ``z`` of a layer, element by element or by row."""

    summary: ClassVar[str]
    """What the function does, in a sentence marked with `N_`."""
    formula: ClassVar[str]
    """The formula in LaTeX's mathematics, without dollar signs."""
    source: ClassVar[str] = ""
    """Where the function was proposed, or stands (paper or book)."""
    order: ClassVar[int]
    """The place in menus."""
    keywords: ClassVar[str] = ""
    """Further words by which the palette's search finds it."""
    lowest: ClassVar[float] = -math.inf
    highest: ClassVar[float] = math.inf
    """The range of the output."""
    saturates_below: ClassVar[float | None] = None
    saturates_above: ClassVar[float | None] = None
    """Beyond these ``z`` the derivative, whatever its sign, is within a twentieth of its largest
    value."""
    elementwise: ClassVar[bool] = True
    monotone: ClassVar[bool] = True
    """Whether a larger ``z`` never gives a smaller ``y``, number by number: then the largest of
    several activations is the activation of the largest."""

    def forward(self, z: Array) -> Array:
        """Return the activations ``y`` for the pre-activations ``z``."""
        raise NotImplementedError

    def derivative(self, z: Array, y: Array) -> Array:
        """Return dy/dz element by element."""
        raise NotImplementedError

    def backward(self, z: Array, y: Array, dy: Array) -> Array:
        """Return dL/dz for dL/dy."""
        return dy * self.derivative(z, y)
