"""The field that shows which data a project has, and leads to all others."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from nnstudio.app.style.icons import icon, icon_pixmap

_ARROW = 12


class DataButton(QPushButton):
    """Shows an icon and a name; a click, Enter or Space asks for the choice, a letter for a search."""

    wanted = Signal(str)
    """The user wants to choose, and has already typed this."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dataButton")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setIconSize(QSize(16, 16))
        self._name = ""
        self.clicked.connect(self._ask)

    def show_data(self, name: str, icon_name: str) -> None:
        """Show another data set."""
        self._name = name
        self.setIcon(icon(icon_name))
        self._fit()

    def name(self) -> str:
        """Return what the data is called."""
        return self._name

    def minimumSizeHint(self) -> QSize:
        return QSize(76, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
        elif plain and event.text().strip() and event.text().isprintable():
            self.wanted.emit(event.text())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        arrow = icon_pixmap("chevron-down", _ARROW, "muted", self.devicePixelRatioF())
        painter.drawPixmap(self.width() - _ARROW - 8, (self.height() - _ARROW) // 2, arrow)

    def _fit(self) -> None:
        room = self.width() - 16 - _ARROW - 36
        shown = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideMiddle, room)
        self.setText(f" {shown}")  # the style leaves no gap
        self.setToolTip(self._name if shown != self._name else "")

    def _ask(self) -> None:
        self.wanted.emit("")
