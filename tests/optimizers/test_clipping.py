"""Clipping limits gradients as its definition says; that in place is compared in tests/core."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nnstudio.core.errors import ValueRangeError
from nnstudio.optimizers.clipping import Clipping, norm

GRADIENTS = {"a": np.array([3.0, -4.0]), "b": np.array([[12.0]])}  # as long as 5 and 12: 13


def test_none_lets_all_be() -> None:
    assert Clipping().clipped(GRADIENTS) == GRADIENTS


def test_by_value() -> None:
    clipped = Clipping(mode="value", threshold=3.5).clipped(GRADIENTS)
    np.testing.assert_array_equal(clipped["a"], [3.0, -3.5])
    np.testing.assert_array_equal(clipped["b"], [[3.5]])


def test_by_the_norm_of_each() -> None:
    clipped = Clipping(mode="norm", threshold=6.0).clipped(GRADIENTS)
    np.testing.assert_array_equal(clipped["a"], [3.0, -4.0])
    np.testing.assert_allclose(clipped["b"], [[6.0]], rtol=1e-6)


def test_by_the_norm_of_all() -> None:
    clipped = Clipping(mode="global_norm", threshold=6.5).clipped(GRADIENTS)
    np.testing.assert_allclose(clipped["a"], [1.5, -2.0], rtol=1e-6)
    np.testing.assert_allclose(clipped["b"], [[6.0]], rtol=1e-6)
    whole = Clipping(mode="global_norm", threshold=13.1).clipped(GRADIENTS)
    np.testing.assert_array_equal(whole["a"], GRADIENTS["a"])
    assert norm(GRADIENTS.values()) == 13.0


@pytest.mark.parametrize("mode", ["none", "value", "norm", "global_norm"])
def test_gradients_keep_their_type(mode: str) -> None:
    g = np.array([5.0, 0.0], np.float32)
    clipped = Clipping(mode=mode).clipped({"a": g})
    assert clipped["a"].dtype == np.float32
    assert np.isfinite(Clipping(mode=mode).clipped({"a": np.zeros(2)})["a"]).all()


def test_the_threshold_is_live_and_shown_where_it_matters() -> None:
    assert Clipping.params()["threshold"].live
    assert "threshold" not in Clipping().visible_params()
    assert "threshold" in Clipping(mode="norm").visible_params()
    for value in (0.0, -1.0, math.nan):
        with pytest.raises(ValueRangeError, match="Threshold got"):
            Clipping(threshold=value)
