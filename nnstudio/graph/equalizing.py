"""Branches of unequal sizes made equal where they come together."""

from __future__ import annotations

from functools import partial

from nnstudio.core.errors import ValueRangeError
from nnstudio.core.layer import Layer
from nnstudio.core.shapes import Shape, size_of
from nnstudio.core.text import N_, Text
from nnstudio.graph import edits
from nnstudio.graph.problem import Fix
from nnstudio.graph.project import Node, Project, Wire
from nnstudio.graph.setting_fixes import fits
from nnstudio.layers.concatenate import Concatenate
from nnstudio.layers.conv1d import Conv1D
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.zero_pad1d import ZeroPad1D
from nnstudio.layers.zero_pad2d import ZeroPad2D


def equalizing_fixes(project: Project, node: Node, shapes: tuple[Shape, ...]) -> tuple[Fix, ...]:
    """Return the fix that puts layers into the wires of a merging layer so that all are of a size.

    Smaller pictures and sequences get a border of zeros; where the last sizes differ, a layer
    with weights of its own gives as many as the largest has.
    """
    wires = project.graph.wires_into[node.id]
    try:
        chains = _chains(node.layer, shapes)
    except ValueRangeError:
        return ()  # larger than a layer can be
    after = []
    for shape, chain in zip(shapes, chains, strict=True):
        for layer in chain:
            shape = layer.output_shape(shape)
        after.append(shape)
    if not fits(node.layer, tuple(after)):
        return ()
    changes = tuple((wires[i], chain) for i, chain in enumerate(chains) if chain)
    return (Fix(Text(N_("Make the sizes equal")), partial(_insert, changes=changes)),)


def _chains(layer: Layer, shapes: tuple[Shape, ...]) -> list[list[Layer]]:
    """Return for each input the layers that bring it to the common shape."""
    if len({len(shape) for shape in shapes}) > 1:
        widest = max(size_of(shape) for shape in shapes)
        return [
            [
                *([Flatten()] if len(s) > 1 else []),
                *(_widened((), widest) if size_of(s) != widest else []),
            ]
            for s in shapes
        ]
    common = tuple(max(sizes) for sizes in zip(*shapes, strict=True))
    free = -1
    if isinstance(layer, Concatenate):
        free = layer.axis_of(len(common))
    chains = []
    for shape in shapes:
        goal = tuple(
            n if i == free else m for i, (n, m) in enumerate(zip(shape, common, strict=True))
        )
        chain = _padded(shape, goal)
        if shape[-1] != goal[-1]:
            chain += _widened(goal[:-1], goal[-1])
        chains.append(chain)
    return chains


def _padded(shape: Shape, goal: Shape) -> list[Layer]:
    missing = [(m - n) for n, m in zip(shape[:-1], goal[:-1], strict=True)]
    both = [(m // 2, m - m // 2) for m in missing]
    if not any(missing):
        return []
    return (
        [ZeroPad1D(steps=both[0])] if len(both) == 1 else [ZeroPad2D(rows=both[0], columns=both[1])]
    )


def _widened(places: Shape, width: int) -> list[Layer]:
    """Return the layer that gives ``width`` numbers at each place."""
    if len(places) == 1:
        return [Conv1D(filters=width, kernel_size=1)]
    if len(places) == 2:
        return [Conv2D(filters=width, kernel_size=(1, 1))]
    return [Dense(units=width)]


def _insert(project: Project, changes: tuple[tuple[Wire, list[Layer]], ...]) -> Project:
    for place, (wire, chain) in enumerate(changes):
        node = project.graph.by_id[wire.target]
        for step, layer in enumerate(chain):
            wire = project.graph.wires_into[wire.target][wire.port]
            x, y = node.x - 240.0 + 120.0 * step, node.y + 90.0 * (place + 1)
            project, _ = edits.insert_on_wire(project, wire, layer, x, y)
    return project
