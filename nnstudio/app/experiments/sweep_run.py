"""The experiment of a window: trained beside it, heard of in its thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event as Flag

from PySide6.QtCore import QObject, Signal

from nnstudio.app.background import Background
from nnstudio.app.turns import frequent_turns
from nnstudio.core.text import Text
from nnstudio.experiments.events import Event, Workers
from nnstudio.experiments.experiment import Experiment, trial_key
from nnstudio.experiments.results import ABOUT, Results, experiment_in, move_results
from nnstudio.experiments.sweep import Sweep
from nnstudio.experiments.sweep_table import SweepTable
from nnstudio.graph.project import Project


@dataclass(frozen=True)
class Plan:
    """What the user wants.

    Parameters
    ----------
    processes
        How many networks are trained at once on this computer.
    scheduler
        The address of a Dask cluster; empty: this computer.
    """

    experiment: Experiment
    processes: int = 1
    scheduler: str = ""

    def workers(self) -> Workers:
        """Return who trains."""
        # Not before somebody trains: they bring much along that has to be loaded.
        from nnstudio.experiments.dask_cluster import DaskCluster
        from nnstudio.experiments.local_processes import LocalProcesses

        return DaskCluster(self.scheduler) if self.scheduler else LocalProcesses(self.processes)


class SweepRun(QObject):
    """Trains an experiment, one at a time, and keeps its table up to date."""

    table_changed = Signal()
    """There is another table, or none."""
    rows_changed = Signal()
    """Something is known of some rows that was not."""
    state_changed = Signal()
    """It began or ended."""
    ended = Signal(object)
    """Nobody has stopped it, and nothing is trained any more; a `Text` says why, None: all is done."""
    failed = Signal(object)
    """A `Text`: why it could not go on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: SweepTable | None = None
        self.folder = Path()
        """Where the results of the table lie."""
        self._heard: deque[SweepTable | Event] = deque()
        self._cancelled = Flag()
        self._work = Background(self)
        self._work.beat.connect(self._hear)
        self._work.done.connect(self._end)
        self._work.failed.connect(self._fail)
        self._training = False
        self._home: Path | None = None
        """Where the results are to lie once nothing is trained."""

    @property
    def active(self) -> bool:
        """Whether networks are trained now."""
        return self._training

    @property
    def looking(self) -> bool:
        """Whether results are read."""
        return self._work.busy and not self._training

    @property
    def stopping(self) -> bool:
        """Whether it was cancelled and has not ended yet."""
        return self._training and self._cancelled.is_set()

    def look(self, folder: Path, project: Project | None = None) -> None:
        """Show what lies in a folder, where it has results of an experiment.

        Parameters
        ----------
        project
            None: whatever was experimented with; else the results of others are not shown.
        """
        if self._training:
            return
        self.folder = folder
        self._show(None)
        self._work.forget()
        if (folder / ABOUT).exists():
            self._heard.clear()
            self._work.start(lambda: _read(folder, project))

    def start(self, plan: Plan, folder: Path) -> None:
        """Train what is not finished yet of an experiment, and keep it in a folder."""
        assert not self._training, "one experiment at a time"
        self._training, self.folder = True, folder
        self._cancelled = cancelled = Flag()
        heard: deque[SweepTable | Event] = deque()
        self._heard = heard
        self._work.start(lambda: _train(plan, folder, heard, cancelled.is_set))
        self.state_changed.emit()

    def move(self, folder: Path) -> None:
        """Let the results lie in another folder, as soon as nothing is trained."""
        if self._training:
            self._home = folder
        elif self.table is not None:
            before = self.folder
            self._work.start(lambda: _move(before, folder))

    def cancel(self) -> None:
        """End it soon; what is finished is kept."""
        self._cancelled.set()
        self.state_changed.emit()

    # ---- within ----

    def _hear(self) -> None:
        """Take over what was told since."""
        news = False
        while self._heard:
            told = self._heard.popleft()
            if isinstance(told, SweepTable):
                self._show(told)
            elif self.table is not None:
                self.table.hear(told)
                news = True
        if news:
            self.rows_changed.emit()

    def _end(self, found: _Found | None) -> None:
        if found is not None:
            self.folder = found.folder
            self._show(found.table)
        self._finish(None)

    def _fail(self, reason: Text) -> None:
        self._finish(reason)
        self.failed.emit(reason)

    def _finish(self, reason: Text | None) -> None:
        self._hear()
        if self._training:
            self._training = False
            if self.table is not None:
                self.table.interrupt()
                self.rows_changed.emit()
            self.state_changed.emit()
            if not self._cancelled.is_set():
                self.ended.emit(reason)
        home, self._home = self._home, None
        if home is not None:
            self.move(home)

    def _show(self, table: SweepTable | None) -> None:
        self.table = table
        self.table_changed.emit()


@dataclass(frozen=True)
class _Found:
    """What lies in a folder."""

    folder: Path
    table: SweepTable | None


def _move(folder: Path, to: Path) -> _Found:
    move_results(folder, to)
    return _read(to, None)


def _read(folder: Path, project: Project | None) -> _Found:
    with frequent_turns():
        experiment = experiment_in(folder)
        if project is not None and trial_key(project) != trial_key(experiment.project):
            return _Found(folder, None)
        return _Found(folder, SweepTable(experiment, Results(folder).outcomes))


def _train(
    plan: Plan,
    folder: Path,
    heard: deque[SweepTable | Event],
    cancelled: Callable[[], bool],
) -> None:
    with frequent_turns():
        results = Results(folder)
        sweep = Sweep(plan.experiment, results)
        # A table of its own, for this thread changes the other one.
        heard.append(SweepTable(plan.experiment, dict(results.outcomes)))
    sweep.run(plan.workers(), lambda event, row: heard.append(event), cancelled)
