"""The names of PyTorch's weights, brought into one form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import numpy as np

from nnstudio.core.layer import Array

_STACKED = re.compile(
    r"(?P<module>.*?)\.?(?P<key>(?:weight|bias)_[ih]h)_l(?P<layer>\d+)(?P<end>.*)"
)
_PREFIXES = ("module.", "_orig_mod.", "model.", "state_dict.")
"""What wrappers put in front of every name."""


def plain_names(tensors: Mapping[str, Array]) -> dict[str, Array]:
    """Return weights under one kind of names, in natural order.

    What wrappers put in front of all names is dropped; attention has its queries, keys and values
    apart; of recurrent layers in a stack each is a module of its own, ``lstm.layer1``.
    """
    found = dict(tensors)
    for prefix in _PREFIXES:
        if found and all(name.startswith(prefix) for name in found):
            found = {name.removeprefix(prefix): value for name, value in found.items()}
    found = _attention_apart(found)
    found = _stacks_apart(found)
    return {name: found[name] for name in sorted(found, key=natural)}


def natural(name: str) -> tuple[tuple[int, int | str], ...]:
    """Return what names are sorted by: numbers in them by their size."""
    parts = re.split(r"(\d+)", name)
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in parts)


def modules_of(names: Iterable[str]) -> list[str]:
    """Return the names of all modules, and of weights that stand for themselves."""
    found: dict[str, None] = {}
    for name in names:
        parts = name.split(".")
        for end in range(1, len(parts) + 1):
            found.setdefault(".".join(parts[:end]))
    return sorted(found, key=natural)


def _attention_apart(tensors: dict[str, Array]) -> dict[str, Array]:
    found: dict[str, Array] = {}
    for name, value in tensors.items():
        module, _, key = name.rpartition(".")
        front = f"{module}." if module else ""
        if key in ("in_proj_weight", "in_proj_bias") and len(value) % 3 == 0:
            kind = key.removeprefix("in_proj_")
            parts = np.split(value, 3)
            found |= {
                f"{front}{part}.{kind}": array
                for part, array in zip(("query", "key", "value"), parts, strict=True)
            }
        elif module.endswith("out_proj") and f"{front[:-9]}in_proj_weight" in tensors:
            found[f"{front[:-9]}output.{key}"] = value
        else:
            found[name] = value
    return found


def _stacks_apart(tensors: dict[str, Array]) -> dict[str, Array]:
    matches = {name: _STACKED.fullmatch(name) for name in tensors}
    stacks = {m["module"] for m in matches.values() if m and m["layer"] != "0"}
    found: dict[str, Array] = {}
    for name, value in tensors.items():
        match = matches[name]
        if match and match["module"] in stacks:
            module = f"{match['module']}." if match["module"] else ""
            found[f"{module}layer{match['layer']}.{match['key']}_l0{match['end']}"] = value
        else:
            found[name] = value
    return found
