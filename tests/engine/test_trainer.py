"""The training loop: figures, messages, and that nobody who looks or asks changes a number."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

import numpy as np
import pytest

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import Text
from nnstudio.engine.intervals import probe_interval
from nnstudio.engine.messages import (
    Checkpoint,
    Failed,
    Finished,
    InMessage,
    Mark,
    Moment,
    OutMessage,
    Pause,
    Refused,
    Resume,
    Retune,
    Snapshot,
    Started,
    StepBatch,
    StepBlock,
    Stop,
    Unwatch,
    Watch,
    Watched,
)
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.run_log import RunLog
from nnstudio.engine.study import LayerOutputs, OutputsStudy, Pieces, Study
from nnstudio.engine.timeline import Timeline, stride
from nnstudio.engine.trainer import Inbox, train
from nnstudio.engine.weights import initial_weights
from nnstudio.files.project_file import SavedProject, load, save
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.batch_norm import BatchNorm
from nnstudio.layers.dense import Dense
from nnstudio.metrics.accuracy import correct_count
from nnstudio.optimizers import all_optimizers
from nnstudio.optimizers.adam import Adam
from nnstudio.optimizers.schedules.exponential import ExponentialSchedule
from nnstudio.optimizers.schedules.reduce_on_plateau import ReduceOnPlateau
from nnstudio.optimizers.schedules.step import StepSchedule
from nnstudio.optimizers.sgd import SGD
from tests.engine.networks import Given, chain, cnn, given, mlp, skip

M = TypeVar("M", bound=OutMessage)


def planned(project: Project) -> Plan:
    return make_plan(analyze(project))


class Record:
    """Hears a run and keeps what it says."""

    def __init__(self, plan: Plan) -> None:
        self.log = RunLog(plan.learning)
        self.messages: list[OutMessage] = []
        self._news = threading.Condition()

    def __call__(self, message: OutMessage) -> None:
        with self._news:
            if isinstance(message, StepBlock):
                self.log.extend(message)
            self.messages.append(message)
            self._news.notify_all()

    def all(self, kind: type[M]) -> list[M]:
        return [message for message in self.messages if isinstance(message, kind)]

    def wait(self, enough: Callable[[], bool], seconds: float = 60.0) -> None:
        """Wait until ``enough()``."""
        with self._news:
            assert self._news.wait_for(enough, seconds), "the run did not answer"

    @property
    def phase(self) -> str:
        """What the run said last that it does."""
        blocks = self.all(StepBlock)
        return phase_of(blocks[-1]) if blocks else ""


def phase_of(block: StepBlock) -> str:
    return block.progress.phase if block.progress else ""


def run(
    project: Project, data: Given | None = None, *inbox: Any, **options: Any
) -> tuple[Finished, RunLog]:
    """Train in this thread, with messages that lie in the inbox from the start."""
    plan = planned(project)
    record = Record(plan)
    waiting: Inbox = SimpleQueue()
    for message in inbox:
        waiting.put(message)
    last = train(plan, project.training, data or given(project), waiting, record, **options)
    assert isinstance(last, Finished), last
    return last, record.log


@contextmanager
def running(
    project: Project, data: Given | None = None, **options: Any
) -> Iterator[tuple[Inbox, Record]]:
    """Train in a thread of its own until the end of the block."""
    plan = planned(project)
    record, inbox = Record(plan), Inbox()
    samples = data or given(project)

    def work() -> None:
        train(plan, project.training, samples, inbox, record, **options)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield inbox, record
    finally:
        inbox.put(Stop())
        thread.join(60)
    assert not thread.is_alive()


def small(project: Project, batch_size: int = 16, epochs: int = 3, seed: int = 0) -> Project:
    return edits.set_training(project, batch_size=batch_size, epochs=epochs, seed=seed)


PROJECTS = [
    pytest.param(small(mlp()), id="mlp"),
    pytest.param(small(cnn()), id="cnn"),
    pytest.param(small(skip()), id="skip"),
]

# ---- figures ----


@pytest.mark.parametrize("project", PROJECTS)
def test_two_runs_with_one_seed_have_identical_loss_columns(project: Project) -> None:
    first, again = run(project)[1], run(project)[1]
    other = run(edits.set_training(project, seed=1))[1]

    assert first.steps == 18  # 90 samples in batches of 16, the last one of 10
    assert first.loss.tobytes() == again.loss.tobytes()
    assert first.epoch_column("val_loss").tobytes() == again.epoch_column("val_loss").tobytes()
    assert not np.array_equal(first.loss, other.loss)


@pytest.mark.parametrize("project", PROJECTS)
def test_twins_and_definitions_train_alike(project: Project) -> None:
    if "dropout_1" in project.graph.by_id:
        # Both draw the same numbers, but lay them over a sample in an order of their own.
        project = edits.set_values(project, "dropout_1", rate=0.0)
    twins, definitions = run(project)[1], run(project, twins=False)[1]

    np.testing.assert_allclose(twins.loss, definitions.loss, rtol=2e-3, atol=1e-5)


def test_a_step_is_what_the_definitions_say() -> None:
    project = edits.set_optimizer(small(mlp(), batch_size=90, epochs=1), SGD(learning_rate=0.5))
    plan, data = planned(project), given(project)
    last, log = run(project, data)

    model = Model(plan, initial_weights(plan, 0), np.float64)
    done = model.forward(data.x_train)
    gradients, _ = model.backward(done, data.t_train)
    assert log.loss[0] == pytest.approx(model.loss(done, data.t_train), rel=1e-5)
    hits = correct_count(done.outputs[plan.output], data.t_train)
    assert log.accuracy[0] == pytest.approx(hits / 90)
    for key, value in last.checkpoint.weights.items():
        expected = model.weights[key] - 0.5 * gradients[key]
        np.testing.assert_allclose(value, expected, rtol=1e-4, atol=1e-6)


def test_an_epoch_is_summed_up() -> None:
    project = small(mlp())
    data = given(project)
    last, log = run(project, data, epochs=1)
    row = log.last_epoch

    assert row is not None
    assert (row.epoch, row.step) == (1, 6)
    sizes = np.array([16, 16, 16, 16, 16, 10])
    assert row.train_loss == pytest.approx(float((log.loss * sizes).sum() / 90), rel=1e-6)
    assert row.train_accuracy == pytest.approx(float((log.accuracy * sizes).sum() / 90), rel=1e-6)
    model = Model(planned(project), last.checkpoint.weights)
    done = model.forward(data.x_val)
    assert row.val_loss == pytest.approx(model.loss(done, data.t_val), rel=1e-5)
    assert row.val_accuracy == correct_count(done.outputs[model.plan.output], data.t_val) / 30
    assert row.seconds > 0


@pytest.mark.parametrize("optimizer", sorted(all_optimizers()))
def test_every_optimizer_learns(optimizer: str) -> None:
    rate = {"adam": 0.02}.get(optimizer, 0.1)
    chosen = all_optimizers()[optimizer](learning_rate=rate)
    project = edits.set_optimizer(small(mlp(), epochs=30), chosen)
    log = run(project)[1]

    assert log.epoch_column("train_loss")[-1] < 0.5 * log.epoch_column("train_loss")[0]
    assert log.epoch_column("val_accuracy")[-1] > 0.8


def test_an_unfused_loss_is_validated_at_the_outputs() -> None:
    project = small(mlp("tanh", loss="mean_squared_error", output="tanh"), epochs=2)
    data = given(project)
    last, log = run(project, data)
    model = Model(planned(project), last.checkpoint.weights)
    y = model.predict(data.x_val)

    assert log.epoch_column("val_loss")[-1] == pytest.approx(
        float(((y - data.t_val) ** 2).mean()), rel=1e-5
    )


def test_without_validation_samples_its_figures_are_unknown() -> None:
    project = small(mlp(), epochs=1)
    row = run(project, given(project, validation=0))[1].last_epoch

    assert row is not None
    assert math.isnan(row.val_loss)
    assert math.isnan(row.val_accuracy)
    assert row.train_accuracy > 0


def test_numbers_as_targets_have_no_accuracy() -> None:
    signature = Signature((2,), "regression", (), 1, (2,))
    project = small(chain(signature, "mean_squared_error", Dense(units=4), Dense(units=1)))
    x = np.random.default_rng(0).uniform(-1, 1, (50, 2)).astype(np.float32)
    t = x.sum(axis=1, keepdims=True)
    row = run(project, Given(x[:40], t[:40], x[40:], t[40:]))[1].last_epoch

    assert row is not None
    assert math.isnan(row.train_accuracy)
    assert math.isnan(row.val_accuracy)
    assert row.val_loss < 1


def test_a_network_that_learns_nothing_is_measured_all_the_same() -> None:
    signature = Signature((3,), classes=("a", "b", "c"), raw_shape=(3,))
    layer = ActivationLayer(activation="softmax")
    project = small(chain(signature, "categorical_crossentropy", layer), epochs=20)
    last, log = run(project)
    assert last.checkpoint.step == log.steps == 120 > probe_interval(planned(project), 16, 6)
    losses = log.epoch_column("train_loss")
    np.testing.assert_allclose(losses, losses[0], rtol=1e-6)


def test_a_batch_larger_than_the_data_is_all_of_it() -> None:
    assert run(small(mlp(), batch_size=1000, epochs=4))[1].steps == 4


def test_gradient_norms_are_those_of_the_definitions() -> None:
    project = small(mlp(), batch_size=90, epochs=200)
    plan, data = planned(project), given(project)
    interval = probe_interval(plan, 90, 1)
    before = run(project, data, epochs=interval - 1)[0].checkpoint
    log = run(project, data, checkpoint=before, epochs=1)[1]

    model = Model(plan, before.weights, np.float64)
    gradients, _ = model.backward(model.forward(data.x_train), data.t_train)
    expected = [
        math.sqrt(sum(float((g**2).sum()) for (i, _), g in gradients.items() if i == node))
        for node in plan.learning
    ]
    np.testing.assert_array_equal(log.probe_steps, [interval])
    np.testing.assert_allclose(log.norms[0], expected, rtol=1e-3)


def test_probes_come_on_a_schedule_of_steps() -> None:
    project = small(mlp(), epochs=40)
    log = run(project)[1]
    interval = probe_interval(planned(project), 16, 6)

    np.testing.assert_array_equal(log.probe_steps, np.arange(interval, log.steps + 1, interval))
    assert log.norms.shape == (len(log.probe_steps), 2)
    assert np.isfinite(log.norms).all()


# ---- what is told ----


def test_messages_come_in_order_and_steps_without_a_gap() -> None:
    project = small(cnn(), epochs=20)
    plan = planned(project)
    record = Record(plan)
    last = train(plan, project.training, given(project), SimpleQueue(), record)

    first = record.messages[0]
    assert isinstance(first, Started)
    assert first.layers == ("conv2d_1", "dense_1")
    assert first.steps_per_epoch == 6
    assert record.messages[-1] is last
    expected = 1
    for block in record.all(StepBlock):
        assert block.first_step == expected
        assert len(block.loss) == len(block.accuracy)
        assert len(block.probe_steps) == len(block.norms)
        expected += len(block.loss)
    assert expected == 121
    progress = record.all(StepBlock)[-1].progress
    assert progress is not None
    assert (progress.epoch, progress.epochs) == (20, 20)
    assert progress.seconds_left == pytest.approx(0, abs=1e-6)
    assert progress.samples_per_second > 0


def test_snapshots_and_checkpoints_cannot_be_changed_from_outside() -> None:
    with running(small(mlp(), epochs=1_000_000)) as (inbox, record):
        record.wait(lambda: bool(record.all(Snapshot)))
        inbox.put(Stop())
        record.wait(lambda: bool(record.all(Finished)))
    given_away = [
        record.all(Snapshot)[0].checkpoint.weights,
        record.all(Finished)[0].checkpoint.weights,
    ]

    assert not any(value.flags.writeable for weights in given_away for value in weights.values())


# ---- what is asked ----


def test_pause_steps_resume_and_stop() -> None:
    with running(small(mlp(), epochs=1_000_000), paused=True) as (inbox, record):
        record.wait(lambda: record.phase == "paused")
        assert record.log.steps == 0
        inbox.put(StepBatch())
        record.wait(lambda: record.log.steps == 1 and record.phase == "paused")
        inbox.put(StepBatch(9))
        record.wait(lambda: record.log.steps == 10 and record.phase == "paused")
        inbox.put(Resume())
        record.wait(lambda: record.log.steps > 1000)
        inbox.put(Pause())
        record.wait(lambda: record.phase == "paused")
        held = record.log.steps
        inbox.put(StepBatch(2))
        record.wait(lambda: record.log.steps > held)
        record.wait(lambda: record.phase == "paused")
        assert record.log.steps == held + 2
        inbox.put(Stop())
        record.wait(lambda: bool(record.all(Finished)))
    last = record.all(Finished)[0]

    assert last.stopped
    assert last.checkpoint.step == held + 2


class Timetable(SimpleQueue[InMessage]):
    """An inbox that is empty but at certain looks into it, counted from 1."""

    looks = 0
    messages: Mapping[int, InMessage] = {}

    def get_nowait(self) -> InMessage:
        self.looks += 1
        if self.looks in self.messages:
            return self.messages[self.looks]
        raise Empty


def test_the_inbox_is_looked_into_between_heavy_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    # No time for more than one step at once, as if each took long; test_pace.py has the rest.
    monkeypatch.setattr("nnstudio.engine.pace.RUN_SECONDS", 0.0)
    project, inbox = small(mlp(), epochs=1_000_000), Timetable()
    inbox.messages = {6: Stop()}
    record = Record(planned(project))
    last = train(planned(project), project.training, given(project), inbox, record)

    assert isinstance(last, Finished)
    assert (last.stopped, last.checkpoint.step) == (True, 5)


def in_the_middle_of_a_validation(
    twins: bool, message: InMessage, *then: InMessage, project: Project | None = None
) -> tuple[Finished, Record]:
    """Train one epoch of one step, with a message after three chunks of the validation.

    What comes then is found by a run that waits.
    """
    project, inbox = project or small(cnn(), batch_size=90, epochs=1), Timetable()
    data = given(project, train=90, validation=2000)
    inbox.messages = {5: message}
    for later in then:
        inbox.put(later)
    record = Record(planned(project))
    last = train(planned(project), project.training, data, inbox, record, twins=twins)
    assert isinstance(last, Finished), last
    return last, record


@pytest.mark.parametrize("twins", [True, False], ids=["twins", "definitions"])
def test_a_run_stops_in_the_middle_of_a_validation(twins: bool) -> None:
    last, record = in_the_middle_of_a_validation(twins, Stop())

    assert (last.stopped, last.checkpoint.step, record.log.epochs) == (True, 1, 0)


def test_a_run_pauses_in_the_middle_of_a_validation() -> None:
    last, record = in_the_middle_of_a_validation(True, Pause(), Resume())
    paused = [block for block in record.all(StepBlock) if phase_of(block) == "paused"]

    assert [block.epochs for block in paused] == [()]
    assert (last.stopped, record.log.epochs) == (False, 1)


@pytest.mark.parametrize(
    "asked",
    [Retune("training", "batch_size", 45.0), Retune("optimizer", "learning_rate", 0.5)],
    ids=lambda asked: str(asked.setting),
)
def test_an_epoch_is_told_with_the_rate_of_its_own_steps(asked: Retune) -> None:
    project = edits.set_schedule(
        small(cnn(), batch_size=90, epochs=1), StepSchedule(epochs=1, gamma=0.5)
    )
    log = in_the_middle_of_a_validation(True, asked, project=project)[1].log
    assert [mark.setting for mark in log.marks] == [asked.setting]
    assert log.epoch_column("learning_rate").tolist() == [project.training.optimizer.learning_rate]


def test_a_run_that_goes_on_in_a_validation_has_the_rate_of_before() -> None:
    project = edits.set_schedule(
        small(cnn(), batch_size=90, epochs=1), StepSchedule(epochs=1, gamma=0.5)
    )
    last = in_the_middle_of_a_validation(True, Stop(), project=project)[0]
    assert (last.checkpoint.epoch, last.checkpoint.batch) == (0, 1)
    data = given(project, train=90, validation=2000)
    log = run(project, data, checkpoint=last.checkpoint)[1]
    assert log.epoch_column("learning_rate").tolist() == [project.training.optimizer.learning_rate]


def test_a_learning_rate_is_used_at_the_next_step_and_noted() -> None:
    project = edits.set_optimizer(small(mlp(), batch_size=90, epochs=50), SGD(learning_rate=0.5))
    still = Retune("optimizer", "learning_rate", 0.0)
    with running(project, paused=True) as (inbox, record):
        inbox.put(StepBatch(3))
        record.wait(lambda: record.log.steps == 3 and record.phase == "paused")
        inbox.put(still)
        inbox.put(StepBatch(4))
        record.wait(lambda: record.log.steps == 7 and record.phase == "paused")
    loss = record.log.loss

    assert record.log.marks == [Mark(4, "optimizer", "learning_rate", 0.0)]
    np.testing.assert_allclose(loss[3:], loss[3], rtol=1e-5)
    assert loss[2] > 1.001 * loss[3], "up to step 3 they learn"


def test_the_rate_of_dropout_can_be_changed_too() -> None:
    project = edits.set_optimizer(small(cnn(), batch_size=90, epochs=50), SGD(learning_rate=0.0))
    off = Retune("dropout_1", "rate", 0.0)
    log = run(project, None, Pause(), StepBatch(3), off, StepBatch(3), Resume(), epochs=6)[1]

    assert log.marks[0].target == "dropout_1"
    np.testing.assert_allclose(log.loss, log.loss[0], rtol=1e-5)
    lively = run(project, epochs=6)[1]
    assert np.ptp(lively.loss) > 0.01, "as long as it is there it makes the loss flicker"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Retune("optimizer", "learning_rate", -1.0), "Learning rate got -1"),
        (Retune("optimizer", "learning_rate", math.nan), "Learning rate got nan"),
        (Retune("dropout_1", "rate", 1.5), "Rate got 1.5; it expects a number from 0 to 1"),
        (Retune("dense_1", "units", 3), "units of dense_1 cannot be changed while"),
        (Retune("gone_7", "rate", 0.1), "rate of gone_7 cannot be changed while"),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_the_run_goes_on(asked: Retune, said: str) -> None:
    project, inbox = small(cnn(), epochs=2), Inbox()
    record = Record(planned(project))
    inbox.put(asked)
    last = train(planned(project), project.training, given(project), inbox, record)
    [refused] = record.all(Refused)

    assert refused.asked == asked
    assert said in str(refused.reason)
    assert isinstance(last, Finished)
    assert record.log.epochs == 2
    assert record.log.marks == []
    np.testing.assert_array_equal(record.log.loss, run(project)[1].loss)


@pytest.mark.parametrize("project", PROJECTS)
def test_watched_outputs_are_those_of_the_model(project: Project) -> None:
    data = given(project)
    plan = planned(project)
    nodes = tuple(node.id for node in plan.nodes)
    watch = Watch("view", OutputsStudy(data.x_val[:1], (*nodes, "gone_1")))
    with running(project, data, paused=True) as (inbox, record):
        inbox.put(watch)
        record.wait(lambda: bool(record.all(Watched)))
        inbox.put(StepBatch(5))
        record.wait(lambda: record.all(Watched)[-1].step == 5)
        inbox.put(Stop())
        record.wait(lambda: bool(record.all(Finished)))
    first, last = record.all(Watched)[0], record.all(Watched)[-1]

    assert (first.key, first.step, first.study) == ("view", 0, watch.study)
    one = check_outputs(plan, initial_weights(plan, 0), data.x_val[:1], first)
    final = record.all(Finished)[0].checkpoint.weights
    five = check_outputs(plan, final, data.x_val[:1], last)
    assert not np.array_equal(one[plan.output], five[plan.output])


def check_outputs(plan: Plan, weights: Any, x: Array, watched: Watched) -> Mapping[str, Array]:
    outputs = Model(plan, weights).forward(x).outputs
    assert isinstance(watched.result, LayerOutputs)
    told = watched.result.by_node
    assert set(told) == set(outputs)
    for node, y in outputs.items():
        np.testing.assert_array_equal(told[node], y)
    return told


class Refusing(Study[None]):
    """A study that cannot be answered."""

    def pieces(self, model: Model) -> Pieces[None]:
        yield
        raise UserError(Text("no"))


def test_a_study_that_refuses_says_why_and_the_run_goes_on() -> None:
    project = small(mlp(), epochs=1)
    with running(project, paused=True) as (inbox, record):
        inbox.put(Watch("a", Refusing()))
        record.wait(lambda: bool(record.all(Watched)))
        inbox.put(Resume())
        record.wait(lambda: bool(record.all(Finished)))
    assert str(record.all(Watched)[0].reason) == "no"


@pytest.mark.parametrize("project", PROJECTS)
def test_moments_are_even_and_change_no_number(project: Project) -> None:
    quiet = run(project)
    messages: list[OutMessage] = []
    last = train(
        planned(project), project.training, given(project), Inbox(), messages.append, moments=8
    )
    moments = [message for message in messages if isinstance(message, Moment)]
    timeline = Timeline(8)
    for moment in moments:
        timeline.add(moment)
    assert isinstance(last, Finished)
    kept = [moment.step for moment in timeline.moments]
    width = stride(kept[-1], 8)
    assert last.checkpoint.step - kept[-1] <= width
    assert kept[:3] == [0, width, 2 * width]
    assert set(np.diff(kept)) == {width}
    assert 4 <= len(kept) <= 9
    first = timeline.at(0)
    assert first is not None
    for key, value in initial_weights(planned(project), 0).items():
        np.testing.assert_array_equal(first.weights[key], value)
    losses = [m.loss for m in messages if isinstance(m, StepBlock)]
    assert np.concatenate(losses).tobytes() == quiet[1].loss.tobytes()


def test_what_is_no_longer_watched_is_no_longer_answered() -> None:
    project = small(mlp(), epochs=1_000_000)
    x = given(project).x_val[:1]
    with running(project, paused=True) as (inbox, record):
        inbox.put(Watch("a", OutputsStudy(x, ("dense_1",))))
        inbox.put(Watch("b", OutputsStudy(x, ("dense_2",))))
        record.wait(lambda: {w.key for w in record.all(Watched)} == {"a", "b"})
        inbox.put(Unwatch("a"))
        inbox.put(Unwatch("never asked"))
        inbox.put(Resume())
        answered = len(record.all(Watched))
        record.wait(lambda: len(record.all(Watched)) > answered + 2)

    assert {w.key for w in record.all(Watched)[answered + 1 :]} == {"b"}


@pytest.mark.parametrize("project", PROJECTS)
def test_watching_pausing_and_stepping_change_no_number(project: Project) -> None:
    data = given(project)
    quiet = run(project, data)
    with running(project, data, paused=True) as (inbox, record):
        inbox.put(Watch("a", OutputsStudy(data.x_val[:5], ("dense_1",))))
        for steps in (1, 2, 5):
            before = record.log.steps
            inbox.put(StepBatch(steps))
            record.wait(lambda b=before, s=steps: record.log.steps == b + s)  # type: ignore[misc]
        inbox.put(Resume())
        inbox.put(Pause())
        inbox.put(Resume())
        record.wait(lambda: bool(record.all(Finished)))

    assert record.log.loss.tobytes() == quiet[1].loss.tobytes()
    assert record.log.norms.tobytes() == quiet[1].norms.tobytes()
    for key, value in record.all(Finished)[0].checkpoint.weights.items():
        assert value.tobytes() == quiet[0].checkpoint.weights[key].tobytes()


# ---- going on, and what goes wrong ----


def regular() -> Project:
    """Return a network with all that a run keeps besides weights: chance, averages, a schedule."""
    project = edits.set_schedule(cnn(), ReduceOnPlateau(patience=0, gamma=0.5, improvement=0.5))
    project, _ = edits.insert_on_wire(
        project, project.graph.wires_into["flatten_1"][0], BatchNorm(), 0, 0
    )
    return small(project)


RESUMED = [*PROJECTS, pytest.param(regular(), id="regular")]


@pytest.mark.parametrize("project", RESUMED)
def test_a_run_in_parts_is_the_run_in_one_piece(project: Project) -> None:
    data = given(project)
    whole = run(project, data, epochs=4)
    first = run(project, data, epochs=1)
    second = run(project, data, checkpoint=first[0].checkpoint, epochs=3)

    assert np.concatenate([first[1].loss, second[1].loss]).tobytes() == whole[1].loss.tobytes()
    np.testing.assert_array_equal(second[1].epoch_column("epoch"), [2, 3, 4])
    assert_same_state(second[0].checkpoint, whole[0].checkpoint)


@pytest.mark.parametrize("project", RESUMED)
@pytest.mark.parametrize("twins", [True, False], ids=["twins", "definitions"])
def test_a_run_stopped_saved_and_opened_within_an_epoch_is_the_run_in_one_piece(
    project: Project, twins: bool, tmp_path: Path
) -> None:
    data = given(project)
    whole = run(project, data, epochs=3, twins=twins)
    with running(project, data, paused=True, epochs=3, twins=twins) as (inbox, record):
        inbox.put(StepBatch(8))
        record.wait(lambda: record.log.steps == 8)
        inbox.put(Stop())
        record.wait(lambda: bool(record.all(Finished)))
    halfway = record.all(Finished)[0].checkpoint
    assert (halfway.epoch, halfway.batch, halfway.step) == (1, 2, 8)
    save(tmp_path / "a.nnstudio", SavedProject(project, halfway, record.log))
    opened = load(tmp_path / "a.nnstudio")
    assert opened.checkpoint is not None

    rest = run(opened.project, data, checkpoint=opened.checkpoint, epochs=2, twins=twins)

    assert np.concatenate([record.log.loss, rest[1].loss]).tobytes() == whole[1].loss.tobytes()
    for name in ("train_loss", "val_loss", "train_accuracy", "learning_rate"):
        np.testing.assert_array_equal(rest[1].epoch_column(name), whole[1].epoch_column(name)[1:])
    assert_same_state(rest[0].checkpoint, whole[0].checkpoint)


def ended(project: Project, **settings: Any) -> tuple[Finished, RunLog]:
    return run(edits.set_training(small(project, epochs=12), **settings))


def test_a_run_of_no_epochs_does_no_step() -> None:
    last, log = run(small(mlp()), epochs=0)
    assert (log.steps, last.checkpoint.step) == (0, 0)


def test_a_run_ends_after_the_steps_that_are_set_and_goes_on_for_as_many() -> None:
    project = edits.set_training(small(mlp()), max_steps=8)
    data = given(project)
    first, log = run(project, data)
    assert (log.steps, first.checkpoint.epoch, first.checkpoint.batch) == (8, 1, 2)
    assert "after 8 steps" in str(first.reason)
    second, _ = run(project, data, checkpoint=first.checkpoint)
    assert second.checkpoint.step == 16


def test_a_run_ends_when_its_loss_is_low_enough() -> None:
    whole = ended(mlp())[1].epoch_column("train_loss")
    target = float((whole[4] + whole[5]) / 2)
    last, log = ended(mlp(), target_loss=target)
    assert log.epochs == 6
    assert "has reached the target" in str(last.reason)


def test_a_run_ends_when_nothing_improves_and_can_return_to_its_best() -> None:
    # With so large a rate the loss jumps about, so that some epoch soon is not the best.
    project = edits.set_optimizer(mlp(), Adam(learning_rate=0.5))
    last, log = ended(project, patience=2, restore_best=True)
    losses, best = log.epoch_column("val_loss"), last.checkpoint.best
    assert best is not None
    assert best.epoch == int(losses.argmin()) + 1 == log.epochs - 2
    assert best.value == losses.min()
    assert "Validation loss has not improved for 2 epochs" in str(last.reason)
    for key, value in best.weights.items():
        assert value.tobytes() == last.checkpoint.weights[key].tobytes()
    other = ended(project, patience=2)[0].checkpoint.weights
    assert any(value.tobytes() != other[key].tobytes() for key, value in best.weights.items())


def test_the_best_epoch_stays_the_best_when_a_run_that_ended_goes_on(tmp_path: Path) -> None:
    project = edits.set_optimizer(mlp(), Adam(learning_rate=0.5))
    project = edits.set_training(small(project, epochs=12), patience=2)
    data = given(project)
    first, log = run(project, data)
    save(tmp_path / "a.nnstudio", SavedProject(project, first.checkpoint, log))
    opened = load(tmp_path / "a.nnstudio").checkpoint
    assert opened is not None
    assert opened.waiting_from == log.epochs
    second, more = run(project, data, checkpoint=opened)
    losses = np.concatenate([r.epoch_column("val_loss") for r in (log, more)])
    best = second.checkpoint.best
    assert best is not None
    assert (best.epoch, best.value) == (int(losses.argmin()) + 1, losses.min())
    assert second.checkpoint.history == tuple(losses)
    assert more.epochs >= 3, "it waits anew"


def test_the_best_of_another_network_or_figure_is_forgotten() -> None:
    project = edits.set_training(small(mlp()), restore_best=True)
    still = edits.set_optimizer(project, SGD(learning_rate=0.0))
    kept = run(project)[0].checkpoint
    assert len(kept.history) == 3
    for other in (
        edits.set_values(still, "dense_1", units=9),
        edits.set_training(still, watch="val_accuracy"),
    ):
        last = run(other, checkpoint=kept)[0].checkpoint
        assert last.best is not None
        assert last.best.epoch == 4
        assert len(last.history) == 3


def test_what_is_kept_of_a_failed_run_has_all_sums_of_its_epoch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("nnstudio.engine.last_good.GOOD_SECONDS", 0.0)
    project = small(mlp("linear", loss="mean_squared_error", output="linear"))
    data = given(project)
    data.x_train[40, 1] = 1e30  # its square is too large
    plan = planned(project)
    last = train(plan, project.training, data, SimpleQueue(), Record(plan))
    assert isinstance(last, Failed)
    assert last.checkpoint is not None
    assert last.checkpoint.tally.seen == 16 * last.checkpoint.batch > 0


def test_another_figure_can_be_watched_and_an_unknown_one_is_explained() -> None:
    last, log = ended(mlp(), watch="val_accuracy")
    best = last.checkpoint.best
    assert best is not None
    assert best.value == log.epoch_column("val_accuracy").max()
    with pytest.raises(UserError, match=r"expects one of: train_loss, .*val_accuracy"):
        ended(mlp(), watch="beauty")


@pytest.mark.parametrize(("mode", "steps"), [("full", 1), ("single", 90), ("mini", 6)])
def test_a_step_sees_all_samples_some_or_one(mode: str, steps: int) -> None:
    log = run(edits.set_training(small(mlp(), epochs=1), batch_mode=mode))[1]
    assert log.steps == steps


def test_the_learning_rate_follows_its_schedule() -> None:
    project = edits.set_schedule(small(mlp()), StepSchedule(epochs=1, gamma=0.5))
    log = run(project)[1]
    np.testing.assert_allclose(log.epoch_column("learning_rate"), [0.01, 0.005, 0.0025])
    frozen = edits.set_schedule(small(mlp()), ExponentialSchedule(gamma=0.0))
    weights = [run(frozen, epochs=n)[0].checkpoint.weights for n in (1, 3)]
    for key, value in weights[0].items():
        np.testing.assert_array_equal(value, weights[1][key])


def test_all_metrics_are_kept_after_each_epoch() -> None:
    project = small(cnn(), epochs=2)
    plan, record = planned(project), Record(planned(project))
    train(plan, project.training, given(project), SimpleQueue(), record)
    (started,) = record.all(Started)
    log = RunLog(started.layers, started.metrics)
    for block in record.all(StepBlock):
        log.extend(block)
    assert {"accuracy", "f1", "perplexity"} <= set(log.metric_names)
    np.testing.assert_array_equal(log.metric("accuracy"), log.epoch_column("val_accuracy"))
    again = RunLog.from_arrays(log.to_arrays())
    np.testing.assert_array_equal(again.metric("f1"), log.metric("f1"))


def assert_same_state(ours: Checkpoint, theirs: Checkpoint) -> None:
    """Compare everything that a run goes on from, to the last bit."""
    assert (ours.step, ours.epoch, ours.batch) == (theirs.step, theirs.epoch, theirs.batch)
    assert ours.history == theirs.history
    for mine, other in zip(
        (ours.weights, *ours.optimizer.values()),
        (theirs.weights, *theirs.optimizer.values()),
        strict=True,
    ):
        for key, value in mine.items():
            assert value.tobytes() == other[key].tobytes(), key
    for lane, words in ours.chance.items():
        assert words.tobytes() == theirs.chance[lane].tobytes()
    assert ours.best is not None
    assert theirs.best is not None
    assert (ours.best.epoch, ours.best.value) == (theirs.best.epoch, theirs.best.value)


def test_weights_go_on_without_what_another_optimizer_kept() -> None:
    project = small(mlp())
    first = run(project)[0]
    other = edits.set_optimizer(project, SGD(learning_rate=0.0))
    last = run(other, checkpoint=first.checkpoint)[0]

    assert set(first.checkpoint.optimizer) == set(project.training.optimizer.slots)
    assert last.checkpoint.optimizer == {}
    for key, value in last.checkpoint.weights.items():
        np.testing.assert_array_equal(value, first.checkpoint.weights[key])


def test_a_changed_network_adopts_what_fits() -> None:
    project = edits.set_optimizer(small(mlp()), SGD(learning_rate=0.0))
    kept = run(project)[0].checkpoint
    weights = {key: value + 1 for key, value in kept.weights.items()}
    wider = edits.set_values(project, "dense_1", units=9)
    last = run(wider, checkpoint=Checkpoint(weights))[0].checkpoint

    np.testing.assert_array_equal(last.weights["dense_2", "bias"], weights["dense_2", "bias"])
    assert last.weights["dense_1", "weight"].shape == (2, 9)


@pytest.mark.parametrize("twins", [True, False], ids=["twins", "definitions"])
def test_a_learning_rate_beyond_reason_ends_with_the_last_good_weights(twins: bool) -> None:
    project = small(mlp("linear", loss="mean_squared_error", output="linear"), epochs=200)
    project = edits.set_optimizer(project, SGD(learning_rate=900.0))
    plan = planned(project)
    record = Record(plan)
    last = train(plan, project.training, given(project), SimpleQueue(), record, twins=twins)

    assert isinstance(last, Failed)
    assert record.messages[-1] is last
    text = str(last.reason)
    assert "no longer a finite number" in text
    assert "Try a smaller learning rate" in text
    assert last.checkpoint is not None
    assert all(np.isfinite(value).all() for value in last.checkpoint.weights.values())
    assert last.checkpoint.step < record.log.steps
    bad = int(np.flatnonzero(~np.isfinite(record.log.loss))[0]) + 1
    assert f"at step {bad}:" in text


def test_weights_that_the_very_last_step_breaks_are_not_handed_over() -> None:
    project = small(mlp("linear", units=1, loss="binary_crossentropy", output="sigmoid"), epochs=1)
    project = edits.set_optimizer(project, SGD(learning_rate=1000.0))
    x, t = np.full((4, 2), 1e36, np.float32), np.array([[0], [0], [0], [1]], np.float32)
    plan = planned(project)
    last = train(plan, project.training, Given(x, t, x, t), SimpleQueue(), Record(plan))

    assert isinstance(last, Failed)
    assert last.checkpoint is not None
    assert last.checkpoint.step == 0
    assert all(np.isfinite(value).all() for value in last.checkpoint.weights.values())


@pytest.mark.parametrize("value", [math.nan, math.inf])
@pytest.mark.parametrize("features", [(), ("width", "height")], ids=["numbered", "named"])
def test_a_sample_that_is_no_number_is_named_before_training(
    features: tuple[str, ...], value: float
) -> None:
    project = small(mlp())
    data = replace(given(project), features=features)
    data.x_val[4, 1] = value
    name = features[1] if features else "2"
    with pytest.raises(UserError, match=f"in feature {name} of sample 95. Have missing"):
        run(project, data)  # 90 samples to learn from are before it
    data.x_train[40, 0] = value
    name = features[0] if features else "1"
    with pytest.raises(UserError, match=f"not a number in feature {name} of sample 41."):
        run(project, data)
    data = given(project)
    data.t_train[7, 2] = value
    with pytest.raises(UserError, match=r"target of sample 8 .* not a number"):
        run(project, data)


def test_probes_become_rarer_as_networks_become_smaller() -> None:
    assert probe_interval(planned(mlp()), 16, 1000) == 50
    assert probe_interval(planned(cnn()), 1000, 1000) == 1


def test_short_epochs_are_probed_too() -> None:
    assert probe_interval(planned(mlp()), 16, 4) == 5
    assert probe_interval(planned(mlp()), 16, 12) == 12
