"""Named arrays in an .npz file, in an .npy file and its neighbours, or in a folder of .npy files."""

from __future__ import annotations

import math
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.memory import memory_text
from nnstudio.core.text import N_, Text
from nnstudio.data.readers.folder_search import shown
from nnstudio.data.readers.npy_header import NpyHeader, read_npy_header
from nnstudio.data.readers.reader import Progress, unheard
from nnstudio.data.readers.room import CHUNK, fill, most_bytes

MOST_ARRAYS = 1_000
MAPPED = 64 << 20
"""Larger .npy files stay on the disk, and only what is used of them is read."""
HEAD = 16 << 20
HEAD_SAMPLES = 1_000
MOST_DEFLATED = 1032
BROKEN = (
    OSError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
    KeyError,
    IndexError,
)
"""What Python's readers of files and archives raise for bytes that are none."""


@dataclass(frozen=True)
class StoredArray:
    """One array that has not been read yet.

    Parameters
    ----------
    name
        What it is called in the archive, or its file without ``.npy``.
    path
        The file that it, or the archive it is in, lies in.
    member
        Its name in the archive; empty: it is a file of its own.
    """

    name: str
    path: Path
    member: str
    header: NpyHeader

    @property
    def shape(self) -> tuple[int, ...]:
        """Its shape."""
        return self.header.shape

    def head(self) -> Array:
        """Return its first part, where that can be read without the rest, else all of it."""
        shape = self.shape
        if not shape or (self.header.fortran and len(shape) > 1):
            return self.read()[:HEAD_SAMPLES] if shape else self.read()
        row = max(1, self.header.size // max(1, shape[0]))
        rows = min(shape[0], HEAD_SAMPLES, max(1, HEAD // row))
        return self._read((rows, *shape[1:]), unheard)

    def read(self, progress: Progress = unheard) -> Array:
        """Return all of it; large files of their own are mapped into memory, not read.

        Raises
        ------
        UserError
            It is damaged, or takes more memory than there may be.
        """
        if not self.member and self.header.size > MAPPED:
            start, dtype = self.header.start, self.header.dtype
            try:
                if self.header.fortran:
                    return np.asarray(np.memmap(self.path, dtype, "r", start, self.shape, "F"))
                return np.asarray(np.memmap(self.path, dtype, "r", start, self.shape, "C"))
            except (OSError, ValueError) as error:
                raise _unreadable(shown(self.path.name), error) from None
        return self._read(self.shape, progress)

    def _read(self, shape: tuple[int, ...], progress: Progress) -> Array:
        header = self.header
        size = header.dtype.itemsize * math.prod(shape)
        if size > most_bytes():
            text = N_("The array {name} takes {size}; here is room for {most}. Use a part of it.")
            told = {"size": memory_text(size), "most": memory_text(most_bytes())}
            raise UserError(Text(text, name=self.name, **told))
        with _opened(self.path, self.member, self.name) as stream:
            stream.read(header.start)
            content = np.empty(size, np.uint8)
            place = fill(content, stream, progress)
        if place < size:
            raise _cut_off(self.name, place, size)
        flat = content.view(header.dtype)
        if header.dtype.kind == "U" and size:
            codes = content.view(np.dtype(np.uint32).newbyteorder(header.dtype.byteorder))
            if codes.max() > sys.maxunicode:
                raise _unreadable(self.name, ValueError("it holds no words"))
        order = header.fortran and shape == self.shape
        return flat.reshape(shape, order="F" if order else "C")


def stored_arrays(path: Path) -> tuple[dict[str, StoredArray], dict[str, Text]]:
    """Return the arrays of a file or folder by name, and why others in it are not opened.

    An .npy file comes with the others in its folder.

    Raises
    ------
    UserError
        It cannot be read, or is itself an array that is not opened.
    """
    if path.is_dir() or path.suffix.lower() == ".npy":
        return _files(path)
    found: dict[str, StoredArray] = {}
    refused: dict[str, Text] = {}
    with _told(shown(path.name)), zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
        if len(infos) > MOST_ARRAYS:
            raise _too_many(path, len(infos))
        for info in infos:
            if not info.filename.endswith(".npy"):
                continue
            name = shown(info.filename.removesuffix(".npy"))
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                text = N_("{name} is packed in a way that NumPy does not use. Save it again.")
                refused[name] = Text(text, name=name)
                continue
            if info.file_size > max(CHUNK, MOST_DEFLATED * info.compress_size):
                raise _cut_off(name, MOST_DEFLATED * info.compress_size, info.file_size)
            try:
                with archive.open(info) as stream:
                    header = read_npy_header(stream, name)
            except UserError as error:
                refused[name] = error.text
                continue
            if header.start + header.size != info.file_size:
                raise _cut_off(name, info.file_size, header.start + header.size)
            found[name] = StoredArray(name, path, info.filename, header)
    return found, refused


def _files(path: Path) -> tuple[dict[str, StoredArray], dict[str, Text]]:
    folder = path if path.is_dir() else path.parent
    found: dict[str, StoredArray] = {}
    refused: dict[str, Text] = {}
    with _told(shown(path.name)):
        files = sorted(f for f in folder.iterdir() if f.suffix.lower() == ".npy" and f.is_file())
        if len(files) > MOST_ARRAYS:
            if path.is_dir():
                raise _too_many(path, len(files))
            files = [path]
        for file in files:
            name = shown(file.stem)
            try:
                with _told(shown(file.name)), file.open("rb") as stream:
                    header = read_npy_header(stream, shown(file.name))
                there = file.stat().st_size
                if header.start + header.size > there:
                    raise _cut_off(shown(file.name), there, header.start + header.size)
            except UserError as error:
                if file == path:
                    raise
                refused[name] = error.text
                continue
            found[name] = StoredArray(name, file, "", header)
    return found, refused


@contextmanager
def _opened(path: Path, member: str, name: str) -> Iterator[IO[bytes]]:
    with _told(name):
        if not member:
            with path.open("rb") as stream:
                yield stream
            return
        with zipfile.ZipFile(path) as archive, archive.open(member) as stream:
            yield stream


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Tell whatever a broken file makes a library raise."""
    try:
        yield
    except UserError:
        raise
    except MemoryError:
        text = N_("There is not enough memory for {name}. Use a part of it.")
        raise UserError(Text(text, name=name)) from None
    except BROKEN as error:
        raise _unreadable(name, error) from None


def _unreadable(name: str, error: Exception) -> UserError:
    text = N_("{name} cannot be read: {reason}. Save it again with numpy.save or numpy.savez.")
    reason = getattr(error, "strerror", None) or str(error)[:200] or type(error).__name__
    return UserError(Text(text, name=name, reason=reason))


def _cut_off(name: str, got: int, expected: int) -> UserError:
    text = N_(
        "{name} is damaged: by its header it has {expected} bytes, but there are {got}. Save it "
        "again, or get another copy."
    )
    return UserError(Text(text, name=name, got=f"{got:,}", expected=f"{expected:,}"))


def _too_many(path: Path, count: int) -> UserError:
    text = N_("{name} holds {count} files; at most {most} arrays can be chosen from.")
    return UserError(Text(text, name=shown(path.name), count=count, most=MOST_ARRAYS))
