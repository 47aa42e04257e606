"""A read-out of one number with its caption, whose width does not jump as the digits change."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from nnstudio.app.style.appearance import restyle
from nnstudio.app.style.fonts import number_font


class NumberLabel(QWidget):
    """Shows a caption and a number below it.

    Parameters
    ----------
    caption
        The translated caption.
    widest
        A text as wide as any that will be shown; the label keeps room for it.
    """

    def __init__(self, caption: str, widest: str = "0.0000", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = QLabel()
        self._caption.setProperty("role", "section")
        self._number = QLabel("–")
        self._number.setFont(number_font(1.3, QFont.Weight.Medium))
        self._number.setTextFormat(Qt.TextFormat.PlainText)
        self._number.setMinimumWidth(self._number.fontMetrics().horizontalAdvance(widest))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._caption)
        column.addWidget(self._number)
        self.set_caption(caption)

    def set_caption(self, caption: str) -> None:
        """Show another caption."""
        self._caption.setText(caption)
        self._name()

    def set_text(self, text: str, role: str = "") -> None:
        """Show a number, written out; ``role`` is ``good``, ``warning``, ``bad`` or nothing."""
        if text != self._number.text():
            self._number.setText(text)
            self._name()
        if role != (self._number.property("role") or ""):
            self._number.setProperty("role", role)
            restyle(self._number)

    def text(self) -> str:
        """Return the number as it is written."""
        return self._number.text()

    def _name(self) -> None:
        self.setAccessibleName(f"{self._caption.text()}: {self._number.text()}")
