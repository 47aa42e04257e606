"""The training loop: steps, validation, probes, and what is told of them.

It knows no window and no thread class. It reads an inbox, writes to an outbox, and nothing that
is watched or asked changes a number of the run.
"""

from __future__ import annotations

import math
import time
from typing import Protocol

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.engine.conversation import Conversation, Inbox, Outbox, StopAsked
from nnstudio.engine.messages import (
    Checkpoint,
    EpochRow,
    Failed,
    Finished,
    Progress,
    Started,
)
from nnstudio.engine.model import Plan, adopt_weights, initial_weights, stream
from nnstudio.engine.pace import Pace
from nnstudio.engine.program import Program
from nnstudio.graph.project import TrainingPlan

__all__ = ["Inbox", "Outbox", "Samples", "probe_interval", "train"]

GOOD_SECONDS = 0.1
"""How often weights are checked and remembered as the last good ones."""
PROBE_WORK = 2_000_000
"""Multiply-adds of training between two probes, so that probes take under a twentieth of it."""
MOST_STEPS_BETWEEN_PROBES = 50


class Samples(Protocol):
    """The prepared samples that a run needs: float32, ``(n, *shape)`` and ``(n, units)``."""

    @property
    def x_train(self) -> Array: ...
    @property
    def x_val(self) -> Array: ...
    @property
    def t_train(self) -> Array: ...
    @property
    def t_val(self) -> Array: ...


def probe_interval(plan: Plan, batch_size: int) -> int:
    """Return after how many steps gradient norms are taken; it depends on sizes alone."""
    work = 3 * plan.multiply_adds * batch_size
    return max(1, min(MOST_STEPS_BETWEEN_PROBES, PROBE_WORK // max(work, 1)))


def train(
    plan: Plan,
    training: TrainingPlan,
    data: Samples,
    inbox: Inbox,
    outbox: Outbox,
    *,
    checkpoint: Checkpoint | None = None,
    epochs: int | None = None,
    twins: bool = True,
    threads: int | None = None,
    paused: bool = False,
) -> Finished | Failed:
    """Train a network until its epochs are done or the inbox says stop.

    Parameters
    ----------
    checkpoint
        Where to go on; None starts from the weights that belong to the plan's seed.
    epochs
        How many epochs this run adds; None takes those of the training plan.
    twins
        False computes everything by the layers' definitions.
    paused
        True waits before the first step.

    Returns
    -------
    The last message, which is also the last in the outbox.
    """
    run = _Run(plan, training, data, inbox, outbox, checkpoint, epochs, twins, threads, paused)
    try:
        last = run.go()
    finally:
        run.program.close()
    outbox(last)
    return last


class _NotFinite(Exception):
    """A number of the run is NaN or infinite."""

    def __init__(self, failed: Failed) -> None:
        super().__init__(str(failed.reason))
        self.failed = failed


class _Run:
    """One run from its first message to its last; see `train` for the parameters."""

    def __init__(
        self,
        plan: Plan,
        training: TrainingPlan,
        data: Samples,
        inbox: Inbox,
        outbox: Outbox,
        checkpoint: Checkpoint | None,
        epochs: int | None,
        twins: bool,
        threads: int | None,
        paused: bool,
    ) -> None:
        self.plan, self.training, self.data = plan, training, data
        self.outbox = outbox
        self.count = len(data.x_train)
        self.batch_size = min(training.batch_size, self.count)
        self.batches = -(-self.count // self.batch_size)
        start = checkpoint or Checkpoint(initial_weights(plan, training.seed))
        self.program = Program(
            plan,
            training.optimizer,
            data.x_train,
            data.t_train,
            self.batch_size,
            weights=adopt_weights(plan, start.weights, training.seed),
            seed=training.seed,
            twins=twins,
            threads=threads,
        )
        if _optimizer_fits(plan, training, start):
            self.program.load_optimizer_state(start.optimizer)
        self.program.step = start.step
        self.epoch, self.batch = start.epoch, min(start.batch, self.batches)
        self.first_epoch = start.epoch + start.batch / self.batches
        self.end = start.epoch + (training.epochs if epochs is None else epochs)
        self.interval = probe_interval(plan, self.batch_size)
        optimizer, say = training.optimizer, self._progress
        self.talk = Conversation(plan, optimizer, self.program, inbox, outbox, say, paused)
        self.good, self.good_at = self._checkpoint(), time.perf_counter()
        self.pace = Pace()

    def go(self) -> Finished | Failed:
        self.outbox(Started(self.plan.weighted, self.batches, self.program.threads))
        stopped = False
        try:
            try:
                while self.epoch < self.end:
                    self._epoch()
            except StopAsked:
                stopped = True
            self._require_finite_weights()
        except _NotFinite as failure:
            self.talk.send()
            return failure.failed
        self.talk.close()
        return Finished(self.good, stopped)

    # ---- computing ----

    def _epoch(self) -> None:
        order = stream(self.training.seed, f"order/{self.epoch}").permutation(self.count)
        self.program.begin_epoch(self.epoch, self.batch)
        loss_sum = correct_sum = 0.0
        seen = 0
        began = self.pace.seconds
        while self.batch < self.batches:
            self.talk.poll(before_step=True)
            indices = self._next_indices(order)
            loss, correct = self._advance(indices)
            loss_sum += float(loss.sum(dtype=np.float64)) * indices.shape[1]
            correct_sum += float(correct.sum(dtype=np.float64))
            seen += indices.size
        val_loss, val_accuracy = self._validate()
        row = EpochRow(
            self.epoch + 1,
            self.program.step,
            loss_sum / seen if seen else math.nan,
            val_loss,
            self._share(correct_sum, seen),
            val_accuracy,
            self.pace.seconds - began,
        )
        self.talk.pending.epochs.append(row)
        self.epoch, self.batch = self.epoch + 1, 0

    def _next_indices(self, order: Array) -> Array:
        """Return the samples ``(steps, batch)`` of the next few steps."""
        start = self.batch * self.batch_size
        full = (self.count - start) // self.batch_size
        if full == 0:
            return order[start:].reshape(1, -1)
        to_probe = self.interval - self.program.step % self.interval
        steps = self.talk.most_steps(min(full, to_probe, self.pace.steps_at_once))
        return order[start : start + steps * self.batch_size].reshape(steps, -1)

    def _advance(self, indices: Array) -> tuple[Array, Array]:
        steps = len(indices)
        loss, correct = np.empty(steps, np.float32), np.empty(steps, np.float32)
        began = time.perf_counter()
        # An overflow is a finding here, not an accident: it is reported with its place below.
        with np.errstate(all="ignore"):
            self.program.run(indices, loss, correct)
        self.pace.learn(steps, indices.size, time.perf_counter() - began)
        self.batch += steps
        self.talk.done(steps)
        self.talk.pending.loss.append(loss)
        self.talk.pending.accuracy.append(correct / indices.shape[1])
        self._require_finite(loss)
        if self.program.step % self.interval == 0:
            self.talk.pending.probe_steps.append(self.program.step)
            self.talk.pending.norms.append(self.program.gradient_norms())
        return loss, correct

    def _validate(self) -> tuple[float, float]:
        count = len(self.data.x_val)
        if not count:
            return math.nan, math.nan
        self.talk.phase = "validate"
        loss_sum, correct_sum = 0.0, 0
        chunk = self.program.eval_chunk
        for start in range(0, count, chunk):
            self.talk.poll()
            began = time.perf_counter()
            with np.errstate(all="ignore"):
                loss, correct = self.program.evaluate(
                    self.data.x_val[start : start + chunk], self.data.t_val[start : start + chunk]
                )
            self.pace.seconds += time.perf_counter() - began
            loss_sum += loss
            correct_sum += correct
        self.talk.phase = "train"
        return loss_sum / count, self._share(correct_sum, count)

    def _share(self, correct: float, count: int) -> float:
        classes = self.plan.task == "classification"
        return correct / count if count and classes else math.nan

    def _require_finite(self, loss: Array) -> None:
        """Raise `_NotFinite` where a loss is NaN or infinite; look at the weights now and then."""
        bad = np.flatnonzero(~np.isfinite(loss))
        if len(bad):
            raise self._not_finite(self.program.step - len(loss) + 1 + int(bad[0]))
        if time.perf_counter() - self.good_at >= GOOD_SECONDS:
            self._require_finite_weights()

    def _require_finite_weights(self) -> None:
        """Remember the weights as good ones, or raise `_NotFinite`."""
        if not self.program.weights_finite():
            raise self._not_finite(self.program.step)
        self.good, self.good_at = self._checkpoint(), time.perf_counter()

    def _not_finite(self, step: int) -> _NotFinite:
        node, what = self.program.first_bad() or (self.plan.output, "loss")
        reason = Text(
            N_(
                "Training stopped at step {step}: {what} of {node} is no longer a finite number. "
                "The weights of step {good} are kept. Try a smaller learning rate."
            ),
            step=step,
            what=Text(what),
            node=node,
            good=self.good.step,
        )
        return _NotFinite(Failed(reason, self.good))

    def _checkpoint(self) -> Checkpoint:
        return Checkpoint(
            self.program.weights(),
            self.program.optimizer_state(),
            self.program.step,
            self.epoch,
            self.batch,
        )

    def _progress(self) -> Progress:
        done = self.epoch + self.batch / self.batches - self.first_epoch
        rest = self.end - self.first_epoch - done
        left, speed = self.pace.seconds_left(done, rest), self.pace.samples_per_second
        epoch = min(self.epoch + 1, self.end)
        return Progress(self.talk.phase, epoch, self.end, self.batch, self.batches, speed, left)


def _optimizer_fits(plan: Plan, training: TrainingPlan, start: Checkpoint) -> bool:
    """Return whether the optimiser's arrays of a checkpoint belong to this network and optimiser."""
    shapes = {(n.id, name): weight.shape for n in plan.nodes for name, weight in n.weights}
    if set(start.optimizer) != set(training.optimizer.slots):
        return False
    return all(
        {key: value.shape for key, value in slot.items()} == shapes
        for slot in start.optimizer.values()
    )
