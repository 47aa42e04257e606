"""The list of runs: the present one on top, the newest of the others below it, named places inside."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from nnstudio.app.panels.parts.run_row_painter import ROW_ROLE, RunRow, RunRowPainter
from nnstudio.app.panels.parts.run_words import (
    difference_lines,
    kept_text,
    last_figures,
    length_text,
    origin_text,
    pair_text,
    when_text,
)
from nnstudio.app.runs import Runs
from nnstudio.app.style.appearance import theme_signals
from nnstudio.engine.past_run import KeptCheckpoint, PastRun


class RunList(QTreeView):
    """Shows all runs and tells what the user wants with them."""

    chosen = Signal()
    """Other rows are selected."""
    restore_wanted = Signal()
    remove_wanted = Signal()
    eyes_wanted = Signal()
    """The selected runs shall be shown, or no longer."""

    def __init__(self, runs: Runs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self._model = QStandardItemModel(self)
        self._known: dict[str, tuple[PastRun, PastRun | None, RunRow]] = {}
        self.painter = RunRowPainter(self)
        self.setModel(self._model)
        self.setItemDelegate(self.painter)
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self._filling = False
        self.selectionModel().selectionChanged.connect(self._on_chosen)
        theme_signals.changed.connect(self.viewport().update)

    # ---- what is selected ----

    def selected_rows(self) -> list[RunRow]:
        """Return the selected rows, from top to bottom."""
        rows = [index.data(ROW_ROLE) for index in self._indexes() if self._is_selected(index)]
        return [row for row in rows if isinstance(row, RunRow)]

    def selected_runs(self) -> list[PastRun]:
        """Return the runs that are selected themselves, from top to bottom."""
        return [self._runs[row.run] for row in self.selected_rows() if not row.kept]

    def place(self) -> tuple[PastRun, KeptCheckpoint | None] | None:
        """Return the one run that is selected, or the named checkpoint; None: none or several."""
        rows = self.selected_rows()
        if len(rows) != 1 or rows[0].run not in self._runs:
            return None
        run = self._runs[rows[0].run]
        return run, next((k for k in run.kept if k.id == rows[0].kept), None)

    def index_of(self, run_id: str, kept_id: str = "") -> QModelIndex:
        """Return the row of a run or of a named checkpoint."""
        for index in self._indexes():
            row = index.data(ROW_ROLE)
            if isinstance(row, RunRow) and (row.run, row.kept) == (run_id, kept_id):
                return index
        return QModelIndex()

    def select_run(self, run_id: str, kept_id: str = "") -> None:
        """Select one row and nothing else."""
        self.setCurrentIndex(self.index_of(run_id, kept_id))

    # ---- showing ----

    def show_runs(self, live: bool) -> None:
        """Show the runs as they are now.

        Parameters
        ----------
        live
            Whether the present one goes on.
        """
        rows = self._rows(live)
        if self._shape(rows) == self._shape_shown():
            for index, row in zip(self._indexes(), _flat(rows), strict=True):
                if index.data(ROW_ROLE) != row:
                    self._write(self._model.itemFromIndex(index), row)
            return
        selected = [(row.run, row.kept) for row in self.selected_rows()]
        current = self.currentIndex().data(ROW_ROLE)
        self._filling = True
        self._model.clear()
        for row, places in rows:
            item = self._item(row)
            for place in places:
                item.appendRow(self._item(place))
            self._model.appendRow(item)
        self.expandAll()
        if isinstance(current, RunRow):
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self.index_of(current.run, current.kept), flag)
        for run_id, kept_id in selected:
            index = self.index_of(run_id, kept_id)
            self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
        self._filling = False
        self.chosen.emit()

    def show_present(self, live: bool) -> None:
        """Show how the present run does now."""
        present = self._runs.present
        if present is not None:
            index = self.index_of(present.id)
            row = self._row(present, live)
            if not index.isValid() or _kind(row) != _kind(index.data(ROW_ROLE)):
                self.show_runs(live)  # its first step, or its first epoch
            elif index.data(ROW_ROLE) != row:
                self._write(self._model.itemFromIndex(index), row)

    def translate(self) -> None:
        """Write everything in the user's language."""
        self.setAccessibleName(self.tr("Runs, the present one first"))
        self._known.clear()

    def before(self, run: PastRun) -> PastRun | None:
        """Return the run that a run is compared with: the one it began in, or the one before it."""
        if run.origin is not None and run.origin.run in self._runs:
            return self._runs[run.origin.run]
        present = self._runs.present
        earlier = next((r for r in reversed(self._runs.all) if r.number < run.number), None)
        if present is not None and present.number < run.number:
            return max((present, earlier), key=lambda r: r.number) if earlier else present
        return earlier

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.restore_wanted.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_wanted.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.eyes_wanted.emit()
        else:
            super().keyPressEvent(event)

    # ---- within ----

    def _on_chosen(self) -> None:
        if not self._filling:
            self.chosen.emit()

    def _rows(self, live: bool) -> list[tuple[RunRow, list[RunRow]]]:
        present = self._runs.present
        runs = list(reversed(self._runs.all))
        if present is not None and present.log.steps:
            runs.insert(0, present)
        return [(self._row(run, live), [_place(run, kept) for kept in run.kept]) for run in runs]

    def _row(self, run: PastRun, live: bool) -> RunRow:
        """Return the row of a run; that of a past one is made once."""
        before, present = self.before(run), run is self._runs.present
        known = self._known.get(run.id)
        same = known is not None and known[0] is run and known[1] is before
        if known is not None and same and not present:
            return known[2]
        row = self._fresh_row(run, before, self._state(live) if present else "")
        self._known[run.id] = run, before, row
        return row

    def _state(self, live: bool) -> str:
        return self.tr("running") if live else self.tr("present")

    def _fresh_row(self, run: PastRun, before: PastRun | None, state: str) -> RunRow:
        losses, accuracies = last_figures(run)[:2], last_figures(run)[2:]
        figures = [pair_text(*losses, percent=False), pair_text(*accuracies, percent=True)]
        words = (when_text(run.started), length_text(run))
        changed = difference_lines(before.project, run.project) if before is not None else []
        note = run.notes.strip().splitlines()[:1]
        return RunRow(
            run.id,
            "",
            run.name,
            run.color,
            None if state else run.shown,
            state,
            tuple(text for text in figures if text),
            (
                " · ".join(part for part in words if part),
                *(text for text in (origin_text(run), "; ".join(changed), *note) if text),
            ),
        )

    def _item(self, row: RunRow) -> QStandardItem:
        item = QStandardItem()
        self._write(item, row)
        return item

    def _write(self, item: QStandardItem, row: RunRow) -> None:
        item.setData(row, ROW_ROLE)
        state = self.tr("shown in the plots") if row.shown else ""
        words = (row.name, row.live, state, *row.figures, *row.lines)
        item.setData(", ".join(w for w in words if w), Qt.ItemDataRole.AccessibleTextRole)
        pair = self.tr("training / validation")
        kinds = (self.tr("Loss"), self.tr("Accuracy"))
        said = [f"{kind}: {f} ({pair})" for kind, f in zip(kinds, row.figures, strict=False)]
        tip = "\n".join((row.name, *said, *row.lines))
        item.setData(tip, Qt.ItemDataRole.ToolTipRole)

    def _indexes(self) -> list[QModelIndex]:
        found = []
        for number in range(self._model.rowCount()):
            index = self._model.index(number, 0)
            found.append(index)
            found += [self._model.index(n, 0, index) for n in range(self._model.rowCount(index))]
        return found

    def _is_selected(self, index: QModelIndex) -> bool:
        return self.selectionModel().isSelected(index)

    def _shape_shown(self) -> list[object]:
        rows = (index.data(ROW_ROLE) for index in self._indexes())
        return [_kind(row) for row in rows if isinstance(row, RunRow)]

    def _shape(self, rows: list[tuple[RunRow, list[RunRow]]]) -> list[object]:
        return [_kind(row) for row in _flat(rows)]


def _kind(row: RunRow) -> object:
    """Return what decides where a row stands and how high it is."""
    return row.run, row.kept, len(row.lines), len(row.figures)


def _flat(rows: list[tuple[RunRow, list[RunRow]]]) -> list[RunRow]:
    return [row for run, places in rows for row in (run, *places)]


def _place(run: PastRun, kept: KeptCheckpoint) -> RunRow:
    return RunRow(run.id, kept.id, kept.name, run.color, None, "", (), (kept_text(kept),))
