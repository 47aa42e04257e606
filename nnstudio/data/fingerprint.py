"""Whether a file of the user's is still what it was when it was chosen."""

from __future__ import annotations

import hashlib
import os
import time
from functools import lru_cache
from pathlib import Path
from typing import Literal

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.data.readers.folder_search import unseen
from nnstudio.graph.data_plan import DataFile

SETTLED = 2_000_000_000
"""So many nanoseconds after it was written, a file that looks the same is the same."""

State = Literal["there", "missing", "changed"]


def fingerprint(path: Path) -> str:
    """Return what tells the contents of a file or folder from others.

    Of a file it is the SHA-256 of its bytes, of a folder that of the names and sizes in it: reading
    100,000 pictures only to see that they are the same would take minutes. Files that readers pass
    over, such as ``.DS_Store``, do not count.

    Raises
    ------
    UserError
        It cannot be read.
    """
    try:
        if path.is_dir():
            found = hashlib.sha256()
            for name, size in sorted(_listed(path)):
                found.update(f"{name}\0{size}\n".encode("utf-8", "surrogateescape"))
            return f"folder:{found.hexdigest()}"
        stat = path.stat()
        if time.time_ns() - stat.st_mtime_ns < SETTLED:  # it may change again within one tick
            return _contents(path)
        return _settled_contents(path, stat.st_mtime_ns, stat.st_size, stat.st_ino)
    except OSError as error:
        reason = error.strerror or str(error)
        text = N_("{path} cannot be read: {reason}. Check that it is there and may be read.")
        raise UserError(Text(text, path=str(path), reason=reason)) from None


@lru_cache(maxsize=64)
def _settled_contents(path: Path, modified: int, size: int, inode: int) -> str:
    """Return the digest of a file that nobody has written to lately; it is read once."""
    return _contents(path)


def _contents(path: Path) -> str:
    with path.open("rb") as stream:
        return f"sha256:{hashlib.file_digest(stream, 'sha256').hexdigest()}"


def file_state(file: DataFile) -> State:
    """Return whether a file is there as it was, is missing, or has other contents now."""
    path = Path(file.path)
    if not os.path.exists(path):  # unlike `Path.exists` it minds no path that cannot be looked at
        return "missing"
    return "there" if file.digest in ("", fingerprint(path)) else "changed"


def require_unchanged(file: DataFile) -> None:
    """Refuse a file that is missing or changed since it was chosen.

    Raises
    ------
    UserError
        It is; the text says what to do.
    """
    state = file_state(file)
    if state == "missing":
        text = N_(
            "The data's file {path} is not there any more. Put it back, or choose where it is now: "
            "in the Data panel of the window, or by --data of `nnstudio train`."
        )
        raise UserError(Text(text, path=file.path))
    if state == "changed":
        text = N_(
            "The data's file {path} has changed since it was chosen. Put the earlier file back, or "
            "read it again: in the Data panel of the window, or by --data of `nnstudio train`."
        )
        raise UserError(Text(text, path=file.path))


def _listed(folder: Path) -> list[tuple[str, int]]:
    """Return the names in a folder and all below, relative to it, with their sizes."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not unseen(name)]
        for name in names:
            if unseen(name):  # a look into the folder may make some
                continue
            full = os.path.join(place, name)
            try:
                size = os.stat(full).st_size
            except OSError:  # a link that leads nowhere
                size = -1
            found.append((os.path.relpath(full, folder).replace(os.sep, "/"), size))
    return found
