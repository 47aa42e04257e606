"""The list of layers that can be dragged onto the canvas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QDrag, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nnstudio.app.mime import layer_mime_data
from nnstudio.app.panels.parts.layer_picture import (
    CARD_WIDTH,
    drag_picture,
    layer_summary,
    layer_title,
    paint_layer_tile,
)
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import ui_font
from nnstudio.core.layer import Layer

ROW, HEADER, TILE = 28, 24, 22
LAYER_ROLE = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Group:
    """A heading and the layers below it."""

    title: str
    layers: tuple[Layer, ...]


class LayerList(QListWidget):
    """Shows layers under headings; a row can be dragged away, double-clicked or entered."""

    chosen = Signal(object)
    """The user double-clicked a layer or pressed Enter on it."""
    left_upwards = Signal()
    """The user pressed Up on the first layer, or Escape."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._faded: tuple[type[Layer], ...] = ()
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.itemDoubleClicked.connect(self._on_double_clicked)

    def show_groups(self, groups: Iterable[Group]) -> None:
        """Show other rows."""
        self.clear()
        for group in groups:
            header = QListWidgetItem(group.title)
            header.setFlags(Qt.ItemFlag.NoItemFlags)
            header.setSizeHint(QSize(0, HEADER))
            self.addItem(header)
            for layer in group.layers:
                item = QListWidgetItem(layer_title(layer))
                item.setData(LAYER_ROLE, layer)
                item.setToolTip(layer_summary(layer))
                item.setSizeHint(QSize(0, ROW))
                self.addItem(item)

    def set_faded(self, kinds: tuple[type[Layer], ...]) -> None:
        """Paint some kinds of layers paler: they can be had, but are not needed now."""
        self._faded = kinds
        self.viewport().update()

    def is_faded(self, layer: Layer) -> bool:
        """Return whether a layer is painted paler."""
        return isinstance(layer, self._faded)

    def layers(self) -> tuple[Layer, ...]:
        """Return the layers that are shown, from top to bottom."""
        found = (self.item(row).data(LAYER_ROLE) for row in range(self.count()))
        return tuple(layer for layer in found if isinstance(layer, Layer))

    def layer_item(self, title: str) -> QListWidgetItem:
        """Return the row of the layer called ``title``."""
        rows = (self.item(row) for row in range(self.count()))
        return next(i for i in rows if i.text() == title and i.data(LAYER_ROLE) is not None)

    def current_layer(self) -> Layer | None:
        """Return the layer that is selected."""
        item = self.currentItem()
        layer = item.data(LAYER_ROLE) if item is not None else None
        return layer if isinstance(layer, Layer) else None

    def select_best(self, start: str) -> None:
        """Select the topmost layer whose name begins with ``start``, else the topmost."""
        rows = [row for row in range(self.count()) if self.item(row).data(LAYER_ROLE) is not None]
        fitting = [r for r in rows if self.item(r).text().casefold().startswith(start)]
        if rows:
            self.setCurrentRow((fitting or rows)[0])

    def startDrag(self, supported: Qt.DropAction) -> None:
        layer = self.current_layer()
        if layer is None:
            return
        picture = drag_picture(layer, self.devicePixelRatioF())
        drag = QDrag(self)
        drag.setMimeData(layer_mime_data(layer))
        drag.setPixmap(picture)
        size = picture.deviceIndependentSize()
        drag.setHotSpot(QPoint(round(size.width() - CARD_WIDTH / 2), round(size.height() / 2)))
        drag.exec(Qt.DropAction.CopyAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        layer = self.current_layer()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and layer is not None:
            self.chosen.emit(layer)
        elif event.key() == Qt.Key.Key_Escape or (
            event.key() == Qt.Key.Key_Up and self.currentRow() <= 1
        ):
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def _on_double_clicked(self, item: QListWidgetItem) -> None:
        layer = item.data(LAYER_ROLE)
        if isinstance(layer, Layer):
            self.chosen.emit(layer)


class _Delegate(QStyledItemDelegate):
    """Paints a heading in small letters, a layer as a tile with its name."""

    def __init__(self, view: LayerList) -> None:
        super().__init__(view)
        self._list = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = current_theme()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        layer = index.data(LAYER_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not isinstance(layer, Layer):
            painter.setFont(ui_font(0.9, QFont.Weight.DemiBold))
            painter.setPen(QColor(theme.muted))
            area = rect.adjusted(8, 6, -4, 0)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, index.data())
            painter.restore()
            return
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection if selected else theme.hover))
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 6, 6)
        if self._list.is_faded(layer):
            painter.setOpacity(0.45)
        tile = QRectF(rect.left() + 8, rect.top() + (ROW - TILE) / 2, TILE, TILE)
        paint_layer_tile(painter, tile, layer)
        painter.setFont(ui_font())
        painter.setPen(QColor(theme.text))
        area = rect.adjusted(38, 0, -6, 0)
        metrics = painter.fontMetrics()
        text = metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()
