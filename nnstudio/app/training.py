"""Training in the window: starts, steers and ends it, and hears what it tells."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from nnstudio.app.launch import Launch
from nnstudio.app.live_settings import differs
from nnstudio.app.moments import MOMENTS_BYTES, Moments
from nnstudio.app.planned_end import PlannedEnd
from nnstudio.app.possible_commands import possible_commands
from nnstudio.app.retuning import Retuning
from nnstudio.app.run_line import RunLine
from nnstudio.app.run_speed import RunSpeed
from nnstudio.app.sequels import Apply, Branch, Reset, Sequel, other_seed
from nnstudio.app.session import Session
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.engine.lockstep import Side
from nnstudio.engine.messages import (
    Checkpoint,
    Failed,
    Finished,
    HandOver,
    InMessage,
    Moment,
    Pause,
    PhaseShown,
    Progress,
    Resume,
    Retune,
    Snapshot,
    Started,
    StepBatch,
    StepBlock,
    StepEpoch,
    Stop,
    Waits,
    Watch,
)
from nnstudio.engine.past_run import PastRun
from nnstudio.engine.plan import make_training_plan
from nnstudio.engine.speed import FULL
from nnstudio.engine.timeline import Timeline


class Training(QObject):
    """Starts, steers and ends training; keeps the run record of the session up to date.

    ``state`` is ``"idle"``, ``"running"``, ``"paused"`` or ``"stopping"``; ``reason`` says why the
    last run ended before its last epoch; ``latest`` is where the present one was a second ago.
    ``moments`` looks back on it, within ``moments_bytes`` of memory. Runs may use so many
    ``threads`` (0: as many as leave the window alive); the last one uses ``threads_used`` (0: there
    is none). Where there is a ``pair``, the next run goes side by side with another one.
    """

    state_changed = Signal()
    about_to_start = Signal(int)
    """A run is about to begin; the epoch at which it is planned to end."""
    started = Signal()
    """A run begins."""
    told = Signal(object)
    """The run was told something: an `InMessage` that is neither about a watch nor a setting."""
    advanced = Signal()
    """The run record grew or the progress changed; at most once a frame."""
    handed_over = Signal()
    """`latest` is new."""
    watched = Signal(object)
    """A `Watched` answer arrived."""
    failed = Signal(object)
    """A `Failed` message: training could not go on."""
    finished = Signal(bool)
    """A run ended; True where it was stopped before its end."""
    refused = Signal(object)
    """A `Refused` message: a setting could not be changed."""
    phase_shown = Signal(object)
    """A `PhaseShown` in slow motion; None: nothing more is shown."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._line = RunLine(self)
        self._line.due.connect(self._listen)
        self._line.watched.connect(self.watched)
        self._line.refused.connect(self.refused)
        self._sequel: Sequel | None = None
        self._planned = PlannedEnd()
        self._retuning = Retuning(session, self.send, self)
        self.state = "idle"
        self.progress: Progress | None = None
        self.reason: Text | None = None
        self.latest: Checkpoint | None = None
        self.threads = self.threads_used = 0
        self.fast = False
        self.pair: Side | None = None
        self.speed = RunSpeed(self)
        self.speed.changed.connect(self._tell_speed)
        self.moments = Moments(session, self)
        self.moments_bytes = MOMENTS_BYTES
        session.opened.connect(self._forget)
        session.run_changed.connect(self._forget_end)

    @property
    def active(self) -> bool:
        """Whether a run is going on, paused or not."""
        return self._line.is_open

    @property
    def waits(self) -> bool:
        """Whether a run waits and has done all that it was told."""
        return self._line.waits

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
        """Return which commands of the training can be asked for now."""
        ready, data = self._session.analysis.ready, self._session.has_data
        return possible_commands(self.state, ready, self.can_continue, data)

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
        """Train the present weights up to `next_end`, or for more epochs; new layers begin anew."""
        checkpoint = self._session.checkpoint
        if epochs is None and checkpoint is not None:
            epochs = self.next_end - checkpoint.epoch
        self._launch(checkpoint, paused, epochs)

    def train_to(self, end: int, *, paused: bool = False) -> None:
        """Train from what there is, or from the starting weights, until an epoch is finished."""
        done = self._session.checkpoint.epoch if self._session.checkpoint else 0
        self.continue_run(max(end - done, 1), paused=paused)

    def pause(self) -> None:
        """Wait before the next step."""
        if self.active:
            self.send(Pause())
            self._set_state("paused")

    def resume(self) -> None:
        """Go on after a pause."""
        if self.active:
            self.send(Resume())
            self._set_state("running")

    def step(self, count: int = 1) -> None:
        """Do one step (one batch) and wait; starts a run where there is none."""
        if self._ready_to_step():
            self.send(StepBatch(count))
            # In slow motion a step is long enough to be paused.
            self._set_state("running" if self.speed.chosen.slow else "paused")

    def step_epoch(self) -> None:
        """Do what is left of the epoch and wait; starts a run where there is none."""
        if self._ready_to_step():
            self.send(StepEpoch())
            self._set_state("running")

    def reset(self, *, seed: int | None = None) -> None:
        """Forget what was learned: the next run begins with the starting weights of the seed.

        A run that goes on is stopped. Nothing is started.

        Parameters
        ----------
        seed
            Another seed, and so other starting weights; None: the same ones.
        """
        wanted = Reset(seed)
        if self.active:
            self._end_for(wanted)
        else:
            self._reset(wanted)

    def stop(self) -> None:
        """End the run; the weights reached are kept."""
        if not isinstance(self._sequel, Reset):
            self._sequel = None
        if self.active:
            self.send(Stop())
            self._set_state("stopping")

    def stop_and_wait(self, milliseconds: int = 5000) -> bool:
        """End the run and wait until its thread is gone, as before the window closes."""
        if not self.active:
            return True
        self.stop()
        ended = self._line.wait(milliseconds)
        self._listen()
        return ended

    def catch_up(self, count: int) -> None:
        """Do so many steps more and wait again, whatever a run beside this one does."""
        self._line.say(StepBatch(count))

    def apply(self) -> None:
        """Let the running network become what is drawn now, keeping every weight that fits.

        A drawing with problems is refused, and the run goes on as it is.
        """
        if not self.active or not self.differs:
            return
        try:
            make_training_plan(self._session.analysis)
        except UserError as error:
            self.failed.emit(Failed(error.text))
            return
        self._end_for(Apply())

    def hand_over(self) -> None:
        """Have `latest` be where the run is now; `handed_over` says when it is."""
        self.send(HandOver())

    def branch(self, run: PastRun, checkpoint: Checkpoint | None = None) -> None:
        """Begin a new run at a place of another, with the settings of now; that one is kept.

        A run that is going on is ended first.

        Parameters
        ----------
        checkpoint
            The place; None: where the run has come to.
        """
        wanted = Branch(run.id, checkpoint)
        if self.active:
            self._end_for(wanted)
        elif wanted.go_back(self._session):
            self.continue_run()

    def watch(self, watch: Watch) -> None:
        """Ask for a quantity while training; `watched` brings the answers."""
        self._line.watch(watch)

    def unwatch(self, key: str) -> None:
        """End a `watch`."""
        self._line.unwatch(key)

    def draw_weights(self) -> None:
        """Reset to other starting weights, those of a seed drawn by chance."""
        self.reset(seed=other_seed(self._session.project.training.seed))

    def send(self, message: InMessage) -> None:
        """Say something to the run, if there is one."""
        if self._line.say(message) and not isinstance(message, Retune):
            self.told.emit(message)

    # ---- within ----

    def _ready_to_step(self) -> bool:
        """Have a run that steps can be asked of."""
        if not self.active:
            (self.continue_run if self.can_continue else self.start)(paused=True)
        return self.active

    def _end_for(self, sequel: Sequel) -> None:
        """End the run, and do something else then."""
        self.stop()
        self._sequel = sequel

    def _reset(self, wanted: Reset) -> None:
        wanted.forget(self._session)
        self.progress = self.reason = None
        self.state_changed.emit()

    def _tell_speed(self) -> None:
        self.send(self.speed.chosen)
        if not self.speed.chosen.slow:
            self.phase_shown.emit(None)

    def _forget_end(self) -> None:
        """Say no longer how the last run ended where undo or a reset leads to another one."""
        if not self.active:
            self.progress = self.reason = None

    def _forget(self) -> None:
        self._planned = PlannedEnd()  # of a project that is no longer open
        self.progress = self.reason = None
        self.moments.begin(Timeline())

    def _launch(
        self, checkpoint: Checkpoint | None, paused: bool, epochs: int | None = None
    ) -> None:
        if self.active:
            return
        session = self._session
        try:
            launch = Launch.of(session, checkpoint, epochs)
        except UserError as error:
            self.failed.emit(Failed(error.text))
            return
        self.about_to_start.emit(launch.end)
        job = launch.job(
            paused=paused, threads=self.threads, moments_bytes=self.moments_bytes, pair=self.pair
        )
        self.progress = self.reason = None
        self._planned = PlannedEnd(launch.end, session.project.training.epochs)
        self._retuning.begin()
        self._line.open(job)
        if self.speed.chosen != FULL:
            self.send(self.speed.chosen)
        self.moments.follow(launch.log.steps, job.moments)
        session.begin_run(launch.log, launch.checkpoint)
        self.moments.run = session.runs.present.id if session.runs.present else ""
        self._line.start()
        self.started.emit()
        self._set_state("paused" if paused else "running")

    def _set_state(self, state: str) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit()

    def _listen(self) -> None:
        """Take over what the run has told since."""
        news = False
        moments: list[Moment] = []
        last: Finished | Failed | None = None
        for message in self._line.answers():
            match message:
                case StepBlock():
                    self._session.run_log.extend(message)
                    self.progress = message.progress or self.progress
                    news = True
                case Moment():
                    moments.append(message)
                case Finished() | Failed():
                    last = message
                case Started():
                    self.threads_used, self.fast = message.threads, message.fast
                    news = True
                case Snapshot():
                    self.latest = message.checkpoint
                    self.handed_over.emit()
                case PhaseShown():
                    if self.speed.chosen.slow:
                        self.phase_shown.emit(message)
                case Waits():
                    if self._line.done_with(message) and self.state == "running":
                        self._set_state("paused")
                    news = True
        self.moments.add(moments)
        if news:
            self.advanced.emit()
        if last is not None:
            self._end(last)

    def _end(self, last: Finished | Failed) -> None:
        self._line.close()
        self.moments.end()
        self.latest = None
        reached = last.checkpoint if last.checkpoint and last.checkpoint.step else None
        label = Text(N_("Train to step {step}"), step=reached.step if reached else 0)
        self._session.end_run(label, reached)
        self.reason = last.reason if isinstance(last, Finished) else None
        self._set_state("idle")
        self.advanced.emit()
        self.phase_shown.emit(None)
        sequel, self._sequel = self._sequel, None
        if isinstance(sequel, Branch) and sequel.go_back(self._session):
            self.continue_run()
            return
        if isinstance(sequel, Apply) and isinstance(last, Finished):
            self.continue_run(max(self._planned.end - last.checkpoint.epoch, 1))
            return
        if isinstance(last, Failed):
            self.failed.emit(last)
        else:
            self.finished.emit(last.stopped)
        if isinstance(sequel, Reset):
            self._reset(sequel)
