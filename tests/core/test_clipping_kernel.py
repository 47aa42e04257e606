"""Clipping in place is what the definition says, on however many threads it is spread."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nnstudio.core.kernels.calls import aligned
from nnstudio.core.kernels.clipping import Clip
from nnstudio.core.layer import Array
from nnstudio.optimizers.clipping import Clipping, norm

SIZES = {"a": (slice(0, 12), (3, 4)), "b": (slice(16, 21), (5,)), "c": (slice(32, 50), (2, 3, 3))}


def some_gradient(scale: float) -> tuple[Array, dict[str, Array]]:
    """Return a flat gradient with gaps, and the tensors in it as views."""
    g = aligned((64,))
    views = {name: g[part].reshape(shape) for name, (part, shape) in SIZES.items()}
    rng = np.random.default_rng(4)
    for view in views.values():
        view[...] = rng.normal(0, scale, view.shape)
    views["a"] = views["a"].T  # as a layer may lay its weights
    return g, views


def run(clip: Clip) -> None:
    for phase in clip.phases:
        for thread in phase:
            for call in thread:
                call()


@pytest.mark.parametrize("mode", ["value", "norm", "global_norm"])
@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e6])
def test_it_is_the_definition(mode: str, threads: int, scale: float) -> None:
    g, views = some_gradient(scale)
    before = {name: view.copy() for name, view in views.items()}
    parts = [slice(0, 64)] if threads == 1 else [slice(0, 16), slice(16, 64)]
    clip = Clip(mode, g, list(views.values()), parts)
    clip.set_threshold(0.5)
    run(clip)

    expected = Clipping(mode=mode, threshold=0.5).clipped(before)
    for name, view in views.items():
        np.testing.assert_allclose(view, expected[name], rtol=1e-5)
    assert clip.norms() == pytest.approx((norm(before.values()), norm(expected.values())), rel=1e-5)
    changed = any((expected[name] != before[name]).any() for name in before)
    assert changed == (scale > 1e-3)


@pytest.mark.parametrize("mode", ["value", "norm", "global_norm"])
def test_its_threshold_can_be_changed(mode: str) -> None:
    g, views = some_gradient(1.0)
    clip = Clip(mode, g, list(views.values()), [slice(0, 64)])
    clip.set_threshold(100.0)
    before = g.copy()
    run(clip)
    np.testing.assert_array_equal(g, before)

    clip.set_threshold(0.5)
    expected = Clipping(mode=mode, threshold=0.5).clipped(views)
    run(clip)
    for name, view in views.items():
        np.testing.assert_allclose(view, expected[name], rtol=1e-5)


@pytest.mark.parametrize("mode", ["value", "norm", "global_norm"])
def test_gradients_whose_squares_are_too_large_are_limited_like_others(mode: str) -> None:
    g, views = some_gradient(1.0)
    g *= np.float32(1e25)
    expected = Clipping(mode=mode, threshold=0.5).clipped(views)
    clip = Clip(mode, g, list(views.values()), [slice(0, 64)])
    clip.set_threshold(0.5)
    with np.errstate(over="ignore"):
        run(clip)
    for name, view in views.items():
        np.testing.assert_allclose(view, expected[name], rtol=1e-5)
        assert np.abs(view).max() > 0.01


@pytest.mark.parametrize("mode", ["norm", "global_norm"])
def test_what_is_no_number_stays_none(mode: str) -> None:
    g, views = some_gradient(1.0)
    g[0] = math.nan
    clip = Clip(mode, g, list(views.values()), [slice(0, 64)])
    clip.set_threshold(0.5)
    run(clip)
    assert math.isnan(g[0])
