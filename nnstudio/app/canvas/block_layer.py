"""The blocks on the canvas: a card for each collapsed one, a frame for each expanded one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from nnstudio.app.canvas.block_frame import BlockFrame
from nnstudio.app.canvas.block_item import BlockItem
from nnstudio.app.canvas.node_item import NodeItem
from nnstudio.graph.analysis import Problem
from nnstudio.graph.project import Graph, Group, Wire

if TYPE_CHECKING:
    from nnstudio.app.canvas.item_scene import ItemScene

_NEARER = 12.0
"""By how much nearer a drawer comes to the frame of its block than a card."""


class BlockLayer:
    """Knows what stands for the nodes that are not drawn themselves; the scene asks it."""

    def __init__(self, scene: ItemScene) -> None:
        self._scene = scene
        self.cards: dict[str, BlockItem] = {}
        self.frames: dict[str, BlockFrame] = {}
        self._card_of: dict[str, str] = {}
        self._twin_of: dict[str, str] = {}
        self._last_of: dict[str, str] = {}
        self._followers: set[str] = set()

    # ---- what is drawn ----

    def hides(self, wire: Wire) -> bool:
        """Return whether a wire lies within a card, or belongs to a repetition not shown."""
        card = self._card_of.get(wire.source)
        within = card is not None and card == self._card_of.get(wire.target)
        return within or wire.target in self._followers

    def card_of(self, node_id: str) -> BlockItem | None:
        """Return the card that stands for a node, None where there is none."""
        return self.cards.get(self._card_of.get(node_id, ""))

    def twin_of(self, node_id: str) -> str:
        """Return the node of the first repetition that stands for one of a later one, or ""."""
        return self._twin_of.get(node_id, "")

    def last_of(self, node_id: str) -> str:
        """Return the node whose output is taken where a node of a repeated block is meant."""
        return self._last_of.get(node_id, node_id)

    def twins(self, node_id: str) -> tuple[str, ...]:
        """Return the nodes of later repetitions that a node stands for."""
        home = self._scene.session.project.graph.group_of.get(node_id)
        if home is None or node_id not in self._last_of:
            return ()
        column = home.unit.index(node_id)
        return tuple(row[column] for row in home.repetitions[1:])

    def item_of(self, group_id: str) -> BlockItem | BlockFrame:
        """Return the card or the frame of a block."""
        return self.cards.get(group_id) or self.frames[group_id]

    def frame_at(self, point: QPointF) -> BlockFrame | None:
        """Return the frame whose title lies under a point of the scene."""
        found = (f for f in self.frames.values() if f.header().contains(point))
        return next(found, None)

    def block_at(self, point: QPointF) -> Group | None:
        """Return the block whose card, or whose frame's title, lies under a point."""
        item = self._scene.node_at(point)
        if isinstance(item, BlockItem):
            return item.block
        frame = self.frame_at(point) if item is None else None
        return frame.block if frame is not None else None

    def rect(self) -> QRectF:
        """Return the rectangle around all cards and frames, empty where there are none."""
        rect = QRectF()
        for card in self.cards.values():
            rect = rect.united(card.rect().translated(card.pos()))
        for frame in self.frames.values():
            rect = rect.united(frame.box())
        return rect

    # ---- following the project ----

    def match(self, graph: Graph, problems: Mapping[str, tuple[Problem, ...]]) -> None:
        """Have a card or frame for each block, and none for those that are gone."""
        scene = self._scene
        shut = {group.id: group for group in graph.groups if group.collapsed}
        wide = {group.id: group for group in graph.groups if not group.collapsed}
        for group_id in self.cards.keys() - shut.keys():
            scene.removeItem(self.cards.pop(group_id))
        for group_id in self.frames.keys() - wide.keys():
            scene.removeItem(self.frames.pop(group_id))
        for group_id, group in shut.items():
            if group_id not in self.cards:
                found = _problems_of(group, problems)
                self.cards[group_id] = BlockItem(group, scene.session.analysis, found)
                scene.addItem(self.cards[group_id])
            corner = graph.by_id[group.unit[0]]
            self.cards[group_id].setPos(corner.x, corner.y)
        for group_id, group in wide.items():
            if group_id not in self.frames:
                self.frames[group_id] = BlockFrame(group)
                scene.addItem(self.frames[group_id])
        self._followers = {i for g in graph.groups for row in g.repetitions[1:] for i in row}
        self._card_of = {i: g.id for g in shut.values() for i in g.members}
        rows = [(g.unit, row) for g in wide.values() for row in g.repetitions[1:]]
        self._twin_of = {
            twin: first for unit, row in rows for first, twin in zip(unit, row, strict=True)
        }
        self._last_of = {
            first: twin for unit, row in rows for first, twin in zip(unit, row, strict=True)
        }

    def follow(
        self, problems: Mapping[str, tuple[Problem, ...]], again: bool = False
    ) -> list[Group]:
        """Show what the analysis says of blocks; return those whose ports have moved."""
        analysis = self._scene.session.analysis
        moved = []
        for group in analysis.project.graph.groups:
            found = _problems_of(group, problems)
            if group.collapsed:
                if self.cards[group.id].follow_block(group, analysis, found, again):
                    moved.append(group)
                continue
            hidden = [p for p in found if p.node_id in self._twin_of]
            blocking = any(p.blocking for p in hidden)
            tone = "bad" if blocking else "warning" if hidden else ""
            self.frames[group.id].follow(group, tone)
            if again:
                self.frames[group.id].retranslate()
        return moved

    def surround(self) -> None:
        """Lay the frames around their nodes where these are now, with the pictures on them."""
        for frame in self.frames.values():
            items = (self._scene.nodes[node_id] for node_id in frame.block.unit)
            frame.surround(_around(_with_drawers(item).translated(item.pos()) for item in items))

    def select(self, chosen: set[str]) -> None:
        """Show which blocks are selected."""
        for card in self.cards.values():
            card.set_selected(card.node_id in chosen)
        for frame in self.frames.values():
            frame.set_selected(chosen.issuperset(frame.block.members))


def _problems_of(group: Group, problems: Mapping[str, tuple[Problem, ...]]) -> tuple[Problem, ...]:
    return tuple(p for node_id in group.members for p in problems.get(node_id, ()))


def _with_drawers(card: NodeItem) -> QRectF:
    """Return the outline of a card and of what stands out of it, in its own coordinates."""
    rect = card.rect()
    for drawer in card.childItems():
        if drawer.isVisible():
            rect = rect.united(drawer.boundingRect().adjusted(0, _NEARER, 0, -_NEARER))
    return rect


def _around(rects: Iterable[QRectF]) -> QRectF:
    rect = QRectF()
    for other in rects:
        rect = rect.united(other)
    return rect
