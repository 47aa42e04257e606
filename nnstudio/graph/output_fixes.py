"""What mends an output: its last layer and its loss made to fit what they are compared with."""

from __future__ import annotations

from functools import partial

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.core.text import N_, Text
from nnstudio.graph import edits
from nnstudio.graph.node_problems import width_fixes
from nnstudio.graph.output_point import OutputPoint
from nnstudio.graph.problem import Fix
from nnstudio.graph.project import Node, Project
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.output import Output
from nnstudio.losses.base import Loss
from nnstudio.losses.binary_crossentropy import BinaryCrossentropy
from nnstudio.losses.categorical_crossentropy import CategoricalCrossentropy
from nnstudio.losses.mean_squared_error import MeanSquaredError


def fit_fix(point: OutputPoint, end: Node) -> Fix | None:
    """Return the fix that has a last layer and its loss fit a target of another kind.

    There is none where one change alone mends it: that one says more.
    """
    layer, loss = end.layer, point.loss
    if not isinstance(layer, Dense):
        return None
    if point.task == "regression":
        suits = "regression" in loss.tasks and not loss.activation
        new_loss: Loss = loss if suits else MeanSquaredError()
        activation = "linear" if layer.activation in ("softmax", "sigmoid") else layer.activation
    else:
        several = point.shapes[-1][-1] > 2
        suits = "classification" in loss.tasks and not (several and loss.activation == "sigmoid")
        # A squared error behind a linear layer is left from numbers that were to be predicted.
        suits = suits and (bool(loss.activation) or layer.activation != "linear")
        new_loss = loss if suits else CategoricalCrossentropy()
        usual = "softmax" if new_loss.activation != "sigmoid" else "sigmoid"
        kept = layer.activation in ("softmax", "sigmoid") and not new_loss.activation
        activation = layer.activation if kept else usual
    units = point.shapes[-1][-1]
    if units == 2 and activation == "sigmoid":
        units = 1
    if not width_fixes(end, units):
        return None
    wanted = layer.with_values(units=units, activation=activation)
    changes = (layer.units != units) + (layer.activation != activation) + (new_loss != loss)
    if changes < 2:
        return None
    label = Text(N_("Fit {node} and the loss to the data"), node=end.id)
    edit = partial(_fit_output, end_id=end.id, layer=wanted, point=point, loss=new_loss)
    return Fix(label, edit)


def loss_fix(point: OutputPoint, loss: Loss) -> Fix:
    """Return the fix that compares an output by another loss."""
    label = Text(N_("Use the loss {loss}"), loss=Text(loss.label))
    return Fix(label, partial(_set_loss, point=point, loss=loss))


def activation_fix(end: Node, activation: str) -> Fix:
    """Return the fix that gives the last layer another activation, or puts one behind it."""
    label = Text(N_("Set {node} to {value}"), node=end.id, value=activation)
    if isinstance(end.layer, ActivatedLayer):
        return Fix(label, partial(edits.set_values, node_id=end.id, activation=activation))

    def append(project: Project) -> Project:
        layer, last = ActivationLayer(activation=activation), project.graph.by_id[end.id]
        marks = [
            w
            for w in project.graph.wires_from[end.id]
            if isinstance(project.graph.by_id[w.target].layer, Output)
        ]
        if marks:
            return edits.insert_on_wire(project, marks[0], layer, last.x + 120.0, last.y + 90.0)[0]
        project, node_id = edits.add_node(project, layer, last.x + 240.0, last.y)
        return edits.connect(project, end.id, node_id)

    return Fix(Text(N_("Add {value} after {node}"), node=end.id, value=activation), append)


def binary_fix(end: Node, point: OutputPoint) -> Fix:
    """Return the fix for an output that is the chance of the second of two classes."""
    fix = activation_fix(end, "sigmoid")
    loss = BinaryCrossentropy()
    label = Text(N_("Use the loss {loss}"), loss=Text(loss.label))
    return Fix(label, lambda p: _set_loss(fix.edit(p), point, loss))


def two_classes_fix(end: Node) -> tuple[Fix, ...]:
    """Return the fix that gives each of two classes an output of its own, where it can be had."""
    if not isinstance(end.layer, Dense):
        return ()
    label = Text(N_("Set {node} to {value}"), node=end.id, value="2 · softmax")
    edit = partial(edits.set_values, node_id=end.id, units=2, activation="softmax")
    return (Fix(label, edit),)


def add_head(project: Project, end_id: str, point: OutputPoint) -> Project:
    """Return the project with Flatten and a Dense layer of the target's size behind its end."""
    end = project.graph.by_id[end_id]
    activation = "softmax" if point.task == "classification" else "linear"
    head = Dense(units=point.shapes[-1][-1], activation=activation)
    if point.name == end_id:
        project, flat = edits.add_node(project, Flatten(), end.x + 240.0, end.y)
        project = edits.connect(project, end.id, flat)
        project, dense = edits.add_node(project, head, end.x + 480.0, end.y)
        return edits.connect(project, flat, dense)
    wire = project.graph.wires_into[point.name][0]
    project, flat = edits.insert_on_wire(project, wire, Flatten(), end.x + 120.0, end.y + 90.0)
    wire = project.graph.wires_into[point.name][0]
    return edits.insert_on_wire(project, wire, head, end.x + 240.0, end.y + 90.0)[0]


def _fit_output(
    project: Project, end_id: str, layer: Dense, point: OutputPoint, loss: Loss
) -> Project:
    project = edits.set_layer(project, end_id, layer)
    return project if loss == point.loss else _set_loss(project, point, loss)


def _set_loss(project: Project, point: OutputPoint, loss: Loss) -> Project:
    mark = project.graph.by_id[point.name]
    if isinstance(mark.layer, Output) and (mark.layer.loss or len(_marks(project)) > 1):
        return edits.set_values(project, mark.id, loss=loss.name)
    return edits.set_loss(project, loss)


def _marks(project: Project) -> list[Node]:
    return [n for n in project.graph.nodes if isinstance(n.layer, Output)]
