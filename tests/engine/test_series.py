"""The figures of a run that goes on."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnstudio.engine.series import Series


@given(st.lists(st.floats(allow_nan=False)), st.integers(-5, 5), st.integers(-5, 5))
def test_it_reads_like_a_tuple(values: list[float], start: int, stop: int) -> None:
    grown = Series()
    for value in values:
        grown = grown.followed_by(value)

    assert grown == tuple(values) == Series(values)
    assert tuple(grown[start:stop]) == tuple(values)[start:stop]
    assert grown[-1:] == values[-1:]


def test_what_was_kept_stays_when_others_go_on() -> None:
    kept = Series((3.0, 2.0))
    one, other = kept.followed_by(1.0), kept.followed_by(5.0)

    assert kept == (3.0, 2.0)
    assert one == (3.0, 2.0, 1.0)
    assert other == (3.0, 2.0, 5.0)
    assert one.followed_by(0.5) == (3.0, 2.0, 1.0, 0.5)
    assert kept != one


def test_a_place_that_is_not_there_is_refused() -> None:
    kept = Series((3.0,))
    kept.followed_by(math.nan)

    assert kept[-1] == kept[0] == 3.0
    with pytest.raises(IndexError):
        kept[1]
