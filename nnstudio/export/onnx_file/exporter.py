"""The network as an ONNX file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from nnstudio.core.settings import param
from nnstudio.core.text import N_, Text
from nnstudio.engine.plan import Plan
from nnstudio.export.base import Exporter, ExportJob, ExportOptions
from nnstudio.export.manifest import manifest, without_data
from nnstudio.export.onnx_file import (  # noqa: F401 - each file adds its layers to the writers
    layers_attention,
    layers_core,
    layers_merge,
    layers_recurrent,
    layers_windowed,
)
from nnstudio.export.onnx_file.activations import ACTIVATIONS
from nnstudio.export.onnx_file.builder import Builder
from nnstudio.export.onnx_file.model_file import OPSET, Port, model_bytes
from nnstudio.export.onnx_file.operator import Op
from nnstudio.export.onnx_file.preparation import in_own_units, prepared
from nnstudio.export.onnx_file.words import writers
from nnstudio.graph.codec import project_to_dict
from nnstudio.layers.input import Input

SAMPLES = "samples"
"""What the graph calls its input."""
MANIFEST, PROJECT = "manifest", "nnstudio"
"""Entries of the metadata."""


@dataclass(frozen=True)
class OnnxOptions(ExportOptions):
    """What can be chosen for ONNX."""

    name = "onnx"
    label = N_("ONNX")

    preprocessing: bool = param(
        False,
        label=N_("In the units of the data"),
        help=N_(
            "The graph scales samples itself and answers in the units of the data; otherwise "
            "whoever uses it prepares the samples, as its metadata says."
        ),
    )


class OnnxExporter(Exporter):
    """Writes an .onnx file of opset 18, checked by ONNX's own checker.

    ``samples``, float32 ``(batch, *input_shape)``, channels last and with any number of them in a
    batch, is the input, ``(batch, *raw_shape)`` where the graph prepares them; each output is called after its Output node or its layer. Weights are
    called ``<node>/<weight>``; operators that turn axes are there only where they are needed.

    The metadata has ``classes`` (a JSON list), ``manifest`` (see `nnstudio.export.manifest`),
    ``preprocessing`` (``inside`` or ``outside``) and ``nnstudio``, the drawing without data.
    """

    name = "onnx"
    label = N_("ONNX (.onnx)")
    summary = N_(
        "The whole network for ONNX Runtime, browsers, telephones and Netron: opset 18, any "
        "number of samples at once."
    )
    suffix = ".onnx"
    order = 2
    Options = OnnxOptions

    def missing(self, plan: Plan) -> tuple[tuple[str, Text], ...]:
        return writers.missing(_without_inputs(plan), "ONNX", ACTIVATIONS)

    def files(self, job: ExportJob) -> dict[str, bytes]:
        g, inputs, outputs = _graph(job)
        doc = "Made with NNStudio. Samples are float32, channels last."
        name = job.project.name or job.stem
        return {self.suffix: model_bytes(name, g, inputs, outputs, _metadata(job), doc)}

    def preview(self, job: ExportJob, contents: Mapping[str, bytes]) -> dict[str, str]:
        g, inputs, outputs = _graph(job)
        lines = [f"opset {OPSET}"]
        lines += [f"input {port.name}: float32 {_shape(port)}" for port in inputs]
        lines += [f"output {port.name}: float32 {_shape(port)}" for port in outputs]
        lines.append("")
        for op in g.ops:
            made, read = ", ".join(op.outputs), ", ".join(op.inputs)
            lines.append(f"{made} = {op.kind}({read})")
        return {self.suffix: "\n".join(lines)}


def _without_inputs(plan: Plan) -> Plan:
    nodes = tuple(node for node in plan.nodes if not isinstance(node.layer, Input))
    return replace(plan, nodes=nodes)


def _shape(port: Port) -> str:
    return f"({', '.join(str(size or 'batch') for size in port.shape)})"


def _graph(job: ExportJob) -> tuple[Builder, list[Port], list[Port]]:
    g, plan = Builder(job.weights), job.plan
    inside = isinstance(job.options, OnnxOptions) and job.options.preprocessing
    taken = SAMPLES in {*(node.id for node in plan.nodes), *(o.name for o in plan.outputs)}
    entrance = f"{SAMPLES}/given" if taken else SAMPLES
    samples, shape = entrance, plan.input_shape
    if inside:
        shape = job.data.signature.raw_shape or shape
        g.part("preparation")
        samples = prepared(g, job.data, entrance, shape)
    for node in plan.nodes:
        g.begin(node)
        if node.columns is not None:
            g.done(g.op("Gather", samples, g.whole(*node.columns), axis=1))
        elif isinstance(node.layer, Input):
            g.put(node, samples)
        else:
            writers.of(node.layer)(g, node.layer)
    ports = []
    for output in plan.outputs:
        y = g.result(output.node)
        if inside and output.scale:
            g.part(f"{output.name}/own_units")
            y = in_own_units(g, output, y)
        ports.append(Port(_as_output(g, y, output.name), (0, *output.shape)))
    return g, [Port(entrance, (0, *shape))], ports


def _as_output(g: Builder, tensor: str, name: str) -> str:
    """Return the tensor under the name of an output, as far as that is free."""
    if tensor == name:
        return name
    free = name if name not in g.shapes else f"{name}/output"
    g.ops.append(Op("Identity", (tensor,), (free,)))
    return free


def _metadata(job: ExportJob) -> dict[str, str]:
    inside = isinstance(job.options, OnnxOptions) and job.options.preprocessing
    entries = {
        "classes": list(job.data.signature.classes),
        MANIFEST: manifest(job.plan, job.data),
        PROJECT: project_to_dict(without_data(job.project)),
    }
    found = {key: json.dumps(value, ensure_ascii=False) for key, value in entries.items()}
    return {**found, "preprocessing": "inside" if inside else "outside"}
