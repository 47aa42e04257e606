"""Blocks: nodes that form one card, with settings of their own, repeated as often as one likes.

Each function returns the project with its blocks as `settled` wants them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from nnstudio.core.text import N_, Text
from nnstudio.graph import edits
from nnstudio.graph.annotation_codec import MOST_MEMBERS, MOST_REPETITIONS
from nnstudio.graph.block_ends import Ends, ends_of
from nnstudio.graph.block_layout import room_closed, room_made, unrolled
from nnstudio.graph.block_parameters import offered_parameters
from nnstudio.graph.block_settling import settled
from nnstudio.graph.edits import EditError
from nnstudio.graph.project import BlockParameter, Graph, Group, Project

__all__ = [
    "group",
    "rename",
    "set_collapsed",
    "set_parameters",
    "set_repeat",
    "set_value",
    "settled",
    "ungroup",
]


def group(project: Project, node_ids: Collection[str], title: str = "") -> tuple[Project, str]:
    """Make nodes one block, drawn as one card; return the project and the block's id.

    Where all nodes of one block are among them, that block grows.

    Raises
    ------
    EditError
        There are no nodes, or some belong to a block of which others are not among them.
    """
    graph = project.graph
    chosen = [node.id for node in graph.nodes if node.id in set(node_ids)]
    if not chosen:
        raise EditError(Text(N_("A block needs layers, got none. Select some first.")))
    touched = {g.id: g for i in chosen if (g := graph.group_of.get(i)) is not None}
    if len(touched) > 1 or any(not set(g.unit) <= set(chosen) for g in touched.values()):
        text = N_(
            "Blocks cannot lie within one another, and {title} has some of these layers. "
            "Ungroup it first, or select the whole of one block only."
        )
        name = ", ".join(g.title for g in touched.values())
        raise EditError(Text(text, title=name))
    if touched:
        return _extended(project, next(iter(touched.values())), chosen)
    unit = _along(graph, chosen)
    group_id, graph = edits.new_id(graph, "block")
    made = Group(group_id, title.strip() or _free_title(graph), (unit,), (), collapsed=False)
    made = replace(made, parameters=offered_parameters(graph, unit))
    project = replace(project, graph=replace(graph, groups=(*graph.groups, made)))
    return set_collapsed(project, group_id, True), group_id


def ungroup(project: Project, group_id: str) -> Project:
    """Let the nodes of a block be plain nodes again, all repetitions side by side."""
    found = _found(project.graph, group_id)
    project = set_collapsed(project, group_id, False)
    project = unrolled(project, _found(project.graph, group_id))
    groups = tuple(g for g in project.graph.groups if g.id != found.id)
    return settled(replace(project, graph=replace(project.graph, groups=groups)))


def rename(project: Project, group_id: str, title: str) -> Project:
    """Give a block another title."""
    found = _found(project.graph, group_id)
    return _with_group(project, replace(found, title=title.strip() or found.title))


def set_collapsed(project: Project, group_id: str, collapsed: bool) -> Project:
    """Draw a block as one card, or its first repetition in a frame.

    What lies to the right of it moves: nearer where room becomes free, away where it is needed.
    """
    found = _found(project.graph, group_id)
    if found.collapsed == collapsed:
        return settled(project)
    if collapsed:
        project = room_closed(project, found)
        return settled(_with_group(project, replace(found, collapsed=True, inner=())))
    by_id = project.graph.by_id
    corner = by_id[found.unit[0]]
    places = {
        node_id: (corner.x + dx, corner.y + dy)
        for row in found.repetitions
        for node_id, (dx, dy) in zip(row, found.inner, strict=False)
    }
    project = room_made(project, found, {i: places[i] for i in found.unit if i in places})
    project = edits.move(project, places)
    return settled(_with_group(project, replace(found, collapsed=False, inner=())))


def set_repeat(project: Project, group_id: str, times: int) -> Project:
    """Put copies of a block's nodes one after the other, so that there are ``times`` of them.

    Raises
    ------
    EditError
        The number is out of range, or the block has not exactly one output, or no input, so that
        none could feed the next.
    """
    found = _found(project.graph, group_id)
    if not 1 <= times <= MOST_REPETITIONS or times * len(found.unit) > MOST_MEMBERS:
        most = min(MOST_REPETITIONS, MOST_MEMBERS // len(found.unit))
        text = N_("A block can be repeated 1 to {most} times, got {got}. Choose a number between.")
        raise EditError(Text(text, most=most, got=times))
    project = settled(project)
    graph = project.graph
    found = _found(graph, group_id)
    rows = found.repetitions
    if times == len(rows):
        return project
    ends = ends_of(graph, found)
    if times > 1:
        _check(graph, found, ends)
    if times < len(rows):
        return _shortened(project, found, ends, times)
    if len(rows) > 1:
        missing = tuple("" for _ in found.unit)
        longer = (*rows, *(missing for _ in range(times - len(rows))))
        return settled(_with_group(project, replace(found, repetitions=longer)))
    # The wires to the second repetition are what tells from now on how each feeds the next.
    second, made = [], []
    for node_id in found.unit:
        model = graph.by_id[node_id]
        copy_id, graph = edits.new_id(graph, edits.id_stem(model.layer))
        second.append(copy_id)
        made.append(replace(model, id=copy_id, shares=""))
    graph = replace(graph, nodes=(*graph.nodes, *made))
    project = replace(project, graph=graph)
    assert ends.exit is not None
    for column, port in ends.entries:
        project = edits.connect(project, found.unit[ends.exit], second[column], port)
    project = settled(_with_group(project, replace(found, repetitions=(found.unit, tuple(second)))))
    return set_repeat(project, group_id, times)


def set_value(project: Project, group_id: str, name: str, value: object) -> Project:
    """Change a setting of a block: of all the layers that follow it, in all repetitions.

    Raises
    ------
    ValueRangeError
        A layer cannot take the value.
    """
    found = _found(project.graph, group_id)
    for parameter in found.parameters:
        if parameter.name == name:
            for node_id, key in parameter.places:
                project = edits.set_values(project, node_id, **{key: value})
    return settled(project)


def set_parameters(
    project: Project, group_id: str, parameters: Iterable[BlockParameter]
) -> Project:
    """Choose which settings a block offers as its own, and what they are called."""
    found = _found(project.graph, group_id)
    return settled(_with_group(project, replace(found, parameters=tuple(parameters))))


def _extended(project: Project, home: Group, chosen: list[str]) -> tuple[Project, str]:
    """Let a block have further nodes, in each repetition."""
    times, collapsed = len(home.repetitions), home.collapsed
    project = set_repeat(set_collapsed(project, home.id, False), home.id, 1)
    graph = project.graph
    unit = _along(graph, [i for i in (*home.unit, *chosen) if i in graph.by_id])
    new = [i for i in unit if i not in home.unit]
    taken = {parameter.name for parameter in home.parameters}
    parameters = (*home.parameters, *offered_parameters(graph, new, taken=taken))
    grown = replace(
        _found(graph, home.id), repetitions=(unit,), parameters=parameters, collapsed=False
    )
    project = set_repeat(_with_group(project, grown), home.id, times)
    return set_collapsed(project, home.id, collapsed), home.id


def _check(graph: Graph, found: Group, ends: Ends) -> None:
    """Refuse to repeat what has no input, or not exactly one output."""
    leaving = sorted({c for c, _, _ in ends.leaving})
    feeding = {c for c, _ in ends.inner}
    ending = [c for c in range(len(found.unit)) if c not in feeding]
    exits = leaving or ending
    if len(found.repetitions) == 1 and len(exits) != 1:
        names = ", ".join(_name(graph, found.unit[c]) for c in exits)
        text = N_(
            "A block that is repeated needs exactly one output, which feeds the next repetition; "
            "{title} has {count} ({names}). Join them, for example by an Add, or leave some out."
        )
        raise EditError(Text(text, title=found.title, count=len(exits), names=names))
    if not ends.entries or ends.exit is None:
        text = N_(
            "A block that is repeated needs an input, which the repetition before feeds; {title} "
            "has none. Leave out where data enters."
        )
        raise EditError(Text(text, title=found.title))


def _shortened(project: Project, found: Group, ends: Ends, times: int) -> Project:
    """Take the last repetitions away; what the outside took from the last one, it goes on taking."""
    last = found.repetitions[times - 1]
    for column, target, port in ends.leaving:
        project = edits.connect(project, last[column], target, port)
    gone = {node_id for row in found.repetitions[times:] for node_id in row}
    project = _with_group(project, replace(found, repetitions=found.repetitions[:times]))
    return settled(edits.delete(project, gone))


def _along(graph: Graph, node_ids: Collection[str]) -> tuple[str, ...]:
    """Return nodes in an order in which each comes after those that feed it."""
    chosen, done = set(node_ids), dict[str, None]()
    for start in node_ids:
        waiting = [start]
        while waiting:
            node_id = waiting[-1]
            into = sorted(graph.wires_into[node_id].items())
            before = [w.source for _, w in into if w.source in chosen and w.source not in done]
            if before and node_id not in done:
                waiting.append(before[0])
            else:
                done[waiting.pop()] = None
    return tuple(done)


def _free_title(graph: Graph) -> str:
    titles = {g.title for g in graph.groups}
    number = 1
    while f"Block {number}" in titles:
        number += 1
    return f"Block {number}"


def _name(graph: Graph, node_id: str) -> str:
    return graph.by_id[node_id].title or node_id


def _found(graph: Graph, group_id: str) -> Group:
    return next(g for g in graph.groups if g.id == group_id)


def _with_group(project: Project, changed: Group) -> Project:
    graph = project.graph
    groups = tuple(changed if g.id == changed.id else g for g in graph.groups)
    return replace(project, graph=replace(graph, groups=groups))
