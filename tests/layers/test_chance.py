"""Layers that draw: their statistics, and the loss that Sampling adds."""

from __future__ import annotations

import numpy as np
import pytest

from nnstudio.core.errors import ShapeError
from nnstudio.core.layer import Layer, Step
from nnstudio.layers.dropout import Dropout
from nnstudio.layers.noise import Noise
from nnstudio.layers.sampling import Sampling
from nnstudio.layers.spatial_dropout import SpatialDropout


def step(training: bool = True, seed: int = 1, samples: int = 0) -> Step:
    return Step(training, np.random.Generator(np.random.SFC64(seed)), samples=samples)


def test_noise_has_the_deviation_that_is_set_and_no_mean() -> None:
    x = np.full((400, 50), 7.0, np.float32)
    y, saved = Noise(sigma=0.3).forward({}, step(), x)
    # Of 20,000 numbers the mean is off by 0.0021 (one sigma), the deviation by 0.0015.
    assert float(y.mean()) == pytest.approx(7, abs=0.01)
    assert float(y.std()) == pytest.approx(0.3, abs=0.007)
    np.testing.assert_array_equal(y, x + saved["noise"])
    assert Noise(sigma=0.3).forward({}, step(training=False), x)[0] is x


@pytest.mark.parametrize("rate", [0.25, 0.6])
def test_dropout_keeps_its_share_and_the_mean(rate: float) -> None:
    y, _ = Dropout(rate=rate).forward({}, step(), np.ones((200, 100)))
    assert np.mean(y == 0) == pytest.approx(rate, abs=0.015)
    assert np.mean(y) == pytest.approx(1, abs=0.03)
    assert set(np.round(y * (1 - rate), 12).ravel()) == {0.0, 1.0}


@pytest.mark.parametrize("shape", [(4, 5, 300), (7, 300)])
def test_spatial_dropout_silences_whole_feature_maps(shape: tuple[int, ...]) -> None:
    y, saved = SpatialDropout(rate=0.4).forward({}, step(), np.ones((20, *shape)))
    maps = y.reshape(20, -1, 300)
    assert (maps == maps[:, :1]).all()
    assert np.mean(maps[:, 0] == 0) == pytest.approx(0.4, abs=0.03)
    assert maps.max() == pytest.approx(1 / 0.6)
    (dx,), _ = SpatialDropout(rate=0.4).backward({}, step(), saved, np.ones_like(y))
    np.testing.assert_array_equal(dx, y)


def test_spatial_dropout_needs_places() -> None:
    with pytest.raises(ShapeError, match="Use Dropout for rows of numbers"):
        SpatialDropout().output_shape((10,))


@pytest.mark.parametrize("layer", [Noise(sigma=0.5), Dropout(), Sampling()], ids=lambda v: v.name)
def test_the_same_stream_gives_the_same_numbers_in_either_type(layer: Layer) -> None:
    x = np.linspace(-1, 1, 30).reshape(5, 6)
    xs = (x, x)[: len(layer.inputs)]
    single, _ = layer.forward({}, step(), *(x.astype(np.float32) for x in xs))
    double, _ = layer.forward({}, step(), *xs)
    np.testing.assert_allclose(single, double, rtol=1e-6, atol=1e-6)


def test_sampling_draws_from_the_distribution_it_is_told() -> None:
    mean, deviation = np.full((20_000, 1), 2.0), 0.5
    z, _ = Sampling().forward({}, step(), mean, np.full_like(mean, 2 * np.log(deviation)))
    assert z.mean() == pytest.approx(2, abs=0.02)
    assert z.std() == pytest.approx(deviation, abs=0.01)
    assert Sampling().forward({}, step(training=False), mean, mean)[0] is mean


def test_the_divergence_of_a_standard_normal_distribution_is_zero() -> None:
    zeros = np.zeros((3, 4))
    _, saved = Sampling(beta=5.0).forward({}, step(), zeros, zeros)
    assert Sampling(beta=5.0).penalty(saved) == 0
    # One number: -0.5 * (1 + ln 4 - 3^2 - 4) = 5.3069; two samples and beta = 2.
    _, saved = Sampling().forward({}, step(False), np.full((2, 1), 3.0), np.full((2, 1), np.log(4)))
    assert Sampling(beta=2.0).penalty(saved) == pytest.approx(2 * 2 * 5.306853, rel=1e-6)


@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("samples", [0, 12])
def test_the_gradient_of_sampling_is_that_of_output_and_divergence(
    training: bool, samples: int
) -> None:
    rng = np.random.default_rng(4)
    mean, log_variance, dy = (rng.normal(size=(3, 4)) for _ in range(3))
    layer = Sampling(beta=0.7)

    def loss(mean: np.ndarray, log_variance: np.ndarray) -> float:
        z, saved = layer.forward({}, step(training), mean, log_variance)
        return float((z * dy).sum()) + layer.penalty(saved) / (samples or 3)

    _, saved = layer.forward({}, step(training), mean, log_variance)
    gradients, _ = layer.backward({}, step(training, samples=samples), saved, dy)

    for port, gradient in enumerate(gradients):
        for place in np.ndindex(mean.shape):
            change = np.zeros_like(mean)
            change[place] = 1e-5
            shifted = [
                loss(*(x + sign * change * (i == port) for i, x in enumerate((mean, log_variance))))
                for sign in (1, -1)
            ]
            assert gradient[place] == pytest.approx((shifted[0] - shifted[1]) / 2e-5, abs=1e-8)
