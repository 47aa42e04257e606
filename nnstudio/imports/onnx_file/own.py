"""ONNX files that NNStudio wrote, which come back exactly as they were drawn."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.recurrent import Recurrent
from nnstudio.engine.plan import Plan, PlannedNode, make_plan
from nnstudio.engine.weights import WeightKey
from nnstudio.export.onnx_file import OnnxExporter, OnnxOptions
from nnstudio.export.onnx_file.exporter import PROJECT
from nnstudio.export.onnx_file.weight_forms import (
    from_convolution_form,
    from_depthwise_form,
    from_recurrent_forms,
    from_transposed_form,
)
from nnstudio.graph.analysis import analyze
from nnstudio.graph.codec import project_from_dict
from nnstudio.graph.project import Project
from nnstudio.imports.base import as_kept
from nnstudio.imports.onnx_file.model import FileModel, model_from
from nnstudio.layers.conv1d import Conv1D
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.conv2d_transpose import Conv2DTranspose
from nnstudio.layers.depthwise_conv2d import DepthwiseConv2D


def read_own(model: FileModel) -> tuple[Project, dict[WeightKey, Array]] | None:
    """Return drawing and weights of a file of NNStudio's own, None where it is none.

    The drawing that such a file tells is believed only if writing it gives the same operators and
    numbers: another program may have changed them.
    """
    if PROJECT not in model.metadata:
        return None
    try:
        project = project_from_dict(json.loads(model.metadata[PROJECT]))
        plan = make_plan(analyze(project))
        weights = _weights(plan, model.constants)
        inside = model.metadata.get("preprocessing") == "inside"
        target = OnnxExporter()
        job = target.job(project, weights, "network", OnnxOptions(preprocessing=inside))
        again = model_from(target.files(job)[target.suffix], Path("network"))
    except (UserError, ValueError, KeyError, TypeError, RecursionError):
        return None
    same = again.ops == model.ops and [op.signed for op in again.ops] == [
        op.signed for op in model.ops
    ]
    if not same or again.constants.keys() != model.constants.keys():
        return None
    for name, value in again.constants.items():
        if not np.array_equal(value, model.constants[name], equal_nan=value.dtype.kind == "f"):
            return None
    return project, weights


def _weights(plan: Plan, constants: Mapping[str, Array]) -> dict[WeightKey, Array]:
    found: dict[WeightKey, Array] = {}
    for node in plan.nodes:
        if not node.weights:
            continue  # it has none, or uses those of another
        for name, value in _node_weights(node, constants).items():
            found[node.id, name] = as_kept(value)
    return found


def _node_weights(node: PlannedNode, constants: Mapping[str, Array]) -> dict[str, Array]:
    layer = node.layer
    own = {name: f"{node.id}/{name}" for name, _ in node.weights}
    if isinstance(layer, Recurrent) and constants[own["weight"]].ndim == 3:
        forms = {
            name: constants[f"{node.id}/{name}"]
            for name in ("weight", "recurrent_weight", "bias")
            if f"{node.id}/{name}" in constants
        }
        cells = from_recurrent_forms(layer.name, forms)
        return {
            prefix + name: value
            for (prefix, _), cell in zip(layer.readings, cells, strict=True)
            for name, value in cell.items()
        }
    found = {name: constants[tensor] for name, tensor in own.items()}
    if isinstance(layer, Conv1D | Conv2D):
        found["weight"] = from_convolution_form(found["weight"])
    elif isinstance(layer, DepthwiseConv2D):
        found["weight"] = from_depthwise_form(found["weight"], node.input_shapes[0][-1])
    elif isinstance(layer, Conv2DTranspose):
        found["weight"] = from_transposed_form(found["weight"])
    return found
