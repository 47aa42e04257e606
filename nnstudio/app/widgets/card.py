"""A large button with a picture, a title, a sentence and a note, as on the start page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import ui_font
from nnstudio.app.style.icons import icon_pixmap

Drawing = Callable[[QPainter, QRectF], None]
"""Paints a picture into a rectangle, in the colours of the theme now in force."""

_WIDTH, _PICTURE, _PAD, _EDGE = 208, 88, 12, 6
_SENTENCE_LINES = 2
_NOTE_ICON = 13


class Card(QAbstractButton):
    """Offers one thing to open; Space and Enter press it, other keys go to what it lies in.

    A sentence that does not fit its two lines ends in an ellipsis; the tooltip has all of it.

    Parameters
    ----------
    title, sentence
        Translated texts.
    """

    def __init__(self, title: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing: Drawing | None = None
        self._face, self._painted_for = QPixmap(), ""
        self._sentence, self._note, self._note_icon = "", "", ""
        self._suggested = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_texts(title, sentence)

    def set_texts(self, title: str, sentence: str, note: str = "", note_icon: str = "") -> None:
        """Show other texts; ``note`` is a small line at the bottom, with an icon before it."""
        self.setText(title)
        self._sentence, self._note, self._note_icon = sentence, note, note_icon
        self.setAccessibleName(title)
        self.setAccessibleDescription("\n".join(filter(None, (sentence, note))))
        self.setToolTip(self.accessibleDescription())
        self._painted_for = ""
        self.update()

    def set_drawing(self, drawing: Drawing) -> None:
        """Show what ``drawing`` paints; it is asked only when theme, size or scale have changed."""
        self._drawing, self._painted_for = drawing, ""
        self.update()

    @property
    def has_picture(self) -> bool:
        """Whether there is a picture to show."""
        return self._drawing is not None

    @property
    def suggested(self) -> bool:
        """Whether it is the one that Enter takes while the focus is elsewhere."""
        return self._suggested

    def suggest(self, suggested: bool) -> None:
        """Mark it as the one that Enter takes while the focus is elsewhere."""
        if suggested != self._suggested:
            self._suggested = suggested
            self.update()

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        line = self.fontMetrics().lineSpacing()
        lines = 1 + _SENTENCE_LINES + 1
        return QSize(_WIDTH, _PICTURE + _PAD + lines * line + 16 + _PAD)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:  # a plain button would take the arrow keys for itself
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._painted_for = ""
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lively = self.underMouse() or self.hasFocus() or self._suggested
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(QColor(theme.hover if self.isDown() else theme.node))
        width = 2.0 if self.hasFocus() else 1.0
        painter.setPen(QPen(QColor(theme.accent if lively else theme.border), width))
        painter.drawRoundedRect(frame, 8, 8)
        self._prepare()
        painter.drawPixmap(0, 0, self._face)

    def _prepare(self) -> None:
        """Paint picture and texts, unless they would look as they do."""
        scale = self.devicePixelRatioF()
        look = f"{current_theme().name} {self.width()} {self.height()} {scale}"
        if look == self._painted_for:
            return
        self._painted_for = look
        self._face = QPixmap((QSizeF(self.size()) * scale).toSize())
        self._face.setDevicePixelRatio(scale)
        self._face.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._face)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = 1 + _EDGE
        area = QRectF(edge, edge, self.width() - 2 * edge, _PICTURE - _EDGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current_theme().window))
        painter.drawRoundedRect(area, 5, 5)
        if self._drawing is not None:
            painter.save()
            self._drawing(painter, area)
            painter.restore()
        self._paint_texts(painter)
        painter.end()

    def _paint_texts(self, painter: QPainter) -> None:
        theme = current_theme()
        line = self.fontMetrics().lineSpacing()
        left, width = float(_PAD), self.width() - 2 * _PAD
        top = float(_PICTURE + _PAD)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(ui_font(1.05, QFont.Weight.DemiBold))
        painter.setPen(QColor(theme.text))
        painter.drawText(
            QRectF(left, top, width, line + 4), middle, _elided(painter, self.text(), width)
        )
        top += line + 6
        painter.setFont(ui_font(0.95))
        painter.setPen(QColor(theme.muted))
        for number, text in enumerate(self._sentence_lines(painter, width)):
            painter.drawText(QRectF(left, top + number * line, width, line), middle, text)
        if not self._note:
            return
        painter.setFont(ui_font(0.85))
        place = QRectF(left, self.height() - _PAD - line, width, line)
        if self._note_icon:
            scale = self.devicePixelRatioF()
            mark = icon_pixmap(self._note_icon, _NOTE_ICON, "muted", scale)
            painter.drawPixmap(QPointF(left, place.center().y() - _NOTE_ICON / 2), mark)
            place.setLeft(left + _NOTE_ICON + 5)
        painter.drawText(place, middle, _elided(painter, self._note, place.width()))

    def _sentence_lines(self, painter: QPainter, width: float) -> list[str]:
        """Return the lines of the sentence that fit, the last one with an ellipsis if need be."""
        layout = QTextLayout(self._sentence, painter.font())
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        layout.beginLayout()
        starts: list[int] = []
        while len(starts) < _SENTENCE_LINES and (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            starts.append(line.textStart())
        layout.endLayout()
        parts = [
            self._sentence[a:b].rstrip() for a, b in zip(starts, [*starts[1:], None], strict=True)
        ]
        return [*parts[:-1], *(_elided(painter, part, width) for part in parts[-1:])]


def _elided(painter: QPainter, text: str, width: float) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(width))
