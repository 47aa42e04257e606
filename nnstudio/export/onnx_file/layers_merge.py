"""Layers in which branches come together."""

from __future__ import annotations

from functools import reduce

from nnstudio.core.merging import MergingLayer
from nnstudio.export.onnx_file.builder import Builder
from nnstudio.export.onnx_file.layout import Layout
from nnstudio.export.onnx_file.words import writers
from nnstudio.layers.add import Add
from nnstudio.layers.average import Average
from nnstudio.layers.concatenate import Concatenate
from nnstudio.layers.maximum import Maximum
from nnstudio.layers.multiply import Multiply
from nnstudio.layers.subtract import Subtract

_PAIRED = {Add: "Add", Multiply: "Mul", Subtract: "Sub"}
"""Operators of two inputs; of more they are written one after the other."""


@writers(Add, Multiply, Subtract)
def paired(g: Builder, layer: Add | Multiply | Subtract) -> None:
    """Write operators of two inputs."""
    layout = _common(g)
    g.done(reduce(lambda a, b: g.op(_PAIRED[type(layer)], a, b), _branches(g, layout)), layout)


@writers(Average, Maximum)
def of_all(g: Builder, layer: MergingLayer) -> None:
    """Write one operator of all inputs."""
    layout = _common(g)
    kind = "Mean" if isinstance(layer, Average) else "Max"
    g.done(g.op(kind, *_branches(g, layout)), layout)


@writers(Concatenate)
def concatenate(g: Builder, layer: Concatenate) -> None:
    """Write a Concat along the axis, wherever it lies."""
    layout, rank = _common(g), len(g.node.shape)
    axis = layout.axes(rank).index(layer.axis_of(rank) + 1)
    g.done(g.op("Concat", *_branches(g, layout), axis=axis), layout)


def _common(g: Builder) -> Layout:
    """Return the order of axes of all branches, or ours where they differ."""
    layouts = {g.layout_of(port) for port in range(len(g.node.sources))}
    return layouts.pop() if len(layouts) == 1 else Layout.LAST


def _branches(g: Builder, layout: Layout) -> list[str]:
    return [g.take(layout, port) for port in range(len(g.node.sources))]
