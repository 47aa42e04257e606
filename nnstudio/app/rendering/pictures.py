"""Export Picture and Copy Picture, as menus offer them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from nnstudio.app.rendering import picture_file
from nnstudio.app.rendering.diagram import Diagram
from nnstudio.app.rendering.picture_dialog import PictureDialog
from nnstudio.app.rendering.picture_options import PictureOptions
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.translate import tr_text
from nnstudio.core.errors import UserError


class Pictures(QObject):
    """Makes pictures of what is open.

    Parameters
    ----------
    say
        Shows a message to the user, as in `Documents`.
    """

    def __init__(
        self,
        session: Session,
        settings: Settings,
        window: QWidget,
        say: Callable[[str, str], None],
    ) -> None:
        super().__init__(window)
        self._session, self._settings = session, settings
        self._window, self._say = window, say
        app = QCoreApplication.instance()
        assert app is not None
        app.aboutToQuit.connect(self._let_go)

    def export(self) -> None:
        """Open the dialog that makes up a picture and writes it."""
        diagram = self._diagram()
        if diagram is None:
            return
        start = self._settings.last_folder / (self._session.stem or self.tr("Untitled"))
        selected = bool(self._selection())
        dialog = PictureDialog(diagram, self._options(), selected, start, self._window)
        dialog.written.connect(self._tell)
        dialog.exec()
        self._settings.picture = dialog.options.to_text()
        dialog.deleteLater()

    def copy(self) -> None:
        """Put the picture on the clipboard, as pixels and as SVG: the selected part, or all."""
        diagram = self._diagram()
        if diagram is None:
            return
        options = replace(self._options(), selection=bool(self._selection()))
        found = QMimeData()
        try:
            image = picture_file.png_image(diagram, options)
            found.setImageData(image)
            found.setData("image/png", picture_file.png_bytes(image))
        except UserError as error:  # too large, but SVG has no limit
            self._say("warning", tr_text(error.text))
        found.setData("image/svg+xml", picture_file.svg_bytes(diagram, options))
        QGuiApplication.clipboard().setMimeData(found)

    def _let_go(self) -> None:
        """Leave on the clipboard what does not need this program."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.ownsClipboard() and clipboard.mimeData().hasFormat("image/svg+xml"):
            clipboard.setImage(clipboard.image())

    def _diagram(self) -> Diagram | None:
        try:
            return Diagram(self._session.project, self._selection())
        except UserError as error:
            self._say("warning", tr_text(error.text))
            return None

    def _selection(self) -> tuple[str, ...]:
        return (*self._session.selection, *self._session.selected_remarks)

    def _options(self) -> PictureOptions:
        return PictureOptions.from_text(self._settings.picture)

    def _tell(self, path: Path) -> None:
        self._settings.last_folder = path.parent
        self._say("good", self.tr("Exported to {path}").format(path=path))
