"""Which mark is which class; a click picks one out."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.plots.embedding.marks import paint_mark
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import ui_font

_ROW, _MARK, _GAP = 19, 16, 10


class ClassKey(QWidget):
    """Shows the classes with their marks, in as many rows as it needs."""

    picked = Signal(object)
    """The number of a class, None: all again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._tints: tuple[str, ...] = ()
        self._current: int | None = None
        self.setFont(ui_font(0.9))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_classes(self, names: tuple[str, ...], tints: tuple[str, ...]) -> None:
        """Show other classes."""
        if names != self._names:
            self._current = None
        self._names, self._tints = names, tints
        self.setVisible(bool(names))
        self.updateGeometry()
        self.update()

    def place_of(self, number: int) -> QRectF:
        """Return where a class stands."""
        return self._places(self.width())[number]

    def sizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(max(self.width(), 160)))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, _ROW)

    def heightForWidth(self, width: int) -> int:
        places = self._places(width)
        return int(places[-1].bottom()) + 1 if places else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), current_theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, place in enumerate(self._places(self.width())):
            chosen = number == self._current
            if chosen:
                painter.setPen(QPen(QColor(theme.accent), 1.5))
                painter.setBrush(QColor(theme.selection))
                painter.drawRoundedRect(place.adjusted(1, 1, -4, -1), 4, 4)
            middle = QPointF(place.left() + _MARK / 2 + 2, place.center().y())
            paint_mark(painter, middle, number, self._tints[number], theme)
            painter.setPen(QColor(theme.text if chosen else theme.muted))
            text = place.adjusted(_MARK + 4, 0, 0, 0)
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self._short(number))
        if self.hasFocus() and self._current is None:
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number, place in enumerate(self._places(self.width())):
            if place.contains(event.position()):
                self._pick(None if number == self._current else number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
        }
        key = Qt.Key(event.key())
        if key in ways and self._names:
            now = self._current
            first = 0 if ways[key] > 0 else len(self._names) - 1
            self._pick(first if now is None else (now + ways[key]) % len(self._names))
        elif key == Qt.Key.Key_Escape and self._current is not None:
            self._pick(None)
        else:
            super().keyPressEvent(event)

    def _pick(self, number: int | None) -> None:
        self._current = number
        self.update()
        self.picked.emit(number)

    def _short(self, number: int) -> str:
        return self.fontMetrics().elidedText(self._names[number], Qt.TextElideMode.ElideRight, 120)

    def _places(self, width: int) -> list[QRectF]:
        found: list[QRectF] = []
        x = y = 0.0
        for number in range(len(self._names)):
            wide = _MARK + 4 + self.fontMetrics().horizontalAdvance(self._short(number)) + _GAP
            if x + wide > width and x > 0:
                x, y = 0.0, y + _ROW
            found.append(QRectF(x, y, wide, _ROW))
            x += wide
        return found
