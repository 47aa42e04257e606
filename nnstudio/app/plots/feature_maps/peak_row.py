"""The samples that wake one map most, with the part of them that did it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.plots.feature_maps.map_tiles import Patch
from nnstudio.app.plots.feature_maps.painter_fonts import digits, letters
from nnstudio.app.plots.ticks import figure
from nnstudio.app.style.appearance import current_theme

SIDE, GAP, TEXT = 56, 8, 16


@dataclass(frozen=True, eq=False)
class PeakPicture:
    """A sample: its number in the split, its picture, the part that counts, and the value."""

    index: int
    picture: QImage
    patch: Patch | None
    value: float


class PeakRow(QWidget):
    """Shows samples from the strongest on; a click, or an arrow key and Enter, choose one."""

    picked = Signal(int)
    """The number of the sample."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self._pictures: tuple[PeakPicture, ...] = ()
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(2 * TEXT + SIDE + 8)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_title(self, title: str) -> None:
        """Say what is shown, or how far it is computed."""
        self._title = title
        self.setAccessibleName(title)
        self.update()

    def title(self) -> str:
        """Return what is said above."""
        return self._title

    def set_pictures(self, pictures: tuple[PeakPicture, ...]) -> None:
        """Show other samples."""
        self._pictures = pictures
        self._current = 0
        self.update()

    def pictures(self) -> tuple[PeakPicture, ...]:
        """Return what is shown."""
        return self._pictures

    def place_of(self, number: int) -> QRectF:
        """Return where a picture lies."""
        return QRectF(number * (SIDE + GAP), TEXT + 2, SIDE, SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setFont(letters(0.88))
        painter.setPen(QColor(theme.muted))
        painter.drawText(QRectF(0, 0, self.width(), TEXT), self._title)
        painter.setFont(digits(0.82))
        for number, shown in enumerate(self._pictures):
            area = self.place_of(number)
            if area.left() > self.width():
                break
            size = shown.picture.size()
            scale = SIDE / max(size.width(), size.height(), 1)
            down = max(scale, 12.0) if size.height() == 1 else scale
            target = QRectF(area.x(), area.y(), size.width() * scale, size.height() * down)
            painter.drawImage(target, shown.picture)
            if shown.patch is not None:
                top, left, bottom, right = shown.patch
                painter.setPen(QPen(QColor(theme.validation), 2))
                across, high = (right - left + 1) * scale, (bottom - top + 1) * down
                painter.drawRect(
                    QRectF(target.x() + left * scale, target.y() + top * down, across, high)
                )
            chosen = self.hasFocus() and number == self._current
            painter.setPen(QPen(QColor(theme.accent if chosen else theme.border), 1 + chosen))
            painter.drawRect(target)
            painter.setPen(QColor(theme.text))
            below = QRectF(area.x(), area.bottom() + 1, SIDE, TEXT)
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, figure(shown.value))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for number, shown in enumerate(self._pictures):
            if self.place_of(number).contains(event.position()):
                self._current = number
                self.picked.emit(shown.index)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        if way is not None and self._pictures:
            self._current = min(max(self._current + way, 0), len(self._pictures) - 1)
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._pictures:
            self.picked.emit(self._pictures[self._current].index)
        else:
            super().keyPressEvent(event)
