"""Arrays in files: .npz members without pickles, and safetensors."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from typing import BinaryIO

import numpy as np
import safetensors.numpy
from safetensors import SafetensorError

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.files.archive import DamagedFileError, Parts, read_archive

_HEADER = re.compile(
    rb"\x93NUMPY\x01\x00..\{'descr': '(?P<dtype>[<|][fiuUb]\d{1,6})', 'fortran_order': False, "
    rb"'shape': \((?P<shape>(?:\d{1,12}, ?){0,8}(?:\d{1,12})?)\), \} *\n",
    re.DOTALL,
)


def arrays_from_npz(
    content: bytes, name: str, known: tuple[str, ...], optional: tuple[str, ...] = ()
) -> dict[str, Array]:
    """Return the ``known`` arrays of an .npz file, and the ``optional`` ones that it has.

    Raises
    ------
    UserError
        It is damaged, or one of the arrays is missing.
    """
    names = [f"{key}.npy" for key in (*known, *optional)]
    members = read_archive(io.BytesIO(content), name, names)
    arrays = {}
    for key in (*known, *optional):
        if f"{key}.npy" not in members:
            if key in optional:
                continue
            text = Text(
                N_("{name} lacks {member}. Open another copy of it."), name=name, member=key
            )
            raise DamagedFileError(text)
        arrays[key] = _array(members[f"{key}.npy"], f"{name}/{key}")
    return arrays


def all_arrays_from_npz(stream: BinaryIO, name: str) -> dict[str, Array]:
    """Return every array of an .npz file.

    Raises
    ------
    UserError
        It is damaged, or holds something that is no plain array.
    """
    members = read_archive(stream, name, None)
    return {
        member.removesuffix(".npy"): _array(content, f"{name}/{member}")
        for member, content in members.items()
    }


def safetensors_parts(tensors: Mapping[str, Array]) -> Parts:
    """Return float32 arrays as a safetensors file in parts, sorted by name, without copying them.

    The library copies everything twice and lets no other thread run meanwhile: the window would
    stand still while a copy of a large network is kept beside it.
    """
    header: dict[str, object] = {}
    numbers, end = [], 0
    for name in sorted(tensors):
        array = np.ascontiguousarray(tensors[name], "<f4")
        begin, end = end, end + array.nbytes
        shape = list(tensors[name].shape)
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [begin, end]}
        numbers.append(array.reshape(-1).view(np.uint8).data)
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return [memoryview(len(text).to_bytes(8, "little")), memoryview(text), *numbers]


def tensors_from_bytes(content: bytes, name: str) -> dict[str, Array]:
    """Return the float32 arrays of a safetensors file, read-only.

    Raises
    ------
    UserError
        It is damaged, or an array is of another type.
    """
    try:
        tensors = safetensors.numpy.load(content)
    # The library checks the bytes; NumPy lacks some of its types.
    except (SafetensorError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise damaged(name, error) from error
    for key, tensor in tensors.items():
        if tensor.dtype != np.float32:
            raise UserError(
                Text(
                    N_("{name}: {key} got numbers of the type {got}; it expects float32."),
                    name=name,
                    key=key,
                    got=str(tensor.dtype),
                )
            )
        tensor.flags.writeable = False
    return tensors


def _array(content: bytes, name: str) -> Array:
    """Return the array of an .npy file as NumPy writes it, read-only.

    NumPy's own reader would take the header for Python and make room for whatever it promises.
    """
    header = _HEADER.match(content)
    if header is None:
        raise damaged(name, ValueError("not a plain array"))
    shape = tuple(int(size) for size in header["shape"].split(b",") if size.strip())
    try:
        dtype = np.dtype(header["dtype"].decode("ascii"))
        return np.frombuffer(content, dtype, offset=header.end()).reshape(shape)
    except (ValueError, TypeError) as error:
        raise damaged(name, error) from error


def damaged(name: str, error: Exception) -> DamagedFileError:
    """Return what is said of a file whose contents are not what they should be."""
    return DamagedFileError(
        Text(
            N_("{name} is damaged: {error}. Open another copy of the file."),
            name=name,
            error=str(error)[:200] or type(error).__name__,
        )
    )
