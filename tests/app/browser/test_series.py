"""A series is put together again from its windows, whatever the stride."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nnstudio.app.browser.contents import TEST, TRAINING, UNUSED, read_contents
from nnstudio.app.browser.series import bands, join, thinned
from nnstudio.data.dataset import Dataset
from nnstudio.data.prepare import make_plan


def test_the_windows_of_a_series_are_joined() -> None:
    contents = read_contents(make_plan("airline_passengers"))
    series = join(contents)
    assert series.joined
    for sample in (0, 17, contents.count - 1):
        start = int(series.starts[sample])
        window = series.values[start : start + series.window]
        assert np.array_equal(window, contents.raw(sample))
    found = bands(contents.part, series.starts, len(series.values) - 1)
    assert [part for _, _, part in found] == [TRAINING, UNUSED, 1, UNUSED, TEST]
    assert [end for _, end, _ in found[:-1]] == [first for first, _, _ in found[1:]]


@pytest.mark.parametrize("stride", [1, 3, 5])
def test_any_stride_is_found(stride: int) -> None:
    contents = read_contents(make_plan("airline_passengers"))
    whole = np.random.default_rng(0).standard_normal((65, 2))
    x = np.stack([whole[n : n + 20] for n in range(0, 46, stride)])
    info = replace(contents.dataset.info, train_count=len(x), test_count=0)
    data = Dataset(info, lambda split: (x.copy(), np.zeros(len(x))))
    series = join(replace(contents, dataset=data))
    assert series.joined
    assert series.starts[1] == stride
    assert np.array_equal(series.values, whole[: len(series.values)])


def test_sequences_of_their_own_stand_side_by_side() -> None:
    contents = read_contents(make_plan("delayed_recall", options={"samples": 20}))
    series = join(contents)
    assert not series.joined
    assert len(series.values) == contents.count * series.window


def test_thinning_keeps_the_extremes() -> None:
    values = np.sin(np.linspace(0, 300, 50_000))
    values[31_234] = 9.0
    x, y = thinned(values, 0, 49_999, 1000)
    assert len(x) <= 1010
    assert y.max() == 9.0
    assert abs(x[y.argmax()] - 31_234) < 110
    assert (np.diff(x) > 0).all()
