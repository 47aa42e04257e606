"""Slow motion, paces, steps of an epoch and batches of another size: none changes a number."""

from __future__ import annotations

import math
import time
from pathlib import Path

import numpy as np
import pytest

from nnstudio.engine.messages import (
    Finished,
    Mark,
    Pause,
    PhaseShown,
    Refused,
    Resume,
    Retune,
    StepBatch,
    StepBlock,
    StepEpoch,
    Stop,
    Waits,
)
from nnstudio.engine.plan import Plan
from nnstudio.engine.program import Program
from nnstudio.engine.rehearsal import Rehearsal
from nnstudio.engine.speed import FULL, MOST_BEHIND, PHASES, Speed, Throttle
from nnstudio.engine.weights import initial_weights
from nnstudio.files.project_file import SavedProject, load, save
from nnstudio.graph import edits
from nnstudio.graph.project import Project
from nnstudio.optimizers.clipping import Clipping
from nnstudio.optimizers.schedules.cosine import CosineSchedule
from tests.engine.networks import cnn, given, mlp
from tests.engine.test_trainer import (
    PROJECTS,
    RESUMED,
    Record,
    assert_same_state,
    planned,
    run,
    running,
    small,
)

QUICK = Speed(seconds_per_phase=0.001)
LONG = Speed(seconds_per_phase=600.0)


# ---- slow motion and paces ----


@pytest.mark.parametrize("project", RESUMED)
def test_slow_motion_and_paces_change_no_number(project: Project) -> None:
    data = given(project)
    quiet = run(project, data)
    with running(project, data, paused=True) as (inbox, record):
        inbox.put(QUICK)
        inbox.put(StepBatch(3))
        record.wait(lambda: record.log.steps == 3)
        inbox.put(Speed(steps_per_second=500.0))
        inbox.put(StepEpoch())
        record.wait(lambda: bool(record.all(Waits)) and record.log.epochs == 1)
        inbox.put(QUICK)
        inbox.put(Resume())
        record.wait(lambda: record.log.steps >= 9)
        inbox.put(FULL)
        record.wait(lambda: bool(record.all(Finished)))

    assert record.log.loss.tobytes() == quiet[1].loss.tobytes()
    assert record.log.norms.tobytes() == quiet[1].norms.tobytes()
    assert_same_state(record.all(Finished)[0].checkpoint, quiet[0].checkpoint)
    assert record.all(Finished)[0].checkpoint.chance.keys() == quiet[0].checkpoint.chance.keys()


@pytest.mark.parametrize("project", PROJECTS)
def test_what_is_shown_is_what_the_step_does(project: Project) -> None:
    project = edits.set_clipping(project, Clipping(mode="global_norm", threshold=0.01))
    data = given(project)
    with running(project, data, paused=True) as (inbox, record):
        inbox.put(QUICK)
        inbox.put(StepBatch(2))
        record.wait(lambda: record.log.steps == 2)
    shown = record.all(PhaseShown)
    second = {s.phase.name: s for s in shown if s.step == 2}

    assert [s.phase.name for s in shown] == [*PHASES] * 2
    loss = second["loss"].phase.figures
    assert loss["loss"] == float(record.log.loss[1])
    assert loss["correct"] == pytest.approx(16 * float(record.log.accuracy[1]))
    assert second["update"].phase.figures["clipped"] == pytest.approx(0.01, rel=1e-4)
    assert second["backward"].phase.figures["gradient"] > 0.02
    assert sorted(second) == sorted(PHASES)
    assert second["batch"].samples.shape == (16,)
    assert set(second["batch"].samples) <= set(data.train_indices)
    waves = second["forward"].phase.waves
    assert waves[0] == ("input_1",)
    assert second["backward"].phase.waves == tuple(reversed(waves))
    assert list(second["update"].phase.waves[0]) == list(planned(project).learning)


@pytest.mark.parametrize("project", RESUMED)
@pytest.mark.parametrize("threads", [1, 2])
def test_the_rehearsal_of_a_step_ends_where_the_step_ends(project: Project, threads: int) -> None:
    plan, data = planned(project), given(project)
    weights = initial_weights(plan, 0)
    program = Program(
        plan,
        project.training.optimizer,
        data.x_train,
        data.t_train,
        16,
        weights=weights,
        threads=threads,
    )
    try:
        for first in (0, 16, 32):
            indices = np.arange(first, first + 16)
            before = program.weights()
            phases = {p.name: p for p in Rehearsal(plan, program, indices).phases()}
            loss, correct = np.empty(1, np.float32), np.empty(1, np.float32)
            program.run(indices[None], loss, correct)
            moved = {
                node: math.sqrt(
                    sum(
                        float(np.square(after - before[key], dtype=float).sum())
                        for key, after in program.weights().items()
                        if key[0] == node and key in trained(plan)
                    )
                )
                for node in plan.learning
            }
            norms = dict(zip(plan.learning, program.gradient_norms().tolist(), strict=True))
            assert phases["loss"].figures["loss"] == float(loss[0])
            assert phases["backward"].by_node == norms
            assert phases["update"].by_node == pytest.approx(moved, rel=1e-6)
    finally:
        program.close()


def trained(plan: Plan) -> list[tuple[str, str]]:
    return [
        (node.id, name) for node in plan.nodes for name, weight in node.weights if weight.trainable
    ]


@pytest.mark.parametrize(
    "slow", [LONG, Speed(steps_per_second=0.001)], ids=["slow motion", "a pace"]
)
def test_what_is_asked_during_a_wait_acts_at_once(slow: Speed) -> None:
    with running(small(mlp(), epochs=1_000_000), paused=True) as (inbox, record):
        inbox.put(slow)
        inbox.put(Resume())
        record.wait(lambda: record.phase == "train")
        began = time.perf_counter()
        inbox.put(Pause())
        record.wait(lambda: record.phase == "paused")
        inbox.put(Resume())
        inbox.put(FULL)
        record.wait(lambda: record.log.steps > 10)
        inbox.put(slow)
        inbox.put(Stop())
        record.wait(lambda: bool(record.all(Finished)))
        seconds = time.perf_counter() - began

    assert seconds < 60.0, "although a single step would have taken a quarter of an hour"


def test_a_pace_is_kept_and_what_is_late_is_not_made_up_for_at_once() -> None:
    now = [100.0]
    throttle = Throttle(lambda: now[0])
    assert throttle.most(1000) == 1000
    throttle.set(Speed(steps_per_second=10.0))
    done = 0
    while now[0] < 110.0:
        now[0] += throttle.wait()
        count = throttle.most(1000)
        throttle.done(count)
        done += count
    assert done == pytest.approx(100, abs=2)
    now[0] += 3600.0
    assert throttle.wait() == 0
    assert throttle.most(1000) <= 1 + 10 * MOST_BEHIND
    throttle.set(Speed(steps_per_second=6000.0))
    assert throttle.wait() == 0
    assert throttle.most(1000) > 50


def test_the_time_left_and_the_speed_follow_the_pace() -> None:
    with running(small(mlp(), batch_size=90, epochs=1000), paused=True) as (inbox, record):
        inbox.put(StepBatch(1))
        record.wait(lambda: record.log.steps == 1 and record.phase == "paused")
        inbox.put(Speed(steps_per_second=10.0))
        inbox.put(StepBatch(1))
        record.wait(lambda: record.log.steps == 2 and record.phase == "paused")
    progress = record.all(StepBlock)[-1].progress

    assert progress is not None
    assert progress.samples_per_second == pytest.approx(900.0)
    assert progress.seconds_left == pytest.approx(99.8)


# ---- an epoch at a time ----


def test_a_run_does_one_epoch_and_waits() -> None:
    with running(small(mlp(), epochs=1_000_000), paused=True) as (inbox, record):
        inbox.put(StepBatch(2))
        record.wait(lambda: record.log.steps == 2)
        inbox.put(StepEpoch())
        record.wait(lambda: [w.asked for w in record.all(Waits)][-1:] == [2])
        assert (record.log.steps, record.log.epochs) == (6, 1)
        inbox.put(StepEpoch())
        record.wait(lambda: [w.asked for w in record.all(Waits)][-1:] == [3])
        assert (record.log.steps, record.log.epochs) == (12, 2)


# ---- batches of another size ----


def resized(size: float) -> Retune:
    return Retune("training", "batch_size", size)


def test_the_rest_of_an_epoch_is_taken_in_batches_of_the_new_size() -> None:
    project = small(mlp(), batch_size=10, epochs=3)
    with running(project, paused=True) as (inbox, record):
        inbox.put(StepBatch(3))
        record.wait(lambda: record.log.steps == 3 and record.phase == "paused")
        inbox.put(resized(25))
        inbox.put(StepEpoch())
        record.wait(lambda: record.log.epochs == 1)
        inbox.put(Resume())
        record.wait(lambda: bool(record.all(Finished)))
    log = record.log

    assert log.marks == [Mark(4, "training", "batch_size", 25.0)]
    assert log.epoch_column("step").tolist() == [3 + 3, 6 + 4, 10 + 4]  # 90 samples
    assert math.isfinite(float(log.epoch_column("train_loss")[0]))


@pytest.mark.parametrize("project", RESUMED)
@pytest.mark.parametrize("twins", [True, False], ids=["twins", "definitions"])
def test_a_batch_size_changed_in_an_epoch_survives_stop_file_and_resume(
    project: Project, twins: bool, tmp_path: Path
) -> None:
    project = edits.set_schedule(project, CosineSchedule())
    data = given(project)

    def record_of(steps: int | None) -> Record:
        """Change the size after two steps; stop after so many more."""
        with running(project, data, paused=True, epochs=3, twins=twins) as (inbox, record):
            inbox.put(StepBatch(2))
            record.wait(lambda: record.log.steps == 2 and record.phase == "paused")
            inbox.put(resized(20))
            inbox.put(Resume() if steps is None else StepBatch(steps))
            if steps is not None:
                record.wait(lambda: record.log.steps == 2 + steps)
                inbox.put(Stop())
            record.wait(lambda: bool(record.all(Finished)))
        return record

    whole, begun = record_of(None), record_of(1)
    halfway = begun.all(Finished)[0].checkpoint
    assert (halfway.batch, halfway.tally.seen) == (3, 52)
    changed = edits.set_training(project, batch_size=20)
    save(tmp_path / "a.nnstudio", SavedProject(changed, halfway, begun.log))
    opened = load(tmp_path / "a.nnstudio")
    assert opened.checkpoint is not None
    rest, log = run(opened.project, data, checkpoint=opened.checkpoint, epochs=3, twins=twins)

    assert np.concatenate([begun.log.loss, log.loss]).tobytes() == whole.log.loss.tobytes()
    for name in ("train_loss", "val_loss", "learning_rate", "step"):
        np.testing.assert_array_equal(log.epoch_column(name), whole.log.epoch_column(name))
    assert_same_state(rest.checkpoint, whole.all(Finished)[0].checkpoint)
    assert begun.log.marks == [Mark(3, "training", "batch_size", 20.0)]


def test_a_size_beyond_all_samples_is_all_of_them_and_nonsense_is_refused() -> None:
    project = small(cnn(), epochs=2)
    with running(project, paused=True) as (inbox, record):
        inbox.put(resized(math.nan))
        inbox.put(resized(0))
        inbox.put(resized(2.5))
        inbox.put(resized(1e9))
        inbox.put(StepBatch(1))
        record.wait(lambda: record.log.steps == 1)
    assert len(record.all(Refused)) == 3
    assert "Batch size" in str(record.all(Refused)[1].reason)
    assert [mark.value for mark in record.log.marks] == [90.0]
