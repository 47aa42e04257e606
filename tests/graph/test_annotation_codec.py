"""Frames, notes and blocks come back from a file as they were; nothing else gets in."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnstudio.core.errors import UserError
from nnstudio.graph import edits
from nnstudio.graph.annotation_codec import (
    FARTHEST_PLACE,
    LARGEST_SIDE,
    MOST_GROUPS,
    MOST_REMARKS,
    MOST_REPETITIONS,
    SMALLEST_SIDE,
)
from nnstudio.graph.codec import project_from_dict, project_to_dict
from nnstudio.graph.project import (
    REMARK_COLORS,
    REMARK_KINDS,
    BlockParameter,
    Graph,
    Group,
    Project,
    Remark,
)
from nnstudio.layers.dense import Dense
from nnstudio.layers.dropout import Dropout

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
PLACES = st.floats(-FARTHEST_PLACE, FARTHEST_PLACE)
SIDES = st.floats(SMALLEST_SIDE, LARGEST_SIDE)


@st.composite
def remarks(draw: st.DrawFn) -> tuple[Remark, ...]:
    """Return frames and notes as a drawing may hold them."""
    return tuple(
        Remark(
            f"{kind}_{number}",
            kind,
            draw(PLACES),
            draw(PLACES),
            draw(SIDES),
            draw(SIDES),
            draw(TEXTS),
            draw(st.sampled_from(REMARK_COLORS)),
        )
        for number, kind in enumerate(draw(st.lists(st.sampled_from(REMARK_KINDS), max_size=5)))
    )


def blocks() -> Project:
    """Return a drawing with two repetitions of Dense and Dropout, a note and a frame."""
    project = Project("blocks")
    ids: list[str] = []
    for layer in (Dense(), Dropout(), Dense(), Dropout()):
        project, node_id = edits.add_node(project, layer, 240.0 * len(ids), 0)
        ids.append(node_id)
    group = Group(
        "block_1",
        "Hidden × 2",
        ((ids[0], ids[1]), (ids[2], ids[3])),
        (BlockParameter("Width", ((ids[0], "units"),)),),
        False,
    )
    said = (
        Remark("note_1", "note", 1, 2, 200, 100, "Why?\nBecause.", "yellow"),
        Remark("frame_1", "frame", -20, -40, 600, 200, "Encoder"),
    )
    graph = replace(project.graph, groups=(group,), remarks=said)
    return replace(project, graph=graph)


def through_a_file(project: Project) -> Project:
    return project_from_dict(json.loads(json.dumps(project_to_dict(project))))


@given(remarks())
def test_remarks_come_back_equal(said: tuple[Remark, ...]) -> None:
    project = Project(graph=Graph(remarks=said))
    assert through_a_file(project) == project


def test_blocks_come_back_equal() -> None:
    assert through_a_file(blocks()) == blocks()


def test_a_drawing_without_them_says_nothing_of_them() -> None:
    assert not {"remarks", "groups"} & set(project_to_dict(Project())["graph"])  # type: ignore[call-overload]


def test_what_is_missing_takes_its_default() -> None:
    graph = {"remarks": [{"id": "note_1"}]}
    found = project_from_dict({"graph": graph}).graph.remarks[0]
    assert found == Remark("note_1", "note")


def changed(path: str, value: object) -> dict[str, Any]:
    """Return the JSON of `blocks` with the thing at ``path`` of its drawing replaced."""
    document = copy.deepcopy(_DOCUMENT)
    *way, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    place: Any = document["graph"]
    for step in way:
        place = place[step]
    place[last] = value
    return document


_DOCUMENT: dict[str, Any] = json.loads(json.dumps(project_to_dict(blocks())))
SIDE = "it expects a number from -1e+06 to 1e+06"
FAR = "it expects a number from -1e+08 to 1e+08"
NAMED = "it expects letters, digits and underscores, such as note_1"
ALIKE = "it expects nodes of the drawing that belong to one block only, alike in each repetition"
PLACE_OF = "it expects a node of the block's first repetition and a setting of it"
SETTING = {"name": "Width", "places": [["dense_1", "units"]]}
BAD = [
    ("remarks", 3, "The drawing: the field remarks got 3; it expects a list of at most 5000."),
    ("remarks/0", [], "Remark 1 got []; it expects an object with named fields."),
    (
        "remarks/0/colr",
        "red",
        "Remark 1: there is no field 'colr'. Did you mean color?",
    ),
    ("remarks/0/id", "a b", f"Remark 1: the field id got 'a b'; {NAMED}."),
    ("remarks/0/id", 7, "Remark 1: the field id got 7; it expects a text of at most"),
    ("remarks/0/id", "n" * 81, f"'; {NAMED}."),
    (
        "remarks/1/id",
        "note_1",
        "Two things in the drawing are called note_1. Rename one of them.",
    ),
    (
        "remarks/1/id",
        "dense_1",
        "Two things in the drawing are called dense_1. Rename one of them.",
    ),
    (
        "remarks/0/kind",
        "poster",
        "Remark 1: the field kind got 'poster'; it expects one of: frame, note.",
    ),
    (
        "remarks/0/color",
        "pink",
        "Remark 1: the field color got 'pink'; it expects one of: , blue, green, yellow, red,",
    ),
    ("remarks/0/x", float("nan"), f"Remark 1: the field x got nan; {FAR}."),
    ("remarks/0/y", 1e10, f"Remark 1: the field y got 10000000000.0; {FAR}."),
    ("remarks/0/width", float("inf"), f"Remark 1: the field width got inf; {SIDE}."),
    ("remarks/0/width", 0, "Remark 1: the field width got 0.0; it expects at least 20."),
    ("remarks/1/height", -5, "Remark 2: the field height got -5.0; it expects at least 20."),
    ("remarks/0/height", "tall", f"Remark 1: the field height got 'tall'; {SIDE}."),
    ("remarks/0/text", None, "Remark 1: the field text got None; it expects a text of at most"),
    ("remarks/0/text", "\ud800", "Remark 1: the field text got '\\ud800'; it expects valid"),
    ("groups", {}, "The drawing: the field groups got {}; it expects a list of at most 2000."),
    ("groups/0", "block", "Block 1 got 'block'; it expects an object with named fields."),
    ("groups/0/id", "1", f"Block 1: the field id got '1'; {NAMED}."),
    (
        "groups/0/id",
        "frame_1",
        "Two things in the drawing are called frame_1. Rename one of them.",
    ),
    ("groups/0/title", 1, "Block 1: the field title got 1; it expects a text of at most"),
    (
        "groups/0/collapsed",
        1,
        "Block 1: the field collapsed got 1; it expects yes or no (true or false).",
    ),
    ("groups/0/size", 1, "Block 1: there is no field 'size'; the fields are id, title,"),
    (
        "groups/0/repetitions",
        [],
        "Block 1: the field repetitions got []; it expects at least one repetition.",
    ),
    ("groups/0/repetitions", [[]], f"Block 1: the field repetitions got []; {ALIKE}."),
    (
        "groups/0/repetitions",
        [["ghost_1"]],
        f"Block 1: the field repetitions got ['ghost_1']; {ALIKE}.",
    ),
    (
        "groups/0/repetitions",
        [["dense_1"], ["dense_1"]],
        f"Block 1: the field repetitions got ['dense_1']; {ALIKE}.",
    ),
    (
        "groups/0/repetitions",
        [["dense_1"], ["dropout_1"]],
        f"Block 1: the field repetitions got ['dropout_1']; {ALIKE}.",
    ),
    (
        "groups/0/repetitions",
        ["dense_1"],
        "Block 1: the field repetitions got 'dense_1'; it expects a list of names.",
    ),
    ("groups/0/parameters", 1, "Block 1: the field parameters got 1; it expects a list of at"),
    ("groups/0/parameters/0", 1, "Block 1 got 1; it expects an object with named fields."),
    ("groups/0/parameters/0", {}, "Block 1: the field name is missing."),
    (
        "groups/0/parameters/0",
        {**SETTING, "places": [["dense_2", "units"]]},
        f"Block 1: the field places got ['dense_2', 'units']; {PLACE_OF}.",
    ),
    (
        "groups/0/parameters/0",
        {**SETTING, "places": [["dense_1"]]},
        f"Block 1: the field places got ['dense_1']; {PLACE_OF}.",
    ),
    (
        "groups/0/parameters/0",
        {**SETTING, "places": [[1, 2]]},
        "Block 1: the field places got 1; it expects a text of at most",
    ),
]


@pytest.mark.parametrize(("path", "value", "text"), BAD)
def test_what_is_none_is_refused_with_its_place(path: str, value: object, text: str) -> None:
    with pytest.raises(UserError) as caught:
        project_from_dict(changed(path, value))
    assert text in str(caught.value)


def test_an_id_must_be_there() -> None:
    for key, what in (("remarks", "Remark 1"), ("groups", "Block 1")):
        document = copy.deepcopy(_DOCUMENT)
        del document["graph"][key][0]["id"]
        with pytest.raises(UserError) as caught:
            project_from_dict(document)
        assert str(caught.value) == f"{what}: the field id is missing."


def test_a_node_belongs_to_one_block_only() -> None:
    document = copy.deepcopy(_DOCUMENT)
    second = {"id": "block_2", "repetitions": [["dense_1"]]}
    document["graph"]["groups"].append(second)
    with pytest.raises(UserError) as caught:
        project_from_dict(document)
    assert ALIKE in str(caught.value)


def test_there_are_limits_to_how_many_there_are() -> None:
    many_remarks = [{"id": f"note_{i}"} for i in range(MOST_REMARKS + 1)]
    with pytest.raises(UserError, match="a list of at most 5000"):
        project_from_dict({"graph": {"remarks": many_remarks}})
    many_groups = [{"id": f"block_{i}"} for i in range(MOST_GROUPS + 1)]
    with pytest.raises(UserError, match="a list of at most 2000"):
        project_from_dict({"graph": {"groups": many_groups}})
    rows = [["dense_1"]] * (MOST_REPETITIONS + 1)
    with pytest.raises(UserError, match="a list of at most 200"):
        project_from_dict(changed("groups/0/repetitions", rows))
