"""Which targets of the data the outputs of a drawing are compared with, and how that is set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from nnstudio.core.shapes import Shape
from nnstudio.core.text import N_, Text
from nnstudio.graph import edits
from nnstudio.graph.output_point import OutputPoint
from nnstudio.graph.problem import Fix, Problem
from nnstudio.graph.project import Node, Project
from nnstudio.graph.signature import Signature, Target
from nnstudio.layers.output import Output
from nnstudio.losses.base import Loss
from nnstudio.losses.categorical_crossentropy import CategoricalCrossentropy
from nnstudio.losses.mean_squared_error import MeanSquaredError

MOST_OFFERED = 4
"""So many targets are offered as fixes."""


def everything(project: Project) -> tuple[tuple[int, ...], tuple[Target, ...]]:
    """Return the targets of a network with a single output: those like the first."""
    known = project.data.signature.all_targets
    numbers = tuple(range(len(known))) if _joinable(known) else (0,)
    return numbers, tuple(known[i] for i in numbers)


def chosen_targets(
    signature: Signature, mark: Node, layer: Output, marks: int
) -> tuple[tuple[int, ...], list[Problem]]:
    """Return the numbers of the targets that an Output names, or what is wrong with the names.

    Parameters
    ----------
    marks
        How many Outputs there are.
    """
    known = signature.all_targets
    names = [target.name for target in known]
    if not layer.targets:
        if len(known) == 1 or (marks == 1 and _joinable(known)):
            return tuple(range(len(known))), []
        text = N_("{node} does not say what it is compared with. Choose its target: {names}.")
        said = Text(text, node=mark.id, names=", ".join(names))
        return (), [Problem(mark.id, said, _set_target(mark, names))]
    numbers = []
    for name in layer.targets:
        if name not in names:
            return (), [unknown(mark, "target", name, tuple(names))]
        numbers.append(names.index(name))
    chosen = tuple(known[i] for i in numbers)
    if len(chosen) > 1 and not _joinable(chosen):
        text = N_("{node} is compared with {names}, but only numbers go together. Choose one.")
        names = [target.name for target in chosen]
        said = Text(text, node=mark.id, names=", ".join(names))
        return (), [Problem(mark.id, said, _set_target(mark, names))]
    return tuple(numbers), []


def unknown(mark: Node, what: str, got: str, known: tuple[str, ...]) -> Problem:
    """Return the problem that an Output names a ``"target"`` or a ``"loss"`` that is not there."""
    template = {
        "loss": N_("{node}: there is no loss {got}. There are: {known}."),
        "target": N_("{node}: the data has no target {got}. It has: {known}."),
    }[what]
    text = Text(template, node=mark.id, got=got, known=", ".join(name or "–" for name in known))
    if what == "target":
        return Problem(mark.id, text, _set_target(mark, list(known)))
    label = Text(N_("Use the loss of the training"))
    fix = Fix(label, partial(edits.set_values, node_id=mark.id, loss=""))
    return Problem(mark.id, text, (fix,))


def targets_that_fit(project: Project, shape: Shape) -> list[str]:
    """Return the names of the targets, where there are several, that an output can have as it is."""
    known = project.data.signature.all_targets
    if len(known) == 1:
        return []
    return [target.name for target in known if target.name and _fits(project, target, shape)]


def compare_with(point: OutputPoint, names: Sequence[str]) -> tuple[Fix, ...]:
    """Return fixes that compare an output with other targets."""

    def edit(project: Project, name: str) -> Project:
        node = project.graph.by_id[point.name]
        if isinstance(node.layer, Output):
            return edits.set_values(project, node.id, target=name)
        return mark_ends(project, [(node, name)])

    return tuple(
        Fix(Text(N_("Compare it with {name}"), name=name), partial(edit, name=name))
        for name in names[:MOST_OFFERED]
        if name not in [target.name for target in point.targets]
    )


def targets_for(
    project: Project, ends: Sequence[Node], shapes: Mapping[str, Shape | None]
) -> list[tuple[Node, str]]:
    """Return for each end of a drawing the target to compare it with: what fits, each once.

    It is empty where there is just one target.
    """
    known = project.data.signature.all_targets
    if len(known) == 1:
        return [(end, "") for end in ends]
    marks = [n.layer for n in project.graph.nodes if isinstance(n.layer, Output)]
    taken = {name for layer in marks for name in layer.targets}
    free = [target for target in known if target.name not in taken]
    chosen: dict[str, str] = {}
    for end in ends:
        shape = shapes[end.id]
        fitting = [t for t in free if shape is not None and _fits(project, t, shape)]
        if fitting:
            chosen[end.id] = fitting[0].name
            free.remove(fitting[0])
    for end in ends:
        if end.id not in chosen:
            chosen[end.id] = free.pop(0).name if free else ""
    return [(end, chosen[end.id]) for end in ends]


def mark_ends(project: Project, chosen: Sequence[tuple[Node, str]]) -> Project:
    """Put an Output behind each end, with a loss of its own where that of the training is not for it."""
    known = {target.name: target for target in project.data.signature.all_targets}
    for end, name in chosen:
        target = known.get(name)
        loss = "" if target is None else _own_loss(project.training.loss, target)
        mark = Output(target=name, loss=loss)
        project, node_id = edits.add_node(project, mark, end.x + 240.0, end.y)
        project = edits.connect(project, end.id, node_id)
    return project


def _own_loss(loss: Loss, target: Target) -> str:
    numbers = target.task == "regression"
    if target.task in loss.tasks and not (numbers and loss.activation):
        return ""
    return MeanSquaredError.name if numbers else CategoricalCrossentropy.name


def _fits(project: Project, target: Target, shape: Shape) -> bool:
    return shape in OutputPoint("", "", project.training.loss, targets=(target,)).shapes


def _joinable(targets: tuple[Target, ...]) -> bool:
    """Return whether one output can stand for several targets: for columns of numbers it can."""
    return all(target.task == "regression" and len(target.shape) == 1 for target in targets)


def _set_target(mark: Node, names: list[str]) -> tuple[Fix, ...]:
    return tuple(
        Fix(
            Text(N_("Compare it with {name}"), name=name)
            if name
            else Text(N_("Compare it with the target")),
            partial(edits.set_values, node_id=mark.id, target=name),
        )
        for name in names[:MOST_OFFERED]
    )
