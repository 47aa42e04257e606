"""Training in the window: starts, steers and ends it, and hears what it tells."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from nnstudio.app.live_settings import LiveKey, differs, live_settings
from nnstudio.app.moments import Moments
from nnstudio.app.planned_end import PlannedEnd
from nnstudio.app.session import Session
from nnstudio.app.threads import automatic_threads
from nnstudio.app.trainer_thread import Job, TrainerThread, record_to_go_on
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.engine.messages import (
    Checkpoint,
    Failed,
    Finished,
    InMessage,
    Moment,
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
from nnstudio.engine.past_run import PastRun
from nnstudio.engine.plan import make_training_plan
from nnstudio.engine.run_log import RunLog
from nnstudio.engine.timeline import Timeline, moments_within

DRAIN_MS = 33
MOMENTS_BYTES = 128 << 20
"""How much memory the weights may take that are kept to look back on a run."""


class Training(QObject):
    """Starts, steers and ends training; keeps the run record of the session up to date.

    ``state`` is ``"idle"``, ``"running"``, ``"paused"`` or ``"stopping"``; ``reason`` says why the
    last run ended before its last epoch; ``latest`` is where the present one was a second ago.
    ``moments`` looks back on it, within ``moments_bytes`` of memory. Runs may use so many ``threads`` (0: as many as leave the window alive); the last one uses
    ``threads_used`` (0: there is none).
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
    refused = Signal(object)
    """A `Refused` message: a setting could not be changed while the network trains."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._thread: TrainerThread | None = None
        self._watches: dict[str, Watch] = {}
        self._go_on = False
        self._branch: tuple[str, Checkpoint] | None = None
        self._planned = PlannedEnd()
        self._live: dict[LiveKey, float] = {}
        self.state = "idle"
        self.progress: Progress | None = None
        self.reason: Text | None = None
        self.latest: Checkpoint | None = None
        self.threads = self.threads_used = 0
        self.fast = False
        self.moments = Moments(self)
        self.moments_bytes = MOMENTS_BYTES
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(DRAIN_MS)
        self._timer.timeout.connect(self._drain)
        session.changed.connect(self._retune_changed)
        session.opened.connect(self._forget)
        session.weights_changed.connect(self._limit_moments)

    @property
    def active(self) -> bool:
        """Whether a run is going on, paused or not."""
        return self._thread is not None

    @property
    def can_continue(self) -> bool:
        """Whether there are weights to go on from."""
        return self._session.weights is not None

    @property
    def next_end(self) -> int:
        """The epoch at which a run that goes on ends."""
        done = checkpoint.epoch if (checkpoint := self._session.checkpoint) else 0
        return self._planned.next(done, self._session.project.training.epochs)

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
        """Train the present weights up to `next_end`, or for more epochs.

        Layers that changed begin anew.
        """
        checkpoint = self._session.checkpoint
        if epochs is None and checkpoint is not None:
            epochs = self.next_end - checkpoint.epoch
        self._launch(checkpoint, paused, epochs)

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
            make_training_plan(self._session.analysis)
        except UserError as error:
            self.failed.emit(Failed(error.text))
            return
        self.stop()
        self._go_on = True

    def branch(self, run: PastRun, checkpoint: Checkpoint) -> None:
        """Begin a new run at a place of another, with the settings of now; that one is kept.

        A run that is going on is ended first.
        """
        if self._thread is not None:
            self._branch = run.id, checkpoint
            self.stop()
            return
        label = Text(N_("Branch from step {step} of {run}"), step=checkpoint.step, run=run.name)
        self._session.branch(label, run, checkpoint)
        self.continue_run()

    def watch(self, watch: Watch) -> None:
        """Ask for a quantity while training; `watched` brings the answers."""
        self._watches[watch.key] = watch
        self._send(watch)

    def unwatch(self, key: str) -> None:
        """End a `watch`."""
        if self._watches.pop(key, None) is not None:
            self._send(Unwatch(key))

    # ---- within ----

    def _forget(self) -> None:
        self._planned = PlannedEnd()  # of a project that is no longer open
        self.progress = self.reason = None
        self.moments.begin(Timeline())

    def _launch(
        self, checkpoint: Checkpoint | None, paused: bool, epochs: int | None = None
    ) -> None:
        if self._thread is not None:
            return
        project = self._session.project
        try:
            plan = make_training_plan(self._session.analysis)
        except UserError as error:
            self.failed.emit(Failed(error.text))
            return
        log, checkpoint = record_to_go_on(self._session.record(), plan, checkpoint)
        count = project.training.epochs if epochs is None else epochs
        threads = self.threads or automatic_threads()
        moments = moments_within(plan, self.moments_bytes)
        job = Job(plan, project.training, project.data, checkpoint, count, paused, threads, moments)
        self.progress = self.reason = None
        end = (checkpoint.epoch if checkpoint else 0) + count
        self._planned = PlannedEnd(end, project.training.epochs)
        self._live = live_settings(project)
        self._thread = TrainerThread(job, self)
        for watch in self._watches.values():
            self._send(watch)
        self._follow_moments(log, moments)
        self._session.begin_run(log, checkpoint)
        self.moments.run = self._session.runs.present.id if self._session.runs.present else ""
        self._thread.start()
        self.started.emit()
        self._timer.start()
        self._set_state("paused" if paused else "running")

    def _follow_moments(self, log: RunLog, most: int) -> None:
        """Look back on the run that begins, or on the one before too where that goes on."""
        if log.steps and self.moments.run == self._session.weights_run:
            self.moments.go_on(log.steps)
        else:
            self.moments.begin(Timeline(most))

    def _limit_moments(self) -> None:
        """Forget for now the moments after the present weights: an undo took them back."""
        if not self.active:
            checkpoint = self._session.checkpoint
            same = checkpoint is not None and self.moments.run == self._session.weights_run
            self.moments.limit(checkpoint.step if same and checkpoint else -1)

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
            return
        news = False
        last: Finished | Failed | None = None
        while thread.outbox:
            match message := thread.outbox.popleft():
                case StepBlock():
                    self._session.run_log.extend(message)
                    self.progress = message.progress or self.progress
                    news = True
                case Watched():
                    self.watched.emit(message)
                case Moment():
                    self.moments.add(message)
                case Finished() | Failed():
                    last = message
                case Started():
                    self.threads_used, self.fast = message.threads, message.fast
                    news = True
                case Snapshot():
                    self.latest = message.checkpoint
                case Refused():
                    self.refused.emit(message)
        if news:
            self.advanced.emit()
        if last is not None:
            self._end(thread, last)

    def _end(self, thread: TrainerThread, last: Finished | Failed) -> None:
        thread.wait()
        thread.deleteLater()
        self._thread = self.latest = None
        self._timer.stop()
        reached = last.checkpoint if last.checkpoint and last.checkpoint.step else None
        label = Text(N_("Train to step {step}"), step=reached.step if reached else 0)
        self._session.end_run(label, reached)
        self.reason = last.reason if isinstance(last, Finished) else None
        self._set_state("idle")
        self.advanced.emit()
        branch, self._branch = self._branch, None
        if branch is not None and branch[0] in self._session.runs:
            self.branch(self._session.runs[branch[0]], branch[1])
            return
        go_on, self._go_on = self._go_on, False
        if go_on and isinstance(last, Finished):
            self.continue_run(max(self._planned.end - last.checkpoint.epoch, 1))
            return
        if isinstance(last, Failed):
            self.failed.emit(last)
        else:
            self.finished.emit(last.stopped)
