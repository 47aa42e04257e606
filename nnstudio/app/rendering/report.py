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
    """A table; the columns from ``numbers_from`` on hold numbers.

    Parameters
    ----------
    beside
        How often the columns come, side by side: a long narrow table takes less height.
    """

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers_from: int
    beside: int = 1

    def is_number(self, column: int) -> bool:
        """Return whether a column holds numbers."""
        return column % (len(self.heading) // self.beside) >= self.numbers_from

    def begins(self, column: int) -> bool:
        """Return whether the columns begin again here, beside those before."""
        return column > 0 and column % (len(self.heading) // self.beside) == 0


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
    full
        The width that would take all of the text's; 0: it is drawn as large as it is, where there
        is room.
    least
        How much smaller it may be where that spares a page.
    """

    svg: bytes
    drawing: QPicture
    width: float
    height: float
    words: str
    full: float = 0.0
    least: float = 1.0


@dataclass(frozen=True)
class Title:
    """The title of what follows within a section."""

    text: str


@dataclass(frozen=True)
class Exhibit:
    """A drawing with a title and what is said of it."""

    title: str
    words: str
    picture: Picture


@dataclass(frozen=True)
class Gallery:
    """Small drawings, two side by side."""

    exhibits: tuple[Exhibit, ...]


Block = Words | Facts | Figures | Grid | Picture | Title | Gallery


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
