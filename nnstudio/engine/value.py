"""Tensors of the compiled step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from nnstudio.core.layer import Array
from nnstudio.core.shapes import Shape

Layout: TypeAlias = Literal["rows", "columns", "maps"]
"""How a batch lies in memory: ``(batch, *shape)``, ``(features, batch)``, or pictures as
``(height, channels, width, batch)``."""


@dataclass(eq=False)
class Value:
    """A tensor of the compiled step: where it lies, and where its gradient does."""

    name: str
    shape: Shape
    layout: Layout
    data: Array
    consumers: int
    wanted: bool
    """Whether dL/dvalue is needed."""
    ones: Array | None = None
    """``(features + 1, batch)``: the features and a row of ones below them, if there is one."""
    picture: Shape = ()
    """Columns made from maps: the picture's (height, width, channels)."""
    gradient: Array | None = None
    arrived: int = 0
    kept: bool = False
    """Whether it lies where the outputs of a block of steps are kept."""
