"""What an export will write, worked out beside the window before it is written."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale

from nnstudio.app.turns import frequent_turns
from nnstudio.core.text import Text
from nnstudio.engine.plan import Plan
from nnstudio.engine.weights import WeightMap
from nnstudio.export import Exporter, ExportOptions
from nnstudio.graph.project import Project

LONGEST_LINE, LONGEST_TEXT = 400, 300_000
Missing = tuple[tuple[str, Text], ...]
"""What a target cannot say: nodes, each with the reason."""


@dataclass(frozen=True)
class Wanted:
    """An export as it was chosen: what ``target`` writes, with which options, and where."""

    target: Exporter
    project: Project
    weights: WeightMap
    options: ExportOptions
    path: Path

    def is_like(self, other: Wanted) -> bool:
        """Return whether the same files are wanted of the same network."""
        mine, its = (self.target.name, self.options, self.path), other
        return self.project is its.project and mine == (its.target.name, its.options, its.path)


@dataclass(frozen=True)
class Outlook:
    """The files of an export, in their order.

    Parameters
    ----------
    wanted
        What they are the files of.
    places
        Where they lie.
    sizes
        How many bytes each has.
    texts
        What there is to read, by the place in the order, shortened where it is very long.
    shortened
        Those of `texts` that are not whole.
    """

    wanted: Wanted
    places: tuple[Path, ...]
    sizes: tuple[int, ...]
    texts: Mapping[int, str]
    shortened: frozenset[int]


def judge(target: Exporter, plan: Plan) -> tuple[str, Missing]:
    """Return the name of a target and what it cannot say of a network."""
    with frequent_turns():
        return target.name, target.missing(plan)


def look(wanted: Wanted) -> Outlook:
    """Return what an export will write.

    Raises
    ------
    UserError
        As for `Exporter.files`.
    """
    target = wanted.target
    with frequent_turns():
        job = target.job(
            wanted.project, wanted.weights, wanted.path.stem, wanted.options, judged=True
        )
        contents = target.files(job)
        whole = target.preview(job, contents)
    short = {end: _shortened(text) for end, text in whole.items()}
    ends = tuple(contents)
    return Outlook(
        wanted,
        target.places(contents, wanted.path),
        tuple(map(len, contents.values())),
        {ends.index(end): text for end, text in short.items() if end in ends},
        frozenset(ends.index(end) for end, text in short.items() if text is not whole[end]),
    )


def write(wanted: Wanted, pass_once: threading.Lock) -> tuple[Path, ...]:
    """Write an export and return its files; none where somebody else has locked meanwhile.

    Raises
    ------
    UserError
        As for `Exporter.export`.
    """
    target = wanted.target
    with frequent_turns():
        contents = target.files(
            target.job(wanted.project, wanted.weights, wanted.path.stem, wanted.options)
        )
    if not pass_once.acquire(blocking=False):
        return ()
    return target.write(contents, wanted.path)


def size_words(size: int) -> str:
    """Return a number of bytes as a person reads it."""
    return QLocale.c().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def _shortened(text: str) -> str:
    """Return the beginning of a text that nobody would read as a whole; a short one as it is."""
    if len(text) <= LONGEST_TEXT and all(len(line) <= LONGEST_LINE for line in text.split("\n")):
        return text
    lines = text[:LONGEST_TEXT].split("\n")
    return "\n".join(x if len(x) <= LONGEST_LINE else x[:LONGEST_LINE] + " …" for x in lines)
