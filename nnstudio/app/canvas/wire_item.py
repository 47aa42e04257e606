"""One wire on the canvas."""

from __future__ import annotations

import itertools
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsSceneHoverEvent,
    QStyleOptionGraphicsItem,
    QWidget,
)

from nnstudio.app.canvas.card import FULL_DETAIL
from nnstudio.app.canvas.geometry import level_room, wire_middle, wire_path
from nnstudio.app.canvas.ink import current_ink, round_pen
from nnstudio.app.canvas.lettering import Lettering
from nnstudio.app.canvas.wire_handles import WireHandles
from nnstudio.graph.project import Wire


class Flow(NamedTuple):
    """What flows back through a wire, as coarsely as it can be seen.

    ``swelling`` says by how much the wire grows, 0 for next to nothing; ``state`` is the verdict on
    the gradient that it is of.
    """

    swelling: int
    state: str


_GRASP = 14.0
"""How wide the band is in which the mouse finds the wire, in scene units."""
_CHORDS = 6
_WEIGHTS = tuple(
    ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    for t in (step / _CHORDS for step in range(1, _CHORDS))
)
"""Of a curve's four points, at places evenly along it."""
_LEVEL = 16.0
"""A wire that rises or falls by less looks straight from afar."""
_LABEL_MARGIN = 76.0


class WireItem(QGraphicsPathItem):
    """Shows a wire; it is painted by Qt's own code, which is what makes large drawings quick."""

    def __init__(self, wire: Wire) -> None:
        super().__init__()
        self.wire = wire
        self.selected = False
        self.bad = False
        self._target = False
        self._hovered = False
        self._start = self._end = QPointF()
        self.label = ""
        self._flow: Flow | None = None
        self._sign: _WireLabel | None = None
        self._handles: WireHandles | None = None
        self._grasp = QPainterPath()
        self._chords: list[QLineF] = []
        self.setAcceptHoverEvents(True)
        self.restyle()

    def run(self, start: QPointF, end: QPointF) -> None:
        """Lead the wire from an output to an input, both in scene coordinates."""
        if (start, end) == (self._start, self._end):
            return
        self._start, self._end = start, end
        self._grasp = QPainterPath()
        self._chords = []
        self.setPath(wire_path(start, end))
        self._place_label()
        if self._handles is not None and self._handles.isVisible():
            self._handles.follow(self.path())

    def follow(self, label: str, bad: bool) -> None:
        """Show which shape runs through, and whether its target cannot take it."""
        if bad != self.bad:
            self.bad = bad
            self.restyle()
        if label != self.label:
            self.label = label
            self.setToolTip(label)
            self._place_label()

    def set_flow(self, flow: Flow | None) -> None:
        """Swell with what flows back through the wire while the network trains."""
        if flow != self._flow:
            self._flow = flow
            self.restyle()

    def set_selected(self, selected: bool) -> None:
        """Show the wire as selected or not."""
        if selected != self.selected:
            self.selected = selected
            self.restyle()
            self._show_handles()

    def set_target(self, target: bool) -> None:
        """Make the wire stand out as the one that something would be dropped into."""
        if target != self._target:
            self._target = target
            self.restyle()

    def nearer_to_end(self, point: QPointF) -> bool:
        """Return whether a point is nearer to the wire's end than to its start."""
        to_start, to_end = point - self._start, point - self._end
        return QPointF.dotProduct(to_end, to_end) <= QPointF.dotProduct(to_start, to_start)

    def chords(self) -> list[QLineF]:
        """Return the wire as a few straight lines, for the view from afar."""
        if not self._chords:
            points = _corners(self.path())
            self._chords = [QLineF(a, b) for a, b in itertools.pairwise(points)]
        return self._chords

    def restyle(self) -> None:
        """Take colours and width from the state and the theme."""
        ink = current_ink()
        color, width = (ink.bad, 2.0) if self.bad else (ink.wire, 2.0)
        if self._flow is not None and not self.bad:
            color, width = ink.flow(self._flow.state), 2.0 + self._flow.swelling
        if self.selected or self._target:
            color, width = ink.accent, max(width, 3.0)
        elif self._hovered:
            color, width = ink.bad if self.bad else ink.border_strong, max(width, 3.0)
        self.setPen(round_pen(color, width, dashed=self.bad))
        self.setZValue(0.5 if self.selected or self._target else 0.0)

    def shape(self) -> QPainterPath:
        if self._grasp.isEmpty():
            stroker = QPainterPathStroker()
            stroker.setWidth(_GRASP)
            self._grasp = stroker.createStroke(self.path())
        return self._grasp

    def hoverEnterEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        self._hovered = True
        self.restyle()
        self._show_handles()

    def hoverLeaveEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        self._hovered = False
        self.restyle()
        self._show_handles()

    def _show_handles(self) -> None:
        """Show by what the ends can be held while the wire is selected or under the mouse."""
        shown = self.selected or self._hovered
        if self._handles is None:
            if not shown:
                return
            self._handles = WireHandles(self)
        if shown:
            self._handles.follow(self.path())
        self._handles.setVisible(shown)

    def _place_label(self) -> None:
        """Write the shape on the wire where it is long enough for that."""
        length = level_room(self._start, self._end)
        text = None
        if self.label and length > _LABEL_MARGIN:
            text = Lettering(self.label, 10.5, 200.0, numbers=True)
        if text is None or length < text.width + _LABEL_MARGIN:
            if self._sign is not None:
                self._sign.hide()
            return
        if self._sign is None:
            self._sign = _WireLabel(self)
        self._sign.show_text(text)
        self._sign.setPos(wire_middle(self.path()))
        self._sign.show()


def _corners(path: QPainterPath) -> list[QPointF]:
    """Return points along a path between which it is nearly straight."""
    points = []
    for index in range(path.elementCount()):
        element = path.elementAt(index)
        points.append(QPointF(element.x, element.y))
    swinging = 4  # elements: a start and a curve's three points
    if len(points) != swinging:
        return points  # straight, or with small roundings, which cannot be seen from afar
    start, one, other, end = points
    if abs(end.y() - start.y()) < _LEVEL:
        return [start, end]
    curve = [start * a + one * b + other * c + end * d for a, b, c, d in _WEIGHTS]
    return [start, *curve, end]


class _WireLabel(QGraphicsItem):
    """The shape that runs through a wire, written in its middle."""

    def __init__(self, wire: WireItem) -> None:
        super().__init__(wire)
        self._text = Lettering("", 10.5, 0.0)
        self._bounds = QRectF()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_text(self, text: Lettering) -> None:
        self.prepareGeometryChange()
        self._text = text
        self._bounds = QRectF(-text.width / 2 - 7, -9, text.width + 14, 18)
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds.adjusted(-1, -1, 1, 1)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if option.levelOfDetailFromTransform(painter.worldTransform()) < FULL_DETAIL:
            return
        ink = current_ink()
        painter.setPen(QPen(ink.hairline, 1))
        painter.setBrush(ink.canvas)
        painter.drawRoundedRect(self._bounds, 9, 9)
        self._text.draw(painter, -self._text.width / 2, -6.5, ink.muted)
