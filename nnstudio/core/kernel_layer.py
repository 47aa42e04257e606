"""Layers with a kernel: a window whose places have weights."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.layer import Array, Weight, Weights, param
from nnstudio.core.starting_weights import StartingWeights
from nnstudio.core.text import N_
from nnstudio.core.window import Window
from nnstudio.core.windowed import WindowedLayer


@dataclass(frozen=True)
class KernelLayer(WindowedLayer, StartingWeights):
    """A layer that weighs what its window sees and adds a bias per output channel."""

    size_setting = "kernel_size"

    padding: str = param(
        "same",
        choices=("same", "valid"),
        label=N_("Padding"),
        help=N_("same: zeros around the input keep its size; valid: no zeros, it shrinks."),
    )
    use_bias: bool = param(
        True, label=N_("Bias"), help=N_("Add a learned number to each feature map.")
    )

    def with_bias(self, weight: Weight, channels: int) -> dict[str, Weight]:
        """Return the weights of the layer by name."""
        return {"weight": weight} | ({"bias": Weight((channels,))} if self.use_bias else {})

    def add_bias(self, z: Array, w: Weights) -> Array:
        """Return ``z`` plus the bias, where there is one."""
        return z + w["bias"] if self.use_bias else z

    def gradients(self, dw: Array, dz: Array) -> dict[str, Array]:
        """Return the gradients of the weights by name."""
        bias = {"bias": dz.sum(axis=tuple(range(dz.ndim - 1)))} if self.use_bias else {}
        return {"weight": dw} | bias


@dataclass(frozen=True)
class KernelLayer1D(KernelLayer):
    """A layer whose kernel slides along sequences."""

    kernel_size: int = param(
        3,
        low=1,
        high=1024,
        label=N_("Kernel size"),
        help=N_("How many steps each filter looks at."),
    )
    strides: int = param(
        1, low=1, high=1024, label=N_("Stride"), help=N_("How many steps the window moves.")
    )
    dilation: int = param(
        1,
        low=1,
        high=1024,
        advanced=True,
        label=N_("Dilation"),
        help=N_("The window looks at every so many steps: 1 at all, 2 at every second one."),
    )

    @property
    def window(self) -> Window:
        return Window((self.kernel_size,), (self.strides,), self.padding, (self.dilation,))


@dataclass(frozen=True)
class KernelLayer2D(KernelLayer):
    """A layer whose kernel slides over pictures."""

    kernel_size: tuple[int, int] = param(
        (3, 3),
        low=1,
        high=64,
        label=N_("Kernel size"),
        help=N_("Height and width of the window that each filter looks at."),
        unit="px",
    )
    strides: tuple[int, int] = param(
        (1, 1),
        low=1,
        high=64,
        label=N_("Stride"),
        help=N_("How far the window moves, down and across."),
        unit="px",
    )

    dilation: tuple[int, int] = param(
        (1, 1),
        low=1,
        high=64,
        advanced=True,
        label=N_("Dilation"),
        help=N_("The window looks at every so many pixels: 1 at all, 2 at every second one."),
        unit="px",
    )

    @property
    def window(self) -> Window:
        return Window(self.kernel_size, self.strides, self.padding, self.dilation)
