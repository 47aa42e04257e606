"""What a run watches after each epoch: when it is best, and when training ends."""

from __future__ import annotations

import math
from collections.abc import Sequence

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.engine.figure_names import figure_label
from nnstudio.engine.messages import EpochRow
from nnstudio.engine.plan import Plan
from nnstudio.engine.scores import better_when_higher, metric_names
from nnstudio.graph.training_plan import TrainingPlan

OF_TRAINING = ("train_loss", "train_accuracy")


def watchable(plan: Plan) -> tuple[str, ...]:
    """Return the figures of a network that can be watched."""
    return (*OF_TRAINING, "val_loss", *(f"val_{name}" for name in metric_names(plan)))


class Watched:
    """The figure that decides which epoch is best (`TrainingPlan.watch`).

    Parameters
    ----------
    validated
        Whether there are validation samples; without them the training loss is watched.

    Raises
    ------
    UserError
        There is no such figure.
    """

    def __init__(self, plan: Plan, training: TrainingPlan, validated: bool) -> None:
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
        self._patience, self._target = training.patience, training.target_loss

    def value(self, row: EpochRow, metrics: dict[str, float]) -> float:
        """Return what the figure is after an epoch."""
        if self.metric:
            return metrics[self.metric]
        value: float = getattr(row, self.name)
        return value

    def is_best(self, history: Sequence[float]) -> bool:
        """Return whether the last epoch is better than all before it."""
        return not self.waited(history) and not math.isnan(history[-1])

    def waited(self, history: Sequence[float]) -> int:
        """Return for how many epochs nothing was better; NaN never is."""
        best, waited = -math.inf, 0
        for value in history:
            value = value if self.higher else -value
            better = value > best
            best, waited = (value, 0) if better else (best, waited + 1)
        return waited

    def reason_to_end(self, row: EpochRow, history: Sequence[float]) -> Text | None:
        """Return why training ends after an epoch, or None where it goes on."""
        if self._target and row.train_loss <= self._target:
            return Text(
                N_("The training loss {loss} has reached the target {target} in epoch {epoch}."),
                loss=f"{row.train_loss:.4g}",
                target=f"{self._target:g}",
                epoch=row.epoch,
            )
        if self._patience and self.waited(history) >= self._patience:
            return Text(
                N_(
                    "{figure} has not improved for {count} epochs; training ended in epoch {epoch}."
                ),
                figure=figure_label(self.name),
                count=self._patience,
                epoch=row.epoch,
            )
        return None
