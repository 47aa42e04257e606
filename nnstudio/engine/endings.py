"""What a run watches after each epoch: when it is best, and when training ends."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.engine.figure_names import figure_label
from nnstudio.engine.messages import Best, Checkpoint, EpochRow
from nnstudio.engine.plan import Plan
from nnstudio.engine.scores import better_when_higher, metric_names
from nnstudio.engine.series import Series
from nnstudio.engine.weights import WeightMap, fits
from nnstudio.graph.training_plan import TrainingPlan

OF_TRAINING = ("train_loss", "train_accuracy")


def watchable(plan: Plan) -> tuple[str, ...]:
    """Return the figures of a network that can be watched."""
    return (*OF_TRAINING, "val_loss", *(f"val_{name}" for name in metric_names(plan)))


class WatchedFigure:
    """The figure that decides which epoch is best (`TrainingPlan.watch`), and what it was so far.

    Parameters
    ----------
    validated
        Whether there are validation samples; without them the training loss is watched.
    start
        Where the run begins. What was watched before counts where it is the same figure of the
        same network.

    Raises
    ------
    UserError
        There is no such figure.
    """

    def __init__(
        self, plan: Plan, training: TrainingPlan, validated: bool, start: Checkpoint
    ) -> None:
        known = watchable(plan)
        if training.watch not in known:
            raise UserError(
                Text(
                    N_("The watched figure got {got}; it expects one of: {known}."),
                    got=repr(training.watch),
                    known=", ".join(known),
                )
            )
        self.name = training.watch
        if self.name.startswith("val_") and not validated:
            self.name = "train_loss"
        self.metric = "" if self.name in (*OF_TRAINING, "val_loss") else self.name[4:]
        """The metric of the validation samples that is watched, if it is one."""
        self.higher = self.name == "train_accuracy" or better_when_higher(self.metric)
        self.history = Series()
        """The figure after each finished epoch."""
        self.best: Best | None = None
        self.waiting_from = 0
        """From which epoch of the history on patience counts."""
        best = start.best
        if best is None or (best.watch == self.name and fits(plan, best.weights)):
            self.history, self.best = Series(start.history), best
            self.waiting_from = start.waiting_from
        self._all = _Waiting(self.higher, self.history)
        """For how long nothing was better than all before."""
        self._patient = _Waiting(self.higher, self.history[self.waiting_from :])
        self._patience, self._target = training.patience, training.target_loss

    def note(
        self, row: EpochRow, metrics: Mapping[str, float], weights: Callable[[], WeightMap]
    ) -> Text | None:
        """Take in a finished epoch; return why training ends after it, or None where it goes on.

        Parameters
        ----------
        metrics
            The metrics of the validation samples by name.
        weights
            Gives the present weights, which are kept where the epoch is the best so far.
        """
        value: float = metrics[self.metric] if self.metric else getattr(row, self.name)
        self.history = self.history.followed_by(value)
        self._patient.note(value)
        if self._all.note(value):
            self.best = Best(weights(), row.epoch, row.step, self.name, value)
        reason = self._reason_to_end(row)
        if reason is not None:
            # Who goes on after this begins to wait anew.
            self.waiting_from, self._patient = len(self.history), _Waiting(self.higher)
        return reason

    def _reason_to_end(self, row: EpochRow) -> Text | None:
        if self._target and row.train_loss <= self._target:
            return Text(
                N_("The training loss {loss} has reached the target {target} in epoch {epoch}."),
                loss=f"{row.train_loss:.4g}",
                target=f"{self._target:g}",
                epoch=row.epoch,
            )
        if self._patience and self._patient.epochs >= self._patience:
            return Text(
                N_(
                    "{figure} has not improved for {count} epochs; training ended in epoch {epoch}."
                ),
                figure=figure_label(self.name),
                count=self._patience,
                epoch=row.epoch,
            )
        return None


class _Waiting:
    """Counts for how many ``epochs`` in a row nothing was better; NaN never is."""

    def __init__(self, higher: bool, values: Iterable[float] = ()) -> None:
        self._higher, self._best, self.epochs = higher, -math.inf, 0
        for value in values:
            self.note(value)

    def note(self, value: float) -> bool:
        """Take in an epoch; return whether it is better than all before."""
        value = value if self._higher else -value
        if value > self._best:
            self._best, self.epochs = value, 0
            return True
        self.epochs += 1
        return False
