"""What a drawing means: order, shapes, counts, and problems with their fixes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache, partial
from graphlib import TopologicalSorter
from typing import Any

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.core.errors import ShapeError
from nnstudio.core.layer import Layer, Weight
from nnstudio.core.shapes import Shape, shape_text, size_of
from nnstudio.core.text import N_, Text
from nnstudio.graph import edits
from nnstudio.graph.project import Graph, Node, Project
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.losses.base import Loss
from nnstudio.losses.binary_crossentropy import BinaryCrossentropy
from nnstudio.losses.categorical_crossentropy import CategoricalCrossentropy
from nnstudio.losses.mean_squared_error import MeanSquaredError


@dataclass(frozen=True)
class Fix:
    """One click that mends a problem."""

    label: Text
    edit: Callable[[Project], Project] = field(compare=False)


@dataclass(frozen=True)
class Problem:
    """Why the drawing cannot be trained: what was got, what was expected, how to mend it.

    ``node_id`` is empty where the problem belongs to no node. A ``blocking`` problem forbids
    training; another one is a warning.
    """

    node_id: str
    text: Text
    fixes: tuple[Fix, ...] = ()
    blocking: bool = True


@dataclass(frozen=True)
class NodeReport:
    """What the analysis found out about one node; ``shape`` is None where it cannot be told."""

    node: Node
    sources: tuple[str, ...] = ()
    input_shapes: tuple[Shape, ...] = ()
    shape: Shape | None = None
    weights: tuple[tuple[str, Weight], ...] = ()
    parameters: int = 0
    multiply_adds: int = 0


@dataclass(frozen=True)
class Analysis:
    """Order, shapes, counts and problems of a project.

    ``order`` lists the node ids so that each comes after those it needs; ``output`` is the id of
    the node whose output is compared with the target, empty where there is not just one.
    """

    project: Project
    order: tuple[str, ...]
    reports: dict[str, NodeReport]
    problems: tuple[Problem, ...]
    output: str = ""

    @property
    def ready(self) -> bool:
        """Whether the drawing can be trained."""
        return not any(problem.blocking for problem in self.problems)

    @property
    def parameters(self) -> int:
        """How many numbers the network learns."""
        return sum(report.parameters for report in self.reports.values())

    @property
    def multiply_adds(self) -> int:
        """Multiply-adds of one sample's forward pass."""
        return sum(report.multiply_adds for report in self.reports.values())

    def problems_at(self, node_id: str) -> tuple[Problem, ...]:
        """Return the problems of one node."""
        return tuple(p for p in self.problems if p.node_id == node_id)


def analyze(project: Project) -> Analysis:
    """Find out what the project's drawing means. It never fails: mistakes become problems."""
    graph = project.graph
    order = _order(graph)
    reports: dict[str, NodeReport] = {}
    problems: list[Problem] = []
    for node_id in order:
        report, found = _report(project, node_id, reports)
        reports[node_id] = report
        problems += found
    output = ""
    if not graph.nodes:
        problems.append(
            Problem(
                "",
                Text(N_("The canvas is empty. Drag an Input from the palette to begin.")),
                (Fix(Text(N_("Add an Input")), partial(_add_input, target="")),),
            )
        )
    else:
        output, found = _output(project, reports)
        problems += found
    return Analysis(project, order, reports, tuple(problems), output)


def _order(graph: Graph) -> tuple[str, ...]:
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for node in graph.nodes:
        wires = graph.wires_into[node.id]
        sorter.add(node.id, *(wires[port].source for port in sorted(wires)))
    return tuple(sorter.static_order())


@lru_cache(maxsize=4096)
def _measure(
    layer: Layer, shapes: tuple[Shape, ...]
) -> tuple[Shape | None, tuple[tuple[str, Weight], ...], int, Text | None]:
    """Return shape, weights, multiply-adds and error of a layer; cached, for layers are values."""
    try:
        shape = layer.output_shape(*shapes)
    except ShapeError as error:
        return None, (), 0, error.text
    return shape, tuple(layer.weights(*shapes).items()), layer.multiply_adds(*shapes), None


def _report(
    project: Project, node_id: str, reports: dict[str, NodeReport]
) -> tuple[NodeReport, list[Problem]]:
    node = project.graph.by_id[node_id]
    layer = node.layer
    wires = project.graph.wires_into[node_id]
    if isinstance(layer, Input):
        known = project.data.signature.input_shape
        if not known:
            text = Text(N_("No data is chosen, so the network's input has no shape. Choose data."))
            return NodeReport(node), [Problem(node_id, text)]
        shapes: tuple[Shape, ...] = (known,)
        return _measured(node, (), shapes), []
    missing = [port for port in range(len(layer.inputs)) if port not in wires]
    if missing:
        return NodeReport(node), [_unconnected(project, node, missing[0])]
    sources = tuple(wires[port].source for port in range(len(layer.inputs)))
    inputs = [reports[source].shape for source in sources]
    if any(shape is None for shape in inputs):
        # The cause is told where it is; what follows from it is not.
        return NodeReport(node, sources), []
    shapes = tuple(shape for shape in inputs if shape is not None)
    error = _measure(layer, shapes)[3]
    if error is None:
        return _measured(node, sources, shapes), []
    return NodeReport(node, sources, shapes), [
        Problem(node_id, error, _shape_fixes(project, node, sources, shapes))
    ]


def _measured(node: Node, sources: tuple[str, ...], shapes: tuple[Shape, ...]) -> NodeReport:
    shape, weights, multiply_adds, _ = _measure(node.layer, shapes)
    parameters = sum(size_of(weight.shape) for _, weight in weights)
    return NodeReport(node, sources, shapes, shape, weights, parameters, multiply_adds)


def _unconnected(project: Project, node: Node, port: int) -> Problem:
    text = Text(
        N_("The input {port} of {node} is not connected. Draw a wire to it from another layer."),
        port=node.layer.inputs[port],
        node=node.id,
    )
    fixes: tuple[Fix, ...] = ()
    inputs = [n for n in project.graph.nodes if isinstance(n.layer, Input)]
    others = [
        n
        for n in project.graph.nodes
        if n.id != node.id
        and not project.graph.wires_from[n.id]
        and edits.why_not_connect(project.graph, n.id, node.id, port) is None
    ]
    if len(others) == 1:
        fixes = (
            Fix(
                Text(N_("Connect {source}"), source=others[0].id),
                partial(edits.connect, source=others[0].id, target=node.id, port=port),
            ),
        )
    elif not inputs:
        fixes = (Fix(Text(N_("Add an Input")), partial(_add_input, target=node.id)),)
    return Problem(node.id, text, fixes)


def _shape_fixes(
    project: Project, node: Node, sources: tuple[str, ...], shapes: tuple[Shape, ...]
) -> tuple[Fix, ...]:
    wires = project.graph.wires_into[node.id]
    if isinstance(node.layer, Dense) and len(shapes[0]) != 1:
        place = (node.x - 120.0, node.y + 90.0)
        return (
            Fix(
                Text(N_("Insert Flatten")),
                lambda p: edits.insert_on_wire(p, wires[0], Flatten(), *place)[0],
            ),
        )
    params = type(node.layer).params()
    if len(shapes[0]) == 3 and "padding" in params:
        return (
            Fix(
                Text(N_("Set padding to same")),
                partial(edits.set_values, node_id=node.id, padding="same"),
            ),
        )
    if len(shapes) == 2 and len(shapes[0]) == len(shapes[1]):
        fixes = []
        for changed, kept in ((1, 0), (0, 1)):
            source = project.graph.by_id[sources[changed]]
            for key in ("units", "filters"):
                if key in type(source.layer).params() and shapes[0][:-1] == shapes[1][:-1]:
                    value = shapes[kept][-1]
                    label = Text(N_("Set {node} to {value}"), node=source.id, value=value)
                    changes: dict[str, Any] = {key: value}
                    edit = partial(edits.set_values, node_id=source.id, **changes)
                    fixes.append(Fix(label, edit))
        return tuple(fixes)
    return ()


def _add_input(project: Project, target: str) -> Project:
    node = project.graph.by_id.get(target)
    x, y = (node.x - 240.0, node.y) if node else (0.0, 0.0)
    project, node_id = edits.add_node(project, Input(), x, y)
    return edits.connect(project, node_id, target) if node else project


def _output(project: Project, reports: dict[str, NodeReport]) -> tuple[str, list[Problem]]:
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
        fed = [n for n in ends if reports[n.id].shape is not None]
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
    shape = reports[end.id].shape
    if shape is None:
        return "", []
    return end.id, _output_problems(project, end, shape, reports)


def _output_problems(
    project: Project, end: Node, shape: Shape, reports: dict[str, NodeReport]
) -> list[Problem]:
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
        return [Problem(end.id, text, _units_fix(end, allowed[-1]))]
    problems = _loss_problems(end, shape, loss, project)
    return problems + _step_warnings(project, reports)


def _units_fix(end: Node, units: int) -> tuple[Fix, ...]:
    if not isinstance(end.layer, Dense):
        return ()
    edit = partial(edits.set_values, node_id=end.id, units=units)
    return (Fix(Text(N_("Set {node} to {value}"), node=end.id, value=units), edit),)


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
        fixes = (_binary_fix(end), *_units_fix(end, 2))
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
        layer = ActivationLayer(activation=activation)
        project, node_id = edits.add_node(project, layer, end.x + 240.0, end.y)
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


def _step_warnings(project: Project, reports: dict[str, NodeReport]) -> list[Problem]:
    """Warn where a step function keeps the layers before it from learning."""
    found = []
    for node in project.graph.nodes:
        if getattr(node.layer, "activation", "") != "step":
            continue
        text = Text(
            N_(
                "The derivative of the step in {node} is zero everywhere, so the weights up to it "
                "get no gradient and cannot learn. Use sigmoid or ReLU to train."
            ),
            node=node.id,
        )
        edit = partial(edits.set_values, node_id=node.id, activation="sigmoid")
        label = Text(N_("Set {node} to {value}"), node=node.id, value="sigmoid")
        found.append(Problem(node.id, text, (Fix(label, edit),), blocking=False))
    return found
