"""Adding and replacing layers by typing: what the pop-up offers, and what comes of a choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF
from PySide6.QtWidgets import QGraphicsPathItem

from nnstudio.app.canvas.geometry import Port, input_point, output_point, snapped, wire_path
from nnstudio.app.canvas.ink import current_ink, round_pen
from nnstudio.app.canvas.naming import node_name, replace_label
from nnstudio.app.canvas.placing import add_in_place, centred, level_with, open_end_before
from nnstudio.app.canvas.quick_add_list import Choice
from nnstudio.app.canvas.quick_add_offer import Offer
from nnstudio.app.canvas.quick_add_popup import QuickAddPopup
from nnstudio.app.layer_picture import layer_summary, layer_title
from nnstudio.app.layer_search import search_words
from nnstudio.app.translate import tr_text
from nnstudio.core.layer import Layer
from nnstudio.core.shapes import shape_text
from nnstudio.core.text import N_, Text
from nnstudio.graph.project import Graph
from nnstudio.graph.rewiring import replace_layer
from nnstudio.graph.suggestions import Place, Suggestion, instead_of, suggest
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.output import Output

if TYPE_CHECKING:
    from nnstudio.app.canvas.view import CanvasView

_UNSEEN = 220.0
_LEVEL = 24.0
"""A layer that is let go so near to the height of its source lies level with it."""


class QuickAdd(QObject):
    """Opens the pop-up that adds or replaces layers on one canvas."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self._session = view.session

    def add(self) -> None:
        """Offer layers for where the selection is."""
        self.search("")

    def search(self, text: str) -> None:
        """Offer layers for where the selection is; the user has begun to type ``text``."""
        place = self._place_of_selection()
        near = place.sources[-1:] or tuple(target for target, _ in place.targets) or ("",)
        self._offer_to_add(place, self.rect_of(near[0]), text)

    def add_at(self, point: QPointF) -> None:
        """Offer layers for a point of the scene; they follow an open end to its left."""
        graph = self._session.project.graph
        source = open_end_before(graph, point)
        place = Place((source,)) if source else Place()

        def corner(layer: Layer) -> QPointF:
            wished = centred(layer, point)
            return self._level(wished, source, layer) if source else wished

        self._offer_to_add(place, QRectF(point, point), "", corner)

    def add_for_wire(self, port: Port, point: QPointF) -> None:
        """Offer the layers that fit a wire which was pulled from a port to a point of the scene."""
        if port.is_output:
            place, name = Place((port.node_id,)), self.tr("Layers that can follow {node}")
        else:
            place, name = Place((), ((port.node_id, port.index),)), self.tr("Layers before {node}")

        def corner(layer: Layer) -> QPointF:
            count = len(layer.inputs)
            if port.is_output:
                wished = snapped(point - input_point(count, 0))
                return self._level(wished, port.node_id, layer)
            return snapped(point - output_point(count))

        fitting = [s for s in suggest(self._session.analysis, place) if s.reason is None]
        offers = [self._offer(s, partial(self._add, s, place, corner)) for s in fitting]
        caption = name.format(node=node_name(self._session.project, port.node_id))
        popup = self.open(caption, offers, QRectF(point, point))
        line = self._loose_wire(port, point)
        popup.closed.connect(lambda: self._view.canvas.remove_overlay(line))

    def replace(self) -> None:
        """Offer layers that can take the place of the selected one."""
        selection = self._session.selection
        if len(selection) != 1:
            self._view.message.emit(Text(N_("Select the one layer that is to be replaced.")))
            return
        node_id = selection[0]
        found = suggest(self._session.analysis, instead_of(self._session.analysis, node_id))
        offers = [self._offer(s, partial(self._replace, node_id, s.layer)) for s in found]
        name = node_name(self._session.project, node_id)
        self.open(self.tr("Replace {node} by").format(node=name), offers, self.rect_of(node_id))

    def open(
        self, caption: str, offers: Sequence[Offer], beside: QRectF, text: str = ""
    ) -> QuickAddPopup:
        """Open a pop-up beside a part of the scene; it closes when the drawing changes."""
        view, session = self._view, self._session
        view.cancel_gesture()
        for open_one in view.window().findChildren(QuickAddPopup):
            open_one.leave()
        popup = QuickAddPopup(view.window(), caption, offers)
        session.changed.connect(popup.leave)
        session.opened.connect(popup.leave)
        popup.closed.connect(view.setFocus)
        rect = view.mapFromScene(beside).boundingRect()
        popup.open_beside(rect.translated(view.viewport().mapTo(view.window(), QPoint())), text)
        return popup

    def rect_of(self, node_id: str) -> QRectF:
        """Return where a node is shown; where it is not, a part of the view that is easily seen."""
        shown = self._view.visible_rect()
        item = self._view.canvas.nodes.get(node_id)
        rect = QRectF() if item is None else item.rect().translated(item.pos())
        if not shown.intersects(rect):
            rect = QRectF(shown.center().x() - _UNSEEN, shown.top() + shown.height() / 5, 0, 0)
        return rect

    # ---- where ----

    def _place_of_selection(self) -> Place:
        """Return where a layer goes that is asked for without saying where."""
        graph, view = self._session.project.graph, self._view
        wires, selection = view.selected_wires, self._session.selection
        if not selection and len(wires) == 1:
            return Place((wires[0].source,), ((wires[0].target, wires[0].port),))
        ends = _exits(graph, selection)
        if len(ends) > 1:
            return Place(ends)
        anchor = ends[0] if ends else _last_open(graph)
        if not anchor:
            return Place()
        if isinstance(graph.by_id[anchor].layer, Output) and graph.wires_into[anchor]:
            return Place((graph.wires_into[anchor][0].source,), ((anchor, 0),))
        leaving = graph.wires_from[anchor]
        if len(leaving) == 1:
            return Place((anchor,), ((leaving[0].target, leaving[0].port),))
        return Place((anchor,))

    def _level(self, corner: QPointF, source: str, layer: Layer) -> QPointF:
        level = level_with(self._session.project.graph.by_id[source], layer)
        return QPointF(corner.x(), level) if abs(corner.y() - level) <= _LEVEL else corner

    # ---- what is offered ----

    def _offer_to_add(
        self,
        place: Place,
        beside: QRectF,
        text: str,
        corner: Callable[[Layer], QPointF] | None = None,
    ) -> None:
        found = suggest(self._session.analysis, place)
        offers = [self._offer(s, partial(self._add, s, place, corner)) for s in found]
        self.open(self._caption(place), offers, beside, text)

    def _caption(self, place: Place) -> str:
        project = self._session.project
        if len(place.sources) > 1:
            return self.tr("Join {count} layers, or follow the last").format(
                count=len(place.sources)
            )
        if place.sources and place.targets:
            return self.tr("Insert between {source} and {target}").format(
                source=node_name(project, place.sources[0]),
                target=node_name(project, place.targets[0][0]),
            )
        if place.sources:
            return self.tr("Add after {node}").format(node=node_name(project, place.sources[0]))
        return self.tr("Add a layer")

    def _offer(self, suggestion: Suggestion, act: Callable[[], object]) -> Offer:
        layer = suggestion.layer
        make = partial(self._choice, suggestion, act)
        return Offer(layer_title(layer), search_words(layer), make)

    def _choice(self, suggestion: Suggestion, act: Callable[[], object]) -> Choice:
        layer, shape = suggestion.layer, suggestion.shape
        named = isinstance(layer, ActivationLayer)  # its title says what its settings do
        return Choice(
            title=layer_title(layer),
            layer=layer,
            detail="" if named else layer.parameters_text(),
            note="" if shape is None or suggestion.reason else f"→ {shape_text(shape)}",
            help=layer_summary(layer),
            reason="" if suggestion.reason is None else tr_text(suggestion.reason),
            act=act,
        )

    def _loose_wire(self, port: Port, point: QPointF) -> QGraphicsPathItem:
        """Show the wire that waits for its layer."""
        canvas = self._view.canvas
        here = canvas.nodes[port.node_id].port_place(port)
        line = QGraphicsPathItem(
            wire_path(here, point) if port.is_output else wire_path(point, here)
        )
        line.setPen(round_pen(current_ink().accent, 2.5, dashed=True))
        canvas.add_overlay(line)
        return line

    # ---- what comes of it ----

    def _add(
        self, suggestion: Suggestion, place: Place, corner: Callable[[Layer], QPointF] | None
    ) -> None:
        session, layer = self._session, suggestion.layer
        if corner is None and not session.project.graph.nodes:
            middle = self._view.visible_rect().center()
            at: QPointF | None = centred(layer, middle)
        else:
            at = corner(layer) if corner is not None else None
        project, node_id = add_in_place(session.project, layer, place, at)
        label = Text(N_("Add {layer}"), layer=Text(layer.label))
        if place.sources and place.targets:
            label = Text(
                N_("Insert {layer} before {node}"),
                layer=Text(layer.label),
                node=node_name(session.project, place.targets[0][0]),
            )
        session.close_merge()
        session.edit(label, project)
        self._view.choose([node_id])

    def _replace(self, node_id: str, layer: Layer) -> None:
        session = self._session
        project, new_id = replace_layer(session.project, node_id, layer)
        session.close_merge()
        session.edit(replace_label(session.project, node_id, layer), project)
        self._view.choose([new_id])


def _last_open(graph: Graph) -> str:
    """Return the node that a network goes on from: its open end, or its last Output."""
    ends = [n for n in graph.nodes if not graph.wires_from[n.id]]
    open_ends = [n for n in ends if not isinstance(n.layer, Output)]
    return next((n.id for n in reversed(open_ends or ends)), "")


def _exits(graph: Graph, selection: tuple[str, ...]) -> tuple[str, ...]:
    """Return the selected nodes that feed no other selected one, from the top."""
    chosen = set(selection)
    ends = [i for i in selection if not any(w.target in chosen for w in graph.wires_from[i])]
    return tuple(sorted(ends, key=lambda i: (graph.by_id[i].y, graph.by_id[i].x)))
