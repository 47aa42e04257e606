"""What stands in a .safetensors file of PyTorch."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import safetensors
from safetensors import SafetensorError

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.memory import memory_text, physical_memory
from nnstudio.core.text import N_, Text

ROOM = 4
"""How many times as large as a file the memory has to be: bytes, arrays, and these as float32."""
WITHOUT_KNOWING = 8 << 30
"""What is read at most where the memory of the machine is not known."""
_TYPES = {"F16": "<f2", "F32": "<f4", "F64": "<f8"}


@dataclass(frozen=True, eq=False)
class State:
    """The weights of a network by PyTorch's names, float32.

    Parameters
    ----------
    metadata
        What else the file says.
    """

    tensors: Mapping[str, Array]
    metadata: Mapping[str, str]


def read_state(path: Path) -> State:
    """Return the numbers in a file; what only counts, such as batches, is left out.

    Raises
    ------
    UserError
        It cannot be read, is damaged or too large, or holds what is not a number.
    """
    most = physical_memory() // ROOM or WITHOUT_KNOWING
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= most else b""
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        text = N_("{name} cannot be read: {reason}.")
        raise UserError(Text(text, name=path.name, reason=reason)) from None
    if size > most:
        text = N_(
            "{name} has {size}, but the memory of this machine allows {most}. Load it on a larger "
            "one, or save the weights as float16."
        )
        found = Text(text, name=path.name, size=memory_text(size), most=memory_text(most))
        raise UserError(found)
    try:
        parts = safetensors.deserialize(content)  # type: ignore[no-untyped-call]
        header = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])
    except (SafetensorError, ValueError, RecursionError) as error:
        raise _damaged(path, str(error)[:200]) from error
    tensors = {name: _numbers(part) for name, part in parts if part["dtype"] in (*_TYPES, "BF16")}
    for name, value in tensors.items():
        if not np.isfinite(value).all():
            raise _damaged(path, Text(N_("{name} holds numbers that are not finite"), name=name))
    metadata = header.get("__metadata__", {})
    return State(tensors, {str(key): str(value) for key, value in metadata.items()})


def _numbers(part: Mapping[str, object]) -> Array:
    data, shape = part["data"], part["shape"]
    assert isinstance(data, bytes | bytearray)
    assert isinstance(shape, list | tuple)
    if part["dtype"] == "BF16":  # the upper half of a float32
        halves = np.frombuffer(data, "<u2").astype(np.uint32) << np.uint32(16)
        value = halves.view(np.float32)
    else:
        with np.errstate(over="ignore"):
            value = np.frombuffer(data, _TYPES[str(part["dtype"])]).astype(np.float32)
    found: Array = value.reshape(tuple(shape))
    found.flags.writeable = False
    return found


def _damaged(path: Path, reason: str | Text) -> UserError:
    text = N_("{name} is damaged: {error}. Open another copy of the file.")
    return UserError(Text(text, name=path.name, error=reason))
