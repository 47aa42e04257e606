"""All layers of a drawing as functions of a script, in the order in which they are computed."""

from __future__ import annotations

import ast
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from nnstudio.engine.plan import Plan, PlannedNode, make_plan
from nnstudio.export.numpy_script.functions import RESERVED, Function, Library
from nnstudio.export.numpy_script.node_functions import NodeFunctions, NodePrinter
from nnstudio.export.numpy_script.printed import trained
from nnstudio.export.numpy_script.values import CannotPrintError
from nnstudio.export.source_text import identifier
from nnstudio.graph.analysis import Analysis
from nnstudio.layers.input import Input


@dataclass(frozen=True)
class Line:
    """A line of the script, the nodes that it speaks of, and the phase that it is for."""

    text: str
    nodes: tuple[str, ...] = ()
    phase: str = ""


class Network:
    """The nodes of a drawing that can be computed, and the plan where all of it can.

    Parameters
    ----------
    plan
        What training computes; None while the drawing is incomplete.
    """

    def __init__(self, nodes: Iterable[PlannedNode], plan: Plan | None) -> None:
        self.nodes = tuple(nodes)
        self.plan = plan
        self.library = Library()
        self.variables = _names(node.id for node in self.nodes)
        self.library.variables |= set(self.variables.values())
        self.refused: dict[str, str] = {}
        """The nodes whose definition cannot be printed, and why not."""

    @classmethod
    def of(cls, analysis: Analysis) -> Network:
        """Return the nodes of a drawing, also of one that is incomplete."""
        if analysis.ready:
            plan = make_plan(analysis)
            return cls(plan.nodes, plan)
        by_id = analysis.project.graph.by_id
        reports = [analysis.reports[node_id] for node_id in analysis.order]
        nodes = [
            PlannedNode(
                r.node.id,
                r.node.layer,
                r.sources,
                r.input_shapes,
                r.shape,
                r.weights,
                r.node.shares,
                r.columns,
                by_id[r.node.shares].frozen if r.node.shares in by_id else r.node.frozen,
            )
            for r in reports
            if r.shape is not None
        ]
        return cls(nodes, None)

    def trained(self) -> list[NodeFunctions]:
        """Return the functions of all nodes for training."""
        return self._printed(self.nodes)

    def without_words(self) -> dict[str, str]:
        """Return the nodes that cannot be printed as they predict, and why not.

        Of nodes that are alike one is tried: large networks are made of few kinds.
        """
        alike: dict[Hashable, list[PlannedNode]] = {}
        for node in self.nodes:
            alike.setdefault((node.layer, node.input_shapes, node.shape), []).append(node)
        self._predicted(nodes[0] for nodes in alike.values())
        return {
            node.id: self.refused[nodes[0].id]
            for nodes in alike.values()
            for node in nodes
            if nodes[0].id in self.refused
        }

    def _printed(self, nodes: Iterable[PlannedNode]) -> list[NodeFunctions]:
        needed = self._needed()
        fused = self.plan.fused_nodes if self.plan else frozenset()
        found = []
        for node in nodes:
            functions = NodeFunctions(node)
            if not isinstance(node.layer, Input):
                wanted = tuple(n for n, source in enumerate(node.sources) if source in needed)
                learns = bool(_weights(node)) and not node.frozen
                try:
                    fuses = node.id in fused
                    functions = trained(self.library, node, _weights(node), wanted, learns, fuses)
                except CannotPrintError as error:
                    self.refused[node.id] = str(error)
            found.append(functions)
        return found

    def evaluating(self, trained: Iterable[NodeFunctions]) -> list[NodeFunctions]:
        """Return the functions of all nodes as they are outside of training, up to the loss.

        They are those of training but for nodes that draw by chance or learn by themselves.
        """
        found = []
        for functions in trained:
            if functions.forward and functions.forward.names & {"RNG", "STATE"}:
                node = functions.node
                printer = NodePrinter(self.library, node, _weights(node))
                functions = printer.train((), False, functions.fused, training=False)
            found.append(functions)
        return found

    def drawing(self) -> list[str]:
        """Return the nodes that draw by chance in training."""
        return [f.node.id for f in self.trained() if f.forward and "RNG" in f.forward.names]

    def predicting(self) -> list[NodeFunctions]:
        """Return the functions of all nodes that predict."""
        return self._predicted(self.nodes)

    def _predicted(self, nodes: Iterable[PlannedNode]) -> list[NodeFunctions]:
        found = []
        for node in nodes:
            functions = NodeFunctions(node)
            if not isinstance(node.layer, Input):
                try:
                    printer = NodePrinter(self.library, node, _weights(node))
                    functions.predict = printer.predict()
                except CannotPrintError as error:
                    self.refused[node.id] = str(error)
            found.append(functions)
        return found

    def entering(self, node: PlannedNode, x: str = "x") -> str:
        """Return what an Input takes of the samples."""
        return x if node.columns is None else f"{x}[:, {list(node.columns)}]"

    def call(self, function: Function | None, node: PlannedNode) -> str:
        """Return the call of a node's function on the outputs of its sources."""
        inputs = [self.variables[source] for source in node.sources]
        if function is None or passes_on(function):
            return inputs[0] if inputs else "x"
        return f"{function.name}({', '.join(inputs)})"

    def _needed(self) -> set[str]:
        """Return the nodes on whose way back from the loss some weight learns."""
        found: set[str] = set()
        for node in self.nodes:
            if (_weights(node) and not node.frozen) or found.intersection(node.sources):
                found.add(node.id)
        return found


def passes_on(function: Function) -> bool:
    """Return whether a function gives what it gets."""
    (first, *rest) = function.body
    return (
        not rest
        and isinstance(first, ast.Return)
        and isinstance(first.value, ast.Name)
        and first.value.id == function.parameters[0]
    )


def _weights(node: PlannedNode) -> dict[str, tuple[int, ...]]:
    if not node.input_shapes or not node.layer.has_weights:
        return {}
    return {key: w.shape for key, w in node.layer.weights(*node.input_shapes).items()}


def _names(node_ids: Iterable[str]) -> dict[str, str]:
    """Return a variable for each node."""
    taken = {"x", "t", "step", "loss", "gradients"}
    found: dict[str, str] = {}
    for node_id in node_ids:
        wanted, number = identifier(node_id), 1
        while wanted in taken or wanted in RESERVED:
            number += 1
            wanted = f"{identifier(node_id)}_{number}"
        taken.add(wanted)
        found[node_id] = wanted
    return found
