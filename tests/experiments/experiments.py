"""Small experiments that the tests of this room share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from nnstudio.experiments.events import Begun, Ended, Event, Hear
from nnstudio.experiments.experiment import Experiment, Trial, make_experiment
from nnstudio.experiments.results import Results
from nnstudio.experiments.sweep import Sweep
from nnstudio.experiments.sweep_table import Row
from nnstudio.experiments.train_trial import order_of, train_trial
from nnstudio.graph.project import Project
from nnstudio.graph.templates import template

ENDLESS = 1_000_000
"""So many epochs that only somebody's will ends the training."""
EXPLODING = (
    "optimizer=sgd",
    "learning_rate=1000",
    "loss=mean_squared_error",
    "dense_1.activation=linear",
    "dense_2.activation=linear",
)
"""What makes the weights grow beyond all numbers within some steps."""


def xor() -> Project:
    """Return a project that is trained in milliseconds."""
    return template("xor").project.with_training(epochs=20)


def experiment(*vary: str, repeat: int = 1, epochs: int | None = None) -> Experiment:
    return make_experiment(xor(), vary, repeat=repeat, epochs=epochs)


class Heard:
    """Keeps the events of a sweep."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def __call__(self, event: Event, row: Row) -> None:
        self.events.append(event)

    def keys(self, kind: type[Event]) -> list[str]:
        """Return whom events of a kind told of, in their order."""
        return [event.key for event in self.events if isinstance(event, kind)]


class Here:
    """Trains in this process, one after the other, and counts what it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def train(self, trials: Sequence[Trial], hear: Hear, cancelled: Callable[[], bool]) -> None:
        for trial in trials:
            if cancelled():
                return
            self.given.append(trial.key)
            hear(Begun(trial.key, "here"))
            trained = train_trial(order_of(trial.project, 1), lambda place: True)
            assert trained is not None
            hear(Ended(trial.key, trained))


def sweep(folder: Path, *vary: str, repeat: int = 1, epochs: int | None = None) -> Sweep:
    return Sweep(experiment(*vary, repeat=repeat, epochs=epochs), Results(folder))
