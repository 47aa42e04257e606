"""Training without a window, by turns with the same training in one."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from queue import SimpleQueue
from typing import TextIO

from nnstudio.app.threads import automatic_threads
from nnstudio.data.prepare import prepare
from nnstudio.engine.messages import InMessage, OutMessage, Pause, Resume, StepBlock, Stop
from nnstudio.engine.plan import make_training_plan
from nnstudio.engine.trainer import train
from nnstudio.graph.analysis import analyze
from nnstudio.graph.edits import set_training
from nnstudio.graph.project import Project
from nnstudio.graph.templates import template

EPOCHS = 1_000_000
START_SECONDS = 0.2
"""How long a training runs before it is measured: it learns first how many steps to do at once."""
LOOK_SECONDS = 0.05


def endless_project(slug: str) -> Project:
    """Return the project of a template with a training that hardly comes to an end."""
    project = template(slug).project
    return set_training(project, epochs=EPOCHS, max_steps=0, target_loss=0.0, patience=0)


class HeadlessRun:
    """A process that trains a template whenever it is told to, and waits in between.

    Parameters
    ----------
    command
        Starts the process; it must call `serve`.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.expect()

    def begin(self, seconds: float) -> None:
        """Train for so long."""
        stdin = self._process.stdin
        assert stdin is not None
        stdin.write(f"{seconds}\n")
        stdin.flush()

    def expect(self) -> tuple[int, float]:
        """Return how many samples were trained and how long that took, once it is over."""
        stdout = self._process.stdout
        assert stdout is not None
        samples, seconds = stdout.readline().split()
        return int(samples), float(seconds)

    def end(self) -> None:
        """End the process."""
        self._process.communicate()


def serve(slug: str, asked: TextIO = sys.stdin, told: TextIO = sys.stdout) -> None:
    """Train a template for as many seconds as each line says; write samples and seconds."""
    project = endless_project(slug)
    plan = make_training_plan(analyze(project))
    inbox: SimpleQueue[InMessage] = SimpleQueue()
    counter = StepCounter()

    def work() -> None:
        data = prepare(project.data, plan.wanted)
        threads = automatic_threads()
        train(plan, project.training, data, inbox, counter.hear, threads=threads, paused=True)

    thread = threading.Thread(target=work)
    thread.start()
    batch = project.training.batch_size
    counter.ready.wait()
    print(0, 0.0, file=told, flush=True)
    for line in asked:
        inbox.put(Resume())
        time.sleep(START_SECONDS)
        counter.begin()
        time.sleep(float(line))
        while thread.is_alive() and not counter.count()[1]:  # a busy machine
            time.sleep(LOOK_SECONDS)
        steps, seconds = counter.count()
        inbox.put(Pause())
        print(steps * batch, seconds, file=told, flush=True)
    inbox.put(Stop())
    thread.join()


class StepCounter:
    """Counts the steps between the first and the last message of a while."""

    def __init__(self) -> None:
        self.ready = threading.Event()
        self._steps, self._first, self._last = 0, 0.0, 0.0

    def begin(self) -> None:
        """Count from the next message on."""
        self._steps, self._first, self._last = 0, 0.0, 0.0

    def count(self) -> tuple[int, float]:
        """Return how many steps were told of, and within how many seconds."""
        return self._steps, self._last - self._first

    def hear(self, message: OutMessage) -> None:
        """Take a message of the run."""
        self.ready.set()
        if isinstance(message, StepBlock):
            self.add(len(message.loss))

    def add(self, steps: int) -> None:
        """Note that steps were done since the last time."""
        self._last = time.perf_counter()
        if self._first:
            self._steps += steps
        else:
            self._first = self._last
