"""Hands that work on a canvas with mouse and keyboard, and small drawings for them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nnstudio.app.canvas.geometry import Port
from nnstudio.app.canvas.view import CanvasView
from nnstudio.app.mime import layer_mime_data
from nnstudio.core.layer import Layer
from nnstudio.core.text import Text
from nnstudio.graph import edits
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.project import Project, Wire
from nnstudio.graph.signature import Signature
from nnstudio.layers import layer_class


def digits() -> DataPlan:
    """Return a plan for pictures of ten digits, without the pictures."""
    return DataPlan(
        DataSource("mnist"), signature=Signature((28, 28, 1), classes=tuple("0123456789"))
    )


def make(name: str, **settings: object) -> Layer:
    """Return a layer by name."""
    return layer_class(name)(**settings)


def chain(*layers: Layer) -> Project:
    """Return a project with layers in a row, wired one after the other."""
    project = Project("Chain", data=digits())
    before = ""
    for column, layer in enumerate(layers):
        project, node_id = edits.add_node(project, layer, 240.0 * column, 0.0)
        if before:
            project = edits.connect(project, before, node_id)
        before = node_id
    return project


class Hand:
    """Works on a canvas with the mouse and the keyboard, and sees what it shows."""

    def __init__(self, view: CanvasView) -> None:
        self.view = view
        self.session = view.session
        self.messages: list[Text] = []
        view.message.connect(self.messages.append)

    # ---- looking ----

    @property
    def project(self) -> Project:
        return self.session.project

    def selected(self) -> tuple[str, ...]:
        return self.session.selection

    def selected_wires(self) -> tuple[Wire, ...]:
        return self.view.selected_wires

    def wires(self) -> set[Wire]:
        return set(self.project.graph.wires)

    def place(self, node_id: str) -> tuple[float, float]:
        node = self.project.graph.by_id[node_id]
        return node.x, node.y

    def shown_place(self, node_id: str) -> tuple[float, float]:
        return self.view.canvas.nodes[node_id].pos().toTuple()

    def on(self, x: float, y: float) -> QPoint:
        """Return the point of the view over a point of the scene."""
        return self.view.mapFromScene(QPointF(x, y))

    def middle(self, node_id: str) -> QPoint:
        item = self.view.canvas.nodes[node_id]
        return self.view.mapFromScene(item.pos() + item.rect().center())

    def port(self, node_id: str, index: int | None = None) -> QPoint:
        """Return where an input port is, or the output port where no index is given."""
        port = Port(node_id, index is None, index or 0)
        return self.view.mapFromScene(self.view.canvas.nodes[node_id].port_place(port))

    def bubble(self) -> str:
        """Return what is written beside the pointer."""
        texts = [getattr(item, "text", "") for item in self.view.canvas.overlays]
        return "".join(texts)

    # ---- the mouse ----

    def press(
        self,
        at: QPoint,
        keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    ) -> None:
        QTest.mousePress(self.view.viewport(), button, keys, at)

    def move(self, at: QPoint) -> None:
        QTest.mouseMove(self.view.viewport(), at)

    def release(
        self,
        at: QPoint,
        keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    ) -> None:
        QTest.mouseRelease(self.view.viewport(), button, keys, at)

    def click(self, at: QPoint, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.press(at, keys)
        self.release(at, keys)

    def drag(
        self,
        start: QPoint,
        end: QPoint,
        keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    ) -> None:
        self.press(start, keys, button)
        self.move((start + end) / 2)
        self.move(end)
        self.release(end, keys, button)

    def right_click(self, at: QPoint) -> None:
        viewport = self.view.viewport()
        QTest.mouseClick(viewport, Qt.MouseButton.RightButton, pos=at)
        # Only a window system turns the click into this.
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at))
        QApplication.sendEvent(viewport, event)

    # ---- the keyboard ----

    def key(
        self,
        key: Qt.Key,
        keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        QTest.keyClick(self.view, key, keys)

    def hold_key(self, key: Qt.Key) -> None:
        QTest.keyPress(self.view, key)

    def release_key(self, key: Qt.Key) -> None:
        QTest.keyRelease(self.view, key)

    def ctrl(self, key: Qt.Key) -> None:
        self.key(key, Qt.KeyboardModifier.ControlModifier)

    # ---- drag and drop ----

    def hold_over(self, layer: Layer, at: QPoint) -> None:
        """Bring a layer over the canvas and do not let go."""
        self._mime = layer_mime_data(layer)
        for kind in (QDragEnterEvent, QDragMoveEvent):
            event = kind(
                at,
                Qt.DropAction.CopyAction,
                self._mime,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
            QApplication.sendEvent(self.view.viewport(), event)

    def let_go(self, at: QPoint) -> None:
        event = QDropEvent(
            QPointF(at),
            Qt.DropAction.CopyAction,
            self._mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(self.view.viewport(), event)

    def leave(self) -> None:
        QApplication.sendEvent(self.view.viewport(), QDragLeaveEvent())

    def drop(self, layer: Layer, at: QPoint) -> None:
        self.hold_over(layer, at)
        self.let_go(at)


def open_at_full_size(hand: Hand, project: Project) -> None:
    """Show a project so that one unit of the scene is one pixel."""
    hand.session.open(project)
    hand.view.zoom_reset()
    hand.view.centerOn(hand.view.canvas.content_rect().center())
