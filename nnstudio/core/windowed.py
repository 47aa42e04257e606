"""Layers that look at their input through a window which slides over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nnstudio.core.errors import ShapeError
from nnstudio.core.layer import Layer
from nnstudio.core.shapes import Shape, require_picture, require_sequence, shape_text
from nnstudio.core.text import N_, Text
from nnstudio.core.window import Window


@dataclass(frozen=True)
class WindowedLayer(Layer):
    """A layer with a window that slides over a sequence (one axis) or a picture (two)."""

    size_setting: ClassVar[str]
    """The setting that gives the size of the window."""

    @property
    def window(self) -> Window:
        """The window that the settings describe."""
        raise NotImplementedError

    def require_rank(self, shape: Shape) -> None:
        """Raise `ShapeError` unless ``shape`` has as many axes as the window slides over."""
        if len(self.window.size) == 1:
            require_sequence(self.label, shape)
        else:
            require_picture(self.label, shape)

    def positions(self, shape: Shape) -> Shape:
        """Return at how many places the window stops; raise `ShapeError` where it does not fit."""
        self.require_rank(shape)
        window = self.window
        positions = window.positions(shape[:-1])
        if min(positions) < 1:
            setting = "dilation" if max(window.dilation) > 1 else self.size_setting
            raise ShapeError(
                Text(
                    N_(
                        "{layer} got the shape {got}; its window needs at least {needed}. Make "
                        "{setting} smaller or set padding to same."
                    ),
                    layer=Text(self.label),
                    got=shape_text(shape),
                    needed=shape_text(window.extent),
                    setting=setting,
                )
            )
        return positions

    def size_text(self) -> str:
        """Return the size of the window as the canvas shows it."""
        return "×".join(str(size) for size in self.window.size)
