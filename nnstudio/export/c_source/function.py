"""A function in C, and the functions and headers it needs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Function:
    """Some C code that stands in the file once, where something calls it.

    Parameters
    ----------
    name
        What it is called in C.
    text
        The whole definition.
    needs
        What has to stand before it.
    """

    name: str
    text: str
    needs: tuple[Function, ...] = ()
