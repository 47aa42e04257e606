"""One IDX file: the format that MNIST came in.

Two zero bytes, a byte for the type of the numbers, a byte for how many dimensions there are, the
size of each as a big-endian number of 32 bits, then the numbers, big-endian, the last dimension
running fastest (LeCun, Cortes and Burges, "The MNIST database").
"""

from __future__ import annotations

import gzip
import math
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.memory import memory_text
from nnstudio.core.text import N_, Text
from nnstudio.data.readers.folder_search import shown
from nnstudio.data.readers.reader import Progress, unheard
from nnstudio.data.readers.room import fill, most_bytes

TYPES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
MOST_DIMENSIONS = 8
GZIP = b"\x1f\x8b"
MOST_DEFLATED = 1032
"""Deflate packs no data more tightly than to this part (zlib's own figure)."""


@dataclass(frozen=True)
class IdxFile:
    """What the header of an IDX file says.

    Parameters
    ----------
    dtype
        The type of its numbers, big-endian.
    packed
        Whether it is compressed with gzip, whatever its name says.
    """

    path: Path
    dtype: np.dtype[np.generic]
    shape: tuple[int, ...]
    packed: bool

    @property
    def name(self) -> str:
        """Its file's name."""
        return shown(self.path.name)

    @property
    def size(self) -> int:
        """How many bytes its numbers take."""
        return self.dtype.itemsize * math.prod(self.shape)


def open_idx(path: Path) -> IdxFile:
    """Read the header of an IDX file, and check it against the size of the file.

    Raises
    ------
    UserError
        It is no IDX file, or is cut off.
    """
    try:
        with path.open("rb") as plain:
            packed = plain.read(2) == GZIP
        with _stream(path, packed) as stream:
            head = stream.read(4)
            if len(head) < 4 or head[:2] != b"\0\0" or head[2] not in TYPES:
                raise _no_idx(path, head)
            if not 1 <= head[3] <= MOST_DIMENSIONS:
                raise _no_idx(path, head)
            sizes = stream.read(4 * head[3])
        if len(sizes) < 4 * head[3]:
            raise _cut_off(path, len(sizes) + 4, 4 * head[3] + 4)
        there = path.stat().st_size
    except (OSError, EOFError, zlib.error) as error:
        raise _unreadable(path, error) from None
    shape = struct.unpack(f">{head[3]}I", sizes)
    file = IdxFile(path, np.dtype(TYPES[head[2]]), shape, packed)
    whole = 4 + len(sizes) + file.size
    if not packed and there != whole:
        raise _cut_off(path, there, whole)
    if packed and whole > there * MOST_DEFLATED:
        raise _cut_off(path, there * MOST_DEFLATED, whole)
    if file.size == 0:
        text = N_("{name} is an IDX file without a single number. Choose another one.")
        raise UserError(Text(text, name=file.name))
    return file


def read_idx(file: IdxFile, progress: Progress = unheard) -> Array:
    """Return the numbers of an IDX file in the byte order of this machine, ``file.shape``.

    Raises
    ------
    UserError
        It is damaged, or takes more memory than there may be.
    """
    if file.size > most_bytes():
        text = N_("{name} takes {size}; here is room for {most}. Use a part of it.")
        size, most = memory_text(file.size), memory_text(most_bytes())
        raise UserError(Text(text, name=file.name, size=size, most=most))
    try:
        content = np.empty(file.size, np.uint8)
        with _stream(file.path, file.packed) as stream:
            stream.read(4 + 4 * len(file.shape))
            place = fill(content, stream, progress)
            more = stream.read(1)  # which also checks the sum at the end of a gzip file
    except MemoryError:
        text = N_("There is not enough memory for the {size} of {name}.")
        raise UserError(Text(text, size=memory_text(file.size), name=file.name)) from None
    except (OSError, EOFError, zlib.error) as error:
        raise _unreadable(file.path, error) from None
    if place < file.size or more:
        raise _cut_off(file.path, place + len(more), file.size)
    numbers = content.view(file.dtype).reshape(file.shape)
    return numbers.astype(file.dtype.newbyteorder("="), copy=False)


def _stream(path: Path, packed: bool) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path, "rb")) if packed else path.open("rb")


def _no_idx(path: Path, head: bytes) -> UserError:
    if path.suffix.lower() == ".gz":
        text = N_(
            "{name} is no IDX file, packed with gzip or not: it begins with {got}. Get it again "
            "from where it came."
        )
    else:
        text = N_(
            "{name} is no IDX file: it begins with {got}; expected were two zero bytes, the type of "
            "its numbers and how many dimensions there are. Choose another file."
        )
    return UserError(Text(text, name=shown(path.name), got=head.hex(" ") or "0 B"))


def _cut_off(path: Path, got: int, expected: int) -> UserError:
    text = N_(
        "{name} is damaged: by its header it has {expected} bytes, but there are {got}. Get it "
        "again from where it came."
    )
    return UserError(Text(text, name=shown(path.name), got=f"{got:,}", expected=f"{expected:,}"))


def _unreadable(path: Path, error: Exception) -> UserError:
    text = N_("{name} cannot be read: {reason}. Get it again from where it came.")
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return UserError(Text(text, name=shown(path.name), reason=reason))
