"""The numbers behind histograms: exact counts, bins that any two moments share, nothing lost."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nnstudio.core.layer import Array
from nnstudio.engine.model import Model
from nnstudio.engine.studies.distributions import (
    DistributionsStudy,
    Spread,
    pooled,
    spreads_of,
)
from nnstudio.engine.studies.tally import Tallying
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.layers.dense import Dense
from tests.app.plots.made_up import digits, stack
from tests.engine.studying import answer, tally_of


def normal(count: int, seed: int = 0) -> Array:
    return np.random.default_rng(seed).normal(size=count).astype(np.float32)


def test_counts_are_those_of_numpy_for_the_same_edges() -> None:
    values = normal(70_000) * 3 + 1
    tally = tally_of(values)
    for exponent in (tally.exponent, tally.exponent + 1, tally.exponent + 3):
        first = int(np.floor(values.min() / 2.0**exponent)) + 2
        counts, before, after = tally.binned(exponent, first, 30)
        edges = (first + np.arange(31)) * 2.0**exponent
        inside = values[(values >= edges[0]) & (values < edges[-1])]
        np.testing.assert_array_equal(counts, np.histogram(inside, edges)[0])
        assert before == (values < edges[0]).sum()
        assert after == (values >= edges[-1]).sum()


def test_figures_are_those_of_numpy() -> None:
    values = normal(10_001)
    values[:40] = 0.0
    tally = tally_of(values)
    assert (tally.number, tally.zeros, tally.broken) == (10_001, 40, 0)
    assert tally.mean == pytest.approx(values.astype(np.float64).mean())
    assert tally.std == pytest.approx(values.astype(np.float64).std())
    assert (tally.low, tally.high) == (values.min(), values.max())
    shares = (0.05, 0.25, 0.5, 0.75, 0.95)
    np.testing.assert_allclose(
        tally.percentiles(shares),
        np.percentile(values, [100 * s for s in shares]),
        atol=tally.width,
    )


def test_numbers_in_parts_are_counted_like_all_at_once() -> None:
    values = normal(5_000)
    counting = Tallying(values)
    for part in np.array_split(values, 7):
        counting.add(part)
    once = tally_of(values)
    parts = counting.tally()
    np.testing.assert_array_equal(parts.places, once.places)
    np.testing.assert_array_equal(parts.counts, once.counts)


def test_an_outlier_makes_no_bin_wider_and_is_not_lost() -> None:
    values = np.append(normal(2_000), np.float32(1e30))
    tally = tally_of(values)
    low, high = pooled((tally,), (0.005, 0.995))
    assert -4 < low < -2 < 2 < high < 4
    exponent = tally.exponent + 1
    counts, before, after = tally.binned(exponent, int(low / 2.0**exponent), 200)
    assert counts.sum() + before + after == 2_001
    assert after >= 1


def test_wider_bins_are_spread_over_finer_ones_without_losing_any() -> None:
    tally = tally_of(normal(4_000) * 100)
    exponent = tally.exponent - 5
    counts, before, after = tally.binned(exponent, 0, 64)
    assert counts.sum() + before + after == pytest.approx(4_000, abs=1)


@pytest.mark.parametrize(
    "values", [np.zeros(6), np.full(5, 0.25), np.array([np.nan, np.inf]), np.empty(0)]
)
def test_strange_numbers_have_bins_too(values: Array) -> None:
    tally = tally_of(values.astype(np.float32))
    finite = values[np.isfinite(values)]
    assert tally.number == len(finite)
    assert tally.broken == len(values) - len(finite)
    assert tally.counts.sum() == len(finite)
    assert all(np.isfinite(pooled((tally,), (0.005, 0.995))))


def project() -> Project:
    return stack("iris", Dense(units=5, activation="relu"), Dense(units=3, activation="softmax"))


def test_weights_gradients_and_activations_are_those_of_the_network() -> None:
    model = Model.build(analyze(project()), seed=1)
    x = normal(40 * 4).reshape(40, 4)
    t = np.eye(3, dtype=np.float32)[np.arange(40) % 3]
    wanted = tuple(
        spread
        for kind in ("weights", "gradients", "activations")
        for spread in spreads_of(model.plan, "dense_1", kind)
    )
    assert [spread.name for spread in wanted] == ["weight", "bias", "weight", "bias", "z", "y"]
    found = answer(DistributionsStudy((*wanted, Spread("gone", "weights", "w")), x, t), model)
    done = model.forward(x)
    gradients, _ = model.backward(done, t)
    expected = {
        "weights": {name: model.weights["dense_1", name] for name in ("weight", "bias")},
        "gradients": {name: gradients["dense_1", name] for name in ("weight", "bias")},
        "activations": {"z": done.saved["dense_1"]["z"], "y": done.outputs["dense_1"]},
    }
    assert list(found.tallies) == list(wanted)
    for spread, tally in found.tallies.items():
        values = expected[spread.kind][spread.name]
        assert tally.number == values.size
        assert tally.mean == pytest.approx(float(values.mean()), abs=1e-6)
        assert tally.std == pytest.approx(float(values.std()), abs=1e-6)
    assert found.tallies[wanted[5]].zeros == (done.outputs["dense_1"] == 0).sum()


def test_a_large_network_is_looked_at_in_many_pieces() -> None:
    model = Model.build(analyze(digits()))
    x = normal(32 * 784).reshape(32, 28, 28, 1)
    study = DistributionsStudy(spreads_of(model.plan, "conv2d_1", "activations"), x)
    pieces = study.pieces(model)
    assert sum(1 for _ in pieces) > 3
    assert not replace(study, x=x[:, :5]).fits(model.plan)
