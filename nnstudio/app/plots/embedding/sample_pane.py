"""The sample under the mouse: its picture, what it is and what the network makes of it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnstudio.app.style.appearance import current_theme


class SamplePane(QWidget):
    """Shows up to two pictures beside each other, and lines of text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pair = _Pair()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pair)
        column.addWidget(self._text, 1)
        self.setFixedWidth(170)

    def set_sample(self, pictures: tuple[QImage, ...], text: str) -> None:
        """Show a sample; without pictures there is more room for the text."""
        self._pair.pictures = pictures
        self._pair.setVisible(bool(pictures))
        self._pair.update()
        self._text.setText(text)

    def text(self) -> str:
        """Return what is written."""
        return self._text.text()

    def pictures(self) -> tuple[QImage, ...]:
        """Return the pictures."""
        return self._pair.pictures


class _Pair(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.pictures: tuple[QImage, ...] = ()
        self.setFixedHeight(84)

    def sizeHint(self) -> QSize:
        return QSize(170, 84)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number, picture in enumerate(self.pictures):
            place = QRectF(number * 86, 1, 82, 82)
            painter.drawImage(place, picture)
            painter.setPen(QPen(QColor(current_theme().border_strong), 1))
            painter.drawRect(place)
