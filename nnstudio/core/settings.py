"""Values with declared settings: what forms, files and checks know of layers, optimisers and others."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from nnstudio.core.errors import ValueRangeError
from nnstudio.core.text import N_, Text


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


_PARAMS: dict[type, dict[str, Param]] = {}
"""By kind: at an edit of a large network they are asked for thousands of times."""


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
        if cls not in _PARAMS:
            own = [name for c in cls.__mro__ for name in vars(c).get("__annotations__", {})]
            declared = sorted(dataclasses.fields(cls), key=lambda f: own.index(f.name))
            _PARAMS[cls] = {f.name: f.metadata["param"] for f in declared if "param" in f.metadata}
        return dict(_PARAMS[cls])

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
                expected=expected_text(info, default),
            )
        )


def _fits(value: Any, kind: type, info: Param) -> bool:
    if kind is bool or isinstance(value, bool):
        return kind is bool and isinstance(value, bool)
    if kind is str:
        return isinstance(value, str) and (not info.choices or value in info.choices)
    if kind is int and not isinstance(value, int):
        return False
    if not isinstance(value, int | float) or not abs(value) <= sys.float_info.max:
        return False
    if info.low is not None and (value < info.low or (info.low_open and value == info.low)):
        return False
    return info.high is None or not (value > info.high or (info.high_open and value == info.high))


def expected_text(info: Param, default: Any) -> Text:
    """Return in words what a setting takes, such as "a whole number from 1 to 64"."""
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
