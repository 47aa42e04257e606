"""What mends an output: its last layer and its loss made to fit what they are compared with."""

from __future__ import annotations

import math
from functools import partial

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.core.layer import Layer
from nnstudio.core.shapes import Shape, shape_text, size_of
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
from nnstudio.layers.reshape import Reshape
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


def activation_fix(end: Node, activation: str, point: OutputPoint) -> Fix:
    """Return the fix that gives the last layer another activation, or puts one behind it."""
    label = Text(N_("Set {node} to {value}"), node=end.id, value=activation)
    if isinstance(end.layer, ActivatedLayer):
        return Fix(label, partial(edits.set_values, node_id=end.id, activation=activation))
    label = Text(N_("Add {value} after {node}"), node=end.id, value=activation)
    layer = ActivationLayer(activation=activation)
    return Fix(label, partial(_append, end_id=end.id, point=point, layer=layer))


def _append(project: Project, end_id: str, point: OutputPoint, layer: Layer) -> Project:
    """Put a layer between the last layer and what it is compared at."""
    last = project.graph.by_id[end_id]
    if point.name != end_id:
        wire = project.graph.wires_into[point.name][0]
        return edits.insert_on_wire(project, wire, layer, last.x + 120.0, last.y + 90.0)[0]
    project, node_id = edits.add_node(project, layer, last.x + 240.0, last.y)
    return edits.connect(project, end_id, node_id)


def binary_fix(end: Node, point: OutputPoint) -> Fix:
    """Return the fix for an output that is the chance of the second of two classes."""
    fix = activation_fix(end, "sigmoid", point)
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


def head_fix(end: Node, point: OutputPoint, shape: Shape) -> tuple[Fix, ...]:
    """Return the fix that puts layers of the target's size behind the last one.

    There is none where a layer cannot have so many outputs, or the target is not known.

    Parameters
    ----------
    shape
        What the last layer gives.
    """
    if not point.shapes:
        return ()
    wanted = point.shapes[-1]
    usual = "softmax" if point.task == "classification" else "linear"
    activation = point.loss.activation or usual
    if activation == "sigmoid" and wanted[-1] == 2:
        wanted = (*wanted[:-1], 1)
    in_rows = shape[:-1] == wanted[:-1] and len(shape) <= 2
    units = wanted[-1] if in_rows else size_of(wanted)
    if units > (Dense.params()["units"].high or math.inf):
        return ()
    layers: list[Layer] = [] if in_rows or len(shape) == 1 else [Flatten()]
    if in_rows or len(wanted) == 1:
        layers.append(Dense(units=units, activation=activation))
    else:
        layers += [Dense(units=units), Reshape(shape=shape_text(wanted))]
        layers += [ActivationLayer(activation=activation)] if activation != "linear" else []
    said = N_("Add layers that fit the target")
    if isinstance(layers[-1], Dense):
        said = N_("Add Flatten and Dense") if len(layers) > 1 else N_("Add Dense")
    return (Fix(Text(said), partial(_add_layers, end_id=end.id, name=point.name, layers=layers)),)


def dense_fix(end: Node, name: str) -> Fix:
    """Return the fix that puts a Dense layer behind a node, where nothing says how large."""
    layers: list[Layer] = [Dense()]
    edit = partial(_add_layers, end_id=end.id, name=name, layers=layers)
    return Fix(Text(N_("Add Dense")), edit)


def _add_layers(project: Project, end_id: str, name: str, layers: list[Layer]) -> Project:
    end = project.graph.by_id[end_id]
    for place, layer in enumerate(layers, start=1):
        if name == end.id:
            project, added = edits.add_node(project, layer, end.x + 240.0 * place, end.y)
            project = edits.connect(project, end_id, added)
        else:
            wire = project.graph.wires_into[name][0]
            x, y = end.x + 120.0 * place, end.y + 90.0
            project, added = edits.insert_on_wire(project, wire, layer, x, y)
        end_id = added
    return project


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
