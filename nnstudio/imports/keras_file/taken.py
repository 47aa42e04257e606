"""What NNStudio makes of a layer of Keras."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from nnstudio.activations import activation_names
from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import Shape
from nnstudio.core.text import N_, Text
from nnstudio.imports.keras_file.config import Config, NotTakenError

OTHERWISE = {"swish": "silu"}
"""Activations that are called otherwise here."""
KERAS_SLOPE = 0.2
"""The slope below zero that Keras' leaky ReLU has unless it is told another."""


@dataclass(frozen=True)
class Flow:
    """What flows between layers: the output of a node.

    Parameters
    ----------
    shape
        The shape of a sample; None where it is not known.
    masked
        Whether Keras tells layers which steps are padding; here these are all zeros.
    turned
        Whether Keras has the steps in reverse order.
    alone
        Whether one layer alone reads it.
    """

    node: str
    shape: Shape | None
    masked: bool = False
    turned: bool = False
    alone: bool = False


@dataclass(frozen=True)
class Piece:
    """A layer with its weights; those that the file lacks are missing.

    Parameters
    ----------
    weights
        A single number stands for as many as there are.
    reads
        The pieces that it reads, from 0 on, or -1, -2 ... for what the layer of Keras reads first,
        second and so on; none: the piece before.
    frozen
        Whether training leaves its weights alone.
    """

    layer: Layer
    weights: Mapping[str, Array] = field(default_factory=dict)
    reads: tuple[int, ...] = ()
    frozen: bool = False


@dataclass(frozen=True)
class Taken:
    """The layers that do what one of Keras does, by default one behind the other.

    None of them: the layer does nothing in prediction. ``notes`` say what is otherwise here.
    """

    pieces: tuple[Piece, ...] = ()
    notes: tuple[Text, ...] = ()
    masked: bool = False
    turned: bool = False


@dataclass(frozen=True)
class Found:
    """One call of a layer in the file, and what reads it.

    Parameters
    ----------
    told
        What the call is told besides its inputs.
    arrays
        Gives the weights, from the groups of these names below that of the layer.
    args
        What the call is told by place.
    old
        Whether a Keras before 3 wrote the file.
    """

    config: Config
    flows: tuple[Flow, ...]
    told: Mapping[str, object]
    arrays: Callable[[Sequence[str]], list[Array]]
    old: bool = False
    args: tuple[object, ...] = ()

    @property
    def shape(self) -> Shape | None:
        """The shape of what is read first."""
        return self.flows[0].shape

    @property
    def masked(self) -> bool:
        """Whether Keras knows which steps of what is read are padding."""
        return all(flow.masked for flow in self.flows)

    def weights(self, *names: str, groups: Sequence[str] = ("vars",)) -> dict[str, Array]:
        """Return the weights under our names; empty where the file has none.

        Raises
        ------
        NotTakenError
            It has another number of them.
        """
        arrays = self.arrays(groups)
        if arrays and len(arrays) != len(names):
            text = N_("it has {got} weights instead of {expected}")
            raise NotTakenError(Text(text, got=len(arrays), expected=len(names)))
        return dict(zip(names, arrays, strict=False))

    def activation(self, key: str = "activation") -> dict[str, Any]:
        """Return the settings of our layers for an activation of Keras.

        Raises
        ------
        NotTakenError
            NNStudio has no such activation.
        """
        value = self.config.raw(key)
        if isinstance(value, dict):
            kind, settings = self.config.inner(key)
            if kind == "LeakyReLU":
                return leaky(settings)
            own = value.get("registered_name") == "NNStudio>step"
            value = "step" if own else value.get("config")
        elif value == "step":
            value = None  # somebody's own function, whatever it does
        if value is None and key in self.config:
            value = ""
        if value is None:
            return {"activation": "linear"}
        if value == "leaky_relu":
            return {"activation": "leaky_relu", "negative_slope": KERAS_SLOPE}
        name = OTHERWISE.get(str(value), str(value))
        if name not in activation_names() or (self.old and name == "hard_sigmoid"):
            raise NotTakenError(Text(N_("it has the activation {got}"), got=name or "?"))
        return {"activation": name}

    def require(self, key: str, *allowed: object) -> None:
        """Refuse a layer with a setting that NNStudio does not have."""
        if key in self.config and self.config.raw(key) not in allowed:
            text = N_("its setting {key} is {got}")
            raise NotTakenError(Text(text, key=key, got=str(self.config.raw(key))[:40]))


def leaky(settings: Config) -> dict[str, Any]:
    """Return our settings for Keras' LeakyReLU, which older files call by other words."""
    key = "negative_slope" if "negative_slope" in settings else "alpha"
    slope = settings.number(key, 0.3)
    return {"activation": "leaky_relu", "negative_slope": slope}


def held_small(config: Config, kind: str = "kernel") -> dict[str, Any]:
    """Return L1, L2 and max-norm of the weights of a kind, where Keras' own are set."""
    found: dict[str, Any] = {}
    if f"{kind}_regularizer" in config:
        name, settings = config.inner(f"{kind}_regularizer")
        if name in ("L1", "L2", "L1L2"):
            found |= {k: settings.number(k, 0.0) for k in ("l1", "l2") if k in settings}
    if f"{kind}_constraint" in config:
        name, settings = config.inner(f"{kind}_constraint")
        if name == "MaxNorm":
            found["max_norm"] = settings.number("max_value", 2.0)
    return found


Reading: TypeAlias = Callable[[Found], Taken]

READINGS: dict[str, Reading] = {}
"""The function for each class of Keras."""


def reads(*kinds: str) -> Callable[[Reading], Reading]:
    """Let the function that follows read layers of these classes."""

    def decorate(function: Reading) -> Reading:
        for kind in kinds:
            if READINGS.setdefault(kind, function) is not function:
                raise ValueError(f"{kind} is read twice")
        return function

    return decorate


def plain(layer: Layer, weights: Mapping[str, Array] | None = None, **more: Any) -> Taken:
    """Return what is a single layer here."""
    return Taken((Piece(layer, weights or {}),), **more)
