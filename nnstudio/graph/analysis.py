"""What a drawing means: order, shapes, counts, and problems with their fixes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache, partial

from nnstudio.core.errors import ShapeError
from nnstudio.core.layer import Layer, Weight
from nnstudio.core.shapes import Shape, shape_text, size_of
from nnstudio.core.text import N_, Text
from nnstudio.graph import edits
from nnstudio.graph.data_problems import token_problems
from nnstudio.graph.node_problems import add_input_fix, unconnected
from nnstudio.graph.output_point import OutputPoint
from nnstudio.graph.output_problems import find_outputs
from nnstudio.graph.overview import drawing_html, drawing_line
from nnstudio.graph.problem import Fix, Problem
from nnstudio.graph.project import Graph, Node, Project
from nnstudio.graph.shape_fixes import shape_fixes
from nnstudio.layers.input import Input

__all__ = ["Analysis", "Fix", "NodeReport", "Problem", "analyze"]


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
    columns: tuple[int, ...] | None = None
    """Which numbers of a sample an Input takes; None: the whole sample."""


@dataclass(frozen=True)
class Analysis:
    """Order, shapes, counts and problems of a project.

    ``order`` lists the node ids so that each comes after those it needs; ``outputs`` is where the
    network is compared with the data, empty where that cannot be told.
    """

    project: Project
    order: tuple[str, ...]
    reports: dict[str, NodeReport]
    problems: tuple[Problem, ...]
    outputs: tuple[OutputPoint, ...] = ()

    @property
    def output(self) -> str:
        """The layer of the first output; empty where there is none."""
        return self.outputs[0].node if self.outputs else ""

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

    def __repr__(self) -> str:
        return drawing_line(self)

    def _repr_html_(self) -> str:
        return drawing_html(self)


def analyze(project: Project, before: Analysis | None = None) -> Analysis:
    """Find out what the project's drawing means. It never fails: mistakes become problems.

    Parameters
    ----------
    before
        The analysis of an earlier state, of which the findings that still hold are taken over.
    """
    if before is not None and _means_the_same(before.project, project):
        return _carried_over(before, project)
    graph = project.graph
    order = _order(graph) if before is None else _order_after(before, graph)
    known = before.reports if before is not None and before.project.data == project.data else {}
    reports: dict[str, NodeReport] = {}
    problems: list[Problem] = []
    early: list[str] = []
    """Nodes that come before the one whose weights they use."""
    for node_id in order:
        old = known.get(node_id)
        if old is not None and _stays(old, graph, reports):
            reports[node_id] = old
            continue
        if graph.by_id[node_id].shares not in ("", *reports):
            early.append(node_id)
        report, found = _report(project, node_id, reports)
        reports[node_id] = report
        problems += found
    for node_id in early:
        # Only now it is known whether the weights are there, and of which shape.
        reports[node_id], found = _report(project, node_id, reports)
        problems += [problem for problem in found if problem not in problems]
    outputs: tuple[OutputPoint, ...] = ()
    if not graph.nodes:
        problems.append(
            Problem(
                "",
                Text(N_("The canvas is empty. Drag an Input from the palette to begin.")),
                (add_input_fix(),),
            )
        )
    else:
        outputs, found = find_outputs(project, {i: r.shape for i, r in reports.items()})
        problems += [*token_problems(project), *found]
    return Analysis(project, order, reports, tuple(problems), outputs)


def _means_the_same(old: Project, new: Project) -> bool:
    """Return whether everything that an analysis looks at is equal."""
    return (
        old.data == new.data
        and old.training.loss == new.training.loss
        and old.graph.wires == new.graph.wires
        and len(old.graph.nodes) == len(new.graph.nodes)
        and all(
            a is b or replace(a, x=b.x, y=b.y, title=b.title) == b
            for a, b in zip(old.graph.nodes, new.graph.nodes, strict=True)
        )
    )


def _carried_over(before: Analysis, project: Project) -> Analysis:
    reports = before.reports
    fresh = {
        new.id: replace(reports[new.id], node=new)
        for old, new in zip(before.project.graph.nodes, project.graph.nodes, strict=True)
        if old is not new
    }
    return replace(before, project=project, reports=reports | fresh if fresh else reports)


def _order_after(before: Analysis, graph: Graph) -> tuple[str, ...]:
    """Return the order of a drawing's nodes, which depends on their wires alone."""
    old = before.project.graph
    same = len(old.nodes) == len(graph.nodes) and old.wires == graph.wires
    if same and all(a.id == b.id for a, b in zip(old.nodes, graph.nodes, strict=True)):
        return before.order
    return _order(graph)


def _stays(old: NodeReport, graph: Graph, reports: dict[str, NodeReport]) -> bool:
    """Return whether a report without problems still holds: nothing that it is made of changed."""
    node = old.node
    if graph.by_id[node.id] is not node or node.shares or old.shape is None:
        return False
    wires = graph.wires_into[node.id]
    return all(
        port in wires
        and wires[port].source == source
        and reports[source].shape == old.input_shapes[port]
        for port, source in enumerate(old.sources)
    )


def _order(graph: Graph) -> tuple[str, ...]:
    """Return the ids of the nodes so that each comes after those it needs.

    As `graphlib.TopologicalSorter` has it, which takes several times as long: first what needs
    nothing, in the order in which it is mentioned, then what has got all it needs.
    """
    mentioned: dict[str, None] = {}
    missing: dict[str, int] = {}
    followers: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
    for node in graph.nodes:
        mentioned[node.id] = None
        wires = graph.wires_into[node.id]
        missing[node.id] = len(wires)
        for port in sorted(wires):
            source = wires[port].source
            mentioned[source] = None
            followers[source].append(node.id)
    order = [node_id for node_id in mentioned if not missing[node_id]]
    for node_id in order:  # it grows meanwhile
        for follower in followers[node_id]:
            missing[follower] -= 1
            if not missing[follower]:
                order.append(follower)
    assert len(order) == len(graph.nodes), "no edit and no file lets wires close a circle"
    return tuple(order)


@lru_cache(maxsize=4096)
def _measure(
    layer: Layer, shapes: tuple[Shape, ...]
) -> tuple[Shape | None, tuple[tuple[str, Weight], ...], int, int, Text | None]:
    """Return shape, weights, parameters, multiply-adds and error; cached, for layers are values."""
    try:
        shape = layer.output_shape(*shapes)
    except ShapeError as error:
        return None, (), 0, 0, error.text
    weights = layer.weights(*shapes)
    parameters = sum(size_of(weight.shape) for weight in weights.values() if weight.trainable)
    return shape, tuple(weights.items()), parameters, layer.multiply_adds(*shapes), None


def _report(
    project: Project, node_id: str, reports: dict[str, NodeReport]
) -> tuple[NodeReport, list[Problem]]:
    node = project.graph.by_id[node_id]
    layer = node.layer
    wires = project.graph.wires_into[node_id]
    if isinstance(layer, Input):
        return _entrance(project, node, layer)
    ports = range(len(layer.inputs))
    if len(wires) < len(ports):
        missing = next(port for port in ports if port not in wires)
        return NodeReport(node), [unconnected(project, node, missing)]
    sources = tuple([wires[port].source for port in ports])
    shapes = tuple([shape for s in sources if (shape := reports[s].shape) is not None])
    if len(shapes) < len(sources):
        # The cause is told where it is; what follows from it is not.
        return NodeReport(node, sources), []
    report, error = _measured(node, sources, shapes)
    if error is None:
        return _sharing(node, report, reports) if node.shares else (report, [])
    return NodeReport(node, sources, shapes), [
        Problem(node_id, error, shape_fixes(project, node, sources, shapes))
    ]


def _entrance(project: Project, node: Node, layer: Input) -> tuple[NodeReport, list[Problem]]:
    """Return the report of an Input, which takes all of a sample or some of its columns."""
    signature = project.data.signature
    if not signature.input_shape:
        text = Text(N_("No data is chosen, so the network's input has no shape. Choose data."))
        return NodeReport(node), [Problem(node.id, text)]
    if not layer.selected:
        return _measured(node, (), (signature.input_shape,))[0], []
    unknown = [name for name in layer.selected if name not in signature.features]
    if unknown or len(signature.input_shape) != 1:
        if signature.features and len(signature.input_shape) == 1:
            said = N_("{node}: the data has no column {got}. It has: {known}.")
        else:
            said = N_("{node}: this data has no columns with names. Let everything enter.")
        text = Text(
            said,
            node=node.id,
            got=", ".join(unknown or layer.selected),
            known=", ".join(signature.features),
        )
        label = Text(N_("Let everything enter"))
        fix = Fix(label, partial(edits.set_values, node_id=node.id, columns=""))
        return NodeReport(node), [Problem(node.id, text, (fix,))]
    columns = tuple(signature.features.index(name) for name in layer.selected)
    report, _ = _measured(node, (), ((len(columns),),))
    return replace(report, columns=columns), []


def _sharing(
    node: Node, report: NodeReport, reports: dict[str, NodeReport]
) -> tuple[NodeReport, list[Problem]]:
    """Return the report of a node that uses the weights of another, which must have its shapes."""
    holder = reports.get(node.shares)
    if holder is not None and holder.shape is None:
        return NodeReport(node, report.sources, report.input_shapes), []
    theirs = {} if holder is None else {name: w.shape for name, w in holder.weights}
    if holder is None or theirs == {name: w.shape for name, w in report.weights}:
        return replace(report, weights=(), parameters=0), []
    text = Text(
        N_(
            "{node} uses the weights of {holder}, which gets {expected}, but {node} gets {got}. "
            "Give it inputs of the same size, or weights of its own."
        ),
        node=node.id,
        holder=node.shares,
        expected=" / ".join(shape_text(shape) for shape in holder.input_shapes),
        got=" / ".join(shape_text(shape) for shape in report.input_shapes),
    )
    fix = Fix(
        Text(N_("Give it weights of its own")), partial(edits.share, node_id=node.id, holder="")
    )
    unknown = NodeReport(node, report.sources, report.input_shapes)
    return unknown, [Problem(node.id, text, (fix,))]


def _measured(
    node: Node, sources: tuple[str, ...], shapes: tuple[Shape, ...]
) -> tuple[NodeReport, Text | None]:
    """Return the report of a node, and what its layer has against the shapes that arrive."""
    shape, weights, parameters, multiply_adds, error = _measure(node.layer, shapes)
    return NodeReport(node, sources, shapes, shape, weights, parameters, multiply_adds), error
