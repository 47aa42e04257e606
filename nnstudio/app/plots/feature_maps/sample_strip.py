"""All samples of a split as a row of small pictures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from nnstudio.app.style.appearance import current_theme

SIDE = 32
PITCH = SIDE + 4
MOST_KEPT = 400


class SampleStrip(QScrollArea):
    """Lets the user pick a sample by click, wheel or arrow keys; only what is seen is drawn."""

    picked = Signal(int)
    """The number of the sample that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = _Row(self)
        self.setWidget(self._row)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(PITCH + 12)
        self.setMinimumWidth(PITCH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_low(self, low: bool) -> None:
        """Do without the scroll bar, where height is scarce: wheel and arrow keys are left."""
        policies = Qt.ScrollBarPolicy
        off, on = policies.ScrollBarAlwaysOff, policies.ScrollBarAsNeeded
        self.setHorizontalScrollBarPolicy(off if low else on)
        self.setFixedHeight(PITCH if low else PITCH + 12)

    def set_samples(self, count: int, picture: Callable[[int], QImage]) -> None:
        """Show ``count`` samples; ``picture`` draws one when it comes into view."""
        self._row.set_samples(count, picture)

    def set_current(self, index: int) -> None:
        """Mark a sample and bring it into view."""
        self._row.current = index
        self._row.update()
        self.ensureVisible(index * PITCH + PITCH // 2, 0, 2 * PITCH, 0)

    def place_of(self, index: int) -> QRect:
        """Return where a sample lies in the viewport."""
        corner = self._row.mapTo(self.viewport(), QRect(index * PITCH, 0, SIDE, SIDE).topLeft())
        return QRect(corner, QSize(SIDE, SIDE))

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - event.angleDelta().y() - event.angleDelta().x())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if way is None or not 0 <= self._row.current + way < self._row.count:
            super().keyPressEvent(event)
        else:
            self.picked.emit(self._row.current + way)


class _Row(QWidget):
    def __init__(self, strip: SampleStrip) -> None:
        super().__init__()
        self._strip = strip
        self.count = 0
        self.current = 0
        self._picture: Callable[[int], QImage] | None = None
        self._kept: dict[int, QImage] = {}
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_samples(self, count: int, picture: Callable[[int], QImage]) -> None:
        self.count, self._picture = count, picture
        self._kept.clear()
        self.resize(max(count * PITCH, 1), PITCH)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        first = max(event.rect().left() // PITCH, 0)
        last = min(event.rect().right() // PITCH, self.count - 1)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for index in range(first, last + 1):
            place = QRect(index * PITCH + 2, 2, SIDE, SIDE)
            painter.drawImage(place, self._image(index))
            if index == self.current:
                painter.setPen(QPen(QColor(current_theme().accent), 2))
                painter.drawRect(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = int(event.position().x()) // PITCH
        if event.button() == Qt.MouseButton.LeftButton and index < self.count:
            self._strip.setFocus(Qt.FocusReason.MouseFocusReason)
            self._strip.picked.emit(index)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        return super().event(event)

    def _image(self, index: int) -> QImage:
        if index not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            assert self._picture is not None
            self._kept[index] = self._picture(index)
        return self._kept[index]
