"""Sequences that are filled up with zeros: scaled, they still are, and layers pass over them."""

from __future__ import annotations

import numpy as np
import pytest

from nnstudio.core.layer import Array, Layer, Step
from nnstudio.data.dataset import DatasetInfo, NoOptions
from nnstudio.data.prepare import make_plan, prepare
from nnstudio.data.scaling import apply_scaling, fit_fill, fit_scaling
from nnstudio.graph.data_codec import data_from, data_to_dict
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.output_point import Wanted
from nnstudio.graph.signature import Signature
from nnstudio.layers.global_average_pool1d import GlobalAveragePool1D
from nnstudio.layers.lstm import LSTM
from nnstudio.layers.simple_rnn import SimpleRNN

LENGTHS = (3, 6, 1, 4)


def sequences() -> Array:
    """Return four sequences of up to six steps; what is missing of them are zeros."""
    x = np.random.default_rng(0).normal(50, 4, (4, 6, 2))
    for row, length in zip(x, LENGTHS, strict=True):
        row[length:] = 0
    return x


def steps_of(x: Array) -> Array:
    return np.concatenate([row[:length] for row, length in zip(x, LENGTHS, strict=True)])


def card(padded: bool) -> DatasetInfo:
    signature = Signature((6, 2), classes=("a", "b"), raw_shape=(6, 2), padded=padded)
    return DatasetInfo("made_up", "", "", "series", signature, 4, 0, "standard", 0, NoOptions())


def plan(padded: bool, scaling: str = "standard", per_feature: bool = True) -> DataPlan:
    info = card(padded)
    shift, scale = fit_scaling(info, scaling, per_feature, sequences)
    return DataPlan(signature=info.signature, scaling=scaling, shift=shift, scale=scale)


@pytest.mark.parametrize("per_feature", [True, False])
def test_padding_stays_zero_and_does_not_count_for_the_scaling(per_feature: bool) -> None:
    x = apply_scaling(plan(True, per_feature=per_feature), sequences())
    for row, length in zip(x, LENGTHS, strict=True):
        assert (row[length:] == 0).all()
        assert (row[:length] != 0).all()
    axes = 0 if per_feature else None
    np.testing.assert_allclose(steps_of(x).mean(axis=axes), 0, atol=1e-5)
    np.testing.assert_allclose(steps_of(x).std(axis=axes), 1, rtol=1e-5)
    x = apply_scaling(plan(True, "unit", per_feature), sequences())
    assert steps_of(x).min() == pytest.approx(0, abs=1e-5)
    assert steps_of(x).max() == pytest.approx(1, rel=1e-5)


def test_padding_is_given_back_as_the_zeros_that_are_read() -> None:
    data = prepare(make_plan("japanese_vowels", reconstruct=True), (Wanted((0,), (29, 12)),))
    np.testing.assert_allclose(data.t_val, data.x_val.reshape(len(data.x_val), -1), atol=1e-5)


def test_zeros_of_sequences_that_are_not_padded_are_numbers_like_others() -> None:
    x = apply_scaling(plan(False), sequences())
    assert (x[2, 1:] < -0.5).all()


def test_what_is_missing_is_filled_from_steps_that_are_there() -> None:
    x = sequences()
    x[1, 0, 0] = np.nan
    (first, second) = fit_fill(card(True), x)
    assert 45 < first < 55
    assert 45 < second < 55


@pytest.mark.parametrize(
    "layer",
    [
        LSTM(units=3, mask_zeros=True),
        SimpleRNN(units=3, mask_zeros=True),
        GlobalAveragePool1D(mask_zeros=True),
    ],
    ids=lambda layer: layer.name,
)
def test_layers_pass_over_padding_after_scaling(layer: Layer) -> None:
    x = apply_scaling(plan(True), sequences())
    rng = np.random.default_rng(1)
    w = {name: rng.standard_normal(weight.shape) for name, weight in layer.weights((6, 2)).items()}
    y = layer.forward(w, Step(False, rng), x)[0]
    for row, length, found in zip(x, LENGTHS, y, strict=True):
        alone = layer.forward(w, Step(False, rng), row[None, :length])[0]
        np.testing.assert_allclose(found, alone[0], rtol=1e-5, atol=1e-6)


def test_a_project_keeps_that_its_sequences_are_padded() -> None:
    for padded in (True, False):
        assert data_from(data_to_dict(plan(padded))) == plan(padded)


def test_the_bundled_vowels_are_padded() -> None:
    data = prepare(make_plan("japanese_vowels"))
    padding = ~data.dataset.samples(data.train_indices).any(axis=2)
    assert 0.3 < padding.mean() < 0.6
    assert (data.x_train[padding] == 0).all()
    np.testing.assert_allclose(data.x_train[~padding].mean(axis=0), 0, atol=1e-4)
