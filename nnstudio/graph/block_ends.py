"""How a block is wired: among its nodes, with the rest of the drawing, and from copy to copy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from nnstudio.graph.project import Graph, Group

Slot = tuple[int, int]
"""An input port of a unit: the number of the node in the unit, and the port's number."""


@dataclass
class Ends:
    """How the nodes of a block are wired: among themselves, and with the rest of the drawing.

    Nodes are told by their number in the unit. ``entries`` are the ports that the repetition before
    feeds, ``exit`` the node that feeds the next one, None where it is not to be told.
    """

    inner: list[tuple[int, Slot]] = field(default_factory=list)
    outside: dict[Slot, str] = field(default_factory=dict)
    leaving: list[tuple[int, str, int]] = field(default_factory=list)
    entries: tuple[Slot, ...] = ()
    exit: int | None = None


def ends_of(graph: Graph, group: Group) -> Ends:
    """Find out how a block is wired, and what feeds each next repetition where there are several.

    Members that do not exist are passed over.
    """
    where = {i: (k, c) for k, row in enumerate(group.repetitions) for c, i in enumerate(row)}
    alive = {c: None for c, i in enumerate(group.unit) if i in graph.by_id}
    ends = Ends()
    second: dict[Slot, str] = {}
    for node_id, (k, c) in where.items():
        if node_id not in graph.by_id:
            continue
        for port, wire in sorted(graph.wires_into[node_id].items()):
            source = where.get(wire.source)
            if k == 0 and source is None:
                ends.outside[c, port] = wire.source
            elif k == 0 and source is not None and source[0] == 0:
                ends.inner.append((source[1], (c, port)))
            elif k == 1:
                second[c, port] = wire.source
        for wire in graph.wires_from[node_id]:
            if wire.target not in where:
                ends.leaving.append((c, wire.target, wire.port))
    chained = {slot: where[s][1] for slot, s in second.items() if where.get(s, (1, 0))[0] == 0}
    known = Counter(c for c in chained.values() if c in alive)
    ends.exit = known.most_common(1)[0][0] if known else _exit_of(ends, alive)
    fed_within = {slot for _, slot in ends.inner}
    open_slots = [
        (c, port)
        for c in alive
        for port in range(len(graph.by_id[group.unit[c]].layer.inputs))
        if (c, port) not in fed_within
    ]
    entries = [slot for slot in open_slots if slot in chained]
    main = {ends.outside[slot] for slot in entries if slot in ends.outside}
    entries += [
        slot
        for slot in open_slots
        if slot not in entries and ends.outside.get(slot) in main - {second.get(slot)}
    ]
    ends.entries = tuple(entries) or _entries_of(ends, open_slots)
    return ends


def _exit_of(ends: Ends, alive: Collection[int]) -> int | None:
    """Return the one node whose output leaves a unit; where several do, the last one that ends."""
    leaving = {c for c, _, _ in ends.leaving if c in alive}
    if len(leaving) == 1:
        return leaving.pop()
    feeding = {c for c, _ in ends.inner}
    return next((c for c in sorted(alive, reverse=True) if c not in feeding), None)


def _entries_of(ends: Ends, open_slots: list[Slot]) -> tuple[Slot, ...]:
    """Return the ports that a unit's main source feeds: the one that feeds its first node.

    Where nothing feeds it yet, all its open ports wait for that.
    """
    fed = [slot for slot in open_slots if slot in ends.outside]
    if fed:
        return tuple(slot for slot in fed if ends.outside[slot] == ends.outside[fed[0]])
    return tuple(open_slots)
