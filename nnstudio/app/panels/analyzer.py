"""The Analyzer: every layer with its shape and what it costs, in one table."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QSignalBlocker,
    QSize,
    Signal,
)
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from nnstudio.app.panels.parts.analysis_model import ISSUES
from nnstudio.app.panels.parts.analysis_view import AnalysisView
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.core.atomic_file import write_atomically
from nnstudio.core.errors import UserError
from nnstudio.core.memory import memory_text
from nnstudio.engine.layer_table import layer_rows, rows_as_csv


class Analyzer(QWidget):
    """Lists the layers in the order of the network; what is selected is so on the canvas, too.

    It looks at the drawing only while it is seen.
    """

    message = Signal(str, str)
    """Something to tell the user: ``"good"`` or ``"bad"``, and the text."""

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self._stale = True
        self.table = AnalysisView()
        self.table.chosen.connect(self._select)
        self.totals = ElidedLabel()
        self.fold = QCheckBox()
        self.fold.setChecked(True)
        self.fold.toggled.connect(self._show)
        self.save = QPushButton()
        self.save.setIcon(icon("download"))
        self.save.clicked.connect(self._ask)
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 4, 8, 6)
        foot.setSpacing(12)
        foot.addWidget(self.totals, 1)
        foot.addWidget(self.fold)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.table)
        for signal in (session.changed, session.opened):
            signal.connect(self._follow)
        session.selection_changed.connect(self._show_selection)
        self._translate()

    def sizeHint(self) -> QSize:
        return QSize(900, 260)

    def save_csv(self, path: Path) -> None:
        """Write the table to a file."""
        content = rows_as_csv(self.table.rows.rows).encode("utf-8")
        try:
            write_atomically(path, lambda stream: stream.write(content))
        except UserError as error:
            self.message.emit("bad", tr_text(error.text))
            return
        self._settings.last_folder = path.parent
        self.message.emit("good", self.tr("Exported to {path}").format(path=path))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _follow(self) -> None:
        if self.isVisible():
            self._show()
        else:
            self._stale = True

    def _show(self) -> None:
        self._stale = False
        analysis = self._session.analysis
        with QSignalBlocker(self.table.selectionModel()):
            self.table.rows.show_rows(layer_rows(analysis, fold=self.fold.isChecked()))
        self.fold.setVisible(bool(self._session.project.graph.groups))
        self.save.setEnabled(bool(analysis.order))
        self._show_totals()
        self._show_selection()

    def _show_totals(self) -> None:
        analysis = self._session.analysis
        if not analysis.ready:
            blocking = next(problem for problem in analysis.problems if problem.blocking)
            text = self.tr("Total: – ({reason})").format(reason=tr_text(blocking.text))
        else:
            rows = self.table.rows.rows
            parts = (
                self.tr("{count} layers").format(count=f"{len(analysis.order):,}"),
                self.tr("{count} parameters").format(count=f"{analysis.parameters:,}"),
                self.tr("{count} multiply-adds per sample").format(
                    count=f"{analysis.multiply_adds:,}"
                ),
                self.tr("{memory} for weights and outputs of a batch of {batch}").format(
                    memory=memory_text(sum(row.memory for row in rows)),
                    batch=analysis.project.training.batch_size,
                ),
            )
            text = self.tr("Total: {figures}").format(figures=" · ".join(parts))
        self.totals.setText(text)

    def _show_selection(self) -> None:
        """Select the rows of what is selected on the canvas."""
        if not self.isVisible():
            return
        model, selection = self.table.rows, QItemSelection()
        selected = set(self._session.selection)
        rows = [n for n, row in enumerate(model.rows) if selected.intersection(row.node_ids)]
        if rows == self.table.chosen_rows():
            return
        for row in rows:
            selection.select(model.index(row, 0), model.index(row, ISSUES))
        with QSignalBlocker(self.table.selectionModel()):
            choose = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.table.selectionModel().select(selection, choose)
        self.table.viewport().update()
        if rows and not self.table.hasFocus():
            self.table.scrollTo(model.index(rows[0], 0))

    def _select(self) -> None:
        """Select on the canvas what is selected here."""
        rows = [self.table.rows.rows[number] for number in self.table.chosen_rows()]
        self._session.select(node_id for row in rows for node_id in row.node_ids)

    def _ask(self) -> None:
        stem = self._session.stem or self.tr("Untitled")
        start = self._settings.last_folder / f"{stem}.csv"
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the table"), str(start), "CSV (*.csv)"
        )
        if chosen:
            path = Path(chosen)
            self.save_csv(path if path.suffix else path.with_suffix(".csv"))

    def _translate(self) -> None:
        self.setAccessibleName(self.tr("Analyzer"))
        self.table.setAccessibleName(self.tr("Layers and what they cost"))
        self.fold.setText(self.tr("Blocks in one row"))
        self.save.setText(self.tr("Export CSV…"))
        self.table.rows.set_titles(
            (
                self.tr("Layer"),
                self.tr("Kind"),
                self.tr("Settings"),
                self.tr("Output of N samples: N ×"),
                self.tr("Parameters"),
                self.tr("Multiply-adds"),
                self.tr("Memory"),
                self.tr("Problems"),
            )
        )
        if self.isVisible():
            self._show()
        else:
            self._stale = True
