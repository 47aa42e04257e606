"""The drawing from afar: all nodes and wires in a few strokes, where no letter could be read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from PySide6.QtCore import QLineF, QMargins, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from nnstudio.app.canvas.card import STRIP
from nnstudio.app.canvas.ink import current_ink
from nnstudio.app.canvas.lettering import draw_icon
from nnstudio.app.canvas.node_item import NodeItem
from nnstudio.app.canvas.wire_item import WireItem

_MOST_ICONS = 400
_MOST_SMOOTH = 20_000
"""More lines than these lie so close together that smooth edges could not be seen."""
_MOST_AT_ONCE = 600
"""More lines than these are painted with rough edges at first while the zoom changes."""
_MOST_GROUNDS = 3
_ROOM = 240
"""So many pixels around a view are painted with it, to be there when it is panned."""


class _Body(NamedTuple):
    """What is seen of a node."""

    rect: QRectF
    category: str
    tone: str
    icon: str


class _Run(NamedTuple):
    """What is seen of a wire."""

    lines: list[QLineF]
    bad: bool


class _Strokes(NamedTuple):
    """Nodes and wires, ready to be painted: what has one colour is one list."""

    rects: list[QRectF]
    strips: dict[str, list[QRectF]]
    tones: dict[str, list[QRectF]]
    icons: list[tuple[str, str, QPointF]]
    lines: list[QLineF]
    bad_lines: list[QLineF]


class _Ground(NamedTuple):
    """What stands still, as it was last painted for a widget of some size, with some room around."""

    picture: QPixmap
    world: QTransform
    theme: str
    rough: bool


class Overview:
    """Rectangles and lines, gathered again only after something has changed.

    What stands still is kept as a picture, so that a frame in which something is moved or scrolled
    costs little, however large the drawing is.
    """

    def __init__(self) -> None:
        self._stale = True
        self._bodies: dict[NodeItem, _Body] = {}
        self._runs: dict[WireItem, _Run] = {}
        self._lifted: frozenset[NodeItem] = frozenset()
        self._lifted_wires: frozenset[WireItem] = frozenset()
        self._still: _Strokes | None = None
        self._beneath: Callable[[QPainter, float], None] | None = None
        self._look_beneath: object = None
        self._grounds: dict[tuple[int, int, float], _Ground] = {}

    def forget(self) -> None:
        """Gather anew before the next painting."""
        self._stale = True

    @property
    def rough(self) -> bool:
        """Whether something was painted in a hurry and can be refined."""
        return any(ground.rough for ground in self._grounds.values())

    def refine(self) -> None:
        """Paint with smooth edges what was painted in a hurry."""
        for key in [key for key, ground in self._grounds.items() if ground.rough]:
            del self._grounds[key]

    def refresh(self, nodes: Iterable[NodeItem], wires: Iterable[WireItem]) -> None:
        """Look at these again, which have not moved."""
        if self._stale:
            return
        bodies = {node: _body(node) for node in nodes}
        runs = {wire: _run(wire) for wire in wires}
        if any(self._bodies.get(node) != body for node, body in bodies.items()) or any(
            self._runs.get(wire) != run for wire, run in runs.items()
        ):
            self.forget()

    def lift(self, nodes: Collection[NodeItem], wires: Collection[WireItem]) -> None:
        """Paint these nodes and wires where they are now, for they move without an edit."""
        if not (self._lifted.issuperset(nodes) and self._lifted_wires.issuperset(wires)):
            self._lifted, self._lifted_wires = frozenset(nodes), frozenset(wires)
            self._still = None
            self._grounds.clear()

    def paint(
        self,
        painter: QPainter,
        nodes: Iterable[NodeItem],
        wires: Iterable[WireItem],
        zoom: float,
        beneath: Callable[[QPainter, float], None],
        look_beneath: object,
    ) -> None:
        """Paint everything, in scene coordinates.

        Parameters
        ----------
        beneath
            Paints what lies beneath nodes and wires.
        look_beneath
            What that looks like: an equal value says that it looks as before.
        """
        if self._stale:
            self._gather(nodes, wires)
        if look_beneath != self._look_beneath:
            self._look_beneath = look_beneath
            self._grounds.clear()
        self._beneath = beneath
        device = painter.device()
        if isinstance(device, QWidget):
            self._show_ground(painter, device, zoom)
        else:
            self._paint_still(painter, zoom)
        if self._lifted:
            moving = [_body(node) for node in self._lifted]
            _paint(painter, _strokes(moving, [_run(w) for w in self._lifted_wires]), zoom)
        chosen = [node.rect().translated(node.pos()) for node in self._bodies if node.selected]
        if chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(_hairline(current_ink().accent, 2))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.drawRects(chosen)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    # ---- what stands still ----

    def _show_ground(self, painter: QPainter, widget: QWidget, zoom: float) -> None:
        """Paint what stands still from its picture, which is brought up to date before."""
        ratio = widget.devicePixelRatioF()
        key = (widget.width(), widget.height(), ratio)
        world, theme = painter.worldTransform(), current_ink().theme.name
        ground = self._grounds.get(key)
        if ground is None or ground.theme != theme or not _covers(ground.world, world, ratio):
            size = widget.size().grownBy(QMargins(_ROOM, _ROOM, _ROOM, _ROOM))
            picture = ground.picture if ground is not None else QPixmap(size * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(current_ink().canvas)
            rough = ground is not None and ground.world.m11() != world.m11()
            still = QPainter(picture)
            still.setWorldTransform(world * QTransform.fromTranslate(_ROOM, _ROOM))
            rough = self._paint_still(still, zoom, rough)
            still.end()
            if len(self._grounds) >= _MOST_GROUNDS:
                self._grounds.clear()
            ground = self._grounds[key] = _Ground(picture, world, theme, rough)
        shift = QPointF(world.dx() - ground.world.dx(), world.dy() - ground.world.dy())
        painter.setWorldTransform(QTransform())
        painter.drawPixmap(shift - QPointF(_ROOM, _ROOM), ground.picture)
        painter.setWorldTransform(world)

    def _paint_still(self, painter: QPainter, zoom: float, rough: bool = False) -> bool:
        """Paint what stands still, in a hurry if so; return whether that made a difference."""
        if self._beneath is not None:
            self._beneath(painter, zoom)
        if self._still is None:
            lifted, wires = self._lifted, self._lifted_wires
            self._still = _strokes(
                [body for node, body in self._bodies.items() if node not in lifted],
                [run for wire, run in self._runs.items() if wire not in wires],
            )
        count = len(self._still.lines) + len(self._still.bad_lines)
        rough = rough and _MOST_AT_ONCE < count <= _MOST_SMOOTH
        _paint(painter, self._still, zoom, smooth=count <= _MOST_SMOOTH and not rough)
        return rough

    def _gather(self, nodes: Iterable[NodeItem], wires: Iterable[WireItem]) -> None:
        self._stale = False
        bodies = {node: _body(node) for node in nodes if node.isVisible()}
        runs = {wire: _run(wire) for wire in wires if wire.isVisible()}
        if self._lifted or bodies != self._bodies or runs != self._runs:
            self._grounds.clear()
            self._still = None
        self._bodies, self._runs = bodies, runs
        self._lifted, self._lifted_wires = frozenset(), frozenset()


def _body(node: NodeItem) -> _Body:
    face = node.face
    return _Body(node.rect().translated(node.pos()), face.category, face.tone, face.icon)


def _run(wire: WireItem) -> _Run:
    return _Run(wire.chords(), wire.bad)


def _strokes(bodies: Iterable[_Body], runs: Iterable[_Run]) -> _Strokes:
    found = _Strokes([], {}, {}, [], [], [])
    for rect, category, tone, icon in bodies:
        found.rects.append(rect)
        strip = QRectF(rect.x(), rect.y(), 3 * STRIP, rect.height())
        found.strips.setdefault(category, []).append(strip)
        if tone:
            found.tones.setdefault(tone, []).append(rect)
        found.icons.append((icon, category, rect.center()))
    for lines, bad in runs:
        (found.bad_lines if bad else found.lines).extend(lines)
    return found


def _covers(before: QTransform, world: QTransform, ratio: float) -> bool:
    """Return whether a picture that was painted before shows all that is to be seen now."""
    across, down = (world.dx() - before.dx()) * ratio, (world.dy() - before.dy()) * ratio
    return (
        (before.m11(), before.m22()) == (world.m11(), world.m22())
        and max(abs(across), abs(down)) <= _ROOM * ratio
        # Between two pixels the picture would blur.
        and abs(across - round(across)) + abs(down - round(down)) < 0.01
    )


def _paint(painter: QPainter, strokes: _Strokes, zoom: float, smooth: bool = True) -> None:
    """Paint nodes and wires, in scene coordinates."""
    ink = current_ink()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
    for color, lines in ((ink.wire, strokes.lines), (ink.bad, strokes.bad_lines)):
        painter.setPen(_hairline(color))
        painter.drawLines(lines)
    # Small rectangles look the same without it and take a fraction of the time.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(_hairline(ink.border))
    painter.setBrush(ink.node)
    painter.drawRects(strokes.rects)
    painter.setPen(Qt.PenStyle.NoPen)
    for category, strips in strokes.strips.items():
        painter.setBrush(ink.category(category))
        painter.drawRects(strips)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for tone, rects in strokes.tones.items():
        painter.setPen(_hairline(ink.tone(tone), 2))
        painter.drawRects(rects)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if len(strokes.icons) <= _MOST_ICONS:
        for name, category, center in strokes.icons:
            draw_icon(painter, name, center, 44, ink.category(category), zoom)


def _hairline(color: QColor, width: int = 1) -> QPen:
    """Return a pen that is measured in pixels; only such a thin one is quick."""
    pen = QPen(color, width)
    pen.setCosmetic(True)
    return pen
