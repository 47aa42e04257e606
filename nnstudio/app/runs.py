"""The runs of what is open: the present one and those before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.past_run import Origin, PastRun
from nnstudio.engine.run_log import RunLog
from nnstudio.graph.project import Project

COLORS = 12
"""How many colours runs take turns with: those of the theme's series."""
SHOWN_UNASKED = 4
"""So many runs of before are shown beside the present one where nobody chose."""


class Runs(QObject):
    """Keeps the run of before when a new one begins; `present` is the one recorded now.

    ``all`` are the runs before the present one, oldest first. A run is a value: what the user
    changes about it makes a new one with the same id.
    """

    changed = Signal()
    """There are other runs, or something about one of them is different."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: tuple[PastRun, ...] = ()
        self.present: PastRun | None = None
        self._issued = 0

    @property
    def shown(self) -> tuple[PastRun, ...]:
        """The past runs whose curves lie over those of the present one."""
        return tuple(run for run in self.all if run.shown)

    def __getitem__(self, run_id: str) -> PastRun:
        """Return a run by its id, the present one too."""
        return next(run for run in self._everything() if run.id == run_id)

    def __contains__(self, run_id: object) -> bool:
        return any(run.id == run_id for run in self._everything())

    # ---- runs begin and end ----

    def open(self, runs: Iterable[PastRun] = (), present: PastRun | None = None) -> None:
        """Have the runs of another project."""
        self.all, self.present = tuple(runs), present
        self._issued = max((run.number for run in self._everything()), default=0)
        self.changed.emit()

    def begin(self, project: Project, log: RunLog, origin: Origin | None = None) -> None:
        """Record a run from now on; the one before is kept where it is another and did any step."""
        present = self.present
        if present is not None and (log is present.log or not present.log.steps):
            self.present = replace(
                present, log=log, project=project, origin=origin or present.origin
            )
        else:
            self._keep_present()
            self.present = self._fresh(project, log, origin)
        self.changed.emit()

    def reached(self, checkpoint: Checkpoint) -> None:
        """Note where the present run has come to."""
        if self.present is not None:
            self.present = replace(self.present, checkpoint=checkpoint)
            self.changed.emit()

    # ---- within ----

    def _everything(self) -> tuple[PastRun, ...]:
        return self.all if self.present is None else (*self.all, self.present)

    def _keep_present(self) -> None:
        if self.present is not None and self.present.log.steps:
            shown = len(self.shown) < SHOWN_UNASKED
            self.all = (*self.all, replace(self.present, shown=shown))

    def _fresh(self, project: Project, log: RunLog, origin: Origin | None) -> PastRun:
        self._issued += 1
        number = self._issued
        return PastRun(
            id=f"run_{number}",
            name=self.tr("Run {number}").format(number=number),
            color=(number - 1) % COLORS,
            shown=True,
            notes="",
            started=datetime.now().astimezone().isoformat(timespec="seconds"),
            project=project,
            log=log,
            checkpoint=None,
            origin=origin,
        )
