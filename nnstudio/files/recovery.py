"""Copies of unsaved work, kept in case the program or the computer fails."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nnstudio.core.atomic_file import PARTS, write_atomically
from nnstudio.files.file_stamp import FileStamp
from nnstudio.files.project_file import SUFFIX, SavedProject, save

PART_SECONDS = 24 * 3600
"""After so long nobody is writing a file any more."""


@dataclass(frozen=True)
class LeftWork:
    """Work that somebody did not come to save.

    Parameters
    ----------
    file
        The copy, a whole project file.
    name
        What the project was called.
    path
        The file it was opened from; None: it never had one.
    time
        When the copy was written.
    stamp
        What that file was like when it was read; None: not known.
    """

    file: Path
    name: str
    path: Path | None
    time: datetime
    stamp: FileStamp | None = None

    @property
    def lock(self) -> Path:
        """The file that whoever works on it holds locked."""
        return self.file.with_suffix(".lock")

    def discard(self) -> None:
        """Remove the copy."""
        for path in (self.file, self.file.with_suffix(".json")):
            with contextlib.suppress(OSError):
                path.unlink()


class RecoveryCopy:
    """The copy of what is open in one window; it may be written from any thread.

    Parameters
    ----------
    file
        Where it lies, with the ending of a project file.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._ended = False

    def write(self, saved: SavedProject, path: Path | None, stamp: FileStamp | None = None) -> None:
        """Write the copy in place of the one before, and what its file was like when it was read.

        Raises
        ------
        UserError
            It cannot be written; the one before is as it was.
        """
        place = None if path is None else str(path)
        facts = {"name": saved.project.name, "path": place, "stamp": stamp}
        text = json.dumps(facts, ensure_ascii=False)
        with self._lock:
            if self._ended:
                return
            with contextlib.suppress(OSError):  # what cannot be made cannot be written to, either
                self._file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(
                self._file.with_suffix(".json"), lambda stream: stream.write(text.encode())
            )
            save(self._file, saved, with_data=False)

    def remove(self) -> None:
        """Remove the copy, because there is nothing unsaved any more."""
        with self._lock:
            LeftWork(self._file, "", None, datetime.now()).discard()

    def end(self) -> None:
        """Remove the copy for good: nothing that is still on its way is written."""
        with self._lock:
            self._ended = True
        self.remove()


def left_works(folder: Path) -> tuple[LeftWork, ...]:
    """Return all copies in a folder, the newest first; others may be at work on them."""
    found = []
    with contextlib.suppress(OSError):
        for file in folder.glob(f"*{SUFFIX}"):
            # Another window may have removed it by now; a clock may have been anywhere.
            with contextlib.suppress(OSError, ValueError, OverflowError):
                written = datetime.fromtimestamp(file.stat().st_mtime)
                name, path, stamp = _facts(file.with_suffix(".json"))
                found.append(LeftWork(file, name, path, written, stamp))
    return tuple(sorted(found, key=lambda work: work.time, reverse=True))


def sweep(folder: Path) -> None:
    """Remove what was half written when a computer failed: it is of no use, and may be large."""
    with contextlib.suppress(OSError):
        for part in folder.glob(PARTS):
            with contextlib.suppress(OSError):
                if time.time() - part.stat().st_mtime > PART_SECONDS:
                    part.unlink()


def _facts(path: Path) -> tuple[str, Path | None, FileStamp | None]:
    try:
        facts = json.loads(path.read_text("utf-8"))
        name, place = facts["name"], facts["path"]
    except (OSError, ValueError, KeyError, TypeError):
        return "", None, None
    if not isinstance(name, str):
        name = ""
    match facts.get("stamp"):
        case [int(written), int(size)]:
            stamp: FileStamp | None = (written, size)
        case _:
            stamp = None
    return name, Path(place) if isinstance(place, str) else None, stamp
