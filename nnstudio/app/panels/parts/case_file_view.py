"""A file of new cases: choosing it, the progress, and where the answers are."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.panels.parts.case_file_run import CaseFileRun
from nnstudio.app.panels.parts.picture_files import picture_patterns
from nnstudio.app.session import Session
from nnstudio.app.style.icons import icon
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.banner import Banner, Tone
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.data.importing import reader_of
from nnstudio.data.readers import reader
from nnstudio.engine.case_answers import WrittenAnswers
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.graph.analysis import analyze
from nnstudio.graph.data_plan import DataPlan

TABLES = "*.csv *.tsv *.txt *.xlsx *.json"
_WITH_FOLDERS = ("images", "sound")


class CaseFileView(QWidget):
    """Has the network answer all cases of a file, and writes a table with the answers.

    While it trains, the weights kept last answer.
    """

    def __init__(self, session: Session, training: Training, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._training = session, training
        self._written: WrittenAnswers | None = None
        self._step: int | None = None
        self._of_step: int | None = None
        self.run = CaseFileRun(self)
        self.run.progressed.connect(self._show_progress)
        self.run.finished.connect(self._take)
        self.run.refused.connect(self._refuse)
        self.banner = Banner()
        self._hint, self._result = QLabel(), QLabel()
        self._hint.setProperty("role", "muted")
        for label in (self._hint, self._result):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.file_button, self.folder_button = QPushButton(), QPushButton()
        self.cancel_button, self.open_button = QPushButton(), QPushButton()
        for button, symbol in (
            (self.file_button, "table"),
            (self.folder_button, "folder-open"),
            (self.open_button, "external-link"),
        ):
            button.setIcon(icon(symbol))
            button.setIconSize(QSize(14, 14))
        self.file_button.clicked.connect(self._choose_file)
        self.folder_button.clicked.connect(self._choose_folder)
        self.cancel_button.clicked.connect(self.run.cancel)
        self.open_button.clicked.connect(self._open)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self._lay_out()
        self.setAcceptDrops(True)
        self._translate()

    # ---- what the user does ----

    def answer(self, cases: Path, table: Path) -> None:
        """Write what the network says of a file or folder of cases."""
        self.banner.hide()
        try:
            asked = self._network()
        except UserError as error:
            self._refuse(error.text)
            return
        if asked is None:
            self._refuse(Text(N_("The network is not trained yet. Train it first.")))
            return
        model, plan, self._step = asked
        self._written = None
        self.run.start(model, plan, cases, table)

    def ask_where(self, cases: Path) -> None:
        """Ask where the answers to a file or folder are to be written, and write them."""
        name = f"{cases.stem}_{self.tr('predictions')}.csv"
        caption, kinds = self.tr("Write the predictions to"), self.tr("CSV tables (*.csv)")
        chosen, _ = QFileDialog.getSaveFileName(self, caption, str(cases.parent / name), kinds)
        if chosen:
            table = Path(chosen)
            self.answer(cases, table if table.suffix else table.with_suffix(".csv"))

    def forget(self) -> None:
        """Begin anew, as for another project."""
        self.run.forget()
        self._written = None
        self.banner.hide()
        self._show_idle()

    def written(self) -> WrittenAnswers | None:
        """Return what was written last."""
        return self._written

    def text(self) -> str:
        """Return what is said of it."""
        return self._result.text()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.ask_where(Path(event.mimeData().urls()[0].toLocalFile()))

    def _choose_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose a file of new cases"), "", self._patterns()
        )
        if path:
            self.ask_where(Path(path))

    def _choose_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder of new cases"))
        if path:
            self.ask_where(Path(path))

    def _open(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.path)))

    # ---- the network ----

    def _network(self) -> tuple[Model, DataPlan, int | None] | None:
        """Return the network that is asked, the data it learned from, and its step while it trains."""
        running = self._session.running if self._training.active else None
        if running is None:
            model = self._session.model()
            return (model, self._session.project.data, None) if model is not None else None
        moments = self._training.moments.timeline.moments
        if not moments:
            return None
        plan = make_plan(analyze(running))
        return Model(plan, moments[-1].weights), running.data, moments[-1].step

    # ---- what is shown ----

    def set_plan(self, plan: DataPlan) -> None:
        """Offer the files that suit the data."""
        kind = reader_of(plan.source)
        shape = plan.signature.raw_shape or plan.signature.input_shape
        pictures = not kind and len(shape) >= 2 and (len(shape) == 2 or shape[-1] in (1, 3))
        self.folder_button.setVisible(pictures or kind in _WITH_FOLDERS)

    def _patterns(self) -> str:
        plan = (self._session.running or self._session.project).data
        kind = reader_of(plan.source)
        shape = plan.signature.raw_shape or plan.signature.input_shape
        if kind:
            patterns = " ".join(reader(kind).patterns)
        else:
            patterns = TABLES if len(shape) == 1 else picture_patterns()
        if "*.npy" not in patterns:
            patterns += " *.npy"
        known = self.tr("Files of new cases ({patterns})").format(patterns=patterns)
        return ";;".join([known, self.tr("All files (*)")])

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        if total:
            text = self.tr("{done} of {total} cases").format(done=f"{done:,}", total=f"{total:,}")
        else:
            text = self.tr("Reading the file…")
        self._result.setText(text)
        self._show(busy=True)

    def _take(self, written: WrittenAnswers | None) -> None:
        self._written, self._of_step = written, self._step
        if written is None:
            self._show_idle()
            self._result.setText(self.tr("Cancelled; nothing was written."))
            self._result.show()
            return
        self._say_written()
        self._show(busy=False)

    def _say_written(self) -> None:
        if self._written is None:
            return
        text = self.tr("{count} cases answered in {name}.")
        about = {"count": f"{self._written.count:,}", "name": self._written.path.name}
        if self._of_step is not None:
            text = self.tr("{count} cases answered in {name}, with the weights of step {step}.")
            about["step"] = f"{self._of_step:,}"
        self._result.setText(text.format(**about))
        self._result.setToolTip(str(self._written.path))

    def _refuse(self, reason: Text) -> None:
        self._show_idle()
        self.banner.say(Tone.ERROR, tr_text(reason))

    def _show_idle(self) -> None:
        self._result.setText("")
        self._show(busy=False)

    def _show(self, busy: bool) -> None:
        self.file_button.setEnabled(not busy)
        self.folder_button.setEnabled(not busy)
        self.progress.setVisible(busy)
        self.cancel_button.setVisible(busy)
        self.open_button.setVisible(not busy and self._written is not None)
        self._result.setVisible(bool(self._result.text()))

    def _lay_out(self) -> None:
        buttons = QGridLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.file_button, 0, 0)
        buttons.addWidget(self.folder_button, 0, 1)
        buttons.setColumnStretch(2, 1)
        going = QHBoxLayout()
        going.setSpacing(8)
        going.addWidget(self.progress, 1)
        going.addWidget(self.cancel_button)
        done = QHBoxLayout()
        done.setSpacing(8)
        done.addWidget(self._result, 1)
        done.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._hint)
        column.addLayout(buttons)
        column.addWidget(self.banner)
        column.addLayout(going)
        column.addLayout(done)
        self._show_idle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _translate(self) -> None:
        self._hint.setText(
            self.tr(
                "Choose a file: the predictions are written to a table (CSV), beside the columns "
                "of the file."
            )
        )
        # The space keeps the icon off the text, for which the style leaves no gap.
        self.file_button.setText(" " + self.tr("File…"))
        self.file_button.setToolTip(
            self.tr("Choose a file of new cases; it can also be dropped here.")
        )
        self.folder_button.setText(" " + self.tr("Folder…"))
        self.folder_button.setToolTip(self.tr("Choose a folder of pictures or recordings."))
        self.cancel_button.setText(self.tr("Cancel"))
        self.open_button.setText(" " + self.tr("Open"))
        self.open_button.setToolTip(self.tr("Open the table with the predictions"))
        self.progress.setAccessibleName(self.tr("Progress of the predictions"))
        self._say_written()
