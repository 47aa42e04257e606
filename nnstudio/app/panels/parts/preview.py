"""A look at a data set, computed beside the window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from nnstudio.app.panels.parts.sample_sheet import COLUMNS, ROWS, as_grey
from nnstudio.core.layer import Array
from nnstudio.data import Option, load_dataset


@dataclass(frozen=True, eq=False)
class Preview:
    """What the data panel shows of a data set.

    Parameters
    ----------
    kind
        ``"image"`` or ``"points"``.
    samples
        uint8 pictures ``(n, height, width)`` or points ``(n, 2)``.
    labels
        The numbers of their classes ``(n,)``.
    indices
        Which samples they are.
    counts
        How many samples of each class there are to learn from ``(classes,)``.
    """

    kind: str
    samples: Array
    labels: Array
    indices: tuple[int, ...]
    counts: Array


def look_at(dataset: str, options: Mapping[str, Option], draw: int) -> Preview:
    """Read a data set and choose samples to show; another ``draw`` chooses other pictures."""
    data = load_dataset(dataset, options)
    info = data.info
    counts = np.bincount(data.y_train, minlength=len(info.signature.classes))
    chosen = np.arange(len(data.x_train))
    if info.kind != "image":
        return Preview(info.kind, data.x_train, data.y_train, tuple(chosen.tolist()), counts)
    count = min(COLUMNS * ROWS, len(chosen))
    chosen = np.random.default_rng(draw).choice(chosen, count, replace=False)
    pictures = as_grey(data.x_train[chosen], info.value_range or (0.0, 1.0))
    return Preview(info.kind, pictures, data.y_train[chosen], tuple(chosen.tolist()), counts)
