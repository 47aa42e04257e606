"""Data sets that tests make up, for what no data set that comes along has."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from nnstudio.core.layer import Array
from nnstudio.data.dataset import Dataset, DatasetInfo, NoOptions
from nnstudio.graph.data_plan import DataSource, Option
from nnstudio.graph.signature import Signature


def made_up(
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    kind: str,
    signature: Signature,
    x: Array,
    y: Array,
    value_range: tuple[float, float] | None = None,
) -> Dataset:
    """Have the data room know a data set; three samples are held out, the test has all again."""
    info = DatasetInfo(
        name,
        name.title(),
        name,
        kind,
        signature,
        len(x),
        len(x),
        "none",
        3,
        NoOptions(),
        value_range,
    )
    data = Dataset(info, lambda split: (x.copy(), y.copy()))
    monkeypatch.setattr("nnstudio.data.prepare.load_dataset", lambda source, progress=None: data)
    return data


def source_of(name: str, options: Mapping[str, Option] | None = None) -> DataSource:
    """Return the source of a data set of NNStudio's own."""
    return DataSource(name, tuple(sorted((options or {}).items())))
