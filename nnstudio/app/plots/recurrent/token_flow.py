"""A text whose tokens have colours, broken into lines like any text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.live.pictures import colors
from nnstudio.app.live.token_words import visible
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import ui_font

LINE = 24
MOST_LOSS = 8.0
"""Colours end here: a probability of three in ten thousand."""


@dataclass(frozen=True)
class Token:
    """One token that came, what it cost, and what was expected instead; ``breaks`` a line."""

    text: str
    loss: float
    best: str
    breaks: bool = False


class TokenFlow(QWidget):
    """Shows tokens from surprising (strong colour) to expected (faint); hovering tells the loss."""

    pointed = Signal(object)
    """The `Token` under the mouse, None: none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens: tuple[Token, ...] = ()
        self._places: list[QRectF] = []
        self._bounds = (0.0, MOST_LOSS)
        self._at = -1
        self.setFont(ui_font(1.1))
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_tokens(self, tokens: tuple[Token, ...]) -> None:
        """Show another text, or other losses of it."""
        alike = [t.text for t in tokens] == [t.text for t in self._tokens]
        self._tokens = tokens
        if not alike or len(self._places) != len(tokens):
            self._arrange()
        self.update()

    def tokens(self) -> tuple[Token, ...]:
        """Return what is shown."""
        return self._tokens

    def bounds(self) -> tuple[float, float]:
        """Return what the colours span."""
        return self._bounds

    def place_of(self, number: int) -> QPointF:
        """Return the middle of a token."""
        return self._places[number].center()

    def sizeHint(self) -> QSize:
        return QSize(300, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current_theme(), QPainter(self)
        if not self._tokens:
            return
        losses = np.array([token.loss for token in self._tokens])
        shades = colors(np.nan_to_num(losses, nan=0.0), self._bounds, theme).tolist()
        for number, (token, place) in enumerate(zip(self._tokens, self._places, strict=True)):
            if not place.intersects(QRectF(event.rect())):
                continue
            shade = QColor.fromRgb(shades[number])
            painter.fillRect(place.adjusted(0.5, 1.5, -0.5, -1.5), shade)
            bright = shade.lightnessF() > 0.55
            painter.setPen(QColor("#10131a" if bright else "#f7f8fa"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, visible(token.text))
            if number == self._at:
                painter.setPen(QColor(theme.text))
                painter.drawRect(place.adjusted(0.5, 1.5, -0.5, -1.5))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        places = enumerate(self._places)
        self._point(next((n for n, place in places if place.contains(event.position())), -1))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(-1)

    def _point(self, number: int) -> None:
        if number != self._at:
            self._at = number
            self.update()
            self.pointed.emit(self._tokens[number] if number >= 0 else None)

    def _arrange(self) -> None:
        """Give each token its place, line by line."""
        metrics = QFontMetricsF(self.font())
        x, y, self._places, self._at = 0.0, 0.0, [], -1
        for token in self._tokens:
            width = max(metrics.horizontalAdvance(visible(token.text)), 6.0) + 3
            if x and x + width > self.width():
                x, y = 0.0, y + LINE
            self._places.append(QRectF(x, y, width, LINE))
            x += width
            if token.breaks:
                x, y = 0.0, y + LINE
        self.updateGeometry()
        self.setMinimumHeight(self._height())

    def _height(self) -> int:
        return round(self._places[-1].bottom()) + 2 if self._places else LINE
