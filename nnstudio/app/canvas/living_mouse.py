"""What the mouse finds out about a living drawing: tips, and a click on a gradient."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from nnstudio.app.canvas.living_gradients import LivingGradients
from nnstudio.app.canvas.living_item import LivingItem
from nnstudio.app.canvas.living_pictures import LivingPictures
from nnstudio.app.canvas.living_words import flow_tip, ribbon_tip, thumbnail_tip
from nnstudio.app.canvas.view import CanvasView

_STILL = 4


class LivingMouse(QObject):
    """Looks on while the canvas handles the mouse: it takes nothing away from its gestures."""

    ribbon_clicked = Signal(str)
    """The bar of this node's gradient was clicked."""

    def __init__(
        self,
        view: CanvasView,
        pictures: LivingPictures,
        gradients: LivingGradients,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view, self._scene = view, view.canvas
        self._pictures, self._gradients = pictures, gradients
        self._pressed = QPoint()
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QHelpEvent) and kind == QEvent.Type.ToolTip:
            return self._tell(event)
        if isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton:
            place = event.position().toPoint()
            if kind == QEvent.Type.MouseButtonPress:
                self._pressed = place
            elif kind == QEvent.Type.MouseButtonRelease:
                self._click(place)
        return False

    def _item_at(self, place: QPoint) -> tuple[LivingItem | None, QPointF]:
        at = self._view.mapToScene(place)
        top = next(iter(self._scene.items(at)), None)
        return (top, at - top.card.pos()) if isinstance(top, LivingItem) else (None, at)

    def _click(self, place: QPoint) -> None:
        if (place - self._pressed).manhattanLength() >= _STILL:
            return
        item, at = self._item_at(place)
        if item is not None and item.ribbon_rect().contains(at):
            self.ribbon_clicked.emit(item.layer)

    def _tell(self, event: QHelpEvent) -> bool:
        """Show a tip about a picture, a bar or a wire; return whether there is one."""
        item, at = self._item_at(event.pos())
        text = ""
        if item is not None:
            text = self._tip(item, at)
        elif self._scene.node_at(at) is None:
            wire = self._scene.wire_at(at)
            found = self._gradients.bearer(wire.wire.target) if wire is not None else None
            if wire is not None and found is not None:
                text = flow_tip(wire.label, self._name(found[0]), found[1])
        if text:
            QToolTip.showText(event.globalPos(), text, self._view.viewport())
        return bool(text)

    def _tip(self, item: LivingItem, at: QPointF) -> str:
        node_id = item.node_id
        if item.ribbon is not None and item.ribbon_rect().contains(at):
            before = self._name(item.ribbon.before)
            return ribbon_tip(self._name(item.layer), before, item.ribbon, self._gradients.scale)
        if item.thumbnail is not None:
            return thumbnail_tip(self._name(node_id), item.thumbnail, self._pictures.step)
        return ""

    def _name(self, node_id: str) -> str:
        node = self._view.session.project.graph.by_id.get(node_id)
        return (node.title if node is not None else "") or node_id
