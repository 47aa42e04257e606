"""The canvas as the window sees it: where a network is drawn."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from nnstudio.app.canvas import commands
from nnstudio.app.canvas.block_commands import BlockCommands
from nnstudio.app.canvas.context_menu import context_menu
from nnstudio.app.canvas.edit_view import EditView
from nnstudio.app.canvas.geometry import GRID
from nnstudio.app.canvas.navigation import Navigation
from nnstudio.app.canvas.order_commands import OrderCommands
from nnstudio.app.canvas.quick_add import QuickAdd
from nnstudio.app.canvas.remark_commands import RemarkCommands
from nnstudio.app.canvas.renaming import Renaming
from nnstudio.app.canvas.speech import Speech
from nnstudio.app.canvas.wiring_choices import WiringChoices
from nnstudio.app.canvas.zoom_bar import ZoomBar
from nnstudio.app.commands.shortcuts import Shortcuts
from nnstudio.app.freezing import toggle_frozen
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import restyle
from nnstudio.app.widgets.empty_state import EmptyState

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_BAR_MARGIN = 10
_STEP_LENGTHS = {
    Qt.KeyboardModifier.NoModifier: 1.0,
    Qt.KeyboardModifier.ShiftModifier: 5.0,
    Qt.KeyboardModifier.AltModifier: 1 / GRID,
}
"""How far an arrow moves what is selected, in steps of the grid."""
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_TYPING = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class CanvasView(EditView):
    """Shows the drawing and offers every command on it, to menus and to the keyboard.

    Parameters
    ----------
    session
        What is drawn; every change goes through its `edit`.
    shortcuts
        The user's keys; without it, those of the table of commands.
    """

    def __init__(
        self, session: Session, shortcuts: Shortcuts | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, parent)
        self.shortcuts = shortcuts or Shortcuts(parent=self)
        self.remarks = RemarkCommands(self)
        self.blocks = BlockCommands(self)
        self.order, self.navigation = OrderCommands(self), Navigation(self)
        self.quick_add = QuickAdd(self)
        self.wiring = WiringChoices(self)
        self.renaming = Renaming(self)
        self.wire_let_go.connect(self.quick_add.add_for_wire)
        self._hint = EmptyState("workflow", "", "", parent=self)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._bar = ZoomBar(self, self.shortcuts)
        self._bar.out_pressed.connect(self.zoom_out)
        self._bar.in_pressed.connect(self.zoom_in)
        self._bar.reset_pressed.connect(self.zoom_reset)
        self._bar.fit_pressed.connect(self.zoom_fit)
        self.zoom_changed.connect(self._bar.show_zoom)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        session.changed.connect(self._on_changed)
        session.opened.connect(self._show_hint)
        self.gesture_moved.connect(self._hint.hide)
        # Scrolling beneath something that lies on top would paint everything anew.
        self.gesture_moved.connect(self._bar.hide)
        self.gesture_ended.connect(self._bar.show)
        self.panning.connect(self._bar.setHidden)
        self.gesture_ended.connect(self._show_hint)
        self.speech = Speech(self)
        self._name_texts()
        self._show_hint()

    # ---- what menus and other parts of the window ask for ----

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what the canvas does for commands of the table, by their ids.

        Menus, the palette of commands and the keys of the canvas all come to these.
        """
        return {
            "undo": self.session.undo,
            "redo": self.session.redo,
            "cut": self.cut,
            "copy": self.copy,
            "paste": self.paste,
            "duplicate": self.duplicate,
            "delete": self.delete_selected,
            "delete_only": self.delete_only,
            "select_all": self.select_all,
            "stretch_forward": partial(self.stretch, 1),
            "stretch_back": partial(self.stretch, -1),
            "freeze": partial(toggle_frozen, self.session),
            "add_layer": self.quick_add.add,
            "replace": self.quick_add.replace,
            "connect": self.wiring.connect_to,
            "disconnect": self.wiring.disconnect_from,
            "rename": self.renaming.rename,
            **self.blocks.slots(),
            **self.order.slots(),
            **self.navigation.slots(),
            "add_frame": self.remarks.add_frame,
            "add_note": self.remarks.add_note,
            "zoom_in": self.zoom_in,
            "zoom_out": self.zoom_out,
            "zoom_fit": self.zoom_fit,
            "zoom_reset": self.zoom_reset,
        }

    def escape(self) -> None:
        """Cancel the gesture; where there is none, select nothing."""
        if self.gesture_runs():
            self.cancel_gesture()
        else:
            self.canvas.select_only()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.gesture_runs():
            return
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._open_menu()
            return
        at = self._pointer(event.pos())
        node, wire = self.canvas.node_at(at.scene), self.canvas.wire_at(at.scene, 4 / at.zoom)
        if node is not None:
            if node.node_id not in self.session.selection:
                self.canvas.select_only((node.node_id,))
        elif wire is not None:
            if not wire.selected:
                self.canvas.select_only((), (wire.wire,))
        elif (frame := self.canvas.blocks.frame_at(at.scene)) is not None:
            self.canvas.select_only(frame.block.members)
        elif (grip := self.canvas.remarks.grip_at(at)) is not None:
            if not grip.item.selected:
                self.canvas.select_only((), (), (grip.item.remark.id,))
        elif event.reason() == QContextMenuEvent.Reason.Mouse:
            self.canvas.select_only()
        context_menu(self, at.scene).popup(event.globalPos())

    def _open_menu(self) -> None:
        """Open the menu beside what is selected, or in the middle where nothing is."""
        shown, chosen = self.visible_rect(), self.session.selection[-1:]
        rects = [
            item.rect().translated(item.pos())
            for item in map(self.canvas.nodes.get, chosen)
            if item
        ]
        rects += [self.canvas.remarks.items[i].box() for i in self.session.selected_remarks[-1:]]
        places = [rect.center() for rect in rects if shown.contains(rect.center())]
        at = (places or [shown.center()])[0]
        context_menu(self, at).popup(self.viewport().mapToGlobal(self.mapFromScene(at)))

    # ---- the keyboard ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        slots = self.slots()
        command = self.shortcuts.pressed(event, slots)
        step = _STEPS.get(Qt.Key(event.key()))
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if command is not None:
            slots[command]()
        elif event.key() == Qt.Key.Key_Escape:
            self.escape()
        elif event.key() == Qt.Key.Key_Space:
            self.hold_hand(True)
        elif event.key() == Qt.Key.Key_F10 and held == Qt.KeyboardModifier.ShiftModifier:
            self._open_menu()  # for keyboards without a key for menus
        elif (
            step and self.anything_selected() and not self.gesture_runs() and held in _STEP_LENGTHS
        ):
            far = _STEP_LENGTHS[held]
            self.nudge(far * step[0], far * step[1])
        elif event.text().isalpha() and held in _TYPING and not self.gesture_runs():
            self.quick_add.search(event.text())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self._pointer(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton:
            super().mouseDoubleClickEvent(event)
        elif self.remarks.edit_text_at(at) or self.blocks.fold_at(at):
            return
        elif self._is_free(at):
            self.quick_add.add_at(at.scene)
        elif not self.renaming.rename_at(at.scene):
            super().mouseDoubleClickEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.hold_hand(False)
        super().keyReleaseEvent(event)

    def focusNextPrevChild(self, next_one: bool) -> bool:
        """Let Tab walk along the network, and leave the canvas at its ends."""
        found = commands.next_in_order(self.session, 1 if next_one else -1)
        if found is None:
            return super().focusNextPrevChild(next_one)
        if found in self.canvas.nodes:
            self.choose([found])
        else:
            self.remarks.choose(found)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring(event.reason() in _BY_KEY)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.hold_hand(False)
        self.session.close_merge()
        self._ring(False)
        super().focusOutEvent(event)

    def _ring(self, shown: bool) -> None:
        """Show that the keys act here, to whoever came by keys."""
        if shown != bool(self.property("ring")):
            self.setProperty("ring", shown)
            restyle(self)

    # ---- within ----

    def _on_changed(self, change: object) -> None:
        self._fits = False  # whoever draws does not want the view to jump
        self._show_hint()

    def _show_hint(self) -> None:
        graph = self.session.project.graph
        self._hint.setVisible(not graph.nodes and not graph.remarks)

    def _name_texts(self) -> None:
        self.setAccessibleName(self.tr("Canvas"))
        self._hint.set_texts(
            self.tr("Draw your network here"),
            self.tr("Drag a layer from the palette, double-click here, or just type a name."),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint.setGeometry(self.rect())
        self._bar.adjustSize()
        corner = self.rect().bottomRight() - QPoint(_BAR_MARGIN, _BAR_MARGIN)
        self._bar.move(corner - self._bar.rect().bottomRight())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name_texts()
            self.canvas.retranslate()
            self.speech.describe()
