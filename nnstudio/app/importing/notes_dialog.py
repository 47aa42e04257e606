"""What is otherwise in a network that was imported, remark by remark."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.style.icons import icon


class NotesDialog(QDialog):
    """Lists the remarks, which can be copied.

    Parameters
    ----------
    text
        What was imported.
    """

    def __init__(self, text: str, notes: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Remarks on the import"))
        self._whole = "\n".join((text, "", *notes))
        head = QLabel(text)
        head.setWordWrap(True)
        self.notes = QListWidget()
        self.notes.setWordWrap(True)
        self.notes.setIconSize(QSize(16, 16))
        self.notes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.notes.setSpacing(2)
        self.notes.setAccessibleName(self.tr("Remarks"))
        for note in notes:
            self.notes.addItem(QListWidgetItem(icon("triangle-alert", "warning"), note))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = QPushButton(self.tr("Copy"))
        copy.setAutoDefault(False)
        copy.clicked.connect(self._copy)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 12)
        column.setSpacing(10)
        column.addWidget(head)
        column.addWidget(self.notes, 1)
        column.addWidget(buttons)
        self.resize(640, 420)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._whole)
