"""How a network learns: what the user decides about training."""

from __future__ import annotations

from dataclasses import dataclass, field

from nnstudio.core.settings import Settings, param
from nnstudio.core.text import N_
from nnstudio.losses.base import Loss
from nnstudio.losses.categorical_crossentropy import CategoricalCrossentropy
from nnstudio.optimizers.adam import Adam
from nnstudio.optimizers.base import Optimizer
from nnstudio.optimizers.clipping import Clipping
from nnstudio.optimizers.schedules.base import Schedule
from nnstudio.optimizers.schedules.constant import ConstantSchedule


@dataclass(frozen=True)
class TrainingPlan(Settings):
    """How the network learns: what is minimised (``loss``), how (``optimizer``), and for how long.

    ``schedule`` changes the learning rate during a run, ``clipping`` limits the gradients.

    ``seed`` decides starting weights, order of samples and dropout masks.
    """

    name = "training"
    label = N_("Training")

    loss: Loss = field(default_factory=CategoricalCrossentropy)
    optimizer: Optimizer = field(default_factory=Adam)
    schedule: Schedule = field(default_factory=ConstantSchedule)
    clipping: Clipping = field(default_factory=Clipping)
    batch_mode: str = param(
        "mini",
        choices=("mini", "full", "single"),
        label=N_("Samples per step"),
        help=N_("mini: a batch of the size below; full: all samples; single: one sample."),
    )
    batch_size: int = param(
        32,
        low=1,
        high=1_000_000,
        live=True,
        label=N_("Batch size"),
        help=N_("How many samples each step looks at."),
        shown_if=("batch_mode", ("mini",)),
    )
    epochs: int = param(
        10,
        low=1,
        high=1_000_000,
        label=N_("Epochs"),
        help=N_("How often a run goes through all training samples."),
    )
    seed: int = param(
        0,
        low=0,
        high=2**31 - 1,
        label=N_("Seed"),
        help=N_("Decides starting weights, order of samples and dropout; same seed, same run."),
    )
    max_steps: int = param(
        0,
        low=0,
        high=2**53,
        advanced=True,
        label=N_("Most steps"),
        help=N_("Training ends after so many steps, even in the middle of an epoch; 0: no limit."),
    )
    target_loss: float = param(
        0.0,
        low=0.0,
        high=1e30,
        advanced=True,
        label=N_("Target loss"),
        help=N_("Training ends when an epoch's training loss is not above this; 0: never."),
    )
    watch: str = param(
        "val_loss",
        advanced=True,
        label=N_("Watched figure"),
        help=N_("What decides which epoch is best: val_loss, train_loss, val_accuracy, ..."),
    )
    patience: int = param(
        0,
        low=0,
        high=1_000_000,
        advanced=True,
        unit=N_("epochs"),
        label=N_("Patience"),
        help=N_("Training ends when the watched figure has not improved for so long; 0: never."),
    )
    restore_best: bool = param(
        False,
        advanced=True,
        label=N_("End with the best weights"),
        help=N_("At the end, go back to the weights of the epoch with the best watched figure."),
    )

    def step_samples(self, count: int) -> int:
        """Return how many of ``count`` training samples each step looks at."""
        if self.batch_mode == "full":
            return count
        return 1 if self.batch_mode == "single" else min(self.batch_size, count)
