"""Export Report and Export Plots, as menus offer them: made by a process beside the window."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from nnstudio.app.background import Background
from nnstudio.app.rendering.beside import Rendering
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.banner import Banner, Tone
from nnstudio.core.text import Text


class Reports(QObject):
    """Writes a report of what is open, or its plots; one at a time.

    Parameters
    ----------
    banner
        Says that it goes on, with a way to end it, and what came of it.
    """

    def __init__(
        self, session: Session, settings: Settings, window: QWidget, banner: Banner
    ) -> None:
        super().__init__(window)
        self._session, self._settings = session, settings
        self._window, self._banner = window, banner
        self._work: Rendering | None = None
        self._background = Background(self)
        self._background.done.connect(self._tell)
        self._background.failed.connect(self._refuse)
        app = QCoreApplication.instance()
        assert app is not None
        app.aboutToQuit.connect(self._end)

    def ask_report(self) -> None:
        """Ask for a file, and write the report to it."""
        start = self._settings.last_folder / f"{self._stem()}.html"
        web, paper = self.tr("Web page (*.html)"), self.tr("PDF document (*.pdf)")
        name, kind = QFileDialog.getSaveFileName(
            self._window, self.tr("Export a report"), str(start), f"{web};;{paper}"
        )
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() not in (".html", ".htm", ".pdf"):
            path = path.with_name(path.name + (".pdf" if kind == paper else ".html"))
        self.write("report", path)

    def ask_plots(self) -> None:
        """Ask for a folder, and write the plots into one of their own in it."""
        name = QFileDialog.getExistingDirectory(
            self._window,
            self.tr("Export the plots into a new folder in"),
            str(self._settings.last_folder),
        )
        if name:
            text = self.tr("{name} plots")
            self.write("plots", Path(name) / text.format(name=self._stem()))

    def write(self, target: str, path: Path) -> None:
        """Write ``"report"`` or ``"plots"`` to a place; what went on is ended."""
        self._end()
        self._work = Rendering(self._session.to_save(), target, path)
        self._settings.last_folder = path.parent
        text = self.tr("Writing {name} …").format(name=path.name)
        self._banner.say(Tone.INFO, text, ((self.tr("Cancel"), self.cancel),))
        self._background.start(self._work)

    def cancel(self) -> None:
        """End what goes on; nothing of a report is written then."""
        self._end()
        self._banner.hide()

    def _end(self) -> None:
        if self._work is not None:
            self._work.end()
            self._work = None
            self._background.forget()

    def _tell(self, result: object) -> None:
        assert self._work is not None
        path, self._work = self._work.path, None
        text = self.tr("Exported to {path}").format(path=path)
        show = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path)))
        self._banner.say(Tone.GOOD, text, ((self.tr("Open"), show),))

    def _refuse(self, reason: Text) -> None:
        self._work = None
        self._banner.say(Tone.ERROR, tr_text(reason))

    def _stem(self) -> str:
        return self._session.stem or self.tr("Untitled")
