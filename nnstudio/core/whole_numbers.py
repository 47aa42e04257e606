"""Lists of whole numbers that a user types, such as the target shape of a Reshape."""

from __future__ import annotations

import re

_BRACKETS = "()[] "
_SEPARATOR = re.compile(r"\s*[,;×xX*]\s*|\s+")


def whole_numbers(text: str) -> tuple[int, ...] | None:
    """Return the numbers in a text such as ``4 × 7 × 16`` or ``(4, 7, 16)``, None where it is not one.

    >>> whole_numbers("4 x 7 × -1")
    (4, 7, -1)
    """
    parts = _SEPARATOR.split(text.strip(_BRACKETS))
    if not all(re.fullmatch(r"-?[0-9]{1,9}", part) for part in parts):
        return None
    return tuple(int(part) for part in parts)
