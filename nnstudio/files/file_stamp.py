"""What tells whether a file was written anew since it was read."""

from __future__ import annotations

from pathlib import Path

FileStamp = tuple[int, int]
"""When a file was written last, in nanoseconds, and how large it is in bytes."""


def stamp_of(path: Path) -> FileStamp | None:
    """Return the stamp of a file; None where there is none."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size
