"""What the network says about a sample: a bar for each class."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.core.layer import Array

ROW = 17
MOST = 10
FEWEST = 3
_NAME = 26
_VALUE = 44


@dataclass(frozen=True)
class ClassRow:
    """One class: its name, the network's value for it, and whether it is the true one."""

    name: str
    value: float
    true: bool = False


class ClassBars(QWidget):
    """Shows the classes with a bar each; of many classes the likeliest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ClassRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_output(self, output: Array | None, classes: tuple[str, ...], label: int | None) -> None:
        """Show the network's output ``(units,)`` for a sample of the class number ``label``."""
        rows: tuple[ClassRow, ...] = ()
        if output is not None and classes:
            if len(output) == 1 and len(classes) == 2:
                output = np.array([1.0 - output[0], output[0]])
            order = range(min(len(output), len(classes)))
            if len(order) > MOST:
                order = sorted(np.argsort(-output[: len(classes)])[:MOST].tolist())  # type: ignore[assignment]
            rows = tuple(ClassRow(classes[i], float(output[i]), i == label) for i in order)
        if rows != self._rows:
            if len(rows) != len(self._rows):
                self._rows = rows
                self.updateGeometry()
            self._rows = rows
            self.update()

    def rows(self) -> tuple[ClassRow, ...]:
        """Return all classes that are shown where there is room."""
        return self._rows

    def rows_that_fit(self) -> tuple[ClassRow, ...]:
        """Return what is seen: where there is little room the true class and the likeliest ones."""
        room = max(self.height() // ROW, 1)
        if room >= len(self._rows):
            return self._rows
        first = sorted(self._rows, key=lambda row: (not row.true, -row.value))[:room]
        return tuple(row for row in self._rows if row in first)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NAME + _VALUE + 20, min(len(self._rows), FEWEST) * ROW)

    def sizeHint(self) -> QSize:
        return QSize(_NAME + _VALUE + 70, len(self._rows) * ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self._name_width()
        best = max((row.value for row in self._rows), default=0.0)
        weights = (QFont.Weight.Normal, QFont.Weight.Bold)
        # Fonts and metrics cost more than what they draw: they are made once.
        names, numbers = ([font(0.84, w) for w in weights] for font in (ui_font, number_font))
        metrics = [QFontMetrics(font) for font in names]
        room = max(_VALUE, QFontMetrics(numbers[True]).horizontalAdvance("100.0 %") + 6)
        for index, row in enumerate(self.rows_that_fit()):
            top = index * ROW
            painter.setFont(names[row.true])
            painter.setPen(QColor(theme.text if row.true else theme.muted))
            middle = Qt.AlignmentFlag.AlignVCenter
            name = metrics[row.true].elidedText(row.name, Qt.TextElideMode.ElideRight, wide - 4)
            painter.drawText(QRectF(0, top, wide, ROW), middle, name)
            groove = QRectF(wide, top + ROW / 2 - 4, self.width() - wide - room, 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.pressed))
            painter.drawRoundedRect(groove, 2, 2)
            if math.isfinite(row.value):
                wrong = row.value == best and not row.true
                color = theme.good if row.true else theme.bad if wrong else theme.muted
                groove.setWidth(groove.width() * min(max(row.value, 0.0), 1.0))
                painter.setBrush(QColor(color))
                painter.drawRoundedRect(groove, 2, 2)
            painter.setFont(numbers[row.true])
            painter.setPen(QColor(theme.text if row.value == best else theme.muted))
            place = QRectF(self.width() - room, top, room, ROW)
            written = f"{100 * row.value:.1f} %" if 0 <= row.value <= 1 else f"{row.value:.2g}"
            painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, written)

    def _name_width(self) -> int:
        """Return how much room the names get: what they need, but most of it is for the bars."""
        metrics = QFontMetrics(ui_font(0.84, QFont.Weight.Bold))
        widest = max((metrics.horizontalAdvance(row.name) for row in self._rows), default=0)
        return max(_NAME, min(widest + 8, self.width() * 2 // 5))
