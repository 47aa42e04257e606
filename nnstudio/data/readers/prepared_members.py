"""The files of a data set that was imported before, in a folder or in an .npz file."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal, TypeAlias

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.memory import memory_text
from nnstudio.core.shapes import shape_text
from nnstudio.core.text import N_, Text
from nnstudio.data.readers.npy_header import read_npy_header
from nnstudio.data.readers.room import most_bytes


@dataclass(frozen=True)
class Member:
    """One file of a prepared data set: where it lies, or how it is taken out of the archive."""

    name: str
    size: int
    path: Path | None = None
    archive: zipfile.ZipFile | None = None

    def open(self) -> IO[bytes]:
        """Open it for reading."""
        if self.archive is not None:
            return self.archive.open(self.name)
        assert self.path is not None, "it lies in a folder or in an archive"
        return self.path.open("rb")


Members: TypeAlias = Mapping[str, Member]
"""The files of a data set, by name."""


@contextmanager
def members_of(path: Path) -> Iterator[Members]:
    """Give the files of a data set; those in an archive can be read until the end of the block."""
    if path.is_dir():
        files = [each for each in path.iterdir() if each.is_file()]
        yield {each.name: Member(each.name, each.stat().st_size, path=each) for each in files}
        return
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
        yield {i.filename: Member(i.filename, i.file_size, archive=archive) for i in infos}


def array_of(member: Member, expected: tuple[int, ...], path: Path) -> Array:
    """Return an array of the expected shape; one in a folder stays on the disk until used.

    Raises
    ------
    UserError
        It is another array, cut off or too large.
    """
    with member.open() as stream:
        header = read_npy_header(stream, member.name)
        shape, dtype = header.shape, header.dtype
        # Before anything of that size is made.
        if shape not in (expected, (*expected, 1)[: len(shape)]) or dtype.kind not in "uifb":
            text = N_("{path}: {member} has {got} of {kind}, but its card says {expected} numbers.")
            values = {"got": shape_text(shape) or "1", "kind": str(dtype)}
            shown = shape_text(expected)
            raise UserError(
                Text(text, path=str(path), member=member.name, expected=shown, **values)
            )
        if header.size > member.size:
            text = N_("{path}: {member} is cut off. Import the data again.")
            raise UserError(Text(text, path=str(path), member=member.name))
    order: Literal["F", "C"] = "F" if header.fortran else "C"
    if member.path is not None:
        return np.memmap(member.path, dtype, "r", header.start, shape, order)
    if header.size > most_bytes():
        text = N_("{path}: {member} takes {needed}; here is room for {most}. Take fewer samples.")
        needed, most = memory_text(header.size), memory_text(most_bytes())
        told = {"member": member.name, "needed": needed, "most": most}
        raise UserError(Text(text, path=str(path), **told))
    with member.open() as stream:
        stream.read(header.start)
        content = stream.read(header.size)
    array: Array = np.frombuffer(content, dtype).reshape(shape, order=order)
    return array
