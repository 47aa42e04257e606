"""The tokens of a sample in a row, with lines from one of them to those it looks at."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font
from nnstudio.core.layer import Array

_ROW, _ARCS = 20, 46
FAINTEST = 0.005
"""A weight below this has no line."""


class TokenLines(QWidget):
    """Shows each line as thick as its weight; a click or the arrow keys choose the token."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._weights: Array = np.zeros(0)
        self._query = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_lines(self, names: tuple[str, ...], query: int, weights: Array) -> None:
        """Show tokens, and how much the token ``query`` looks at each ``(tokens,)``."""
        self._names, self._query, self._weights = names, query, weights
        self.update()

    def lines(self) -> dict[int, float]:
        """Return which tokens have a line, and its weight."""
        if self._query < 0:
            return {}
        strong = np.flatnonzero(self._weights >= FAINTEST)
        return {int(key): float(self._weights[key]) for key in strong}

    def place_of(self, token: int) -> QPointF:
        """Return the middle of a token."""
        return QPointF((token + 0.5) * self._pitch(), self.height() - _ROW / 2)

    def sizeHint(self) -> QSize:
        return QSize(300, _ROW + _ARCS)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, _ROW + _ARCS)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current_theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        base, pitch = float(self.height() - _ROW), self._pitch()
        largest = max(self.lines().values(), default=1.0)
        for key, weight in sorted(self.lines().items(), key=lambda line: line[1]):
            color = QColor(theme.validation)
            color.setAlphaF(min(1.0, 0.25 + 0.75 * weight / largest))
            painter.setPen(QPen(color, 0.8 + 4.2 * weight / largest))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            start, end = (QPointF((n + 0.5) * pitch, base) for n in (self._query, key))
            path = QPainterPath(start)
            span = abs(end.x() - start.x())
            top = base - min(_ARCS + 14.0, 16 + span * 0.5)
            if key == self._query:
                path.addEllipse(QPointF(start.x(), base - 7), 5, 6)
            else:
                path.cubicTo(QPointF(start.x(), top), QPointF(end.x(), top), end)
            painter.drawPath(path)
        painter.setFont(number_font(0.9))
        metrics = painter.fontMetrics()
        widest = max((metrics.horizontalAdvance(name) for name in self._names), default=0) + 2
        every = max(1, int(np.ceil(min(widest, 48) / max(pitch, 1))))
        for token, name in enumerate(self._names):
            if token % every and token != self._query:
                continue
            room = QRectF((token + 0.5) * pitch - 24, base, 48, _ROW)
            if token == self._query:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(theme.tint(theme.validation, 0.3)))
                mark = QRectF(room.center().x() - 9, base + 1, 18, _ROW - 2)
                painter.drawRoundedRect(mark, 4, 4)
            painter.setPen(QColor(theme.text if token in self.lines() else theme.muted))
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, 48)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        token = int(event.position().x() / max(self._pitch(), 1e-6))
        if event.button() == Qt.MouseButton.LeftButton and 0 <= token < len(self._names):
            self.chosen.emit(token)
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if way is None or not 0 <= self._query + way < len(self._names):
            super().keyPressEvent(event)
        else:
            self.chosen.emit(self._query + way)

    def _pitch(self) -> float:
        return self.width() / max(len(self._names), 1)
