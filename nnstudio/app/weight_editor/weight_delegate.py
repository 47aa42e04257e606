"""How a cell of weights is painted: what is selected has a frame, for its colour says a number."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nnstudio.app.style.appearance import current_theme
from nnstudio.app.weight_editor.weight_model import WeightModel

_ALIGNED = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MARKED = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus


class WeightDelegate(QStyledItemDelegate):
    """Fills a cell, writes its number and frames it where it is selected; the style is not asked.

    That a style sheet draws each of some hundred cells takes a quarter of a second.
    """

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = index.model()
        assert isinstance(model, WeightModel)
        text, ground, ink = model.face(index.row(), index.column())
        rect = option.rect
        painter.fillRect(rect, ground)
        painter.setPen(ink)
        painter.drawText(rect.adjusted(4, 0, -8, 0), _ALIGNED, text)
        if option.state & _MARKED:
            self._frame(painter, option)

    def _frame(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        current = bool(option.state & QStyle.StateFlag.State_HasFocus)
        theme, frame = current_theme(), QRectF(option.rect)
        painter.save()
        painter.setPen(QPen(QColor(theme.entry), 4 if current else 3))
        painter.drawRect(frame.adjusted(1.5, 1.5, -1.5, -1.5))
        painter.setPen(QPen(QColor(theme.text), 2 if current else 1))
        painter.drawRect(frame.adjusted(1, 1, -1, -1))
        painter.restore()
