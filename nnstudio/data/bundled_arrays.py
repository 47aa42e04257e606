"""Data sets that come with NNStudio as arrays in an .npz file: ``x_train``, ``y_train``, and so on."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from nnstudio.core.shapes import Shape
from nnstudio.data.dataset import DatasetInfo, NoOptions, RawSamples
from nnstudio.graph.signature import Signature


def read_arrays(path: Path, shape: Shape, split: str) -> RawSamples:
    """Return the samples ``(n, *shape)`` of ``"train"`` or ``"test"``, and their classes.

    Members of the file are read one by one: the test samples stay closed until they are asked for.
    """
    with np.load(path, allow_pickle=False) as archive:
        x, y = archive[f"x_{split}"], archive[f"y_{split}"]
    return x.reshape(len(x), *shape), y.astype(np.int64)


def arrays_card(path: Path, kind: str) -> DatasetInfo:
    """Return what the arrays themselves say of a data set."""
    with np.load(path, allow_pickle=False) as archive:
        x, classes = archive["x_train"], archive["class_names"].tolist()
        test_count = len(archive["y_test"])
    shape = x.shape[1:]
    if kind == "series":
        shape = raw_shape = shape if len(shape) == 2 else (*shape, 1)
    else:
        raw_shape, shape = shape, shape if len(shape) == 3 else (*shape, 1)
    # Sequences of several features that end in zeros were shorter than the longest.
    padded = kind == "series" and x.ndim == 3 and not x[:, -1].any(axis=1).all()
    return DatasetInfo(
        name="",
        title="",
        summary="",
        kind=kind,
        signature=Signature(shape, classes=tuple(classes), raw_shape=raw_shape, padded=padded),
        train_count=len(x),
        test_count=test_count,
        scaling="standard",
        validation=len(x) // 5,
        options=NoOptions(),
    )
