"""Small maps of what each neuron of a layer answers, to choose one from."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nnstudio.app.live.pictures import colors, image, value_range
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import ui_font
from nnstudio.core.layer import Array

MOST = 64
"""So many neurons are drawn at most."""
LEAST, LARGEST = 26, 92
GAP = 5


class NeuronStrip(QWidget):
    """Draws as many neurons as there is room for; a click or the arrow keys choose one."""

    chosen = Signal(object)
    """The number of a neuron, None: none of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._maps = np.zeros((0, 0, 0))
        self._bounds = (0.0, 1.0)
        self._total = 0
        self._current: int | None = None
        self._curves = False
        self._picture: QImage | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def set_maps(self, maps: Array, total: int) -> None:
        """Show the answers of neurons ``(rows, columns, neurons)``; a single row is a curve."""
        self._maps, self._total = maps, total
        self._curves = maps.shape[0] == 1
        self._bounds = value_range(maps)
        self._picture = None
        self.update()

    def set_current(self, neuron: int | None) -> None:
        """Mark a neuron."""
        self._current = neuron
        self.update()

    def bounds(self) -> tuple[float, float]:
        """Return the numbers that the darkest colours stand for, the same for the whole layer."""
        return self._bounds

    def shown(self) -> int:
        """Return how many neurons there is room for."""
        return min(self._grid()[2], self._maps.shape[2])

    def repaint_all(self) -> None:
        """Draw anew, as after a change of theme."""
        self._picture = None
        self.update()

    def place_of(self, neuron: int) -> QRectF:
        """Return where a neuron's map lies."""
        columns, side, _ = self._grid()
        row, column = divmod(neuron, columns)
        return QRectF(2 + column * (side + GAP), 2 + row * (side + GAP), side, side)

    # ---- Qt ----

    def sizeHint(self) -> QSize:
        return QSize(160, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * (LEAST + GAP) + 4, LEAST + 4)

    def resizeEvent(self, event: QEvent) -> None:
        self._picture = None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), current_theme()
        count = self.shown()
        if not count:
            return
        if self._picture is None:
            self._picture = self._drawn(count)
        painter.drawImage(2, 2, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.border_strong), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRects([self.place_of(number) for number in range(count)])
        if self._current is not None and self._current < count:
            around = self.place_of(self._current).adjusted(-1.5, -1.5, 1.5, 1.5)
            painter.setPen(QPen(QColor(theme.accent), 2.5))
            painter.drawRoundedRect(around, 2, 2)
        if count < self._total:
            painter.setFont(ui_font(0.82))
            painter.setPen(QColor(theme.muted))
            text = self.tr("{shown} of {total}").format(shown=count, total=self._total)
            last = self.place_of(count - 1).bottom()
            place = QRectF(2, last + 2, self.width() - 4, 14)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft, text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            found = self._at(event.position().x(), event.position().y())
            if found is not None:
                self._choose(None if found == self._current else found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        columns, _, _ = self._grid()
        steps = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: columns,
            Qt.Key.Key_Up: -columns,
        }
        key, count = Qt.Key(event.key()), self.shown()
        if key in steps and count:
            now = -1 if self._current is None else self._current
            wanted = 0 if now < 0 else now + steps[key]
            if 0 <= wanted < count:
                self._choose(wanted)
        elif key == Qt.Key.Key_Escape and self._current is not None:
            self._choose(None)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._at(event.pos().x(), event.pos().y())
            text = "" if found is None else self.tr("Neuron {number}").format(number=found + 1)
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    # ---- within ----

    def _choose(self, neuron: int | None) -> None:
        self.set_current(neuron)
        self.chosen.emit(neuron)

    def _at(self, x: float, y: float) -> int | None:
        found = (n for n in range(self.shown()) if self.place_of(n).contains(x, y))
        return next(found, None)

    def _grid(self) -> tuple[int, int, int]:
        """Return columns, the side of a map, and how many maps have room."""
        width, height = max(self.width() - 4, LEAST), max(self.height() - 4, LEAST)
        count = max(self._maps.shape[2], 1)
        for columns in range(1, 40):
            side = min((width + GAP) // columns - GAP, LARGEST)
            if side < LEAST:
                break
            if math.ceil(count / columns) * (side + GAP) - GAP <= height:
                return columns, side, count
        columns = max((width + GAP) // (LEAST + GAP), 1)
        room = columns * max((height - 16 + GAP) // (LEAST + GAP), 1)
        return columns, LEAST, min(room, count)

    def _drawn(self, count: int) -> QImage:
        """Draw all maps at once, in the pixels of the screen."""
        columns, side, _ = self._grid()
        theme, ratio = current_theme(), self.devicePixelRatioF()
        pixels, pitch = round(side * ratio), round((side + GAP) * ratio)
        maps = self._maps[:, :, :count]
        whole = np.uint32(0xFF000000 | int(theme.surface[1:], 16))
        rows = math.ceil(count / columns)
        canvas = np.full((rows * pitch, columns * pitch), whole, np.uint32)
        tiles = self._curve_tiles(maps[0], pixels) if self._curves else self._tiles(maps, pixels)
        for number in range(count):
            row, column = divmod(number, columns)
            top, left = row * pitch, column * pitch
            canvas[top : top + pixels, left : left + pixels] = tiles[:, :, number]
        found = image(canvas)
        found.setDevicePixelRatio(ratio)
        return found

    def _tiles(self, maps: Array, pixels: int) -> Array:
        shades = colors(maps, self._bounds, current_theme())
        rows, columns = (np.arange(pixels) * size // pixels for size in maps.shape[:2])
        tiles: Array = shades[rows[:, np.newaxis], columns]
        return tiles

    def _curve_tiles(self, curves: Array, pixels: int) -> Array:
        """Return each neuron's curve ``(columns, neurons)`` as a picture."""
        theme, (low, high) = current_theme(), self._bounds
        ground, line = (np.uint32(0xFF000000 | int(c[1:], 16)) for c in (theme.entry, theme.accent))
        heights = np.nan_to_num((curves - low) / ((high - low) or 1.0))
        heights = heights[np.arange(pixels) * len(curves) // pixels]
        rows = np.round((1.0 - np.clip(heights, 0.0, 1.0)) * (pixels - 3)).astype(np.int64) + 1
        places = np.arange(pixels)[:, np.newaxis, np.newaxis]
        # Where a curve is steep, the line goes on from the height of the column before.
        before = np.concatenate([rows[:1], rows[:-1]])
        upper, lower = np.minimum(rows, before), np.maximum(rows, before)
        inked = (places >= upper) & (places <= lower + 1)
        return np.where(inked, line, ground)
