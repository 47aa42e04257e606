"""Some texts as they are read: the mouse says the number of each token."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.fonts import ui_font
from nnstudio.core.layer import Array

LINES = 3
_LINE, _CAPTION, _GAP, _PAD = 19, 15, 8, 8
PADDING, UNKNOWN = 0, 1
_SIGNS = {" ": " ", "\n": "↵", "\t": "⇥"}


@dataclass(frozen=True)
class _Placed:
    """A token and where it is written."""

    token: int
    text: str
    area: QRectF


class TextSamples(QWidget):
    """Writes texts token by token; padding is left out, unknown tokens are boxes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._samples: list[list[int]] = []
        self._captions: tuple[str, ...] = ()
        self._words: tuple[str, ...] = ()
        self._between = 0.0
        self._placed: list[_Placed] = []
        self._tops: list[float] = []
        self._laid_out = 0
        self._pointed: _Placed | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMouseTracking(True)
        theme_signals.changed.connect(self.update)

    def set_samples(self, tokens: Array, captions: tuple[str, ...], words: tuple[str, ...]) -> None:
        """Show texts.

        Parameters
        ----------
        tokens
            Their token numbers ``(n, steps)``.
        captions
            Their classes; empty where there are none.
        words
            What each token number stands for.
        """
        self._samples = tokens.reshape(len(tokens), -1).tolist()
        self._captions, self._words = captions, words
        letters = all(len(word) <= 1 for word in words)
        self._between = 0.0 if letters else 4.0
        self._laid_out, self._pointed = 0, None
        self.setAccessibleDescription(" / ".join(self.texts()))
        self.updateGeometry()
        self.update()

    def texts(self) -> tuple[str, ...]:
        """Return what is written, a text for each sample."""
        between = " " if self._between else ""
        return tuple(
            between.join(self._word(token) for token in tokens if token != PADDING)
            for tokens in self._samples
        )

    def described(self, x: float, y: float) -> str:
        """Return what is said of the token at a place; empty where there is none."""
        self._lay_out()
        found = next((p for p in self._placed if p.area.contains(x, y)), None)
        if found is None:
            return ""
        if found.token == UNKNOWN:
            return self.tr("unknown: token {number}").format(number=found.token)
        text = self.tr("{word}: token {number}")
        return text.format(word=f"“{self._word(found.token)}”", number=found.token)

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 40)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._places(width)[2])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._lay_out()
        place = event.position()
        pointed = next((p for p in self._placed if p.area.contains(place)), None)
        if pointed is not self._pointed:
            self._pointed = pointed
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._pointed = None
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = self.described(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._lay_out()
        theme, painter = current_theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.border))
        painter.setBrush(QColor(theme.entry))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self._pointed is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection))
            painter.drawRoundedRect(self._pointed.area.adjusted(-1, 1, 1, -1), 3, 3)
        painter.setFont(ui_font())
        for placed in self._placed:
            if placed.token == UNKNOWN:
                painter.setPen(QColor(theme.warning))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(placed.area.adjusted(1.5, 4.5, -1.5, -4.5))
                continue
            sign = placed.text in _SIGNS.values() and placed.text != " "
            painter.setPen(QColor(theme.muted if sign else theme.text))
            painter.drawText(placed.area, Qt.AlignmentFlag.AlignVCenter, placed.text)
        if any(self._captions):
            painter.setFont(ui_font(0.85))
            painter.setPen(QColor(theme.muted))
            for number, caption in enumerate(self._captions):
                line = QRectF(_PAD, self._tops[number], self.width() - 2 * _PAD, _CAPTION)
                painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, caption)

    # ---- within ----

    def _word(self, token: int) -> str:
        if token == UNKNOWN or token >= len(self._words):
            return "\N{WHITE SQUARE}"
        return self._words[token]

    def _lay_out(self) -> None:
        """Find the place of each token at the present width."""
        if self._laid_out != self.width():
            self._laid_out = self.width()
            self._placed, self._tops, _ = self._places(self.width())

    def _places(self, width: int) -> tuple[list[_Placed], list[float], float]:
        """Return the place of each token, where each sample begins, and the height of all."""
        metrics = QFontMetricsF(ui_font())
        end = width - _PAD
        caption = _CAPTION if any(self._captions) else 0
        placed: list[_Placed] = []
        tops: list[float] = []
        top = float(_PAD)
        for tokens in self._samples:
            tops.append(top)
            top += caption
            x, line = float(_PAD), 0
            for token in tokens:
                if token == PADDING:
                    continue
                word = self._word(token)
                text = _SIGNS.get(word, word)
                wide = 9.0 if token == UNKNOWN else metrics.horizontalAdvance(text)
                if x + wide > end and x > _PAD:
                    x, line = float(_PAD), line + 1
                if line == LINES:
                    break
                placed.append(_Placed(token, text, QRectF(x, top + line * _LINE, wide, _LINE)))
                x += wide + self._between
            top += min(line + 1, LINES) * _LINE + _GAP
        return placed, tops, max(top - _GAP, _PAD + _LINE) + _PAD
