"""Where the files of an export will lie: a name and a folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from nnstudio.app.widgets.elided_label import ElidedLabel

_NOT_IN_NAMES = '<>:"/\\|?*'
"""What no file on Windows may have in its name; elsewhere it is no good idea either."""


class FileRow(QWidget):
    """Lets the user name a file, whose ending is given, and choose a folder."""

    changed = Signal()
    """The name or the folder is another one."""

    def __init__(self, start: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder, self._suffix = start.parent, ""
        self._typed = False
        self.name = QLineEdit(start.name)
        self.name.setAccessibleName(self.tr("Name of the file"))
        self.name.setMinimumWidth(140)
        self.name.textEdited.connect(self._keep)
        self.name.textChanged.connect(self._show)
        self.name.textChanged.connect(self.changed)
        label = QLabel(self.tr("&Name"))
        label.setBuddy(self.name)
        self._ending = QLabel()
        self._ending.setProperty("role", "muted")
        self._place = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self._place.setProperty("role", "muted")
        self.choose = QPushButton(self.tr("Change &Folder…"))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label)
        row.addWidget(self.name, 2)
        row.addWidget(self._ending)
        row.addSpacing(10)
        row.addWidget(self._place, 3)
        row.addWidget(self.choose)
        self._show()

    def propose(self, name: str, suffix: str) -> None:
        """Say how the file's name ends, and offer a name unless the user has typed one."""
        if not self._typed:
            self.name.setText(name)
        if suffix != self._suffix:
            self._suffix = suffix
            self._ending.setText(suffix)
            self.changed.emit()

    def path(self) -> Path | None:
        """Return the file that is named; None where no file can be called so."""
        name = self.name.text().strip()
        if name.lower().endswith(self._suffix):
            name = name[: len(name) - len(self._suffix)]
        if not name.strip(". ") or any(sign in _NOT_IN_NAMES for sign in name):
            return None
        return self._folder / f"{name}{self._suffix}"

    def _keep(self) -> None:
        self._typed = True

    def _show(self) -> None:
        # The folder alone: the name stands beside it.
        self._place.setText(self.tr("in {folder}").format(folder=self._folder))
        wrong = self.path() is None
        if self.name.property("invalid") != wrong:
            self.name.setProperty("invalid", wrong)
            self.name.style().polish(self.name)

    def _ask(self) -> None:
        title = self.tr("Choose a folder")
        name = QFileDialog.getExistingDirectory(self, title, str(self._folder))
        if name:
            self._folder = Path(name)
            self._show()
            self.changed.emit()
