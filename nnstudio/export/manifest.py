"""What is said beside exported weights: the layers, how samples are prepared, what answers mean."""

from __future__ import annotations

import json
from dataclasses import replace

from nnstudio.data.importing import reader_of
from nnstudio.engine.plan import Plan, PlannedNode
from nnstudio.engine.planned_output import PlannedOutput
from nnstudio.export.base import ExportJob
from nnstudio.graph.data_codec import columns_to_list
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.project import Project


def manifest(plan: Plan, data: DataPlan) -> dict[str, object]:
    """Return as JSON values what a program needs to know to use the weights.

    The layers in the order in which they are computed (``id``, ``type``, the settings, ``inputs``,
    and where they take or share something ``columns`` and ``weights_of``), which of them is the
    ``output``, the ``classes``, and the ``preprocessing``: a network reads ``(x - shift) * scale``
    as float32, shaped ``input_shape``, a missing number being its feature's ``fill`` first; with
    ``padded`` set, steps of nothing but zeros stay zeros. Where samples come from a file,
    ``reader`` and ``columns`` say how: categories in the order of their numbers, and of a text the
    vocabulary behind token 0, padding, and 1, unknown. ``outputs`` names all of them; one with a
    ``scale`` answers ``y / scale + shift`` in the units of the data.
    """
    signature = data.signature
    return {
        "layers": [_layer(node) for node in plan.nodes],
        "output": plan.output,
        "outputs": [_output(output) for output in plan.outputs],
        "task": plan.task,
        "loss": plan.loss.name,
        "classes": list(signature.classes),
        "preprocessing": _preprocessing(data),
    }


def readable(job: ExportJob) -> str:
    """Return what a person reads of a file of arrays: their names and shapes, and the manifest."""
    arrays = [
        f"{node}/{name}  {value.shape}" for (node, name), value in sorted(job.weights.items())
    ]
    described = json.dumps(manifest(job.plan, job.data), ensure_ascii=False, indent=2)
    return "\n".join([*arrays, "", described])


def without_data(project: Project) -> Project:
    """Return the project without its samples and without where they lie on this computer."""
    data = replace(project.data, source=DataSource(), left_out=(), relabelled=(), added=())
    return replace(project, data=data, notes="")


def _preprocessing(data: DataPlan) -> dict[str, object]:
    """Return how a sample becomes what the network reads, from the file on."""
    signature, source = data.signature, data.source
    found: dict[str, object] = {
        "raw_shape": list(signature.raw_shape),
        "input_shape": list(signature.input_shape),
        "shift": list(data.shift),
        "scale": list(data.scale),
    }
    if signature.features:
        found["features"] = list(signature.features)
    if signature.padded:
        found["padded"] = True
    if data.fill:
        found["fill"] = list(data.fill)
    if signature.tokens:
        found["tokens"] = signature.tokens
    if reader_of(source):
        found["reader"] = {"kind": reader_of(source), "options": dict(source.options)}
        found["columns"] = columns_to_list(source.columns)
    return found


def _layer(node: PlannedNode) -> dict[str, object]:
    shape = list(node.shape)
    found: dict[str, object] = {"id": node.id, "type": node.layer.name, **node.layer.values()}
    if node.columns is not None:
        found["columns"] = list(node.columns)
    if node.shares:
        found["weights_of"] = node.shares
    return {**found, "inputs": list(node.sources), "output_shape": shape}


def _output(output: PlannedOutput) -> dict[str, object]:
    found: dict[str, object] = {"name": output.name, "layer": output.node, "task": output.task}
    if output.scale:
        found |= {"shift": list(output.shift), "scale": list(output.scale)}
    return {**found, "loss": output.loss.name}
