"""Names and texts as programs read them, for all targets that are source code."""

from __future__ import annotations

import re


def identifier(text: str) -> str:
    """Return a name that Python and C can use, as close to the text as it can be."""
    name = re.sub(r"\W", "_", text, flags=re.ASCII)
    return f"_{name}" if name[:1].isdigit() else name


def quoted(text: str) -> str:
    """Return a text as Python reads it, with the quotes that are usual."""
    usual = text.isprintable() and not set(text) & {'"', "\\"}
    return f'"{text}"' if usual else repr(text)
