"""The list of layers that can be dragged onto the canvas."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from PySide6.QtCore import (
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDrag, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from nnstudio.app.layer_picture import (
    CARD_WIDTH,
    block_drag_picture,
    drag_picture,
    layer_summary,
    layer_title,
)
from nnstudio.app.mime import block_mime_data, layer_mime_data
from nnstudio.app.panels.parts.layer_row_painter import (
    HEADER,
    LAYER_ROLE,
    ROW,
    LayerRowPainter,
)
from nnstudio.app.translate import tr_text
from nnstudio.core.layer import Layer
from nnstudio.core.text import Text
from nnstudio.graph.ready_blocks import ReadyBlock

KEY_ROLE = Qt.ItemDataRole.UserRole + 1

Entry = Layer | ReadyBlock
"""What a row stands for."""


@dataclass(frozen=True)
class Group:
    """A heading and the layers or blocks below it; ``key`` tells it from others in any language."""

    key: str
    title: str
    entries: tuple[Entry, ...]


class LayerList(QTreeWidget):
    """Shows layers under headings that can be folded; a row can be dragged away or entered."""

    chosen = Signal(object)
    """The user double-clicked a layer or block, or pressed Enter on it."""
    left_upwards = Signal()
    """The user pressed Up on the first row, or Escape."""
    folded = Signal(str, bool)
    """The user folded a group away (True) or opened it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._faded: tuple[type[Layer], ...] = ()
        self.setItemDelegate(LayerRowPainter(self, self.is_faded))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.itemClicked.connect(self._on_clicked)
        self.itemDoubleClicked.connect(self._on_double_clicked)
        self.itemExpanded.connect(self._tell)
        self.itemCollapsed.connect(self._tell)

    def show_groups(self, groups: Iterable[Group], folded: Collection[str] = ()) -> None:
        """Show other rows; the groups whose keys are in ``folded`` show their heading only."""
        blocked = self.blockSignals(True)
        self.clear()
        for group in groups:
            heading = QTreeWidgetItem([group.title])
            heading.setData(0, KEY_ROLE, group.key)
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            heading.setSizeHint(0, QSize(0, HEADER))
            for entry in group.entries:
                row = QTreeWidgetItem([entry_title(entry)])
                row.setData(0, LAYER_ROLE, entry)
                row.setToolTip(0, entry_summary(entry))
                row.setSizeHint(0, QSize(0, ROW))
                heading.addChild(row)
            self.addTopLevelItem(heading)
            heading.setExpanded(group.key not in folded)
        self.blockSignals(blocked)

    def set_faded(self, kinds: tuple[type[Layer], ...]) -> None:
        """Paint some kinds of layers paler: they can be had, but are not needed now."""
        self._faded = kinds
        self.viewport().update()

    def is_faded(self, layer: Layer) -> bool:
        """Return whether a layer is painted paler."""
        return isinstance(layer, self._faded)

    def layers(self) -> tuple[Layer, ...]:
        """Return the layers from top to bottom, those of folded groups too."""
        entries = (row.data(0, LAYER_ROLE) for row in self._rows())
        return tuple(entry for entry in entries if isinstance(entry, Layer))

    def blocks(self) -> tuple[ReadyBlock, ...]:
        """Return the blocks from top to bottom, those of folded groups too."""
        entries = (row.data(0, LAYER_ROLE) for row in self._rows())
        return tuple(entry for entry in entries if isinstance(entry, ReadyBlock))

    def layer_item(self, title: str) -> QTreeWidgetItem:
        """Return the row of the layer or block called ``title``."""
        return next(row for row in self._rows() if row.text(0) == title)

    def heading(self, key: str) -> QTreeWidgetItem:
        """Return the heading of a group."""
        return next(top for top in self._headings() if top.data(0, KEY_ROLE) == key)

    def current_layer(self) -> Layer | None:
        """Return the layer that is selected."""
        entry = self.current_entry()
        return entry if isinstance(entry, Layer) else None

    def current_entry(self) -> Entry | None:
        """Return the layer or block that is selected."""
        item = self.currentItem()
        entry = item.data(0, LAYER_ROLE) if item is not None else None
        return entry if isinstance(entry, Layer | ReadyBlock) else None

    def select_best(self, start: str) -> None:
        """Select the topmost layer whose name begins with ``start``, else the topmost."""
        headings = self._headings()
        rows = [row for top in headings if top.isExpanded() for row in _below(top)]
        fitting = [row for row in rows if row.text(0).casefold().startswith(start)]
        if rows:
            self.setCurrentItem((fitting or rows)[0])
        elif headings:
            self.setCurrentItem(headings[0])

    def select_called(self, title: str) -> None:
        """Select the row of the layer or block called ``title``, where there is one."""
        row = next((row for row in self._rows() if row.text(0) == title), None)
        if row is not None:
            self.setCurrentItem(row)

    def fold_all(self) -> None:
        """Show the headings only."""
        self.collapseAll()
        self._tell_all()

    def open_all(self) -> None:
        """Show every layer."""
        self.expandAll()
        self._tell_all()

    def startDrag(self, supported: Qt.DropAction) -> None:
        entry, scale = self.current_entry(), self.devicePixelRatioF()
        if entry is None:
            return
        drag = QDrag(self)
        if isinstance(entry, Layer):
            picture = drag_picture(entry, scale)
            drag.setMimeData(layer_mime_data(entry))
        else:
            picture = block_drag_picture(entry_title(entry), "", scale)
            drag.setMimeData(block_mime_data(entry))
        drag.setPixmap(picture)
        size = picture.deviceIndependentSize()
        drag.setHotSpot(QPoint(round(size.width() - CARD_WIDTH / 2), round(size.height() / 2)))
        drag.exec(Qt.DropAction.CopyAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry, item, key = self.current_entry(), self.currentItem(), event.key()
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and entry is not None:
            self.chosen.emit(entry)
        elif item is not None and entry is None and (enter or key == Qt.Key.Key_Space):
            item.setExpanded(not item.isExpanded())
        elif key == Qt.Key.Key_Escape or (
            key == Qt.Key.Key_Up and item is not None and self.itemAbove(item) is None
        ):
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def _rows(self) -> list[QTreeWidgetItem]:
        return [row for top in self._headings() for row in _below(top)]

    def _headings(self) -> list[QTreeWidgetItem]:
        tops = (self.topLevelItem(i) for i in range(self.topLevelItemCount()))
        return [top for top in tops if top is not None]

    def _on_clicked(self, item: QTreeWidgetItem) -> None:
        if item.parent() is None:
            item.setExpanded(not item.isExpanded())

    def _on_double_clicked(self, item: QTreeWidgetItem) -> None:
        entry = item.data(0, LAYER_ROLE)
        if isinstance(entry, Layer | ReadyBlock):
            self.chosen.emit(entry)
        else:  # the second of two quick clicks
            item.setExpanded(not item.isExpanded())

    def _tell(self, item: QTreeWidgetItem) -> None:
        self.folded.emit(item.data(0, KEY_ROLE), not item.isExpanded())

    def _tell_all(self) -> None:
        for top in self._headings():
            self._tell(top)


def _below(heading: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    rows = (heading.child(i) for i in range(heading.childCount()))
    return [row for row in rows if row is not None]


def entry_title(entry: Entry) -> str:
    """Return what a layer or block is called; what the user wrote stays as it is."""
    return layer_title(entry) if isinstance(entry, Layer) else tr_text(Text(entry.name))


def entry_summary(entry: Entry) -> str:
    """Return what a layer or block does, in a sentence."""
    if isinstance(entry, Layer):
        return layer_summary(entry)
    return tr_text(Text(entry.description)) if entry.description else ""
