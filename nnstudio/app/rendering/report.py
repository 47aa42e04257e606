"""A report of a run as a value, which HTML and PDF are made from."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QPicture


@dataclass(frozen=True)
class Words:
    """A paragraph; ``tone`` is "" or that of a verdict: "good", "warning", "bad" or "muted"."""

    text: str
    tone: str = ""


@dataclass(frozen=True)
class Facts:
    """Captions and what they stand for."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Figures:
    """The few numbers that count most: captions and numbers, side by side."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Grid:
    """A table; the columns from ``numbers_from`` on hold numbers."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers_from: int


@dataclass(frozen=True)
class Picture:
    """A drawing, ``width`` × ``height`` pixels large.

    Parameters
    ----------
    svg
        For a page that a browser shows.
    drawing
        The same, for paper.
    words
        What it shows, for whoever cannot see it.
    """

    svg: bytes
    drawing: QPicture
    width: float
    height: float
    words: str


Block = Words | Facts | Figures | Grid | Picture


@dataclass(frozen=True)
class Section:
    """A part of a report with a title."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Report:
    """What is known of a network and its run.

    Parameters
    ----------
    about
        The line below the title.
    made
        What made it and when, for the end of each page.
    """

    title: str
    about: str
    made: str
    sections: tuple[Section, ...]
    language: str = "en"
