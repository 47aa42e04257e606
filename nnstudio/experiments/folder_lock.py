"""Keeps two experiments out of one folder of results."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text

LOCK = ".lock"
"""The file that is locked; it stays there, for to remove it would let two in at once."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Have a folder for oneself.

    The system itself lets go of it when the program ends, however it ends: nothing is left behind
    by one that was killed.

    Raises
    ------
    UserError
        Another experiment is going on in it, or it cannot be written.
    """
    try:
        stream = (folder / LOCK).open("ab")
    except OSError as error:
        text = N_("{folder} cannot be used for the results: {reason}. Choose another folder.")
        reason = error.strerror or str(error)
        raise UserError(Text(text, folder=str(folder), reason=reason)) from error
    with stream:
        try:
            _lock(stream)
        except BlockingIOError:
            text = N_(
                "Another experiment is going on in {folder}. Wait until it ends, or choose another "
                "folder for the results."
            )
            raise UserError(Text(text, folder=str(folder))) from None
        yield


def _lock(stream: BinaryIO) -> None:
    """Lock a file until it is closed.

    Raises
    ------
    BlockingIOError
        Somebody else has locked it.
    """
    if sys.platform == "win32":
        import msvcrt

        stream.seek(0)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError from error
    else:
        import errno
        import fcntl

        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            # Some file systems of networks know no locks: there it goes on without.
            if error.errno in (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES):
                raise BlockingIOError from error
