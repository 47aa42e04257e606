"""A Keras file on the disk: the description of the network, and its weights."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.memory import memory_text, physical_memory
from nnstudio.core.text import N_, Text
from nnstudio.imports.keras_file.config import BrokenModelError

if TYPE_CHECKING:
    import h5py

CONFIG = "config.json"
METADATA = "metadata.json"
WEIGHTS = "model.weights.h5"
LONGEST_CONFIG = 64 << 20
FREELY_PACKED = 64 << 20
"""Up to this size what is stored may be packed as far as it goes."""
MOST_PACKED = 20
"""How many times larger than itself something larger may unpack."""
MOST_MEMBERS = 1_000

_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What the readers of zip, HDF5 and JSON raise for bytes that are none."""


class Stored:
    """An open Keras file.

    Parameters
    ----------
    model
        The description of the network: what the JSON reader gave.
    version
        The version of Keras that wrote it; empty: not known.
    legacy
        Whether it is an .h5 of the older kind, which lists weights by layer.
    """

    def __init__(self, model: object, version: str, weights: h5py.Group, legacy: bool) -> None:
        self.model = model
        self.version = version
        self.legacy = legacy
        self._weights = weights
        self._left = physical_memory() // 2 or 1 << 33

    def numbered(self, groups: Sequence[str]) -> list[Array]:
        """Return the arrays ``0``, ``1`` and so on of some groups, one group after the other."""
        found: list[Array] = []
        with _explained(WEIGHTS):
            for path in groups:
                group = _at(self._weights, path)
                count = 0
                while group is not None and str(count) in group:
                    found.append(self._read(group, str(count)))
                    count += 1
        return found

    def listed(self, names: Sequence[str]) -> list[Array]:
        """Return the arrays of a layer of the older kind.

        Parameters
        ----------
        names
            The layer's name, behind those of the networks that it is part of.
        """
        with _explained("model_weights"):
            group = _at(self._weights, names[0])
            if group is None:
                return []
            listed = _names(group)
            own = names[1:]
            if own:
                # A network within a network lists all its weights, the trained ones first.
                listed = [name for name in listed if _follow(name.split("/")[:-1], own)]
            return [self._read(group, name) for name in listed]

    def _read(self, group: h5py.Group, path: str) -> Array:
        import h5py

        dataset = _at(group, path)
        if not isinstance(dataset, h5py.Dataset) or dataset.dtype.kind not in "fiu":
            raise BrokenModelError(Text(N_("{path} is no array of numbers"), path=path))
        if dataset.external or dataset.is_virtual:
            raise _mistrusted(Text(N_("{path} lies in another file"), path=path))
        size, packed = dataset.size * dataset.dtype.itemsize, dataset.id.get_storage_size()
        self._left -= size
        if size > max(FREELY_PACKED, MOST_PACKED * packed) or self._left < 0:
            reason = Text(
                N_("{path} would unpack to {size} from {packed}"),
                path=path,
                size=memory_text(size),
                packed=memory_text(packed),
            )
            raise _mistrusted(reason)
        return np.asarray(dataset[()], np.float32)


@contextmanager
def opened(path: Path) -> Iterator[Stored]:
    """Open a Keras file.

    Raises
    ------
    UserError
        There is none, or it is damaged or not to be trusted.
    """
    with ExitStack() as stack:
        with _explained(path.name):
            with open(path, "rb") as stream:
                archive = stream.read(4) == b"PK\x03\x04"
            stored = _archive(path, stack) if archive else _single(path, stack)
        yield stored


@contextmanager
def _explained(name: str) -> Iterator[None]:
    """Say of what cannot be read that and why."""
    try:
        yield
    except UserError:
        raise
    except _UNREADABLE as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        text = N_("{name} cannot be read as a Keras file: {reason}. Save the network again.")
        raise BrokenModelError(Text(text, name=name, reason=reason)) from error


def _archive(path: Path, stack: ExitStack) -> Stored:
    import h5py

    with zipfile.ZipFile(path) as archive:
        infos = {info.filename: info for info in archive.infolist()}
        if len(archive.infolist()) > MOST_MEMBERS or CONFIG not in infos:
            text = N_("{name} is no Keras file: it lacks {member}. Choose one that Keras saved.")
            raise BrokenModelError(Text(text, name=path.name, member=CONFIG))
        model = json.loads(_member(archive, infos[CONFIG], LONGEST_CONFIG))
        version = ""
        if METADATA in infos:
            metadata = json.loads(_member(archive, infos[METADATA], LONGEST_CONFIG))
            version = str(metadata.get("keras_version")) if isinstance(metadata, dict) else ""
        if WEIGHTS not in infos:
            text = N_("{name} holds no {member}. Save the network again, with its weights.")
            raise BrokenModelError(Text(text, name=path.name, member=WEIGHTS))
        info = infos[WEIGHTS]
        data = _member(archive, info, max(FREELY_PACKED, MOST_PACKED * info.compress_size))
    file = stack.enter_context(h5py.File(BytesIO(data), "r"))
    return Stored(model, version, file, legacy=False)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    if info.file_size > most:
        reason = Text(
            N_("{path} would unpack to {size} from {packed}"),
            path=info.filename,
            size=memory_text(info.file_size),
            packed=memory_text(info.compress_size),
        )
        raise _mistrusted(reason)
    return archive.read(info)


def _single(path: Path, stack: ExitStack) -> Stored:
    import h5py

    file = stack.enter_context(h5py.File(path, "r"))
    described = file.attrs.get("model_config")
    if described is None:
        text = N_(
            "{name} holds weights alone, not the network that they belong to. Save the whole "
            "network with model.save."
        )
        raise BrokenModelError(Text(text, name=path.name))
    said = _text(described)
    if len(said) > LONGEST_CONFIG:
        raise _mistrusted(Text(N_("its description is too long")))
    weights = _at(file, "model_weights")
    if not isinstance(weights, h5py.Group):
        text = N_("{name} holds no {member}. Save the network again, with its weights.")
        raise BrokenModelError(Text(text, name=path.name, member="model_weights"))
    version = _text(file.attrs.get("keras_version", ""))
    return Stored(json.loads(said), version, weights, legacy=True)


def _at(group: h5py.Group, path: str) -> h5py.Group | None:
    """Return the group or array at a path, None where there is none; nothing of another file."""
    import h5py

    for part in filter(None, path.split("/")):
        if not isinstance(group, h5py.Group) or part not in group:
            return None
        if type(group.get(part, getlink=True)) is not h5py.HardLink:
            raise _mistrusted(Text(N_("{part} leads to another file"), part=part))
        group = group[part]
    return group


def _names(group: h5py.Group) -> list[str]:
    """Return the names of a layer's weights; a list that is long comes in parts."""
    parts = ["weight_names"]
    if "weight_names" not in group.attrs:
        parts = [f"weight_names{n}" for n in range(len(group.attrs))]
    return [_text(name) for part in parts for name in group.attrs.get(part, ())]


def _text(value: object) -> str:
    return value.decode("utf-8") if isinstance(value, bytes) else str(value)


def _follow(parts: Sequence[str], names: Sequence[str]) -> bool:
    """Return whether the names occur among the parts in their order."""
    left = iter(parts)
    return all(name in left for name in names)


def _mistrusted(reason: Text) -> BrokenModelError:
    text = N_("The file is not opened, for {reason}. Open a copy that was not changed.")
    return BrokenModelError(Text(text, reason=reason))
