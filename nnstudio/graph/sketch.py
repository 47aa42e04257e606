"""A drawing as plain shapes: for notebooks, and for the picture in a project's file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from types import MappingProxyType
from typing import NamedTuple

from nnstudio.graph.arrange import cards_of
from nnstudio.graph.canvas_sizes import CANVAS
from nnstudio.graph.project import Graph
from nnstudio.graph.remark_edits import Box

CATEGORY_COLORS: Mapping[str, str] = MappingProxyType(
    {
        "input": "#1c6c7a",
        "core": "#2f62d9",
        "convolution": "#6e35b8",
        "pooling": "#a83c9d",
        "recurrent": "#766300",
        "attention": "#a02e62",
        "activation": "#9f5735",
        "normalisation": "#7c4834",
        "regularisation": "#5b5964",
        "merge": "#407945",
        "output": "#cc302f",
    }
)
"""What the categories of layers are coloured with on a light ground."""
NEUTRAL = "#5a6372"
WIRE = "#7d8695"
_MARGIN = 12.0
_TURN = 28.0
"""How far a wire that runs back leaves the nodes before it turns."""
_ABOVE = 16.0
"""How far above a node a wire runs back to it."""
_STEPS = 12
"""In so many straight pieces a bent wire is drawn."""
_MOST_LETTERS = 20

Point = tuple[float, float]


class Shape(NamedTuple):
    """A node or a collapsed block: where it is, what is written in it, and its colour."""

    box: Box
    title: str
    below: str
    color: str


class Sketch(NamedTuple):
    """What there is to see of a drawing, from (0, 0) to ``(width, height)``."""

    shapes: tuple[Shape, ...]
    wires: tuple[tuple[Point, ...], ...]
    width: float
    height: float

    def svg(self, largest: float = 900.0) -> str:
        """Return it as an SVG element, at most so wide."""
        shown = min(self.width * 0.75, largest)
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{shown:.0f}" '
            f'viewBox="0 0 {self.width:.0f} {self.height:.0f}" font-family="sans-serif">'
        ]
        for wire in self.wires:
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in wire)
            lines.append(f'<polyline points="{points}" fill="none" stroke="{WIRE}"/>')
        for (x, y, width, height), title, below, color in self.shapes:
            middle, at = x + width / 2, y + height / 2
            lines.append(
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="8" '
                f'fill="#ffffff" stroke="{color}" stroke-width="2"/>'
                f'<text x="{middle:.1f}" y="{at - 3:.1f}" text-anchor="middle" font-size="15" '
                f'fill="{color}">{escape(title)}</text>'
                f'<text x="{middle:.1f}" y="{at + 17:.1f}" text-anchor="middle" font-size="12" '
                f'fill="{NEUTRAL}">{escape(below)}</text>'
            )
        return "\n".join([*lines, "</svg>"])


def sketch_of(graph: Graph, below: Mapping[str, str] | None = None) -> Sketch:
    """Return the sketch of a drawing.

    Parameters
    ----------
    below
        What stands below the name of a node, by its id; None: the id.
    """
    cards = cards_of(graph, CANVAS)
    card_of = {member: card for card in cards.values() for member in card.members}
    groups = {group.id: group for group in graph.groups}
    shapes = []
    for key, card in cards.items():
        node, group = graph.by_id.get(key), groups.get(key)
        if node is not None:
            color = CATEGORY_COLORS.get(node.layer.category, NEUTRAL)
            under = key if below is None else below.get(key, key)
            title = node.title or node.layer.label
            shapes.append(Shape(card.box, _short(title), _short(under), color))
        elif group is not None:
            times = f"{len(group.repetitions)} ×" if len(group.repetitions) > 1 else ""
            shapes.append(Shape(card.box, _short(group.title or key), times, NEUTRAL))
    ways = {
        (card_of[w.source].id, card_of[w.target].id, w.port if w.target in cards else 0)
        for w in graph.wires
    }
    wires = []
    for source, target, port in sorted(ways):
        if source == target:  # within a collapsed block
            continue
        start, end = cards[source].box, cards[target].box
        ports = len(graph.by_id[target].layer.inputs) if target in graph.by_id else 1
        leaving = start.x + start.width, start.y + start.height / 2
        arriving = end.x, end.y + end.height * (port + 1) / (ports + 1)
        back = arriving[0] < leaving[0]
        wires.append(_back(leaving, arriving, end) if back else _bent(leaving, arriving))
    return _from_zero(shapes, wires)


def _from_zero(shapes: Sequence[Shape], wires: Sequence[tuple[Point, ...]]) -> Sketch:
    """Return the sketch with its upper left corner, and a margin, at (0, 0)."""
    points = [point for wire in wires for point in wire]
    points += [corner for shape in shapes for corner in _corners(shape.box)]
    if not points:
        return Sketch((), (), 2 * _MARGIN, 2 * _MARGIN)
    xs, ys = zip(*points, strict=True)
    left, top = min(xs) - _MARGIN, min(ys) - _MARGIN
    return Sketch(
        tuple(s._replace(box=s.box._replace(x=s.box.x - left, y=s.box.y - top)) for s in shapes),
        tuple(tuple((x - left, y - top) for x, y in wire) for wire in wires),
        max(xs) - left + _MARGIN,
        max(ys) - top + _MARGIN,
    )


def _corners(box: Box) -> tuple[Point, Point]:
    return (box.x, box.y), (box.x + box.width, box.y + box.height)


def _back(start: Point, end: Point, target: Box) -> tuple[Point, ...]:
    """Return the way of a wire that runs back, in corners above the node that it goes to."""
    right, left, level = start[0] + _TURN, end[0] - _TURN, target.y - _ABOVE
    return start, (right, start[1]), (right, level), (left, level), (left, end[1]), end


def _bent(start: Point, end: Point) -> tuple[Point, ...]:
    """Return the way of a wire: straight where both ends are level, else a curve in pieces."""
    (x0, y0), (x1, y1) = start, end
    if abs(y1 - y0) < 1:
        return start, end
    reach = max((x1 - x0) / 2, 36.0)
    found = []
    for step in range(_STEPS + 1):
        t = step / _STEPS
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
        x = a * x0 + b * (x0 + reach) + c * (x1 - reach) + d * x1
        found.append((x, (a + b) * y0 + (c + d) * y1))
    return tuple(found)


def _short(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1]}…"
