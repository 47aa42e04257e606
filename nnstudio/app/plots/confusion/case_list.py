"""Samples as small pictures or lines, one of which is looked at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font, ui_font

_TILE, _CAPTION, _GAP, _LINE = 52, 14, 6, 34


class CaseList(QAbstractScrollArea):
    """Shows cases in their order; a click or the arrow keys go to one."""

    looked_at = Signal(object)
    """The number of the case that is current now, None: there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cases: tuple[int, ...] = ()
        self._picture_of: Callable[[int], QImage] | None = None
        self._caption_of: Callable[[int], str] = str
        self._text_of: Callable[[int], str] = str
        self._current = 0
        self._held = False
        """Whether the user went to a case, which then stays the current one."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(60)

    def set_cases(
        self,
        cases: tuple[int, ...],
        caption_of: Callable[[int], str],
        text_of: Callable[[int], str],
        picture_of: Callable[[int], QImage] | None,
    ) -> None:
        """Show cases by their numbers; only of those that are seen it is asked what they are."""
        before = self.current()
        self._cases, self._picture_of = cases, picture_of
        self._caption_of, self._text_of = caption_of, text_of
        self._current = (
            cases.index(before) if before is not None and self._held and before in cases else 0
        )
        self._place_bar()
        self.viewport().update()
        self.looked_at.emit(self.current())

    def let_go(self) -> None:
        """Go to the first case once others are shown."""
        self._held = False
        self.verticalScrollBar().setValue(0)

    def cases(self) -> tuple[int, ...]:
        """Return what is shown."""
        return self._cases

    def current(self) -> int | None:
        """Return the case that is looked at."""
        return self._cases[self._current] if self._current < len(self._cases) else None

    def place_of(self, number: int) -> QRectF:
        """Return where a case lies in the viewport."""
        up = self.verticalScrollBar().value()
        if self._picture_of is None:
            return QRectF(0, number * _LINE - up, self.viewport().width(), _LINE)
        row, column = divmod(number, self._columns())
        high = _TILE + _CAPTION + _GAP
        return QRectF(column * (_TILE + _GAP), row * high - up, _TILE, high - _GAP)

    def sizeHint(self) -> QSize:
        return QSize(220, 180)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_bar()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number in range(len(self._cases)):
            if self.place_of(number).contains(QPointF(event.position())):
                self._go_to(number)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = 1 if self._picture_of is None else self._columns()
        ways = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: row,
            Qt.Key.Key_Up: -row,
        }
        key, last = Qt.Key(event.key()), len(self._cases) - 1
        if key in ways and last >= 0:
            self._go_to(min(max(self._current + ways[key], 0), last))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and last >= 0:
            self._go_to(0 if key == Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self.viewport()), current_theme()
        painter.fillRect(self.viewport().rect(), QColor(theme.surface))
        font, small = ui_font(0.86), number_font(0.76)
        metrics, tiny = QFontMetrics(font), QFontMetrics(small)
        elide = Qt.TextElideMode.ElideRight
        for number, case in enumerate(self._cases):
            place = self.place_of(number)
            if place.bottom() < 0 or place.top() > self.viewport().height():
                continue
            current = number == self._current
            if self._picture_of is not None:
                box = QRectF(place.left(), place.top(), _TILE, _TILE)
                painter.drawImage(box.adjusted(2, 2, -2, -2), self._picture_of(case))
                color = theme.accent if current else theme.border_strong
                painter.setPen(QPen(QColor(color), 2.5 if current else 1))
                painter.drawRect(box.adjusted(1, 1, -1, -1))
                painter.setFont(small)
                painter.setPen(QColor(theme.text if current else theme.muted))
                below = QRectF(box.left() - 3, box.bottom(), _TILE + 6, _CAPTION)
                painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._caption_of(case))
                continue
            if current:
                painter.fillRect(place.adjusted(0, 1, 0, -1), QColor(theme.selection))
            width = int(place.width()) - 10
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.setFont(font)
            painter.setPen(QColor(theme.text))
            text = self._text_of(case)
            upper = QRectF(6, place.top() + 2, width, 16)
            painter.drawText(upper, middle, metrics.elidedText(text, elide, width))
            painter.setFont(small)
            painter.setPen(QColor(theme.muted))
            lower = QRectF(6, place.top() + 17, width, 14)
            painter.drawText(lower, middle, tiny.elidedText(self._caption_of(case), elide, width))
        if self.hasFocus() and self._cases:
            painter.setPen(QPen(QColor(theme.accent), 1, Qt.PenStyle.DotLine))
            painter.drawRect(self.place_of(self._current).adjusted(0, 0, -1, -1))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def _columns(self) -> int:
        return max(int((self.viewport().width() + _GAP) // (_TILE + _GAP)), 1)

    def _place_bar(self) -> None:
        bar = self.verticalScrollBar()
        page = self.viewport().height()
        last = self.place_of(len(self._cases) - 1) if self._cases else QRectF()
        bar.setRange(0, max(int(last.bottom()) + bar.value() + 2 - page, 0))
        bar.setPageStep(page)
        bar.setSingleStep(_LINE)

    def _go_to(self, number: int) -> None:
        self._current, self._held = number, True
        place, bar = self.place_of(number), self.verticalScrollBar()
        if place.top() < 0:
            bar.setValue(bar.value() + int(place.top()))
        elif place.bottom() > self.viewport().height():
            bar.setValue(bar.value() + int(place.bottom()) - self.viewport().height() + 1)
        self.viewport().update()
        self.looked_at.emit(self.current())
