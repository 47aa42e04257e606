"""The samples that the training script reads."""

from __future__ import annotations

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.data.prepared_data import PreparedData
from nnstudio.export.base import ExportJob


def training_data(job: ExportJob) -> dict[str, Array]:
    """Return samples and targets of training and validation by the names that the script reads.

    Whole numbers of a byte stay so, which takes a quarter of the room, and the script prepares
    them; all else is prepared already.

    Raises
    ------
    UserError
        The samples cannot be had.
    """
    samples = job.samples
    raw = _is_bytes(samples)
    found = {}
    for part, places in (("train", samples.train_indices), ("val", samples.val_indices)):
        prepared = samples.x_train if part == "train" else samples.x_val
        targets = samples.t_train if part == "train" else samples.t_val
        found[f"x_{part}"] = samples.dataset.samples(places) if raw else prepared
        found[f"t_{part}"] = targets
    return {name: np.ascontiguousarray(value) for name, value in found.items()}


def _is_bytes(samples: PreparedData) -> bool:
    return bool(samples.dataset.samples(samples.train_indices[:1]).dtype == np.uint8)
