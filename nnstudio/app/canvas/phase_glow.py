"""The light on the cards and wires that a phase of a step has reached."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from nnstudio.app.canvas.ink import round_pen
from nnstudio.app.canvas.node_item import NodeItem
from nnstudio.app.canvas.scene import CanvasScene
from nnstudio.app.canvas.wire_item import WireItem

_REACH = 9.0
_DIM = 0.5
"""How much is left of a card that no light falls on."""
_STEPS = 20
"""So many shades of light are told apart, so that nothing is painted for less."""


class PhaseGlow:
    """Lights cards and wires of a drawing and dims the others, until `end`."""

    def __init__(self, scene: CanvasScene) -> None:
        self._scene = scene
        self._cards: dict[NodeItem, _CardGlow] = {}
        self._wires: dict[WireItem, QGraphicsPathItem] = {}

    @property
    def lit(self) -> frozenset[str]:
        """The nodes on which full light falls now."""
        nodes = self._scene.nodes
        return frozenset(i for i, card in nodes.items() if self._share(card) >= 1.0)

    def show(self, shares: Mapping[str, float], color: QColor, *, wires: bool) -> None:
        """Let light fall on nodes, 1 for full light, and on the ``wires`` between them if so."""
        nodes = self._scene.nodes
        light: dict[NodeItem, float] = dict.fromkeys(nodes.values(), 0.0)
        for node_id, share in shares.items():
            card = nodes.get(node_id)
            if card is not None:
                light[card] = max(light[card], round(share * _STEPS) / _STEPS)
        for card, share in light.items():
            card.setOpacity(_DIM + (1 - _DIM) * share)
            if share or card in self._cards:
                self._glow_of(card).shine(color, share)
        for wire, item in self._scene.wires.items():
            share = min(shares.get(wire.source, 0.0), shares.get(wire.target, 0.0))
            self._shine_wire(item, color, share if wires else 0.0)

    def end(self) -> None:
        """Let everything look as usual."""
        for card, glow in self._cards.items():
            self._drop(glow)
            _alive(lambda card=card: card.setOpacity(1.0))  # type: ignore[misc]
        for card in self._scene.nodes.values():
            card.setOpacity(1.0)
        for path in self._wires.values():
            self._drop(path)
        self._cards.clear()
        self._wires.clear()

    def _share(self, card: NodeItem) -> float:
        return self._cards[card].share if card in self._cards else 0.0

    def _glow_of(self, card: NodeItem) -> _CardGlow:
        if card not in self._cards:
            self._cards[card] = _CardGlow(card)
        return self._cards[card]

    def _shine_wire(self, item: WireItem, color: QColor, share: float) -> None:
        path = self._wires.get(item)
        if path is None:
            if not share:
                return
            path = self._wires[item] = QGraphicsPathItem(item)
            path.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        path.setVisible(share > 0)
        if share:
            path.setPath(item.path())
            path.setPen(round_pen(color, 4.0))
            path.setOpacity(share)

    def _drop(self, item: QGraphicsItem) -> None:
        def drop() -> None:
            scene = item.scene()
            item.setParentItem(None)  # type: ignore[arg-type]
            if scene is not None:
                scene.removeItem(item)

        _alive(drop)


class _CardGlow(QGraphicsItem):
    """A soft frame of light around a card, behind it."""

    def __init__(self, card: NodeItem) -> None:
        super().__init__(card)
        self.share = 0.0
        self._card, self._color = card, QColor()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemStacksBehindParent)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresParentOpacity)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def shine(self, color: QColor, share: float) -> None:
        """Give so much light."""
        if (color, share) != (self._color, self.share):
            self.prepareGeometryChange()
            self._color, self.share = QColor(color), share
            self.setVisible(share > 0)
            self.update()

    def boundingRect(self) -> QRectF:
        return self._card.rect().adjusted(-_REACH, -_REACH, _REACH, _REACH)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for width, alpha in ((16.0, 34), (10.0, 60), (4.0, 255)):
            color = QColor(self._color)
            color.setAlpha(round(alpha * self.share))
            painter.setPen(QPen(color, width))
            rect = self._card.rect().adjusted(-1, -1, 1, 1)
            painter.drawRoundedRect(rect, 10, 10)


def _alive(act: Callable[[], object]) -> None:
    """Do something to an item unless it went away with the drawing it was in."""
    try:
        act()
    except RuntimeError:  # Qt has deleted it
        return
