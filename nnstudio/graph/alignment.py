"""Nodes, frames and notes in line with one another, or with equal room between them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from statistics import median_low
from typing import Literal

from nnstudio.graph import edits
from nnstudio.graph.arrange import Card, Sizes, cards_of
from nnstudio.graph.project import Project
from nnstudio.graph.remark_edits import Box, box_of

Edge = Literal["left", "center", "right", "top", "middle", "bottom"]
Direction = Literal["horizontally", "vertically"]
_GAP = 28.0


def align(
    project: Project,
    sizes: Sizes,
    edge: Edge,
    node_ids: Collection[str],
    remarks: Collection[str] = (),
) -> Project:
    """Put things in line: their edges, their middles (so that wires are level) or their centres.

    What would then lie on one another moves on along the line.
    """
    cards = _chosen(project, sizes, node_ids, remarks)
    if len(cards) < 2:
        return project
    boxes = [card.box for card in cards]
    across = edge in ("left", "center", "right")
    ends = [_span(box, across) for box in boxes]
    share = {"left": 0.0, "top": 0.0, "center": 0.5, "middle": 0.5}.get(edge, 1.0)
    points = [start + share * length for start, length in ends]
    line = min(points) if share == 0 else max(points) if share == 1 else median_low(points)
    order = sorted(range(len(cards)), key=lambda i: (_span(boxes[i], not across), ends[i]))
    places = {}
    free = -float("inf")
    for index in order:
        along, length = _span(boxes[index], not across)
        along = max(along, free)
        free = along + length + _GAP
        place = line - share * ends[index][1]
        places[index] = (place, along) if across else (along, place)
    return _moved(project, cards, [places[index] for index in range(len(cards))])


def distribute(
    project: Project,
    sizes: Sizes,
    direction: Direction,
    node_ids: Collection[str],
    remarks: Collection[str] = (),
) -> Project:
    """Leave equal room between things; the first and the last stay where there is room at all."""
    cards = _chosen(project, sizes, node_ids, remarks)
    if len(cards) < 3:
        return project
    across = direction == "horizontally"
    cards.sort(key=lambda card: (_span(card.box, across), _span(card.box, not across)))
    spans = [_span(card.box, across) for card in cards]
    room = spans[-1][0] - spans[0][0] - sum(length for _, length in spans[:-1])
    gap = max(room / (len(cards) - 1), 0.0)
    at, places = spans[0][0], []
    for card, (_, length) in zip(cards, spans, strict=True):
        places.append((at, card.box.y) if across else (card.box.x, at))
        at += length + gap
    return _moved(project, cards, places)


def _span(box: Box, across: bool) -> tuple[float, float]:
    """Return where a box begins and how long it is, across or down."""
    return (box.x, box.width) if across else (box.y, box.height)


def _chosen(
    project: Project, sizes: Sizes, node_ids: Collection[str], remarks: Collection[str]
) -> list[Card]:
    graph, chosen = project.graph, set(node_ids)
    cards = [c for c in cards_of(graph, sizes).values() if not chosen.isdisjoint(c.members)]
    return cards + [Card(r.id, (r.id,), box_of(r)) for r in graph.remarks if r.id in remarks]


def _moved(project: Project, cards: Sequence[Card], corners: Sequence[edits.Position]) -> Project:
    graph = project.graph
    places = {}
    for card, (x, y) in zip(cards, corners, strict=True):
        for member in card.members:
            thing = graph.by_id.get(member) or graph.remarks_by_id[member]
            places[member] = (thing.x + x - card.box.x, thing.y + y - card.box.y)
    return edits.move(project, places)
