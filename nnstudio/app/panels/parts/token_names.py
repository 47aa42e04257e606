"""How tokens and classes are written that are white space."""

from __future__ import annotations

_SIGNS = {" ": "␣", "\n": "↵", "\t": "⇥"}


def visible(name: str) -> str:
    """Return a name; white space, a character of texts, as a sign that can be seen."""
    return _SIGNS.get(name, name)
