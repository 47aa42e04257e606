"""Which part of a sample can have an influence on one number of a feature map."""

from __future__ import annotations

from typing import TypeAlias

from nnstudio.core.windowed import WindowedLayer
from nnstudio.engine.plan import Plan, PlannedNode
from nnstudio.layers.conv2d_transpose import Conv2DTranspose
from nnstudio.layers.up_sampling1d import UpSampling1D
from nnstudio.layers.up_sampling2d import UpSampling2D
from nnstudio.layers.zero_pad2d import ZeroPad2D

Field: TypeAlias = tuple[int, int, int, int]
"""First row, first column, last row and last column."""

_PLACES_KEPT = ("activation", "normalisation", "regularisation", "merge")


def receptive_field(plan: Plan, node_id: str, row: int, column: int) -> Field | None:
    """Return the part of the input sample that a number of a map depends on.

    A sequence has one row. It lies within the sample; None where the way back to the input leads
    through a layer that mixes all places, or through nothing.
    """
    shapes = {node.id: node.shape for node in plan.nodes}
    if len(shapes[node_id]) not in (2, 3):
        return None
    fields: dict[str, Field] = {node_id: (row, column, row, column)}
    found: Field | None = None
    for node in reversed(plan.nodes):
        if node.id not in fields:
            continue
        if not node.sources:
            found = _union(found, _clipped(fields[node.id], node.shape))
            continue
        before = _one_back(node, fields[node.id])
        if before is None:
            return None
        for source, shape in zip(node.sources, node.input_shapes, strict=True):
            if len(shape) != len(node.shape):
                return None
            fields[source] = _union(fields.get(source), _clipped(before, shape))
    return found


def _one_back(node: PlannedNode, field: Field) -> Field | None:
    """Return what a part of a layer's output depends on in its input; it may lie beyond it."""
    layer = node.layer
    if layer.category in _PLACES_KEPT:
        return field
    flat = len(node.shape) == 2
    if isinstance(layer, UpSampling1D | UpSampling2D):
        height, width = (1, layer.size) if isinstance(layer, UpSampling1D) else layer.size
        # Blended pixels look one further on each side.
        more = 1 if getattr(layer, "interpolation", "") == "bilinear" else 0
        top, left, bottom, right = field
        down = (0, 0) if flat else (more, more)
        return (
            top // height - down[0],
            left // width - more,
            bottom // height + down[1],
            right // width + more,
        )
    if isinstance(layer, ZeroPad2D):
        above, before = layer.rows[0], layer.columns[0]
        return field[0] - above, field[1] - before, field[2] - above, field[3] - before
    if not isinstance(layer, WindowedLayer):
        return None
    window = layer.window
    transposed = isinstance(layer, Conv2DTranspose)
    sizes = node.shape[:-1] if transposed else node.input_shapes[0][:-1]
    borders, starts = window.borders(sizes), field[1:2] if flat else field[:2]
    ends = field[3:4] if flat else field[2:]
    spans: list[tuple[int, int]] = []
    for (border, _), stride, reach, first, last in zip(
        borders, window.strides, window.extent, starts, ends, strict=True
    ):
        if transposed:
            low = -((reach - 1 - first - border) // stride)
            spans.append((low, (last + border) // stride))
        else:
            spans.append((first * stride - border, last * stride - border + reach - 1))
    if flat:
        spans.insert(0, (0, 0))
    return spans[0][0], spans[1][0], spans[0][1], spans[1][1]


def _clipped(field: Field, shape: tuple[int, ...]) -> Field:
    height, width = (1, shape[0]) if len(shape) == 2 else shape[:2]
    top, left, bottom, right = field
    return max(top, 0), max(left, 0), min(bottom, height - 1), min(right, width - 1)


def _union(one: Field | None, other: Field) -> Field:
    if one is None:
        return other
    tops, ends = zip(one[:2], other[:2], strict=True), zip(one[2:], other[2:], strict=True)
    (top, left), (bottom, right) = map(min, tops), map(max, ends)
    return top, left, bottom, right
