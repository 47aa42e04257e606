"""Preparation: split, scaling and targets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.data import dataset_info, dataset_names, load_dataset
from nnstudio.data.prepare import apply_scaling, encode_targets, make_plan, prepare
from nnstudio.data.scaling import fit_scaling
from nnstudio.data.split import stratified_split
from nnstudio.graph.project import DataPlan, Signature

DIGITS = make_plan("mnist")
SPLIT_OF_SEED_0 = [2, 3, 8, 11, 13, 18]


@pytest.mark.parametrize("name", dataset_names())
def test_prepared_samples_fit_the_plan(name: str) -> None:
    plan = make_plan(name)
    data = prepare(plan)
    info = data.dataset.info
    shape = plan.signature.input_shape
    assert data.x_train.shape == (info.train_count - info.validation, *shape)
    assert data.x_val.shape == (info.validation, *shape)
    assert data.x_test.shape == (info.test_count, *shape)
    for x, t, labels in (
        (data.x_train, data.t_train, data.labels_train),
        (data.x_val, data.t_val, data.labels_val),
        (data.x_test, data.t_test, data.labels_test),
    ):
        assert x.dtype == t.dtype == np.float32
        assert x.flags.c_contiguous
        assert not x.flags.writeable
        assert not t.flags.writeable
        np.testing.assert_array_equal(t.argmax(axis=1), labels)
        assert t.sum() == len(x) == len(labels)


def test_digits_are_split_by_class_and_scaled_to_unit() -> None:
    data = prepare(DIGITS)
    assert len(data.x_train) == 16_000
    assert np.bincount(data.labels_val).tolist() == [
        399, 456, 386, 415, 389, 355, 394, 419, 384, 403,
    ]  # fmt: skip
    assert data.x_train.min() == 0.0
    assert data.x_train.max() == 1.0
    raw = load_dataset("mnist").x_train
    np.testing.assert_array_equal(
        data.x_val[7, :, :, 0], raw[data.val_indices[7]] * np.float32(1 / 255)
    )


def test_another_split_reads_the_digits_no_second_time() -> None:
    data, other = prepare(DIGITS), prepare(replace(DIGITS, seed=101))
    assert other.dataset is data.dataset
    assert not np.array_equal(other.val_indices, data.val_indices)


def test_training_and_validation_never_touch_the_test_samples() -> None:
    plan = make_plan("moons", options={"seed": 4321})
    data = prepare(plan)
    object.__setattr__(data.dataset, "read", refuse_test(data.dataset.read))
    assert len(data.t_train) + len(data.t_val) == 500
    assert data.count("test") == 250
    assert data.sample("validation", 3).label in (0, 1)
    with pytest.raises(AssertionError, match="test samples"):
        _ = data.x_test


def refuse_test(read: Any) -> Any:
    def guarded(split: str) -> Any:
        assert split != "test", "test samples were read"
        return read(split)

    return guarded


@given(st.lists(st.integers(0, 5), min_size=2, max_size=80), st.data())
def test_every_class_gives_its_share(labels: list[int], data: st.DataObject) -> None:
    held_out = data.draw(st.integers(0, len(labels) - 1))
    seed = data.draw(st.integers(0, 2**31 - 1))
    y = np.array(labels)
    training, validation = stratified_split(y, held_out, seed)
    assert len(validation) == held_out
    assert sorted([*training, *validation]) == list(range(len(labels)))
    for k in set(labels):
        share = held_out * labels.count(k) / len(labels)
        assert abs((y[validation] == k).sum() - share) < 1


def test_largest_remainders_are_rounded_up_and_earlier_classes_win_ties() -> None:
    labels = np.repeat([0, 1, 2], [5, 3, 2])
    _, validation = stratified_split(labels, 3, seed=0)  # shares 1.5, 0.9, 0.6
    assert np.bincount(labels[validation], minlength=3).tolist() == [1, 1, 1]
    _, validation = stratified_split(np.repeat([0, 1], 4), 3, seed=0)  # shares 1.5, 1.5
    assert np.bincount(np.repeat([0, 1], 4)[validation]).tolist() == [2, 1]


def test_a_split_is_the_same_everywhere_and_differs_by_seed() -> None:
    labels = np.arange(20) % 2
    assert stratified_split(labels, 6, seed=0)[1].tolist() == SPLIT_OF_SEED_0
    assert stratified_split(labels, 6, seed=1)[1].tolist() != SPLIT_OF_SEED_0


@pytest.mark.parametrize("name", ["mnist", "moons"])
def test_standard_scaling_is_fitted_to_the_training_part_alone(name: str) -> None:
    plan = make_plan(name, scaling="standard")
    x = prepare(plan).x_train
    axis = None if name == "mnist" else 0
    np.testing.assert_allclose(x.mean(axis=axis, dtype=np.float64), 0, atol=1e-4)
    np.testing.assert_allclose(x.std(axis=axis, dtype=np.float64), 1, atol=1e-4)
    assert make_plan(name, scaling="standard", seed=1).shift != plan.shift


def test_unit_scaling_of_points_is_fitted_by_feature() -> None:
    plan = make_plan("moons", scaling="unit")
    assert len(plan.shift) == len(plan.scale) == 2
    x = prepare(plan).x_train
    np.testing.assert_allclose(x.min(axis=0), 0, atol=1e-5)
    np.testing.assert_allclose(x.max(axis=0), 1, atol=1e-5)


@pytest.mark.parametrize("scaling", ["unit", "standard"])
def test_a_feature_that_never_changes_is_only_shifted(scaling: str) -> None:
    x = np.array([[1.0, 7.0], [3.0, 7.0]])
    shift, scale = fit_scaling(dataset_info("moons"), scaling, lambda: x)
    assert shift == ({"unit": 1.0, "standard": 2.0}[scaling], 7.0)
    assert scale == ({"unit": 0.5, "standard": 1.0}[scaling], 1.0)


def test_samples_for_views() -> None:
    data = prepare(DIGITS)
    for split, x, labels in (
        ("train", data.x_train, data.labels_train),
        ("validation", data.x_val, data.labels_val),
        ("test", data.x_test, data.labels_test),
    ):
        last = data.count(split) - 1
        assert last == len(x) - 1
        for index in (0, last):
            sample = data.sample(split, index)
            np.testing.assert_array_equal(sample.x, x[index])
            np.testing.assert_array_equal(sample.x, apply_scaling(DIGITS, sample.raw[None])[0])
            assert sample.label == labels[index]
        with pytest.raises(IndexError):
            data.sample(split, last + 1)
        with pytest.raises(IndexError):
            data.sample(split, -1)


def test_samples_from_outside_are_prepared_like_the_training_samples() -> None:
    data = prepare(DIGITS)
    raw = data.dataset.x_train[data.train_indices[:5]]
    for given_raw in (raw, raw.astype(np.float64), raw[..., None], raw.astype(np.int32)):
        np.testing.assert_array_equal(apply_scaling(DIGITS, given_raw), data.x_train[:5])
    assert apply_scaling(DIGITS, raw[:0]).shape == (0, 28, 28, 1)


NAN = np.zeros((3, 28, 28))
NAN[1, 4, 5] = np.nan


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (
            np.zeros((28, 28)),
            "The samples have the shape 28 × 28; the network expects n × 28 × 28, where n is the "
            "number of samples. A single sample needs n = 1 in front.",
        ),
        (np.zeros(()), "The samples have the shape 0; the network expects n × 28 × 28"),
        (np.zeros((2, 784)), "The samples have the shape 2 × 784; the network expects"),
        (np.zeros((2, 28, 28, 3)), "The samples have the shape 2 × 28 × 28 × 3; the network"),
        (NAN, "1 of 3 samples hold values that are not a number, infinite or too large."),
        (np.full((2, 28, 28), 1e300), "2 of 2 samples hold values that are not a number"),
        (np.zeros((1, 28, 28), complex), "The samples are of the type complex128; they must be"),
        (np.full((1, 28, 28), "7"), "The samples are of the type <U1; they must be"),
        (np.full((1, 28, 28), None), "The samples are of the type object; they must be"),
    ],
)
def test_samples_that_do_not_fit_are_refused(raw: Array, message: str) -> None:
    with pytest.raises(UserError) as refused:
        apply_scaling(DIGITS, raw)
    assert str(refused.value).startswith(message)


TWO = Signature((2,), classes=("a", "b"))
THREE = Signature((2,), classes=("a", "b", "c"))
NUMBERS = Signature((2,), task="regression", targets=2)


def test_targets_follow_the_output() -> None:
    y = np.array([1, 0, 1])
    assert encode_targets(y, TWO, 1).tolist() == [[1], [0], [1]]
    assert encode_targets(y, TWO, 2).tolist() == [[0, 1], [1, 0], [0, 1]]
    assert encode_targets(np.array([2, 0]), THREE, 3).tolist() == [[0, 0, 1], [1, 0, 0]]
    assert encode_targets(np.array([[1, 2.5]]), NUMBERS, 2).tolist() == [[1, 2.5]]
    assert encode_targets(np.array([3.0]), replace(NUMBERS, targets=1), 1).tolist() == [[3]]
    assert encode_targets(y, TWO, 1).dtype == np.float32


@pytest.mark.parametrize(
    ("values", "signature", "units", "message"),
    [
        ([0, 1], TWO, 3, "The output has 3 units, but the target needs 1 / 2. Set its units."),
        ([0, 1], THREE, 1, "The output has 1 units, but the target needs 3. Set its units."),
        ([[0.5, 1]], NUMBERS, 1, "The output has 1 units, but the target needs 2. Set its units."),
        ([0, 3], THREE, 3, "The labels go from 0 to 3, but there are 3 classes."),
        ([-1, 1], THREE, 3, "The labels go from -1 to 1, but there are 3 classes."),
    ],
)
def test_targets_that_do_not_fit_are_refused(
    values: list[Any], signature: Signature, units: int, message: str
) -> None:
    with pytest.raises(UserError) as refused:
        encode_targets(np.array(values), signature, units)
    assert str(refused.value).startswith(message)


def test_one_plan_serves_any_number_of_output_units() -> None:
    plan = make_plan("moons")
    one, two = prepare(plan, 1), prepare(plan, 2)
    assert one.t_train.shape == (400, 1)
    assert two.t_train.shape == (400, 2)
    assert one.x_train is two.x_train
    with pytest.raises(UserError, match="3 units"):
        _ = prepare(plan, 3).t_train


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        (DataPlan(), "No data is chosen. Choose a data set for this project."),
        (replace(DIGITS, dataset="gone"), "There is no data set 'gone' here; there are mnist,"),
        (
            replace(DIGITS, validation=20_000),
            "20000 samples are to be held out for validation, but there are 20000 in all. Choose "
            "a number from 0 to 19999.",
        ),
        (
            replace(DIGITS, dataset="moons"),
            "The project expects samples of 28 × 28 × 1 in 10 classes, but the data set moons "
            "gives 2 in 2 classes. Choose the data again.",
        ),
        (replace(DIGITS, options=(("a", 1),)), "The data set mnist has no option 'a'"),
    ],
)
def test_a_plan_that_cannot_be_kept_is_refused(plan: DataPlan, message: str) -> None:
    with pytest.raises(UserError) as refused:
        prepare(plan)
    assert str(refused.value).startswith(message)


def test_a_plan_that_cannot_be_made_is_refused() -> None:
    with pytest.raises(UserError, match="held out"):
        make_plan("moons", validation=500)
    with pytest.raises(UserError, match="expects one of: none, unit, standard"):
        make_plan("moons", scaling="log")
