"""The numbers of a picture, each written on the pixel that it colours."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QStaticText,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.fonts import number_font
from nnstudio.core.layer import Array

SIZES = (2, 3, 4, 6, 8, 12, 16, 20, 26, 32, 40, 52, 64)
"""How large a pixel can be shown."""
_DIGIT = 8.2
"""How wide a digit of the usual size is."""
_MOST_TEXTS = 5000
_SMALLEST = 0.6
"""Numbers smaller than this share of the usual size cannot be read: they are left away."""


class NumbersView(QAbstractScrollArea):
    """Shows a field of numbers as pixels that can be enlarged until they can be read."""

    pointed = Signal(object)
    """Row and column under the mouse or the keys; None: none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: Array = np.zeros((0, 0))
        self._image = QImage()
        self._size, self._fitted, self._longest = SIZES[0], True, 1
        self._at: tuple[int, int] | None = None
        self._texts: dict[float, tuple[QStaticText, float, float]] = {}
        self._written_in = QFont()
        self._bright: Array = np.zeros((0, 0), bool)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        theme_signals.changed.connect(self.viewport().update)

    def show_numbers(self, values: Array, image: QImage) -> None:
        """Show numbers ``(height, width)`` and the picture ``height`` x ``width`` that they make."""
        same = values.shape == self._values.shape
        self._values, self._image, self._bright = values, image, bright_pixels(image)
        if not same:
            self._fitted, self._at = True, None
        self._longest = max(map(len, map(self.text_of, self._extremes())), default=1)
        self._measure()
        self.viewport().update()

    def values(self) -> Array:
        """Return the numbers that are shown."""
        return self._values

    def size_of_pixels(self) -> int:
        """Return how large a pixel is shown."""
        return self._size

    def scale_of_numbers(self) -> float:
        """Return how large the numbers are written, as a share of the usual size."""
        return min((self._size - 3) / (self._longest * _DIGIT), 0.95)

    def zoom(self, steps: int) -> None:
        """Show larger or smaller pixels."""
        at = SIZES.index(self._size) + steps
        middle = self._cell_at(self.viewport().rect().center().toPointF())
        self._fitted = False
        self._size = SIZES[min(max(at, 0), len(SIZES) - 1)]
        self._measure()
        if middle is not None:
            self._show_cell(middle, True)
        self.viewport().update()

    def text_of(self, value: float) -> str:
        """Return a number as it stands on its pixel."""
        if value != value:
            return "–"
        text = f"{value:.0f}" if value == round(value) else f"{value:.2f}"
        return text.replace("-", "−")

    def point(self, cell: tuple[int, int] | None) -> None:
        """Mark a pixel by its row and column."""
        if cell != self._at:
            self._at = cell
            self.pointed.emit(cell)
            self.viewport().update()

    # ---- Qt ----

    def sizeHint(self) -> QSize:
        return QSize(420, 320)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current_theme(), QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(theme.surface))
        if self._image.isNull():
            return
        height, width = self._values.shape
        corner, size = self._corner(), self._size
        painter.drawImage(QRectF(corner.x(), corner.y(), width * size, height * size), self._image)
        painter.setPen(QColor(theme.border_strong))
        painter.drawRect(QRectF(corner.x(), corner.y(), width * size, height * size))
        if self.scale_of_numbers() >= _SMALLEST:
            self._paint_numbers(painter, event.rect())
        if self._at is not None:
            row, column = self._at
            place = QRectF(corner.x() + column * size, corner.y() + row * size, size, size)
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRect(place)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.drawRoundedRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _paint_numbers(self, painter: QPainter, seen: QRect) -> None:
        corner, size = self._corner(), self._size
        height, width = self._values.shape
        font = number_font(self.scale_of_numbers())
        painter.setFont(font)
        rows = range(
            max(int((seen.top() - corner.y()) // size), 0),
            min(int((seen.bottom() - corner.y()) // size) + 1, height),
        )
        columns = range(
            max(int((seen.left() - corner.x()) // size), 0),
            min(int((seen.right() - corner.x()) // size) + 1, width),
        )
        seen_values = self._values[rows.start : rows.stop, columns.start : columns.stop]
        bright = self._bright[rows.start : rows.stop, columns.start : columns.stop]
        for ink, mask in (("#f4f6f8", ~bright), ("#14161a", bright)):
            painter.setPen(QColor(ink))
            where_y, where_x = np.nonzero(mask)
            numbers = seen_values[where_y, where_x].tolist()
            for row, column, number in zip(
                (where_y + rows.start).tolist(),
                (where_x + columns.start).tolist(),
                numbers,
                strict=True,
            ):
                text, wide, high = self._static(number, font)
                x = corner.x() + (column + 0.5) * size - wide / 2
                y = corner.y() + (row + 0.5) * size - high / 2
                painter.drawStaticText(QPointF(x, y), text)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.point(self._cell_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self.point(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        way = ways.get(Qt.Key(event.key()))
        if event.matches(QKeySequence.StandardKey.Copy):
            lines = ["\t".join(f"{v:.9g}" for v in row) for row in self._values.tolist()]
            QGuiApplication.clipboard().setText("\n".join(lines))
        elif event.text() in ("+", "-"):
            self.zoom(1 if event.text() == "+" else -1)
        elif way is not None and self._values.size:
            row, column = self._at or (0, 0)
            height, width = self._values.shape
            row, column = row + way[0], column + way[1]
            cell = min(max(row, 0), height - 1), min(max(column, 0), width - 1)
            self._show_cell(cell, False)
            self.point(cell)
        else:
            super().keyPressEvent(event)

    # ---- within ----

    def _static(self, number: float, font: QFont) -> tuple[QStaticText, float, float]:
        """Return a number laid out, and its size; the same few numbers come again and again."""
        if font != self._written_in or len(self._texts) > _MOST_TEXTS:
            self._texts, self._written_in = {}, font
        if number not in self._texts:
            made = QStaticText(self.text_of(number))
            made.setTextFormat(Qt.TextFormat.PlainText)
            made.prepare(QTransform(), font)
            self._texts[number] = made, made.size().width(), made.size().height()
        return self._texts[number]

    def _extremes(self) -> list[float]:
        finite = self._values[np.isfinite(self._values)]
        return [float(finite.min()), float(finite.max())] if finite.size else []

    def _measure(self) -> None:
        height, width = self._values.shape
        view = self.viewport()
        if self._fitted and height and width:
            fits = min((view.width() - 4) / width, (view.height() - 4) / height)
            self._size = max((size for size in SIZES if size <= fits), default=SIZES[0])
        for bar, length, room in (
            (self.horizontalScrollBar(), width * self._size, view.width()),
            (self.verticalScrollBar(), height * self._size, view.height()),
        ):
            bar.setRange(0, max(length + 4 - room, 0))
            bar.setPageStep(room)
            bar.setSingleStep(self._size)

    def _corner(self) -> QPointF:
        height, width = self._values.shape
        view = self.viewport()
        left = max((view.width() - width * self._size) // 2, 2)
        top = max((view.height() - height * self._size) // 2, 2)
        return QPointF(
            left - self.horizontalScrollBar().value(), top - self.verticalScrollBar().value()
        )

    def _cell_at(self, place: QPointF) -> tuple[int, int] | None:
        corner = self._corner()
        row = int((place.y() - corner.y()) // self._size)
        column = int((place.x() - corner.x()) // self._size)
        height, width = self._values.shape
        return (row, column) if 0 <= row < height and 0 <= column < width else None

    def _show_cell(self, cell: tuple[int, int], centred: bool) -> None:
        view = self.viewport()
        for bar, number, room in (
            (self.verticalScrollBar(), cell[0], view.height()),
            (self.horizontalScrollBar(), cell[1], view.width()),
        ):
            start = number * self._size
            if centred:
                bar.setValue(start + self._size // 2 - room // 2)
            elif start < bar.value():
                bar.setValue(start)
            elif start + self._size + 4 > bar.value() + room:
                bar.setValue(start + self._size + 4 - room)


def bright_pixels(image: QImage) -> Array:
    """Return on which pixels dark letters are read better ``(height, width)``."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return rows[:, : grey.width()] > 120
