"""Says that the data's file has been moved or changed, and what can be done about it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from nnstudio.app.background import Background
from nnstudio.app.session import Session
from nnstudio.app.widgets.banner import Banner, Tone
from nnstudio.core.errors import UserError
from nnstudio.data.fingerprint import State, file_state
from nnstudio.graph.data_plan import DataFile


class FileBanner(Banner):
    """Looks after the file of the project's data, and shows itself where it is not as it was.

    It looks when another file is chosen and whenever the user comes back to the program.
    """

    find_wanted = Signal()
    """The user wants to say where the file is now."""
    reading_wanted = Signal()
    """The user wants everything fitted to what the file holds now."""
    keeping_wanted = Signal()
    """The user wants the new contents with the old scaling."""
    noticed = Signal()
    """The file is not as it was any more."""
    told = Signal()
    """The file is not as it was, which is shown now."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._seen: DataFile | None = None
        self._state: State = "there"
        self._looking = Background(self)
        self._looking.done.connect(self._take)
        session.changed.connect(self._follow)
        session.opened.connect(self.check)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._come_back)

    def check(self) -> None:
        """Look, beside the window, whether the file is as it was."""
        file = self._seen = self._session.project.data.source.file
        if file is None:
            self._looking.forget()
            self._state = "there"
            self._show_state()
        else:
            self._looking.start(partial(_state_of, file))

    @property
    def busy(self) -> bool:
        """Whether it is still looking."""
        return self._looking.busy

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show_state()

    def _follow(self) -> None:
        if self._session.project.data.source.file != self._seen:
            self.check()

    def _come_back(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.check()

    def _take(self, state: State) -> None:
        if state != self._state or state != "there":
            news = state not in (self._state, "there")
            self._state = state
            self._show_state()
            if news:
                self.noticed.emit()

    def _show_state(self) -> None:
        file = self._session.project.data.source.file
        if file is None or self._state == "there":
            self.hide()
            return
        name = Path(file.path).name
        if self._state == "missing":
            text = self.tr("{name} is not where it was: {folder}.")
            text = text.format(name=name, folder=Path(file.path).parent)
            self.say(Tone.WARNING, text, ((self.tr("Find it…"), self.find_wanted.emit),))
        else:
            text = self.tr(
                "{name} has changed since it was chosen. Reading it again fits the scaling to what "
                "it holds now; keeping the numbers scales it as before."
            )
            actions = (
                (self.tr("Read it again"), self.reading_wanted.emit),
                (self.tr("Keep the numbers"), self.keeping_wanted.emit),
            )
            self.say(Tone.WARNING, text.format(name=name), actions)
        self.told.emit()


def _state_of(file: DataFile) -> State:
    try:
        return file_state(file)
    except UserError:  # it is there and must not be read: so much as missing
        return "missing"
