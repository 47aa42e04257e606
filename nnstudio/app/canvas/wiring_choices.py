"""Wiring by keyboard: a pop-up with where a node's output can be led, one with its wires."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from nnstudio.app.canvas.naming import node_name
from nnstudio.app.canvas.quick_add_list import Choice
from nnstudio.app.canvas.quick_add_offer import Offer
from nnstudio.app.translate import tr_text
from nnstudio.core.shapes import shape_text
from nnstudio.core.text import N_, Text
from nnstudio.graph import edits
from nnstudio.graph.connections import Connection, connections, why_not_fit
from nnstudio.graph.project import Wire
from nnstudio.graph.rewiring import connect_growing

if TYPE_CHECKING:
    from nnstudio.app.canvas.view import CanvasView


class WiringChoices(QObject):
    """Connects and disconnects the selected node of one canvas."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self._session = view.session

    def connect_to(self) -> None:
        """Offer the ports to which the output of the selected node can be led."""
        source = self._chosen()
        if not source:
            self._view.message.emit(Text(N_("Select the one layer that is to be connected.")))
            return
        found = connections(self._session.analysis, source)
        if not found:
            self._view.message.emit(Text(N_("There is no other layer to connect to.")))
            return
        name = node_name(self._session.project, source)
        caption = self.tr("Connect {node} to").format(node=name)
        self._open(caption, [self._target(source, connection) for connection in found], source)

    def disconnect_from(self) -> None:
        """Offer the wires at the selected nodes, or the selected wires, to be taken away."""
        graph, selection = self._session.project.graph, set(self._session.selection)
        wires = [
            wire
            for wire in graph.wires
            if wire.source in selection
            or wire.target in selection
            or wire in self._view.selected_wires
        ]
        if not wires:
            self._view.message.emit(Text(N_("Select a layer with wires first.")))
            return
        offers = [self._wire(wire) for wire in wires]
        self._open(self.tr("Disconnect"), offers, wires[0].source)

    def _open(self, caption: str, offers: list[Offer], near: str) -> None:
        self._view.quick_add.open(caption, offers, self._view.quick_add.rect_of(near))

    def _chosen(self) -> str:
        """Return the selected node; of a selected block, the one that others would be fed by."""
        graph, selection = self._session.project.graph, self._session.selection
        if len(selection) == 1:
            return selection[0]
        group = graph.group_of.get(selection[0]) if selection else None
        if group is None or set(selection) != set(group.members):
            return ""
        last = set(group.repetitions[-1])
        exits = [i for i in last if not any(w.target in last for w in graph.wires_from[i])]
        return exits[0] if len(exits) == 1 else ""

    def _target(self, source: str, connection: Connection) -> Offer:
        project = self._session.project
        name = node_name(project, connection.target)
        layer = project.graph.by_id[connection.target].layer
        words = f"{name} {connection.target} {tr_text(layer.label)} {layer.name}".casefold()
        make = partial(self._choice_of_target, source, connection)
        return Offer(name, words, make, refused=connection.refusal is not None)

    def _choice_of_target(self, source: str, connection: Connection) -> Choice:
        project = self._session.project
        node = project.graph.by_id[connection.target]
        inputs = node.layer.inputs
        detail = ""
        if connection.port == len(inputs) and inputs:
            detail = self.tr("new input")
        elif len(inputs) > 1:
            detail = self.tr("input {port}").format(port=inputs[connection.port])
        note = ""
        if connection.replaces:
            other = node_name(project, connection.replaces)
            note = self.tr("instead of {node}").format(node=other)
        reason = connection.refusal or why_not_fit(self._session.analysis, source, connection)
        return Choice(
            title=node_name(project, node.id),
            layer=node.layer,
            detail=detail,
            note=note,
            help=self._arriving(source),
            reason="" if reason is None else tr_text(reason),
            act=None if connection.refusal else lambda: self._connect(source, connection),
        )

    def _arriving(self, source: str) -> str:
        shape = self._session.analysis.reports[source].shape
        if shape is None:
            return ""
        return self.tr("The wire brings {shape}.").format(shape=shape_text(shape))

    def _wire(self, wire: Wire) -> Offer:
        project = self._session.project
        source, target = node_name(project, wire.source), node_name(project, wire.target)
        title = f"{source} → {target}"
        words = f"{source} {target} {wire.source} {wire.target}".casefold()
        return Offer(title, words, partial(self._choice_of_wire, wire, title))

    def _choice_of_wire(self, wire: Wire, title: str) -> Choice:
        project = self._session.project
        inputs = project.graph.by_id[wire.target].layer.inputs
        port = inputs[wire.port] if len(inputs) > 1 else ""
        shape = self._session.analysis.reports[wire.source].shape
        return Choice(
            title=title,
            layer=project.graph.by_id[wire.target].layer,
            detail=self.tr("input {port}").format(port=port) if port else "",
            note="" if shape is None else shape_text(shape),
            act=lambda: self._disconnect(wire),
        )

    def _connect(self, source: str, connection: Connection) -> None:
        session = self._session
        project = connect_growing(session.project, source, connection.target, connection.port)
        label = Text(
            N_("Connect {source} to {target}"),
            source=node_name(session.project, source),
            target=node_name(session.project, connection.target),
        )
        session.edit(label, project)

    def _disconnect(self, wire: Wire) -> None:
        session = self._session
        label = Text(
            N_("Disconnect {source} from {target}"),
            source=node_name(session.project, wire.source),
            target=node_name(session.project, wire.target),
        )
        session.edit(label, edits.disconnect(session.project, [wire]))
