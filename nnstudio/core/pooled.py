"""Layers that sum up what each window of a feature map holds."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.layer import Layer, param
from nnstudio.core.shapes import Shape, require_sequence
from nnstudio.core.text import N_
from nnstudio.core.window import Window
from nnstudio.core.windowed import WindowedLayer


@dataclass(frozen=True)
class PoolLayer(WindowedLayer):
    """A layer that makes one number of each window, for each channel on its own."""

    size_setting = "pool_size"

    padding: str = param(
        "valid",
        choices=("same", "valid"),
        label=N_("Padding"),
        help=N_("valid: leave out what does not fill a window; same: let windows reach beyond."),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        return (*self.positions(shapes[0]), shapes[0][-1])

    def parameters_text(self) -> str:
        return self.size_text()


@dataclass(frozen=True)
class PoolLayer1D(PoolLayer):
    """A pooling of sequences."""

    pool_size: int = param(
        2, low=1, high=1024, label=N_("Pool size"), help=N_("How many steps the window holds.")
    )
    strides: int = param(
        2, low=1, high=1024, label=N_("Stride"), help=N_("How many steps the window moves.")
    )

    @property
    def window(self) -> Window:
        return Window((self.pool_size,), (self.strides,), self.padding)


@dataclass(frozen=True)
class PoolLayer2D(PoolLayer):
    """A pooling of pictures."""

    pool_size: tuple[int, int] = param(
        (2, 2),
        low=1,
        high=64,
        label=N_("Pool size"),
        help=N_("Height and width of the window."),
        unit="px",
    )
    strides: tuple[int, int] = param(
        (2, 2),
        low=1,
        high=64,
        label=N_("Stride"),
        help=N_("How far the window moves, down and across."),
        unit="px",
    )

    @property
    def window(self) -> Window:
        return Window(self.pool_size, self.strides, self.padding)


@dataclass(frozen=True)
class GlobalPool1D(Layer):
    """Makes one number of each feature of a sequence, whatever its length."""

    category = "pooling"
    examples = (({}, ((5, 2),)), ({"mask_zeros": True}, ((4, 3),)), ({}, ((1, 2),)))

    mask_zeros: bool = param(
        False,
        advanced=True,
        label=N_("Skip padding"),
        help=N_("Leave out steps whose numbers are all zero, with which short sequences end."),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        require_sequence(self.label, shapes[0])
        return (shapes[0][-1],)
