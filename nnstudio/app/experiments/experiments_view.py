"""The dock for experiments: setting up, table, curves and parallel coordinates."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.background import Background
from nnstudio.app.experiments.parallel_axes import axes_of
from nnstudio.app.experiments.parallel_plot import ParallelPlot
from nnstudio.app.experiments.place_words import row_text, told_of
from nnstudio.app.experiments.setup_form import SetupForm
from nnstudio.app.experiments.sweep_curves import SweepCurves
from nnstudio.app.experiments.sweep_run import SweepRun
from nnstudio.app.experiments.trial_view import TrialView
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings, recovery_folder
from nnstudio.app.style.icons import icon
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.banner import Banner, Tone
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.experiments.results import run_file, usual_folder, write_csv
from nnstudio.experiments.sweep_table import Row
from nnstudio.files.project_file import SavedProject, load

FORM_WIDTH = 270


class ExperimentsView(QWidget):
    """Trains many networks beside the window and compares them."""

    def __init__(
        self,
        run: SweepRun,
        session: Session,
        training: Training,
        settings: Settings,
        scheduler: RefreshScheduler,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._run, self._session, self._training = run, session, training
        self._settings, self._scheduler = settings, scheduler
        self._opening = Background(self)
        self._wanted: Row | None = None
        self.form, self.trials = SetupForm(session), TrialView()
        self.curves, self.parallel = SweepCurves(), ParallelPlot()
        self.start_button, self.stop_button = QPushButton(), QPushButton()
        self.open_button, self.csv_button = QPushButton(), QPushButton()
        self.start_button.setProperty("kind", "primary")
        self.bar, self.status, self.message = QProgressBar(), QLabel(), Banner()
        self.empty = EmptyState("flask-conical", "", "")
        self.pages = QStackedWidget()
        self.plots = QTabWidget()
        self._lay_out()
        self.start_button.clicked.connect(self.start)
        self.stop_button.clicked.connect(run.cancel)
        self.open_button.clicked.connect(self.open_run)
        self.csv_button.clicked.connect(self.ask_table)
        self.trials.opened.connect(self.open_run)
        self.trials.chosen.connect(self._follow_selection)
        self.parallel.chosen.connect(self.trials.select_keys)
        self.form.changed.connect(self._follow)
        run.table_changed.connect(self._show_table)
        run.rows_changed.connect(scheduler.news)
        run.state_changed.connect(self._follow)
        run.failed.connect(self._complain)
        session.opened.connect(self._look)
        training.state_changed.connect(self._follow)
        self.plots.currentChanged.connect(self._show_plot)
        self._opening.done.connect(self._take_over)
        self._opening.failed.connect(self._complain)
        # Each in a turn of its own.
        scheduler.register(self.trials, self.trials.refresh)
        scheduler.register(self.plots, self._show_plot)
        scheduler.register(self.status, self._follow)
        self._retranslate()
        self._look()

    @property
    def folder(self) -> Path:
        """Where results are kept: beside the project's file, or with the program's own files."""
        path = self._session.path
        if path is not None:
            return usual_folder(path)
        name = self._session.stem or "untitled"
        return recovery_folder().with_name("sweeps") / name

    def start(self) -> None:
        """Train what is asked for."""
        plan = self.form.plan
        if plan is not None and not self._run.active:
            self.message.hide()
            self._run.start(plan, self.folder)

    def open_run(self) -> None:
        """Bring what a network became into the window, as a run that is restored."""
        row = self._openable()
        if row is not None:
            file = run_file(self._run.folder, row.trial.key)
            self._wanted = row
            self._opening.start(lambda: load(file))

    def ask_table(self) -> None:
        """Ask for a file and write the table to it."""
        start = self._settings.last_folder / f"{self._session.stem or 'sweep'}.csv"
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export the table"), str(start), self.tr("Tables (*.csv)")
        )
        if name and self._run.table is not None:
            path = Path(name)
            try:
                write_csv(
                    path if path.suffix else path.with_suffix(".csv"), self._run.table.cells()
                )
            except UserError as error:
                self._complain(error.text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    # ---- within ----

    def _look(self) -> None:
        """Show what was found out about the project that is open."""
        if not self._run.active:
            unsaved = self._session.project if self._session.path is None else None
            self._run.look(self.folder, unsaved)

    def _show_table(self) -> None:
        table = self._run.table
        self.pages.setCurrentIndex(0 if table is None else 1)
        self.trials.show_table(table)
        self.curves.show_table(table)
        if table is not None and not self._run.active:  # found in the folder
            self.form.show_experiment(table.experiment)
        self.parallel.forget_ranges()
        self._show_plot()
        self._follow()

    def _show_plot(self) -> None:
        """Draw the plot that is seen."""
        table = self._run.table
        if self.plots.currentWidget() is self.curves:
            self.curves.refresh()
            return
        if table is None:
            self.parallel.show_axes(())
            return
        self.parallel.show_axes(axes_of(table, table.measure), partial(row_text, table))

    def _follow_selection(self) -> None:
        keys = tuple(row.trial.key for row in self.trials.selected())
        self.curves.select(keys)
        self.parallel.select(keys)
        self._follow()

    def _follow(self) -> None:
        """Show what can be done now, and how far everything is."""
        active, table = self._run.active, self._run.table
        self.start_button.setEnabled(self.form.plan is not None and not active)
        self.stop_button.setVisible(active)
        self.stop_button.setEnabled(not self._run.stopping)
        self.open_button.setEnabled(self._openable() is not None)
        self.csv_button.setEnabled(table is not None)
        self.bar.setVisible(active)
        if table is None:
            self.status.clear()
            return
        ended, total = table.count("done", "failed", "refused"), len(table.rows)
        shares = [row.epoch / max(row.epochs, 1) for row in table.rows if row.state == "running"]
        self.bar.setValue(round(1000 * (ended + sum(shares)) / max(total, 1)))
        self.status.setText(told_of(table, self.trials.selected()))

    def _openable(self) -> Row | None:
        """Return the network that could be opened now: the selected, where it is finished."""
        rows = self.trials.selected()
        idle = not self._training.active
        return rows[0] if len(rows) == 1 and rows[0].state == "done" and idle else None

    def _take_over(self, saved: SavedProject) -> None:
        row = self._wanted
        if row is None or saved.checkpoint is None or saved.run_log is None:
            return
        name = self.tr("Experiment {number}").format(number=row.trial.number)
        run = self._session.runs.add(name, saved.project, saved.run_log, saved.checkpoint)
        label = Text(N_("Open {run}"), run=name)
        self._session.restore(label, run, saved.checkpoint)
        text = self.tr("{name} is open now, with its weights. Undo brings back what was open.")
        self.message.say(Tone.INFO, text.format(name=name))

    def _complain(self, reason: Text) -> None:
        self.message.say(Tone.ERROR, tr_text(reason))

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.form)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(12, 0, 12, 10)
        buttons.addWidget(self.start_button, 1)
        buttons.addWidget(self.stop_button)
        column = QVBoxLayout(left := QWidget())
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll, 1)
        column.addLayout(buttons)
        left.setMinimumWidth(FORM_WIDTH)
        self.status.setWordWrap(True)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        head = QHBoxLayout()
        head.setContentsMargins(8, 6, 8, 2)
        head.addWidget(self.status, 1)
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
        right = QVBoxLayout(results := QWidget())
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(2)
        right.addLayout(head)
        right.addWidget(self.bar)
        right.addWidget(parts, 1)
        self.pages.addWidget(self.empty)
        self.pages.addWidget(results)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(left)
        across.addWidget(self.pages)
        across.setStretchFactor(1, 1)
        across.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.message)
        whole.addWidget(across, 1)

    def _retranslate(self) -> None:
        self.empty.set_texts(
            self.tr("Train many networks and see which is best"),
            self.tr(
                "Choose settings and their values on the left. Every combination is trained "
                "beside the window; what is finished is kept, whatever happens."
            ),
        )
        self.start_button.setText(self.tr("Start"))
        self.stop_button.setText(self.tr("Stop"))
        self.stop_button.setToolTip(self.tr("End it; what is finished is kept, and Start goes on"))
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
        self._follow()
