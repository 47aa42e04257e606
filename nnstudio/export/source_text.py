"""Names and texts as programs read them, for all targets that are source code."""

from __future__ import annotations

import keyword
import re
import sys
import unicodedata
from collections.abc import Sequence


def identifier(text: str) -> str:
    """Return a name that Python and C can use, as close to the text as it can be."""
    name = re.sub(r"\W+", "_", text, flags=re.ASCII)
    return f"_{name}" if name[:1].isdigit() else name


def importable(name: str) -> bool:
    """Return whether ``from name import ...`` finds the file ``name.py``: letters of any script."""
    return (
        name.isidentifier()
        # Python reads names in this form, and looks for such a file.
        and unicodedata.normalize("NFKC", name) == name
        and not keyword.iskeyword(name)
        and name not in sys.stdlib_module_names
    )


def import_name(text: str) -> str:
    """Return a name that is `importable`, as close to the text as it can be."""
    name = re.sub(r"\W+", "_", unicodedata.normalize("NFKC", text)).strip("_")
    if not name.isidentifier():
        name = f"network_{name}".rstrip("_")
    return name if importable(name) else f"{name}_network"


def quoted(text: str) -> str:
    """Return a text as Python reads it, with the quotes that are usual."""
    usual = text.isprintable() and not set(text) & {'"', "\\"}
    return f'"{text}"' if usual else repr(text)


def in_docstring(text: str) -> str:
    """Return a text that may stand in a docstring or a comment: one line that ends neither."""
    words = "".join(c if c.isprintable() else " " for c in text).split()
    return " ".join(words).replace("\\", "/").replace('"', "'")


def listed(start: str, words: Sequence[str], end: str, width: int) -> list[str]:
    """Return what starts, words with commas between them, and what ends: on as few lines as fit."""
    flat = f"{start}{', '.join(words)}{end}"
    if len(flat) <= width:
        return [flat]
    lines = [start]
    for word in words:
        if len(lines) == 1 or len(lines[-1]) + len(word) + 2 > width:
            lines.append("   ")
        lines[-1] += f" {word},"
    return [*lines, end]


def name_beside(name: str) -> str:
    """Return what the files beside a script are called: it may have that name in quotes.

    Names of one folder that differ by more than signs stay different: a network must not find the
    weights of another.
    """
    return re.sub(r"[^\w .+-]", "_", name)
