"""Things in line, and with equal room between them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nnstudio.graph import edits
from nnstudio.graph.alignment import Edge, align, distribute
from nnstudio.graph.arrange import Sizes
from nnstudio.graph.project import Group, Project, Remark
from nnstudio.layers.concatenate import Concatenate
from nnstudio.layers.dense import Dense

SIZES = Sizes(lambda inputs: max(72.0, 24.0 * (inputs + 1)), 168.0, 240.0, 20.0)


def standing(*places: tuple[float, float]) -> Project:
    project = Project()
    for x, y in places:
        project, _ = edits.add_node(project, Dense(), x, y)
    return project


def places(project: Project) -> list[tuple[float, float]]:
    return [(node.x, node.y) for node in project.graph.nodes]


ALL = ("dense_1", "dense_2", "dense_3")


@pytest.mark.parametrize(
    ("edge", "expected"),
    [
        ("left", [(0, 0), (0, 200), (0, 500)]),
        ("center", [(40, 0), (40, 200), (40, 500)]),
        ("right", [(300, 0), (300, 200), (300, 500)]),
        ("top", [(0, 0), (196, 0), (392, 0)]),
        ("middle", [(0, 200), (196, 200), (392, 200)]),
        ("bottom", [(0, 500), (196, 500), (392, 500)]),
    ],
)
def test_edges_come_into_line(edge: Edge, expected: list[tuple[float, float]]) -> None:
    project = standing((0, 0), (40, 200), (300, 500))
    assert places(align(project, SIZES, edge, ALL)) == expected


def test_middles_in_line_make_wires_level_also_where_heights_differ() -> None:
    project = standing((0, 0), (600, 90))
    project, wide = edits.add_node(project, Concatenate(count=5), 300, 200)
    after = align(project, SIZES, "middle", ("dense_1", "dense_2", wide))
    height = SIZES.height(5)

    by_id = after.graph.by_id
    assert by_id["dense_1"].y == by_id["dense_2"].y == 90
    assert by_id[wide].y + height / 2 == 90 + 36


def test_equal_room_lies_between_things_of_different_widths() -> None:
    project = standing((0, 0), (700, 0))
    note = Remark("note_1", "note", 300, 0, 100, 50)
    project = replace(project, graph=replace(project.graph, remarks=(note,)))
    after = distribute(project, SIZES, "horizontally", ALL[:2], ("note_1",))

    assert places(after) == [(0, 0), (700, 0)]
    assert after.graph.remarks[0].x == 168 + (700 - 168 - 100) / 2


def test_what_has_no_room_lies_side_by_side() -> None:
    project = standing((0, 100), (0, 110), (0, 130))
    assert places(distribute(project, SIZES, "vertically", ALL)) == [(0, 100), (0, 172), (0, 244)]


def test_few_things_stay() -> None:
    project = standing((0, 0), (50, 50))
    assert align(project, SIZES, "top", ("dense_1",)) == project
    assert distribute(project, SIZES, "vertically", ("dense_1", "dense_2")) == project


def test_a_block_moves_as_one() -> None:
    project = standing((0, 0), (240, 40), (500, 300))
    group = Group("block_1", "Block", (("dense_1", "dense_2"),))
    project = replace(project, graph=replace(project.graph, groups=(group,)))
    after = align(project, SIZES, "bottom", ALL)

    assert places(after) == [(0, 300), (240, 340), (500, 300)]
