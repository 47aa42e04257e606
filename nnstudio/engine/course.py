"""Where a run is among its epochs and their samples."""

from __future__ import annotations

from nnstudio.engine.messages import Checkpoint


class Course:
    """Counts epochs, and within an epoch the samples, so that batches may get another size.

    An epoch always looks at each sample once, in the order that belongs to it. Where the batch size
    changes in its middle, the samples that are left are taken in batches of the new size.

    Parameters
    ----------
    count
        How many training samples there are.
    start
        Where the run begins.
    """

    def __init__(self, count: int, batch_size: int, start: Checkpoint) -> None:
        self.count, self.batch_size = count, batch_size
        self.epoch, self.batch = start.epoch, start.batch
        """How many epochs are finished, and how many steps of the one after them are done."""
        # What an older file says of a started epoch is how many steps were done.
        self.seen = min(start.tally.seen or start.batch * batch_size, count)

    @property
    def usual(self) -> int:
        """How many steps a whole epoch has at the present batch size."""
        return -(-self.count // self.batch_size)

    @property
    def left(self) -> int:
        """How many steps are left of this epoch."""
        return -(-(self.count - self.seen) // self.batch_size)

    @property
    def batches(self) -> int:
        """How many steps this epoch has."""
        return self.batch + self.left

    @property
    def now(self) -> float:
        """How many epochs are done, with the share of the present one."""
        return self.epoch + self.seen / self.count

    @property
    def scheduled(self) -> int:
        """How many steps of the present size would have led here, as schedules count them."""
        return (self.epoch + 1) * self.usual - self.left

    def advance(self, steps: int, samples: int) -> None:
        """Note that steps were done."""
        self.batch += steps
        self.seen += samples

    def end_epoch(self) -> None:
        """Begin the next epoch."""
        self.epoch, self.batch, self.seen = self.epoch + 1, 0, 0
