"""Training on varied samples: anew each time, alike for the same seed, and in training alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nnstudio.core.layer import Array
from nnstudio.data.augment import Variation
from nnstudio.engine import division
from nnstudio.engine.messages import Checkpoint, Finished, StepBatch, Stop
from nnstudio.engine.model import Model
from nnstudio.engine.program import Program
from nnstudio.engine.weights import initial_weights, stream
from nnstudio.files.project_file import SavedProject, load, save
from nnstudio.graph import edits
from nnstudio.graph.augmentation import Augmentation
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.simple_rnn import SimpleRNN
from nnstudio.optimizers.sgd import SGD
from tests.engine.networks import ABC, Given, chain, cnn, given
from tests.engine.test_last_good import failed
from tests.engine.test_trainer import assert_same_state, planned, run, running, small

PICTURES = Augmentation(rotate=20.0, shift=0.1, noise=0.05, erase=0.3, elastic=0.5)
SEQUENCES = Augmentation(jitter=0.3, rescale=0.2)


def sequences() -> Project:
    return chain(
        Signature((6, 2), classes=ABC, raw_shape=(6, 2)),
        "categorical_crossentropy",
        SimpleRNN(units=5),
        Dense(units=3, activation="softmax"),
    )


def flat_pictures() -> Project:
    """Return a network whose pictures would be fetched for many steps at once."""
    return chain(
        Signature((4, 4, 1), classes=ABC, raw_shape=(4, 4)),
        "categorical_crossentropy",
        Flatten(),
        Dense(units=3, activation="softmax"),
    )


NETWORKS = [
    pytest.param(small(cnn()), PICTURES, id="pictures"),
    pytest.param(small(flat_pictures()), PICTURES, id="flat"),
    pytest.param(small(sequences()), SEQUENCES, id="sequences"),
]


def varied(project: Project, augmentation: Augmentation) -> Given:
    """Return samples of the project with what varies them."""
    shape = project.data.signature.input_shape
    vary = Variation(augmentation, shape, np.zeros(1), np.ones(1))
    return replace(given(project), vary=vary)


@pytest.fixture(params=[1, 2], ids=["one thread", "two threads"])
def threads(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(division, "LANE_WORK", 0)
    return int(request.param)


@pytest.mark.parametrize(("project", "augmentation"), NETWORKS)
def test_the_seed_decides_how_samples_are_varied(
    project: Project, augmentation: Augmentation, threads: int
) -> None:
    data = varied(project, augmentation)
    first, again = (run(project, data, threads=threads)[1] for _ in range(2))
    other = run(edits.set_training(project, seed=1), data, threads=threads)[1]
    plain = run(project, given(project), threads=threads)[1]
    assert first.loss.tobytes() == again.loss.tobytes()
    assert not np.array_equal(first.loss, other.loss)
    assert not np.isclose(first.loss, plain.loss, rtol=1e-5).any()


@pytest.mark.parametrize(("project", "augmentation"), NETWORKS)
@pytest.mark.parametrize("twins", [True, False], ids=["twins", "definitions"])
def test_a_run_stopped_saved_and_opened_within_an_epoch_is_the_run_in_one_piece(
    project: Project, augmentation: Augmentation, twins: bool, threads: int, tmp_path: Path
) -> None:
    data = varied(project, augmentation)
    options: dict[str, Any] = {"twins": twins, "threads": threads}
    whole = run(project, data, epochs=3, **options)
    with running(project, data, paused=True, epochs=3, **options) as (inbox, record):
        inbox.put(StepBatch(8))
        record.wait(lambda: record.log.steps == 8)
        inbox.put(Stop())
        record.wait(lambda: bool(record.all(Finished)))
    halfway = record.all(Finished)[0].checkpoint
    assert (halfway.epoch, halfway.batch) == (1, 2)
    save(tmp_path / "a.nnstudio", SavedProject(project, halfway, record.log))
    opened = load(tmp_path / "a.nnstudio")

    rest = run(opened.project, data, checkpoint=opened.checkpoint, epochs=2, **options)
    assert np.concatenate([record.log.loss, rest[1].loss]).tobytes() == whole[1].loss.tobytes()
    assert_same_state(rest[0].checkpoint, whole[0].checkpoint)


def seen(project: Project, data: Given, order: Array, threads: int) -> list[float]:
    """Return the losses of steps that change no weight: they tell which samples were read."""
    plan = planned(project)
    program = Program(
        plan,
        SGD(learning_rate=0.0),
        data.x_train,
        data.t_train,
        order.shape[1],
        weights=initial_weights(plan, 0),
        threads=threads,
        vary=data.vary,
    )
    loss, correct = np.empty(len(order), np.float32), np.empty(len(order), np.float32)
    try:
        program.run(order, loss, correct)
        return [float(value) for value in loss]
    finally:
        program.close()


@pytest.mark.parametrize(("project", "augmentation"), NETWORKS[1:])
def test_each_sample_is_varied_anew_each_time_as_its_lane_draws(
    project: Project, augmentation: Augmentation, threads: int
) -> None:
    data, plan = varied(project, augmentation), planned(project)
    assert data.vary is not None
    order = np.tile(np.arange(20), (5, 1))
    losses = seen(project, data, order, threads)
    assert len(set(losses)) == 5

    # Each lane draws from a stream of its own, in the order of the steps.
    together = threads == 1 or len(plan.input_shape) == 2  # of sequences one thread reads all
    sizes = [20] if together else [10, 10]
    names = ["samples/varied", "samples/varied/1"]
    streams = [stream(0, name) for name in names[: len(sizes)]]
    model = Model(plan, initial_weights(plan, 0))
    for loss in losses:
        parts = np.split(data.x_train[:20], len(sizes))
        x = [data.vary.varied(part, rng) for part, rng in zip(parts, streams, strict=True)]
        done = model.forward(np.concatenate(x))
        assert loss == pytest.approx(model.loss(done, data.t_train[:20]), rel=1e-4)


def test_validation_samples_and_training_samples_themselves_stay(threads: int) -> None:
    project = edits.set_optimizer(small(flat_pictures()), SGD(learning_rate=0.0))
    data = varied(project, PICTURES)
    before = data.x_train.copy(), data.x_val.copy()
    log = run(project, data, threads=threads)[1]
    plain = run(project, given(project), threads=threads)[1]
    for name in ("val_loss", "val_accuracy"):
        np.testing.assert_array_equal(log.epoch_column(name), plain.epoch_column(name))
    assert not np.array_equal(log.epoch_column("train_loss"), plain.epoch_column("train_loss"))
    np.testing.assert_array_equal(data.x_train, before[0])
    np.testing.assert_array_equal(data.x_val, before[1])


def test_a_last_batch_that_is_smaller_is_varied_too(threads: int) -> None:
    project = flat_pictures()
    data = varied(project, PICTURES)
    losses = {seen(project, data, np.arange(7)[None], threads)[0] for _ in range(2)}
    assert len(losses) == 1
    assert losses != {seen(project, given(project), np.arange(7)[None], threads)[0]}


@pytest.mark.parametrize("seconds", [1e9, 0.0], ids=["never", "always"])
def test_the_step_that_goes_bad_is_found_with_the_samples_as_they_were_varied(
    monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    monkeypatch.setattr("nnstudio.engine.last_good.GOOD_SECONDS", seconds)
    project = chain(
        Signature((4, 4, 1), classes=ABC, raw_shape=(4, 4)),
        "mean_squared_error",
        Flatten(),
        Dense(units=8),
        Dense(units=3),
    )
    project = edits.set_optimizer(project, SGD(learning_rate=30.0))
    project = edits.set_training(project, batch_size=30, epochs=60, seed=3)
    data = varied(project, PICTURES)
    step, what, kept = failed(project, data=data)
    assert all(np.isfinite(value).all() for value in kept.weights.values())

    last = run(edits.set_training(project, max_steps=step - 1), data)[0].checkpoint
    assert all(np.isfinite(value).all() for value in last.weights.values())
    assert failed(project, data=data, checkpoint=last)[:2] == (step, what)
    assert failed(project, data=data, checkpoint=kept)[:2] == (step, what)


def test_samples_are_not_looked_for_where_nothing_varies_them() -> None:
    project = small(cnn())
    plain = Checkpoint(initial_weights(planned(project), 0))
    last = run(project, given(project), checkpoint=plain)[0].checkpoint
    assert not any(name.startswith("samples") for name in last.chance)
    last = run(project, varied(project, PICTURES), checkpoint=plain)[0].checkpoint
    assert any(name.startswith("samples") for name in last.chance)


# ---- the order of the samples ----


def test_samples_come_in_order_where_they_are_not_shuffled() -> None:
    project = edits.set_optimizer(small(flat_pictures(), batch_size=10), SGD(learning_rate=0.0))
    data = replace(given(project), shuffle=False)
    log = run(project, data)[1]
    expected = seen(project, data, np.arange(90).reshape(9, 10), 1)
    np.testing.assert_allclose(log.loss, np.tile(expected, 3), rtol=1e-6)
    shuffled = run(project, given(project))[1]
    assert not np.allclose(shuffled.loss, log.loss)
