"""Messages that do not interrupt: a bar with an icon, a sentence, actions and a way to close it."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.icons import icon, icon_pixmap


class Tone(Enum):
    """How much a message matters: the name of a colour of the theme and of an icon."""

    INFO = ("info", "info")
    GOOD = ("good", "circle-check")
    WARNING = ("warning", "triangle-alert")
    ERROR = ("bad", "circle-alert")


class Banner(QWidget):
    """One message; hidden until there is something to say.

    A new message replaces the old one. Escape closes it while the focus is inside.
    """

    closed = Signal()
    """The user closed the message."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = Tone.INFO
        self._picture = QLabel()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._buttons: list[QPushButton] = []
        self._close = QToolButton()
        self._close.setIcon(icon("x", "muted"))
        self._close.setIconSize(QSize(14, 14))
        self._close.clicked.connect(self._on_close)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 6, 6)
        self._row.setSpacing(8)
        self._row.addWidget(self._picture)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._close)
        self._name_close_button()
        self.hide()

    def say(
        self, tone: Tone, text: str, actions: tuple[tuple[str, Callable[[], object]], ...] = ()
    ) -> None:
        """Show a translated message with buttons: pairs of a label and what a click does."""
        self._tone = tone
        self._text.setText(text)
        self.setAccessibleName(text)
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for label, act in actions:
            button = QPushButton(label)
            button.setProperty("kind", "quiet")
            button.clicked.connect(act)
            self._row.insertWidget(self._row.count() - 1, button)
            self._buttons.append(button)
        self._paint_icon()
        self.update()
        self.show()

    def text(self) -> str:
        """Return the message."""
        return self._text.text()

    def tone(self) -> Tone:
        """Return how much the message matters."""
        return self._tone

    def buttons(self) -> tuple[QPushButton, ...]:
        """Return the buttons of the present message."""
        return tuple(self._buttons)

    def close_button(self) -> QToolButton:
        """Return the button that closes the message."""
        return self._close

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_close()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_icon()
        elif event.type() == QEvent.Type.LanguageChange:
            self._name_close_button()
            if self._tone is Tone.GOOD:
                self.hide()  # it is done, and told of in the language of before

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        color = getattr(theme, self._tone.value[0])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(theme.tint(color, 0.10)))
        painter.setPen(QPen(QColor(theme.tint(color, 0.35)), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_icon(self) -> None:
        color, name = self._tone.value
        self._picture.setPixmap(icon_pixmap(name, 16, color, self.devicePixelRatioF()))

    def _name_close_button(self) -> None:
        self._close.setToolTip(self.tr("Close"))
        self._close.setAccessibleName(self.tr("Close this message"))

    def _on_close(self) -> None:
        self.hide()
        self.closed.emit()
