"""The error function against the C library's."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from nnstudio.core.erf import erf


@pytest.mark.parametrize(("dtype", "within"), [(np.float32, 3e-7), (np.float64, 1e-15)])
def test_it_is_right_to_rounding(dtype: type[np.floating[Any]], within: float) -> None:
    x = np.concatenate([np.linspace(-8, 8, 4001), np.linspace(0.46, 0.48, 401)]).astype(dtype)
    y = erf(x)
    assert y.dtype == dtype
    assert y.shape == x.shape
    assert np.abs(y - [math.erf(v) for v in x.tolist()]).max() <= within


def test_it_is_odd_exact_at_zero_and_one_far_out() -> None:
    x = np.array([0.0, 0.3, 2.0, 6.0, 1e4, 1e30, np.inf])
    assert erf(-x).tolist() == (-erf(x)).tolist()
    assert erf(x)[0] == 0.0
    assert erf(x)[3:].tolist() == [1.0] * 4


def test_not_a_number_stays_so() -> None:
    assert np.isnan(erf(np.array([np.nan]))).all()
