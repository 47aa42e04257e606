"""What a layer becomes in a Keras script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from nnstudio.core.layer import Array
from nnstudio.core.shapes import Shape
from nnstudio.export.keras_script.text import WIDTH
from nnstudio.export.writers import Writers

LAYER = "{layer}"
"""Stands in a line for the Keras layer."""
SO_FAR = "{y}"
"""Stands in a line for what the line before has computed."""


OPERATIONS = (
    *("abs", "add", "any", "broadcast_to", "cast", "clip", "divide", "flip", "get_item", "max"),
    *("maximum", "multiply", "negative", "not_equal", "ones_like", "pad", "reshape", "round"),
    *("subtract", "sum", "take", "true_divide", "where", "leaky_re_lu"),
    *("zero_padding1d", "zero_padding2d"),
)
"""What Keras calls the operations and the nameless layers of scripts, before a number."""


@dataclass(frozen=True)
class Call:
    """The construction of a Keras object: its name and its arguments as they are written."""

    name: str
    arguments: tuple[str | Call, ...]

    def text(self, indent: int, room: int) -> str:
        """Return it on one line where it has at most ``room`` letters, else on several."""
        flat = f"{self.name}({', '.join(_flat(a) for a in self.arguments)})"
        if len(flat) <= room or not self.arguments:
            return flat
        inner, ending = " " * (indent + 4), " " * indent
        joined = ", ".join(_flat(a) for a in self.arguments)
        if len(inner) + len(joined) <= WIDTH:
            return f"{self.name}(\n{inner}{joined}\n{ending})"
        lines = []
        for argument in self.arguments:
            whole = argument
            if isinstance(argument, Call):
                whole = argument.text(indent + 4, WIDTH - indent - 5)
            lines.append(f"{inner}{whole},\n")
        return f"{self.name}(\n{''.join(lines)}{ending})"


def _flat(argument: str | Call) -> str:
    return argument if isinstance(argument, str) else argument.text(0, 1_000_000)


@dataclass(frozen=True)
class Written:
    """What stands for a layer in the script.

    Parameters
    ----------
    lines
        What is computed, one line after the other, with `LAYER` and `SO_FAR` in their places.
    layer
        The Keras layer that has the weights, or is named after the node.
    arrays
        Its weights in the order in which Keras keeps them.
    note
        What Keras does otherwise in training, for a comment; empty: nothing.
    """

    lines: tuple[str, ...]
    layer: Call | None = None
    arrays: tuple[Array, ...] = ()
    note: str = ""


@dataclass
class Place:
    """What the function of a layer knows of the place it writes for.

    Parameters
    ----------
    name
        The name of the Keras layer; empty: Keras names it.
    xs
        The variables that are read.
    shapes
        The shapes of a sample of each.
    w
        The weights by name, in the layout of the definition.
    vocabulary
        How many tokens there are, where samples with whole numbers are read; else 0.
    helpers
        The names of helpers that the script needs so far.
    """

    name: str
    xs: tuple[str, ...]
    shapes: tuple[Shape, ...]
    w: Mapping[str, Array]
    trainable: bool = True
    vocabulary: int = 0
    helpers: set[str] = field(default_factory=set)

    @property
    def x(self) -> str:
        """The variable that is read, of a layer with one input."""
        return self.xs[0]

    @property
    def named(self) -> list[str]:
        """The argument that names the Keras layer."""
        return [f'name="{self.name}"'] if self.name else []

    @property
    def rank(self) -> int:
        """How many axes a sample has."""
        return len(self.shapes[0])

    def helper(self, name: str) -> str:
        """Return the name of a helper, which the script then has."""
        self.helpers.add(name)
        return name

    def call(self, name: str, *arguments: str | Call, **named: object) -> Call:
        """Return the construction of a Keras layer that is named after the node."""
        words = [*arguments, *(f"{key}={value!r}" for key, value in named.items())]
        if not self.trainable:
            words.append("trainable=False")
        return Call(f"layers.{name}", (*_quoted(words), *self.named))


def keras_name(node_id: str, weights: Mapping[str, Array]) -> str:
    """Return what the Keras layer of a node is called; empty: as Keras names it.

    Keras names operations by itself, and no two things in a network may have the same name.
    """
    if node_id.rstrip("0123456789").rstrip("_") not in OPERATIONS:
        return node_id
    return f"{node_id}_layer" if weights else ""


def construct(name: str, *arguments: str | Call, **named: object) -> Call:
    """Return the construction of a Keras layer without a name of its own."""
    words = [*arguments, *(f"{key}={value!r}" for key, value in named.items())]
    return Call(f"layers.{name}", tuple(_quoted(words)))


def _quoted(words: list[str | Call]) -> list[str | Call]:
    """Return arguments with the quotes that are usual."""
    return [w.replace("'", '"') if isinstance(w, str) else w for w in words]


Writer: TypeAlias = Callable[..., Written]
"""``(layer, place) -> what stands for it``"""

writers: Writers[Writer] = Writers()
"""The functions of all layers that can be written."""


def applied(place: Place, layer: Call, *arrays: Array) -> Written:
    """Return the plain case: a Keras layer that reads the one input."""
    return Written((f"{LAYER}({place.x})",), layer, arrays)


def merged(place: Place, layer: Call) -> Written:
    """Return a Keras layer that reads all inputs as a list."""
    return Written((f"{LAYER}([{', '.join(place.xs)}])",), layer)
