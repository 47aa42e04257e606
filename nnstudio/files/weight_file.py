"""Weights from a file: what was exported, or a project that was trained."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.engine.plan import Plan
from nnstudio.engine.weights import WeightKey
from nnstudio.files import project_file
from nnstudio.files.archive import UNREADABLE, open_file
from nnstudio.files.arrays import all_arrays_from_npz, damaged, tensors_from_bytes

ALONE = (".npz", ".safetensors")
"""How files without a drawing end."""
SUFFIXES = (*ALONE, project_file.SUFFIX)
LARGEST = 8 << 30


def holds_weights(path: Path) -> bool:
    """Return whether a file is one of weights alone, and not of samples, which may be .npz, too."""
    from nnstudio.export.npz import MANIFEST  # only now: the window opens without it

    if path.suffix.lower() != ".npz":
        return path.suffix.lower() in ALONE
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            return f"{MANIFEST}.npy" in names and any("/" in name for name in names)
    except UNREADABLE:
        return False


def read_weights(path: Path, plan: Plan | None = None) -> dict[WeightKey, Array]:
    """Return the weights in a file by node and name, as float32 and read-only.

    Parameters
    ----------
    path
        An .npz or .safetensors file with arrays called ``<node>/<weight>``, or a project file.
    plan
        The network they are for. With it a .safetensors file may also be PyTorch's, whose weights
        find their layers by name, else by shape and order.

    Raises
    ------
    UserError
        The file cannot be read, or holds no weights.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES and path.is_file():
        text = N_("Weights are not read from {name}. Choose a file that ends in {known}.")
        raise UserError(Text(text, name=path.name, known=", ".join(SUFFIXES)))
    if plan is not None and suffix == ".safetensors":
        # Loaded only now: the window opens without it.
        from nnstudio.imports.pytorch_state import match_state, read_state

        state = read_state(path)
        if state.tensors and not any("/" in name for name in state.tensors):
            return match_state(plan, state)
    if suffix == project_file.SUFFIX:
        checkpoint = project_file.load(path).checkpoint
        found = {} if checkpoint is None else dict(checkpoint.weights)
    else:
        found = _by_key(_arrays(path), path.name)
    if not found:
        raise UserError(
            Text(
                N_(
                    "{name} holds no weights; it expects numbers called like dense_1/weight. "
                    "Choose a file that was exported here, or a trained project."
                ),
                name=path.name,
            )
        )
    return found


def _arrays(path: Path) -> dict[str, Array]:
    with open_file(path) as stream:
        if path.suffix.lower() != ".safetensors":
            return all_arrays_from_npz(stream, path.name)
        size = path.stat().st_size
        if size > LARGEST:
            text = N_("{name} has {size} MB, more than the {most} MB that are read.")
            raise UserError(Text(text, name=path.name, size=size >> 20, most=LARGEST >> 20))
        return tensors_from_bytes(stream.read(), path.name)


def _by_key(arrays: dict[str, Array], file: str) -> dict[WeightKey, Array]:
    found = {}
    for name, array in arrays.items():
        node, slash, weight = name.partition("/")
        if slash and node and weight and array.dtype.kind == "f":
            with np.errstate(over="ignore"):  # what is too large for float32 is not finite
                value = np.ascontiguousarray(array, np.float32)
            if not np.isfinite(value).all():
                raise damaged(file, ValueError(f"{name} holds numbers that are not finite"))
            value.flags.writeable = False
            found[node, weight] = value
    return found
