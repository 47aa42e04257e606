"""What is drawn on the canvas: finding, selecting and showing it elsewhere for a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QMarginsF, QObject, QPointF, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from nnstudio.app.canvas.block_item import BlockItem
from nnstudio.app.canvas.block_layer import BlockLayer
from nnstudio.app.canvas.geometry import NODE_WIDTH, Port, node_height
from nnstudio.app.canvas.node_item import NodeItem
from nnstudio.app.canvas.overview import Overview
from nnstudio.app.canvas.remark_layer import RemarkLayer
from nnstudio.app.canvas.wire_item import WireItem
from nnstudio.app.session import Session
from nnstudio.graph.project import Node, Remark, Wire

_WORLD = QRectF(-200_000, -200_000, 400_000, 400_000)
_BEYOND = QMarginsF(50_000, 50_000, 50_000, 50_000)
_REFINE_MS = 150
"""So long after the last change of the zoom edges become smooth."""


class ItemScene(QGraphicsScene):
    """Keeps one item per node and wire. Which wires are selected is known here alone."""

    redrawn = Signal()
    """The view from afar has to be painted anew."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.nodes: dict[str, NodeItem] = {}
        """For each node what stands for it: the card of its block, where that is collapsed."""
        self.blocks = BlockLayer(self)
        self.wires: dict[Wire, WireItem] = {}
        self.overlays: list[QGraphicsItem] = []
        self.drawers = QRectF()
        """Where pictures stand out of cards, with the cards."""
        self.overview = Overview()
        self._refining = QTimer(self)
        self._refining.setSingleShot(True)
        self._refining.setInterval(_REFINE_MS)
        self._refining.timeout.connect(self._refine)
        self.remarks = RemarkLayer(self)

    # ---- finding things ----

    def node_at(self, point: QPointF) -> NodeItem | None:
        """Return the topmost node whose card lies under a point of the scene."""
        for item in self.items(point):
            card = item if isinstance(item, NodeItem) else item.parentItem()
            if not isinstance(card, NodeItem) or card in self.overlays:
                continue
            if card is not item or card.rect().contains(point - card.pos()):
                return card
        return None

    def port_near(
        self, point: QPointF, reach: float, *, is_output: bool | None = None
    ) -> Port | None:
        """Return the nearest port within reach of a point of the scene, of one kind if asked."""
        found: list[tuple[float, Port]] = []
        for item in self.items(_square(point, reach)):
            if isinstance(item, NodeItem) and item not in self.overlays:
                found += item.ports_near(point, reach)
        fitting = [pair for pair in found if is_output in (None, pair[1].is_output)]
        return min(fitting, key=lambda pair: pair[0])[1] if fitting else None

    def wire_at(self, point: QPointF, reach: float = 1.0) -> WireItem | None:
        """Return a wire that passes within reach of a point of the scene."""
        found = [item for item in self.items(_square(point, reach)) if isinstance(item, WireItem)]
        return found[0] if found else None

    def nodes_in(self, rect: QRectF) -> list[NodeItem]:
        """Return the nodes that a rectangle touches, in the order they were made."""
        touched = {item for item in self.items(rect) if isinstance(item, NodeItem)}
        return [item for item in self.shown_nodes() if item in touched]

    def wires_in(self, rect: QRectF) -> list[Wire]:
        """Return the wires that a rectangle touches."""
        return [item.wire for item in self.items(rect) if isinstance(item, WireItem)]

    def shown_nodes(self) -> list[NodeItem]:
        """Return what stands for nodes, each thing once."""
        if not self.session.project.graph.groups:
            return list(self.nodes.values())
        return list(dict.fromkeys(self.nodes.values()))

    def together(self, node_id: str) -> tuple[str, ...]:
        """Return the nodes for which stands what stands for this one."""
        item = self.nodes[node_id]
        if isinstance(item, BlockItem):
            return item.block.members
        return (item.node_id, *self.blocks.twins(item.node_id))

    def content_rect(self) -> QRectF:
        """Return the rectangle around all that is drawn, empty where nothing is."""
        drawn = rect_of(self.session.project.graph.nodes).united(self.blocks.rect())
        return drawn.united(self.remarks.rect()).united(self.drawers)

    def reachable_rect(self) -> QRectF:
        """Return where one can look: far around, and beyond all that is drawn."""
        graph = self.session.project.graph
        drawn: tuple[Node | Remark, ...] = (*graph.nodes, *graph.remarks)
        if not drawn:
            return _WORLD
        across, down = [thing.x for thing in drawn], [thing.y for thing in drawn]
        ends = QPointF(min(across), min(down)), QPointF(max(across), max(down))
        return _WORLD.united(QRectF(*ends) + _BEYOND)

    # ---- what is selected ----

    def selected_rect(self) -> QRectF:
        """Return the rectangle around all that is selected, empty where nothing is."""
        rect = QRectF()
        for node_id in self.session.selection:
            if node_id in self.nodes:
                item = self.nodes[node_id]
                rect = rect.united(item.rect().translated(item.pos()))
        for remark_id in self.session.selected_remarks:
            rect = rect.united(self.remarks.items[remark_id].box())
        return rect

    @property
    def selected_wires(self) -> tuple[Wire, ...]:
        """The selected wires."""
        return tuple(wire for wire, item in self.wires.items() if item.selected)

    def select_wires(self, wires: Iterable[Wire]) -> None:
        """Select these wires and no others."""
        chosen = set(wires)
        for wire, item in self.wires.items():
            item.set_selected(wire in chosen)

    def select_only(
        self,
        node_ids: Iterable[str] = (),
        wires: Iterable[Wire] = (),
        remarks: Iterable[str] = (),
    ) -> None:
        """Select these nodes, wires, frames and notes and nothing else."""
        self.select_wires(wires)
        self.session.select(node_ids, remarks)

    # ---- while a gesture runs ----

    def place(self, places: Mapping[str, QPointF]) -> None:
        """Show nodes, frames and notes elsewhere for the time being; the project stays as it is."""
        graph = self.session.project.graph
        touched: set[Wire] = set()
        for node_id, place in places.items():
            if node_id in self.remarks.items:
                self.remarks.items[node_id].move_to(place)
                continue
            self.nodes[node_id].setPos(place)
            touched.update(graph.wires_into[node_id].values(), graph.wires_from[node_id])
        self.blocks.surround()
        self.run_wires(touched)
        if graph.groups:
            self.redraw_overview()
            return
        items = [self.nodes[node_id] for node_id in places if node_id in self.nodes]
        self.overview.lift(items, [self.wires[wire] for wire in touched])
        self.redrawn.emit()

    def place_as_drawn(self, node_ids: Iterable[str]) -> None:
        """Show nodes where the project has them."""
        graph = self.session.project.graph
        by_id: dict[str, Node | Remark] = {**graph.by_id, **graph.remarks_by_id}
        known = [by_id[node_id] for node_id in node_ids if node_id in by_id]
        self.place({thing.id: QPointF(thing.x, thing.y) for thing in known})

    def add_overlay(self, item: QGraphicsItem) -> None:
        """Show something above all else for the time of a gesture."""
        item.setZValue(10)
        self.overlays.append(item)
        self.addItem(item)

    def remove_overlay(self, item: QGraphicsItem) -> None:
        """Take it away again."""
        self.overlays.remove(item)
        self.removeItem(item)
        self.redrawn.emit()

    def run_wires(self, wires: Iterable[Wire]) -> None:
        """Lead wires to where their ends are now."""
        for wire in wires:
            if wire not in self.wires:
                continue
            start = self.nodes[wire.source].port_place(Port(wire.source, True))
            end = self.nodes[wire.target].port_place(Port(wire.target, False, wire.port))
            self.wires[wire].run(start, end)

    # ---- from afar ----

    def paint_overview(self, painter: QPainter, zoom: float) -> None:
        """Paint all nodes and wires in a few strokes, in scene coordinates."""
        remarks = self.remarks
        looks = [(i.remark, i.pos(), i.box(), i.selected) for i in remarks.items.values()]
        nodes, wires = self.shown_nodes(), self.wires.values()
        self.overview.paint(painter, nodes, wires, zoom, remarks.paint_from_afar, looks)
        if self.overview.rough:
            self._refining.start()

    def _refine(self) -> None:
        self.overview.refine()
        self.redrawn.emit()

    def redraw_overview(self) -> None:
        """Gather the view from afar anew."""
        self.overview.forget()
        self.redrawn.emit()


def rect_of(nodes: Iterable[Node]) -> QRectF:
    """Return the rectangle around nodes."""
    rect = QRectF()
    for node in nodes:
        height = node_height(len(node.layer.inputs))
        rect = rect.united(QRectF(node.x, node.y, NODE_WIDTH, height))
    return rect


def _square(center: QPointF, reach: float) -> QRectF:
    return QRectF(center.x() - reach, center.y() - reach, 2 * reach, 2 * reach)
