"""Paints the rows of the list of layers: headings, layers and blocks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget

from nnstudio.app.layer_picture import paint_block_tile, paint_layer_tile
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import ui_font
from nnstudio.app.style.icons import icon_pixmap
from nnstudio.core.layer import Layer
from nnstudio.graph.ready_blocks import ReadyBlock

ROW, HEADER, TILE, CHEVRON = 28, 26, 22, 12
LAYER_ROLE = Qt.ItemDataRole.UserRole
"""Where a row has its layer or block; a heading has none."""

Index = QModelIndex | QPersistentModelIndex


class LayerRowPainter(QStyledItemDelegate):
    """Paints a heading in small letters, a layer as a tile with its name."""

    def __init__(self, view: QTreeWidget, is_faded: Callable[[Layer], bool]) -> None:
        super().__init__(view)
        self._view, self._is_faded = view, is_faded

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = current_theme()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        entry = index.data(LAYER_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection if selected else theme.hover))
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 6, 6)
        if not isinstance(entry, Layer | ReadyBlock):
            self._paint_heading(painter, rect, index)
            painter.restore()
            return
        if isinstance(entry, Layer) and self._is_faded(entry):
            painter.setOpacity(0.45)
        tile = QRectF(rect.left() + 8, rect.top() + (ROW - TILE) / 2, TILE, TILE)
        if isinstance(entry, Layer):
            paint_layer_tile(painter, tile, entry)
        else:
            paint_block_tile(painter, tile)
        painter.setFont(ui_font())
        painter.setPen(QColor(theme.text))
        area = rect.adjusted(38, 0, -6, 0)
        metrics = painter.fontMetrics()
        # The ends tell names such as GlobalMaxPool1D and GlobalMaxPool2D apart.
        text = metrics.elidedText(index.data(), Qt.TextElideMode.ElideMiddle, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint the title, and where the layers are folded away how many there are."""
        theme = current_theme()
        item = self._view.itemFromIndex(index)
        scale = painter.device().devicePixelRatioF()
        sign = "chevron-down" if item.isExpanded() else "chevron-right"
        middle = rect.top() + (rect.height() - CHEVRON) / 2
        picture = icon_pixmap(sign, CHEVRON, "muted", scale)
        painter.drawPixmap(QPointF(rect.left() + 7, middle), picture)
        painter.setFont(ui_font(0.9, QFont.Weight.DemiBold))
        painter.setPen(QColor(theme.muted))
        area = rect.adjusted(23, 0, -10, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, index.data())
        if not item.isExpanded():
            painter.setFont(ui_font(0.9))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(area, right, str(item.childCount()))
