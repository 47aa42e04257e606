"""Training in the window: the thread that computes, and the object that talks to it."""

from __future__ import annotations

import traceback
from collections import deque
from dataclasses import dataclass
from queue import SimpleQueue

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal

from nnstudio.app.live_settings import LiveKey, differs, live_settings
from nnstudio.app.session import Session
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.engine.messages import (
    Checkpoint,
    Failed,
    Finished,
    InMessage,
    OutMessage,
    Pause,
    Progress,
    Refused,
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
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.run_log import RunLog
from nnstudio.engine.scores import metric_names
from nnstudio.graph.project import DataPlan, TrainingPlan

DRAIN_MS = 33


@dataclass(frozen=True)
class Job:
    """What a thread is to train."""

    plan: Plan
    training: TrainingPlan
    data: DataPlan
    checkpoint: Checkpoint | None
    epochs: int
    paused: bool


class TrainerThread(QThread):
    """Prepares the data and trains; it touches nothing of the window.

    What it has to tell lies in `outbox`, a deque that the window's timer empties.
    """

    def __init__(self, job: Job, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.inbox: SimpleQueue[InMessage] = SimpleQueue()
        self.outbox: deque[OutMessage] = deque()
        self._job = job

    def run(self) -> None:
        # The window opens without waiting for these.
        from nnstudio.data.prepare import prepare
        from nnstudio.engine.trainer import train

        job = self._job
        try:
            data = prepare(job.data, job.plan.wanted)
            train(
                job.plan,
                job.training,
                data,
                self.inbox,
                self.outbox.append,
                checkpoint=job.checkpoint,
                epochs=job.epochs,
                paused=job.paused,
            )
        except UserError as error:
            self.outbox.append(Failed(error.text))
        except MemoryError:
            text = Text(
                N_(
                    "There is not enough memory to train this network. Use a smaller batch size or fewer units."
                )
            )
            self.outbox.append(Failed(text))
        except Exception as error:
            # A mistake in the program must not take the window, and the user's work, with it.
            text = Text(N_("Training failed: {error}"), error=f"{type(error).__name__}: {error}")
            self.outbox.append(Failed(text, details=traceback.format_exc()))


class Training(QObject):
    """Starts, steers and ends training; keeps the run record of the session up to date.

    ``state`` is ``"idle"``, ``"running"``, ``"paused"`` or ``"stopping"``.
    """

    state_changed = Signal()
    started = Signal()
    """A run begins."""
    advanced = Signal()
    """The run record grew or the progress changed; at most once a frame."""
    watched = Signal(object)
    """A `Watched` answer arrived."""
    failed = Signal(object)
    """A `Failed` message: training could not go on."""
    finished = Signal(bool)
    """A run ended; True where it was stopped before its end."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._thread: TrainerThread | None = None
        self._watches: dict[str, Watch] = {}
        self._fresh = True
        self._go_on = False
        self._planned = 0
        self._live: dict[LiveKey, float] = {}
        self.state = "idle"
        self.progress: Progress | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(DRAIN_MS)
        self._timer.timeout.connect(self._drain)
        session.changed.connect(self._retune_changed)

    @property
    def active(self) -> bool:
        """Whether a run is going on, paused or not."""
        return self._thread is not None

    @property
    def can_continue(self) -> bool:
        """Whether there are trained weights to go on from."""
        return self._session.weights is not None

    @property
    def differs(self) -> bool:
        """Whether the drawing is no longer what the present run computes."""
        running = self._session.running
        return running is not None and differs(running, self._session.project)

    # ---- control ----

    def possible(self) -> dict[str, bool]:
        """Return which of "train", "step", "stop" and "again" can be asked for now."""
        ready = self.state == "idle" and self._session.analysis.ready
        runs = self.state in ("running", "paused")
        return {
            "train": runs or ready,
            "step": runs or ready,
            "stop": runs,
            "again": ready and self.can_continue,
        }

    def press(self) -> None:
        """Train, continue, pause or resume: whatever comes next."""
        if self.state == "running":
            self.pause()
        elif self.state == "paused":
            self.resume()
        elif self.state == "idle" and self.can_continue:
            self.continue_run()
        elif self.state == "idle":
            self.start()

    def start(self, *, paused: bool = False) -> None:
        """Train from the starting weights that belong to the seed."""
        self._launch(None, paused)

    def continue_run(self, epochs: int | None = None, *, paused: bool = False) -> None:
        """Train the present weights for more epochs; layers that changed begin anew."""
        self._launch(self._session.checkpoint, paused, epochs)

    def pause(self) -> None:
        """Wait before the next step."""
        self._send(Pause())
        self._set_state("paused")

    def resume(self) -> None:
        """Go on after a pause."""
        self._send(Resume())
        self._set_state("running")

    def step(self, count: int = 1) -> None:
        """Do one step (one batch) and wait; starts a run where there is none."""
        if self._thread is None:
            if self.can_continue:
                self.continue_run(paused=True)
            else:
                self.start(paused=True)
        if self._thread is not None:
            self._send(StepBatch(count))
            self._set_state("paused")

    def stop(self) -> None:
        """End the run; the weights reached are kept."""
        self._go_on = False
        if self._thread is not None:
            self._send(Stop())
            self._set_state("stopping")

    def stop_and_wait(self, milliseconds: int = 5000) -> bool:
        """End the run and wait until its thread is gone, as before the window closes."""
        if self._thread is None:
            return True
        thread = self._thread
        self.stop()
        ended = thread.wait(milliseconds)
        self._drain()
        return ended

    def apply(self) -> None:
        """Let the running network become what is drawn now, keeping every weight that fits.

        A drawing with problems is refused, and the run goes on as it is.
        """
        if self._thread is None or not self.differs:
            return
        try:
            make_plan(self._session.analysis)
        except UserError as error:
            self.failed.emit(Failed(error.text))
            return
        self.stop()
        self._go_on = True

    def watch(self, watch: Watch) -> None:
        """Ask for a quantity while training; `watched` brings the answers."""
        self._watches[watch.key] = watch
        self._send(watch)

    def unwatch(self, key: str) -> None:
        """End a `watch`."""
        if self._watches.pop(key, None) is not None:
            self._send(Unwatch(key))

    # ---- within ----

    def _launch(
        self, checkpoint: Checkpoint | None, paused: bool, epochs: int | None = None
    ) -> None:
        if self._thread is not None:
            return
        project = self._session.project
        try:
            plan = make_plan(self._session.analysis)
        except UserError as error:
            self.failed.emit(Failed(error.text))
            return
        count = project.training.epochs if epochs is None else epochs
        job = Job(plan, project.training, project.data, checkpoint, count, paused)
        log = self._session.run_log
        measured = metric_names(plan)
        self._fresh = checkpoint is None or not log.fits(plan.weighted, measured, checkpoint.step)
        if checkpoint is not None and self._fresh:
            # Another set of layers: its record begins anew, and so do its steps.
            job = Job(
                plan,
                project.training,
                project.data,
                Checkpoint(checkpoint.weights),
                count,
                paused,
            )
        self.progress = None
        self._planned = (checkpoint.epoch if checkpoint else 0) + count
        self._live = live_settings(project)
        self._thread = TrainerThread(job, self)
        for watch in self._watches.values():
            # One that was asked of other data's network cannot be answered by this one.
            if watch.x.shape[1:] == plan.input_shape:
                self._thread.inbox.put(watch)
        if self._fresh:
            log = RunLog(plan.weighted, measured)
        elif checkpoint is not None:
            log.rewind(checkpoint.step)  # after an undo or a NaN it may have gone further
        self._session.begin_run(log)
        self._thread.start()
        self.started.emit()
        self._timer.start()
        self._set_state("paused" if paused else "running")

    def _retune_changed(self) -> None:
        """Tell the running network of every live setting that the user changed."""
        for key, value in live_settings(self._session.project).items():
            if key in self._live and self._live[key] != value:
                self._live[key] = value
                self._send(Retune(key.target, key.setting, value))

    def _send(self, message: InMessage) -> None:
        if self._thread is not None:
            self._thread.inbox.put(message)

    def _set_state(self, state: str) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit()

    def _drain(self) -> None:
        thread = self._thread
        if thread is None:
            self._timer.stop()
            return
        news = False
        last: Finished | Failed | None = None
        while thread.outbox:
            message = thread.outbox.popleft()
            match message:
                case StepBlock():
                    self._session.run_log.extend(message)
                    self.progress = message.progress or self.progress
                    news = True
                case Watched():
                    self.watched.emit(message)
                case Finished() | Failed():
                    last = message
                case Started() | Snapshot() | Refused():
                    pass  # a drawing holds no value that the run would refuse
        if news:
            self.advanced.emit()
        if last is not None:
            self._end(thread, last)

    def _end(self, thread: TrainerThread, last: Finished | Failed) -> None:
        thread.wait()
        thread.deleteLater()
        self._thread = None
        self._timer.stop()
        if last.checkpoint is not None and last.checkpoint.step:
            label = Text(N_("Train to step {step}"), step=last.checkpoint.step)
            self._session.adopt(label, last.checkpoint)
        self._set_state("idle")
        self.advanced.emit()
        if self._go_on and isinstance(last, Finished):
            self._go_on = False
            self.continue_run(max(self._planned - last.checkpoint.epoch, 1))
            return
        self._go_on = False
        if isinstance(last, Failed):
            self.failed.emit(last)
        else:
            self.finished.emit(last.stopped)
