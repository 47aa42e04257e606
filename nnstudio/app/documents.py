"""Opening and saving in the window, with the questions that keep work from being lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

from nnstudio.app.log import logger
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.file_question import FileQuestion
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weight_transfer import transfer_weights
from nnstudio.engine.weights import WeightMap
from nnstudio.files.file_stamp import stamp_of
from nnstudio.files.project_file import SUFFIX, load, save
from nnstudio.files.recovery import LeftWork
from nnstudio.files.weight_file import SUFFIXES, read_weights
from nnstudio.graph.project import Project
from nnstudio.graph.templates import template


class Documents(QObject):
    """What File > ... does.

    Parameters
    ----------
    say
        Shows an error, a warning or a success to the user: ``say(tone, text)`` with the tones
        ``"bad"``, ``"warning"`` and ``"good"``.
    """

    def __init__(
        self,
        session: Session,
        training: Training,
        settings: Settings,
        window: QWidget,
        say: Callable[[str, str], None],
    ) -> None:
        super().__init__(window)
        self._session, self._training, self._settings = session, training, settings
        self._window, self._say = window, say

    def new_from_template(self, slug: str) -> bool:
        """Open a template as a new project; False where the user would rather keep the old one."""
        if not self.may_close():
            return False
        example = template(slug)
        self._session.open(replace(example.project, name=tr_text(example.title)))
        return True

    def new_empty(self) -> bool:
        """Open an empty canvas, with data that is easy to begin with."""
        if not self.may_close():
            return False
        start = template("perceptron").project
        self._session.open(Project(self.tr("Untitled"), data=start.data))
        return True

    def ask_open(self) -> bool:
        """Ask for a file and open it."""
        pattern = self.tr("NNStudio projects") + f" (*{SUFFIX})"
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open a project"), str(self._settings.last_folder), pattern
        )
        return bool(name) and self.open(Path(name))

    def open(self, path: Path) -> bool:
        """Open a file; where it cannot be read, say why and keep what is open."""
        if not self.may_close():
            return False
        try:
            found = load(path)
        except UserError as error:
            self._say("bad", tr_text(error.text))
            return False
        self._session.open_saved(found, path)
        self._session.stamp = stamp_of(path)
        self._remember(path)
        for warning in found.warnings:
            self._say("warning", tr_text(warning))
        return True

    def restore(self, work: LeftWork) -> bool:
        """Open a copy of work that was not saved, as it was: still unsaved, with its file's name."""
        if not self.may_close():
            return False
        try:
            found = load(work.file)
        except UserError as error:
            self._say("bad", tr_text(error.text))
            return False
        self._session.open_saved(found, work.path, unsaved=True)
        self._session.stamp = work.stamp
        for warning in found.warnings:
            self._say("warning", tr_text(warning))
        return True

    def save(self) -> bool:
        """Write the project to its file, asking for one where there is none."""
        path = self._session.path
        return self.save_to(path) if path is not None else self.ask_save()

    def ask_save(self) -> bool:
        """Ask for a file and write the project to it."""
        folder = self._session.path.parent if self._session.path else self._settings.last_folder
        start = folder / f"{self._file_name()}{SUFFIX}"
        pattern = self.tr("NNStudio projects") + f" (*{SUFFIX})"
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save the project"), str(start), pattern
        )
        if not name:
            return False
        path = Path(name)
        return self.save_to(path if path.suffix else path.with_suffix(SUFFIX))

    def save_to(self, path: Path) -> bool:
        """Write the project, its weights and its run record to a file."""
        session = self._session
        if path == session.path and self._is_changed(path):
            box, save_as = self._changed_question(path)
            answer = box.exec()
            box.deleteLater()
            if box.clickedButton() is save_as:
                return self.ask_save()
            if answer != QMessageBox.StandardButton.Save:
                return False
        try:
            save(path, session.to_save())
        except UserError as error:
            self._say("bad", tr_text(error.text))
            return False
        session.saved(path)
        session.stamp = stamp_of(path)
        self._remember(path)
        return True

    def _is_changed(self, path: Path) -> bool:
        """Return whether the file is not what was opened or saved here: another window may save."""
        known, present = self._session.stamp, stamp_of(path)
        return None not in (known, present) and present != known

    def _changed_question(self, path: Path) -> tuple[QMessageBox, QPushButton]:
        """Return the question what shall become of a changed file, and its button for another."""
        text = self.tr(
            "“{name}” was changed by another window or program since it was opened here. Saving "
            "replaces what was written there; Save As keeps both."
        )
        buttons = QMessageBox.StandardButton
        box = FileQuestion(text.format(name=path.name), buttons.Save | buttons.Cancel, self._window)
        save_as = box.addButton(self.tr("Save &As…"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(save_as)
        return box, save_as

    def ask_weights(self) -> bool:
        """Ask for a file with weights and put them into the network."""
        pattern = self.tr("Weights") + " (" + " ".join(f"*{suffix}" for suffix in SUFFIXES) + ")"
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Load weights"), str(self._settings.last_folder), pattern
        )
        return bool(name) and self.load_weights(Path(name))

    def load_weights(self, path: Path) -> bool:
        """Put weights from a file into the network where they fit; one undoable edit.

        The record of the run and the optimiser begin anew.
        """
        try:
            given = read_weights(path, make_plan(self._session.analysis))
        except UserError as error:
            self._say("bad", tr_text(error.text))
            return False
        return self.put_weights(path, given)

    def put_weights(self, path: Path, given: WeightMap) -> bool:
        """Put weights that were read from a file into the network, as `load_weights` does."""
        session = self._session
        if self._training.active:
            self._say("warning", self.tr("Stop the training first, then load weights."))
            return False
        try:
            plan, seed = make_plan(session.analysis), session.project.training.seed
            found = transfer_weights(plan, given, session.weights or {}, seed)
        except UserError as error:
            self._say("bad", tr_text(error.text))
            return False
        label = Text(N_("Load the weights of {file}"), file=path.name)
        session.adopt(label, Checkpoint(found.weights))
        self._settings.last_folder = path.parent
        tone = "good" if not found.misfits and not found.missing else "warning"
        self._say(tone, " ".join(tr_text(text) for text in found.report()))
        return True

    def rescue(self, path: Path) -> Path | None:
        """Write a copy of the work after a mistake of the program; None where that failed too."""
        session = self._session
        try:
            save(path, session.to_save())
        except UserError:
            return None
        return path

    def may_close(self) -> bool:
        """Ask about unsaved work and a run in progress; True where what is open may go."""
        if self._session.dirty or self._training.active:
            text = self.tr("Save the changes of “{name}”?")
            text = text.format(name=self._session.name or self.tr("Untitled"))
            buttons = QMessageBox.StandardButton
            choices = buttons.Save | buttons.Discard | buttons.Cancel
            box = FileQuestion(text, choices, self._window)
            if self._training.active:
                box.setInformativeText(self.tr("The training that runs now will be stopped."))
            box.setDefaultButton(buttons.Save)
            answer = box.exec()
            box.deleteLater()
            if answer == buttons.Cancel:
                return False
            if not self._training.stop_and_wait():
                # What it still tells must not get into another project.
                text = self.tr("The training still ends its last step. Try again in a moment.")
                self._say("warning", text)
                return False
            if answer == buttons.Save and not self.save():
                return False
        return True

    def _file_name(self) -> str:
        return self._session.stem or self.tr("Untitled")

    def _remember(self, path: Path) -> None:
        logger.info("File %s", path.name)
        self._settings.add_recent_file(path)
        self._settings.last_folder = path.resolve().parent
