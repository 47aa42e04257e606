"""The drawing from afar: all nodes and wires in a few strokes, where no letter could be read."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from nnstudio.app.canvas.card import STRIP
from nnstudio.app.canvas.ink import current_ink
from nnstudio.app.canvas.lettering import draw_icon
from nnstudio.app.canvas.node_item import NodeItem
from nnstudio.app.canvas.wire_item import WireItem

_MOST_ICONS = 400


class Overview:
    """A batch of rectangles and lines, gathered again only after something has changed."""

    def __init__(self) -> None:
        self._stale = True
        self._bodies: list[QRectF] = []
        self._strips: dict[str, list[QRectF]] = {}
        self._lines: list[QLineF] = []
        self._bad_lines: list[QLineF] = []
        self._tones: dict[str, list[QRectF]] = {}
        self._icons: list[tuple[str, str, QPointF]] = []

    def forget(self) -> None:
        """Gather anew before the next painting."""
        self._stale = True

    def paint(
        self,
        painter: QPainter,
        nodes: Iterable[NodeItem],
        wires: Iterable[WireItem],
        zoom: float,
    ) -> None:
        """Paint everything, in scene coordinates."""
        nodes = tuple(nodes)
        if self._stale:
            self._gather(nodes, tuple(wires))
        ink = current_ink()
        for color, lines in ((ink.wire, self._lines), (ink.bad, self._bad_lines)):
            painter.setPen(_hairline(color))
            painter.drawLines(lines)
        # Small rectangles look the same without it and take a fraction of the time.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(_hairline(ink.border))
        painter.setBrush(ink.node)
        painter.drawRects(self._bodies)
        painter.setPen(Qt.PenStyle.NoPen)
        for category, strips in self._strips.items():
            painter.setBrush(ink.category(category))
            painter.drawRects(strips)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for tone, rects in self._tones.items():
            painter.setPen(_hairline(ink.tone(tone), 2))
            painter.drawRects(rects)
        chosen = [node.rect().translated(node.pos()) for node in nodes if node.selected]
        if chosen:
            painter.setPen(_hairline(ink.accent, 2))
            painter.drawRects(chosen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if len(self._icons) <= _MOST_ICONS:
            for name, category, center in self._icons:
                draw_icon(painter, name, center, 44, ink.category(category), zoom)

    def _gather(self, nodes: tuple[NodeItem, ...], wires: tuple[WireItem, ...]) -> None:
        self._stale = False
        self._bodies, self._strips, self._tones, self._icons = [], {}, {}, []
        for node in nodes:
            rect = node.rect().translated(node.pos())
            face = node.face
            self._bodies.append(rect)
            strip = QRectF(rect.x(), rect.y(), 3 * STRIP, rect.height())
            self._strips.setdefault(face.category, []).append(strip)
            if face.tone:
                self._tones.setdefault(face.tone, []).append(rect)
            self._icons.append((face.icon, face.category, rect.center()))
        self._lines, self._bad_lines = [], []
        for wire in wires:
            if not wire.isVisible():
                continue
            (self._bad_lines if wire.bad else self._lines).extend(wire.chords())


def _hairline(color: QColor, width: int = 1) -> QPen:
    """Return a pen that is measured in pixels; only such a thin one is quick."""
    pen = QPen(color, width)
    pen.setCosmetic(True)
    return pen
