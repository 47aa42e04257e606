"""Problems of the network as a whole: its end, and what loss and target expect of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.core.shapes import Shape, shape_text
from nnstudio.core.text import N_, Text
from nnstudio.graph import edits
from nnstudio.graph.learning_warnings import learning_warnings
from nnstudio.graph.node_problems import width_fixes
from nnstudio.graph.problem import Fix, Problem
from nnstudio.graph.project import Node, Project
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.losses.base import Loss
from nnstudio.losses.binary_crossentropy import BinaryCrossentropy
from nnstudio.losses.categorical_crossentropy import CategoricalCrossentropy
from nnstudio.losses.mean_squared_error import MeanSquaredError

Shapes = Mapping[str, Shape | None]
"""The output shape of each node; None where it cannot be told."""


def find_output(project: Project, shapes: Shapes) -> tuple[str, list[Problem]]:
    """Return the node whose output is compared with the target, and what is wrong with it.

    The id is empty where there is not just one such node.
    """
    graph = project.graph
    inputs = [n for n in graph.nodes if isinstance(n.layer, Input)]
    ends = [n for n in graph.nodes if not graph.wires_from[n.id]]
    if len(inputs) > 1:
        text = Text(
            N_("There are {count} Input layers, but the data has one input. Delete all but one."),
            count=len(inputs),
        )
        return "", [Problem(inputs[-1].id, text)]
    if len(ends) > 1:
        # A stray node already says what it lacks; the ends that are reached from the data compete.
        fed = [n for n in ends if shapes[n.id] is not None]
        if len(fed) > 1:
            text = Text(
                N_(
                    "The network ends in {ends}, but there is one target. Delete what is not "
                    "needed, or join the branches with Add."
                ),
                ends=", ".join(n.id for n in fed),
            )
            return "", [Problem(fed[-1].id, text)]
        return "", []
    end = ends[0]
    if isinstance(end.layer, Input):
        text = Text(N_("Nothing follows the Input. Connect a layer to it."))
        return "", [Problem(end.id, text)]
    shape = shapes[end.id]
    if shape is None:
        return "", []
    return end.id, _output_problems(project, end, shape)


def _output_problems(project: Project, end: Node, shape: Shape) -> list[Problem]:
    if len(shape) != 1:
        text = Text(
            N_(
                "{node} gives {got}, but the output must be one row of numbers. Add Flatten, Dense."
            ),
            node=end.id,
            got=shape_text(shape),
        )
        return [Problem(end.id, text, (Fix(Text(N_("Add Flatten and Dense")), _add_head),))]
    signature = project.data.signature
    if not signature.input_shape:
        return []
    classes = len(signature.classes)
    loss = project.training.loss
    if signature.task == "classification":
        allowed = (1, 2) if classes == 2 else (classes,)
        if loss.name == "categorical_crossentropy" and classes == 2:
            allowed = (2,) if shape[0] != 1 else (1, 2)
    else:
        allowed = (signature.targets,)
    if shape[0] not in allowed:
        text = Text(
            N_("{node} has {got} outputs, but the target has {expected}. Set its units."),
            node=end.id,
            got=shape[0],
            expected=" / ".join(str(n) for n in allowed),
        )
        return [Problem(end.id, text, width_fixes(end, allowed[-1]))]
    problems = _loss_problems(end, shape, loss, project)
    return problems + learning_warnings(project, end)


def _two_classes_fix(end: Node) -> tuple[Fix, ...]:
    if not isinstance(end.layer, Dense):
        return ()
    label = Text(N_("Set {node} to {value}"), node=end.id, value="2 · softmax")
    edit = partial(edits.set_values, node_id=end.id, units=2, activation="softmax")
    return (Fix(label, edit),)


def _loss_problems(end: Node, shape: Shape, loss: Loss, project: Project) -> list[Problem]:
    activation = end.layer.activation if isinstance(end.layer, ActivatedLayer) else "linear"
    task = project.data.signature.task
    if loss.activation and task == "regression":
        text = Text(
            N_("{loss} compares classes, but the target is a number. Use a squared error."),
            loss=Text(loss.label),
        )
        return [Problem(end.id, text, (_loss_fix(MeanSquaredError()),))]
    if loss.activation == "softmax" and shape[0] == 1:
        text = Text(
            N_("{loss} needs an output for each class, got 1. Use binary cross-entropy."),
            loss=Text(loss.label),
        )
        fixes = (_binary_fix(end), *_two_classes_fix(end))
        return [Problem(end.id, text, fixes)]
    if loss.activation and loss.activation != activation:
        text = Text(
            N_("{loss} needs {expected} at the output, but {node} has {got}."),
            loss=Text(loss.label),
            expected=loss.activation,
            node=end.id,
            got=activation,
        )
        fixes = (_activation_fix(end, loss.activation),)
        if activation == "softmax" and shape[0] > 1:
            fixes += (_loss_fix(CategoricalCrossentropy()),)
        elif activation == "sigmoid":
            fixes += (_loss_fix(BinaryCrossentropy()),)
        else:
            fixes += (_loss_fix(MeanSquaredError()),)
        return [Problem(end.id, text, fixes)]
    if activation == "softmax" and shape[0] == 1:
        text = Text(
            N_("Softmax over one output is always 1, so {node} cannot learn. Use sigmoid."),
            node=end.id,
        )
        return [Problem(end.id, text, (_activation_fix(end, "sigmoid"),))]
    return []


def _loss_fix(loss: Loss) -> Fix:
    label = Text(N_("Use the loss {loss}"), loss=Text(loss.label))
    return Fix(label, partial(edits.set_loss, loss=loss))


def _binary_fix(end: Node) -> Fix:
    fix = _activation_fix(end, "sigmoid")
    loss = BinaryCrossentropy()
    label = Text(N_("Use the loss {loss}"), loss=Text(loss.label))
    return Fix(label, lambda p: edits.set_loss(fix.edit(p), loss))


def _activation_fix(end: Node, activation: str) -> Fix:
    label = Text(N_("Set {node} to {value}"), node=end.id, value=activation)
    if isinstance(end.layer, ActivatedLayer):
        return Fix(label, partial(edits.set_values, node_id=end.id, activation=activation))

    def append(project: Project) -> Project:
        layer, last = ActivationLayer(activation=activation), project.graph.by_id[end.id]
        project, node_id = edits.add_node(project, layer, last.x + 240.0, last.y)
        return edits.connect(project, end.id, node_id)

    return Fix(Text(N_("Add {value} after {node}"), node=end.id, value=activation), append)


def _add_head(project: Project) -> Project:
    end = next(n for n in project.graph.nodes if not project.graph.wires_from[n.id])
    signature = project.data.signature
    units = len(signature.classes) or signature.targets
    activation = "softmax" if signature.classes else "linear"
    project, flat = edits.add_node(project, Flatten(), end.x + 240.0, end.y)
    project = edits.connect(project, end.id, flat)
    head = Dense(units=units, activation=activation)
    project, dense = edits.add_node(project, head, end.x + 480.0, end.y)
    return edits.connect(project, flat, dense)
