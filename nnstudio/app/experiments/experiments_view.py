"""The dock for experiments: setting up, table, curves and parallel coordinates."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.background import Background
from nnstudio.app.experiments.own_turns import OwnTurns
from nnstudio.app.experiments.results_page import ResultsPage
from nnstudio.app.experiments.setup_form import SetupForm
from nnstudio.app.experiments.sweep_run import SweepRun
from nnstudio.app.long_work import LongWork
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings, recovery_folder
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
        self._unsaved = False
        """Whether results that are shown are those of a project without a file."""
        self._turns = OwnTurns(self)
        self.form, self.results = SetupForm(session), ResultsPage(scheduler)
        self.start_button, self.stop_button = QPushButton(), QPushButton()
        self.start_button.setProperty("kind", "primary")
        self.message = Banner()
        self.empty = EmptyState("flask-conical", "", "")
        self.pages = QStackedWidget()
        self._lay_out()
        self.work = LongWork(settings, self)
        results = self.results
        self.start_button.clicked.connect(self.start)
        self.stop_button.clicked.connect(run.cancel)
        results.open_button.clicked.connect(self.open_run)
        results.csv_button.clicked.connect(self.ask_table)
        results.trials.opened.connect(self.open_run)
        results.chosen.connect(self._follow)
        self.form.changed.connect(self._follow)
        run.table_changed.connect(self._show_table)
        run.rows_changed.connect(scheduler.news)
        run.state_changed.connect(self._watch)
        run.ended.connect(self._tell_end)
        run.failed.connect(self._complain)
        session.opened.connect(self._look)
        session.file_changed.connect(self._bring_along)
        training.state_changed.connect(self._follow)
        self._opening.done.connect(self._take_over)
        self._opening.failed.connect(self._complain)
        self._retranslate()
        self._look()

    @property
    def folder(self) -> Path:
        """Where results are kept: beside the project's file, or with the program's own files."""
        path = self._session.path
        if path is not None:
            return usual_folder(path)
        name = self._session.stem or "untitled"
        return _unsaved_folder() / name

    def start(self) -> None:
        """Train what is asked for."""
        plan = self.form.plan
        if plan is not None and not self._run.active:
            self.message.hide()
            self._unsaved = self._session.path is None
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
                write_csv(path if path.suffix else path.with_suffix(".csv"), self.results.cells())
            except UserError as error:
                self._complain(error.text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    # ---- within ----

    def _look(self) -> None:
        """Show what was found out about the project that is open."""
        self._opening.forget()  # a network of the project before
        self._unsaved = not self._run.active and self._session.path is None
        if not self._run.active:
            unsaved = self._session.project if self._session.path is None else None
            self._run.look(self.folder, unsaved)

    def _bring_along(self) -> None:
        """Let the results of a project that has a file now lie beside that."""
        path = self._session.path
        if path is None or not self._unsaved:
            return
        self._unsaved = False
        if self._run.folder.parent == _unsaved_folder():
            self._run.move(usual_folder(path))

    def _show_table(self) -> None:
        table = self._run.table
        self.pages.setCurrentIndex(0 if table is None else 1)
        self.results.show_table(table)
        if table is not None and not self._run.active:  # found in the folder
            self._turns.ask(self._show_form)
        self._follow()

    def _show_form(self) -> None:
        if self._run.table is not None and not self._run.active:
            self.form.show_experiment(self._run.table.experiment)

    def _watch(self) -> None:
        """Keep the computer awake while networks are trained."""
        if not self._run.active or self._run.stopping:
            self.work.rest()
        else:
            self.work.begin()
            self.work.go_on()
        self._follow()

    def _tell_end(self, why: Text | None) -> None:
        table = self._run.table
        text = tr_text(why) if why is not None else ""
        if table is not None and why is None:
            text = self.tr("{done} of {total} networks are trained.")
            text = text.format(done=table.count("done", "failed"), total=len(table.rows))
        self.work.end(self.tr("The experiment has ended"), text)

    def _follow(self) -> None:
        """Show what can be done now, and how far everything is."""
        active, results = self._run.active, self.results
        self.start_button.setEnabled(self.form.plan is not None and not active)
        self.stop_button.setVisible(active)
        self.stop_button.setEnabled(not self._run.stopping)
        results.open_button.setEnabled(self._openable() is not None)
        results.csv_button.setEnabled(self._run.table is not None)
        results.bar.setVisible(active)
        results.follow()

    def _openable(self) -> Row | None:
        """Return the network that could be opened now: the selected, where it is finished."""
        rows = self.results.trials.selected()
        if len(rows) != 1 or self._training.active or not rows[0].finished:
            return None
        return rows[0]

    def _take_over(self, saved: SavedProject) -> None:
        row = self._wanted
        if row is None or saved.checkpoint is None or saved.run_log is None:
            return
        if self._training.active:  # begun while it was read
            return
        name = self.tr("Experiment {number}").format(number=row.trial.number)
        run = self._session.runs.add(name, saved.project, saved.run_log, saved.checkpoint)
        label = Text(N_("Open {run}"), run=name)
        self._session.restore(label, run, saved.checkpoint)
        text = self.tr("{name} is open now, with its weights. Undo brings back what was open.")
        if row.state == "failed":
            text = self.tr(
                "{name} is open now, with its last good weights: it diverged at step {step}. "
                "Undo brings back what was open."
            )
        self.message.say(Tone.INFO, text.format(name=name, step=f"{saved.run_log.steps:,}"))

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
        self.pages.addWidget(self.empty)
        self.pages.addWidget(self.results)
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
        self._follow()


def _unsaved_folder() -> Path:
    """Return where the results of projects without a file lie."""
    return recovery_folder().with_name("sweeps")
