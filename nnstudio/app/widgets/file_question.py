"""A question that keeps a file, or work that is in none yet, from being lost."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

_Buttons = QMessageBox.StandardButton


class FileQuestion(QMessageBox):
    """Asks whether to save, with an Alt key for each answer, which Qt gives on few desktops.

    Parameters
    ----------
    text
        The question, translated.
    buttons
        The answers among Save, Discard and Cancel.
    """

    def __init__(self, text: str, buttons: QMessageBox.StandardButton, parent: QWidget) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Warning)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setStandardButtons(buttons)
        names = {
            _Buttons.Save: self.tr("&Save"),
            _Buttons.Discard: self.tr("&Discard"),
            _Buttons.Cancel: self.tr("&Cancel"),
        }
        for button, name in names.items():
            if buttons & button:
                self.button(button).setText(name)
