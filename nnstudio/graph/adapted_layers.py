"""New layers with settings that suit the place where they go."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from nnstudio.core.convolution_layer import ConvolutionLayer
from nnstudio.core.layer import Layer
from nnstudio.core.merging import MergingLayer
from nnstudio.core.shapes import Shape, shape_text
from nnstudio.graph.analysis import Analysis
from nnstudio.graph.output_point import OutputPoint
from nnstudio.graph.output_targets import everything, mark_ends, targets_for
from nnstudio.graph.project import Node
from nnstudio.graph.rewiring import carried_over
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.embedding import Embedding
from nnstudio.layers.multi_head_attention import MultiHeadAttention
from nnstudio.layers.output import Output
from nnstudio.layers.permute import Permute
from nnstudio.layers.reshape import Reshape

_FEWEST_UNITS, _MOST_UNITS = 8, 128
_MOST_FILTERS = 256


def adapted(
    layer: Layer,
    analysis: Analysis,
    sources: Sequence[str],
    arriving: Sequence[Shape] | None,
    replaced: Node | None,
) -> Layer:
    """Return a layer with settings that suit what arrives, or like those of the one it replaces."""
    values: dict[str, Any] = {}
    if isinstance(layer, MergingLayer) and len(sources) > 1:
        values["count"] = min(len(sources), int(type(layer).params()["count"].high or 2))
    if isinstance(layer, Embedding) and analysis.project.data.signature.tokens:
        values["vocabulary"] = analysis.project.data.signature.tokens
    if isinstance(layer, Output) and sources:
        return _mark(analysis, sources[-1])
    if replaced is None:
        values |= _fitting(layer, arriving[-1] if arriving else ())
    if values:
        layer = _with(layer, values)
    if replaced is None or isinstance(layer, ActivationLayer):
        return layer
    return carried_over(replaced.layer, layer)


def head_for(analysis: Analysis, source: str, shape: Shape | None) -> Layer | None:
    """Return the last layer that the data asks for behind a node, None where none alone would do."""
    project = analysis.project
    signature = project.data.signature
    if not signature.input_shape or not shape:
        return None
    numbers, targets = everything(project)
    if len(signature.all_targets) > 1:
        shapes = {i: report.shape for i, report in analysis.reports.items()}
        ((_, name),) = targets_for(project, [project.graph.by_id[source]], shapes)
        numbers = (0,)
        targets = tuple(t for t in signature.all_targets if t.name == name) or targets
    loss = project.training.loss
    wanted = OutputPoint(source, source, loss, 1.0, numbers, targets).shapes
    if not wanted or len(wanted[-1]) != len(shape) or wanted[-1][:-1] != shape[:-1]:
        return None
    width = wanted[-1][-1]
    if targets[0].task == "regression":
        activation = "linear"
    elif loss.activation == "sigmoid" and len(wanted) > 1:
        width, activation = 1, "sigmoid"
    else:
        activation = loss.activation or "softmax"
    if len(shape) == 3:
        return Conv2D(filters=width, activation=activation)
    return Dense(units=width, activation=activation)


def _fitting(layer: Layer, shape: Shape) -> dict[str, Any]:
    """Return settings that a hidden layer would be given for a shape that arrives."""
    if isinstance(layer, Dense):
        return {"units": _units(shape[-1] if shape else _MOST_UNITS), "activation": "relu"}
    if isinstance(layer, ConvolutionLayer):
        channels = shape[-1] if len(shape) > 1 else 0
        filters = max(layer.filters, min(2 * channels, _MOST_FILTERS))
        return {"filters": filters, "activation": "relu"}
    if isinstance(layer, MultiHeadAttention) and len(shape) == 2:
        return {"heads": math.gcd(shape[-1], layer.heads)}
    if isinstance(layer, Reshape) and shape:
        return {"shape": shape_text(_other_form(shape))}
    if isinstance(layer, Permute) and len(shape) == 3:
        return {"order_of_axes": "3, 1, 2"}
    return {}


def _units(inputs: int) -> int:
    """Return the power of two next to a number of inputs, within reason."""
    return min(max(1 << math.ceil(math.log2(max(inputs, 1))), _FEWEST_UNITS), _MOST_UNITS)


def _other_form(shape: Shape) -> Shape:
    """Return another shape for the same numbers: a picture, a sequence."""
    if len(shape) == 1:
        side = math.isqrt(shape[0])
        return (side, side, 1) if side * side == shape[0] else (shape[0], 1)
    if len(shape) == 2:
        return (*shape, 1)
    return (shape[0], math.prod(shape[1:]))


def _mark(analysis: Analysis, source: str) -> Layer:
    """Return an Output for what the node behind which it goes can be compared with."""
    project = analysis.project
    shapes = {node_id: report.shape for node_id, report in analysis.reports.items()}
    chosen = targets_for(project, [project.graph.by_id[source]], shapes)
    return mark_ends(project, chosen).graph.nodes[-1].layer


def _with(layer: Layer, values: dict[str, Any]) -> Layer:
    changed = layer.with_values(**values)
    assert isinstance(changed, Layer)
    return changed
