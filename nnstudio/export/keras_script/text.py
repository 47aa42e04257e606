"""How the lines of a script are laid out."""

from __future__ import annotations

import keyword
from collections.abc import Collection, Sequence

from nnstudio.export.source_text import quoted

WIDTH = 92


def words_text(name: str, values: Sequence[str]) -> str:
    """Return ``NAME = ("a", "b")`` on as many lines as it takes."""
    return _tuple(name, [quoted(value) for value in values], "(", ")")


def numbers_text(name: str, values: Sequence[float]) -> str:
    """Return ``NAME = 0.5``, or an array of several numbers on as many lines as it takes."""
    if len(values) == 1:
        return f"{name} = {values[0]!r}"
    return _tuple(name, [repr(value) for value in values], "np.array([", "])")


def _tuple(name: str, words: Sequence[str], start: str, end: str) -> str:
    comma = "," if len(words) == 1 else ""
    flat = f"{name} = {start}{', '.join(words)}{comma}{end}"
    if len(flat) <= WIDTH:
        return flat
    lines, line = [], "   "
    for word in words:
        if len(line) + len(word) + 2 > WIDTH and line.strip():
            lines.append(line)
            line = "   "
        line += f" {word},"
    return "\n".join([f"{name} = {start}", *lines, line, end])


def variable(node_id: str, taken: Collection[str]) -> str:
    """Return a name for a node's output that means nothing else in the script."""
    name = node_id
    while keyword.iskeyword(name) or keyword.issoftkeyword(name) or name in taken:
        name += "_"
    return name


def plain(text: str) -> str:
    """Return a user's text so that it stays a comment, whatever stands in it."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
