"""Order on the canvas: from left to right along the wires, with few crossings and level chains."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from nnstudio.graph import edits
from nnstudio.graph.layering import Layered, Link
from nnstudio.graph.levels import levels
from nnstudio.graph.project import Graph, Group, Project, Remark
from nnstudio.graph.remark_edits import Box, around, box_of, inside, resize

_NEAR = 120.0
"""A note that is not farther from a node than this goes along with it."""
_GAP = 28.0
_WIRE_GAP = 40.0
_PARTS_GAP = 80.0


@dataclass(frozen=True)
class Sizes:
    """The measures of the canvas, in scene units.

    ``height`` tells how tall a node with so many inputs is; ``column`` is from one node of a chain
    to the next.
    """

    height: Callable[[int], float]
    width: float
    column: float
    grid: float


class Card(NamedTuple):
    """What is drawn as one card: a node, or the nodes of a collapsed block.

    ``members`` are those that move with it, the repetitions of a block among them.
    """

    id: str
    members: tuple[str, ...]
    box: Box


def cards_of(graph: Graph, sizes: Sizes) -> dict[str, Card]:
    """Return the cards of a drawing, by the node or block that each shows.

    A collapsed block stands where its first node is.
    """
    found: dict[str, Card] = {}
    for node in graph.nodes:
        group = graph.group_of.get(node.id)
        if group is not None and group.collapsed:
            if group.id not in found:
                found[group.id] = Card(group.id, group.members, _block_box(graph, group, sizes))
            continue
        members: tuple[str, ...] = (node.id,)
        if group is not None:
            if node.id not in group.unit:
                continue
            index = group.unit.index(node.id)
            members = tuple(row[index] for row in group.repetitions)
        size = sizes.width, sizes.height(len(node.layer.inputs))
        found[node.id] = Card(node.id, members, Box(node.x, node.y, *size))
    return found


def arrange(project: Project, sizes: Sizes, only: Collection[str] = ()) -> Project:
    """Put the nodes in columns along the wires, and frames and notes where their nodes are now.

    Parameters
    ----------
    only
        The nodes to arrange; the rest stays where it is. Empty: all.
    """
    graph = project.graph
    chosen = set(only or graph.by_id)
    cards = cards_of(graph, sizes)
    cards = {key: card for key, card in cards.items() if not chosen.isdisjoint(card.members)}
    if not cards:
        return project
    corners = _arranged(graph, cards, sizes)
    places = {}
    for key, card in cards.items():
        dx, dy = corners[key][0] - card.box.x, corners[key][1] - card.box.y
        for member in card.members:
            node = graph.by_id[member]
            places[member] = (node.x + dx, node.y + dy)
    moved = edits.move(project, places)
    return _with_remarks(moved, cards, corners)


def _block_box(graph: Graph, group: Group, sizes: Sizes) -> Box:
    members = set(group.members)
    entering = {
        (wire.source, wire.target, wire.port)
        for node_id in group.unit
        for wire in graph.wires_into[node_id].values()
        if wire.source not in members
    }
    height = sizes.height(max(len(entering), 1))
    first = graph.by_id[group.unit[0]]
    return Box(first.x, first.y, sizes.width, height)


# ---- cards ----


def _arranged(graph: Graph, cards: Mapping[str, Card], sizes: Sizes) -> dict[str, edits.Position]:
    """Return the upper left corner of each card."""
    keys = list(cards)
    links = _links(graph, cards)
    clusters = _clusters(graph, cards)
    left = _on_grid(min(card.box.x for card in cards.values()), sizes.grid)
    top = min(card.box.y for card in cards.values())
    corners: dict[str, edits.Position] = {}
    at, loose = top, []
    plain = sizes.height(1) / 2  # with their middles there, plain nodes stand on the grid
    for part in _parts(keys, links, cards):
        if len(part) == 1:
            loose.append(part[0])
            continue
        number = {key: index for index, key in enumerate(part)}
        inner = [
            Link(number[keys[a]], number[keys[b]], at) for a, b, at in links if keys[a] in number
        ]
        columns, middles = _part(
            [cards[key].box for key in part], inner, [clusters[key] for key in part], sizes
        )
        heights = [cards[key].box.height for key in part]
        highest = min(m - h / 2 for m, h in zip(middles, heights, strict=True))
        shift = _on_grid(at - highest - plain, sizes.grid) + plain
        for key, column, middle, height in zip(part, columns, middles, heights, strict=True):
            corners[key] = (left + column * sizes.column, middle + shift - height / 2)
        at = max(corners[key][1] + cards[key].box.height for key in part) + _PARTS_GAP
    corners.update(_in_rows(loose, cards, left, at, sizes, corners))
    return corners


def _links(graph: Graph, cards: Mapping[str, Card]) -> list[Link]:
    """Return the wires among the cards, by the cards' numbers."""
    number = {m: index for index, card in enumerate(cards.values()) for m in card.members}
    found = []
    for wire in graph.wires:
        source, target = number.get(wire.source), number.get(wire.target)
        if source is None or target is None or source == target:
            continue
        one, other = graph.group_of.get(wire.source), graph.group_of.get(wire.target)
        if one is not None and one is other and not _same_row(one, wire.source, wire.target):
            continue  # from one repetition of a block to the next
        ports = len(graph.by_id[wire.target].layer.inputs)
        found.append(Link(source, target, (wire.port + 1) / (ports + 1) - 0.5))
    return found


def _same_row(group: Group, one: str, other: str) -> bool:
    return any(one in row and other in row for row in group.repetitions)


def _clusters(graph: Graph, cards: Mapping[str, Card]) -> dict[str, int]:
    """Return for each card the number of the open block or smallest frame it is in, or -1."""
    found = dict.fromkeys(cards, -1)
    boxes = {key: card.box for key, card in cards.items()}
    for index, frame in enumerate(_frames(graph.remarks)):
        for key in inside(box_of(frame), boxes):
            if found[key] < 0:
                found[key] = index
    blocks = {group.id: len(graph.remarks) + i for i, group in enumerate(graph.groups)}
    for key in cards:
        group = graph.group_of.get(key)
        if group is not None:
            found[key] = blocks[group.id]
    return found


def _parts(
    keys: Sequence[str], links: Sequence[Link], cards: Mapping[str, Card]
) -> list[list[str]]:
    """Return what hangs together, from top to bottom as it is drawn now."""
    root = list(range(len(keys)))

    def found(index: int) -> int:
        while root[index] != index:
            root[index] = index = root[root[index]]
        return index

    for link in links:
        root[found(link.target)] = found(link.source)
    parts: dict[int, list[str]] = {}
    for index, key in enumerate(keys):
        parts.setdefault(found(index), []).append(key)
    return sorted(
        parts.values(), key=lambda part: min((cards[k].box.y, cards[k].box.x) for k in part)
    )


def _part(
    boxes: Sequence[Box], links: Sequence[Link], clusters: Sequence[int], sizes: Sizes
) -> tuple[list[int], list[float]]:
    """Return the column and the height of the middle of each box."""
    drawing = Layered(len(boxes), links, clusters)
    drawing.order([box.y + box.height / 2 for box in boxes])
    half = [box.height / 2 for box in boxes] + [0.0] * (len(drawing.column) - len(boxes))
    step = 2 * sizes.grid  # so that the middle of two neighbours is on the grid, too

    def apart(upper: int, lower: int) -> float:
        wires = upper >= len(boxes) and lower >= len(boxes)
        room = _WIRE_GAP if wires else half[upper] + half[lower] + _GAP
        return math.ceil(room / step) * step

    return drawing.column[: len(boxes)], levels(drawing, apart, sizes.grid)[: len(boxes)]


def _in_rows(
    loose: Sequence[str],
    cards: Mapping[str, Card],
    left: float,
    top: float,
    sizes: Sizes,
    others: Mapping[str, edits.Position],
) -> dict[str, edits.Position]:
    """Return places for cards without wires: rows below the rest, hardly wider than it."""
    right = max((x for x, _ in others.values()), default=left + 4 * sizes.column)
    columns = max(4, round((right - left) / sizes.column) + 1)
    tallest = max((cards[key].box.height for key in loose), default=0.0)
    row = math.ceil((tallest + _GAP) / sizes.grid) * sizes.grid
    top = _on_grid(top, sizes.grid)
    return {
        key: (left + index % columns * sizes.column, top + index // columns * row)
        for index, key in enumerate(loose)
    }


def _on_grid(value: float, grid: float) -> float:
    return round(value / grid) * grid


# ---- frames and notes ----


def _frames(remarks: Iterable[Remark]) -> list[Remark]:
    """Return the frames, the smallest first."""
    frames = [remark for remark in remarks if remark.kind == "frame"]
    return sorted(frames, key=lambda frame: frame.width * frame.height)


def _with_remarks(
    project: Project, cards: Mapping[str, Card], corners: Mapping[str, edits.Position]
) -> Project:
    """Return the project with notes near their nodes again, and frames around what they held."""
    remarks = project.graph.remarks
    if not remarks:
        return project
    old = {key: card.box for key, card in cards.items()}
    new = {key: box._replace(x=corners[key][0], y=corners[key][1]) for key, box in old.items()}
    top = min(box.y for box in new.values())
    taken = tuple(new.values())
    for note in remarks:
        if note.kind != "note":
            continue
        box = box_of(note)
        near = min(cards, key=lambda key: _distance(box, old[key]))
        if _distance(box, old[near]) > _NEAR:
            continue
        dx, dy = new[near].x - old[near].x, new[near].y - old[near].y
        moved = Box(box.x + dx, box.y + dy, box.width, box.height)
        if any(_distance(moved, card) <= 0 for card in taken):
            top -= box.height + _GAP
            moved = Box(moved.x, top, box.width, box.height)
        project = edits.move(project, {note.id: (moved.x, moved.y)})
        old[note.id], new[note.id] = box, moved
    for frame in _frames(remarks):
        held = inside(box_of(frame), old)
        if held:
            old[frame.id], new[frame.id] = box_of(frame), around(new[key] for key in held)
            project = resize(project, frame.id, new[frame.id])
    return project


def _distance(one: Box, other: Box) -> float:
    """Return how far apart two boxes are; negative where they overlap."""
    across = max(other.x - one.x - one.width, one.x - other.x - other.width)
    down = max(other.y - one.y - one.height, one.y - other.y - other.height)
    return max(across, down)
