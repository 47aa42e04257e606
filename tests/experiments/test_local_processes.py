from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable

import numpy as np
import pytest

from nnstudio import api
from nnstudio.experiments.events import MOST_LOSSES, Begun, Ended, Event, Lost, Told
from nnstudio.experiments.experiment import Trial
from nnstudio.experiments.local_processes import LocalProcesses
from nnstudio.experiments.train_trial import order_of, train_trial
from nnstudio.graph import edits
from nnstudio.graph.settings_codec import Json
from tests.experiments.experiments import ENDLESS, EXPLODING, experiment, xor

needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")


def test_a_training_is_that_of_the_program() -> None:
    trained = train_trial(order_of(xor(), None), lambda place: True)
    assert trained is not None
    alone = api.train(xor())
    assert alone.run_log is not None
    last = alone.run_log.last_epoch
    assert last is not None
    assert trained.outcome.end == "done"
    assert trained.outcome.figures["train_loss"] == last.train_loss
    assert trained.outcome.figures["steps"] == alone.run_log.steps
    assert trained.outcome.curves["train_loss"][-1] == last.train_loss


def test_a_training_can_be_stopped_from_within_what_it_tells() -> None:
    heard: list[Json] = []

    def tell(place: Json) -> bool:
        heard.append(json.loads(json.dumps(place)))
        return False

    assert train_trial(order_of(xor().with_training(epochs=ENDLESS), 1), tell) is None
    assert len(heard) == 1
    assert heard[0]["epochs"] == ENDLESS


def test_what_has_problems_is_refused_with_their_text() -> None:
    project = edits.delete(xor(), ["dense_2"])
    trained = train_trial(order_of(project, 1), lambda place: True)
    assert trained is not None
    assert trained.outcome.end == "refused"
    assert not trained.outcome.finished
    assert str(trained.outcome.reason)


def test_a_number_that_is_none_any_more_is_a_result() -> None:
    (trial,) = experiment(*EXPLODING, epochs=200).trials
    trained = train_trial(order_of(trial.project, 1), lambda place: True)
    assert trained is not None
    assert trained.outcome.end == "failed"
    assert trained.outcome.finished
    assert str(trained.outcome.reason)


def test_several_processes_train_all() -> None:
    trials = experiment("learning_rate=0.1,0.01", repeat=2).trials
    events = _trained(trials, LocalProcesses(2))
    begun = [event for event in events if isinstance(event, Begun)]
    ended = {event.key: event.trained for event in events if isinstance(event, Ended)}
    assert {event.key for event in begun} == set(ended) == {trial.key for trial in trials}
    assert len({event.where for event in begun}) == 2
    for trial in trials:
        alone = train_trial(order_of(trial.project, 1), lambda place: True)
        assert alone is not None
        assert (
            ended[trial.key].outcome.figures["train_loss"] == (alone.outcome.figures["train_loss"])
        )
        assert ended[trial.key].file


@needs_signals
def test_a_killed_process_is_replaced_and_its_training_done_again() -> None:
    long, *short = experiment("learning_rate=0.1,0.05,0.01").trials
    endless = Trial(long.key, 1, (), 1, long.project.with_training(epochs=ENDLESS))
    killed: list[int] = []

    def hear(event: Event) -> None:
        if isinstance(event, Begun) and event.key == endless.key:
            begun.append(int(event.where))
        if isinstance(event, Told) and event.key == endless.key and not killed:
            killed.append(begun[-1])
            mine, theirs = (os.getpriority(os.PRIO_PROCESS, pid) for pid in (0, begun[-1]))
            assert theirs >= min(mine + 1, 19), "the window comes first"
            os.kill(begun[-1], signal.SIGKILL)

    begun: list[int] = []
    events = _trained([endless, *short], LocalProcesses(2), hear, lambda: len(begun) > 1)
    assert [event.key for event in events if isinstance(event, Lost)] == [endless.key]
    assert len(set(begun)) == 2


@needs_signals
def test_what_kills_its_process_again_and_again_is_given_up() -> None:
    (long,) = experiment("learning_rate=0.1").trials
    endless = Trial(long.key, 1, (), 1, long.project.with_training(epochs=ENDLESS))
    losses: list[str] = []

    def hear(event: Event) -> None:
        if isinstance(event, Begun):
            losses.append(event.where)
            os.kill(int(event.where), signal.SIGKILL)

    events = _trained([endless], LocalProcesses(1), hear)
    last = events[-1]
    assert isinstance(last, Ended)
    assert last.trained.outcome.end == "refused"
    assert "memory" in str(last.trained.outcome.reason)
    assert len(losses) == MOST_LOSSES


@needs_signals
def test_curves_come_while_it_trains_and_who_cancels_leaves_no_process() -> None:
    (long,) = experiment("learning_rate=0.1").trials
    endless = Trial(long.key, 1, (), 1, long.project.with_training(epochs=ENDLESS))
    told: list[Told] = []

    def hear(event: Event) -> None:
        if isinstance(event, Told):
            told.append(event)

    events = _trained([endless], LocalProcesses(1), hear, lambda: len(told) > 2)
    epochs = [event.epoch for event in told]
    assert epochs == sorted(set(epochs))
    assert np.isfinite(told[-1].curves["train_loss"]).all()
    begun = events[0]
    assert isinstance(begun, Begun)
    assert not any(isinstance(event, Ended) for event in events)
    with pytest.raises(ProcessLookupError):
        os.kill(int(begun.where), 0)


def _trained(
    trials: list[Trial] | tuple[Trial, ...],
    workers: LocalProcesses,
    hear: Callable[[Event], object] = lambda event: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Event]:
    events: list[Event] = []

    def note(event: Event) -> None:
        events.append(event)
        hear(event)

    workers.train(trials, note, cancelled)
    return events
