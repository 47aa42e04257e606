"""What is open in the window: project, weights, history, run record and file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from nnstudio.app.run_keeping import RunKeeping
from nnstudio.app.runs import Runs
from nnstudio.app.session_state import State
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.model import Model
from nnstudio.engine.past_run import PastRun
from nnstudio.engine.run_log import RunLog
from nnstudio.engine.weights import WeightMap
from nnstudio.files.file_stamp import FileStamp
from nnstudio.files.project_file import SavedProject
from nnstudio.graph.analysis import Analysis, analyze
from nnstudio.graph.block_members import completed
from nnstudio.graph.block_settling import settled
from nnstudio.graph.change import Change, diff
from nnstudio.graph.history import History
from nnstudio.graph.project import Project


class Session(QObject):
    """Holds the open project; every change goes through `edit`, and everybody hears of it.

    Selection is kept here too, so that canvas, inspector and plots follow one another without
    knowing one another.
    """

    changed = Signal(object)
    """The project changed: a `Change`. `project` and `analysis` are already the new ones."""
    opened = Signal()
    """Another project is open: show everything anew."""
    weights_changed = Signal()
    selection_changed = Signal()
    history_changed = Signal()
    run_changed = Signal()
    """The run record was replaced, for example because a new run begins."""
    file_changed = Signal()
    """The path or the "unsaved" mark changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self.stamp: FileStamp | None = None  # of the file when it was read or written
        self.runs = Runs(self)
        self.runs.edited.connect(self.file_changed)
        self._keeping = RunKeeping(self.runs)
        self._runs_saved = self.runs.edits
        self._selection: tuple[str, ...] = ()
        self._selected_remarks: tuple[str, ...] = ()
        self._history = History(State(Project()))
        self._saved: State | None = self._history.state
        self.analysis: Analysis = analyze(self.project)

    # ---- what is open ----

    @property
    def project(self) -> Project:
        """The project as it is now."""
        return self._history.state.project

    @property
    def name(self) -> str:
        """What is open is called: like its file, without one like the project; may be empty."""
        return self.path.name if self.path is not None else self.project.name

    @property
    def stem(self) -> str:
        """The same without the ending and signs that names of files may not have; may be empty."""
        name = self.path.stem if self.path is not None else self.project.name
        return "".join(c if c.isalnum() or c in " -_" else "-" for c in name).strip()

    @property
    def has_data(self) -> bool:
        """Whether there is something to learn from; an imported network brings nothing."""
        return bool(self.project.data.source.dataset)

    @property
    def checkpoint(self) -> Checkpoint | None:
        """The weights as they are now, with what is needed to train on; None: not trained."""
        return self._history.state.checkpoint

    @property
    def weights(self) -> WeightMap | None:
        """The weights as they are now; None: not trained."""
        return self.checkpoint.weights if self.checkpoint else None

    @property
    def dirty(self) -> bool:
        """Whether closing now would lose something."""
        return self._saved is not self._history.state or self.runs.edits != self._runs_saved

    @property
    def weights_run(self) -> str:
        """The id of the run that the weights come from; empty: of none that is known."""
        return self._history.state.run

    @property
    def selection(self) -> tuple[str, ...]:
        """The selected nodes' ids."""
        return self._selection

    @property
    def selected_remarks(self) -> tuple[str, ...]:
        """The selected frames' and notes' ids."""
        return self._selected_remarks

    def model(self) -> Model | None:
        """Return the trained network of the drawing as it is now, None where weights do not fit."""
        if self.weights is None:
            return None
        try:
            return Model.build(self.analysis, self.weights)
        except UserError:
            return None

    # ---- changing it ----

    def edit(self, label: Text, project: Project, *, merge: str = "") -> None:
        """Make ``project`` the present one: the only way to change it.

        Parameters
        ----------
        label
            The name of the edit in the menu, for example "Delete dense_1".
        merge
            Edits in a row with the same key are undone together.
        """
        project = settled(project, self.project)
        if project == self.project:
            return
        self._apply(label, replace(self._history.state, project=project), merge)

    def adopt(self, label: Text, checkpoint: Checkpoint) -> None:
        """Take over trained weights, as an edit that can be undone.

        Those that have done no step come from elsewhere and belong to no run.
        """
        run = self.weights_run if checkpoint.step else ""
        self._apply(label, State(self.project, checkpoint, run), "")
        self.weights_changed.emit()

    def restore(self, label: Text, run: PastRun, checkpoint: Checkpoint | None = None) -> None:
        """Bring a run back as an edit that can be undone: what was trained, and its weights.

        Parameters
        ----------
        checkpoint
            The place in the run; by default where it ended.
        """
        found = checkpoint or run.checkpoint
        self._apply(label, State(run.project, found, run.id), "")

    def branch(self, label: Text, run: PastRun, checkpoint: Checkpoint) -> None:
        """Go back to a place in a run, with the settings of now; training then begins a new run."""
        self._apply(label, State(self.project, checkpoint, run.id), "")
        self._keeping.branch()

    def forget_weights(self, label: Text, project: Project) -> None:
        """Be as if the network had not been trained, as an edit that can be undone."""
        self._apply(label, State(settled(project, self.project)), "")

    def use_best(self) -> None:
        """Take over the weights of the best epoch, as an edit that can be undone."""
        checkpoint = self.checkpoint
        if checkpoint is not None and checkpoint.best is not None:
            label = Text(N_("Use the weights of epoch {epoch}"), epoch=checkpoint.best.epoch)
            self.adopt(label, replace(checkpoint, weights=checkpoint.best.weights))

    def undo(self) -> None:
        """Take the last edit back."""
        self._travel(self._history.undo)

    def redo(self) -> None:
        """Bring the edit back that was taken back last."""
        self._travel(self._history.redo)

    def go_to(self, done: int) -> None:
        """Go to where ``done`` edits of the history are in force."""
        self._travel(lambda: self._history.go_to(done))

    @property
    def edit_labels(self) -> tuple[Text, ...]:
        """The names of all edits that are kept, oldest first, with those that were taken back."""
        return self._history.labels

    @property
    def edits_done(self) -> int:
        """How many of `edit_labels` are in force."""
        return self._history.done

    @property
    def undo_label(self) -> Text | None:
        """The name of what undo takes back."""
        return self._history.undo_label

    @property
    def redo_label(self) -> Text | None:
        """The name of what redo brings back."""
        return self._history.redo_label

    def close_merge(self) -> None:
        """End a gesture: the next edit is undone on its own."""
        self._history.close_merge()

    def reopen_merge(self) -> None:
        """Go on with a gesture: the next edit is undone with the last one of the same key."""
        if self._saved is not self._history.state:
            self._history.reopen_merge()

    def select(self, node_ids: Iterable[str], remarks: Iterable[str] = ()) -> None:
        """Select nodes, frames and notes and nothing else, here and in every view.

        A node that is drawn as one with others, as in a collapsed block, is selected with them.
        """
        before = self._selection, self._selected_remarks
        self._keep_selected(node_ids, remarks)
        if before != (self._selection, self._selected_remarks):
            self.selection_changed.emit()

    # ---- opening and saving ----

    def open(
        self,
        project: Project,
        checkpoint: Checkpoint | None = None,
        run_log: RunLog | None = None,
        path: Path | None = None,
        *,
        runs: tuple[PastRun, ...] = (),
        present: PastRun | None = None,
        unsaved: bool = False,
    ) -> None:
        """Show another project; the history begins anew. To close an ``unsaved`` one loses it.

        Parameters
        ----------
        runs, present
            The runs before that of ``run_log``, and what the user noted of that.
        """
        project = settled(project)
        run = self._keeping.open(project, checkpoint, run_log or RunLog(), runs, present)
        self._runs_saved = self.runs.edits
        self._history = History(State(project, checkpoint, run))
        self._saved = None if unsaved else self._history.state
        self.path = path
        self._selection, self._selected_remarks = (), ()
        self.analysis = analyze(project)
        self.opened.emit()
        self.selection_changed.emit()
        self.history_changed.emit()
        self.weights_changed.emit()
        self.run_changed.emit()
        self.file_changed.emit()

    def open_saved(self, saved: SavedProject, path: Path | None, *, unsaved: bool = False) -> None:
        """Show the project of a file, with its runs."""
        self.open(
            saved.project,
            saved.checkpoint,
            saved.run_log,
            path,
            runs=saved.runs,
            present=saved.present,
            unsaved=unsaved,
        )

    def to_save(self) -> SavedProject:
        """Return what a file keeps of what is open."""
        runs = self.runs
        return SavedProject(self.project, self.checkpoint, self.run_log, runs.to_keep, runs.present)

    def saved(self, path: Path) -> None:
        """Note that what is open now lies in a file."""
        self.path = path
        self.close_merge()  # what is done from now on can be taken back to what was saved
        self._saved, self._runs_saved = self._history.state, self.runs.edits
        self.file_changed.emit()

    # ---- runs ----

    @property
    def run_log(self) -> RunLog:
        """The record of the present run."""
        return self._keeping.log

    @property
    def running(self) -> Project | None:
        """What the present run trains, or trained; None: nothing was trained."""
        return self._keeping.running

    def record(self) -> RunLog:
        """Return the record of the run that the present weights come from, to go on in it.

        Where the run went further than the weights, it is a copy, so that nothing of it is lost.
        """
        return self._keeping.record(self._history.state)

    def begin_run(self, run_log: RunLog, start: Checkpoint | None = None) -> None:
        """Record a new run of the project as it is now; the one before stays in the list.

        Parameters
        ----------
        start
            Where it begins; None: at its starting weights.
        """
        self._keeping.begin(self._history.state, run_log, start)
        self.run_changed.emit()

    def end_run(self, label: Text, checkpoint: Checkpoint | None) -> None:
        """Take over what the present run has reached, as an edit that can be undone.

        None: it has reached nothing.
        """
        run = self._keeping.end(checkpoint)
        if run:
            self._apply(label, State(self.project, checkpoint, run), "")
            self.weights_changed.emit()

    # ---- within ----

    def _keep_selected(self, node_ids: Iterable[str], remarks: Iterable[str]) -> None:
        graph = self.project.graph
        self._selection = tuple(i for i in completed(graph, node_ids) if i in graph.by_id)
        self._selected_remarks = tuple(i for i in remarks if i in graph.remarks_by_id)

    def _apply(self, label: Text, state: State, merge: str) -> None:
        before = self._history.state
        self._history.push(label, state, merge)
        self._tell(before)

    def _travel(self, way: Callable[[], State]) -> None:
        before = self._history.state
        way()
        self._tell(before)

    def _tell(self, before: State) -> None:
        after = self._history.state
        self._keeping.edited()
        if after.run != before.run and self._keeping.follow(after.run):
            self.run_changed.emit()
        change: Change = diff(before.project, after.project)
        if after.project is not before.project:
            self.analysis = analyze(after.project, self.analysis)
            # Whoever hears of the change must already find a selection that exists.
            selected = self._selection, self._selected_remarks
            self._keep_selected(*selected)
            self.changed.emit(change)
            if (self._selection, self._selected_remarks) != selected:
                self.selection_changed.emit()
        if after.checkpoint is not before.checkpoint:
            self.weights_changed.emit()
        self.history_changed.emit()
        self.file_changed.emit()
