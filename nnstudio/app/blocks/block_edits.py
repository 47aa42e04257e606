"""What menus, canvas and inspector do to blocks; each is one edit that can be undone."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from nnstudio.app.session import Session
from nnstudio.core.text import N_, Text
from nnstudio.graph import blocks
from nnstudio.graph.block_members import block_chosen
from nnstudio.graph.project import BlockParameter, Group

translate = QCoreApplication.translate


def selected_block(session: Session) -> Group | None:
    """Return the block that is selected, where it is just one and nothing else."""
    return block_chosen(session.project.graph, session.selection)


def selected_blocks(session: Session) -> list[Group]:
    """Return the blocks of which something is selected."""
    home = session.project.graph.group_of
    found = {home[i].id: home[i] for i in session.selection if i in home}
    return list(found.values())


def group_selection(session: Session) -> None:
    """Make the selected layers one block, and select it.

    Raises
    ------
    EditError
        They cannot be one block.
    """
    title = free_title(session)
    project, group_id = blocks.group(session.project, session.selection, title)
    made = next(g for g in project.graph.groups if g.id == group_id)
    session.edit(Text(N_("Group layers as {block}"), block=made.title), project)
    session.select(made.members)


def ungroup_selection(session: Session) -> None:
    """Let the layers of the selected blocks be plain layers again; they stay selected."""
    found, kept = selected_blocks(session), session.selection
    if not found:
        return
    project = session.project
    for block in found:
        project = blocks.ungroup(project, block.id)
    session.edit(Text(N_("Ungroup {block}"), block=_names(found)), project)
    session.select(kept)


def fold_selection(session: Session) -> None:
    """Collapse the selected blocks; where all are, expand them."""
    found = selected_blocks(session)
    if found:
        fold(session, found, any(not block.collapsed for block in found))


def fold(session: Session, found: Iterable[Group], collapsed: bool) -> None:
    """Collapse or expand blocks, and select them."""
    found = list(found)
    project = session.project
    for block in found:
        project = blocks.set_collapsed(project, block.id, collapsed)
    template = N_("Collapse {block}") if collapsed else N_("Expand {block}")
    session.edit(Text(template, block=_names(found)), project)
    session.select(node_id for block in found for node_id in block.members)


def repeat(session: Session, block: Group, times: int) -> None:
    """Repeat a block so often; numbers set one after the other are undone together.

    Raises
    ------
    EditError
        It cannot be repeated so often.
    """
    project = blocks.set_repeat(session.project, block.id, times)
    chosen = selected_block(session)
    label = Text(N_("Repeat {block} × {count}"), block=block.title, count=times)
    session.edit(label, project, merge=f"{block.id}/repeat")
    if chosen is not None and chosen.id == block.id:
        grown = next(g for g in session.project.graph.groups if g.id == block.id)
        session.select(grown.members)


def rename(session: Session, block: Group, title: str) -> None:
    """Give a block another title; letters typed in a row are undone together."""
    label = Text(N_("Rename {block}"), block=block.title)
    project = blocks.rename(session.project, block.id, title)
    session.edit(label, project, merge=f"{block.id}/title")


def set_value(session: Session, block: Group, name: str, value: object) -> None:
    """Change a parameter of a block.

    Raises
    ------
    ValueRangeError
        One of its layers cannot take the value.
    """
    project = blocks.set_value(session.project, block.id, name, value)
    label = Text(N_("Change {setting} of {node}"), setting=Text(name), node=block.title)
    session.edit(label, project, merge=f"{block.id}/{name}")


def choose_parameters(session: Session, block: Group, parameters: Iterable[BlockParameter]) -> None:
    """Choose which settings a block offers."""
    project = blocks.set_parameters(session.project, block.id, parameters)
    session.edit(Text(N_("Choose the parameters of {block}"), block=block.title), project)


def free_title(session: Session) -> str:
    """Return a title for a new block, in the user's language."""
    taken = {block.title for block in session.project.graph.groups}
    number = 1
    while True:
        title = translate("Blocks", "Block {number}").format(number=number)
        if title not in taken:
            return title
        number += 1


def _names(found: Iterable[Group]) -> str:
    return ", ".join(block.title for block in found)
