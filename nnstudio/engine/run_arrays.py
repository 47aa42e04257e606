"""The record of a run as the arrays of a file, and whether arrays are such a record."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.messages import EpochRow

EPOCH_FIGURES = tuple(f.name for f in fields(EpochRow) if f.name != "metrics")
FIRST_FIGURES = 7
"""How many figures of an epoch the first version kept."""

_KINDS: dict[str, tuple[str, int]] = {
    "layers": ("U", 1),
    "loss": ("f4", 1),
    "accuracy": ("f4", 1),
    "probe_steps": ("i8", 1),
    "norms": ("f8", 2),
    "epochs": ("f8", 2),
    "mark_steps": ("i8", 1),
    "mark_values": ("f8", 1),
    "mark_names": ("U", 1),
}
_LATER_KINDS: dict[str, tuple[str, int]] = {
    "metric_names": ("U", 1),
    "metrics": ("f8", 2),
    "unclipped": ("f8", 1),
    "update_steps": ("i8", 1),
    "update_sizes": ("f8", 2),
}
THINNED = ("low", "mean", "high", "newest")
"""What is stored of each column of a long run."""
_THINNED_KINDS: dict[str, tuple[str, int]] = {
    "counts": ("i8", 1),
    **{f"{name}_{part}": ("f4", 1) for name in ("loss", "accuracy") for part in THINNED},
}
RUN_ARRAYS = tuple(_KINDS)
"""The arrays of a stored record."""
LATER_RUN_ARRAYS = (*_LATER_KINDS, *_THINNED_KINDS)
"""The arrays that records of the first version lack; those of long runs only a long one has."""


def check_arrays(arrays: dict[str, Array]) -> None:
    """Raise `ValueError` where stored arrays do not make up one record."""
    if ("metrics" in arrays) != ("metric_names" in arrays):
        raise ValueError("metrics and their names do not go together")
    long = any(name in arrays for name in _THINNED_KINDS if name != "counts")
    thinned = {"counts": ("i8", 1)} if "counts" in arrays else {}
    thinned |= _THINNED_KINDS if long else {}
    later = {name: kind for name, kind in _LATER_KINDS.items() if name in arrays} | thinned
    for name, (kind, dimensions) in (_KINDS | later).items():
        array = arrays[name]
        if not array.dtype.str[1:].startswith(kind) or array.ndim != dimensions:
            raise ValueError(f"{name} is of type {array.dtype} and has {array.ndim} dimensions")
    if "counts" in arrays and (len(arrays["counts"]) != 3 or arrays["counts"].min() < 0):
        raise ValueError("what is counted makes no sense")
    together: tuple[tuple[str, ...], ...] = (
        ("loss", "accuracy"),
        ("probe_steps", "norms"),
        ("mark_steps", "mark_values", "mark_names"),
    )
    if ("update_steps" in arrays) != ("update_sizes" in arrays):
        raise ValueError("update_steps and update_sizes do not go together")
    if "update_steps" in arrays:
        together = (*together, ("update_steps", "update_sizes"))
    for names in together:
        if len({len(arrays[name]) for name in names}) > 1:
            raise ValueError(f"{', '.join(names)} differ in length")
    if len(arrays.get("unclipped", arrays["norms"])) != len(arrays["norms"]):
        raise ValueError("unclipped and norms differ in length")
    epochs = arrays["epochs"]
    if not FIRST_FIGURES <= epochs.shape[1] <= len(EPOCH_FIGURES):
        raise ValueError(f"epochs has {epochs.shape[1]} columns")
    if arrays["norms"].shape[1] != max(len(arrays["layers"]), 1):
        raise ValueError(f"norms has {arrays['norms'].shape[1]} columns")
    sizes = arrays.get("update_sizes", np.empty((0, 0)))
    if len(sizes) and sizes.shape[1] != len(arrays["layers"]):
        raise ValueError(f"update_sizes has {sizes.shape[1]} columns")
    if not np.isfinite(epochs[:, :2]).all():
        raise ValueError("an epoch has no number")
    if "metric_names" in arrays:
        width = max(len(arrays["metric_names"]), 1)
        if arrays["metrics"].shape != (len(epochs), width):
            raise ValueError(f"metrics has the shape {arrays['metrics'].shape}")
