"""The user's own blocks: saved, found again, changed, given away; bad files do no harm."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nnstudio.core.errors import UserError
from nnstudio.files import block_library as library
from nnstudio.graph import blocks, edits
from nnstudio.graph.project import Graph, Project
from nnstudio.graph.ready_blocks import as_block, ready_blocks
from nnstudio.layers.dense import Dense
from nnstudio.layers.dropout import Dropout


def pair() -> Graph:
    project, first = edits.add_node(Project(), Dense(units=3), 100, 50)
    project, second = edits.add_node(project, Dropout(), 340, 50)
    project = edits.connect(project, first, second)
    return as_block(project.graph, [first, second], "Pair")


def test_a_block_is_kept_and_found_again() -> None:
    saved = library.save_block("  My  pair ", "Two layers.", pair())
    (found,), messages = library.own_blocks()
    assert messages == []
    assert (found.name, found.description) == ("My pair", "Two layers.")
    assert found.path == saved.path
    assert [g.title for g in found.graph.groups] == ["My pair"]
    assert [type(node.layer) for node in found.graph.nodes] == [Dense, Dropout]


def test_two_of_one_name_lie_side_by_side() -> None:
    first = library.save_block("Same", "", pair())
    second = library.save_block("Same", "", pair())
    assert first.path != second.path
    assert len(library.own_blocks()[0]) == 2


def test_a_name_is_changed_and_a_block_deleted() -> None:
    saved = library.save_block("Old", "", pair())
    changed = library.change_block(saved, "New", "Better.")
    (found,), _ = library.own_blocks()
    assert (found.name, found.description, found.path) == ("New", "Better.", saved.path)
    library.delete_block(changed)
    assert library.own_blocks() == ([], [])


def test_a_block_is_given_away_and_taken_over(tmp_path: Path) -> None:
    saved = library.save_block("Gift", "For you.", pair())
    library.export_block(saved, tmp_path / "gift.nnblock")
    library.delete_block(saved)
    assert library.import_block(tmp_path / "gift.nnblock").name == "Gift"
    assert [block.name for block in library.own_blocks()[0]] == ["Gift"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"kind": "nnstudio layers"}',
        '{"kind": "nnstudio block", "format": 2, "name": "a", "graph": {}}',
        '{"kind": "nnstudio block", "format": 1, "name": "a", "graph": {}}',
        '{"kind": "nnstudio block", "format": 1, "name": "", "graph": {"nodes": []}}',
        "[" * 100_000,
    ],
)
def test_a_bad_file_is_left_out_and_said(text: str) -> None:
    library.save_block("Good", "", pair())
    (library.blocks_folder() / "bad.nnblock").write_text(text)
    found, messages = library.own_blocks()
    assert [block.name for block in found] == ["Good"]
    assert "bad.nnblock" in str(messages[0])
    with pytest.raises(UserError):
        library.import_block(library.blocks_folder() / "bad.nnblock")


def test_a_block_without_a_name_is_refused() -> None:
    with pytest.raises(UserError, match="needs a name"):
        library.save_block(" ", "", pair())


def test_ready_blocks_are_whole_and_repeat() -> None:
    for block in ready_blocks():
        project = Project(graph=block.graph)
        assert blocks.settled(project) is project
        group = block.graph.groups[0]
        assert group.collapsed
        assert group.parameters
        assert json.loads(library.block_to_text(block))["name"] == block.name
        again = library.block_from_text(library.block_to_text(block))
        assert again.graph == block.graph
