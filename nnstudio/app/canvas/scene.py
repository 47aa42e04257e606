"""The items on the canvas: one per node and wire, always as the session says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, QPointF, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from nnstudio.app.canvas.block_item import BlockItem
from nnstudio.app.canvas.block_layer import BlockLayer
from nnstudio.app.canvas.geometry import NODE_WIDTH, Port, node_height
from nnstudio.app.canvas.node_face import face_of
from nnstudio.app.canvas.node_item import NodeItem
from nnstudio.app.canvas.overview import Overview
from nnstudio.app.canvas.remark_layer import RemarkLayer
from nnstudio.app.canvas.wire_item import WireItem
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import theme_signals
from nnstudio.core.shapes import shape_text
from nnstudio.graph.analysis import NodeReport, Problem
from nnstudio.graph.change import Change
from nnstudio.graph.project import Group, Node, Remark, Wire

_REFINE_MS = 150
"""So long after the last change of the zoom edges become smooth."""


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
        """For each node what stands for it: the card of its block, where that is collapsed."""
        self.blocks = BlockLayer(self)
        self.wires: dict[Wire, WireItem] = {}
        self.overlays: list[QGraphicsItem] = []
        self.drawers = QRectF()
        """Where pictures stand out of cards, with the cards."""
        self._overview = Overview()
        self._refining = QTimer(self)
        self._refining.setSingleShot(True)
        self._refining.setInterval(_REFINE_MS)
        self._refining.timeout.connect(self._refine)
        self._told: tuple[Mapping[str, NodeReport], Mapping[str, tuple[Problem, ...]]] = ({}, {})
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
                self.remarks.items[node_id].move_to(place)
                continue
            self.nodes[node_id].setPos(place)
            touched.update(graph.wires_into[node_id].values(), graph.wires_from[node_id])
        self.blocks.surround()
        self._run_wires(touched)
        if graph.groups:
            self.redraw_overview()
            return
        items = [self.nodes[node_id] for node_id in places if node_id in self.nodes]
        self._overview.lift(items, [self.wires[wire] for wire in touched])
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

    # ---- from afar ----

    def paint_overview(self, painter: QPainter, zoom: float) -> None:
        """Paint all nodes and wires in a few strokes, in scene coordinates."""
        remarks = self.remarks
        looks = [(i.remark, i.pos(), i.box(), i.selected) for i in remarks.items.values()]
        nodes, wires = self.shown_nodes(), self.wires.values()
        self._overview.paint(painter, nodes, wires, zoom, remarks.paint_from_afar, looks)
        if self._overview.rough:
            self._refining.start()

    def _refine(self) -> None:
        self._overview.refine()
        self.redrawn.emit()

    def redraw_overview(self) -> None:
        """Gather the view from afar anew."""
        self._overview.forget()
        self.redrawn.emit()

    # ---- following the session ----

    def retranslate(self) -> None:
        """Say everything again in the present language."""
        self._show_reports(self._problems_by_node(), again=True)

    def hide_problems(self) -> None:
        """Show everything as though it had no fault, as in pictures for others."""
        self._show_reports({})
        for item in self.wires.values():
            item.follow(item.label, False)

    def _show_all(self) -> None:
        self._told = {}, {}
        for item in (*self.nodes.values(), *self.wires.values()):
            if item.scene() is self and not isinstance(item, BlockItem):
                self.removeItem(item)
        self.nodes.clear()
        self.wires.clear()
        graph = self.session.project.graph
        self._apply(Change(added=graph.nodes, wires_added=graph.wires, groups=True))
        self._show_selection()

    def _apply(self, change: Change) -> None:
        graph = self.session.project.graph
        for wire in change.wires_removed:
            self._drop_wire(wire)
        for node in change.removed:
            self._drop_node(node.id)
        problems = self._problems_by_node()
        if change.groups:
            self.blocks.match(graph, problems)
        self._show_nodes(graph.nodes if change.groups else change.added, problems)
        # Which wires are seen may differ for all of them once a block does.
        wires = graph.wires if change.groups else change.wires_added
        fresh = [w for w in wires if w not in self.wires and not self.blocks.hides(w)]
        if change.groups:
            for wire in [wire for wire in self.wires if self.blocks.hides(wire)]:
                self._drop_wire(wire)
        for wire in fresh:
            self.wires[wire] = WireItem(wire)
        for node in change.moved:
            self.nodes[node.id].setPos(node.x, node.y)
        news = self._news(change, problems)
        renewed = self._show_reports(problems, news)
        self.blocks.surround()
        touched = set(graph.wires if change.groups else fresh)
        ids = [node.id for node in (*change.moved, *change.changed)]
        ids += [node_id for group in renewed for node_id in group.members]
        for node_id in ids:
            touched.update(graph.wires_into[node_id].values(), graph.wires_from[node_id])
        self._run_wires(touched)
        for wire in fresh:
            self.addItem(self.wires[wire])
        if change.groups:
            self._show_selection()
        if news is None or fresh or change.wires_removed or change.moved or change.removed:
            self.redraw_overview()
        else:
            wires_near = self._wires_near(news)
            self._overview.refresh([self.nodes[i] for i in news], wires_near.values())
            self.redrawn.emit()

    def _drop_wire(self, wire: Wire) -> None:
        item = self.wires.pop(wire, None)
        if item is not None:
            self.removeItem(item)

    def _drop_node(self, node_id: str) -> None:
        item = self.nodes.pop(node_id, None)
        if item is not None and item.node_id == node_id and not isinstance(item, BlockItem):
            self.removeItem(item)

    def _show_nodes(
        self, nodes: Iterable[Node], problems: Mapping[str, tuple[Problem, ...]]
    ) -> None:
        """Have an item for each node, its own or one that stands for it."""
        reports = self.session.analysis.reports
        hidden: list[str] = []
        for node in nodes:
            known = self.nodes.get(node.id)
            if self.blocks.card_of(node.id) or self.blocks.twin_of(node.id):
                hidden.append(node.id)
            elif known is None or known.node_id != node.id or isinstance(known, BlockItem):
                report, found = reports[node.id], problems.get(node.id, ())
                item = NodeItem(node.id, face_of(report, found), report, found)
                item.setPos(node.x, node.y)
                self.nodes[node.id] = item
                self.addItem(item)
        for node_id in hidden:
            stand_in = self.blocks.card_of(node_id) or self.nodes[self.blocks.twin_of(node_id)]
            if self.nodes.get(node_id) is not stand_in:
                self._drop_node(node_id)
                self.nodes[node_id] = stand_in

    def _news(self, change: Change, problems: Mapping[str, tuple[Problem, ...]]) -> set[str] | None:
        """Return the nodes about which there is something new to tell; None: all of them."""
        reports, told = self.session.analysis.reports, self._told
        self._told = reports, problems
        if change.groups or self.session.project.graph.groups:
            return None
        news = {
            node_id
            for node_id, report in reports.items()
            if told[0].get(node_id) is not report or told[1].get(node_id) != problems.get(node_id)
        }
        for wire in (*change.wires_added, *change.wires_removed):
            news.update(i for i in (wire.source, wire.target) if i in reports)
        return news

    def _show_reports(
        self,
        problems: Mapping[str, tuple[Problem, ...]],
        news: set[str] | None = None,
        *,
        again: bool = False,
    ) -> list[Group]:
        """Show what the analysis says; return the blocks whose ports have moved."""
        graph, reports = self.session.project.graph, self.session.analysis.reports
        renewed = self.blocks.follow(problems, again)
        for node_id in self.nodes if news is None else news:
            item = self.nodes[node_id]
            if item.node_id != node_id or isinstance(item, BlockItem):
                continue
            wired = frozenset(graph.wires_into[node_id])
            leaving = bool(graph.wires_from[self.blocks.last_of(node_id)])
            found = problems.get(node_id, ())
            item.follow(reports[node_id], found, wired, leaving, again=again)
        for wire, wire_item in self._wires_near(news).items():
            shape = reports[wire.source].shape
            target = reports[wire.target]
            refused = target.shape is None and bool(target.input_shapes)
            wire_item.follow(shape_text(shape) if shape is not None else "", refused)
        return renewed

    def _wires_near(self, node_ids: set[str] | None) -> dict[Wire, WireItem]:
        """Return the wires that begin or end at some nodes; None: at any."""
        if node_ids is None:
            return self.wires
        graph = self.session.project.graph
        near = {
            wire
            for node_id in node_ids
            for wire in (*graph.wires_into[node_id].values(), *graph.wires_from[node_id])
        }
        return {wire: self.wires[wire] for wire in near if wire in self.wires}

    def _problems_by_node(self) -> dict[str, tuple[Problem, ...]]:
        found: dict[str, tuple[Problem, ...]] = {}
        for problem in self.session.analysis.problems:
            found[problem.node_id] = (*found.get(problem.node_id, ()), problem)
        return found

    def _run_wires(self, wires: Iterable[Wire]) -> None:
        for wire in wires:
            if wire not in self.wires:
                continue
            start = self.nodes[wire.source].port_place(Port(wire.source, True))
            end = self.nodes[wire.target].port_place(Port(wire.target, False, wire.port))
            self.wires[wire].run(start, end)

    def _show_selection(self) -> None:
        chosen = set(self.session.selection)
        for node_id, item in self.nodes.items():
            if item.node_id == node_id:
                item.set_selected(node_id in chosen)
        self.blocks.select(chosen)
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
