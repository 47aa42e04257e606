"""A view that edits what is selected: copies, moves, deletes and adds."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from nnstudio.app.canvas import clipboard, commands
from nnstudio.app.canvas.block_placing import add_block_after, block_corner, put_block
from nnstudio.app.canvas.gesture_view import GestureView
from nnstudio.app.canvas.scene import CanvasScene
from nnstudio.app.session import Session
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Layer
from nnstudio.core.text import N_, Text
from nnstudio.graph.project import Wire
from nnstudio.graph.ready_blocks import ReadyBlock


class EditView(GestureView):
    """Does to the selection what menus and keys ask for; nodes, frames and notes go together."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(CanvasScene(session), parent)
        self.canvas.setParent(self)
        self.session = session

    @property
    def selected_wires(self) -> tuple[Wire, ...]:
        """The selected wires; selected nodes are the session's."""
        return self.canvas.selected_wires

    def add_layer(self, layer: Layer) -> None:
        """Add a layer after the selected or last node, connected where that is possible."""
        self.cancel_gesture()
        node_id = commands.add_layer(self.session, layer, self.visible_rect().center())
        self.choose([node_id])

    def add_block(self, block: ReadyBlock) -> None:
        """Add a block after the selected or last node, fed by it where that is possible."""
        self.cancel_gesture()
        session, nodes = self.session, self.session.project.graph.nodes
        if nodes:
            anchor = session.selection[-1] if session.selection else nodes[-1].id
            project, made = add_block_after(session.project, block, anchor)
        else:
            corner = block_corner(block, self.visible_rect().center())
            project, made = put_block(session.project, block, corner)
        session.edit(Text(N_("Add {layer}"), layer=Text(block.name)), project)
        self.choose(made.members)

    def delete_selected(self) -> None:
        """Take what is selected away; a chain goes on past the nodes that are gone."""
        commands.delete(self.session, self.selected_wires)

    def delete_only(self) -> None:
        """Take what is selected away and leave gaps where it was."""
        commands.delete(self.session, self.selected_wires, heal=False)

    def copy(self) -> None:
        """Put the selected nodes, frames and notes on the clipboard, as text."""
        if self.anything_selected():
            QGuiApplication.clipboard().setText(commands.copied_text(self.session))

    def cut(self) -> None:
        """Put the selected nodes, frames and notes on the clipboard and take them away."""
        if self.anything_selected():
            QGuiApplication.clipboard().setText(commands.cut(self.session))

    def paste(self) -> None:
        """Add what is on the clipboard."""
        self.paste_at(None)

    def paste_at(self, place: QPointF | None) -> None:
        """Add what is on the clipboard, at a place in the scene."""
        text = QGuiApplication.clipboard().text()
        try:
            copied = clipboard.from_text(text)
        except UserError as error:
            self.message.emit(error.text)
            return
        self.choose(*commands.paste(self.session, copied, self.visible_rect(), place))

    def duplicate(self) -> None:
        """Add copies of the selected nodes, frames and notes beside them."""
        if self.anything_selected():
            self.choose(*commands.duplicate(self.session))

    def select_all(self) -> None:
        """Select everything that is drawn."""
        commands.select_all(self.canvas)

    def stretch(self, step: int) -> None:
        """Select the next along the network as well, or the one before."""
        chosen = commands.stretched(self.session, step)
        nodes = [i for i in chosen if i in self.canvas.nodes]
        self.canvas.select_only(nodes, (), [i for i in chosen if i not in nodes])
        self._show_nodes(nodes[-1:])

    def nudge(self, across: float, down: float) -> None:
        """Move the selected nodes, frames and notes by steps of the grid."""
        session, chosen = self.session, self.session.selected_remarks
        ids = (*session.selection, *chosen, *self.canvas.remarks.taken_along(chosen))
        if ids:
            commands.nudge(session, tuple(dict.fromkeys(ids)), across, down)
            self._show_nodes(session.selection)

    def choose(self, node_ids: Iterable[str], remarks: Iterable[str] = ()) -> None:
        """Select nodes, frames and notes, and bring them into view."""
        self.canvas.select_only(node_ids, (), remarks)
        self._show_nodes(self.session.selection)

    def anything_selected(self) -> bool:
        """Return whether a node, frame or note is selected."""
        return bool(self.session.selection or self.session.selected_remarks)

    def _show_nodes(self, node_ids: Iterable[str]) -> None:
        for node_id in node_ids:
            if node_id in self.canvas.nodes:
                item = self.canvas.nodes[node_id]
                self.ensureVisible(item.rect().translated(item.pos()), 40, 40)
