"""The scene that is always as the session says: one item per node and wire."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Signal

from nnstudio.app.canvas.block_item import BlockItem
from nnstudio.app.canvas.item_scene import ItemScene
from nnstudio.app.canvas.node_face import face_of
from nnstudio.app.canvas.node_item import NodeItem
from nnstudio.app.canvas.wire_item import WireItem
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import theme_signals
from nnstudio.core.shapes import shape_text
from nnstudio.graph.analysis import NodeReport, Problem
from nnstudio.graph.change import Change
from nnstudio.graph.project import Group, Node, Wire


class CanvasScene(ItemScene):
    """Follows the session; it never changes it and keeps nothing that the session does not know."""

    message = Signal(object)
    """Something to tell the user: a `Text`."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, parent)
        self._told: tuple[Mapping[str, NodeReport], Mapping[str, tuple[Problem, ...]]] = ({}, {})
        session.changed.connect(self._apply)
        session.opened.connect(self._show_all)
        session.selection_changed.connect(self._show_selection)
        theme_signals.changed.connect(self._on_theme)
        self._show_all()

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
        self.run_wires(touched)
        for wire in fresh:
            self.addItem(self.wires[wire])
        if change.groups:
            self._show_selection()
        if news is None or fresh or change.wires_removed or change.moved or change.removed:
            self.redraw_overview()
        else:
            wires_near = self._wires_near(news)
            self.overview.refresh([self.nodes[i] for i in news], wires_near.values())
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
