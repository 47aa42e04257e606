"""Principal axes are those of a singular value decomposition, and do not flip."""

from __future__ import annotations

import numpy as np
import pytest

from nnstudio.core.layer import Array
from nnstudio.engine.studies.principal_axes import PrincipalAxes, principal_axes
from tests.engine.studying import finish


def cloud(samples: int, numbers: int) -> Array:
    rng = np.random.default_rng(7)
    sizes = 10.0 * 0.7 ** np.arange(min(numbers, 12))
    directions = np.linalg.qr(rng.standard_normal((numbers, len(sizes))))[0]
    values = rng.standard_normal((samples, len(sizes))) * sizes @ directions.T
    noise = 0.01 * rng.standard_normal((samples, numbers))
    return np.asarray(values + noise + 3.0, np.float32)


@pytest.mark.parametrize(("samples", "numbers"), [(400, 5), (60, 128), (300, 784), (20, 500)])
def test_they_are_the_first_right_singular_vectors(samples: int, numbers: int) -> None:
    values = cloud(samples, numbers)
    found = finish(principal_axes(values))
    centred = values.astype(np.float64) - values.mean(axis=0, dtype=np.float64)
    _, lengths, directions = np.linalg.svd(centred, full_matrices=False)
    np.testing.assert_allclose(found.shares, (lengths**2 / (lengths**2).sum())[:3], atol=1e-5)
    same = np.abs((found.axes * directions[:3]).sum(axis=1))
    np.testing.assert_allclose(same, 1.0, atol=1e-4)
    np.testing.assert_allclose(found.places, centred @ found.axes.T, atol=1e-3)


def test_a_line_has_one_axis() -> None:
    values = np.array([[0.0, 0.0], [3.0, 4.0], [6.0, 8.0]])
    found = finish(principal_axes(values))
    np.testing.assert_allclose(found.axes[0], [0.6, 0.8])
    np.testing.assert_allclose(found.shares, [1.0, 0.0, 0.0])
    np.testing.assert_allclose(found.places[:, 0], [-5.0, 0.0, 5.0], atol=1e-12)
    np.testing.assert_allclose(found.values_at(found.places), values, atol=1e-12)
    np.testing.assert_allclose(found.project(values), found.places, atol=1e-12)


def test_the_longest_component_is_positive_and_a_next_step_does_not_flip() -> None:
    values = cloud(200, 6)
    before = finish(principal_axes(values))
    longest = before.axes[np.arange(3), np.abs(before.axes).argmax(axis=1)]
    assert (longest > 0).all()
    flipped = PrincipalAxes(before.mean, -before.axes, before.shares, -before.places)
    np.testing.assert_array_equal(flipped.aligned_to(before).places, before.places)
    np.testing.assert_array_equal(flipped.aligned_to(before).axes, before.axes)
    turned = values @ np.diag([1.0, -1.0, 1.0, -1.0, 1.0, 1.0])
    after = finish(principal_axes(turned)).aligned_to(before)
    np.testing.assert_allclose(after.places, before.places, atol=1e-3)


def test_what_is_not_finite_has_no_place_and_spoils_nothing() -> None:
    values = np.array([[0.0, 0.0], [np.nan, 1.0], [2.0, 0.0], [np.inf, 0.0]])
    found = finish(principal_axes(values))
    np.testing.assert_array_equal(np.isnan(found.places[:, 0]), [False, True, False, True])
    np.testing.assert_allclose(found.shares, [1.0, 0.0, 0.0])
    nothing = finish(principal_axes(np.full((3, 2), np.nan)))
    assert not nothing.shares.any()
    alike = finish(principal_axes(np.ones((3, 2))))
    np.testing.assert_array_equal(alike.places, 0.0)
