"""The figures of a column are those that anybody can count, missing numbers aside."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnstudio.app.browser.contents import Field
from nnstudio.app.browser.profiles import BINS, correlations, profile

NUMBERS = st.lists(
    st.one_of(st.floats(-1e6, 1e6, allow_subnormal=False), st.just(float("nan"))), min_size=1
)


@given(NUMBERS)
def test_figures_are_those_of_the_numbers_that_are_there(numbers: list[float]) -> None:
    values = np.array(numbers)
    known = values[~np.isnan(values)]
    found = profile(Field("x", values))
    assert found.count == len(values)
    assert found.missing == len(values) - len(known)
    assert found.bars.sum() == len(known)
    if len(known):
        assert found.mean == pytest.approx(known.mean(), abs=1e-6)
        assert found.deviation == pytest.approx(known.std(), abs=1e-4)
        assert (found.low, found.high) == (known.min(), known.max())
        assert found.quartiles == pytest.approx(np.percentile(known, (25, 50, 75)), abs=1e-6)


def test_bars_are_those_of_numpy() -> None:
    values = np.random.default_rng(0).standard_normal(5000)
    counted, _ = np.histogram(values, BINS)
    assert profile(Field("x", values)).bars.tolist() == counted.tolist()


def test_classes_are_counted_by_name_also_among_some_samples() -> None:
    field = Field("kind", np.array([0, 2, 2, 1, 2]), ("a", "b", "c"))
    assert profile(field).bars.tolist() == [1, 1, 3]
    assert profile(field, np.array([1, 3])).bars.tolist() == [0, 1, 1]


def test_correlations_are_pearsons() -> None:
    rng = np.random.default_rng(1)
    x = rng.standard_normal((200, 3))
    x[:, 2] = -x[:, 0]
    fields = tuple(Field(name, column) for name, column in zip("abc", x.T, strict=True))
    names, matrix = correlations(fields)
    assert names == ("a", "b", "c")
    assert matrix == pytest.approx(np.corrcoef(x.T))


def test_a_constant_goes_with_nothing_and_many_classes_are_no_number() -> None:
    values = np.linspace(0.0, 1.0, 10)
    fields = (
        Field("kind", np.arange(10) % 3, ("a", "b", "c")),
        Field("x", values),
        Field("same", np.full(10, 0.1)),
    )
    names, matrix = correlations(fields)
    assert names == ("x", "same")
    assert matrix[0, 0] == pytest.approx(1.0)
    assert np.isnan(matrix[1]).all()
    assert np.isnan(matrix[:, 1]).all()
