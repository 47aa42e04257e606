"""Pulling a wire from port to port, and leading an existing one elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QGraphicsPathItem

from nnstudio.app.canvas.bubble import Bubble
from nnstudio.app.canvas.geometry import Port, wire_path
from nnstudio.app.canvas.gestures.gesture import Gesture, Pointer
from nnstudio.app.canvas.ink import current_ink, round_pen
from nnstudio.app.canvas.naming import node_name
from nnstudio.app.canvas.plus_ports import PlusPorts
from nnstudio.app.canvas.scene import CanvasScene
from nnstudio.app.translate import tr_text
from nnstudio.core.text import N_, Text
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project, Wire
from nnstudio.graph.rewiring import connect_growing


@dataclass(frozen=True)
class Outcome:
    """What releasing the wire would do: an edit, or a reason why not; perhaps with a warning."""

    port: Port | None = None
    label: Text | None = None
    project: Project | None = None
    refusal: Text | None = None
    warning: Text | None = None


class PullWire(Gesture):
    """Draws a wire from a fixed port to the pointer.

    Parameters
    ----------
    fixed
        The port where the wire stays.
    replaced
        The wire whose other end is led elsewhere; released over nothing it is taken away.
    let_go
        Called with the port and the point where a new wire is released over nothing.
    """

    cursor = Qt.CursorShape.CrossCursor

    def __init__(
        self,
        scene: CanvasScene,
        fixed: Port,
        replaced: Wire | None = None,
        let_go: Callable[[Port, QPointF], object] | None = None,
    ) -> None:
        self._scene = scene
        self._let_go = let_go
        self._fixed = fixed
        self._replaced = replaced
        self._line: QGraphicsPathItem | None = None
        self._bubble = Bubble()
        self._outcome = Outcome()
        self._asked: Port | None = None
        self._lit: Port | None = None
        graph = self._without_replaced().graph
        self._plus = PlusPorts(scene, fixed.node_id, graph) if fixed.is_output else None

    def click(self, at: Pointer) -> None:
        if self._replaced is None:
            node_id = self._fixed.node_id
            kept = self._scene.session.selection if at.adds else ()
            remarks = self._scene.session.selected_remarks if at.adds else ()
            self._scene.select_only(dict.fromkeys((*kept, node_id)), (), remarks)
        elif at.adds:
            session, wires = self._scene.session, self._scene.selected_wires
            chosen = session.selection, (*wires, self._replaced), session.selected_remarks
            self._scene.select_only(*chosen)
        else:
            self._scene.select_only((), (self._replaced,))

    def move(self, at: Pointer) -> None:
        if self._line is None:
            self._begin()
        assert self._line is not None
        port = self._port_under(at)
        if port is None:
            self._asked, self._outcome = None, self._over_nothing()
        elif port != self._asked:
            self._asked, self._outcome = port, self._onto(port)
        fits = self._outcome.refusal is None and self._outcome.warning is None
        self._light(self._asked if fits else None)
        self._draw(at)

    def finish(self, at: Pointer) -> None:
        self.move(at)
        outcome = self._outcome
        self._clear()
        if outcome.refusal is not None:
            self._scene.message.emit(outcome.refusal)
        elif outcome.project is not None and outcome.label is not None:
            self._scene.session.edit(outcome.label, outcome.project)
        elif outcome.port is None and self._replaced is None and self._let_go is not None:
            self._let_go(self._fixed, at.scene)

    def cancel(self) -> None:
        self._clear()

    # ---- what would come of it ----

    def _port_under(self, at: Pointer) -> Port | None:
        """Return the port that is meant: one nearby, or one of the node under the pointer."""
        wants_output = not self._fixed.is_output
        port = self._scene.port_near(at.scene, at.reach, is_output=wants_output)
        plus = self._plus.port_under(at) if self._plus is not None else None
        if port is not None and (plus is None or self._nearer(port, plus, at)):
            return port
        if plus is not None:
            return plus
        node = self._scene.node_at(at.scene)
        if node is None or node is self._scene.nodes.get(self._fixed.node_id):
            return None
        graph = self._scene.session.project.graph
        return node.meant_port(wants_output, graph, self._replaced)

    def _onto(self, port: Port) -> Outcome:
        source, target = (self._fixed, port) if self._fixed.is_output else (port, self._fixed)
        project = self._without_replaced()
        added = self._is_added(target)
        port_there = 0 if added else target.index
        reason = edits.why_not_connect(project.graph, source.node_id, target.node_id, port_there)
        if reason is not None:
            return Outcome(port, refusal=reason)
        new = connect_growing(project, source.node_id, target.node_id, target.index)
        if set(new.graph.wires) == set(self._scene.session.project.graph.wires):
            return Outcome(port)  # that wire is there already
        label = Text(
            N_("Connect {source} to {target}"),
            source=node_name(project, source.node_id),
            target=node_name(project, target.node_id),
        )
        analysis = analyze(new)
        report = analysis.reports[target.node_id]
        warning = None
        if report.input_shapes and report.shape is None:
            # Nothing is forbidden here: the drawing may pass through mistakes, but not unawares.
            warning = analysis.problems_at(target.node_id)[0].text
        return Outcome(port, label, new, warning=warning)

    def _without_replaced(self) -> Project:
        """Return the project without the wire that is led elsewhere."""
        project = self._scene.session.project
        return edits.disconnect(project, [self._replaced]) if self._replaced else project

    def _is_added(self, port: Port) -> bool:
        """Return whether a port is one that its node does not have yet."""
        inputs = self._scene.session.project.graph.by_id[port.node_id].layer.inputs
        return not port.is_output and port.index == len(inputs) > 0

    def _nearer(self, one: Port, other: Port, at: Pointer) -> bool:
        away = [(self._place(port) - at.scene).manhattanLength() for port in (one, other)]
        return away[0] <= away[1]

    def _over_nothing(self) -> Outcome:
        if self._replaced is None:
            return Outcome()
        project = self._scene.session.project
        label = Text(N_("Delete a wire"))
        return Outcome(None, label, edits.disconnect(project, [self._replaced]))

    # ---- showing it ----

    def _begin(self) -> None:
        self._line = QGraphicsPathItem()
        self._scene.add_overlay(self._line)
        self._scene.add_overlay(self._bubble)
        if self._replaced is not None:
            self._show_replaced(False)

    def _draw(self, at: Pointer) -> None:
        assert self._line is not None
        outcome, ink = self._outcome, current_ink()
        here = self._place(self._fixed)
        there = at.scene
        if outcome.port is not None and outcome.refusal is None:
            there = self._place(outcome.port)
        start, end = (here, there) if self._fixed.is_output else (there, here)
        self._line.setPath(wire_path(start, end))
        text, tone, color = Text(""), "info", ink.accent
        if outcome.refusal is not None:
            text, tone, color = outcome.refusal, "bad", ink.bad
        elif outcome.warning is not None:
            text, tone, color = outcome.warning, "warning", ink.bad
        elif outcome.port is None and self._replaced is not None:
            text, color = Text(N_("Release to take the wire away")), ink.muted
        elif outcome.port is None and self._let_go is not None:
            text, tone = Text(N_("Release to add a layer here")), "add"
        # What does not fit is red and dashed, as the wire stays when it is let go all the same.
        loose = outcome.port is None or tone in ("bad", "warning")
        self._line.setPen(round_pen(color, 2.5, dashed=loose))
        self._bubble.say(tr_text(text), tone, at.scene, at.view, at.size)

    def _place(self, port: Port) -> QPointF:
        return self._scene.nodes[port.node_id].port_place(port)

    def _light(self, port: Port | None) -> None:
        if port is not None and self._is_added(port):
            port = None  # the plus there stands out by itself
        if port != self._lit:
            for lit, shown in ((self._lit, None), (port, port)):
                if lit is not None and lit.node_id in self._scene.nodes:
                    self._scene.nodes[lit.node_id].light_port(shown)
            self._lit = port

    def _clear(self) -> None:
        if self._line is None:
            return
        self._light(None)
        if self._plus is not None:
            self._plus.clear()
        for item in (self._line, self._bubble):
            self._scene.remove_overlay(item)
        self._line = None
        if self._replaced is not None:
            self._show_replaced(True)

    def _show_replaced(self, visible: bool) -> None:
        item = self._scene.wires.get(self._replaced) if self._replaced else None
        if item is not None:
            item.setVisible(visible)
            self._scene.redraw_overview()
