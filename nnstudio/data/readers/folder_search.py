"""Look through folders: which files of a kind are in them, and what is passed over."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.data.dataset import Skipped
from nnstudio.data.readers.reader import Progress, unheard

MOST_FILES = 1_000_000
MOST_SHELLS = 5
"""So many folders may lie around the data, each the only one in the one before."""
NOT_SEEN = ("__macosx", "thumbs.db", "desktop.ini", "lost+found", "$recycle.bin")
"""What systems put into folders by themselves."""


class FolderSearch:
    """Looks through folders, never twice through one, and notes what it comes across."""

    def __init__(self, suffixes: Collection[str], progress: Progress = unheard) -> None:
        self._suffixes = tuple(suffixes)
        self._progress = progress
        self._count = 0
        self.others: Counter[str] = Counter()
        self.skipped: list[Skipped] = []

    def suits(self, name: str) -> bool:
        """Return whether a file of this name is of the kind."""
        return name.casefold().endswith(self._suffixes)

    def inner(self, folder: str) -> str:
        """Return the folder itself, or where folders are but shells around another the last one."""
        try:
            with os.scandir(folder):
                pass
        except OSError as error:
            text = N_("{path} cannot be looked into: {reason}. Choose a folder that you may read.")
            reason = error.strerror or str(error)
            raise UserError(Text(text, path=shown(folder), reason=reason)) from None
        for _ in range(MOST_SHELLS):
            directories, own = self.entries(folder)
            if own or len(directories) != 1 or not self.entries(directories[0])[0]:
                break
            folder = directories[0]
        return folder

    def entries(self, folder: str, counted: bool = False) -> tuple[list[str], list[str]]:
        """Return the folders in a folder and the files of the kind, by name."""
        directories: list[str] = []
        own: list[str] = []
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    self._step()
                    if unseen(entry.name):
                        continue
                    if is_kind(entry, folder=True):
                        directories.append(entry.path)
                    elif self.suits(entry.name):
                        if is_kind(entry, folder=False):
                            own.append(entry.path)
                    elif counted:
                        self.others[shown(os.path.splitext(entry.name)[1]).lower()] += 1
        except OSError as error:
            if counted:
                reason = Text(
                    N_("the folder cannot be looked into: {reason}"), reason=error.strerror
                )
                self.skipped.append(Skipped(shown(os.path.basename(folder)), reason))
        return sorted(directories, key=natural), own

    def below(self, folder: str) -> Iterator[str]:
        """Yield the files of the kind in a folder and in all folders in it."""
        known: set[str] = set()
        waiting = [folder]
        while waiting:
            at = waiting.pop()
            real = os.path.realpath(at)
            if real in known:  # a link that leads back
                continue
            known.add(real)
            directories, own = self.entries(at, counted=True)
            yield from own
            waiting += directories

    def _step(self) -> None:
        self._count += 1
        if self._count % 1000 == 0:
            self._progress(0.0)
        if self._count > MOST_FILES:
            text = N_("The folder holds more than {most} files. Choose a smaller one.")
            raise UserError(Text(text, most=MOST_FILES))


def shown(name: str) -> str:
    """Return a file's name so that it can be written anywhere, with ``/`` between its parts."""
    if name.isascii():
        return name.replace(os.sep, "/")
    readable = os.fsencode(name).decode("utf-8", "replace")
    return readable.replace(os.sep, "/")


def label_of(name: str) -> str:
    """Return the class that a folder's name stands for: equal however its accents are written."""
    return unicodedata.normalize("NFC", shown(name))


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return what names are sorted by: 2 before 10."""
    parts = re.split(r"([0-9]{1,18})", name.casefold())
    return tuple((0, int(p), p) if n % 2 else (1, 0, p) for n, p in enumerate(parts) if p)


def unseen(name: str) -> bool:
    """Return whether a file or folder is hidden, or the system's own."""
    return name.startswith(".") or name.casefold() in NOT_SEEN


def is_kind(entry: os.DirEntry[str], folder: bool) -> bool:
    """Return whether it is a folder, or a file: no pipe or device, which could block."""
    try:
        return entry.is_dir() if folder else entry.is_file()
    except OSError:  # a link that leads to itself
        return False
