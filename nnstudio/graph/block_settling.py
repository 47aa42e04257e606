"""Keeps blocks whole after any edit: what is repeated follows the first repetition."""

from __future__ import annotations

from dataclasses import replace

from nnstudio.graph import edits
from nnstudio.graph.block_ends import Ends, Slot, ends_of
from nnstudio.graph.project import BlockParameter, Graph, Group, Node, Project, Wire


def settled(project: Project, before: Project | None = None) -> Project:
    """Return the project with all blocks as they must be; a project without faults as it is.

    Repetitions follow the first one in layers, titles, places and wires; what the outside takes, it
    takes from the last one. Nodes that are gone leave their block, and a block without nodes goes.

    Parameters
    ----------
    before
        The project before an edit, which was settled: what was not edited since then is not looked
        at, and a node that is new belongs to the block between two nodes of which it was put, or
        into one of whose ways in it was put.
    """
    if not project.graph.groups:
        return project
    if before is not None and before.graph.nodes is not project.graph.nodes:
        project = _with_newcomers(project, before.graph)
    old = before.graph if before is not None else Graph()
    for group in project.graph.groups:
        if not _untouched(project.graph, old, group):
            project = _settled_group(project, group, old)
    return project


def _untouched(graph: Graph, old: Graph, group: Group) -> bool:
    """Return whether a block and all that is wired to it is as it was."""
    if not any(group is known for known in old.groups):
        return False
    members = group.members
    if any(graph.by_id.get(i) is not old.by_id.get(i) for i in members):
        return False
    return graph.wires is old.wires or all(
        graph.wires_into[i] == old.wires_into[i] and graph.wires_from[i] == old.wires_from[i]
        for i in members
        if i in graph.by_id
    )


def _with_newcomers(project: Project, before: Graph) -> Project:
    """Let nodes that were put between two nodes of a unit belong to its block."""
    graph = project.graph
    joined: dict[str, list[str]] = {}
    for node in graph.nodes:
        if node.id in before.by_id or node.id in graph.group_of:
            continue
        ends = {w.source for w in graph.wires_into[node.id].values()}
        takers = {w.target for w in graph.wires_from[node.id]}
        into = {g.id: g for i in takers if (g := graph.group_of.get(i)) is not None}
        if not ends or len(into) != 1 or any(i not in graph.group_of for i in takers):
            continue
        home = next(iter(into.values()))
        if ends <= set(home.members) or _is_one_way_in(graph, home, ends):
            joined.setdefault(home.id, []).append(node.id)
    if not joined:
        return project
    groups = tuple(_grown(g, joined[g.id]) if g.id in joined else g for g in graph.groups)
    return replace(project, graph=replace(graph, groups=groups))


def _is_one_way_in(graph: Graph, home: Group, sources: set[str]) -> bool:
    """Return whether what feeds a new node feeds other ports of a repeated block past it.

    Each further repetition has those ways in, too, so that the node is needed there as well. On the
    card of a collapsed block it is one port that the node feeds, and it stays where it is seen.
    """
    if home.collapsed or len(home.repetitions) == 1 or len(sources) != 1:
        return False
    unit, source = set(home.unit), next(iter(sources))
    if source in home.members:
        return False
    return any(wire.target in unit for wire in graph.wires_from[source])


def _grown(group: Group, new: list[str]) -> Group:
    """Return a block with more nodes in its unit; those of its repetitions have yet to be made."""
    unit, *others = group.repetitions
    rows = ((*unit, *new), *((*row, *("" for _ in new)) for row in others))
    inner = (*group.inner, *((0.0, 0.0) for _ in new)) if group.inner else ()
    return replace(group, repetitions=rows, inner=inner)


def _settled_group(project: Project, group: Group, old: Graph) -> Project:
    graph = project.graph
    ends = ends_of(graph, group)
    ends.entries = _main_entries(group, ends, old)
    columns = [c for c, node_id in enumerate(group.unit) if node_id in graph.by_id]
    rows = group.repetitions
    if ends.exit is None or not ends.entries:
        rows = rows[:1]  # nothing could feed a second one
    kept = {row[c] for row in rows for c in columns}
    orphans = {i for i in group.members if i in graph.by_id and i not in kept}
    if orphans:
        project = edits.delete(project, orphans)
        graph = project.graph
    if not columns:
        left = tuple(g for g in graph.groups if g.id != group.id)
        return replace(project, graph=replace(graph, groups=left))
    graph, filled = _filled(graph, [[row[c] for c in columns] for row in rows])
    # From here on the numbers are those of the new unit.
    number: dict[int | None, int] = {c: n for n, c in enumerate(columns)}
    ends = Ends(
        [(number[c], (number[s[0]], s[1])) for c, s in ends.inner],
        {(number[s[0]], s[1]): source for s, source in ends.outside.items()},
        [
            (number[c if c in number else ends.exit], target, port)
            for c, target, port in ends.leaving
            if c in number or ends.exit is not None
        ],
        tuple((number[s[0]], s[1]) for s in ends.entries),
        None if ends.exit is None else number[ends.exit],
    )
    inner = tuple(group.inner[c] for c in columns) if len(group.inner) == len(group.unit) else ()
    fresh = replace(group, repetitions=filled, inner=inner)
    fresh = replace(fresh, parameters=_parameters(graph, fresh))
    graph, fresh = _placed(graph, fresh)
    graph = _with_twins(graph, fresh)
    graph = _rewired(graph, fresh, ends)
    if fresh != group:
        groups = tuple(fresh if g.id == group.id else g for g in graph.groups)
        graph = replace(graph, groups=groups)
    return project if graph is project.graph else replace(project, graph=graph)


def _main_entries(group: Group, ends: Ends, old: Graph) -> tuple[Slot, ...]:
    """Return the entries without those to which the user has now led another source.

    As long as nothing feeds them, all open ports are taken for ways in of the same; a port that
    gets a source of its own gets it in all repetitions.
    """
    fed = [slot for slot in ends.entries if slot in ends.outside]
    new = [
        (c, port)
        for c, port in fed
        if group.unit[c] in old.by_id and port not in old.wires_into[group.unit[c]]
    ]
    if not new:
        return ends.entries
    main = ends.outside[min(fed)]
    return tuple(slot for slot in ends.entries if ends.outside.get(slot, main) == main)


def _filled(graph: Graph, rows: list[list[str]]) -> tuple[Graph, tuple[tuple[str, ...], ...]]:
    """Make the nodes that repetitions lack."""
    gaps = [
        (row, n) for row in rows[1:] for n, node_id in enumerate(row) if node_id not in graph.by_id
    ]
    if gaps:
        models = [graph.by_id[rows[0][n]] for _, n in gaps]
        ids, fresh = edits.new_ids(graph, [edits.id_stem(model.layer) for model in models])
        for (row, n), node_id in zip(gaps, ids, strict=True):
            row[n] = node_id
        made = (replace(m, id=i, shares="") for m, i in zip(models, ids, strict=True))
        graph = replace(fresh, nodes=(*fresh.nodes, *made))
    return graph, tuple(tuple(row) for row in rows)


def _parameters(graph: Graph, group: Group) -> tuple[BlockParameter, ...]:
    """Return the parameters whose places there still are."""
    kept, unit = [], set(group.unit)
    for parameter in group.parameters:
        places = tuple(
            (node_id, key)
            for node_id, key in parameter.places
            if node_id in unit and key in type(graph.by_id[node_id].layer).params()
        )
        if places:
            kept.append(
                parameter if places == parameter.places else replace(parameter, places=places)
            )
    return tuple(kept)


def _placed(graph: Graph, group: Group) -> tuple[Graph, Group]:
    """Lay the nodes of a collapsed block into one place, and remember where they lay."""
    if not group.collapsed:
        return graph, replace(group, inner=()) if group.inner else group
    unit = [graph.by_id[node_id] for node_id in group.unit]
    left = min(unit, key=lambda node: node.x)
    corner = left.x, left.y
    if not group.inner:
        corner = left.x, unit[0].y
        inner = tuple((node.x - corner[0], node.y - corner[1]) for node in unit)
        group = replace(group, inner=inner)
    moved = {i for i in group.members if (graph.by_id[i].x, graph.by_id[i].y) != corner}
    if moved:
        nodes = tuple(n.moved(*corner) if n.id in moved else n for n in graph.nodes)
        graph = replace(graph, nodes=nodes)
    return graph, group


def _with_twins(graph: Graph, group: Group) -> Graph:
    """Let each node of a repetition be as that of the first one; only its weights are its own."""
    twins: dict[str, Node] = {}
    position = {
        node_id: (k, n) for k, r in enumerate(group.repetitions) for n, node_id in enumerate(r)
    }
    for row in group.repetitions[1:]:
        for n, node_id in enumerate(row):
            model, twin = graph.by_id[group.unit[n]], graph.by_id[node_id]
            shares = model.shares
            if shares in position:
                column = position[shares][1]
                shares = row[column] if column != n else ""
            elif not shares and twin.shares == model.id:
                shares = model.id
            wanted = replace(model, id=node_id, shares=shares)
            if wanted != twin:
                twins[node_id] = wanted
    if not twins:
        return graph
    nodes = tuple(twins.get(node.id, node) for node in graph.nodes)
    return replace(graph, nodes=_with_true_holders(nodes))


def _with_true_holders(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Let whoever uses weights name the node that has them, which must be of the same settings."""
    by_id = {node.id: node for node in nodes}

    def mended(node: Node) -> Node:
        holder, seen = node.shares, {node.id}
        while holder and by_id[holder].shares and holder not in seen:
            seen.add(holder)
            holder = by_id[holder].shares
        fits = holder and holder not in seen and by_id[holder].layer == node.layer
        wanted = holder if fits else ""
        return node if wanted == node.shares else replace(node, shares=wanted)

    return tuple(mended(node) if node.shares else node for node in nodes)


def _rewired(graph: Graph, group: Group, ends: Ends) -> Graph:
    unit, last = group.unit, group.repetitions[-1]
    members, followers = set(group.members), set(group.members) - set(unit)
    wanted: dict[tuple[str, int], str] = {}
    for before, row in zip(group.repetitions, group.repetitions[1:], strict=False):
        for c, (n, port) in ends.inner:
            wanted[row[n], port] = row[c]
        for (n, port), source in ends.outside.items():
            wanted[row[n], port] = source
        for n, port in ends.entries:
            assert ends.exit is not None
            wanted[row[n], port] = before[ends.exit]
    leaving = {(target, port): last[c] for c, target, port in ends.leaving}
    wires: list[Wire] = []
    for wire in graph.wires:
        end = wire.target, wire.port
        if wire.target in followers:
            if wanted.get(end) == wire.source:
                wires.append(wire)
                del wanted[end]
        elif wire.target in members:
            if wire.source not in followers:
                wires.append(wire)
        elif end in leaving:
            source = leaving.pop(end)
            wires.append(wire if wire.source == source else Wire(source, *end))
        else:
            wires.append(wire)
    wires += [Wire(source, *end) for end, source in wanted.items()]
    wires += [Wire(source, *end) for end, source in leaving.items()]
    if len(wires) == len(graph.wires) and all(
        a is b for a, b in zip(wires, graph.wires, strict=True)
    ):
        return graph
    return _without_circles(replace(graph, wires=tuple(wires)), members)


def _without_circles(graph: Graph, members: set[str]) -> Graph:
    """Take away the wires that leave a block for what feeds it, now that the last one feeds them."""
    leaving = [w for w in graph.wires if w.source in members and w.target not in members]
    gone = {w for w in leaving if graph.reaches(w.target, w.source)}
    if not gone:
        return graph
    return replace(graph, wires=tuple(w for w in graph.wires if w not in gone))
