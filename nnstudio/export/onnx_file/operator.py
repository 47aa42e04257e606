"""An operator of an ONNX graph as a plain value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Op:
    """One operator: its kind, the tensors it reads and makes, and its attributes by name."""

    kind: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    attributes: tuple[tuple[str, Attribute], ...] = ()


@dataclass(frozen=True)
class Body:
    """What an operator such as Scan repeats: pairs of tensors and whether they are truths."""

    inputs: tuple[tuple[str, bool], ...]
    ops: tuple[Op, ...]
    outputs: tuple[str, ...]


Attribute: TypeAlias = (
    int | float | str | tuple[int, ...] | tuple[float, ...] | tuple[str, ...] | Body
)
