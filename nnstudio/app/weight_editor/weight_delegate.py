"""How a cell of weights is painted: what is selected has a frame, for its colour says a number."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nnstudio.app.style.appearance import current_theme


class WeightDelegate(QStyledItemDelegate):
    """Leaves the ground of selected cells as it is and frames them; the current one stands out."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        hidden = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus
        option.state &= ~(hidden | QStyle.StateFlag.State_MouseOver)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        current = bool(option.state & QStyle.StateFlag.State_HasFocus)
        super().paint(painter, option, index)
        if not (selected or current):
            return
        theme, frame = current_theme(), QRectF(option.rect)
        painter.save()
        painter.setPen(QPen(QColor(theme.entry), 4 if current else 3))
        painter.drawRect(frame.adjusted(1.5, 1.5, -1.5, -1.5))
        painter.setPen(QPen(QColor(theme.text), 2 if current else 1))
        painter.drawRect(frame.adjusted(1, 1, -1, -1))
        painter.restore()
