"""Asking for the name of a block of the user's own, and for what it is good for."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)


class BlockDialog(QDialog):
    """A form with a name and a description; it cannot be accepted without a name."""

    def __init__(self, name: str, description: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Block of mine"))
        self.name = QLineEdit(name)
        self.name.setMaxLength(80)
        self.name.selectAll()
        self.name.textChanged.connect(self._enable)
        self.description = QPlainTextEdit(description)
        self.description.setTabChangesFocus(True)
        self.description.setPlaceholderText(self.tr("What it is good for, shown in the palette"))
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Description"), self.description)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.buttons)
        self._enable()

    def sizeHint(self) -> QSize:
        return QSize(420, 220)

    def _enable(self) -> None:
        save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setEnabled(bool(self.name.text().strip()))
