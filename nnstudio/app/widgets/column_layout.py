"""Widgets in columns of one width that fill the room, as the cards of a gallery."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QWidget

from nnstudio.app.widgets.flow_layout import FlowLayout


class ColumnLayout(FlowLayout):
    """Lays widgets out in as many equal columns as fit; the room that is left makes all wider.

    A widget whose size policy expands across, such as a heading, has a row of its own.
    """

    def __init__(self, parent: QWidget, spacing: int = 8) -> None:
        super().__init__(parent, spacing)
        self._measured: list[tuple[QLayoutItem, QSize, bool]] | None = None

    def invalidate(self) -> None:
        self._measured = None
        super().invalidate()

    def _measure(self) -> list[tuple[QLayoutItem, QSize, bool]]:
        """Return what is shown, the size of each, and whether it has a row of its own."""
        across = Qt.Orientation.Horizontal
        return [
            (item, item.sizeHint(), bool(item.expandingDirections() & across))
            for item in self._items
            if not item.isEmpty()
        ]

    def _arrange(self, rect: QRect, move: bool) -> int:
        if self._measured is None:  # asked for again and again while the window is laid out
            self._measured = self._measure()
        hints = self._measured
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
