"""What a network makes of samples that it is not trained with, as functions of a script."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.plan import Plan
from nnstudio.engine.planned_output import PlannedOutput
from nnstudio.engine.scores import output_metrics
from nnstudio.export.numpy_script.functions import Function
from nnstudio.export.numpy_script.network import Line, Network
from nnstudio.export.numpy_script.node_functions import NodeFunctions
from nnstudio.export.numpy_script.training_step import forward_lines
from nnstudio.export.numpy_script.values import CannotPrintError, Known, Value, name
from nnstudio.export.numpy_script.watching import Watching
from nnstudio.metrics import Metric

AT_ONCE = 256
"""So many samples are computed at a time."""


class Evaluating:
    """Writes ``evaluate``, which gives the figure that is watched, and what it calls.

    Parameters
    ----------
    nodes
        The functions of the nodes in training; those that do otherwise then are printed anew.
    terms
        What is added to the loss for the size of weights.

    Raises
    ------
    CannotPrintError
        The figure cannot be printed.
    """

    def __init__(
        self,
        network: Network,
        plan: Plan,
        nodes: Sequence[NodeFunctions],
        watching: Watching,
        terms: Sequence[str],
    ) -> None:
        self._network, self._plan, self._watching = network, plan, watching
        self._terms = terms
        library = network.library
        library.node = ""
        self._values: list[str] = []
        self._functions: list[Function] = []
        self._nodes: list[NodeFunctions] = []
        if watching.validates:
            self._nodes = network.evaluating(nodes)
            changed = [a for a, b in zip(self._nodes, nodes, strict=True) if a is not b]
            self._functions += [f for a in changed for f in (a.forward, a.penalty) if f]
        if watching.metric or watching.tells:
            self._of_metric(watching.metric or "accuracy")
        else:
            for output in plan.outputs:
                called = f"{output.name}_sums" if len(plan.outputs) > 1 else "sums"
                self._add(called, loss_sums, output)

    def lines(self) -> Iterator[Line]:
        """Return the functions."""
        for function in self._functions:
            yield from (Line(""), Line(""))
            for line in function.lines():
                yield Line(line, tuple(function.nodes), "")
        if self._watching.validates:
            yield from map(Line, self._evaluate())

    def _add(self, called: str, function: Any, *known: object) -> None:
        output = next(k for k in known if isinstance(k, PlannedOutput))
        y = "z" if function is loss_sums and output.fused else "y"
        given: list[Value] = [*map(Known, known), name(y, (None, *output.shape))]
        given.append(name("t", (None, self._plan.targets)))
        written = self._network.library.write(function, given, [y, "t"])
        wanted = self._network.library.name(called)
        result: ast.expr = written.block.lift(written.result)
        found = written.function(wanted, [y, "t"], result)
        found.nodes = list(dict.fromkeys([output.node, output.name]))
        self._functions.append(found)
        self._values.append(found.name)

    def _of_metric(self, named: str) -> None:
        outputs = self._plan.outputs
        of, _, key = named.rpartition("/")
        output = next((o for o in outputs if o.name == of), outputs[0])
        metric = output_metrics(output).get(key)
        if metric is None:
            raise CannotPrintError("there is no such figure of its output")
        self._add("sums", metric_sums, output, metric)
        self._output = output
        if self._watching.tells:
            return
        library = self._network.library
        result: Any = type(metric).result
        found = library.helpers.pop(library.helper(result, [Known(metric), name("total")]))
        found.name = library.name(key)
        self._functions.append(found)

    def _evaluate(self) -> Iterator[str]:
        plan, network = self._plan, self._network
        part = f"start : start + {AT_ONCE}"
        yield from ("", "", "def evaluate(x, t):")
        yield '    """Return what is watched, of samples that are not trained with."""'
        yield "    total = 0"
        yield f"    for start in range(0, len(x), {AT_ONCE}):"
        yield f"        total = total + evaluate_some(x[{part}], t[{part}])"
        if self._watching.metric:
            yield f"    return {self._functions[-1].name}(total)"
        else:
            yield f"    return {' + '.join(self._means())}"
        yield from ("", "", "def evaluate_some(x, t):")
        for line in forward_lines(network, self._nodes):
            yield f"    {line.text}"
        yield f"    return {self._whole(network, plan)}"

    def _means(self) -> Iterator[str]:
        for number, output in enumerate(self._plan.outputs):
            weight = f"{output.weight!r} * " if output.weight != 1 else ""
            yield f"{weight}total[{2 * number}] / total[{2 * number + 1}]"
        if self._penalising:
            yield "total[-1] / len(x)"
        yield from self._terms

    @property
    def _penalising(self) -> list[NodeFunctions]:
        return [f for f in self._nodes if f.penalty is not None]

    def _whole(self, network: Network, plan: Plan) -> str:
        if self._watching.metric:
            return f"{self._values[0]}({network.variables[self._output.node]}, t)"
        parts = []
        for called, output in zip(self._values, plan.outputs, strict=True):
            result = network.variables[output.node] + ("_z" if output.fused else "")
            parts.append(f"{called}({result}, t)")
        for functions in self._penalising:
            assert functions.penalty is not None
            variable = network.variables[functions.node.id]
            kept = f"*{variable}_kept" if functions.kept else ""
            parts.append(f"[{functions.penalty.name}({kept})]")
        return parts[0] if len(parts) == 1 else f"np.concatenate([{', '.join(parts)}])"


def loss_sums(output: PlannedOutput, result: Array, t: Array) -> Array:
    """Return the sum of the losses and of how many that is."""
    target = output.target(t)
    count = output.loss.counted(target)
    return np.array([output.value(result, target) * count, count])


def metric_sums(output: PlannedOutput, metric: Metric, y: Array, t: Array) -> Array:
    """Return what a metric needs."""
    return metric.sums(output.differences(y), output.differences(output.target(t)))
