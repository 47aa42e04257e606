"""What came of the networks of an experiment: table, curves and parallel coordinates."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.experiments.own_turns import OwnTurns
from nnstudio.app.experiments.parallel_axes import axes_of
from nnstudio.app.experiments.parallel_plot import ParallelPlot
from nnstudio.app.experiments.place_words import combination_text, row_text, told_of
from nnstudio.app.experiments.sweep_curves import SweepCurves
from nnstudio.app.experiments.trial_view import TrialView
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.style.icons import icon
from nnstudio.experiments.means import mean_cells
from nnstudio.experiments.sweep_table import SweepTable


class ResultsPage(QWidget):
    """Compares networks; what is selected in one view stands out in all."""

    chosen = Signal()
    """Other networks are selected."""

    def __init__(self, scheduler: RefreshScheduler, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table: SweepTable | None = None
        self._turns = OwnTurns(self)
        self.trials, self.curves, self.parallel = TrialView(), SweepCurves(), ParallelPlot()
        self.bar, self.status = QProgressBar(), QLabel()
        self.mean_button = QPushButton()
        self.mean_button.setCheckable(True)
        self.open_button, self.csv_button = QPushButton(), QPushButton()
        self.plots = QTabWidget()
        self._lay_out()
        self.trials.chosen.connect(self._follow_selection)
        self.parallel.chosen.connect(self.trials.select_keys)
        self.plots.currentChanged.connect(self.show_plot)
        self.mean_button.toggled.connect(self._put_together)
        # Each in a turn of its own.
        scheduler.register(self.trials, self.trials.refresh)
        scheduler.register(self.plots, self.show_plot)
        scheduler.register(self.status, self.follow)
        self._retranslate()

    def show_table(self, table: SweepTable | None) -> None:
        """Show another experiment, what is seen first at once."""
        self._table = table
        repeated = table is not None and table.experiment.repeat > 1
        self.mean_button.setVisible(repeated)
        if not repeated:
            self.mean_button.setChecked(False)
        self.trials.show_table(table)
        self.curves.set_table(table)
        self.parallel.forget_ranges()
        self._turns.ask(self.show_plot)

    def show_plot(self) -> None:
        """Draw the plot that is seen."""
        table = self._table
        if self.plots.currentWidget() is self.curves:
            self.curves.refresh()
        elif table is None:
            self.parallel.show_axes(())
        else:
            by_mean = self.mean_button.isChecked()
            text = combination_text if by_mean else row_text
            self.parallel.show_axes(axes_of(table, table.measure, by_mean), partial(text, table))

    def follow(self) -> None:
        """Show how far everything is."""
        table = self._table
        if table is None:
            self.status.clear()
            return
        ended, total = table.count("done", "failed", "refused"), len(table.rows)
        shares = [row.epoch / max(row.epochs, 1) for row in table.rows if row.state == "running"]
        self.bar.setValue(round(1000 * (ended + sum(shares)) / max(total, 1)))
        by_mean = self.mean_button.isChecked()
        self.status.setText(told_of(table, self.trials.selected(), by_mean))

    def cells(self) -> list[list[str]]:
        """Return what is shown as texts, the names first."""
        assert self._table is not None, "there is a table"
        return mean_cells(self._table) if self.mean_button.isChecked() else self._table.cells()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    # ---- within ----

    def _put_together(self, by_mean: bool) -> None:
        self.trials.set_by_mean(by_mean)
        self._turns.ask(self.show_plot)
        self.follow()

    def _follow_selection(self) -> None:
        keys = tuple(row.trial.key for row in self.trials.selected())
        self.curves.set_selected(keys)
        self.parallel.select(keys)
        self._turns.ask(self.curves.refresh)
        self.chosen.emit()

    def _lay_out(self) -> None:
        self.status.setWordWrap(True)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        head = QHBoxLayout()
        head.setContentsMargins(8, 6, 8, 2)
        head.addWidget(self.status, 1)
        head.addWidget(self.mean_button)
        head.addWidget(self.open_button)
        head.addWidget(self.csv_button)
        self.plots.setDocumentMode(True)
        self.plots.addTab(self.curves, icon("chart-line"), "")
        self.plots.addTab(self.parallel, icon("chart-spline"), "")
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.trials)
        parts.addWidget(self.plots)
        parts.setSizes([240, 300])
        parts.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(parts, 1)

    def _retranslate(self) -> None:
        self.mean_button.setText(self.tr("Mean of Repeats"))
        self.mean_button.setToolTip(
            self.tr("A line for each combination: mean ± standard deviation over its seeds")
        )
        self.open_button.setText(self.tr("Open as a Run"))
        self.open_button.setToolTip(
            self.tr("Bring the selected network with its weights and curves into the window")
        )
        self.csv_button.setText(self.tr("Export as CSV…"))
        self.trials.setAccessibleName(self.tr("Trained networks"))
        self.parallel.setAccessibleName(self.tr("Parallel coordinates"))
        self.plots.setTabText(0, self.tr("Curves"))
        self.plots.setTabText(1, self.tr("Parallel coordinates"))
        self.bar.setAccessibleName(self.tr("Progress of the experiment"))
        self.follow()
