"""Frames, notes and blocks as plain JSON values and back, checked one by one."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from nnstudio.core.text import N_, Text
from nnstudio.graph.project import (
    REMARK_COLORS,
    REMARK_KINDS,
    BlockParameter,
    Group,
    Node,
    Remark,
)
from nnstudio.graph.record import ProjectFormatError, Record
from nnstudio.graph.settings_codec import Json

MOST_REMARKS = 5_000
MOST_GROUPS = 2_000
MOST_REPETITIONS = 200
MOST_MEMBERS = 10_000
SMALLEST_SIDE, LARGEST_SIDE = 20.0, 1e6
FARTHEST_PLACE = 1e8


def remark_to_dict(remark: Remark) -> Json:
    """Return a frame or note as JSON values."""
    return {
        "id": remark.id,
        "kind": remark.kind,
        "x": remark.x,
        "y": remark.y,
        "width": remark.width,
        "height": remark.height,
        "text": remark.text,
        "color": remark.color,
    }


def remarks_from(record: Record, taken: Collection[str]) -> tuple[Remark, ...]:
    """Return the frames and notes of a drawing; ids in ``taken`` are used already.

    Raises
    ------
    UserError
        One of them is none: the text says which and why.
    """
    remarks: list[Remark] = []
    known = set(taken)
    for number, item in enumerate(record.items("remarks", MOST_REMARKS), start=1):
        remark = _remark_from(item, number)
        _refuse_taken(remark.id, known)
        known.add(remark.id)
        remarks.append(remark)
    return tuple(remarks)


def group_to_dict(group: Group) -> Json:
    """Return a block as JSON values."""
    return {
        "id": group.id,
        "title": group.title,
        "repetitions": [list(row) for row in group.repetitions],
        "parameters": [
            {"name": parameter.name, "places": [list(place) for place in parameter.places]}
            for parameter in group.parameters
        ],
        "collapsed": group.collapsed,
        **({"inner": [list(place) for place in group.inner]} if group.inner else {}),
    }


def groups_from(
    record: Record, nodes: Mapping[str, Node], taken: Collection[str]
) -> tuple[Group, ...]:
    """Return the blocks of a drawing with these nodes; ids in ``taken`` are used already.

    Raises
    ------
    UserError
        One of them is none: the text says which and why.
    """
    groups: list[Group] = []
    known, free = set(taken), dict(nodes)
    for number, item in enumerate(record.items("groups", MOST_GROUPS), start=1):
        group = _group_from(item, number, free)
        _refuse_taken(group.id, known)
        known.add(group.id)
        groups.append(group)
    return tuple(groups)


def _remark_from(value: object, number: int) -> Remark:
    place = Text(N_("Remark {number}"), number=number)
    fields = ("id", "kind", "x", "y", "width", "height", "text", "color")
    record = Record(value, place, fields)
    usual = Remark("", "")
    return Remark(
        _id_of(record),
        record.choice("kind", "note", REMARK_KINDS),
        record.number("x", 0.0, FARTHEST_PLACE),
        record.number("y", 0.0, FARTHEST_PLACE),
        _side(record, "width", usual.width),
        _side(record, "height", usual.height),
        record.text("text", ""),
        record.choice("color", "", REMARK_COLORS),
    )


def _side(record: Record, key: str, default: float) -> float:
    side = record.number(key, default, LARGEST_SIDE)
    if side < SMALLEST_SIDE:
        least = Text(N_("at least {low}"), low=f"{SMALLEST_SIDE:g}")
        raise record.refusal(key, side, least)
    return side


def _group_from(value: object, number: int, free: dict[str, Node]) -> Group:
    """Return a block; its nodes are taken out of ``free``, for none belongs to two."""
    place = Text(N_("Block {number}"), number=number)
    fields = ("id", "title", "repetitions", "parameters", "collapsed", "inner")
    record = Record(value, place, fields)
    rows: list[tuple[str, ...]] = []
    kinds: list[type] | None = None
    for row in record.items("repetitions", MOST_REPETITIONS):
        members = _names(record, "repetitions", row)
        nodes = [free.pop(member, None) for member in members]
        found = [type(node.layer) for node in nodes if node is not None]
        if not members or len(found) < len(members) or kinds not in (None, found):
            expected = Text(
                N_("nodes of the drawing that belong to one block only, alike in each repetition")
            )
            raise record.refusal("repetitions", list(members), expected)
        kinds = found
        rows.append(members)
    if not rows:
        raise record.refusal("repetitions", [], Text(N_("at least one repetition")))
    parameters = tuple(
        _parameter_from(item, rows[0], record) for item in record.items("parameters", MOST_MEMBERS)
    )
    return Group(
        _id_of(record),
        record.text("title", ""),
        tuple(rows),
        parameters,
        record.flag("collapsed", True),
        tuple(_place_from(item, record) for item in record.items("inner", len(rows[0]))),
    )


def _place_from(value: object, block: Record) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) != 2:
        raise block.refusal("inner", value, Text(N_("two numbers")))
    x, y = (block.checked_number("inner", number, FARTHEST_PLACE) for number in value)
    return x, y


def _parameter_from(value: object, unit: tuple[str, ...], block: Record) -> BlockParameter:
    record = Record(value, block.place, ("name", "places"))
    places = []
    for item in record.items("places", MOST_MEMBERS):
        names = _names(record, "places", item)
        if len(names) != 2 or names[0] not in unit:
            expected = Text(N_("a node of the block's first repetition and a setting of it"))
            raise record.refusal("places", list(names), expected)
        places.append((names[0], names[1]))
    return BlockParameter(record.text("name"), tuple(places))


def _names(record: Record, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MOST_MEMBERS:
        raise record.refusal(key, value, Text(N_("a list of names")))
    return tuple(record.checked_text(key, name) for name in value)


def _id_of(record: Record) -> str:
    found = record.text("id")
    if not found.isidentifier() or len(found) > 80:
        expected = Text(N_("letters, digits and underscores, such as note_1"))
        raise record.refusal("id", found, expected)
    return found


def _refuse_taken(found: str, taken: Collection[str]) -> None:
    if found in taken:
        text = N_("Two things in the drawing are called {id}. Rename one of them.")
        raise ProjectFormatError(Text(text, id=found))
