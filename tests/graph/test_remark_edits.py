"""Frames and notes are drawn, changed, and never become what a file could not hold."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnstudio.graph import edits
from nnstudio.graph.annotation_codec import LARGEST_SIDE, SMALLEST_SIDE
from nnstudio.graph.codec import project_from_dict, project_to_dict
from nnstudio.graph.project import Project, Remark
from nnstudio.graph.remark_edits import (
    FRAME_MARGIN,
    TITLE_ROOM,
    Box,
    add_frame,
    add_note,
    around,
    box_of,
    fit_frame,
    inside,
    resize,
    set_color,
    set_size,
    set_text,
)
from nnstudio.layers.dense import Dense

BOXES = st.builds(
    Box, st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(1, 1e4), st.floats(1, 1e4)
)


def remark(project: Project, remark_id: str) -> Remark:
    return project.graph.remarks_by_id[remark_id]


@given(st.lists(BOXES, min_size=1, max_size=5))
def test_a_frame_around_boxes_holds_them_all_with_room_for_its_title(boxes: list[Box]) -> None:
    frame = around(boxes)
    assert inside(frame, {str(i): box for i, box in enumerate(boxes)}) == tuple(
        str(i) for i in range(len(boxes))
    )
    assert frame.y == min(box.y for box in boxes) - TITLE_ROOM
    assert frame.x == min(box.x for box in boxes) - FRAME_MARGIN


def test_a_box_that_sticks_out_is_not_inside() -> None:
    boxes = {"in": Box(10, 10, 20, 20), "out": Box(90, 10, 20, 20)}
    assert inside(Box(0, 0, 100, 100), boxes) == ("in",)


def test_a_frame_and_a_note_are_added_with_ids_of_their_own() -> None:
    project, frame = add_frame(Project(), Box(0, 0, 300, 200), " Encoder ", "blue")
    project, note = add_note(project, Box(10, 20, 200, 100), "Two\nlines")
    project, second = add_note(project, Box(10, 20, 200, 100))
    assert (frame, note, second) == ("frame_1", "note_1", "note_2")
    assert remark(project, frame) == Remark("frame_1", "frame", 0, 0, 300, 200, "Encoder", "blue")
    assert remark(project, note).text == "Two\nlines"

    project = edits.delete(project, (), remarks=(second,))
    assert add_note(project, Box(0, 0, 50, 50))[1] == "note_3", "no id is ever given out twice"


def test_text_and_colour_change_together_where_several_are_meant() -> None:
    project, frame = add_frame(Project(), Box(0, 0, 300, 200))
    project, note = add_note(project, Box(0, 0, 200, 100))
    project = set_color(project, (frame, note), "green")
    project = set_text(project, (note,), "  said \n")
    assert [r.color for r in project.graph.remarks] == ["green", "green"]
    assert [r.text for r in project.graph.remarks] == ["", "said"]


def test_a_remark_is_resized_where_it_is_wanted() -> None:
    project, frame = add_frame(Project(), Box(0, 0, 300, 200), "Encoder")
    project = resize(project, frame, Box(-20, -40, 500, 400))
    assert box_of(remark(project, frame)) == Box(-20, -40, 500, 400)
    project = set_size(project, (frame,), width=100)
    assert box_of(remark(project, frame)) == Box(-20, -40, 100, 400)
    project = set_size(project, (frame,), height=60)
    assert box_of(remark(project, frame)) == Box(-20, -40, 100, 60)


@pytest.mark.parametrize("side", [-50.0, 0.0, 1e9])
def test_no_side_becomes_one_that_a_file_could_not_hold(side: float) -> None:
    project, frame = add_frame(Project(), Box(0, 0, side, 200))
    expected = min(max(side, SMALLEST_SIDE), LARGEST_SIDE)
    assert remark(project, frame).width == expected
    project = resize(project, frame, Box(0, 0, 100, side))
    project = set_size(project, (frame,), width=side)
    assert box_of(remark(project, frame)) == Box(0, 0, expected, expected)
    assert project_from_dict(json.loads(json.dumps(project_to_dict(project)))) == project


def test_a_frame_fits_itself_to_what_it_holds() -> None:
    project, frame = add_frame(Project(), Box(0, 0, 900, 900), "Encoder", "red")
    fitted = fit_frame(project, frame, [Box(100, 100, 168, 72), Box(340, 100, 168, 72)])
    assert box_of(remark(fitted, frame)) == Box(80, 60, 448, 132)
    assert remark(fitted, frame).text == "Encoder"
    assert fit_frame(project, frame, []) == project


def test_remarks_change_nothing_that_is_computed() -> None:
    project, node = edits.add_node(Project(), Dense(), 0, 0)
    framed, frame = add_frame(project, Box(0, 0, 300, 200))
    assert framed.graph.nodes == project.graph.nodes
    moved = edits.move(framed, {frame: (5, 6), node: (1, 2)})
    assert box_of(remark(moved, frame))[:2] == (5, 6)
    assert moved.graph.by_id[node].x == 1
