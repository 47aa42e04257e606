"""The header of an array as NumPy writes it, read without running any of it."""

from __future__ import annotations

import math
import re
import struct
from dataclasses import dataclass
from typing import IO

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text

MAGIC = b"\x93NUMPY"
LARGEST_HEADER = 1 << 16
MOST_DIMENSIONS = 32
_TYPE = re.compile(r"""['"]descr['"]\s*:\s*(['"])([<>|=]?[a-zA-Z]\d*(?:\[[\w/]+\])?)\1""")
_ORDER = re.compile(r"""['"]fortran_order['"]\s*:\s*(True|False)""")
_SHAPE = re.compile(
    r"""['"]shape['"]\s*:\s*\(\s*((?:\d{1,18}L?\s*(?:,\s*\d{1,18}L?\s*)*,?)?)\s*\)"""
)


@dataclass(frozen=True)
class NpyHeader:
    """What an array is.

    Parameters
    ----------
    fortran
        Whether the first axis runs fastest.
    start
        Where its numbers begin.
    """

    dtype: np.dtype[np.generic]
    shape: tuple[int, ...]
    fortran: bool
    start: int

    @property
    def size(self) -> int:
        """How many bytes its numbers take."""
        return self.dtype.itemsize * math.prod(self.shape)


def read_npy_header(stream: IO[bytes], name: str) -> NpyHeader:
    """Read the header at the beginning of a stream.

    NumPy's own reader would take it for Python, and complains in many ways.

    Raises
    ------
    UserError
        It is no header of an array of numbers or words.
    """
    start = stream.read(8)
    if start[:6] != MAGIC or len(start) < 8 or start[6] not in (1, 2, 3):
        text = N_("{name} is no array as NumPy saves it. Save it with numpy.save or numpy.savez.")
        raise UserError(Text(text, name=name))
    wide = 2 if start[6] == 1 else 4
    length = stream.read(wide)
    size = struct.unpack("<H" if wide == 2 else "<I", length)[0] if len(length) == wide else 0
    words = stream.read(size) if 0 < size <= LARGEST_HEADER else b""
    if len(words) < max(size, 1):
        raise _damaged(name)
    written = words.decode("utf-8", "replace")
    if re.search(r"""['"]descr['"]\s*:\s*(?:\[|['"]\|?O)""", written):
        text = N_(
            "{name} holds Python objects or records, which are not opened, for they could run "
            "programs. Save it as plain numbers or words: numpy.save(file, numpy.array(list, "
            "dtype=float)), sequences of different lengths padded to one."
        )
        raise UserError(Text(text, name=name))
    kind, order, shape = (part.search(written) for part in (_TYPE, _ORDER, _SHAPE))
    if kind is None or order is None or shape is None:
        raise _damaged(name)
    sizes = tuple(int(size) for size in re.findall(r"\d+", shape[1]))
    try:
        dtype = np.dtype(kind[2])
    except (TypeError, ValueError, SyntaxError):
        raise _damaged(name) from None
    if dtype.hasobject or len(sizes) > MOST_DIMENSIONS or dtype.itemsize == 0:
        raise _damaged(name)
    return NpyHeader(dtype, sizes, order[1] == "True", 8 + wide + size)


def _damaged(name: str) -> UserError:
    text = N_("{name} is damaged: the description of its array cannot be read. Save it again.")
    return UserError(Text(text, name=name))
