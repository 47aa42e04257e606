"""Giving a node another name, where its name stands on the card."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from nnstudio.app.blocks.block_edits import selected_block
from nnstudio.app.canvas.block_frame import BlockFrame
from nnstudio.app.canvas.geometry import NODE_WIDTH, content_left
from nnstudio.app.canvas.naming import node_name
from nnstudio.app.canvas.node_item import NodeItem
from nnstudio.app.widgets.press_outside import FOCUS_COMES_BACK, PressOutside
from nnstudio.core.text import N_, Text
from nnstudio.graph import blocks, edits
from nnstudio.graph.project import Group, Project

if TYPE_CHECKING:
    from nnstudio.app.canvas.view import CanvasView

_LEFT_OF_NAME = 33.0
_SMALLEST_WIDTH = 150
_LONGEST = 200


class Renaming(QObject):
    """Opens an editor on a card and makes one edit of what was written."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self._session = view.session
        self._editor: NameEditor | None = None

    def rename(self) -> None:
        """Let the user write the name of what is selected: a node, a block, a frame or a note."""
        selection, block = self._session.selection, selected_block(self._session)
        if block is not None:
            self.rename_block(block)
        elif len(selection) == 1 and selection[0] in self._view.canvas.nodes:
            self.rename_node(selection[0])
        elif selection or not self._view.remarks.edit_text():
            self._view.message.emit(Text(N_("Select the one layer that is to be renamed.")))

    def rename_at(self, point: QPointF) -> bool:
        """Let the user write the name under a point of the scene; return whether there is one."""
        item = self._view.canvas.node_at(point)
        if item is None or not name_place(item).contains(point):
            return False
        self._view.canvas.session.select(self._view.canvas.together(item.node_id))
        self.rename()
        return True

    def rename_node(self, node_id: str) -> None:
        """Let the user write the name of a node."""
        node = self._session.project.graph.by_id[node_id]
        self._view.choose([node_id])
        item = self._view.canvas.nodes[node_id]
        self._write(item, node.title or node_id, node_id, partial(self._keep_node, node_id))

    def rename_block(self, block: Group) -> None:
        """Let the user write the name of a block, on its card or its frame."""
        item = self._view.canvas.blocks.item_of(block.id)
        self._write(item, block.title, block.id, partial(self._keep_block, block))

    def _write(
        self, item: NodeItem | BlockFrame, name: str, usual: str, keep: Callable[[str], None]
    ) -> None:
        if self._editor is not None:
            self._editor.keep()
        self._view.cancel_gesture()
        self._editor = NameEditor(self._view, item)
        self._editor.setPlaceholderText(usual)
        self._editor.setText(name)
        self._editor.selectAll()
        self._editor.kept.connect(self._forget)
        self._editor.kept.connect(keep)
        self._editor.dropped.connect(self._forget)
        self._session.changed.connect(self._editor.drop)
        self._session.opened.connect(self._editor.drop)

    def _keep_node(self, node_id: str, text: str) -> None:
        session = self._session
        title = "" if text.strip() == node_id else text.strip()
        if title != session.project.graph.by_id[node_id].title:
            old = node_name(session.project, node_id)
            self._edit(old, title or node_id, edits.set_title(session.project, node_id, title))

    def _keep_block(self, block: Group, text: str) -> None:
        title = text.strip()
        if title and title != block.title:
            project = blocks.rename(self._session.project, block.id, title)
            self._edit(block.title or block.id, title, project)

    def _edit(self, old: str, new: str, project: Project) -> None:
        self._session.close_merge()
        self._session.edit(Text(N_("Rename {node} to {name}"), node=old, name=new), project)

    def _forget(self) -> None:
        self._editor = None


class NameEditor(QLineEdit):
    """Lies on a card until its text is kept (Enter, a click elsewhere) or dropped (Esc)."""

    kept = Signal(str)
    """The user is done; carries what is written now."""
    dropped = Signal()

    def __init__(self, view: CanvasView, item: NodeItem | BlockFrame) -> None:
        super().__init__(view.viewport())
        self._view, self._item = view, item
        self._done = False
        self.setMaxLength(_LONGEST)
        self.setProperty("role", "name")
        self.setAccessibleName(self.tr("Name of the layer"))
        view.zoom_changed.connect(self._place)
        for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
            bar.valueChanged.connect(self._place)
        self._place()
        self.show()
        self._outside = PressOutside(self)
        self._outside.pressed.connect(self.keep)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """End, and let the name count."""
        if not self._done:
            text = self.text()
            self._close()
            self.kept.emit(text)

    def drop(self) -> None:
        """End, and forget what was written."""
        if not self._done:
            self._close()
            self.dropped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.drop()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep()
        else:
            super().keyPressEvent(event)
        event.accept()  # what the name does not need is not meant for the canvas either

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # the keys of the canvas rest while a name is written
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in FOCUS_COMES_BACK:
            self.keep()

    def _place(self) -> None:
        """Lie on the name, in letters as large as its own where they can be read."""
        zoom = self._view.zoom
        place = name_place(self._item)
        font = self.font()
        font.setPixelSize(min(max(round(13 * zoom), 11), 40))
        self.setFont(font)
        height = max(round(place.height() * zoom), self.fontMetrics().height() + 8)
        corner = self._view.mapFromScene(place.topLeft())
        middle = self._view.mapFromScene(place.center()).y()
        width = max(round(place.width() * zoom), _SMALLEST_WIDTH)
        self.setGeometry(corner.x(), middle - height // 2, width, height)

    def _close(self) -> None:
        self._done = True
        self._outside.stop()
        if self.hasFocus():
            # Before it hides, or Qt would look for the next one to have the focus.
            self._view.setFocus()
        self.hide()
        self.deleteLater()


def name_place(item: NodeItem | BlockFrame) -> QRectF:
    """Return where the name of a node or block stands in the scene."""
    if isinstance(item, BlockFrame):
        return item.title_place()
    left = content_left(len(item.face.inputs)) + _LEFT_OF_NAME
    return QRectF(left, 3, NODE_WIDTH - left - 5, 24).translated(item.pos())
