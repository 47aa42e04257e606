"""Data sets: cards without reading, samples at first use, toys as they say."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from nnstudio.core.errors import UserError
from nnstudio.core.paths import resource
from nnstudio.core.shapes import size_of
from nnstudio.data import dataset_info, dataset_names, load_dataset
from nnstudio.data.dataset import RawSamples
from nnstudio.data.tables import flight
from nnstudio.data.targets import target_values
from tests.made_up_data import source_of

TOYS = ("gaussians", "xor", "circles", "moons", "spiral", "checkerboard")


def test_cards_are_shown_without_reading_an_array(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("an array was read")

    monkeypatch.setattr(np, "load", refuse)
    monkeypatch.setattr(np.random, "Generator", refuse)
    for name in dataset_names():
        info = dataset_info(name)
        assert info.name == name
        assert info.title
        assert info.summary
        assert info.train_count > info.validation >= 0 or name == "painted"
        assert info.options.values() is not None


@pytest.mark.parametrize("name", [n for n in dataset_names() if dataset_info(n).test_count])
def test_samples_are_what_the_card_says(name: str) -> None:
    info, data = dataset_info(name), load_dataset(source_of(name))
    signature = info.signature
    for x, y, count in (
        (data.x_train, data.y_train, info.train_count),
        (data.x_test, data.y_test, info.test_count),
    ):
        assert x.shape == (count, *signature.raw_shape)
        numbers = sum(size_of(target.shape) for target in signature.all_targets)
        assert y.shape == ((count, numbers) if numbers > 1 else (count,))
        for number, target in enumerate(signature.all_targets):
            values = target_values(y, signature, number)
            if target.task == "classification":
                assert sorted(set(values.ravel().tolist())) == list(range(len(target.classes)))
                assert signature.further or y.dtype == np.int64
            assert np.isfinite(values).all()
        with pytest.raises(ValueError, match="read-only"):
            x[0] = 0
        with pytest.raises(ValueError, match="read-only"):
            y[0] = 0


def test_digits_are_the_file_that_their_source_note_describes() -> None:
    written = resource("data", "SOURCES.md").read_text("utf-8")
    digest = hashlib.sha256(resource("data", "images", "mnist.npz").read_bytes()).hexdigest()
    assert digest in written
    info = dataset_info("mnist")
    assert info.licence in written
    assert "LeCun" in info.attribution
    assert load_dataset(source_of("mnist")).x_train.dtype == np.uint8
    assert resource("data", "LICENSES", "mnist_CC-BY-SA-3.0.txt").is_file()


def test_the_test_part_stays_closed_until_it_is_asked_for() -> None:
    read: list[str] = []
    data = load_dataset(source_of("spiral", {"seed": 77}))
    original = data.read

    def noted(split: str) -> RawSamples:
        read.append(split)
        return original(split)

    object.__setattr__(data, "read", noted)
    assert len(data.x_train) == len(data.y_train)
    assert read == ["train"]
    assert len(data.x_test) == len(data.y_test)
    assert read == ["train", "test"]


def test_loading_twice_gives_the_same_arrays() -> None:
    assert load_dataset(source_of("mnist")).x_train is load_dataset(source_of("mnist")).x_train


@pytest.mark.parametrize("name", TOYS)
def test_toys_follow_their_options(name: str) -> None:
    few = load_dataset(source_of(name, {"samples": 200, "noise": 0.0}))
    assert few.x_train.shape == (200, 2)
    assert few.x_train.dtype == np.float32
    assert np.bincount(few.y_train).tolist() == [100, 100]
    assert np.abs(few.x_train).max() <= 1.0
    again = load_dataset(source_of(name, {"samples": 200, "noise": 0.0, "seed": 0}))
    np.testing.assert_array_equal(few.x_train, again.x_train)
    other = load_dataset(source_of(name, {"samples": 200, "noise": 0.0, "seed": 1}))
    noisy = load_dataset(source_of(name, {"samples": 200, "noise": 0.3}))
    spread = np.abs(noisy.x_train - few.x_train).std()
    assert 0.1 < spread < 0.4
    if name != "gaussians":  # without noise two Gaussians are two points, whatever the seed
        assert not np.array_equal(few.x_train, other.x_train)
        assert not np.array_equal(few.x_train[:100], few.x_test)


@pytest.mark.parametrize("name", TOYS)
def test_test_points_are_drawn_on_their_own(name: str) -> None:
    data = load_dataset(source_of(name))
    train = {tuple(point) for point in data.x_train.tolist()}
    assert not train & {tuple(point) for point in data.x_test.tolist()}


def line_accuracy(name: str) -> float:
    """Return how well the best line through the cloud (least squares) tells the classes apart."""
    data = load_dataset(source_of(name, {"samples": 2000}))
    x = np.column_stack([data.x_train, np.ones(2000)])
    solution, *_ = np.linalg.lstsq(x, 2.0 * data.y_train - 1.0, rcond=None)
    return float(((x @ solution > 0) == data.y_train).mean())


def test_a_line_divides_the_gaussians_and_none_of_the_hard_toys() -> None:
    assert line_accuracy("gaussians") > 0.98
    assert line_accuracy("moons") < 0.95
    for name in ("xor", "circles", "spiral", "checkerboard"):
        assert line_accuracy(name) < 0.7, name


def test_neighbours_in_every_toy_are_mostly_of_one_class() -> None:
    for name in TOYS:
        data = load_dataset(source_of(name))
        distance = ((data.x_test[:, None] - data.x_train[None]) ** 2).sum(axis=-1)
        right = data.y_train[distance.argmin(axis=1)] == data.y_test
        assert right.mean() > 0.93, name


def test_the_truth_table_of_xor() -> None:
    data = load_dataset(source_of("xor_table"))
    for (a, b), y in zip(data.x_train.astype(int).tolist(), data.y_train.tolist(), strict=True):
        assert y == a ^ b


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("mnits", {}, "There is no data set 'mnits' here; there are mnist, fashion_mnist, "),
        ("mnist", {"size": 3}, "The data set mnist has no option 'size'; it has none."),
        ("moons", {"sample": 3}, "The data set moons has no option 'sample'; it has samples, "),
        ("moons", {"samples": 3}, "Points: Samples got 3; it expects a whole number from 20 to "),
        ("moons", {"noise": "much"}, "Points: Noise got 'much'; it expects a number from 0 to 1."),
    ],
)
def test_what_is_not_there_is_refused(
    name: str, options: dict[str, int | str], message: str
) -> None:
    with pytest.raises(UserError) as refused:
        load_dataset(source_of(name, options))
    assert str(refused.value).startswith(message)


def test_throws_follow_the_laws_of_motion_and_their_options() -> None:
    data = load_dataset(source_of("projectile", {"samples": 400, "noise": 0.0}))
    speed, angle = data.x_train.T
    reach, height, lands = data.y_train.T
    # 20 m/s at 45°: v²/g = 40.77 m far, v²/4g = 10.19 m high.
    assert flight(np.array([20.0]), np.array([45.0]))[0][0] == pytest.approx(40.775, abs=1e-3)
    assert flight(np.array([20.0]), np.array([45.0]))[1][0] == pytest.approx(10.194, abs=1e-3)
    np.testing.assert_allclose((reach, height), flight(speed, angle))
    assert (lands == (reach >= 32).astype(int) + (reach >= 48)).all()
    noisy = load_dataset(source_of("projectile", {"samples": 400, "noise": 2.0}))
    assert (noisy.x_train == data.x_train).all()
    assert 1.5 < (noisy.y_train[:, 0] - reach).std() < 2.5
    other = load_dataset(source_of("projectile", {"samples": 400, "noise": 0.0, "seed": 1}))
    assert not np.array_equal(other.x_train, data.x_train)
    assert not {*map(tuple, data.x_test)} & {*map(tuple, data.x_train)}


def test_a_card_tells_units() -> None:
    info = dataset_info("projectile")
    names = (*info.signature.features, *(t.name for t in info.signature.all_targets))
    assert [info.unit(name) for name in names] == ["m/s", "°", "m", "m", ""]
