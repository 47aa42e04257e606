"""Which class was taken for which, as a table."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.colors import mix
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.core.layer import Array

HEAD = 20
_ROW = 19


class ConfusionTable(QWidget):
    """Shows counts: rows are true classes, columns what the network said; at the end each share.

    What was right is tinted green, what was wrong red, by its share of the row.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: Array = np.zeros((0, 0), np.int64)
        self._classes: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme_signals.changed.connect(self.update)

    def set_counts(self, counts: Array, classes: tuple[str, ...]) -> None:
        """Show counts ``(classes, classes)``."""
        self._counts, self._classes = counts, classes
        wrong = counts - np.diag(np.diagonal(counts)) if len(counts) else counts
        text = ""
        if len(counts) and wrong.any():
            true, said = divmod(int(wrong.argmax()), len(counts))
            text = self.tr("Most frequent mistake: {true} taken for {said}, {count} times").format(
                true=classes[true], said=classes[said], count=int(wrong[true, said])
            )
        self.setAccessibleDescription(text)
        self.updateGeometry()
        self.update()

    def counts(self) -> Array:
        """Return what is shown."""
        return self._counts

    def sizeHint(self) -> QSize:
        return QSize(260, HEAD + _ROW * len(self._classes) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            left, cell, _ = self._columns()
            column = int((event.pos().x() - left) // cell)
            row = int((event.pos().y() - HEAD) // _ROW)
            if 0 <= row < len(self._classes) and 0 <= column < len(self._classes):
                text = self.tr("{true} taken for {said}: {count}").format(
                    true=self._classes[row],
                    said=self._classes[column],
                    count=int(self._counts[row, column]),
                )
                QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        left, cell, right = self._columns()
        center = Qt.AlignmentFlag.AlignCenter
        small = number_font(0.78 if len(self._classes) > 6 else 0.92)
        heading = ui_font(0.85, QFont.Weight.DemiBold)
        totals = self._counts.sum(axis=1)
        for number, name in enumerate(self._classes):
            top = HEAD + number * _ROW
            painter.setFont(heading)
            painter.setPen(QColor(theme.muted))
            painter.drawText(QRectF(left + number * cell, 0, cell, HEAD), center, name)
            painter.drawText(QRectF(0, top, left - 4, _ROW), center, name)
            painter.setFont(small)
            total = int(totals[number])
            for column in range(len(self._classes)):
                count = int(self._counts[number, column])
                box = QRectF(left + column * cell, top, cell - 1, _ROW - 1)
                share = count / total if total else 0.0
                color = theme.good if column == number else theme.bad
                strength = 0.10 + 0.35 * share if column == number else min(6 * share, 0.6)
                painter.fillRect(box, QColor(mix(theme.entry, color, strength)))
                if count:
                    painter.setPen(QColor(theme.text))
                    painter.drawText(box, center, str(count))
            right_share = f"{self._counts[number, number] / total:.0%}" if total else "–"
            painter.setPen(QColor(theme.muted))
            area = QRectF(self.width() - right, top, right, _ROW)
            painter.drawText(
                area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right_share
            )

    def _columns(self) -> tuple[float, float, float]:
        """Return where the cells begin, how wide one is, and the room for the shares."""
        left, right = 20.0, 34.0
        if any(len(name) > 2 for name in self._classes):
            left = 56.0
        room = self.width() - left - right
        return left, room / max(len(self._classes), 1), right
