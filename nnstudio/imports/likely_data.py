"""What the data of an imported network probably looks like, so that its drawing has shapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.core.shapes import Shape, size_of
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature, Target
from nnstudio.layers.embedding import Embedding
from nnstudio.layers.output import Output
from nnstudio.losses.base import Loss
from nnstudio.losses.binary_crossentropy import BinaryCrossentropy
from nnstudio.losses.categorical_crossentropy import CategoricalCrossentropy
from nnstudio.losses.mean_squared_error import MeanSquaredError


@dataclass(frozen=True)
class End:
    """Where a network ends: the node, and what the file calls that output."""

    node: str
    name: str


def with_likely_data(
    project: Project, shape: Shape, features: Sequence[str], ends: Sequence[End]
) -> Project:
    """Return the project with the signature, the losses and the outputs that fit the drawing.

    The data itself is still to be chosen. What ends in softmax tells classes apart, what ends in a
    single sigmoid two of them, everything else gives numbers.

    Parameters
    ----------
    shape
        The shape of one sample.
    features
        The names of its columns, where Inputs take some of them by name.
    """
    signature = Signature(shape, raw_shape=shape, features=tuple(features), tokens=_tokens(project))
    drawn = replace(project, data=DataPlan(signature=signature))
    reports = analyze(drawn).reports
    found = [_target(drawn, end, reports[end.node].shape) for end in ends]
    if not found:
        return drawn
    first, loss = found[0]
    signature = replace(
        signature,
        task=first.task,
        classes=first.classes,
        targets=max(1, size_of(first.shape)) if first.task == "regression" else 1,
        target_name=first.name if len(found) > 1 else "",
        target_shape=first.shape,
        further=tuple(target for target, _ in found[1:]),
    )
    drawn = edits.set_loss(replace(drawn, data=DataPlan(signature=signature)), loss)
    if len(found) > 1:
        for end, (target, own) in zip(ends, found, strict=True):
            mark = Output(target=target.name, loss=own.name)
            drawn, node_id = edits.add_node(drawn, mark, 0, 0)
            drawn = edits.connect(drawn, end.node, node_id)
    return drawn


def _tokens(project: Project) -> int:
    """Return how many tokens there are, where an Embedding reads the samples as they are."""
    graph = project.graph
    entrances = {node.id for node in graph.entrances}
    read = [graph.by_id[w.target].layer for w in graph.wires if w.source in entrances]
    if not read or not all(isinstance(layer, Embedding) for layer in read):
        return 0
    return min(layer.vocabulary for layer in read if isinstance(layer, Embedding))


def _target(project: Project, end: End, shape: Shape | None) -> tuple[Target, Loss]:
    layer = project.graph.by_id[end.node].layer
    activation = layer.activation if isinstance(layer, ActivatedLayer) else ""
    name = end.name.replace(",", " ").strip()
    if shape is None:
        return Target(name, "regression", (), (1,)), MeanSquaredError()
    if activation == "softmax" and shape[-1] > 1 and len(shape) <= 2:
        classes = tuple(str(number) for number in range(shape[-1]))
        return Target(name, "classification", classes, shape[:-1]), CategoricalCrossentropy()
    if activation == "sigmoid" and shape == (1,):
        return Target(name, "classification", ("0", "1")), BinaryCrossentropy()
    return Target(name, "regression", (), shape), MeanSquaredError()
