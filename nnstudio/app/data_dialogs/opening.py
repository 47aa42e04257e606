"""What Data > ... does in the window: choose a data set, or bring in a file or folder."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.banner import Banner, Tone
from nnstudio.core.errors import UserError
from nnstudio.core.shapes import shape_text
from nnstudio.core.text import N_, Text
from nnstudio.data import dataset_info
from nnstudio.graph import edits
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.problem import Fix

if TYPE_CHECKING:  # the dialogs are loaded when the first of them opens
    from nnstudio.app.data_dialogs.choose_dialog import ChooseDialog
    from nnstudio.app.data_dialogs.import_dialog import ImportDialog

MOST_FIXES = 3


class DataDialogs(QObject):
    """Opens the dialogs of the data, and makes what they give the data of the project.

    Parameters
    ----------
    banner
        Where it is said what else must change for new data.
    """

    adopted = Signal()
    """The project has other data now."""

    painting_wanted = Signal()
    """The user wants to paint points."""

    def __init__(
        self, session: Session, settings: Settings, window: QWidget, banner: Banner
    ) -> None:
        super().__init__(window)
        self._session, self._settings = session, settings
        self._window, self.banner = window, banner
        self._told, self._told_of = "", DataPlan()
        """What was said last of which data."""
        session.changed.connect(self._keep_true)

    def choose(self) -> None:
        """Show every data set that comes along."""
        self.search("")

    def search(self, words: str) -> None:
        """Show the data sets that these words find."""
        from nnstudio.app.data_dialogs.choose_dialog import ChooseDialog

        source = self._session.project.data.source
        current = "" if source.file is not None else source.dataset
        dialog = ChooseDialog(current, words, self._window)
        dialog.planned.connect(self._adopt_set)
        dialog.painting_wanted.connect(self.painting_wanted)
        dialog.file_wanted.connect(self.ask_file)
        dialog.folder_wanted.connect(self.ask_folder)
        self._open(dialog)

    def ask_file(self) -> None:
        """Ask for a file of the user's own, and look at it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Import data"), str(self._settings.last_folder), self._patterns()
        )
        if name:
            self.look_at(Path(name))

    def ask_folder(self) -> None:
        """Ask for a folder of pictures, sounds or texts, and look at it."""
        name = QFileDialog.getExistingDirectory(
            self._window, self.tr("Import a folder"), str(self._settings.last_folder)
        )
        if name:
            self.look_at(Path(name))

    def look_at(self, path: Path) -> None:
        """Show what a file or folder is, before it becomes the data of the project."""
        from nnstudio.app.data_dialogs.import_dialog import ImportDialog

        self._settings.last_folder = path.absolute().parent
        dialog = ImportDialog(path, self._window)
        dialog.planned.connect(self._adopt_file)
        self._open(dialog)

    # ---- what comes of it ----

    def _open(self, dialog: ChooseDialog | ImportDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _adopt_set(self, name: str, plan: DataPlan) -> None:
        title = Text(dataset_info(name).title)
        self._adopt(Text(N_("Choose the data {data}"), data=title), plan)

    def _adopt_file(self, path: Path, plan: DataPlan) -> None:
        self._adopt(Text(N_("Import the data {name}"), name=path.name), plan)

    def _adopt(self, label: Text, plan: DataPlan) -> None:
        self._session.close_merge()
        self._session.edit(label, edits.set_data(self._session.project, plan))
        self.adopted.emit()
        self._tell_consequences()

    def _tell_consequences(self) -> None:
        """Say what must change in the network for these data, with the clicks that change it."""
        project, analysis = self._session.project, self._session.analysis
        problems = [problem for problem in analysis.problems if problem.blocking]
        if not problems or not project.graph.nodes:
            self.banner.hide()
            return
        from nnstudio.app.data_dialogs.outlook import number_words

        shape = project.data.signature.input_shape
        words = number_words(shape[0]) if len(shape) == 1 else shape_text(shape)
        text = self.tr("The network now gets {shape} of each sample. {problem}")
        if len(problems) > 1:
            text = self.tr(
                "The network now gets {shape} of each sample. Problems to mend: {count}. {problem}"
            )
        fixes = [fix for problem in problems for fix in problem.fixes][:MOST_FIXES]
        actions = tuple((tr_text(fix.label), partial(self._mend, fix)) for fix in fixes)
        problem = tr_text(problems[0].text)
        text = text.format(shape=words, count=len(problems), problem=problem)
        self.banner.say(Tone.WARNING, text, actions)
        self._told, self._told_of = text, project.data

    def _keep_true(self) -> None:
        """Say again what must change once something has changed; nothing more of other data."""
        if self.banner.isHidden() or self.banner.text() != self._told:
            return
        if self._session.project.data == self._told_of:
            self._tell_consequences()
        else:
            self.banner.hide()

    def _mend(self, fix: Fix) -> None:
        # What it mends may have changed meanwhile: its edit must be that of the present project.
        known = (f for problem in self._session.analysis.problems for f in problem.fixes)
        present = next((other for other in known if other == fix), None)
        try:
            if present is not None:
                project = present.edit(self._session.project)
                self._session.edit(present.label, project)
        except UserError as error:
            self.banner.say(Tone.ERROR, tr_text(error.text))
            return
        self._tell_consequences()

    def _patterns(self) -> str:
        """Return what a file dialog offers: everything that can be read, then kind by kind."""
        from nnstudio.data.readers import reader, reader_kinds

        kinds = [reader(kind) for kind in reader_kinds()]
        every = sorted({pattern for each in kinds for pattern in each.patterns})
        lines = [f"{self.tr('Data')} ({' '.join(every)})"]
        lines += [f"{tr_text(k.label)} ({' '.join(k.patterns)})" for k in kinds if k.patterns]
        return ";;".join([*lines, f"{self.tr('All files')} (*)"])
