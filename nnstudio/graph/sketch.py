"""A drawing as plain shapes: for notebooks, and for the picture in a project's file."""

from __future__ import annotations

from collections.abc import Mapping
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
    left = min((card.box.x for card in cards.values()), default=0.0) - _MARGIN
    top = min((card.box.y for card in cards.values()), default=0.0) - _MARGIN
    places = {
        key: card.box._replace(x=card.box.x - left, y=card.box.y - top)
        for key, card in cards.items()
    }
    groups = {group.id: group for group in graph.groups}
    shapes = []
    for key, box in places.items():
        node, group = graph.by_id.get(key), groups.get(key)
        if node is not None:
            color = CATEGORY_COLORS.get(node.layer.category, NEUTRAL)
            under = key if below is None else below.get(key, key)
            shapes.append(Shape(box, _short(node.title or node.layer.label), _short(under), color))
        elif group is not None:
            times = f"{len(group.repetitions)} ×" if len(group.repetitions) > 1 else ""
            shapes.append(Shape(box, _short(group.title or key), times, NEUTRAL))
    wires = []
    for wire in graph.wires:
        source, target = card_of[wire.source].id, card_of[wire.target].id
        if source == target:  # within a collapsed block
            continue
        ports = len(graph.by_id[wire.target].layer.inputs) if target == wire.target else 1
        port = wire.port if target == wire.target else 0
        start, end = places[source], places[target]
        wires.append(
            _bent(
                (start.x + start.width, start.y + start.height / 2),
                (end.x, end.y + end.height * (port + 1) / (ports + 1)),
            )
        )
    width = max((box.x + box.width for box in places.values()), default=0.0) + _MARGIN
    height = max((box.y + box.height for box in places.values()), default=0.0) + _MARGIN
    return Sketch(tuple(shapes), tuple(wires), width, height)


def _bent(start: Point, end: Point) -> tuple[Point, ...]:
    """Return the way of a wire: straight where both ends are level, else a curve in pieces."""
    (x0, y0), (x1, y1) = start, end
    if abs(y1 - y0) < 1 and x1 > x0:
        return start, end
    reach = max(abs(x1 - x0) / 2, 36.0)
    found = []
    for step in range(_STEPS + 1):
        t = step / _STEPS
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
        x = a * x0 + b * (x0 + reach) + c * (x1 - reach) + d * x1
        found.append((x, (a + b) * y0 + (c + d) * y1))
    return tuple(found)


def _short(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1]}…"
