"""Problems of the network as a whole: its ends, and what losses and targets expect of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.core.shapes import Shape, shape_text
from nnstudio.core.text import N_, Text
from nnstudio.graph import edits
from nnstudio.graph.data_problems import redraw_fix
from nnstudio.graph.learning_warnings import learning_warnings
from nnstudio.graph.node_problems import width_fixes
from nnstudio.graph.output_fixes import (
    activation_fix,
    binary_fix,
    dense_fix,
    fit_fix,
    head_fix,
    loss_fix,
    two_classes_fix,
)
from nnstudio.graph.output_point import OutputPoint
from nnstudio.graph.output_targets import (
    chosen_targets,
    compare_with,
    everything,
    mark_ends,
    targets_for,
    targets_that_fit,
    unknown,
)
from nnstudio.graph.problem import Fix, Problem, in_turn
from nnstudio.graph.project import Node, Project
from nnstudio.layers.input import Input
from nnstudio.layers.output import Output
from nnstudio.losses import all_losses
from nnstudio.losses.binary_crossentropy import BinaryCrossentropy
from nnstudio.losses.categorical_crossentropy import CategoricalCrossentropy
from nnstudio.losses.mean_squared_error import MeanSquaredError

Shapes = Mapping[str, Shape | None]
"""The output shape of each node; None where it cannot be told."""


def find_outputs(project: Project, shapes: Shapes) -> tuple[tuple[OutputPoint, ...], list[Problem]]:
    """Return where the network is compared with the data, and what is wrong there.

    There are none where it cannot be told, or where a problem forbids it.
    """
    graph = project.graph
    marks = [n for n in graph.nodes if isinstance(n.layer, Output)]
    ends = [n for n in graph.nodes if not graph.wires_from[n.id] and n not in marks]
    idle = [n for n in ends if isinstance(n.layer, Input)]
    if idle and len(ends) + len(marks) > len(idle):
        points, problems = find_outputs(edits.delete(project, [n.id for n in idle]), shapes)
        return points, [*problems, *(_idle(node) for node in idle)]
    # A stray node already says what it lacks; the ends that are reached from the data compete.
    fed = [n for n in ends if shapes[n.id] is not None]
    if marks:
        return _marked(project, marks, fed, shapes)
    if len(ends) > 1:
        if len(fed) > 1:
            if len(project.data.signature.all_targets) > 1:
                said = N_(
                    "The network ends in {ends}. Put an Output behind each: it says which target "
                    "of the data it is compared with."
                )
            else:
                said = N_(
                    "The network ends in {ends}, but there is one target. Delete what is not "
                    "needed, join the branches with Add, or put an Output behind each."
                )
            marked = partial(mark_ends, chosen=targets_for(project, fed, shapes))
            fix = Fix(Text(N_("Put an Output behind each")), marked)
            ends_text = ", ".join(n.id for n in fed)
            return (), [Problem(fed[-1].id, Text(said, ends=ends_text), (fix,))]
        return (), []
    end = ends[0]
    if idle:
        text = Text(N_("Nothing follows the Input. Connect a layer to it."))
        return (), [Problem(end.id, text, _beginnings(project, end, shapes))]
    shape = shapes[end.id]
    if shape is None:
        return (), []
    point = OutputPoint(end.id, end.id, project.training.loss, 1.0, *everything(project))
    warnings = learning_warnings(project, {end.id})
    return (point,), _problems(project, point, end, shape) or warnings


def _beginnings(
    project: Project, end: Node, shapes: Shapes, point: OutputPoint | None = None
) -> tuple[Fix, ...]:
    """Return what may follow an Input at once: the smallest network for the target."""
    if redraw := redraw_fix(project):
        return (redraw,)
    shape = shapes[end.id]
    if point is None:
        point = OutputPoint(end.id, end.id, project.training.loss, 1.0, *everything(project))
    fixes = head_fix(end, point, shape) if shape is not None else ()
    return fixes or (dense_fix(end, point.name),)


def _idle(node: Node) -> Problem:
    text = Text(N_("Nothing follows {node}. Connect a layer to it, or delete it."), node=node.id)
    delete = Fix(Text(N_("Delete {node}"), node=node.id), partial(edits.delete, node_ids=[node.id]))
    return Problem(node.id, text, (delete,), blocking=False)


def _marked(
    project: Project, marks: list[Node], fed: list[Node], shapes: Shapes
) -> tuple[tuple[OutputPoint, ...], list[Problem]]:
    """Return the outputs that Output layers mark."""
    graph = project.graph
    problems = []
    for end in fed:
        text = Text(
            N_("{node} leads nowhere: no Output follows it. Connect it, or delete it."),
            node=end.id,
        )
        marked = partial(mark_ends, chosen=targets_for(project, [end], shapes))
        fix = Fix(Text(N_("Put an Output behind it")), marked)
        problems.append(Problem(end.id, text, (fix,), blocking=False))
    points = []
    for mark in marks:
        layer = mark.layer
        assert isinstance(layer, Output)
        wire = graph.wires_into[mark.id].get(0)
        shape = shapes[mark.id]
        if wire is None or shape is None:
            continue
        loss = project.training.loss
        if layer.loss:
            if layer.loss not in all_losses():
                problems.append(unknown(mark, "loss", layer.loss, tuple(all_losses())))
                continue
            loss = all_losses()[layer.loss]()
        numbers, found = chosen_targets(project.data.signature, mark, layer, len(marks))
        problems += found
        if found:
            continue
        targets = tuple(project.data.signature.all_targets[i] for i in numbers)
        point = OutputPoint(mark.id, wire.source, loss, layer.loss_weight, numbers, targets)
        source = graph.by_id[wire.source]
        if isinstance(source.layer, Input):
            text = Text(N_("Nothing lies between Input and {node}. Connect a layer."), node=mark.id)
            fixes = _beginnings(project, source, shapes, point)
            problems.append(Problem(mark.id, text, fixes))
            continue
        problems += _problems(project, point, source, shape)
        points.append(point)
    problems = _told_once(problems)
    whole = len(points) == len(marks)
    if whole:
        problems += learning_warnings(project, {point.node for point in points})
    return (tuple(points) if whole else ()), problems


def _told_once(problems: list[Problem]) -> list[Problem]:
    """Return the problems with those joined that say the same; a fix then mends it everywhere."""
    together: dict[tuple[str, Text], list[Problem]] = {}
    for problem in problems:
        together.setdefault((problem.node_id, problem.text), []).append(problem)
    joined = []
    for same in together.values():
        ways = [{fix.label: fix for fix in problem.fixes} for problem in same]
        fixes = tuple(
            Fix(label, partial(in_turn, steps=tuple(way[label].edit for way in ways)))
            for label in ways[0]
            if all(label in way for way in ways)
        )
        joined.append(replace(same[0], fixes=fixes) if len(same) > 1 else same[0])
    return joined


def _problems(project: Project, point: OutputPoint, end: Node, shape: Shape) -> list[Problem]:
    """Return what is wrong with one output; its layer is ``end``."""
    if not project.data.signature.input_shape or not point.shapes:
        return []
    allowed = point.shapes
    if point.loss.activation == "softmax" and len(allowed) > 1 and shape != allowed[0]:
        allowed = allowed[1:]
    if shape not in allowed:
        found = [_shape_problem(project, point, end, shape, allowed)]
    else:
        found = _loss_problems(end, shape, point)
    fits = fit_fix(point, end) if len(shape) == len(allowed[-1]) else None
    return [replace(p, fixes=(fits, *p.fixes)) for p in found] if fits else found


def _shape_problem(
    project: Project, point: OutputPoint, end: Node, shape: Shape, allowed: tuple[Shape, ...]
) -> Problem:
    wanted = allowed[-1]
    others = compare_with(point, targets_that_fit(project, shape))
    if len(shape) == len(wanted) and shape[:-1] == wanted[:-1]:
        units = " / ".join(str(each[-1]) for each in allowed)
        names = ", ".join(target.name for target in point.targets if target.name)
        if names and len(project.data.signature.all_targets) > 1:
            text = Text(
                N_(
                    "{node} has {got} outputs, but the target {target} has {expected}. Set its "
                    "units, or another target."
                ),
                node=end.id,
                got=shape[-1],
                target=names,
                expected=units,
            )
        else:
            text = Text(
                N_("{node} has {got} outputs, but the target has {expected}. Set its units."),
                node=end.id,
                got=shape[-1],
                expected=units,
            )
        fixes = width_fixes(end, wanted[-1]) or head_fix(end, point, shape)
        return Problem(end.id, text, (*fixes, *others))
    if len(wanted) == 1:
        text = Text(
            N_(
                "{node} gives {got}, but the output must be one row of numbers. Add Flatten, Dense."
            ),
            node=end.id,
            got=shape_text(shape),
        )
        return Problem(end.id, text, (*head_fix(end, point, shape), *others))
    text = Text(
        N_("{node} gives {got}, but the target has the shape {expected}. Change the layers."),
        node=end.id,
        got=shape_text(shape),
        expected=" / ".join(shape_text(each) for each in allowed),
    )
    redraw = redraw_fix(project)
    head = (redraw,) if redraw else head_fix(end, point, shape)
    return Problem(end.id, text, (*head, *others))


def _loss_problems(end: Node, shape: Shape, point: OutputPoint) -> list[Problem]:
    activation = end.layer.activation if isinstance(end.layer, ActivatedLayer) else "linear"
    loss = point.loss
    if point.task not in loss.tasks or (loss.activation and point.task == "regression"):
        if point.task == "regression":
            text = N_("{loss} compares classes, but the target is a number. Use a squared error.")
            fixes: tuple[Fix, ...] = (loss_fix(point, MeanSquaredError()),)
        else:
            text = N_("{loss} compares numbers, but the target is a class. Use a cross-entropy.")
            fixes = (loss_fix(point, CategoricalCrossentropy()),)
        return [Problem(end.id, Text(text, loss=Text(loss.label)), fixes)]
    if loss.activation == "softmax" and shape[-1] == 1:
        text = N_("{loss} needs an output for each class, got 1. Use binary cross-entropy.")
        fixes = (binary_fix(end, point), *two_classes_fix(end))
        return [Problem(end.id, Text(text, loss=Text(loss.label)), fixes)]
    if loss.activation and loss.activation != activation:
        text = N_("{loss} needs {expected} at the output, but {node} has {got}.")
        fixes = (activation_fix(end, loss.activation, point),)
        if activation == "softmax" and shape[-1] > 1:
            fixes += (loss_fix(point, CategoricalCrossentropy()),)
        elif activation == "sigmoid":
            fixes += (loss_fix(point, BinaryCrossentropy()),)
        else:
            fixes += (loss_fix(point, MeanSquaredError()),)
        values = {"loss": Text(loss.label), "expected": loss.activation}
        return [Problem(end.id, Text(text, node=end.id, got=activation, **values), fixes)]
    if activation == "softmax" and shape[-1] == 1:
        text = N_("Softmax over one output is always 1, so {node} cannot learn. Use sigmoid.")
        return [Problem(end.id, Text(text, node=end.id), (activation_fix(end, "sigmoid", point),))]
    return []
