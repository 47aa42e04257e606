"""The runs of what is open: the present one and those before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from nnstudio.core.errors import UserError
from nnstudio.core.memory import memory_text
from nnstudio.core.text import N_, Text
from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.past_run import (
    MOST_KEPT,
    MOST_RUNS,
    KeptCheckpoint,
    Origin,
    PastRun,
    kept_checkpoint,
    weight_bytes,
)
from nnstudio.engine.run_log import RunLog
from nnstudio.graph.project import Project

COLORS = 12
"""How many colours runs take turns with: those of the theme's series."""
RUNS_BYTES = 256 << 20
"""How much memory past runs may take."""
SHOWN_UNASKED = 4
"""So many runs of before are shown beside the present one where nobody chose."""


class Runs(QObject):
    """Keeps the run of before when a new one begins; `present` is the one recorded now.

    ``all`` are the runs before the present one, oldest first; ``beside`` is one that is trained side
    by side with it, if any. A run is a value: what the user
    changes about it makes a new one with the same id.
    """

    changed = Signal()
    """There are other runs, or something about one of them is different."""
    edited = Signal()
    """The user changed something that a file keeps."""
    dropped = Signal(object)
    """A `Text`: what was given up, for there is only so much memory for runs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: tuple[PastRun, ...] = ()
        self.present: PastRun | None = None
        self.beside: PastRun | None = None
        self.most_bytes = RUNS_BYTES
        self.edits = 0
        """How often `edited` was told."""
        self._issued = 0
        self._removed: tuple[PastRun, ...] = ()

    @property
    def bytes(self) -> int:
        """How much memory the past runs and everything kept of the present one take."""
        kept = [k.checkpoint for run in self._everything() for k in run.kept]
        ends = [run.checkpoint for run in self.all if run.checkpoint is not None]
        return weight_bytes((*kept, *ends)) + sum(run.log.bytes for run in self.all)

    @property
    def shown(self) -> tuple[PastRun, ...]:
        """The runs whose curves lie over those of the present one: past ones, and one beside it."""
        past = tuple(run for run in self.all if run.shown)
        return past if self.beside is None else (*past, self.beside)

    def __getitem__(self, run_id: str) -> PastRun:
        """Return a run by its id, the present one too."""
        return next(run for run in self._everything() if run.id == run_id)

    def __contains__(self, run_id: object) -> bool:
        return any(run.id == run_id for run in self._everything())

    # ---- runs begin and end ----

    def open(self, runs: Iterable[PastRun] = (), present: PastRun | None = None) -> None:
        """Have the runs of another project."""
        self.all, self.present, self.beside = tuple(runs), present, None
        self._removed = ()
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

    @property
    def to_keep(self) -> tuple[PastRun, ...]:
        """What a file keeps beside the present run: past runs, and one beside it as if it was over."""
        if self.beside is None or not self.beside.log.steps:
            return self.all
        return (
            *self.all,
            replace(self.beside, id=f"run_{self._issued + 1}", log=self.beside.log.copy()),
        )

    def set_beside(self, name: str, run: PastRun | None) -> None:
        """Show a run that goes on beside the present one under a name; None: there is none."""
        if run is not None:
            number = self.present.number if self.present is not None else 0
            run = replace(run, name=name, color=_color(number + 1))
        self.beside = run
        self.changed.emit()

    def keep_beside(self) -> PastRun | None:
        """Keep the run that went on beside the present one in the list, as it is now; return it."""
        run, self.beside = self.beside, None
        if run is None or not run.log.steps:
            return None
        log = run.log.copy()  # for that run may go on
        fresh = self._fresh(run.project, log, None)
        kept = replace(run, id=fresh.id, log=log, started=run.started or fresh.started)
        self.all = _in_order((*self.all, kept))
        self._fit()
        self._told()
        return kept

    def add(self, name: str, project: Project, log: RunLog, checkpoint: Checkpoint) -> PastRun:
        """Put a run into the list that was trained elsewhere; return it as it is there."""
        run = replace(self._fresh(project, log, None), name=name, checkpoint=checkpoint)
        self.all = _in_order((*self.all, run))
        self._fit()
        self._told()
        return run

    def reached(self, checkpoint: Checkpoint) -> None:
        """Note where the present run has come to."""
        if self.present is not None:
            self.present = replace(self.present, checkpoint=checkpoint)
            self.changed.emit()

    def return_to(self, run_id: str) -> None:
        """Let a past run be the present one; that one goes into the list."""
        run = self[run_id]
        if run is not self.present:
            self.all = tuple(r for r in self.all if r is not run)
            self._keep_present()
            self.present = run
            self.changed.emit()

    def set_aside(self) -> None:
        """Have no present run, as before the first one; what was recorded goes into the list."""
        self._keep_present()
        self.present = None
        self.changed.emit()

    # ---- what the user changes ----

    def change(
        self,
        run_id: str,
        *,
        name: str | None = None,
        color: int | None = None,
        notes: str | None = None,
    ) -> None:
        """Change what the user says of a run."""
        run = self[run_id]
        new = replace(
            run,
            name=run.name if name is None else name,
            color=run.color if color is None else color % COLORS,
            notes=run.notes if notes is None else notes,
        )
        if (new.name, new.color, new.notes) != (run.name, run.color, run.notes):
            self._put(new)

    def show(self, run_ids: Iterable[str], shown: bool) -> None:
        """Lay the curves of past runs over those of the present one, or no longer."""
        wanted = set(run_ids)
        self.all = tuple(replace(r, shown=shown) if r.id in wanted else r for r in self.all)
        self._told()

    def remove(self, run_ids: Iterable[str]) -> None:
        """Remove past runs; `bring_back` brings them back until others are removed."""
        wanted = set(run_ids)
        self._removed = tuple(run for run in self.all if run.id in wanted)
        if self._removed:
            self.all = tuple(run for run in self.all if run.id not in wanted)
            self._told()

    def bring_back(self) -> None:
        """Take the last `remove` back."""
        back = tuple(run for run in self._removed if run.id not in self)
        self._removed = ()
        if back:
            self.all = _in_order((*self.all, *back))
            self._told()

    def keep(self, run_id: str, name: str, checkpoint: Checkpoint) -> KeptCheckpoint:
        """Keep a place in a run under a name.

        Raises
        ------
        UserError
            There is no memory left for it.
        """
        run = self[run_id]
        issued = max((int(k.id.rpartition("_")[2]) for k in run.kept), default=0)
        kept = kept_checkpoint(f"kept_{issued + 1}", name, checkpoint, run.log)
        places = [k.checkpoint for r in self._everything() for k in r.kept]
        if len(run.kept) >= MOST_KEPT:
            raise UserError(
                Text(
                    N_("A run has at most {most} named checkpoints. Remove one first."),
                    most=MOST_KEPT,
                )
            )
        if weight_bytes((*places, checkpoint)) > self.most_bytes:
            raise UserError(
                Text(
                    N_(
                        "All named checkpoints together may take {most}. Remove some, or allow "
                        "more memory in the settings."
                    ),
                    most=memory_text(self.most_bytes),
                )
            )
        self._put(replace(run, kept=tuple(sorted((*run.kept, kept), key=lambda k: k.step))))
        self._fit()
        return kept

    def rename_kept(self, run_id: str, kept_id: str, name: str) -> None:
        """Give a named checkpoint another name."""
        run = self[run_id]
        new = tuple(replace(k, name=name) if k.id == kept_id else k for k in run.kept)
        self._put(replace(run, kept=new))

    def remove_kept(self, run_id: str, kept_id: str) -> KeptCheckpoint:
        """Remove a named checkpoint; return it, so that `return_kept` can bring it back."""
        run = self[run_id]
        kept = next(k for k in run.kept if k.id == kept_id)
        self._put(replace(run, kept=tuple(k for k in run.kept if k is not kept)))
        return kept

    def return_kept(self, run_id: str, kept: KeptCheckpoint) -> None:
        """Bring a named checkpoint back that was removed."""
        run = self[run_id]
        self._put(replace(run, kept=tuple(sorted((*run.kept, kept), key=lambda k: k.step))))

    # ---- within ----

    def _everything(self) -> tuple[PastRun, ...]:
        return self.all if self.present is None else (*self.all, self.present)

    def _put(self, new: PastRun) -> None:
        """Have a run as it is now in place of the one with its id."""
        if self.present is not None and self.present.id == new.id:
            self.present = new
        else:
            self.all = tuple(new if run.id == new.id else run for run in self.all)
        self._told()

    def _told(self) -> None:
        self.edits += 1
        self.changed.emit()
        self.edited.emit()

    def _keep_present(self) -> None:
        if self.present is not None and self.present.log.steps:
            shown = self.present.shown and len(self.shown) < SHOWN_UNASKED
            self.all = _in_order((*self.all, replace(self.present, shown=shown)))
            self._fit()

    def _fit(self) -> None:
        """Give up what does not fit: first the weights of the oldest runs, then whole runs.

        What the user named stays.
        """
        weights, whole = [], []
        while len(self.all) > MOST_RUNS or self.bytes > self.most_bytes:
            with_weights = next((run for run in self.all if run.checkpoint is not None), None)
            plain = next((run for run in self.all if not run.kept and not run.notes), None)
            if len(self.all) <= MOST_RUNS and with_weights is not None:
                weights.append(with_weights)
                less = replace(with_weights, checkpoint=None)
                self.all = tuple(less if run is with_weights else run for run in self.all)
            elif plain is not None or len(self.all) > MOST_RUNS:
                gone = plain or self.all[0]
                whole.append(gone)
                self.all = tuple(run for run in self.all if run is not gone)
            else:
                break
        left = [run.name for run in weights if run.id in self]
        most = memory_text(self.most_bytes)
        if left:
            text = N_("The weights of {names} were given up: past runs may take {most}.")
            self.dropped.emit(Text(text, names=", ".join(left), most=most))
        if whole:
            text = N_("{names} was removed from the list: past runs may take {most}.")
            names = ", ".join(run.name for run in whole)
            self.dropped.emit(Text(text, names=names, most=most))

    def _fresh(self, project: Project, log: RunLog, origin: Origin | None) -> PastRun:
        self._issued += 1
        number = self._issued
        return PastRun(
            id=f"run_{number}",
            name=self.tr("Run {number}").format(number=number),
            color=_color(number),
            shown=True,
            notes="",
            started=datetime.now().astimezone().isoformat(timespec="seconds"),
            project=project,
            log=log,
            checkpoint=None,
            origin=origin,
        )


def _in_order(runs: Iterable[PastRun]) -> tuple[PastRun, ...]:
    return tuple(sorted(runs, key=lambda run: run.number))


def _color(number: int) -> int:
    """Return the colour of a run: two of them are those of training and validation."""
    return 2 + (number - 1) % (COLORS - 2)
