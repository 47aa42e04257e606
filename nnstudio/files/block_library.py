"""The user's own blocks: one JSON file each, in a folder of theirs.

A file holds a drawing of one block in the words of a project file. Reading trusts nothing: what is
no block is passed over, and said.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from nnstudio.core.atomic_file import write_atomically
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.graph.block_settling import settled
from nnstudio.graph.codec import graph_from_dict, project_to_dict
from nnstudio.graph.project import Graph, Project
from nnstudio.graph.ready_blocks import ReadyBlock, as_block
from nnstudio.graph.record import Record

KIND = "nnstudio block"
FORMAT = 1
SUFFIX = ".nnblock"
_LARGEST = 20_000_000
_MOST_FILES = 2_000
_LONGEST_NAME = 80


@dataclass(frozen=True)
class SavedBlock(ReadyBlock):
    """A block that lies in a file of the user's."""

    path: Path


def own_blocks() -> tuple[list[SavedBlock], list[Text]]:
    """Return the user's own blocks by name, and what is to be said of files that are none."""
    found: list[SavedBlock] = []
    messages: list[Text] = []
    try:
        paths = sorted(blocks_folder().glob(f"*{SUFFIX}"))[:_MOST_FILES]
    except OSError:
        return [], []
    for path in paths:
        try:
            found.append(_read(path))
        except UserError as error:
            text = N_("{file} in your folder of blocks is left out. {reason}")
            messages.append(Text(text, file=path.name, reason=error.text))
    return sorted(found, key=lambda block: block.name.casefold()), messages


def save_block(name: str, description: str, graph: Graph) -> SavedBlock:
    """Keep a block, under a file name made of its own.

    Raises
    ------
    UserError
        The file cannot be written.
    """
    name = _checked(name)
    stem = re.sub(r"[^\w-]+", "-", name.casefold()).strip("-_")[:60] or "block"
    folder = blocks_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        text = N_("The folder {folder} for your blocks cannot be made: {error}. Free its name.")
        raise UserError(Text(text, folder=str(folder), error=error.strerror or "")) from error
    path, number = folder / f"{stem}{SUFFIX}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{SUFFIX}"
    block = SavedBlock(name, description.strip(), graph, path)
    export_block(block, path)
    return block


def change_block(block: SavedBlock, name: str, description: str) -> SavedBlock:
    """Give a block of the user's another name and description; its file stays where it is."""
    name = _checked(name)
    graph = as_block(block.graph, block.graph.by_id, name)
    changed = SavedBlock(name, description.strip(), graph, block.path)
    export_block(changed, block.path)
    return changed


def delete_block(block: SavedBlock) -> None:
    """Take a block of the user's away; drawings that use it keep what they have.

    Raises
    ------
    UserError
        The file cannot be taken away.
    """
    try:
        block.path.unlink(missing_ok=True)
    except OSError as error:
        text = N_("{file} cannot be deleted: {error}.")
        raise UserError(Text(text, file=str(block.path), error=error.strerror or "")) from error


def export_block(block: ReadyBlock, path: Path) -> None:
    """Write a block to a file that can be given to others.

    Raises
    ------
    UserError
        The file cannot be written.
    """
    write_atomically(path, lambda stream: stream.write(block_to_text(block).encode()))


def import_block(path: Path) -> SavedBlock:
    """Take over a block from a file that somebody else wrote.

    Raises
    ------
    UserError
        It holds no block, or it cannot be kept.
    """
    block = _read(path)
    return save_block(block.name, block.description, block.graph)


def block_to_text(block: ReadyBlock) -> str:
    """Return a block as JSON text."""
    value = {
        "kind": KIND,
        "format": FORMAT,
        "name": block.name,
        "description": block.description,
        "graph": project_to_dict(Project(graph=block.graph))["graph"],
    }
    return json.dumps(value, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def block_from_text(text: str, place: Text | None = None) -> ReadyBlock:
    """Return the block that `block_to_text` wrote.

    Raises
    ------
    UserError
        The text is no block: it says what was got and what is expected.
    """
    place = place or Text(N_("The block"))
    try:
        value = json.loads(text) if len(text) < _LARGEST else None
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, Mapping) or value.get("kind") != KIND:
        text_of_error = N_("{place} is no block of NNStudio. Choose a file that was exported here.")
        raise UserError(Text(text_of_error, place=place))
    record = Record(value, place, ("kind", "format", "name", "description", "graph"))
    record.whole("format", FORMAT, 1, FORMAT)
    graph = settled(Project(graph=graph_from_dict(record.raw("graph")))).graph
    if len(graph.groups) != 1 or len(graph.groups[0].members) != len(graph.nodes):
        expected = Text(N_("a drawing of one block"))
        raise record.refusal("graph", len(graph.groups), expected)
    name = _checked(record.text("name"))
    return ReadyBlock(name, record.text("description", ""), as_block(graph, graph.by_id, name))


def blocks_folder() -> Path:
    """Return the folder of the user's own blocks."""
    chosen = os.environ.get("NNSTUDIO_SETTINGS")
    if chosen:
        return Path(chosen) / "blocks"
    return Path(platformdirs.user_data_dir("nnstudio", appauthor=False)) / "blocks"


def _read(path: Path) -> SavedBlock:
    place = Text(N_("The file {file}"), file=path.name)
    try:
        if path.stat().st_size > _LARGEST:
            raise UserError(Text(N_("{file} is too large for a block."), file=path.name))
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        said = N_("{file} cannot be read. Choose another file, or export it again.")
        raise UserError(Text(said, file=path.name)) from error
    found = block_from_text(text, place)
    return SavedBlock(found.name, found.description, found.graph, path)


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST_NAME:
        text = N_("A block needs a name of 1 to {most} letters, got {got}. Type another.")
        raise UserError(Text(text, most=_LONGEST_NAME, got=repr(name[:100])))
    return name
