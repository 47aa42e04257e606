"""What is told while an experiment goes on, and who trains its networks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

from nnstudio.experiments.experiment import Trial

if TYPE_CHECKING:  # whoever only looks at results needs nothing to train with
    from nnstudio.experiments.train_trial import Trained


@dataclass(frozen=True)
class Begun:
    """A training began; ``where`` names who trains, such as a process or a computer."""

    key: str
    where: str


@dataclass(frozen=True)
class Told:
    """How far a training is: so many epochs are done, and their figures."""

    key: str
    epoch: int
    epochs: int
    curves: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True)
class Lost:
    """Who trained is gone; it is going to be trained by another, from its beginning."""

    key: str


@dataclass(frozen=True)
class Ended:
    """A training came to an end."""

    key: str
    trained: Trained


Event: TypeAlias = Begun | Told | Lost | Ended
Hear: TypeAlias = Callable[[Event], None]

MOST_LOSSES = 3
"""After so many who trained it are gone, a training is given up: it may be what kills them."""
POLL_SECONDS = 0.1
"""How often is asked whether the user has cancelled."""


class Workers(Protocol):
    """Trains networks, several at once."""

    def train(self, trials: Sequence[Trial], hear: Hear, cancelled: Callable[[], bool]) -> None:
        """Train all, and tell in the caller's thread how it goes; return early once cancelled.

        Raises
        ------
        UserError
            It cannot be begun, or nobody is left to train.
        """
