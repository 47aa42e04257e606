"""The files opened last, each with the little picture of its drawing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget

from nnstudio.app.background import Background
from nnstudio.app.style.icons import icon
from nnstudio.app.widgets.flow_layout import FlowLayout
from nnstudio.core.errors import UserError
from nnstudio.files.thumbnail import read_thumbnail

PICTURE = QSize(64, 40)


class RecentFiles(QWidget):
    """A button for each file; the pictures come a little later, for disks may be slow."""

    chosen = Signal(object)
    """The path of a file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = FlowLayout(self, spacing=4)
        self._buttons: dict[Path, QPushButton] = {}
        self._reading = Background(self)
        self._reading.done.connect(self._show_pictures)

    @property
    def count(self) -> int:
        """How many files are offered."""
        return len(self._buttons)

    @property
    def busy(self) -> bool:
        """Whether pictures are still to come."""
        return self._reading.busy

    def show_files(self, files: Sequence[Path]) -> None:
        """Offer these files."""
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._buttons = {}
        for path in files:
            button = QPushButton(path.name)
            button.setProperty("kind", "link")
            button.setIcon(icon("file"))
            button.setToolTip(str(path))
            button.clicked.connect(partial(self.chosen.emit, path))
            self._row.addWidget(button)
            self._buttons[path] = button
        if files:
            self._reading.start(partial(_pictures, tuple(files)))

    def _show_pictures(self, found: dict[Path, bytes]) -> None:
        for path, content in found.items():
            button, picture = self._buttons.get(path), QPixmap()
            if button is not None and picture.loadFromData(content, "PNG"):
                button.setIcon(QIcon(picture))
                button.setIconSize(PICTURE)


def _pictures(files: tuple[Path, ...]) -> dict[Path, bytes]:
    found = {}
    for path in files:
        try:
            content = read_thumbnail(path)
        except UserError:  # opening it will say what is wrong
            continue
        if content is not None:
            found[path] = content
    return found
