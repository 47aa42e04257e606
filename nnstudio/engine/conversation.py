"""How a running training listens and answers between its steps."""

from __future__ import annotations

import time
from collections.abc import Callable
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
    Stop,
    Unwatch,
    Watch,
)
from nnstudio.engine.plan import Plan
from nnstudio.engine.program import Program
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
    marks: list[Mark] = field(default_factory=list)
    epochs: list[EpochRow] = field(default_factory=list)


class Conversation:
    """Reads the inbox and writes the outbox of a run.

    Parameters
    ----------
    progress
        Says where the run is.
    good
        Returns the last place of the run with finite weights.
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
        paused: bool,
    ) -> None:
        self.phase = "train"
        self.pending = Pending(program.step + 1)
        self._plan, self._program = plan, program
        layers = {node.id: node.layer for node in plan.nodes}
        outputs = {o.name: Output() for o in plan.outputs if o.name != o.node}
        whole = {"optimizer": training.optimizer, "clipping": training.clipping}
        self._owners: dict[str, Settings] = {**whole, **outputs, **layers}
        self._inbox, self._outbox = inbox, outbox
        self._progress, self._good = progress, good
        self._waiting, self._held, self._allowance = paused, paused, 0
        self.retunes = 0
        """How many settings were changed."""
        self._desk = StudyDesk(plan, program, outbox)
        self._sent = self._snapshot_at = time.perf_counter()

    def most_steps(self, steps: int) -> int:
        """Return how many of the next ``steps`` may be done without asking again."""
        return min(steps, self._allowance) if self._waiting else steps

    def done(self, steps: int) -> None:
        """Note that steps were done."""
        self._allowance -= min(steps, self._allowance)

    def poll(self, before_step: bool = False) -> None:
        """Read the inbox, wait where asked to, and send what is due."""
        while True:
            try:
                while True:
                    self._handle(self._inbox.get_nowait())
            except Empty:
                pass
            if not (self._held or (before_step and self._waiting and not self._allowance)):
                break
            before, self.phase = self.phase, "paused"
            self.send()
            # Whoever looks at a waiting run sees the step at which it waits.
            while self._inbox.empty() and self._desk.catch_up():
                pass
            self._handle(self._inbox.get())
            self.phase = before
        self._desk.serve()
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
        )
        self.pending = Pending(self._program.step + 1)
        self._sent = time.perf_counter()
        self._outbox(block)

    def _handle(self, message: InMessage) -> None:
        match message:
            case Stop():
                raise StopAsked
            case Pause():
                self._waiting = self._held = True
                self._allowance = 0
            case Resume():
                self._waiting = self._held = False
            case StepBatch(count):
                self._waiting, self._held = True, False
                self._allowance += count
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
            self._program.set_live(asked.target, asked.setting, asked.value)
        except UserError as error:
            self._outbox(Refused(asked, error.text))
            return
        self.retunes += 1
        mark = Mark(self._program.step + 1, asked.target, asked.setting, asked.value)
        self.pending.marks.append(mark)
