"""What a layer is: one frozen dataclass that describes and defines itself."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeAlias

import numpy as np
import numpy.typing as npt

from nnstudio.core.errors import ValueRangeError
from nnstudio.core.shapes import Shape
from nnstudio.core.text import N_, Text

Array: TypeAlias = npt.NDArray[Any]
Saved: TypeAlias = Mapping[str, Array]
Weights: TypeAlias = Mapping[str, Array]


@dataclass(frozen=True)
class Param:
    """What a form, a file and a check need to know of one setting."""

    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    unit: str = ""
    live: bool = False
    label: str = ""
    help: str = ""
    shown_if: tuple[str, tuple[str, ...]] | None = None
    low_open: bool = False
    high_open: bool = False
    advanced: bool = False


def param(
    default: Any,
    *,
    low: float | None = None,
    high: float | None = None,
    choices: Sequence[str] = (),
    unit: str = "",
    live: bool = False,
    label: str = "",
    help: str = "",
    shown_if: tuple[str, tuple[str, ...]] | None = None,
    low_open: bool = False,
    high_open: bool = False,
    advanced: bool = False,
) -> Any:
    """Declare a setting of a layer, optimiser or data set.

    Parameters
    ----------
    default
        The value a new layer starts with; its type is the setting's type.
    low, high
        The allowed range, ends included unless ``low_open`` or ``high_open``.
    choices
        The allowed words.
    live
        True where the setting can be changed while the network trains.
    label, help
        The visible name and an explanation in a sentence, both marked with `N_`.
    shown_if
        ``(field, values)``: the setting matters only while that field has one of the values.
    advanced
        True where forms keep the setting folded away until it is asked for.
    """
    choice = tuple(choices)
    info = Param(
        low, high, choice, unit, live, label, help, shown_if, low_open, high_open, advanced
    )
    return field(default=default, metadata={"param": info})


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
class Settings:
    """A value with declared settings; a setting out of its range is refused with a reason."""

    name: ClassVar[str]
    label: ClassVar[str]

    def __post_init__(self) -> None:
        for key, info in type(self).params().items():
            _check(Text(self.label), key, getattr(self, key), info, type(self).default_of(key))

    @classmethod
    def params(cls) -> dict[str, Param]:
        """Return the declared settings by field name, in the order a form shows them.

        What a class declares itself comes before what it shares with its base.
        """
        own = [name for c in cls.__mro__ for name in vars(c).get("__annotations__", {})]
        declared = sorted(dataclasses.fields(cls), key=lambda f: own.index(f.name))
        return {f.name: f.metadata["param"] for f in declared if "param" in f.metadata}

    @classmethod
    def default_of(cls, key: str) -> Any:
        """Return the value a new object has for the setting ``key``."""
        return next(f.default for f in dataclasses.fields(cls) if f.name == key)

    def values(self) -> dict[str, Any]:
        """Return every setting by name, ready for JSON (tuples stay tuples)."""
        return {key: getattr(self, key) for key in type(self).params()}

    def visible_params(self) -> dict[str, Param]:
        """Return the settings that matter for the present values."""
        return {
            key: info
            for key, info in type(self).params().items()
            if info.shown_if is None or getattr(self, info.shown_if[0]) in info.shown_if[1]
        }

    def with_values(self, **values: Any) -> Any:
        """Return a copy with some settings changed."""
        return dataclasses.replace(self, **values)


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


def _check(owner: Text, key: str, value: Any, info: Param, default: Any) -> None:
    if isinstance(default, tuple):
        items: tuple[Any, ...] = value if isinstance(value, tuple) else ()
        fits = len(items) == len(default)
        kind: type = type(default[0])
    else:
        items, fits, kind = (value,), True, type(default)
    for item in items:
        fits = fits and _fits(item, kind, info)
    if not fits:
        raise ValueRangeError(
            Text(
                N_("{owner}: {setting} got {got}; it expects {expected}."),
                owner=owner,
                setting=Text(info.label) if info.label else key,
                got=repr(value),
                expected=_expected(info, default),
            )
        )


def _fits(value: Any, kind: type, info: Param) -> bool:
    if kind is bool or isinstance(value, bool):
        return kind is bool and isinstance(value, bool)
    if kind is str:
        return isinstance(value, str) and (not info.choices or value in info.choices)
    if kind is int and not isinstance(value, int):
        return False
    if not isinstance(value, int | float) or not math.isfinite(value):
        return False
    if info.low is not None and (value < info.low or (info.low_open and value == info.low)):
        return False
    return info.high is None or not (value > info.high or (info.high_open and value == info.high))


def _expected(info: Param, default: Any) -> Text:
    if info.choices:
        return Text(N_("one of: {choices}"), choices=", ".join(info.choices))
    count = len(default) if isinstance(default, tuple) else 1
    kind = type(default[0]) if isinstance(default, tuple) else type(default)
    if kind is bool:
        return Text(N_("yes or no"))
    noun = Text(N_("a whole number")) if kind is int else Text(N_("a number"))
    if count > 1:
        noun = Text(N_("{count} values, each {one}"), count=count, one=noun)
    if info.low is not None and info.high is not None:
        return Text(
            N_("{noun} from {low} to {high}"),
            noun=noun,
            low=f"{info.low:.12g}",
            high=f"{info.high:.12g}",
        )
    if info.low is not None:
        template = N_("{noun} above {low}") if info.low_open else N_("{noun} of at least {low}")
        return Text(template, noun=noun, low=f"{info.low:.12g}")
    return noun
