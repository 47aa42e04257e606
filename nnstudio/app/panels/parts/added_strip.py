"""The drawings that were added to the training set, as small pictures."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.fonts import ui_font

_SIDE, _CAPTION, _GAP = 36, 15, 6


class AddedStrip(QWidget):
    """Shows pictures with their classes in rows; one is chosen by a click or the arrow keys."""

    chosen = Signal(int)
    """The number of the drawing that was chosen."""
    removal_wanted = Signal(int)
    """The number of the drawing that is to be removed: Delete was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: tuple[QImage, ...] = ()
        self._names: tuple[str, ...] = ()
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme_signals.changed.connect(self.update)

    def set_drawings(self, pictures: tuple[QImage, ...], names: tuple[str, ...]) -> None:
        """Show drawings with the names of their classes; the last one is chosen."""
        self._pictures, self._names = pictures, names
        self._current = min(max(self._current, 0), len(pictures) - 1)
        self.updateGeometry()
        self.update()

    def choose(self, number: int) -> None:
        """Choose a drawing."""
        self._current = number
        self.update()
        self.chosen.emit(number)

    def current(self) -> int:
        """Return the number of the chosen drawing, -1: there is none."""
        return self._current

    def count(self) -> int:
        """Return how many drawings there are."""
        return len(self._pictures)

    def place_of(self, number: int) -> QRectF:
        """Return where a drawing is shown."""
        columns = self._columns(self.width())
        row, column = divmod(number, columns)
        high = _SIDE + _CAPTION + _GAP
        return QRectF(1 + column * (_SIDE + _GAP), 1 + row * high, _SIDE, _SIDE + _CAPTION)

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(_SIDE + 2, _SIDE + _CAPTION)

    def heightForWidth(self, width: int) -> int:
        rows = -(-len(self._pictures) // self._columns(width))
        return rows * (_SIDE + _CAPTION + _GAP) + 2

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number in range(len(self._pictures)):
            if self.place_of(number).contains(QPointF(event.position())):
                self.choose(number)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        columns = self._columns(self.width())
        ways = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: columns,
            Qt.Key.Key_Up: -columns,
        }
        key, last = Qt.Key(event.key()), len(self._pictures) - 1
        if key in ways and last >= 0:
            self.choose(min(max(self._current + ways[key], 0), last))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._current >= 0:
            self.removal_wanted.emit(self._current)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), current_theme()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, (picture, name) in enumerate(zip(self._pictures, self._names, strict=True)):
            place = self.place_of(number)
            box, current = QRectF(place.topLeft(), QSizeF(_SIDE, _SIDE)), number == self._current
            painter.drawImage(box, picture)
            marked = current and self.hasFocus()
            color = theme.accent if current else theme.border_strong
            painter.setPen(QPen(QColor(color), 2.5 if marked else 1.5 if current else 1))
            painter.drawRect(box)
            painter.setFont(ui_font(0.82, QFont.Weight.DemiBold))
            painter.setPen(QColor(theme.text if current else theme.muted))
            below = QRectF(box.left() - 3, box.bottom() + 1, _SIDE + 6, _CAPTION)
            fitting = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _SIDE + 6)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, fitting)

    def _columns(self, width: int) -> int:
        return max((width - 2 + _GAP) // (_SIDE + _GAP), 1)
