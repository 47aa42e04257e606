"""How each two columns go together, as a matrix of colours and numbers."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nnstudio.app.live.pictures import colors, image
from nnstudio.app.plots.color_bar import ColorBar
from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.colors import contrast
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.core.layer import Array

_LEAST, _MOST, _NUMBERS = 16, 64, 34
_NAME = 130


class CorrelationPage(QWidget):
    """Shows the matrix with a scale and the pair under the mouse or the keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix = _Matrix()
        self.matrix.pointed.connect(self._tell)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self.matrix)
        self._readout = ElidedLabel()
        bar = ColorBar()
        bar.set_bounds((-1.0, 1.0))
        row = QHBoxLayout()
        row.setContentsMargins(10, 6, 10, 6)
        row.addWidget(self._readout, 1)
        row.addWidget(bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addLayout(row)
        self._translate()

    def show_matrix(self, names: tuple[str, ...], values: Array) -> None:
        """Show the correlations ``(columns, columns)`` of columns."""
        self.matrix.show_values(names, values)
        self._tell(None)

    def readout(self) -> str:
        """Return what is told of the pair under the mouse."""
        return self._readout.text()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _tell(self, pair: tuple[int, int] | None) -> None:
        if pair is None:
            text = self.tr(
                "Pearson's correlation: 1 where two columns rise together, −1 where one falls as "
                "the other rises, 0 where neither says anything of the other."
            )
        else:
            one, other = (self.matrix.names[n] for n in pair)
            value = self.matrix.values[pair]
            number = f"{value:.3f}".replace("-", "−") if value == value else "–"
            text = self.tr("{one} and {other}: {number}").format(
                one=one, other=other, number=number
            )
        self._readout.setText(text)

    def _translate(self) -> None:
        self.matrix.setAccessibleName(self.tr("Correlation of the columns"))
        self.matrix.setAccessibleDescription(self.tr("The arrow keys go from pair to pair."))
        self._tell(None)


class _Matrix(QWidget):
    pointed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.names: tuple[str, ...] = ()
        self.values: Array = np.zeros((0, 0))
        self._at: tuple[int, int] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme_signals.changed.connect(self._on_theme)

    def show_values(self, names: tuple[str, ...], values: Array) -> None:
        self.names, self.values, self._at = names, values, None
        self.setMinimumSize(self._head() + _LEAST * len(names) + 12, self._size_for(_LEAST))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, 300)

    def side(self) -> float:
        """Return how large a cell is."""
        count = max(len(self.names), 1)
        room = min(self.width() - self._head() - 12, self.height() - self._head_up() - 12)
        return float(min(max(room // count, _LEAST), _MOST))

    def cell(self, row: int, column: int) -> QRectF:
        """Return where a cell lies."""
        side = self.side()
        return QRectF(self._head() + column * side, self._head_up() + row * side, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, count, side = current_theme(), QPainter(self), len(self.names), self.side()
        painter.fillRect(self.rect(), QColor(theme.surface))
        if not count:
            return
        known = np.where(np.isfinite(self.values), self.values, 0.0)
        shades = colors(known, (-1.0, 1.0), theme)
        whole = QRectF(self._head(), self._head_up(), side * count, side * count)
        painter.drawImage(whole, image(shades))
        if side >= 22:
            painter.setPen(QPen(QColor(theme.surface), 1))
            for k in range(1, count):
                x, y = whole.left() + k * side, whole.top() + k * side
                painter.drawLine(QPointF(x, whole.top()), QPointF(x, whole.bottom()))
                painter.drawLine(QPointF(whole.left(), y), QPointF(whole.right(), y))
        self._paint_names(painter, side)
        if side >= _NUMBERS:
            self._paint_numbers(painter, shades)
        if self._at is not None:
            painter.setPen(QPen(QColor(theme.text), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.cell(*self._at).adjusted(1, 1, -1, -1))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _paint_names(self, painter: QPainter, side: float) -> None:
        theme = current_theme()
        painter.setFont(ui_font(0.88 if side > 18 else 0.78))
        metrics = painter.fontMetrics()
        for number, name in enumerate(self.names):
            here = self._at is not None and number in self._at
            painter.setPen(QColor(theme.text if here else theme.muted))
            short = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, self._head() - 14)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            place = QRectF(0, self._head_up() + number * side, self._head() - 8, side)
            painter.drawText(place, right, short)
            painter.save()
            painter.translate(self._head() + (number + 0.5) * side, self._head_up() - 6)
            painter.rotate(-45)
            above = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, self._slanted())
            painter.drawText(
                QRectF(0, -10, self._slanted() + 4, 20), Qt.AlignmentFlag.AlignVCenter, above
            )
            painter.restore()

    def _paint_numbers(self, painter: QPainter, shades: Array) -> None:
        theme = current_theme()
        painter.setFont(number_font(0.82))
        for row in range(len(self.names)):
            for column in range(len(self.names)):
                value = self.values[row, column]
                text = f"{value:.2f}".replace("-", "−") if value == value else "–"
                ground = f"#{int(shades[row, column]) & 0xFFFFFF:06x}"
                inks = ("#ffffff", "#14161a")
                ink = max(inks, key=lambda color: contrast(color, ground))
                painter.setPen(QColor(ink if value == value else theme.muted))
                painter.drawText(self.cell(row, column), Qt.AlignmentFlag.AlignCenter, text)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        side, at = self.side(), event.position()
        column = int((at.x() - self._head()) // side)
        row = int((at.y() - self._head_up()) // side)
        count = len(self.names)
        self._point((row, column) if 0 <= row < count and 0 <= column < count else None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._point(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        way = ways.get(Qt.Key(event.key()))
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.tsv())
        elif way is None or not self.names:
            super().keyPressEvent(event)
        else:
            row, column = self._at or (0, 0)
            last = len(self.names) - 1
            row, column = row + way[0], column + way[1]
            self._point((min(max(row, 0), last), min(max(column, 0), last)))

    def tsv(self) -> str:
        """Return names and numbers as lines with tabs."""
        lines = ["\t".join(("", *self.names))]
        for name, row in zip(self.names, self.values.tolist(), strict=True):
            lines.append("\t".join((name, *(f"{value:.6g}" for value in row))))
        return "\n".join(lines)

    def _point(self, pair: tuple[int, int] | None) -> None:
        if pair != self._at:
            self._at = pair
            self.pointed.emit(pair)
            self.update()

    def _head(self) -> int:
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(name) for name in self.names), default=0)
        return min(widest, _NAME) + 18

    def _slanted(self) -> int:
        return min(self._head() - 18, 96)

    def _head_up(self) -> int:
        return round(self._slanted() * 0.72) + 18

    def _size_for(self, side: int) -> int:
        return self._head_up() + side * len(self.names) + 12

    def _on_theme(self) -> None:
        self.update()
