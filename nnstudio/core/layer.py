"""What a layer is: one frozen dataclass that describes and defines itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeAlias

import numpy as np
import numpy.typing as npt

from nnstudio.core.settings import Settings, param
from nnstudio.core.shapes import Shape
from nnstudio.core.text import N_

__all__ = [
    "CATEGORIES",
    "Array",
    "Layer",
    "Saved",
    "Step",
    "Weight",
    "Weights",
    "param",
]

Array: TypeAlias = npt.NDArray[Any]
Saved: TypeAlias = Mapping[str, Array]
Weights: TypeAlias = Mapping[str, Array]


@dataclass(frozen=True)
class Weight:
    """A weight that a layer needs: its shape and how it starts.

    Parameters
    ----------
    initializer
        One of `nnstudio.core.initializers.INITIALIZERS`.
    fan_in, fan_out
        How many numbers flow into and out of one unit, for the initialisers that look at it.
    sigma
        The standard deviation that "normal" and "uniform" give.
    values
        What "constant" starts with: one number, or one for each of equal parts of the last axis.
    trainable
        False for what is kept but not learned by gradients, such as running averages.
    decays
        Whether L1, L2 and max-norm act on it; they leave biases alone.
    """

    shape: Shape
    initializer: str = "zeros"
    fan_in: int = 1
    fan_out: int = 1
    sigma: float = 0.05
    values: tuple[float, ...] = (0.0,)
    trainable: bool = True
    decays: bool = False


@dataclass
class Step:
    """What one pass through a layer may know besides its inputs.

    Parameters
    ----------
    training
        True in a training step, False when the network only predicts.
    rng
        The source of this layer's chance, such as the mask of Dropout.
    state
        What `forward` leaves behind: in training the new values of weights that are not
        trainable, under their names; with ``carry`` what the next pass goes on from.
    carry
        Whether the samples go on where those of the pass before ended: a recurrent layer then
        starts from the state it left in ``state``.
    samples
        Over how many samples the loss is averaged; 0: those of this pass. It matters where a
        batch is computed in parts, to layers that add a term of their own to the loss.
    """

    training: bool
    rng: np.random.Generator
    state: dict[str, Array] = field(default_factory=dict)
    carry: bool = False
    samples: int = 0


@dataclass(frozen=True)
class Layer(Settings):
    """One kind of building block. It describes itself and holds no arrays.

    A layer file sets the class attributes below, declares its settings with `param` and gives
    `output_shape`, `weights`, `forward` and `backward`. Palette, inspector, files, help and the
    generic tests follow from that.

    The definition (`forward`, `backward`) is plain NumPy, batch first, in any float type; faster
    twins must agree with it.
    """

    category: ClassVar[str]
    """One of the keys of `CATEGORIES`."""
    summary: ClassVar[str]
    """What the layer does, in a sentence marked with `N_`."""
    formula: ClassVar[str] = ""
    """The formula in LaTeX's mathematics, without dollar signs."""
    source: ClassVar[str] = ""
    """Where the formula stands (paper or book)."""
    ports: ClassVar[tuple[str, ...]] = ("x",)
    """The input ports of a layer that always has the same ones; see `inputs`."""
    replaces: ClassVar[tuple[str, ...]] = ()
    """Earlier names, so that older files open."""
    examples: ClassVar[tuple[tuple[dict[str, Any], tuple[Shape, ...]], ...]]
    """Pairs (settings, input shapes) which the generic tests run."""
    order: ClassVar[int] = 100
    """The place within its category in the palette."""
    keywords: ClassVar[str] = ""
    """Further words by which the palette's search finds the layer."""
    across_batch: ClassVar[bool] = False
    """Whether a sample's output in training depends on the others of its batch."""

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the input ports; a merging layer has as many as its settings say."""
        return self.ports

    def output_shape(self, *shapes: Shape) -> Shape:
        """Return the shape of one output sample; raise `ShapeError` where the inputs do not fit."""
        raise NotImplementedError

    def weights(self, *shapes: Shape) -> dict[str, Weight]:
        """Return the weights this layer needs for the given input shapes."""
        return {}

    @property
    def has_weights(self) -> bool:
        """Whether the layer may have weights, whatever shapes it gets."""
        return type(self).weights is not Layer.weights

    def multiply_adds(self, *shapes: Shape) -> int:
        """Return how many multiply-and-add operations one sample costs in the forward pass."""
        return 0

    def parameters_text(self) -> str:
        """Return the settings that matter most, short enough for a node on the canvas."""
        return ""

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        """Return the output and the named intermediates that `backward` and the views read."""
        raise NotImplementedError

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        """Return the gradients with respect to each input and to each trainable weight."""
        raise NotImplementedError

    def penalty(self, saved: Saved) -> float:
        """Return what the layer adds to the loss, summed over the samples of the pass.

        Its gradient is part of what `backward` returns, divided by ``step.samples``.
        """
        return 0.0


CATEGORIES: dict[str, str] = {
    "input": N_("Input and output"),
    "core": N_("Core"),
    "convolution": N_("Convolution"),
    "pooling": N_("Pooling"),
    "recurrent": N_("Recurrent"),
    "attention": N_("Attention"),
    "activation": N_("Activation"),
    "normalisation": N_("Normalisation"),
    "regularisation": N_("Regularisation"),
    "merge": N_("Merging"),
}
