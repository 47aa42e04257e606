"""The table of an experiment while it goes on: a row for each network, and what is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from nnstudio.core.text import Text
from nnstudio.engine.scores import better_when_higher
from nnstudio.experiments.events import Begun, Ended, Event, Lost, Told
from nnstudio.experiments.experiment import Experiment, Trial
from nnstudio.experiments.outcome import CURVES, Outcome
from nnstudio.experiments.places import value_text

State = Literal["waiting", "running", "done", "failed", "refused"]
FIRST_FIGURES = ("val_loss", "val_accuracy", "train_loss", "train_accuracy")
LAST_FIGURES = ("best_val_loss", "best_epoch", "epochs", "steps", "parameters", "seconds")


@dataclass
class Row:
    """A network of the experiment and how far its training is."""

    trial: Trial
    state: State = "waiting"
    epoch: int = 0
    epochs: int = 0
    figures: dict[str, float] = field(default_factory=dict)
    curves: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    reason: Text = field(default_factory=lambda: Text(""))
    where: str = ""

    @property
    def finished(self) -> bool:
        """Whether it is not to be trained any more."""
        return self.state in ("done", "failed")


class SweepTable:
    """All networks of an experiment, in its order."""

    def __init__(self, experiment: Experiment, known: Mapping[str, Outcome]) -> None:
        self.experiment = experiment
        self.rows = tuple(Row(trial) for trial in experiment.trials)
        self._by_key = {row.trial.key: row for row in self.rows}
        self._seen: set[str] = set()
        for row in self.rows:
            row.epochs = row.trial.project.training.epochs
            if row.trial.key in known:
                _end(row, known[row.trial.key])
                self._seen.update(row.figures)

    def __getitem__(self, key: str) -> Row:
        """Return the row of a trial."""
        return self._by_key[key]

    def hear(self, event: Event) -> Row:
        """Note what happened; return the row that is another one now."""
        row = self._by_key[event.key]
        match event:
            case Begun():
                row.state, row.where, row.epoch = "running", event.where, 0
                row.figures, row.curves = {}, {}
            case Told():
                row.epoch, row.epochs, row.curves = event.epoch, event.epochs, event.curves
                row.figures = {n: v[-1] for n, v in event.curves.items() if n in CURVES}
            case Lost():
                row.state, row.where, row.epoch = "waiting", "", 0
            case Ended():
                _end(row, event.trained.outcome)
        self._seen.update(row.figures)
        return row

    def interrupt(self) -> None:
        """Note that nothing is trained any more: what was not finished waits."""
        for row in self.rows:
            if row.state == "running":
                row.state, row.where, row.epoch = "waiting", "", 0

    @property
    def waiting(self) -> tuple[Trial, ...]:
        """What is still to be trained."""
        return tuple(row.trial for row in self.rows if not row.finished)

    def count(self, *states: State) -> int:
        """Return how many rows are in one of some states."""
        return sum(row.state in states for row in self.rows)

    @property
    def figures(self) -> tuple[str, ...]:
        """The names of all that was ever known of any network, what tells most first.

        What is varied is none of them: where ``epochs`` are, the column says what was asked for.
        """
        known = self._seen.difference(self.experiment.names)
        first = [name for name in FIRST_FIGURES if name in known]
        last = [name for name in LAST_FIGURES if name in known]
        return (*first, *sorted(known.difference(first, last)), *last)

    @property
    def measure(self) -> str:
        """The figure that says best which network is best; empty while nothing is known."""
        known = self.figures
        return next((name for name in FIRST_FIGURES if name in known), "")

    def best(self, measure: str = "") -> Row | None:
        """Return the finished row with the best figure, None where there is none."""
        measure = measure or self.measure
        rows = [row for row in self.rows if row.state == "done" and measure in row.figures]
        choose = max if higher_is_better(measure) else min
        return choose(rows, key=lambda row: row.figures[measure]) if rows else None

    def cells(self) -> list[list[str]]:
        """Return the table as texts, the names first: what is written as CSV."""
        figures = self.figures
        varied = self.experiment.names
        seeds = () if "seed" in varied else ("seed",)
        rows = [["number", *varied, "repeat", *seeds, "state", *figures, "key", "reason"]]
        for row in self.rows:
            trial = row.trial
            values = [value_text(value) for value in trial.values]
            found = [f"{row.figures[n]:.9g}" if n in row.figures else "" for n in figures]
            head = [str(trial.number), *values, str(trial.repeat)]
            head += [str(trial.project.training.seed) for _ in seeds]
            rows.append([*head, row.state, *found, trial.key, str(row.reason)])
        return rows


def higher_is_better(figure: str) -> bool:
    """Return whether more of a figure is better, as with accuracy; less is with loss."""
    return better_when_higher(figure.removeprefix("val_").removeprefix("train_"))


def _end(row: Row, outcome: Outcome) -> None:
    row.state, row.reason, row.where = outcome.end, outcome.reason, ""
    row.figures, row.curves = dict(outcome.figures), outcome.curves
    row.epoch = int(outcome.figures.get("epochs", 0))
