"""What every reader of the user's files can do, and what it says of a file before reading it whole."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, TypeAlias

from nnstudio.core.layer import Array
from nnstudio.core.settings import Settings
from nnstudio.core.text import Text
from nnstudio.data.dataset import Dataset, DatasetInfo, Skipped
from nnstudio.data.readers.new_cases import NewCases
from nnstudio.graph.data_plan import Column, DataSource
from nnstudio.graph.signature import Signature

Progress: TypeAlias = Callable[[float], None]
"""Is told now and then how far the work is, 0 ... 1; it may raise to end the work."""


def unheard(share: float) -> None:
    """Tell nobody how far the work is."""


@dataclass(frozen=True, eq=False)
class Outline:
    """What a file seems to be; everything in it can be changed before it is loaded.

    Parameters
    ----------
    options
        How it is read, every automatic choice replaced by what was found.
    columns
        What its columns are (tables, series), or the label and the vocabulary.
    head
        The first rows of a table, as they are written, without the line of names.
    pictures
        Some samples as pictures ``(height, width)`` or ``(height, width, 3)``, uint8, as they will
        be read.
    captions
        What each picture is: its class.
    text
        The beginning of a text.
    samples
        How many samples there are; None where only reading it whole tells.
    skipped
        What cannot be read.
    warnings
        What else the user should know.
    """

    options: Settings
    columns: tuple[Column, ...] = ()
    head: tuple[tuple[str, ...], ...] = ()
    pictures: tuple[Array, ...] = ()
    captions: tuple[str, ...] = ()
    text: str = ""
    samples: int | None = None
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[Text, ...] = ()


class Reader(ABC):
    """Reads files of one kind.

    Class attributes: ``name`` (the kind, such as ``"table"``, which projects are saved with),
    ``label`` (marked with `N_`), ``order`` in menus, ``patterns`` for file dialogs (``"*.csv"``),
    ``options`` (a `Settings` class whose defaults mean "find out").
    """

    name: ClassVar[str]
    label: ClassVar[str]
    order: ClassVar[int]
    patterns: ClassVar[tuple[str, ...]]
    options: ClassVar[type[Settings]]

    @abstractmethod
    def suits(self, path: Path) -> float:
        """Return how well a file or folder that is there suits, 0 (not at all) ... 1; quickly."""

    @abstractmethod
    def outline(self, path: Path, options: Settings, columns: tuple[Column, ...] = ()) -> Outline:
        """Look at a file; reads no more than a bounded part of it.

        Parameters
        ----------
        options
            What the user has decided; defaults are found out.
        columns
            What the user has decided of the columns; the others are guessed.

        Raises
        ------
        UserError
            It cannot be read; the text names the file and, where there is one, the line.
        """

    @abstractmethod
    def read(self, source: DataSource, options: Settings, progress: Progress = unheard) -> Dataset:
        """Read a file whole.

        What the source does not say is found out as in `outline`. Its card and `Findings` say
        everything that is needed to read it in the same way again: options without automatic
        choices, and columns with their categories or vocabulary.

        Raises
        ------
        UserError
            It cannot be read, or does not hold what the source says; nothing is left half-loaded.
        """

    @abstractmethod
    def samples(self, path: Path, source: DataSource, options: Settings) -> Array:
        """Return the samples ``(n, *raw_shape)`` of another file of this kind, to predict for.

        It needs no targets. Categories and vocabulary are those of ``source``.

        Raises
        ------
        UserError
            It cannot be read, or lacks a feature.
        """

    def cases(self, path: Path, source: DataSource, options: Settings) -> NewCases:
        """Return the same samples with what the file says of each.

        Raises
        ------
        UserError
            As for `samples`.
        """
        return NewCases(self.samples(path, source, options))

    @abstractmethod
    def card(
        self, source: DataSource, options: Settings, signature: Signature, counts: tuple[int, int]
    ) -> DatasetInfo:
        """Return the card of a file that was read before; nothing is read."""
