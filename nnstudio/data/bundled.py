"""Data sets that come with NNStudio as files."""

from __future__ import annotations

import numpy as np

from nnstudio.core.paths import resource
from nnstudio.core.settings import Settings
from nnstudio.core.text import N_
from nnstudio.data.dataset import DatasetInfo, NoOptions, RawSamples
from nnstudio.data.source import DatasetSource
from nnstudio.graph.signature import Signature

_MNIST = DatasetInfo(
    name="mnist",
    title=N_("MNIST digits"),
    summary=N_(
        "25,000 handwritten digits as grey pictures of 28 × 28 pixels: the classic first task of "
        "image recognition."
    ),
    kind="image",
    signature=Signature(input_shape=(28, 28, 1), classes=tuple("0123456789"), raw_shape=(28, 28)),
    train_count=20_000,
    test_count=5_000,
    scaling="unit",
    validation=4_000,
    options=NoOptions(),
    value_range=(0.0, 255.0),
    licence="CC BY-SA 3.0",
    attribution="© Yann LeCun and Corinna Cortes, derived from NIST; CC BY-SA 3.0; subset",
)


def _read_mnist(options: Settings, split: str) -> RawSamples:
    # Members of the archive are read one by one, so the test pictures stay closed until asked for.
    path = resource("data", "images", "mnist.npz")
    with np.load(path, allow_pickle=False) as archive:
        return archive[f"x_{split}"], archive[f"y_{split}"].astype(np.int64)


BUNDLED = {"mnist": DatasetSource(lambda options: _MNIST, _read_mnist, NoOptions())}
