"""Frames and notes in a drawing: pure functions from a project to a project."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from nnstudio.graph.annotation_codec import LARGEST_SIDE, SMALLEST_SIDE
from nnstudio.graph.edits import new_id
from nnstudio.graph.project import Project, Remark

FRAME_MARGIN = 20.0
"""How far a frame keeps from what it surrounds."""
TITLE_ROOM = 40.0
"""How far it keeps above, where its title stands."""


class Box(NamedTuple):
    """A rectangle in scene units: upper left corner and size."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, other: Box) -> bool:
        """Return whether the other one lies wholly in this one."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.width <= self.x + self.width
            and other.y + other.height <= self.y + self.height
        )


def box_of(remark: Remark) -> Box:
    """Return the rectangle that a frame or note takes up."""
    return Box(remark.x, remark.y, remark.width, remark.height)


def around(boxes: Iterable[Box]) -> Box:
    """Return the frame around some boxes (at least one), with a margin and room for its title."""
    boxes = tuple(boxes)
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right = max(box.x + box.width for box in boxes)
    bottom = max(box.y + box.height for box in boxes)
    return Box(
        left - FRAME_MARGIN,
        top - TITLE_ROOM,
        right - left + 2 * FRAME_MARGIN,
        bottom - top + TITLE_ROOM + FRAME_MARGIN,
    )


def inside(frame: Box, boxes: Mapping[str, Box]) -> tuple[str, ...]:
    """Return the ids of the boxes that lie wholly in a frame."""
    return tuple(key for key, box in boxes.items() if frame.holds(box))


def add_frame(project: Project, box: Box, text: str = "", color: str = "") -> tuple[Project, str]:
    """Draw a frame; return the project and the frame's id."""
    return _add(project, "frame", box, text, color)


def add_note(
    project: Project, box: Box, text: str = "", color: str = "yellow"
) -> tuple[Project, str]:
    """Write a note; return the project and the note's id."""
    return _add(project, "note", box, text, color)


def set_text(project: Project, ids: Collection[str], text: str) -> Project:
    """Let frames and notes say something else."""
    return _changed(project, ids, lambda remark: replace(remark, text=text.strip()))


def set_color(project: Project, ids: Collection[str], color: str) -> Project:
    """Tint frames and notes with one of `REMARK_COLORS`."""
    return _changed(project, ids, lambda remark: replace(remark, color=color))


def resize(project: Project, remark_id: str, box: Box) -> Project:
    """Give a frame or note another place and size; a side is never too short to be held."""
    x, y, width, height = box
    width, height = _side(width), _side(height)
    return _changed(
        project,
        (remark_id,),
        lambda remark: replace(remark, x=x, y=y, width=width, height=height),
    )


def set_size(
    project: Project, ids: Collection[str], width: float | None = None, height: float | None = None
) -> Project:
    """Make frames and notes so wide or so tall; their upper left corners stay."""
    return _changed(
        project,
        ids,
        lambda remark: replace(
            remark,
            width=remark.width if width is None else _side(width),
            height=remark.height if height is None else _side(height),
        ),
    )


def fit_frame(project: Project, remark_id: str, boxes: Iterable[Box]) -> Project:
    """Draw a frame close around some boxes; around none it stays as it is."""
    boxes = tuple(boxes)
    return resize(project, remark_id, around(boxes)) if boxes else project


def _add(project: Project, kind: str, box: Box, text: str, color: str) -> tuple[Project, str]:
    remark_id, graph = new_id(project.graph, kind)
    width, height = _side(box.width), _side(box.height)
    remark = Remark(remark_id, kind, box.x, box.y, width, height, text.strip(), color)
    graph = replace(graph, remarks=(*graph.remarks, remark))
    return replace(project, graph=graph), remark_id


def _changed(project: Project, ids: Collection[str], change: Callable[[Remark], Remark]) -> Project:
    remarks = tuple(change(r) if r.id in ids else r for r in project.graph.remarks)
    return replace(project, graph=replace(project.graph, remarks=remarks))


def _side(length: float) -> float:
    return min(max(length, SMALLEST_SIDE), LARGEST_SIDE)
