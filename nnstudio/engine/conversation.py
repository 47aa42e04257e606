"""How a running training listens and answers between its steps."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import TypeAlias

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.settings import Settings
from nnstudio.core.text import N_, Text
from nnstudio.engine.messages import (
    Checkpoint,
    EpochRow,
    HandOver,
    InMessage,
    Mark,
    OutMessage,
    Pause,
    Progress,
    Refused,
    Resume,
    Retune,
    Snapshot,
    StepBatch,
    StepBlock,
    StepEpoch,
    Stop,
    Unwatch,
    Waits,
    Watch,
)
from nnstudio.engine.plan import Plan
from nnstudio.engine.program import Program
from nnstudio.engine.speed import Speed, Throttle
from nnstudio.engine.study_desk import StudyDesk
from nnstudio.graph.training_plan import TrainingPlan
from nnstudio.layers.output import Output

BLOCK_SECONDS = 0.03
"""How often a block is sent."""
SNAPSHOT_SECONDS = 1.0
"""How often the place of the run is handed over while training."""

Inbox = SimpleQueue[InMessage]
Outbox: TypeAlias = Callable[[OutMessage], None]


class StopAsked(Exception):
    """The inbox said stop."""


@dataclass
class Pending:
    """What was done since the last block."""

    first_step: int
    loss: list[Array] = field(default_factory=list)
    accuracy: list[Array] = field(default_factory=list)
    probe_steps: list[int] = field(default_factory=list)
    norms: list[Array] = field(default_factory=list)
    unclipped: list[float] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    epochs: list[EpochRow] = field(default_factory=list)
    updates: list[tuple[int, Array]] = field(default_factory=list)


class Conversation:
    """Reads the inbox and writes the outbox of a run.

    Parameters
    ----------
    progress
        Says where the run is.
    good, here
        Return the last place of the run that is known to have finite weights, and the present one.
    resize
        Has batches of another size from the next step on; returns how large they are.
    paused
        True waits before the first step.
    """

    def __init__(
        self,
        plan: Plan,
        training: TrainingPlan,
        program: Program,
        inbox: Inbox,
        outbox: Outbox,
        progress: Callable[[], Progress],
        good: Callable[[], Checkpoint],
        here: Callable[[], Checkpoint],
        resize: Callable[[float], float],
        paused: bool,
    ) -> None:
        self.phase = "train"
        self.pending = Pending(program.step + 1)
        self._plan, self._program = plan, program
        layers = {node.id: node.layer for node in plan.nodes}
        outputs = {o.name: Output() for o in plan.outputs if o.name != o.node}
        whole = {"optimizer": training.optimizer, "clipping": training.clipping}
        plans: dict[str, Settings] = {**whole, "training": training}
        self._owners: dict[str, Settings] = {**plans, **outputs, **layers}
        self._inbox, self._outbox = inbox, outbox
        self._progress, self._good, self._here, self._resize = progress, good, here, resize
        self._waiting, self._held, self._allowance = paused, paused, 0
        self._to_epoch_end = False
        self._asked, self._owing = 0, False
        self.throttle = Throttle()
        self.retunes = 0
        """How many settings were changed."""
        self._desk = StudyDesk(plan, program, outbox)
        self._sent = self._snapshot_at = time.perf_counter()

    def most_steps(self, steps: int) -> int:
        """Return how many of the next ``steps`` may be done without asking again."""
        most = self.throttle.most(steps)
        return min(most, self._allowance) if self._waiting and not self._to_epoch_end else most

    def done(self, steps: int) -> None:
        """Note that steps were done."""
        self._allowance -= min(steps, self._allowance)
        self.throttle.done(steps)

    def epoch_ended(self) -> None:
        """Note that an epoch is over, validation and all."""
        self._to_epoch_end = False

    def poll(self, before_step: bool = False) -> None:
        """Read the inbox, wait where asked to, and send what is due."""
        while True:
            self._read()
            stands = self._waiting and not (self._allowance or self._to_epoch_end)
            if self._held or (before_step and stands):
                self._stand()
            elif before_step and not self._allowance and (rest := self.throttle.wait()):
                self._idle(min(rest, BLOCK_SECONDS))
            else:
                break
        self._desk.serve()
        self._send_due()

    def show(self, seconds: Callable[[], float]) -> None:
        """Wait for so long, as is said again and again; what is held waits longer."""
        began = time.perf_counter()
        while (rest := began + seconds() - time.perf_counter()) > 0:
            self._read()
            if self._held:
                held = time.perf_counter()
                self._stand()
                began += time.perf_counter() - held
            else:
                self._idle(min(rest, BLOCK_SECONDS))

    def _read(self) -> None:
        try:
            while True:
                self._handle(self._inbox.get_nowait())
        except Empty:
            pass

    def _stand(self) -> None:
        """Wait for the next message, however long that takes."""
        before, self.phase = self.phase, "paused"
        self.send()
        if self._owing:
            self._owing = False
            self._outbox(Waits(self._asked))
        # Whoever looks at a waiting run sees the step at which it waits.
        while self._inbox.empty() and self._desk.catch_up():
            pass
        self._handle(self._inbox.get())
        self.phase = before

    def _idle(self, seconds: float) -> None:
        """Let time pass until the next message at most, answering what is watched."""
        self._send_due()
        until = time.perf_counter() + seconds
        while self._inbox.empty() and time.perf_counter() < until and self._desk.catch_up():
            pass
        rest = until - time.perf_counter()
        if rest > 0:
            with suppress(Empty):
                self._handle(self._inbox.get(timeout=rest))

    def _send_due(self) -> None:
        now = time.perf_counter()
        if now - self._sent > BLOCK_SECONDS:
            self.send()
        if now - self._snapshot_at > SNAPSHOT_SECONDS:
            self._snapshot_at = now
            self._outbox(Snapshot(self._good()))

    def send(self) -> None:
        """Send everything since the last block."""
        p = self.pending
        layers = len(self._plan.learning)
        block = StepBlock(
            p.first_step,
            np.concatenate(p.loss) if p.loss else np.empty(0, np.float32),
            np.concatenate(p.accuracy) if p.accuracy else np.empty(0, np.float32),
            np.array(p.probe_steps, np.int64),
            np.array(p.norms, np.float64).reshape(len(p.norms), layers),
            tuple(p.marks),
            tuple(p.epochs),
            self._progress(),
            tuple(p.updates),
            np.array(p.unclipped, np.float64),
        )
        self.pending = Pending(self._program.step + 1)
        self._sent = time.perf_counter()
        self._outbox(block)

    def _handle(self, message: InMessage) -> None:
        if isinstance(message, Pause | Resume | StepBatch | StepEpoch):
            self._asked += 1
        match message:
            case Stop():
                raise StopAsked
            case Pause():
                self._waiting = self._held = True
                self._allowance, self._to_epoch_end, self._owing = 0, False, True
            case Resume():
                self._waiting = self._held = self._owing = self._to_epoch_end = False
            case StepBatch(count):
                self._waiting, self._held, self._owing = True, False, True
                self._allowance += count
            case StepEpoch():
                self._waiting, self._held, self._owing = True, False, True
                self._to_epoch_end = True
            case Speed():
                self.throttle.set(message)
            case HandOver():
                self._outbox(Snapshot(self._here()))
            case Retune():
                self._retune(message)
            case Watch():
                self._desk.add(message)
            case Unwatch(key):
                self._desk.remove(key)

    def _retune(self, asked: Retune) -> None:
        owner = self._owners.get(asked.target)
        info = owner.params().get(asked.setting) if owner is not None else None
        try:
            if info is None or not info.live:
                text = N_(
                    "{setting} of {target} cannot be changed while the network trains. Stop the "
                    "training, change it and start again."
                )
                raise UserError(Text(text, setting=asked.setting, target=asked.target))
            value = asked.value
            if asked.target == "training":
                value = self._resize(value)
            else:
                self._program.set_live(asked.target, asked.setting, value)
        except UserError as error:
            self._outbox(Refused(asked, error.text))
            return
        self.retunes += 1
        mark = Mark(self._program.step + 1, asked.target, asked.setting, value)
        self.pending.marks.append(mark)
