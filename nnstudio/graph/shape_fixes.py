"""What makes shapes fit where a layer refuses those that arrive."""

from __future__ import annotations

import math
from functools import partial

from nnstudio.core.shapes import Shape, shape_text, size_of
from nnstudio.core.text import N_, Text
from nnstudio.graph import edits
from nnstudio.graph.data_problems import UNITS_OF_NEW, embedding_fix, redraw_fix
from nnstudio.graph.equalizing import equalizing_fixes
from nnstudio.graph.node_problems import width_fixes
from nnstudio.graph.problem import Fix, in_turn
from nnstudio.graph.project import Node, Project, Wire
from nnstudio.graph.setting_fixes import fits, setting_fixes
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.reshape import Reshape


def shape_fixes(
    project: Project, node: Node, sources: tuple[str, ...], shapes: tuple[Shape, ...]
) -> tuple[Fix, ...]:
    """Return what would make the shapes that arrive at a node fit."""
    found = _fitting(project, node, sources, shapes)
    return found or (take_out_fix(node),)


def _fitting(
    project: Project, node: Node, sources: tuple[str, ...], shapes: tuple[Shape, ...]
) -> tuple[Fix, ...]:
    wires = project.graph.wires_into[node.id]
    if isinstance(node.layer, Dense) and len(shapes[0]) != 1:
        return (Fix(Text(N_("Insert Flatten")), partial(_insert_flatten, wire=wires[0])),)
    if len(shapes) == 1:
        tokens = project.data.signature.tokens
        fed = isinstance(project.graph.by_id[sources[0]].layer, Input)
        looked_up = ((*shapes[0], UNITS_OF_NEW),)
        if tokens and fed:
            redraw = redraw_fix(project)
            known = (embedding_fix(wires[0], tokens),) if fits(node.layer, looked_up) else ()
            return known or ((redraw,) if redraw else ())
    if found := setting_fixes(node, shapes):
        return found
    if len(shapes) == 1:
        return _reshape_fixes(node, wires[0], shapes[0])
    flat = tuple((size_of(shape),) for shape in shapes)
    if len({len(shape) for shape in shapes}) > 1 and fits(node.layer, flat):
        ports = [port for port, shape in enumerate(shapes) if len(shape) != 1]
        edit = partial(_insert_all_flattens, wires=tuple(wires[port] for port in ports))
        return (Fix(Text(N_("Insert Flatten")), edit),)
    return _merging_fixes(project, node, sources, shapes)


def _reshape_fixes(node: Node, wire: Wire, shape: Shape) -> tuple[Fix, ...]:
    """Return how the numbers that arrive can be given a shape that the layer takes."""
    count = size_of(shape)
    side = math.isqrt(count)
    tried: list[Shape] = []
    if len(shape) == 1:
        tried = [(count, 1), (side, side, 1), (count, 1, 1)]
    elif len(shape) == 2:
        tried = [(*shape, 1), (count,)]
    elif len(shape) == 3:
        tried = [(shape[0], shape[1] * shape[2]), (count,)]
    for wanted in tried:
        if size_of(wanted) == count and fits(node.layer, (wanted,)):
            if len(wanted) == 1:
                edit = partial(_insert_flatten, wire=wire)
                return (Fix(Text(N_("Insert Flatten")), edit),)
            label = Text(N_("Insert Reshape to {shape}"), shape=shape_text(wanted))
            return (Fix(label, partial(_insert_reshape, wire=wire, shape=wanted)),)
    return ()


def _insert_reshape(project: Project, wire: Wire, shape: Shape) -> Project:
    node, layer = project.graph.by_id[wire.target], Reshape(shape=shape_text(shape))
    return edits.insert_on_wire(project, wire, layer, node.x - 120.0, node.y + 90.0)[0]


def _merging_fixes(
    project: Project, node: Node, sources: tuple[str, ...], shapes: tuple[Shape, ...]
) -> tuple[Fix, ...]:
    """Return the fixes that give what comes together the width which most, or the first, have."""
    widths = [shape[-1] for shape in shapes if shape]
    if len(widths) < len(shapes):
        return ()
    fixes: list[Fix] = []
    for width in sorted(dict.fromkeys(widths), key=widths.count, reverse=True):
        if not fits(node.layer, tuple((*shape[:-1], width) for shape in shapes)):
            continue
        others = dict.fromkeys(s for s, w in zip(sources, widths, strict=True) if w != width)
        found = [width_fixes(project.graph.by_id[source], width) for source in others]
        if all(found):
            label = Text(N_("Set {node} to {value}"), node=", ".join(others), value=width)
            edits_of_all = tuple(each[0].edit for each in found)
            fixes.append(Fix(label, partial(in_turn, steps=edits_of_all)))
    return tuple(fixes[:2]) or equalizing_fixes(project, node, shapes)


def take_out_fix(node: Node) -> Fix:
    """Return the fix that deletes a layer and wires what it read to what it fed."""
    label = Text(N_("Take {node} out"), node=node.id)
    return Fix(label, partial(_take_out, node_id=node.id))


def _take_out(project: Project, node_id: str) -> Project:
    graph = project.graph
    sources = [wire.source for _, wire in sorted(graph.wires_into[node_id].items())]
    project = edits.delete(project, [node_id])
    for wire in graph.wires_from[node_id]:
        project = edits.connect(project, sources[0], wire.target, wire.port)
    return project


def _insert_flatten(project: Project, wire: Wire) -> Project:
    node = project.graph.by_id[wire.target]
    return edits.insert_on_wire(project, wire, Flatten(), node.x - 120.0, node.y + 90.0)[0]


def _insert_all_flattens(project: Project, wires: tuple[Wire, ...]) -> Project:
    for place, wire in enumerate(wires):
        node = project.graph.by_id[wire.target]
        y = node.y + 90.0 * (place + 1)
        project = edits.insert_on_wire(project, wire, Flatten(), node.x - 120.0, y)[0]
    return project
