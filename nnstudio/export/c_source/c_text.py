"""Numbers, names and remarks as C takes them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from nnstudio.core.layer import Array

_PER_LINE = 8
_PLAIN = str.maketrans({"×": "x", "·": ",", "–": "-", "−": "-", "…": "...", "→": "->"})


def float_texts(values: Array) -> list[str]:
    """Return float32 numbers with as many digits as tell them from all others."""
    texts = [f"{value!s}f" for value in np.asarray(values, np.float32).ravel()]
    named = {"nanf": "NAN", "inff": "INFINITY", "-inff": "-INFINITY"}
    return [named.get(text, text) for text in texts]


def double_texts(values: Array) -> list[str]:
    """Return numbers in double precision."""
    return [repr(value) for value in np.asarray(values, np.float64).ravel().tolist()]


def in_lines(texts: Iterable[str]) -> str:
    """Return the numbers of an array in short lines."""
    found = list(texts)
    rows = (found[i : i + _PER_LINE] for i in range(0, len(found), _PER_LINE))
    return ",\n".join("    " + ", ".join(row) for row in rows)


def remark(text: str) -> str:
    """Return a text that can stand in a comment: it neither ends it nor becomes a trigraph."""
    plain = " ".join(text.replace(" · ", ", ").translate(_PLAIN).split())
    return plain.replace("*/", "* /").replace("/*", "/ *").replace("??", "? ?")
