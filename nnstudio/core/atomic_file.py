"""Write a file as a whole or not at all, so that a failure never costs the one before."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text

Write = Callable[[BinaryIO], object]
"""Writes the contents to a stream; what it returns does not matter."""

PARTS = ".*.part"
"""What files are called that are still being written."""

_ADVICE: dict[int, str] = {
    errno.ENOSPC: N_("The disk is full. Free some space, or choose another place."),
    errno.EDQUOT: N_("Your quota of disk space is used up. Free some space."),
    errno.EROFS: N_("The disk is read-only. Choose another folder."),
    errno.EACCES: N_("You have no right to write there. Choose another folder or name."),
    errno.EPERM: N_("You have no right to write there. Choose another folder or name."),
    errno.ENOENT: N_("The folder does not exist. Choose another one."),
    errno.ENOTDIR: N_("The folder does not exist. Choose another one."),
    errno.EISDIR: N_("It is a folder. Choose a name for a file."),
    errno.ENODEV: N_("It is a device. Choose a name for a file."),
    errno.ENAMETOOLONG: N_("The name is too long. Choose a shorter one."),
}


def write_atomically(path: Path, write: Write) -> None:
    """Write a file; on any failure what was there before stays as it was.

    The bytes go to a new file in the same folder, which takes the place of ``path`` once they
    are safely on the disk. An existing file keeps its permissions; a link keeps pointing to it.

    Parameters
    ----------
    path
        The file to write.
    write
        Writes the contents to the stream it is given.

    Raises
    ------
    UserError
        The file cannot be written; the text says why and what to do.
    """
    with _explained(path):
        _replace(path.resolve(), write)


def require_writable(path: Path) -> None:
    """Refuse a file that could not be written, before the work whose result it is to hold.

    Raises
    ------
    UserError
        As `write_atomically` would.
    """
    with _explained(path):
        there = path.resolve()
        _mode(there)
        temporary = _part_of(there)
        open(temporary, "xb").close()
        temporary.unlink()


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(
            Text(
                N_("{path} cannot be written. {reason}"),
                path=str(path),
                reason=_reason(error),
            )
        ) from error


def _mode(path: Path) -> int | None:
    """Return the permissions of a file, None for a new one; raise where it cannot be replaced."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if path.exists() and not path.is_file():
        # To put a file in the place of /dev/null would harm every program.
        raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))
    mode = path.stat().st_mode & 0o7777 if path.exists() else None
    if mode is not None and not os.access(path, os.W_OK):
        # Replacing would succeed, for it needs the folder's permission alone.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return mode


def _part_of(path: Path) -> Path:
    return path.with_name(f".{secrets.token_hex(8)}.part")


def _replace(path: Path, write: Write) -> None:
    mode = _mode(path)
    temporary = _part_of(path)
    try:
        with open(temporary, "xb") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name lasting, where folders can be synced (not on Windows)."""
    # The file is in place by now, so nothing that fails here is worth a word.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(error: OSError) -> Text:
    advice = _ADVICE.get(error.errno or 0)
    if advice is not None:
        return Text(advice)
    return Text(
        N_("The system says: {error}. Choose another place."),
        error=error.strerror or str(error),
    )
