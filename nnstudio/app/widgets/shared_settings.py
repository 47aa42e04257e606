"""What values of several kinds have in common, so that one form can edit them together."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from nnstudio.core.settings import Param, Settings


class Several:
    """Stands for different values of a setting."""


SEVERAL = Several()


def shared_params(values: Sequence[Settings]) -> dict[str, Param]:
    """Return the settings that all values have, each with what all of them allow.

    Two settings are the same where name, type and number of values agree; ranges are cut to
    what fits all, of choices those remain that all have.
    """
    kinds = list(dict.fromkeys(type(value) for value in values))
    first, *others = kinds
    shared: dict[str, Param] = {}
    for key, info in first.params().items():
        infos = [kind.params().get(key) for kind in others]
        known = [other for other in infos if other is not None]
        if len(known) == len(infos) and all(_alike(first, kind, key) for kind in others):
            merged = _merged(info, known)
            if merged is not None:
                shared[key] = merged
    return shared


def visible_keys(values: Sequence[Settings]) -> set[str]:
    """Return the settings that matter for each of the values."""
    return set.intersection(*(set(value.visible_params()) for value in values))


def common_value(values: Sequence[Settings], key: str) -> object:
    """Return what all have in a setting; `SEVERAL` where they differ."""
    first: object = getattr(values[0], key)
    return first if all(getattr(value, key) == first for value in values[1:]) else SEVERAL


def _alike(one: type[Settings], other: type[Settings], key: str) -> bool:
    a, b = one.default_of(key), other.default_of(key)
    if isinstance(a, tuple) and isinstance(b, tuple):
        return len(a) == len(b) and type(a[0]) is type(b[0])
    return type(a) is type(b)


def _merged(info: Param, others: Sequence[Param]) -> Param | None:
    """Return what all allow; None where nothing is left."""
    lows = [p.low for p in (info, *others) if p.low is not None]
    highs = [p.high for p in (info, *others) if p.high is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    choices = tuple(c for c in info.choices if all(c in other.choices for other in others))
    lost = len({bool(p.choices) for p in (info, *others)}) > 1 or (info.choices and not choices)
    if lost or (low is not None and high is not None and low > high):
        return None
    return dataclasses.replace(info, low=low, high=high, choices=choices)
