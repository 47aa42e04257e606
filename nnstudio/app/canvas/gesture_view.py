"""A view in which hands draw: it picks the gesture for a press and sees it through."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHideEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QWidget

from nnstudio.app.canvas.auto_scroll import AutoScroll
from nnstudio.app.canvas.geometry import Port
from nnstudio.app.canvas.gestures.drop_block import DropBlock
from nnstudio.app.canvas.gestures.drop_layer import DropLayer
from nnstudio.app.canvas.gestures.gesture import Gesture, Pointer
from nnstudio.app.canvas.gestures.hold_block import HoldBlock
from nnstudio.app.canvas.gestures.move_nodes import MoveNodes
from nnstudio.app.canvas.gestures.move_remark import MoveRemark
from nnstudio.app.canvas.gestures.pan import Pan
from nnstudio.app.canvas.gestures.pull_wire import PullWire
from nnstudio.app.canvas.gestures.resize_remark import ResizeRemark
from nnstudio.app.canvas.gestures.rubber_band import RubberBand
from nnstudio.app.canvas.scene import CanvasScene
from nnstudio.app.canvas.zoom_view import ZoomView
from nnstudio.app.mime import block_from_mime, has_block, has_layer, layer_from_mime
from nnstudio.core.errors import UserError

_STILL = 4
"""A press that moves less than so many pixels is a click."""


class GestureView(ZoomView):
    """Runs at most one gesture at a time; whatever else changes the project cancels it."""

    message = Signal(object)
    """Something to tell the user: a `Text`."""
    wire_let_go = Signal(object, object)
    """A wire that was pulled from a port ends over nothing: the `Port`, and the point there."""
    gesture_moved = Signal()
    gesture_ended = Signal()
    """It finished, was cancelled, or was only a click."""

    def __init__(self, scene: CanvasScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self._gesture: Gesture | None = None
        self._button = Qt.MouseButton.NoButton
        self._pressed_at = QPoint()
        self._moved = False
        self._hand = False
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self._auto_scroll = AutoScroll(self, self.scroll_by, self._stay_at)
        self.pinched.connect(self.cancel_gesture)
        scene.message.connect(self.message)
        scene.session.changed.connect(self.cancel_gesture)
        scene.session.opened.connect(self.cancel_gesture)

    def cancel_gesture(self) -> None:
        """Leave off what the mouse is doing, without a trace."""
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.cancel()
            self._end()

    def gesture_runs(self) -> bool:
        """Return whether the mouse is doing something that has not ended."""
        return self._gesture is not None

    def hold_hand(self, holds: bool) -> None:
        """Let the left button pan, as long as ``holds``."""
        self._hand = holds
        if holds:
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.viewport().unsetCursor()

    # ---- the mouse ----

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._gesture is not None:  # another button while one is held
            return
        at = self._pointer(event.position().toPoint(), event.modifiers())
        gesture = self._gesture_for(event.button(), at)
        if gesture is not None:
            self._button = event.button()
            self._begin(gesture, at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        at = self._pointer(place, event.modifiers())
        if self._gesture is None:
            super().mouseMoveEvent(event)
            self._show_cursor(at)
            return
        if not event.buttons() & self._button:  # let go where this view did not hear of it
            self.cancel_gesture()
            return
        if not self._moved and (place - self._pressed_at).manhattanLength() < _STILL:
            return
        self._moved = True
        self._move(at)
        if not isinstance(self._gesture, Pan):
            self._auto_scroll.follow(place, event.modifiers())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        gesture = self._gesture
        if gesture is None or event.button() != self._button:
            return
        at = self._pointer(event.position().toPoint(), event.modifiers())
        self._gesture = None  # what it edits now is no reason to cancel it
        if self._moved:
            gesture.finish(at)
        else:
            gesture.click(at)
        self._end()

    def viewportEvent(self, event: QEvent) -> bool:
        left = event.type() == QEvent.Type.WindowDeactivate
        if left and self._button != Qt.MouseButton.NoButton:
            self.cancel_gesture()
        return super().viewportEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.cancel_gesture()
        super().hideEvent(event)

    # ---- drag and drop ----

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mime = event.mimeData()
        if not (has_layer(mime) or has_block(mime)):
            event.ignore()
            return
        gesture: Gesture
        try:
            if has_block(mime):
                gesture = DropBlock(self.canvas, block_from_mime(mime))
            else:
                gesture = DropLayer(self.canvas, layer_from_mime(mime))
        except UserError as error:
            self.message.emit(error.text)
            event.ignore()
            return
        self.cancel_gesture()
        self._button = Qt.MouseButton.NoButton
        at = self._pointer(event.position().toPoint())
        self._begin(gesture, at)
        self._move(at)
        event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if isinstance(self._gesture, DropLayer | DropBlock):
            self._move(self._pointer(event.position().toPoint()))
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.cancel_gesture()

    def dropEvent(self, event: QDropEvent) -> None:
        gesture, self._gesture = self._gesture, None
        if isinstance(gesture, DropLayer | DropBlock):
            gesture.finish(self._pointer(event.position().toPoint()))
            self._end()
            self.setFocus()
            event.acceptProposedAction()

    # ---- within ----

    def _gesture_for(self, button: Qt.MouseButton, at: Pointer) -> Gesture | None:
        left = button == Qt.MouseButton.LeftButton
        if button == Qt.MouseButton.MiddleButton or (left and self._hand):
            return Pan(lambda step: self.scroll_by(-step))
        if not left:
            return None
        port = self.canvas.port_near(at.scene, at.reach)
        if port is not None:
            wires = self.canvas.session.project.graph.wires_into[port.node_id]
            wire = None if port.is_output else wires.get(port.index)
            if wire is not None:
                return PullWire(self.canvas, Port(wire.source, True), wire)
            return PullWire(self.canvas, port, let_go=self.wire_let_go.emit)
        node = self.canvas.node_at(at.scene)
        if node is not None:
            return MoveNodes(self.canvas, node.node_id)
        frame = self.canvas.blocks.frame_at(at.scene)
        if frame is not None:
            return HoldBlock(self.canvas, frame)
        grip = self.canvas.remarks.free_grip_at(at)
        if grip is not None:
            if grip.edges:
                return ResizeRemark(self.canvas, grip)
            return MoveRemark(self.canvas, grip.item.remark.id)
        item = self.canvas.wire_at(at.scene, 2 / at.zoom)
        if item is not None:
            wire = item.wire
            ends = Port(wire.source, True), Port(wire.target, False, wire.port)
            return PullWire(self.canvas, ends[not item.nearer_to_end(at.scene)], wire)
        return RubberBand(self.canvas)

    def _is_free(self, at: Pointer) -> bool:
        """Return whether nothing that a hand could hold lies under the pointer."""
        return isinstance(self._gesture_for(Qt.MouseButton.LeftButton, at), RubberBand)

    def _pointer(
        self,
        place: QPoint,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> Pointer:
        size = self.viewport().size()
        return Pointer(self.mapToScene(place), place, size, self.zoom, modifiers)

    def _begin(self, gesture: Gesture, at: Pointer) -> None:
        self.canvas.session.close_merge()
        self._fits = False
        self._gesture = gesture
        self._pressed_at, self._moved = at.view, False
        gesture.start(at)

    def _move(self, at: Pointer) -> None:
        assert self._gesture is not None
        if self._gesture.cursor is not None:
            self.viewport().setCursor(self._gesture.cursor)
        self._gesture.move(at)
        self._on_redrawn()
        self.gesture_moved.emit()

    def _stay_at(self, place: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """Go on with the gesture where the view has moved under the pointer."""
        if self._gesture is not None:
            self._move(self._pointer(place, modifiers))

    def _end(self) -> None:
        self._auto_scroll.stop()
        self._button = Qt.MouseButton.NoButton
        self.viewport().unsetCursor()
        self.gesture_ended.emit()

    def _show_cursor(self, at: Pointer) -> None:
        if self._hand:
            return
        port = self.canvas.port_near(at.scene, at.reach)
        if port is not None:
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        elif (grip := self.canvas.remarks.free_grip_at(at)) is not None:
            self.viewport().setCursor(grip.cursor)
        else:
            self.viewport().unsetCursor()
