"""One run of a training, from its first message to its last."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.engine.conversation import Conversation, Inbox, Outbox, StopAsked
from nnstudio.engine.course import Course
from nnstudio.engine.endings import WatchedFigure
from nnstudio.engine.last_good import LastGood, NotFinite
from nnstudio.engine.lockstep import Side
from nnstudio.engine.measuring import Measuring
from nnstudio.engine.messages import (
    Checkpoint,
    EpochRow,
    Failed,
    Finished,
    PhaseShown,
    Progress,
    Started,
    Tally,
)
from nnstudio.engine.pace import Pace
from nnstudio.engine.plan import Plan
from nnstudio.engine.program import Program
from nnstudio.engine.rates import Rates
from nnstudio.engine.rehearsal import Rehearsal
from nnstudio.engine.right_of_way import RightOfWay
from nnstudio.engine.samples import Samples
from nnstudio.engine.scores import as_row, metric_names
from nnstudio.engine.series import Series
from nnstudio.engine.validation import Validation
from nnstudio.engine.weights import adopt_weights, fits, initial_weights, stream
from nnstudio.graph.training_plan import TrainingPlan


class _Ended(Exception):
    """A condition for ending is met; ``reason`` says which."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Run:
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
        fast: bool,
        moments: int,
        pair: Side | None,
        way: RightOfWay | None,
        require: Callable[[int], None],
    ) -> None:
        self.plan, self.training, self.data, self.outbox = plan, training, data, outbox
        self.count, self.require = len(data.x_train), require
        self.metrics = metric_names(plan)
        start = checkpoint or Checkpoint(initial_weights(plan, training.seed))
        self.course = Course(self.count, training.step_samples(self.count), start)
        self.watched = WatchedFigure(plan, training, len(data.x_val) > 0, start)
        self.program = Program(
            plan,
            training.optimizer,
            data.x_train,
            data.t_train,
            self.course.batch_size,
            weights=adopt_weights(plan, start.weights, training.seed),
            seed=training.seed,
            twins=twins,
            fast=fast,
            threads=threads,
            clipping=training.clipping,
            vary=data.vary,
        )
        if _optimizer_fits(plan, training, start):
            self.program.load_optimizer_state(start.optimizer)
        self.program.step = start.step
        self.program.set_chance(start.chance)
        self.tally, self.first_epoch = start.tally, self.course.now
        self.end = start.epoch + (training.epochs if epochs is None else epochs)
        limit = training.max_steps
        self.last_step = (start.step // limit + 1) * limit if limit else 0
        self.measuring = Measuring(plan, self.program, moments, outbox)
        self._count_steps()
        self.pair, self.way, self.pace, self.retunes = pair, way, Pace(), 0
        say = self._progress
        self.talk = Conversation(
            plan,
            training,
            self.program,
            inbox,
            outbox,
            say,
            lambda: self.good.checkpoint,
            lambda: self.good.checked(),
            self._resize,
            paused,
        )
        always = {self.accuracy, self.watched.metric}
        self.validation = Validation(plan, self.program, data, always, self.talk, self.pace)
        self.good = LastGood(plan, self.program, self._checkpoint, self._return_to)

    def go(self) -> Finished | Failed:
        program = self.program
        layers, threads = self.plan.learning, program.threads
        batches = self.course.usual
        self.outbox(Started(layers, batches, threads, self.metrics, program.fast))
        stopped, reason = False, None
        self.measuring.keep_moment()
        try:
            try:
                while self.course.epoch < self.end:
                    self._epoch()
            except StopAsked:
                stopped = True
            except _Ended as ended:
                reason = ended.reason
            self.good.checked()
        except NotFinite as failure:
            self.talk.send()
            return failure.failed
        best = self.watched.best
        if self.training.restore_best and best is not None and not stopped:
            program.load(best.weights)
            self.good.remember(replace(self.good.checkpoint, weights=best.weights))
        self.talk.send()
        return Finished(self.good.checkpoint, stopped, reason)

    # ---- computing ----

    def _epoch(self) -> None:
        order = np.arange(self.count)
        if self.data.shuffle:
            name = f"order/{self.course.epoch}"
            order = stream(self.training.seed, name).permutation(self.count)
        while self.course.left:
            self._wait_for_other()
            if self.way is not None and self.pace.steps_are_short:
                self.way.let_pass()
            self._heed()
            indices = self._next_indices(order)
            if self.talk.throttle.speed.slow and not self._show(indices):
                continue
            self._advance(indices)
            if self.last_step and self.program.step >= self.last_step:
                text = N_("Training ended after {count} steps, as set.")
                raise _Ended(Text(text, count=self.program.step))
        tally, began, rate = self.tally, self.pace.seconds, self.rates.of(self.program.step)
        val_loss, metrics = self.validation.measure(self.course.epoch)
        row = EpochRow(
            self.course.epoch + 1,
            self.program.step,
            tally.loss / tally.seen if tally.seen else math.nan,
            val_loss,
            tally.correct / tally.seen if tally.seen and self._classifies else math.nan,
            metrics.get(self.accuracy, math.nan),
            tally.seconds + self.pace.seconds - began,
            rate,
            as_row(metrics, self.metrics),
        )
        self.talk.pending.epochs.append(row)
        self.course.end_epoch()
        self.tally = Tally()
        reason = self.watched.note(row, metrics, self.program.weights)
        if reason is not None:
            raise _Ended(reason)
        self.rates.begin_epoch()
        self.talk.epoch_ended()

    def _wait_for_other(self) -> None:
        """Hear what is said; go on once a run beside this one is no longer behind."""
        if self.pair is not None:
            self.pair.at(self.course.now)
        self.talk.poll(before_step=True)
        if self.pair is not None:
            while not self.pair.wait():
                self.talk.poll(before_step=True)

    def _heed(self) -> None:
        """Remember the weights where settings were changed: the steps before had others."""
        if self.talk.retunes != self.retunes:
            self.retunes = self.talk.retunes
            self.good.checked()

    def _show(self, indices: Array) -> bool:
        """Show the phases of the next step; say whether it still is the next one then."""
        throttle, size = self.talk.throttle, self.course.batch_size
        samples = self.data.train_indices[indices[0]]
        for phase in Rehearsal(self.plan, self.program, indices[0]).phases():
            seconds = throttle.speed.seconds_per_phase
            self.outbox(PhaseShown(self.program.step + 1, phase, samples, seconds))
            self.talk.show(lambda: throttle.speed.seconds_per_phase)
            if not throttle.speed.slow or size != self.course.batch_size:
                break
        self._heed()
        return size == self.course.batch_size

    @property
    def _classifies(self) -> bool:
        return self.plan.task == "classification"

    @property
    def accuracy(self) -> str:
        """What the accuracy of the first output is called among the metrics."""
        several = len(self.plan.outputs) > 1
        return f"{self.plan.outputs[0].name}/accuracy" if several else "accuracy"

    def _next_indices(self, order: Array) -> Array:
        """Return the samples ``(steps, batch)`` of the next few steps."""
        start, size = self.course.seen, self.course.batch_size
        full = (self.count - start) // size
        to_next = self.measuring.steps_to_next()
        if full == 0:
            return order[start:].reshape(1, -1)
        most = min(full, to_next, self.pace.steps_at_once)
        if self.last_step:
            most = min(most, self.last_step - self.program.step)
        steps = self.talk.most_steps(most)
        return order[start : start + steps * size].reshape(steps, -1)

    def _advance(self, indices: Array) -> None:
        steps = len(indices)
        self.good.note(self.watched.history, indices)
        loss, correct = np.empty(steps, np.float32), np.empty(steps, np.float32)
        began, before = time.perf_counter(), self.pace.seconds
        # An overflow is a finding here, not an accident: it is reported with its place below.
        with np.errstate(all="ignore"):
            self.measuring.run(indices, loss, correct, self.talk.pending)
        self.pace.learn(steps, indices.size, time.perf_counter() - began)
        self.course.advance(steps, indices.size)
        self.talk.done(steps)
        self.talk.pending.loss.append(loss)
        share = correct / indices.shape[1] if self._classifies else np.full_like(correct, np.nan)
        self.talk.pending.accuracy.append(share)
        tally, batch = self.tally, indices.shape[1]
        # Added one after the other, so that the sums do not depend on how many were done at once.
        self.tally = Tally(
            sum((value * batch for value in loss.tolist()), tally.loss),
            sum(correct.tolist(), tally.correct),
            tally.seen + indices.size,
            tally.seconds + self.pace.seconds - before,
        )
        self.good.check(loss)
        self.measuring.probe(self.talk.pending)

    def _return_to(self, history: Series) -> None:
        """Have the learning rates of an earlier epoch."""
        self.watched.history = history
        self.rates.begin_epoch()

    def _checkpoint(self) -> Checkpoint:
        return Checkpoint(
            self.program.weights(),
            self.program.optimizer_state(),
            self.program.step,
            self.course.epoch,
            self.course.batch,
            self.program.chance(),
            self.tally,
            self.watched.history,
            self.watched.best,
            self.watched.waiting_from,
        )

    def _progress(self) -> Progress:
        course = self.course
        done, rest = course.now - self.first_epoch, self.end - course.now
        if self.last_step:
            rest = min(rest, (self.last_step - self.program.step) / course.usual)
        speed = self.talk.throttle.speed
        left = self.pace.seconds_left(done, rest)
        left = max(left, rest * course.usual * speed.seconds_per_step)
        fastest = course.batch_size / speed.seconds_per_step if speed.seconds_per_step else math.inf
        samples = min(self.pace.samples_per_second, fastest)
        epoch = min(course.epoch + 1, self.end)
        phase = self.talk.phase
        return Progress(phase, epoch, self.end, course.batch, course.batches, samples, left)

    # ---- batches of another size ----

    def _count_steps(self) -> None:
        """Decide what depends on how many steps an epoch has."""
        course, step = self.course, self.program.step
        ahead = course.scheduled - step
        last = self.last_step + ahead if self.last_step else sys.maxsize
        total = min(self.end * course.usual, last)
        schedule = self.training.schedule
        first = step + (course.left > 0)
        self.rates = Rates(schedule, self.program, course.usual, total, ahead, self.watched, first)
        self.measuring.begin(course.batch_size, course.usual)

    def _resize(self, batch_size: float) -> float:
        """Take batches of another size from the next step on; return how large they are.

        Raises
        ------
        UserError
            It is no size, or such batches would not fit into this computer's memory.
        """
        if not batch_size >= self.count:
            whole = int(batch_size) if batch_size % 1 == 0 else batch_size
            batch_size = self.training.with_values(batch_size=whole).batch_size
        size = int(min(batch_size, self.count))
        self.require(size)
        self.program.set_batch_size(size)
        self.course.batch_size = size
        self._count_steps()
        return float(size)


def _optimizer_fits(plan: Plan, training: TrainingPlan, start: Checkpoint) -> bool:
    """Return whether the optimiser's arrays of a checkpoint belong to this network and optimiser."""
    known = set(start.optimizer) == set(training.optimizer.slots)
    return known and all(fits(plan, slot) for slot in start.optimizer.values())
