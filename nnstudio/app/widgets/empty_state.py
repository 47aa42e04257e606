"""What a panel shows while it has nothing to show: what belongs here and how to get it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from nnstudio.app.style.icons import icon_pixmap


class EmptyState(QWidget):
    """An icon, a title, one sentence and, where one step helps, a button for it.

    Parameters
    ----------
    icon_name
        The name of an icon in resources/icons.
    title, sentence, button
        Translated texts; without ``button`` there is none.
    """

    clicked = Signal()
    """The button was pressed."""

    def __init__(
        self,
        icon_name: str,
        title: str,
        sentence: str,
        button: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._picture = QLabel()
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self._sentence = QLabel()
        self._sentence.setProperty("role", "muted")
        self._sentence.setWordWrap(True)
        self._button = QPushButton()
        self._button.clicked.connect(self.clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(6)
        column.addStretch(2)
        for widget in (self._picture, self._title, self._sentence):
            widget.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(widget)
        column.addSpacing(6)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._paint_icon()
        self.set_texts(title, sentence, button)

    def set_texts(self, title: str, sentence: str, button: str = "") -> None:
        """Show other texts."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)

    def button(self) -> QPushButton:
        """Return the button."""
        return self._button

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_icon()

    def _paint_icon(self) -> None:
        scale = self.devicePixelRatioF()
        self._picture.setPixmap(icon_pixmap(self._icon_name, 32, "disabled", scale))
