"""Preparation: split, scaling and targets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.data import dataset_info, dataset_names, load_dataset
from nnstudio.data.importing import ImportChoices, import_file
from nnstudio.data.prepare import apply_scaling, encode_targets, make_plan, prepare, replan
from nnstudio.data.scaling import fit_fill, fit_scaling
from nnstudio.data.split import stratified_split
from nnstudio.graph.codec import project_from_dict, project_to_dict
from nnstudio.graph.data_plan import DataFile, DataPlan, DataSource
from nnstudio.graph.output_point import Wanted
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature, Target
from tests.made_up_data import made_up

DIGITS = make_plan("mnist")
SPLIT_OF_SEED_0 = [2, 3, 8, 11, 13, 18]


@pytest.mark.parametrize("name", [n for n in dataset_names() if dataset_info(n).test_count])
def test_prepared_samples_fit_the_plan(name: str) -> None:
    plan = make_plan(name)
    data = prepare(plan)
    info = data.dataset.info
    shape = plan.signature.input_shape
    counts = [data.count(split) for split in ("train", "validation", "test")]
    gap = data.dataset.findings.gap  # what reaches into two parts of a series is in neither
    assert 0 <= info.validation - counts[1] <= gap
    assert counts[2] == (info.test_count or info.test)
    assert 0 <= data.dataset.count - sum(counts) <= 2 * gap
    for x, count in zip((data.x_train, data.x_val, data.x_test), counts, strict=True):
        assert x.shape == (count, *shape)
    for x, t, y in (
        (data.x_train, data.t_train, data.y_train),
        (data.x_val, data.t_val, data.y_val),
        (data.x_test, data.t_test, data.y_test),
    ):
        assert x.dtype == t.dtype == np.float32
        assert x.flags.c_contiguous
        assert not x.flags.writeable
        assert not t.flags.writeable
        assert len(t) == len(x) == len(y)
        target = plan.signature.all_targets[0]
        if plan.signature.further or target.task == "regression" or target.shape:
            continue
        np.testing.assert_array_equal(t.argmax(axis=1), y)
        assert t.sum() == len(x)


def test_digits_are_split_by_class_and_scaled_to_unit() -> None:
    data = prepare(DIGITS)
    assert len(data.x_train) == 16_000
    assert np.bincount(data.y_val).tolist() == [
        399, 456, 386, 415, 389, 355, 394, 419, 384, 403,
    ]  # fmt: skip
    assert data.x_train.min() == 0.0
    assert data.x_train.max() == 1.0
    raw = load_dataset(DataSource("mnist")).x_train
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
    shift, scale = fit_scaling(dataset_info("moons"), scaling, True, lambda: x)
    assert shift == ({"unit": 1.0, "standard": 2.0}[scaling], 7.0)
    assert scale == ({"unit": 0.5, "standard": 1.0}[scaling], 1.0)


def test_samples_for_views() -> None:
    data = prepare(DIGITS)
    for split, x, labels in (
        ("train", data.x_train, data.y_train),
        ("validation", data.x_val, data.y_val),
        ("test", data.x_test, data.y_test),
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


def plan_for(
    *targets: Target, target_shift: tuple[float, ...] = (), target_scale: tuple[float, ...] = ()
) -> DataPlan:
    """Return a plan for data with these targets."""
    first, *further = targets
    signature = Signature(
        (2,),
        first.task,
        first.classes,
        target_name=first.name,
        target_shape=first.shape,
        further=tuple(further),
    )
    return DataPlan(
        DataSource("some"),
        signature=signature,
        target_shift=target_shift,
        target_scale=target_scale,
    )


def numbers(*shape: int, name: str = "") -> Target:
    return Target(name, "regression", shape=shape)


TWO, THREE = Target(classes=("a", "b")), Target("c", classes=("a", "b", "c"))
STEPS = Target(classes=("a", "b", "c"), shape=(4,))


@pytest.mark.parametrize(
    ("targets", "outputs", "values", "expected"),
    [
        ([TWO], [Wanted((0,), (1,))], [1, 0], [[1], [0]]),
        ([TWO], [Wanted((0,), (2,))], [1, 0], [[0, 1], [1, 0]]),
        ([THREE], [Wanted((0,), (3,))], [2, 0], [[0, 0, 1], [1, 0, 0]]),
        ([THREE], [Wanted((0,), (), indices=True)], [2, 0, -1], [[2], [0], [-1]]),
        ([numbers(2)], [Wanted((0,), (2,))], [[1, 2.5]], [[1, 2.5]]),
        ([numbers(1)], [Wanted((0,), (1,))], [3.0], [[3]]),
        ([numbers(1), numbers(2)], [Wanted((0, 1), (3,))], [[1, 2, 3]], [[1, 2, 3]]),
        ([STEPS], [Wanted((0,), (4,), indices=True)], [[2, 0, 1, -1]], [[2, 0, 1, -1]]),
        (
            [STEPS],
            [Wanted((0,), (4, 3))],
            [[2, 0, 1, 1]],
            [[0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 1, 0]],
        ),
        (
            [replace(TWO, shape=(3,))],
            [Wanted((0,), (3, 1))],
            [[1, 0, 1]],
            [[1, 0, 1]],
        ),
        # Outputs take their targets from anywhere, in the order of the outputs.
        (
            [numbers(1), THREE, numbers(2)],
            [Wanted((1,), (3,)), Wanted((2,), (2,)), Wanted((1,), (), indices=True)],
            [[9.5, 1, 7, 8]],
            [[0, 1, 0, 7, 8, 1]],
        ),
    ],
)
def test_targets_are_what_the_outputs_want(
    targets: list[Target], outputs: list[Wanted], values: list[Any], expected: list[list[float]]
) -> None:
    t = encode_targets(np.array(values), plan_for(*targets), outputs)
    assert t.dtype == np.float32
    assert t.tolist() == expected


def test_each_number_of_a_target_is_scaled_by_its_own_fit() -> None:
    targets = numbers(1), THREE, numbers(2)
    fitted = {"target_shift": (1.0, 10.0, 20.0), "target_scale": (2.0, 3.0, 0.5)}
    outputs = [Wanted((2,), (2,)), Wanted((1,), (), indices=True), Wanted((0,), (1,))]
    t = encode_targets(np.array([[5, 1, 11, 30]]), plan_for(*targets, **fitted), outputs)
    assert t.tolist() == [[3, 5, 1, 8]]
    one_for_all = plan_for(numbers(2), target_shift=(1.0,), target_scale=(10.0,))
    t = encode_targets(np.array([[2, 3]]), one_for_all, [Wanted((0,), (2,))])
    assert t.tolist() == [[10, 20]]
    mixed = plan_for(*targets, target_shift=(1.0,), target_scale=(2.0, 3.0, 0.5))
    assert mixed.target_scaling_of((2, 0)) == ((1.0, 1.0, 1.0), (3.0, 0.5, 2.0))
    assert mixed.target_scaling_of((1,)) == ((), ())
    only_scaled = plan_for(numbers(2), target_scale=(10.0,))
    assert only_scaled.target_scaling_of((0,)) == ((0.0, 0.0), (10.0, 10.0))


@pytest.mark.parametrize(
    ("values", "target", "wanted", "message"),
    [
        ([0, 1], TWO, Wanted((0,), (3,)), "The output gives 3, but the target needs 2."),
        ([0, 1], THREE, Wanted((0,), (1,)), "The output gives 1, but the target needs 3. Change"),
        ([[0.5, 1]], numbers(2), Wanted((0,), (1,)), "The output gives 1, but the target needs 2."),
        ([[0] * 4], STEPS, Wanted((0,), (2, 3)), "The output gives 2 × 3, but the target needs 4"),
        ([[0] * 4], STEPS, Wanted((0,), (), True), "The output gives , but the target needs 4."),
        ([0, 3], THREE, Wanted((0,), (3,)), "The labels go from 0 to 3, but there are 3 classes."),
        ([-1, 1], THREE, Wanted((0,), (3,)), "The labels go from -1 to 1, but there are 3"),
        ([-2, 1], THREE, Wanted((0,), (), True), "The labels go from -2 to 1, but there are 3"),
    ],
)
def test_targets_that_do_not_fit_are_refused(
    values: list[Any], target: Target, wanted: Wanted, message: str
) -> None:
    with pytest.raises(UserError) as refused:
        encode_targets(np.array(values), plan_for(target), [wanted])
    assert str(refused.value).startswith(message)


def test_one_plan_serves_any_outputs() -> None:
    plan = make_plan("moons")
    one, two = prepare(plan, (Wanted((0,), (1,)),)), prepare(plan, (Wanted((0,), (2,)),))
    assert one.t_train.shape == (400, 1)
    assert two.t_train.shape == (400, 2)
    assert one.x_train is two.x_train
    with pytest.raises(UserError, match="gives 3"):
        _ = prepare(plan, (Wanted((0,), (3,)),)).t_train


def test_numbers_to_predict_are_scaled_by_the_training_part_alone() -> None:
    plan = make_plan("projectile")
    assert plan.target_scaling == "standard"
    t = prepare(plan).t_train
    assert t.shape == (800, 5)  # range, height and one column for each of three classes
    np.testing.assert_allclose(t[:, :2].mean(axis=0), 0, atol=1e-4)
    np.testing.assert_allclose(t[:, :2].std(axis=0), 1, atol=1e-4)
    assert make_plan("projectile", seed=1).target_shift != plan.target_shift
    unit = prepare(make_plan("projectile", target_scaling="unit")).t_train[:, :2]
    np.testing.assert_allclose((unit.min(axis=0), unit.max(axis=0)), ([0, 0], [1, 1]), atol=1e-5)
    bare = make_plan("projectile", target_scaling="none")
    assert (bare.target_shift, bare.target_scale) == ((), ())
    data = prepare(bare)
    np.testing.assert_allclose(data.t_train[:, 0], data.y_train[:, 0], rtol=1e-6)
    assert make_plan("moons", target_scaling="unit") == make_plan("moons")


def test_a_table_with_a_class_among_its_targets_is_split_by_that_class() -> None:
    data = prepare(make_plan("projectile"))
    lands = data.dataset.y_train[:, 2]
    for k in range(3):
        share = 200 * (lands == k).sum() / 1000
        assert abs((data.y_val[:, 2] == k).sum() - share) < 1
    assert data.sample("train", 0).label == data.y_train[0, 2]


def test_numbers_alone_are_split_at_random_by_the_seed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    x = np.arange(20, dtype=np.float32).reshape(10, 2)
    signature = Signature((2,), "regression", raw_shape=(2,))
    made_up(monkeypatch, "numbers", "table", signature, x, x[:, 0])
    splits = [prepare(make_plan("numbers", seed=seed)) for seed in (0, 0, 1)]
    assert len(splits[0].x_val) == 3
    assert splits[0].val_indices.tolist() == splits[1].val_indices.tolist()
    assert splits[0].val_indices.tolist() != splits[2].val_indices.tolist()
    assert splits[0].sample("train", 0).label is None
    assert splits[0].t_train.shape == (7, 1)


def test_a_class_for_every_step_is_a_target(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(9, 4, 2)), rng.integers(0, 3, (9, 4))
    signature = Signature((4, 2), classes=("a", "b", "c"), raw_shape=(4, 2), target_shape=(4,))
    made_up(monkeypatch, "steps", "table", signature, x, y)
    data = prepare(make_plan("steps"))
    assert data.t_train.shape == (6, 12)
    assert data.t_train.reshape(6, 4, 3).argmax(axis=2).tolist() == data.y_train.tolist()
    assert data.sample("validation", 0).label is None


def test_a_picture_is_a_target_scaled_by_one_number(monkeypatch: pytest.MonkeyPatch) -> None:
    x = np.random.default_rng(0).integers(0, 255, (9, 3, 3)).astype(np.uint8)
    signature = Signature((3, 3, 1), "regression", raw_shape=(3, 3), target_shape=(3, 3, 1))
    made_up(monkeypatch, "pictures", "image", signature, x, x.reshape(9, 9))
    plan = make_plan("pictures", target_scaling="unit")
    assert len(plan.target_shift) == len(plan.target_scale) == 1
    t = prepare(plan).t_train
    assert t.shape == (6, 9)
    assert (t.min(), t.max()) == (0, pytest.approx(1))
    beside = replace(signature, further=(Target("n", "regression", shape=(1,)),))
    y = np.hstack([x.reshape(9, 9), np.arange(9)[:, None]])
    made_up(monkeypatch, "pictures2", "image", beside, x, y)
    plan = make_plan("pictures2")
    assert len(set(plan.target_shift[:9])) == 1
    assert len(plan.target_shift) == 10
    np.testing.assert_allclose(prepare(plan).t_train[:, 9].mean(), 0, atol=1e-4)
    assert project_from_dict(project_to_dict(Project(data=plan))).data == plan


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        (DataPlan(), "No data is chosen. Choose a data set for this project."),
        (
            replace(DIGITS, source=DataSource("gone")),
            "There is no data set 'gone' here; there are mnist,",
        ),
        (
            replace(DIGITS, validation=20_000),
            "20000 samples are to be held out, but there are 20000 in all. Choose a number from 0 to "
            "19999.",
        ),
        (
            replace(DIGITS, source=DataSource("moons")),
            "The project expects samples of 28 × 28 × 1 with 10 classes, but the data set moons "
            "gives 2 with 2 classes. Choose the data again.",
        ),
        (
            replace(DIGITS, source=DataSource("projectile")),
            "The project expects samples of 28 × 28 × 1 with 10 classes, but the data set "
            "projectile gives 2 with the targets range, height, lands. Choose the data again.",
        ),
        (
            replace(DIGITS, source=DataSource("mnist", (("a", 1),))),
            "The data set mnist has no option 'a'",
        ),
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
    with pytest.raises(UserError, match="'log'; it expects one of: none, unit, standard"):
        make_plan("projectile", target_scaling="log")


def test_samples_can_be_their_own_target() -> None:
    plan = make_plan("mnist", reconstruct=True)
    assert plan.signature.all_targets[0] == Target("input", "regression", shape=(28, 28, 1))
    assert plan.signature.all_targets[1].classes == tuple("0123456789")
    assert project_from_dict(project_to_dict(Project(data=plan))).data == plan
    data = prepare(plan, (Wanted((0,), (28, 28, 1)),))
    np.testing.assert_allclose(data.t_val, data.x_val.reshape(len(data.x_val), -1), atol=1e-6)
    again = replan(plan, reconstruct=False)
    assert again == DIGITS
    assert data.sample("train", 0).label == prepare(DIGITS).sample("train", 0).label


@pytest.mark.parametrize("scaling", ["standard", "none"])
def test_columns_are_given_back_beside_other_targets(scaling: str) -> None:
    plan = make_plan("projectile", reconstruct=True, target_scaling=scaling)
    names = [target.name for target in plan.signature.all_targets]
    assert names == ["input", "range", "height", "lands"]
    data = prepare(plan, (Wanted((0,), (2,)), Wanted((1,), (1,))))
    np.testing.assert_allclose(data.t_train[:, :2], data.x_train, atol=1e-5)
    other = prepare(make_plan("projectile", target_scaling=scaling), (Wanted((0,), (1,)),))
    np.testing.assert_allclose(data.t_train[:, 2:], other.t_train, rtol=1e-5, atol=1e-5)


def test_a_change_keeps_what_the_user_chose_and_follows_where_he_did_not() -> None:
    plan = make_plan("moons", seed=5)
    more = replace(plan.source, options=(("noise", 0.08), ("samples", 1000), ("seed", 0)))
    assert replan(plan, source=more).validation == 200
    assert replan(plan, source=more).seed == 5
    assert replan(replan(plan, validation=7), source=more).validation == 7
    left = replan(plan, left_out=(0, 3))
    assert prepare(left).count("train") == prepare(plan).count("train") - len(
        {0, 3} & set(prepare(plan).train_indices.tolist())
    )
    assert replan(left, source=more).left_out == ()


def test_a_changed_label_is_learned_and_moves_no_sample() -> None:
    plan = make_plan("moons")
    place = int(prepare(plan).train_indices[4])
    old = int(prepare(plan).y_train[4])
    data = prepare(replan(plan, relabelled=((place, 1 - old),)))
    np.testing.assert_array_equal(data.train_indices, prepare(plan).train_indices)
    assert data.y_train[4] == 1 - old
    assert (data.y_train != prepare(plan).y_train).sum() == 1


@pytest.mark.parametrize("split", ["random", "stratified", "time"])
def test_every_sample_is_in_one_part(split: str) -> None:
    plan = replan(make_plan("mnist"), split=split, validation=3000, test=2000)
    parts = prepare(plan).parts
    together = np.concatenate([parts.training, parts.validation, parts.test])
    assert sorted(together.tolist()) == list(range(25_000))
    assert (len(parts.validation), len(parts.test)) == (3000, 2000)
    if split == "time":
        assert parts.training.max() < parts.validation.min() < parts.test.min()
    if split == "stratified":
        assert np.bincount(prepare(plan).y_test).min() > 170


def test_rare_classes_weigh_more() -> None:
    data = prepare(make_plan("mnist"))
    plan = make_plan("mnist", class_weights="balanced")
    counts = np.bincount(data.y_train)
    np.testing.assert_allclose(np.array(plan.weights) * counts, 1600, rtol=1e-4)
    assert make_plan("mnist").weights == ()


def test_a_column_that_never_changes_is_only_shifted_whatever_its_digits() -> None:
    info = dataset_info("moons")
    x = np.stack([np.full(1000, 0.1), np.full(1000, 1234567890.0)], axis=1)
    for scaling in ("unit", "standard"):
        assert fit_scaling(info, scaling, True, lambda: x) == ((0.1, 1234567890.0), (1.0, 1.0))


def test_what_fills_a_gap_in_large_numbers_is_one_of_them() -> None:
    column = np.array([1234567880.0, 1234567890.0, np.nan, 1234567900.0])
    assert fit_fill(dataset_info("moons"), column[:, np.newaxis]) == (1234567890.0,)


def test_samples_with_gaps_and_large_numbers_are_given_back_as_they_are_read(
    tmp_path: Path,
) -> None:
    rows = [f"{1234567890 + n % 20 if n % 9 else ''},{n},{'ab'[n % 2]}" for n in range(60)]
    (tmp_path / "large.csv").write_text("\n".join(["size,n,kind", *rows]))
    choices = ImportChoices(targets=("kind",), missing="fill")
    source = import_file(tmp_path / "large.csv", choices).source
    data = prepare(make_plan(source, reconstruct=True), (Wanted((0,), (2,)),))
    assert np.isfinite(data.x_train).all()
    np.testing.assert_allclose(data.t_train, data.x_train, atol=1e-5)


def test_numbers_that_no_scaling_can_take_are_refused(tmp_path: Path) -> None:
    # All but one are so near to each other that the other one has no place in float32.
    path = tmp_path / "x.csv"
    rows = [f"{n}e-25,{n % 2}" for n in range(40)]
    for n in range(40):
        path.write_text("\n".join(["a,class", *rows[:n], f"1e30,{n % 2}", *rows[n + 1 :]]), "utf-8")
        plan = make_plan(DataSource("table", file=DataFile(str(path))), test=0)
        if plan.scale[0] > 1:  # the other one is held out
            break
    with pytest.raises(UserError, match="too large or too small to be scaled"):
        prepare(plan)
