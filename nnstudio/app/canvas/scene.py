"""The items on the canvas: one per node and wire, always as the session says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from nnstudio.app.canvas.geometry import NODE_WIDTH, Port, node_height
from nnstudio.app.canvas.node_face import face_of
from nnstudio.app.canvas.node_item import NodeItem
from nnstudio.app.canvas.overview import Overview
from nnstudio.app.canvas.remark_layer import RemarkLayer
from nnstudio.app.canvas.wire_item import WireItem
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import theme_signals
from nnstudio.core.shapes import shape_text
from nnstudio.graph.analysis import Problem
from nnstudio.graph.change import Change
from nnstudio.graph.project import Node, Remark, Wire


class CanvasScene(QGraphicsScene):
    """Follows the session; it never changes it and keeps nothing that the session does not know.

    Only which wires are selected is known here alone, for no other view asks.
    """

    message = Signal(object)
    """Something to tell the user: a `Text`."""
    redrawn = Signal()
    """The view from afar has to be painted anew."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.nodes: dict[str, NodeItem] = {}
        self.wires: dict[Wire, WireItem] = {}
        self.overlays: list[QGraphicsItem] = []
        self._overview = Overview()
        self.remarks = RemarkLayer(self)
        session.changed.connect(self._apply)
        session.opened.connect(self._show_all)
        session.selection_changed.connect(self._show_selection)
        theme_signals.changed.connect(self._on_theme)
        self._show_all()

    # ---- finding things ----

    def node_at(self, point: QPointF) -> NodeItem | None:
        """Return the topmost node whose card lies under a point of the scene."""
        for item in self.items(point):
            if not isinstance(item, NodeItem) or item in self.overlays:
                continue
            if item.rect().contains(point - item.pos()):
                return item
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
        touched = {item.node_id for item in self.items(rect) if isinstance(item, NodeItem)}
        return [item for node_id, item in self.nodes.items() if node_id in touched]

    def wires_in(self, rect: QRectF) -> list[Wire]:
        """Return the wires that a rectangle touches."""
        return [item.wire for item in self.items(rect) if isinstance(item, WireItem)]

    def content_rect(self) -> QRectF:
        """Return the rectangle around all that is drawn, empty where nothing is."""
        return rect_of(self.session.project.graph.nodes).united(self.remarks.rect())

    # ---- what is selected ----

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
                self.remarks.items[node_id].setPos(place)
                continue
            self.nodes[node_id].setPos(place)
            touched.update(graph.wires_into[node_id].values(), graph.wires_from[node_id])
        self._run_wires(touched)
        self.redraw_overview()

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

    # ---- from afar ----

    def paint_overview(self, painter: QPainter, zoom: float) -> None:
        """Paint all nodes and wires in a few strokes, in scene coordinates."""
        self.remarks.paint_from_afar(painter, zoom)
        self._overview.paint(painter, self.nodes.values(), self.wires.values(), zoom)

    def redraw_overview(self) -> None:
        """Gather the view from afar anew."""
        self._overview.forget()
        self.redrawn.emit()

    # ---- following the session ----

    def retranslate(self) -> None:
        """Say everything again in the present language."""
        self._show_reports(again=True)

    def _show_all(self) -> None:
        for item in (*self.nodes.values(), *self.wires.values()):
            self.removeItem(item)
        self.nodes.clear()
        self.wires.clear()
        graph = self.session.project.graph
        self._apply(Change(added=graph.nodes, wires_added=graph.wires))
        self._show_selection()

    def _apply(self, change: Change) -> None:
        for wire in change.wires_removed:
            self.removeItem(self.wires.pop(wire))
        for node in change.removed:
            self.removeItem(self.nodes.pop(node.id))
        problems = self._problems_by_node()
        reports = self.session.analysis.reports
        for node in change.added:
            report, found = reports[node.id], problems.get(node.id, ())
            item = NodeItem(node.id, face_of(report, found), report, found)
            item.setPos(node.x, node.y)
            self.nodes[node.id] = item
            self.addItem(item)
        for wire in change.wires_added:
            self.wires[wire] = WireItem(wire)
        for node in change.moved:
            self.nodes[node.id].setPos(node.x, node.y)
        self._show_reports(problems)
        graph = self.session.project.graph
        touched = set(change.wires_added)
        for node in (*change.moved, *change.changed):
            touched.update(graph.wires_into[node.id].values(), graph.wires_from[node.id])
        self._run_wires(touched)
        for wire in change.wires_added:
            self.addItem(self.wires[wire])
        self.redraw_overview()

    def _show_reports(
        self, problems: Mapping[str, tuple[Problem, ...]] | None = None, *, again: bool = False
    ) -> None:
        problems = self._problems_by_node() if problems is None else problems
        graph, reports = self.session.project.graph, self.session.analysis.reports
        for node_id, item in self.nodes.items():
            wired = frozenset(graph.wires_into[node_id])
            leaving = bool(graph.wires_from[node_id])
            found = problems.get(node_id, ())
            item.follow(reports[node_id], found, wired, leaving, again=again)
        for wire, wire_item in self.wires.items():
            shape = reports[wire.source].shape
            target = reports[wire.target]
            refused = target.shape is None and bool(target.input_shapes)
            wire_item.follow(shape_text(shape) if shape is not None else "", refused)

    def _problems_by_node(self) -> dict[str, tuple[Problem, ...]]:
        found: dict[str, tuple[Problem, ...]] = {}
        for problem in self.session.analysis.problems:
            found[problem.node_id] = (*found.get(problem.node_id, ()), problem)
        return found

    def _run_wires(self, wires: Iterable[Wire]) -> None:
        for wire in wires:
            start = self.nodes[wire.source].port_place(Port(wire.source, True))
            end = self.nodes[wire.target].port_place(Port(wire.target, False, wire.port))
            self.wires[wire].run(start, end)

    def _show_selection(self) -> None:
        chosen = set(self.session.selection)
        for node_id, item in self.nodes.items():
            item.set_selected(node_id in chosen)
        self.redrawn.emit()

    def _on_theme(self, theme: object) -> None:
        for item in self.wires.values():
            item.restyle()
        self.update()
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
