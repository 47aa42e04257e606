"""How the lines of a script are laid out."""

from __future__ import annotations

import keyword
from collections.abc import Collection, Sequence

from nnstudio.export.source_text import listed, quoted

WIDTH = 92


def words_text(name: str, values: Sequence[str]) -> str:
    """Return ``NAME = ("a", "b")`` on as many lines as it takes."""
    words = [quoted(value) for value in values]
    if len(words) == 1:
        return f"{name} = ({words[0]},)"
    return "\n".join(listed(f"{name} = (", words, ")", WIDTH))


def numbers_text(name: str, values: Sequence[float]) -> str:
    """Return ``NAME = 0.5``, or an array of several numbers on as many lines as it takes."""
    if len(values) == 1:
        return f"{name} = {values[0]!r}"
    return "\n".join(listed(f"{name} = np.array([", list(map(repr, values)), "])", WIDTH))


def variable(node_id: str, taken: Collection[str]) -> str:
    """Return a name for a node's output that means nothing else in the script."""
    name = node_id
    while keyword.iskeyword(name) or keyword.issoftkeyword(name) or name in taken:
        name += "_"
    return name


def plain(text: str) -> str:
    """Return a user's text so that it stays a comment, whatever stands in it."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
