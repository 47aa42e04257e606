"""The training loop: steps, validation, probes, and what is told of them.

It knows no window and no thread class. It reads an inbox, writes to an outbox, and nothing that
is watched or asked changes a number of the run.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Protocol

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.engine.messages import (
    Checkpoint,
    EpochRow,
    Failed,
    Finished,
    InMessage,
    Mark,
    OutMessage,
    Pause,
    Progress,
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
from nnstudio.engine.model import Model, Plan, adopt_weights, initial_weights, stream
from nnstudio.engine.program import Program
from nnstudio.graph.project import TrainingPlan

BLOCK_SECONDS = 0.03
"""How often a block is sent."""
RUN_SECONDS = 0.004
"""How long the loop computes before it looks into the inbox."""
WATCH_SECONDS = 0.15
"""How often a watched quantity is computed at most."""
SNAPSHOT_SECONDS = 1.0
"""How often the weights are handed over while training."""
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


Inbox = SimpleQueue[InMessage]
Outbox = Callable[[OutMessage], None]


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


class _StopAsked(Exception):
    """The inbox said stop."""


class _NotFinite(Exception):
    """A number of the run is NaN or infinite."""

    def __init__(self, failed: Failed) -> None:
        super().__init__(str(failed.reason))
        self.failed = failed


@dataclass
class _Pending:
    """What was done since the last block."""

    first_step: int
    loss: list[Array] = field(default_factory=list)
    accuracy: list[Array] = field(default_factory=list)
    probe_steps: list[int] = field(default_factory=list)
    norms: list[Array] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    epochs: list[EpochRow] = field(default_factory=list)


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
        self.inbox, self.outbox = inbox, outbox
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
        self.waiting, self.held, self.allowance = paused, paused, 0
        self.phase = "train"
        self.watches: dict[str, Watch] = {}
        self.due: set[str] = set()
        self.pending = _Pending(start.step + 1)
        self.good = self._checkpoint()
        self.good_at = self.sent = self.watched_at = self.snapshot_at = time.perf_counter()
        self.seconds = 0.0
        self.steps_at_once = 1
        self.speed = 0.0

    def go(self) -> Finished | Failed:
        self.outbox(Started(self.plan.weighted, self.batches, self.program.threads))
        stopped = False
        try:
            while self.epoch < self.end:
                self._epoch()
        except _StopAsked:
            stopped = True
        except _NotFinite as failure:
            self._send()
            return failure.failed
        self.due.update(self.watches)
        self._answer_watches()
        self._send()
        return Finished(self._checkpoint(), stopped)

    # ---- computing ----

    def _epoch(self) -> None:
        order = stream(self.training.seed, f"order/{self.epoch}").permutation(self.count)
        self.program.begin_epoch(self.epoch, self.batch)
        loss_sum = correct_sum = 0.0
        seen = 0
        began = self.seconds
        while self.batch < self.batches:
            self._poll(before_step=True)
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
            self.seconds - began,
        )
        self.pending.epochs.append(row)
        self.epoch, self.batch = self.epoch + 1, 0

    def _next_indices(self, order: Array) -> Array:
        """Return the samples ``(steps, batch)`` of the next few steps."""
        start = self.batch * self.batch_size
        full = (self.count - start) // self.batch_size
        if full == 0:
            return order[start:].reshape(1, -1)
        to_probe = self.interval - self.program.step % self.interval
        steps = min(full, to_probe, self.steps_at_once)
        if self.waiting:
            steps = min(steps, self.allowance)
        return order[start : start + steps * self.batch_size].reshape(steps, -1)

    def _advance(self, indices: Array) -> tuple[Array, Array]:
        steps = len(indices)
        loss, correct = np.empty(steps, np.float32), np.empty(steps, np.float32)
        began = time.perf_counter()
        # An overflow is a finding here, not an accident: it is reported with its place below.
        with np.errstate(all="ignore"):
            self.program.run(indices, loss, correct)
        seconds = max(time.perf_counter() - began, 1e-7)
        self.seconds += seconds
        self._learn_speed(steps, indices.size, seconds)
        self.batch += steps
        self.allowance -= min(steps, self.allowance)
        self.pending.loss.append(loss)
        self.pending.accuracy.append(correct / indices.shape[1])
        self._require_finite(loss)
        if self.program.step % self.interval == 0:
            self.pending.probe_steps.append(self.program.step)
            self.pending.norms.append(self.program.gradient_norms())
        return loss, correct

    def _learn_speed(self, steps: int, samples: int, seconds: float) -> None:
        wanted = RUN_SECONDS * steps / seconds
        self.steps_at_once = int(min(max(wanted, 1), 2 * self.steps_at_once))
        weight = min(seconds, 1.0)  # the figure shown follows about the last second
        now = samples / seconds
        self.speed = now if not self.speed else self.speed + weight * (now - self.speed)

    def _validate(self) -> tuple[float, float]:
        count = len(self.data.x_val)
        if not count:
            return math.nan, math.nan
        self.phase = "validate"
        loss_sum, correct_sum = 0.0, 0
        chunk = self.program.eval_chunk
        for start in range(0, count, chunk):
            self._poll()
            began = time.perf_counter()
            with np.errstate(all="ignore"):
                loss, correct = self.program.evaluate(
                    self.data.x_val[start : start + chunk], self.data.t_val[start : start + chunk]
                )
            self.seconds += time.perf_counter() - began
            loss_sum += loss
            correct_sum += correct
        self.phase = "train"
        return loss_sum / count, self._share(correct_sum, count)

    def _share(self, correct: float, count: int) -> float:
        classes = self.plan.task == "classification"
        return correct / count if count and classes else math.nan

    def _require_finite(self, loss: Array) -> None:
        """Raise `_NotFinite` where the loss or a weight is NaN or infinite; remember good ones."""
        now = time.perf_counter()
        if np.isfinite(loss).all():
            if now - self.good_at < GOOD_SECONDS:
                return
            if self.program.weights_finite():
                self.good, self.good_at = self._checkpoint(), now
                return
        bad = np.flatnonzero(~np.isfinite(loss))
        step = self.program.step - len(loss) + 1 + (int(bad[0]) if len(bad) else len(loss) - 1)
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
        raise _NotFinite(Failed(reason, self.good))

    def _checkpoint(self) -> Checkpoint:
        return Checkpoint(
            self.program.weights(),
            self.program.optimizer_state(),
            self.program.step,
            self.epoch,
            self.batch,
        )

    # ---- talking ----

    def _poll(self, before_step: bool = False) -> None:
        """Read the inbox, wait where asked to, and send what is due."""
        while True:
            try:
                while True:
                    self._handle(self.inbox.get_nowait())
            except Empty:
                pass
            self._answer_watches()
            if not (self.held or (before_step and self.waiting and not self.allowance)):
                break
            before, self.phase = self.phase, "paused"
            self._send()
            self._handle(self.inbox.get())
            self.phase = before
        now = time.perf_counter()
        if now - self.watched_at > WATCH_SECONDS:
            self.due.update(self.watches)
        if now - self.sent > BLOCK_SECONDS:
            self._send()
        if now - self.snapshot_at > SNAPSHOT_SECONDS:
            self.snapshot_at = now
            self.outbox(Snapshot(self.program.step, self.program.weights()))

    def _handle(self, message: InMessage) -> None:
        match message:
            case Stop():
                raise _StopAsked
            case Pause():
                self.waiting = self.held = True
                self.allowance = 0
            case Resume():
                self.waiting = self.held = False
            case StepBatch(count):
                self.waiting, self.held = True, False
                self.allowance += count
            case Retune(target, setting, value):
                self.program.set_live(target, setting, value)
                self.pending.marks.append(Mark(self.program.step + 1, target, setting, value))
            case Watch(key):
                self.watches[key] = message
                self.due.add(key)
            case Unwatch(key):
                self.watches.pop(key, None)
                self.due.discard(key)

    def _answer_watches(self) -> None:
        if not self.due:
            return
        model = Model(self.plan, self.program.weights())
        known = {node.id for node in self.plan.nodes}
        with np.errstate(all="ignore"):
            for key in sorted(self.due):
                watch = self.watches[key]
                outputs = model.forward(watch.x).outputs
                wanted = {node: outputs[node] for node in watch.nodes if node in known}
                self.outbox(Watched(key, self.program.step, wanted))
        self.due.clear()
        self.watched_at = time.perf_counter()

    def _send(self) -> None:
        """Send everything since the last block."""
        p = self.pending
        layers = len(self.plan.weighted)
        block = StepBlock(
            p.first_step,
            np.concatenate(p.loss) if p.loss else np.empty(0, np.float32),
            np.concatenate(p.accuracy) if p.accuracy else np.empty(0, np.float32),
            np.array(p.probe_steps, np.int64),
            np.array(p.norms, np.float64).reshape(-1, layers),
            tuple(p.marks),
            tuple(p.epochs),
            self._progress(),
        )
        self.pending = _Pending(self.program.step + 1)
        self.sent = time.perf_counter()
        self.outbox(block)

    def _progress(self) -> Progress:
        done = self.epoch + self.batch / self.batches - self.first_epoch
        rest = self.end - self.first_epoch - done
        left = self.seconds / done * rest if done > 0 else math.nan
        return Progress(
            self.phase,
            min(self.epoch + 1, self.end),
            self.end,
            self.batch,
            self.batches,
            self.speed,
            left,
        )


def _optimizer_fits(plan: Plan, training: TrainingPlan, start: Checkpoint) -> bool:
    """Return whether the optimiser's arrays of a checkpoint belong to this network and optimiser."""
    shapes = {(n.id, name): weight.shape for n in plan.nodes for name, weight in n.weights}
    if set(start.optimizer) != set(training.optimizer.slots):
        return False
    return all(
        {key: value.shape for key, value in slot.items()} == shapes
        for slot in start.optimizer.values()
    )
