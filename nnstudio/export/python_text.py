"""Texts as Python reads them, for all targets that are scripts."""

from __future__ import annotations


def quoted(text: str) -> str:
    """Return a text as Python reads it, with the quotes that are usual."""
    usual = text.isprintable() and not set(text) & {'"', "\\"}
    return f'"{text}"' if usual else repr(text)
