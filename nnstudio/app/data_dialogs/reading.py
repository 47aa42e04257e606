"""Looking at a file and reading it, done beside the window."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from nnstudio.app.turns import frequent_turns
from nnstudio.core.errors import UserError
from nnstudio.core.settings import Settings
from nnstudio.core.text import N_, Text
from nnstudio.data import load_dataset
from nnstudio.data.dataset import DatasetInfo, Findings
from nnstudio.data.prepare import make_plan
from nnstudio.data.readers import Reader, reader, reader_for, reader_kinds
from nnstudio.data.readers.reader import Outline
from nnstudio.graph.data_plan import Column, DataFile, DataPlan, DataSource


class Ended(Exception):
    """The work is not wanted any more."""


class Pace:
    """How far a piece of work is, told from its thread; the window can end it.

    It may be called from any thread: it keeps two plain values.
    """

    def __init__(self) -> None:
        self.share = 0.0
        self._ended = False

    def __call__(self, share: float) -> None:
        self.share = share
        if self._ended:
            raise Ended

    def end(self) -> None:
        """Let the work end when it tells next how far it is."""
        self._ended = True


@dataclass(frozen=True)
class Wish:
    """What the user wants of a file; what is empty is found out.

    Parameters
    ----------
    kind
        The name of the reader.
    options
        Its settings; defaults mean "find out".
    columns
        What the user has decided of some columns.
    strict
        Whether the columns are what matters now; else they go where the file has others.
    """

    kind: str = ""
    options: Settings | None = None
    columns: tuple[Column, ...] = ()
    strict: bool = False


@dataclass(frozen=True, eq=False)
class Look:
    """What a file is, seen from outside.

    Parameters
    ----------
    kinds
        The readers that can take it, the most fitting first.
    size
        How many bytes it has; 0 for a folder.
    wish
        What it was looked at for, with what could not be kept of it taken away.
    outline
        What it is; None where it cannot be read so.
    refusal
        Why it cannot be read so, and what to do.
    """

    kinds: tuple[str, ...]
    size: int
    wish: Wish
    outline: Outline | None = None
    refusal: Text | None = None


@dataclass(frozen=True, eq=False)
class Whole:
    """A file that was read whole."""

    plan: DataPlan
    info: DatasetInfo
    findings: Findings


def look_at(path: Path, wish: Wish) -> Look:
    """Look at a file as the user wants it to be read."""
    with frequent_turns():
        return _look_at(path, wish)


def _look_at(path: Path, wish: Wish) -> Look:
    suited = {kind: reader(kind).suits(path) for kind in reader_kinds()} if path.exists() else {}
    kinds = tuple(sorted((k for k in suited if suited[k] > 0), key=lambda kind: -suited[kind]))
    try:
        kind = wish.kind or reader_for(path).name
        size = 0 if path.is_dir() else path.stat().st_size
    except UserError as error:
        return Look(kinds, 0, wish, refusal=error.text)
    except OSError as error:
        reason = error.strerror or str(error)
        text = N_("{path} cannot be read: {reason}. Check that it is there and may be read.")
        return Look(kinds, 0, wish, refusal=Text(text, path=str(path), reason=reason))
    known = reader(kind)
    options = wish.options if wish.options is not None else known.options()
    wish = replace(wish, kind=kind, options=options)
    try:
        wish, outline = _outlined(path, known, wish, options)
    except UserError as error:
        return Look(kinds, size, wish, refusal=error.text)
    return Look(kinds, size, wish, outline)


def _outlined(path: Path, known: Reader, wish: Wish, options: Settings) -> tuple[Wish, Outline]:
    """Return the outline of a file, and the wish without columns that the file does not have."""
    try:
        return wish, known.outline(path, options, wish.columns)
    except UserError:
        if wish.strict or not wish.columns:
            raise
        # Read with other settings it has other columns.
        return Wish(wish.kind, options), known.outline(path, options)


def read_whole(path: Path, kind: str, outline: Outline, pace: Pace) -> Whole:
    """Read a file as it was looked at, and plan how its samples are prepared.

    Raises
    ------
    UserError
        It cannot be read so.
    Ended
        Nobody wants it any more.
    """
    options = tuple(sorted(outline.options.values().items()))
    source = DataSource(kind, options, DataFile(str(path)), outline.columns)
    with frequent_turns():
        plan = make_plan(source, progress=pace)
        data = load_dataset(plan.source)
    return Whole(plan, data.info, data.findings)
