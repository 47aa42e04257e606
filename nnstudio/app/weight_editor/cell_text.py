"""Numbers as cells of a table write them, and texts from other programs as numbers."""

from __future__ import annotations

import math

import numpy as np

from nnstudio.core.layer import Array

DIGITS = 6
_LARGEST = float(np.finfo(np.float32).max)


def short_text(value: float) -> str:
    """Return a number with its sign and six digits, which are enough to check it by hand."""
    if not math.isfinite(value):
        return str(value)
    text = f"{value:+.{DIGITS}g}" if value else "0"
    return text.replace("-", "−").replace("e−0", "e−").replace("e+0", "e+")


def full_text(value: float) -> str:
    """Return the shortest text that means exactly this float32."""
    return str(np.float32(value))


def read_number(text: str) -> float | None:
    """Return the number that a text means, with a decimal point or comma; None: none."""
    plain = text.strip().replace("−", "-")
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    try:
        value = float(plain)
    except ValueError:
        return None
    return float(np.float32(value)) if abs(value) <= _LARGEST else None


def read_block(text: str) -> list[list[float]] | None:
    """Return the rows of numbers of a text as spreadsheets copy it; None where something is none.

    Cells are parted by tabs; where there is none, by semicolons or spaces.
    """
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    rows = []
    for line in lines:
        apart = "\t" if "\t" in line else ";" if ";" in line else None
        numbers = [read_number(word) for word in line.split(apart)]
        known = [number for number in numbers if number is not None]
        if len(known) < len(numbers):
            return None
        rows.append(known)
    return rows or None


def block_text(values: Array) -> str:
    """Return numbers as lines with tabs between them, each with all its digits."""
    return "\n".join("\t".join(full_text(value) for value in row) for row in values)
