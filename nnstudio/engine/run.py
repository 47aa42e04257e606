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
from nnstudio.engine.intervals import metrics_interval, probe_interval
from nnstudio.engine.last_good import LastGood
from nnstudio.engine.lockstep import Side
from nnstudio.engine.messages import (
    Checkpoint,
    EpochRow,
    Failed,
    Finished,
    Moment,
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
from nnstudio.engine.samples import Samples
from nnstudio.engine.scores import Scores, as_row, metric_names
from nnstudio.engine.timeline import next_moment
from nnstudio.engine.weights import adopt_weights, fits, initial_weights, stream
from nnstudio.graph.training_plan import TrainingPlan


class _Ended(Exception):
    """A condition for ending is met; ``reason`` says which."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


class _NotFinite(Exception):
    """A number of the run is NaN or infinite."""

    def __init__(self, failed: Failed) -> None:
        super().__init__(str(failed.reason))
        self.failed = failed


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
        require: Callable[[int], None],
    ) -> None:
        self.plan, self.training, self.data, self.outbox = plan, training, data, outbox
        self.count, self.require = len(data.x_train), require
        self.metrics = metric_names(plan)
        self.metrics_every = metrics_interval(plan, self.count)
        start = checkpoint or Checkpoint(initial_weights(plan, training.seed))
        self.course = Course(self.count, training.step_samples(self.count), start)
        self.watched = WatchedFigure(plan, training, len(data.x_val) > 0, start)
        self.scores = Scores(plan)
        self.few_scores = Scores(plan, {self.accuracy, self.watched.metric})
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
        self._count_steps()
        self.sizes, self.measured_next = self.program.update_sizes(self.interval), 0
        self.moments, self.pair = moments, pair
        self.pace, self.retunes, say = Pace(), 0, self._progress
        self.talk = Conversation(
            plan,
            training,
            self.program,
            inbox,
            outbox,
            say,
            lambda: self.good.checkpoint,
            self._here,
            self._resize,
            paused,
        )
        self.good = LastGood(plan, self.program, self._checkpoint(), self._return_to)

    def go(self) -> Finished | Failed:
        program = self.program
        layers, threads = self.plan.learning, program.threads
        batches = self.course.usual
        self.outbox(Started(layers, batches, threads, self.metrics, program.fast))
        stopped, reason = False, None
        if self.moments:
            self.outbox(Moment(program.step, program.weights()))
        try:
            try:
                while self.course.epoch < self.end:
                    self._epoch()
            except StopAsked:
                stopped = True
            except _Ended as ended:
                reason = ended.reason
            self._require_finite_weights()
        except _NotFinite as failure:
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
            self._heed()
            indices = self._next_indices(order)
            if self.talk.throttle.speed.slow and not self._show(indices):
                continue
            self._advance(indices)
            if self.last_step and self.program.step >= self.last_step:
                text = N_("Training ended after {count} steps, as set.")
                raise _Ended(Text(text, count=self.program.step))
        tally, began = self.tally, self.pace.seconds
        val_loss, metrics = self._validate()
        row = EpochRow(
            self.course.epoch + 1,
            self.program.step,
            tally.loss / tally.seen if tally.seen else math.nan,
            val_loss,
            tally.correct / tally.seen if tally.seen and self._classifies else math.nan,
            metrics.get(self.accuracy, math.nan),
            tally.seconds + self.pace.seconds - began,
            self.rates.of(self.program.step),
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
            self._require_finite_weights()

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
        if self.measured_next <= self.program.step:
            self.measured_next = self.sizes.next(self.program.step)
        if full == 0:
            return order[start:].reshape(1, -1)
        to_probe = self.interval - self.program.step % self.interval
        most = min(full, to_probe, self.pace.steps_at_once, self.measured_next - self.program.step)
        if self.last_step:
            most = min(most, self.last_step - self.program.step)
        if self.moments:
            most = min(most, next_moment(self.program.step, self.moments) - self.program.step)
        steps = self.talk.most_steps(most)
        return order[start : start + steps * size].reshape(steps, -1)

    def _advance(self, indices: Array) -> None:
        steps = len(indices)
        self.good.note(self.watched.history, indices)
        loss, correct = np.empty(steps, np.float32), np.empty(steps, np.float32)
        began, before = time.perf_counter(), self.pace.seconds
        # An overflow is a finding here, not an accident: it is reported with its place below.
        with np.errstate(all="ignore"):
            self._compute(indices, loss, correct)
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
        self._require_finite(loss)
        if self.plan.learning and self.program.step % self.interval == 0:
            self.talk.pending.probe_steps.append(self.program.step)
            self.talk.pending.norms.append(self.program.gradient_norms())
            clipped = self.program.clipped_norms()
            self.talk.pending.unclipped.append(math.nan if clipped is None else clipped[0])
        step = self.program.step
        if self.moments and step == next_moment(step - 1, self.moments):
            self.outbox(Moment(step, self.program.weights()))

    def _compute(self, indices: Array, loss: Array, correct: Array) -> None:
        """Do the steps; where it is time, measure how far the last one moves the weights."""
        apart = len(indices) - (self.program.step + len(indices) == self.measured_next)
        self.program.run(indices[:apart], loss[:apart], correct[:apart])
        if apart < len(indices):
            self.sizes.before()
            self.program.run(indices[apart:], loss[apart:], correct[apart:])
            self.talk.pending.updates.append((self.program.step, self.sizes.after()))

    def _validate(self) -> tuple[float, dict[str, float]]:
        """Return the loss and the metrics of the validation samples."""
        count = len(self.data.x_val)
        # After the first epoch and after each full round of epochs, so that the end has them mostly.
        epoch = self.course.epoch
        short = epoch and (epoch + 1) % self.metrics_every
        scores = self.few_scores if short else self.scores
        scores.clear()
        self.talk.phase = "validate" if count else self.talk.phase
        chunk = self.program.eval_chunk if count else 1
        for start in range(0, count, chunk):
            self.talk.poll()
            began = time.perf_counter()
            part = slice(start, start + chunk)
            t = self.data.t_val[part].reshape(-1, self.plan.targets)
            with np.errstate(all="ignore"):
                scores.add(self.program.outcome(self.data.x_val[part], t), t)
            self.pace.seconds += time.perf_counter() - began
        self.talk.phase = "train"
        return scores.loss, scores.named()

    def _require_finite(self, loss: Array) -> None:
        """Raise `_NotFinite` where a loss is NaN or infinite; look at the weights now and then."""
        if not np.isfinite(loss).all():
            raise self._not_finite()
        if self.good.due:
            self._require_finite_weights()

    def _require_finite_weights(self) -> None:
        """Remember the weights as good ones, or raise `_NotFinite`."""
        if not self.program.weights_finite():
            raise self._not_finite()
        self.good.remember(self._checkpoint())

    def _here(self) -> Checkpoint:
        self._require_finite_weights()
        return self.good.checkpoint

    def _not_finite(self) -> _NotFinite:
        bad = self.good.search()
        reason = Text(
            N_(
                "Training stopped at step {step}: {what} of {node} is no longer a finite number. "
                "The weights of step {good} are kept. Try a smaller learning rate."
            ),
            step=bad.step,
            what=Text(bad.what),
            node=bad.node,
            good=self.good.checkpoint.step,
        )
        return _NotFinite(Failed(reason, self.good.checkpoint))

    def _return_to(self, history: tuple[float, ...]) -> None:
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
        self.rates = Rates(schedule, self.program, course.usual, total, ahead, self.watched)
        self.interval = probe_interval(self.plan, course.batch_size, course.usual)

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
        self.sizes, self.measured_next = self.program.update_sizes(self.interval), 0
        return float(size)


def _optimizer_fits(plan: Plan, training: TrainingPlan, start: Checkpoint) -> bool:
    """Return whether the optimiser's arrays of a checkpoint belong to this network and optimiser."""
    known = set(start.optimizer) == set(training.optimizer.slots)
    return known and all(fits(plan, slot) for slot in start.optimizer.values())
