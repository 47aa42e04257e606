"""Attributes of an operator by type, with what holds where they are absent."""

from __future__ import annotations

from nnstudio.imports.onnx_file.model import FileOp


def integer(op: FileOp, name: str, default: int) -> int:
    """Return a whole number."""
    value = op.settings.get(name)
    return value if isinstance(value, int) else default


def decimal(op: FileOp, name: str, default: float) -> float:
    """Return a decimal number."""
    value = op.settings.get(name)
    return float(value) if isinstance(value, int | float) else default


def word(op: FileOp, name: str, default: str) -> str:
    """Return a word."""
    value = op.settings.get(name)
    return value if isinstance(value, str) else default


def integers(op: FileOp, name: str) -> tuple[int, ...] | None:
    """Return whole numbers, or None where there are none."""
    value = op.settings.get(name)
    return tuple(int(item) for item in value) if isinstance(value, tuple) else None


def decimals(op: FileOp, name: str) -> tuple[float, ...]:
    """Return decimal numbers."""
    value = op.settings.get(name)
    return tuple(float(item) for item in value) if isinstance(value, tuple) else ()


def words(op: FileOp, name: str) -> tuple[str, ...]:
    """Return words."""
    value = op.settings.get(name)
    return tuple(str(item) for item in value) if isinstance(value, tuple) else ()
