"""Problems of single nodes: inputs without a wire, and shapes that do not fit."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from itertools import islice
from typing import Any

from nnstudio.core.errors import ShapeError
from nnstudio.core.layer import Layer
from nnstudio.core.merging import MergingLayer
from nnstudio.core.shapes import Shape, shape_text, size_of
from nnstudio.core.text import N_, Text
from nnstudio.core.windowed import WindowedLayer
from nnstudio.graph import edits
from nnstudio.graph.data_problems import UNITS_OF_NEW, embedding_fix, redraw_fix
from nnstudio.graph.problem import Fix, Problem
from nnstudio.graph.project import Node, Project, Wire
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.reshape import Reshape


def unconnected(project: Project, node: Node, port: int) -> Problem:
    """Return the problem of an input port without a wire."""
    text = Text(
        N_("The input {port} of {node} is not connected. Draw a wire to it from another layer."),
        port=node.layer.inputs[port],
        node=node.id,
    )
    fixes: tuple[Fix, ...] = ()
    graph = project.graph
    # More than one are no clear advice, so the search ends with the second.
    others = list(
        islice(
            (
                n
                for n in graph.nodes
                if n.id != node.id
                and not graph.wires_from[n.id]
                and edits.why_not_connect(graph, n.id, node.id, port) is None
            ),
            2,
        )
    )
    if len(others) == 1:
        fixes = (
            Fix(
                Text(N_("Connect {source}"), source=others[0].id),
                partial(edits.connect, source=others[0].id, target=node.id, port=port),
            ),
        )
    elif not graph.entrances:
        fixes = (add_input_fix(node.id, port),)
    if isinstance(node.layer, MergingLayer) and len(graph.wires_into[node.id]) >= 2:
        label = Text(N_("Remove the inputs without a wire"))
        fixes = (*fixes, Fix(label, partial(_remove_open_inputs, node_id=node.id)))
    return Problem(node.id, text, fixes)


def add_input_fix(target: str = "", port: int = 0) -> Fix:
    """Return the fix that adds an Input, wired to a port of ``target`` where there is one."""
    return Fix(Text(N_("Add an Input")), partial(_add_input, target=target, port=port))


def shape_fixes(
    project: Project, node: Node, sources: tuple[str, ...], shapes: tuple[Shape, ...]
) -> tuple[Fix, ...]:
    """Return what would make the shapes that arrive at a node fit."""
    wires = project.graph.wires_into[node.id]
    if isinstance(node.layer, Dense) and len(shapes[0]) != 1:
        return (Fix(Text(N_("Insert Flatten")), partial(_insert_flatten, wire=wires[0])),)
    if len(shapes) == 1:
        tokens = project.data.signature.tokens
        fed = isinstance(project.graph.by_id[sources[0]].layer, Input)
        looked_up = ((*shapes[0], UNITS_OF_NEW),)
        if tokens and fed:
            redraw = redraw_fix(project)
            known = (embedding_fix(wires[0], tokens),) if _fit(node.layer, looked_up) else ()
            return known or ((redraw,) if redraw else ())
    if isinstance(node.layer, WindowedLayer) and (found := _window_fixes(node, shapes)):
        return found
    if len(shapes) == 1:
        return _reshape_fixes(node, wires[0], shapes[0])
    flat = tuple((size_of(shape),) for shape in shapes)
    if len({len(shape) for shape in shapes}) > 1 and _fit(node.layer, flat):
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
        if size_of(wanted) == count and _fit(node.layer, (wanted,)):
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
        if not _fit(node.layer, tuple((*shape[:-1], width) for shape in shapes)):
            continue
        others = dict.fromkeys(s for s, w in zip(sources, widths, strict=True) if w != width)
        found = [width_fixes(project.graph.by_id[source], width) for source in others]
        if all(found):
            label = Text(N_("Set {node} to {value}"), node=", ".join(others), value=width)
            edits_of_all = tuple(each[0].edit for each in found)
            fixes.append(Fix(label, partial(_in_turn, steps=edits_of_all)))
    return tuple(fixes[:2])


def _fit(layer: Layer, shapes: tuple[Shape, ...]) -> bool:
    try:
        layer.output_shape(*shapes)
    except ShapeError:
        return False
    return True


def _in_turn(project: Project, steps: tuple[Callable[[Project], Project], ...]) -> Project:
    for step in steps:
        project = step(project)
    return project


def _window_fixes(node: Node, shapes: tuple[Shape, ...]) -> tuple[Fix, ...]:
    """Return the changes of one setting with which a layer with a window takes the shapes."""
    changes: tuple[tuple[str, str, Any], ...] = (
        (N_("Set padding to same"), "padding", "same"),
        (N_("Set groups to 1"), "groups", 1),
    )
    return tuple(
        Fix(Text(label), partial(edits.set_values, node_id=node.id, **{key: value}))
        for label, key, value in changes
        if key in type(node.layer).params() and _fit(node.layer.with_values(**{key: value}), shapes)
    )


def width_fixes(node: Node, width: int) -> tuple[Fix, ...]:
    """Return the fix that makes a layer give ``width`` outputs, where that is one of its settings."""
    for key in ("units", "filters"):
        info = type(node.layer).params().get(key)
        if info is not None and width <= (info.high or math.inf):
            label = Text(N_("Set {node} to {value}"), node=node.id, value=width)
            changes: dict[str, Any] = {key: width}
            return (Fix(label, partial(edits.set_values, node_id=node.id, **changes)),)
    return ()


def _insert_flatten(project: Project, wire: Wire) -> Project:
    node = project.graph.by_id[wire.target]
    return edits.insert_on_wire(project, wire, Flatten(), node.x - 120.0, node.y + 90.0)[0]


def _insert_all_flattens(project: Project, wires: tuple[Wire, ...]) -> Project:
    for place, wire in enumerate(wires):
        node = project.graph.by_id[wire.target]
        y = node.y + 90.0 * (place + 1)
        project = edits.insert_on_wire(project, wire, Flatten(), node.x - 120.0, y)[0]
    return project


def _remove_open_inputs(project: Project, node_id: str) -> Project:
    """Give a merging layer as many inputs as wires, which keep their order."""
    wires = project.graph.wires_into[node_id]
    sources = [wires[port].source for port in sorted(wires)]
    project = edits.disconnect(project, wires.values())
    project = edits.set_values(project, node_id, count=len(sources))
    for port, source in enumerate(sources):
        project = edits.connect(project, source, node_id, port)
    return project


def _add_input(project: Project, target: str, port: int = 0) -> Project:
    node = project.graph.by_id.get(target)
    x, y = (node.x - 240.0, node.y) if node else (0.0, 0.0)
    project, node_id = edits.add_node(project, Input(), x, y)
    return edits.connect(project, node_id, target, port) if node else project
