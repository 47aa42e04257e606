"""Bring projects that an earlier version wrote up to the present format, one step at a time.

The number is that of the whole file: the layout of ``project.json`` and the names and layout of
the other members. Renamed layers need no step here; ``Layer.replaces`` takes care of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.core.version import __version__
from nnstudio.graph.record import ProjectFormatError

Document = dict[str, object]

FORMAT = 1
"""The format that is written."""

STEPS: dict[int, Callable[[Document], Document]] = {}
"""What turns a document of format ``n`` into one of ``n + 1``, by ``n``; the first is yet to come.

Each step has a file of its format in ``tests/data`` that must open for ever.
"""


def migrate(document: Document) -> Document:
    """Return a document in the present format.

    Parameters
    ----------
    document
        What stands in ``project.json``, of any format.

    Raises
    ------
    UserError
        The format is newer than this program, or no format at all.
    """
    number = document.get("format")
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise UserError(
            Text(
                N_(
                    "The file names no format that there is: got {got}, expected a whole number "
                    "from 1 to {newest}. Open another copy of it."
                ),
                got=repr(number)[:80],
                newest=FORMAT,
            )
        )
    if number > FORMAT:
        raise UserError(
            Text(
                N_(
                    "The file was written by a newer NNStudio ({program}): got format {got}, this "
                    "version reads up to {newest}. Update NNStudio to open it."
                ),
                program=str(document.get("program", "?"))[:40],
                got=str(number)[:40] if number < 10**9 else "…",
                newest=FORMAT,
            )
        )
    for step in range(number, FORMAT):
        document = STEPS[step](document)
    return {**document, "format": FORMAT}


@contextmanager
def newer_parts_named(document: Document) -> Iterator[None]:
    """Say of what is not known in a document whether a newer program has written it.

    A newer NNStudio may save layers and settings that this one lacks without changing the format.

    Raises
    ------
    UserError
        Something in the document is not known here.
    """
    try:
        yield
    except ProjectFormatError as error:
        program = str(document.get("program", ""))[:40]
        if _numbers(program) <= _numbers(__version__):
            raise
        text = N_(
            "The file was written by a newer NNStudio ({program}) and has something that this one "
            "({own}) does not know. {detail} Update NNStudio to open it."
        )
        raise UserError(Text(text, program=program, own=__version__, detail=error.text)) from error


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d{1,9}", version)[:3])
