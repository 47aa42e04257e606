"""Files of one kind in folders: the class of each, and the part of the data it is in."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from heapq import merge
from pathlib import Path

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.data.dataset import Skipped
from nnstudio.data.readers.folder_search import (
    FolderSearch,
    is_kind,
    label_of,
    natural,
    shown,
    unseen,
)
from nnstudio.data.readers.reader import Progress, unheard
from nnstudio.data.readers.turns import steps
from nnstudio.graph.data_codec import MOST_CLASSES

TRAINING, VALIDATION, TEST = 0, 1, 2
PARTS = {
    **dict.fromkeys(("train", "training"), TRAINING),
    **dict.fromkeys(("val", "valid", "validation"), VALIDATION),
    **dict.fromkeys(("test", "testing"), TEST),
}
"""What folders are called that hold a part of the data."""
DIVISIONS = ("automatic", "none", "test", "parts")
"""How such folders are used: not at all, for a test part, or for validation and test."""
GLIMPSED = 400


@dataclass(frozen=True, slots=True)
class FoundFile:
    """One file: where it lies, its name below the chosen folder, its class and its part."""

    path: str
    name: str
    label: str
    part: int


@dataclass(frozen=True)
class FoundFiles:
    """What a folder holds.

    Parameters
    ----------
    files
        The files of the kind looked for: those of training and validation, then those of the test.
    classes
        The names of the folders of classes that hold any; empty where files lie in no such folders.
    empty
        The folders of classes that hold none.
    loose
        How many files lie beside the folders of classes, in none of them.
    others
        How many files of other kinds there are, by suffix, the commonest first.
    skipped
        The folders that cannot be looked into.
    division
        How folders divide the samples, see `DIVISIONS`.
    """

    files: tuple[FoundFile, ...]
    classes: tuple[str, ...]
    empty: tuple[str, ...]
    loose: int
    others: tuple[tuple[str, int], ...]
    skipped: tuple[Skipped, ...]
    division: str

    @property
    def train_count(self) -> int:
        """How many files are not of the test part."""
        return sum(file.part != TEST for file in self.files)


def find_files(
    folder: Path,
    suffixes: Collection[str],
    division: str = "automatic",
    progress: Progress = unheard,
) -> FoundFiles:
    """Return the files of a kind in a folder of folders, one folder for each class.

    Around them there may be folders called train, validation and test.

    Parameters
    ----------
    suffixes
        What their names end with, in small letters: ``".png"``.
    division
        One of `DIVISIONS`.

    Raises
    ------
    UserError
        The folder cannot be looked into, or holds too much.
    """
    search = FolderSearch(suffixes, progress)
    root = search.inner(str(folder))
    bases = _bases(search, root)
    if division == "none":
        bases = [(path, TRAINING) for path, _ in bases]
    elif division == "test":
        bases = [(path, TEST if part == TEST else TRAINING) for path, part in bases]
    files: list[FoundFile] = []
    empty: list[str] = []
    loose: list[FoundFile] = []
    for base, part in bases:
        directories, own = search.entries(base, counted=True)
        loose += [_found(path, folder, "", part) for path in own]
        for path in directories:
            label = label_of(os.path.basename(path))
            inside = [_found(each, folder, label, part) for each in search.below(path)]
            files += inside
            if not inside:
                empty.append(_found(path, folder, "", part).name)
    flat = not files
    if flat:
        files, loose, empty = loose, [], []
    classes = sorted({file.label for file in files if file.label}, key=natural)
    if len(classes) > MOST_CLASSES:
        text = N_("{name} holds {count} folders of classes; there can be at most {most}.")
        raise UserError(Text(text, name=folder.name, count=len(classes), most=MOST_CLASSES))
    rank = {label: place for place, label in enumerate(classes)}
    files = in_order(files, lambda f: (f.part == TEST, f.part, rank.get(f.label, 0), f.name))
    return FoundFiles(
        tuple(files),
        tuple(classes),
        tuple(sorted(empty, key=natural)),
        len(loose),
        tuple(search.others.most_common()),
        tuple(search.skipped),
        division_of(files),
    )


def require_training(parts: Iterable[int]) -> None:
    """Refuse files that are all in the test part.

    Raises
    ------
    UserError
        They are.
    """
    if all(part == TEST for part in parts):
        text = N_("All files are in the test part. Add some to learn from.")
        raise UserError(Text(text))


def files_to_predict(path: Path, suffixes: Collection[str]) -> list[FoundFile]:
    """Return a file, or all files of a kind in a folder and the folders in it, in their order."""
    if not path.is_dir():
        return [FoundFile(str(path), shown(path.name), "", TRAINING)]
    found = [_found(each, path, "", TRAINING) for each in FolderSearch(suffixes).below(str(path))]
    return in_order(found, lambda file: natural(file.name))


def spread(files: Sequence[FoundFile], most: int) -> list[FoundFile]:
    """Return some files, evenly taken from all classes, in the order of these."""
    classes: dict[str, list[FoundFile]] = {}
    for file in files:
        classes.setdefault(file.label, []).append(file)
    if len(classes) > most:
        labels = list(classes)
        return [classes[labels[n * len(labels) // most]][0] for n in range(most)]
    each, rest = divmod(most, len(classes))
    chosen: list[FoundFile] = []
    for n, inside in enumerate(classes.values()):
        count = min(each + (n < rest), len(inside))
        chosen += [inside[k * len(inside) // count] for k in range(count)]
    return chosen


def in_order(files: Sequence[FoundFile], key: Callable[[FoundFile], object]) -> list[FoundFile]:
    """Return files sorted, in short steps: a single call for many would stop the window."""
    keyed = [(key(file), file.path, file) for file in files]
    return [file for *_, file in merge(*(sorted(part) for part in steps(keyed)))]


def share_of(folder: Path, suffixes: Collection[str]) -> tuple[float, bool]:
    """Return which share of the first files in a folder is of a kind; and whether in subfolders.

    Only a bounded number of them is looked at.
    """
    seen = own = deep = 0
    search = FolderSearch(suffixes)
    waiting = [(str(folder), 0)]
    while waiting and seen < GLIMPSED:
        at, depth = waiting.pop(0)
        try:
            with os.scandir(at) as entries:
                for n, entry in enumerate(entries):
                    if n >= GLIMPSED // (4 if depth else 1) or seen >= GLIMPSED:
                        break
                    if unseen(entry.name):
                        continue
                    if is_kind(entry, folder=True):
                        if depth < 3 and len(waiting) < GLIMPSED:
                            waiting.append((entry.path, depth + 1))
                        continue
                    seen += 1
                    if search.suits(entry.name):
                        own += 1
                        deep += depth > 0
        except OSError:
            continue
    return own / max(seen, 1), deep > 0


def _found(path: str, folder: Path, label: str, part: int) -> FoundFile:
    # Paths are made from that of the folder, and asking the system would take long for many.
    return FoundFile(path, shown(path[len(str(folder)) :].lstrip(os.sep)), label, part)


def division_of(files: Sequence[FoundFile]) -> str:
    """Return how files are divided, one of `DIVISIONS`."""
    parts = {file.part for file in files}
    if VALIDATION in parts:
        return "parts"
    return "test" if TEST in parts else "none"


def _bases(search: FolderSearch, root: str) -> list[tuple[str, int]]:
    """Return the folders that folders of classes lie in, and which part each is."""
    directories, _ = search.entries(root)
    parts = {path: PARTS.get(os.path.basename(path).casefold()) for path in directories}
    known = set(parts.values()) - {None}
    if TRAINING not in known or (known == {TRAINING} and None in parts.values()):
        return [(root, TRAINING)]
    return sorted((path, part) for path, part in parts.items() if part is not None)
