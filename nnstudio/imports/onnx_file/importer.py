"""Networks from ONNX files."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.shapes import Shape, size_of
from nnstudio.core.text import N_, Text
from nnstudio.graph.arrange import arrange
from nnstudio.graph.canvas_sizes import CANVAS
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.project import Project
from nnstudio.imports.base import Imported, Importer
from nnstudio.imports.likely_data import End, with_likely_data
from nnstudio.imports.onnx_file import (  # noqa: F401 - each file adds what it reads
    readings_activations,
    readings_attention,
    readings_axes,
    readings_constants,
    readings_layers,
    readings_numbers,
    readings_parts,
    readings_places,
    readings_transposed,
    readings_windows,
)
from nnstudio.imports.onnx_file.entrances import Entrance, entrance
from nnstudio.imports.onnx_file.flowing import Flowing
from nnstudio.imports.onnx_file.model import FileModel, read_model
from nnstudio.imports.onnx_file.own import read_own
from nnstudio.imports.onnx_file.patterns import Patterns, needed
from nnstudio.imports.onnx_file.reader import Reader, UnreadableError
from nnstudio.layers.input import Input
from nnstudio.layers.reshape import Reshape

ANY_BATCH = 1999
"""What stands for the number of samples where a file leaves it open: no size of a layer."""
MOST_COLUMNS = 10_000


class OnnxImporter(Importer):
    """Reads .onnx files: those of NNStudio exactly, others operator by operator.

    Pictures and sequences may lie channels first; here they are channels last, and what enters is
    to be given so.
    """

    name = "onnx"
    label = N_("ONNX")
    suffixes = (".onnx",)
    order = 0

    def read(self, path: Path) -> Imported:
        model = read_model(path)
        own = read_own(model)
        if own is not None:
            project, weights = own
            return Imported(replace(project, name=project.name or path.stem), weights)
        return read_graph(model, path.stem)


def read_graph(model: FileModel, stem: str) -> Imported:
    """Return the network of a graph, operator by operator.

    Raises
    ------
    UserError
        It has nothing that could be drawn.
    """
    if not model.inputs or not model.outputs:
        raise UserError(Text(N_("{name} has no input or no output."), name=stem))
    ends = [port.name for port in model.outputs]
    ops = needed(Patterns(model).simplified(model.ops), ends)
    notes: list[Text] = []
    entrances = [entrance(port, ops, notes) for port in model.inputs]
    batch = entrances[0].batch or ANY_BATCH
    r = Reader(model, ops, batch)
    sample, names = _enter(r, entrances)
    r.read()
    nodes = [(name, _settled(r, name)) for name in ends if name in r.values]
    if not any(node in r.drawing.followed for _, node in nodes):
        text = N_("{name} holds no layer that NNStudio has. {reason}")
        raise UserError(Text(text, name=stem, reason=r.notes[0] if r.notes else ""))
    kept = r.drawing.keep([node for _, node in nodes])
    drawn = Project(model.name or stem, r.drawing.graph())
    outputs = [End(node, name) for (name, _), node in zip(nodes, kept, strict=True)]
    project = with_likely_data(drawn, sample, names, outputs)
    data = _scaled(r, _with_classes(project.data, model.metadata), entrances)
    project = replace(project, data=data)
    return Imported(arrange(project, CANVAS), r.drawing.weights, (*notes, *r.notes))


def _enter(r: Reader, entrances: Sequence[Entrance]) -> tuple[Shape, tuple[str, ...]]:
    """Add the Inputs; return the shape of a sample and the names of its columns."""
    if len(entrances) == 1:
        (only,) = entrances
        node = r.drawing.enter(Input(), only.shape)
        r.values[only.name] = Flowing.of(node, r.batch, only.shape, only.order)
        return only.shape, ()
    names: list[str] = []
    for number, each in enumerate(entrances, start=1):
        count = size_of(each.shape)
        if len(names) + count > MOST_COLUMNS:
            text = N_(
                "The network has {count} inputs with more than {most} numbers together; NNStudio "
                "reads several inputs from the columns of a table."
            )
            raise UserError(Text(text, count=len(entrances), most=MOST_COLUMNS))
        own = [f"input {number} · {i}" for i in range(1, count + 1)]
        names += own
        node = r.drawing.enter(Input(columns=", ".join(own)), (count,))
        if len(each.shape) > 1:
            node = r.drawing.add(Reshape(shape=" ".join(map(str, each.shape))), [node])
        r.values[each.name] = Flowing.of(node, r.batch, each.shape, each.order)
    return (len(names),), tuple(names)


def _settled(r: Reader, name: str) -> str:
    """Return the node of an output, whose axes are left as they lie here where nothing is lost."""
    value = r.values[name]
    rest = [group for group in value.groups if group and 0 not in group]
    if all(len(group) == 1 for group in rest) and value.atoms[1:] == r.drawing.shapes[value.node]:
        return value.node
    order = [axis for axis in range(value.rank) if 0 not in value.groups[axis]]
    try:
        return r.arranged(value, order)
    except UnreadableError:
        return value.node


def _with_classes(data: DataPlan, metadata: Mapping[str, str]) -> DataPlan:
    """Return the data plan with the names of the classes, where the file has as many."""
    try:
        names = json.loads(metadata.get("classes", "[]"))
    except (ValueError, RecursionError):
        return data
    fits = isinstance(names, list) and all(isinstance(name, str) for name in names)
    if not fits or len(set(names)) != len(names) or len(names) != len(data.signature.classes):
        return data
    return replace(data, signature=replace(data.signature, classes=tuple(names)))


def _scaled(r: Reader, data: DataPlan, entrances: Sequence[Entrance]) -> DataPlan:
    """Let the data be scaled as the graph scaled its samples before all else."""
    if not r.scaling or len(entrances) > 1:
        return data
    ((factor, summand),) = r.scaling.values()
    count = entrances[0].shape[-1]
    factors, summands = (np.broadcast_to(v, (count,)) for v in (factor, summand))
    if not np.all(factors):
        return data
    shift, scale = -summands / factors, factors
    if len(set(shift.tolist())) == len(set(scale.tolist())) == 1:
        shift, scale = shift[:1], scale[:1]
    return replace(
        data,
        scaling="standard",
        per_feature=len(shift) > 1,
        shift=tuple(map(float, shift)),
        scale=tuple(map(float, scale)),
    )
