"""Widgets in columns of one width that fill the room, as the cards of a gallery."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt

from nnstudio.app.widgets.flow_layout import FlowLayout


class ColumnLayout(FlowLayout):
    """Lays widgets out in as many equal columns as fit; the room that is left makes all wider.

    A widget whose size policy expands across, such as a heading, has a row of its own.
    """

    def _arrange(self, rect: QRect, move: bool) -> int:
        hints = [
            (item, item.sizeHint(), bool(item.expandingDirections() & Qt.Orientation.Horizontal))
            for item in self._items
            if not item.isEmpty()
        ]
        least = max((hint.width() for _, hint, alone in hints if not alone), default=1)
        gap = self.spacing()
        columns = max((rect.width() + gap) // (least + gap), 1)
        left, y, row, column = rect.x(), rect.y(), 0, 0
        for item, hint, alone in hints:
            if column == columns or (alone and column):
                y, row, column = y + row + gap, 0, 0
            first = 0 if alone else (rect.width() + gap) * column // columns
            past = rect.width() if alone else (rect.width() + gap) * (column + 1) // columns - gap
            if move:
                item.setGeometry(QRect(left + first, y, past - first, hint.height()))
            row = max(row, hint.height())
            column = columns if alone else column + 1
        return y + row - rect.y()
