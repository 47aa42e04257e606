"""The script that trains: all phases of a step, and the loop around it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from nnstudio.core.initializers import initial_values
from nnstudio.core.layer import Weight
from nnstudio.core.text import Text
from nnstudio.engine.planned_output import PlannedOutput
from nnstudio.engine.weights import stream
from nnstudio.export.numpy_script.evaluating import Evaluating
from nnstudio.export.numpy_script.functions import Function
from nnstudio.export.numpy_script.network import Line, Network, passes_on
from nnstudio.export.numpy_script.node_functions import NodeFunctions
from nnstudio.export.numpy_script.sample_facts import SampleFacts
from nnstudio.export.numpy_script.shortened import as_float32, plainer
from nnstudio.export.numpy_script.training_loop import TrainingLoop
from nnstudio.export.numpy_script.training_step import TrainingStep
from nnstudio.export.numpy_script.updating import Updating, unparsed
from nnstudio.export.numpy_script.values import (
    CannotPrintError,
    Known,
    Value,
    name,
)
from nnstudio.export.numpy_script.varying import Varying
from nnstudio.export.numpy_script.watching import Watching
from nnstudio.export.numpy_script.writing import broken
from nnstudio.export.source_text import identifier, in_docstring
from nnstudio.graph.analysis import Analysis

_DRAWS = re.compile(r"\brng\b")


class Training:
    """Writes the lines of the script that trains a network.

    Parameters
    ----------
    stem
        What the files beside the script are called before their ending.
    facts
        What the samples say; None where nobody has read them.
    """

    def __init__(
        self,
        network: Network,
        analysis: Analysis,
        stem: str,
        facts: SampleFacts | None = None,
    ) -> None:
        self._refused = False
        validated = analysis.project.data.validation > 0
        self._facts = facts or SampleFacts(validated=validated, unread=True)
        self._order = self._facts.order
        vary, lanes = self._facts.variation, self._facts.lanes
        self.varying = Varying(vary, lanes) if vary is not None and lanes else None
        self.watching: Watching | None = None
        """What the script does after each epoch, once its lines are written."""
        self._network, self._analysis, self._stem = network, analysis, stem
        self._library = network.library
        self._plan = network.plan
        self._training = analysis.project.training
        self._by_id: dict[str, NodeFunctions] = {}
        self._losses: dict[str, tuple[Function, Function]] = {}
        self._starts: dict[Weight, str] = {}

    @property
    def complete(self) -> bool:
        """Whether the script trains."""
        return self._plan is not None and not self._network.refused and not self._refused

    def lines(self) -> list[Line]:
        """Return the whole script."""
        start = self._plain_function(stream)
        nodes = self._network.trained()
        self._by_id = {functions.node.id: functions for functions in nodes}
        body = [*self._functions(nodes)]
        if self.complete:
            try:
                losses = [*self._loss_functions()]
                body += [*losses, *self._backward_functions(nodes), *self._steps(nodes)]
            except CannotPrintError as error:
                self._refused = True
                body.append(Line(f"# The training cannot be printed: {error}"))
        else:
            body += [*self._backward_functions(nodes), *self._problems()]
        weights = [*self._weights()]
        helpers = [
            line for helper in self._library.helpers.values() for line in self._function(helper, "")
        ]
        head = [*self._head(), Line(""), Line(f"SEED = {self._training.seed}"), Line(""), Line("")]
        head += self._function(start, "", gap=False)
        return [*head, *helpers, *weights, *body]

    # ---- what stands before ----

    def _head(self) -> Iterator[Line]:
        self._library.imports.modules |= {"numpy", "zlib"} | ({"math"} if self._order else set())
        self._library.imports.names.add(("pathlib", "Path"))
        yield Line(f'"""Trains {self._stem} with NumPy alone."""')
        yield Line("")
        for line in self._library.imports.lines():
            yield Line(line)

    def _weights(self) -> Iterator[Line]:
        yield Line("")
        yield Line("")
        yield Line("W = {  # the weights before the first step")
        for node in self._network.nodes:
            for key, weight in node.weights:
                full = f"{node.id}/{key}"
                text = self._initial(weight, f"stream(SEED, {full!r})".replace("'", '"'))
                for line in broken(f'    "{full}": {text},'):
                    yield Line(line, (node.id,))
        yield Line("}")
        for slot in self._training.optimizer.slots:
            text = f"{slot.upper()} = {{key: np.zeros_like(w) for key, w in W.items()}}"
            yield Line(text, (), "update")
        chance = [f for f in self._by_id.values() if f.forward and "RNG" in f.forward.names]
        if chance:
            if self._order is not None:
                yield from self._order.lines()
            parts = ", ".join(f'"{f.node.id}": {self._source(f.node.id)}' for f in chance)
            for line in broken(f"RNG = {{{parts}}}"):
                yield Line(line, tuple(f.node.id for f in chance))
        if self._keeps:
            yield Line("STATE = {}  # what a step leaves for the next one", tuple(self._keeps))

    def _source(self, node_id: str) -> str:
        """Return what a node draws from."""
        if self._order is not None and node_id in self._order.nodes:
            return self._order.expression(node_id)
        return f'stream(SEED, "{node_id}")'

    @property
    def _keeps(self) -> list[str]:
        found = self._by_id.values()
        return [f.node.id for f in found if f.forward and "STATE" in f.forward.names]

    def _initial(self, weight: Weight, rng: str) -> str:
        """Return the expression for the values that a weight starts with."""
        text = self._starts.get(weight)
        if text is None:
            given: list[Value] = [Known(weight), name("rng")]
            found = self._library.write(_any(initial_values), given).expression()
            text = "" if found is None else unparsed(plainer(as_float32(found)))
            # Drawn from twice, a stream must go on and not begin anew.
            if found is None or len(_DRAWS.findall(text)) > 1:
                called = self._library.helper(_any(initial_values), given)
                text = f"{called}(rng).astype(np.float32)"
            self._starts[weight] = text
        return _DRAWS.sub(lambda _: rng, text)

    def _plain_function(self, function: Any) -> Function:
        """Return a function of ours as it is, with all parameters."""
        names = list(function.__code__.co_varnames[: function.__code__.co_argcount])
        library = self._library
        found = library.helpers.pop(library.helper(function, [name(n) for n in names]))
        found.name = function.__name__
        return found

    # ---- functions ----

    def _functions(self, nodes: list[NodeFunctions]) -> Iterator[Line]:
        for functions in nodes:
            node = functions.node
            if functions.forward is not None and not passes_on(functions.forward):
                yield from self._function(functions.forward, "forward")
            reason = self._network.refused.get(node.id)
            if reason is not None:
                yield Line("")
                yield Line(f"# {node.id} cannot be printed: {reason}", (node.id,), "forward")

    def _backward_functions(self, nodes: list[NodeFunctions]) -> Iterator[Line]:
        for functions in reversed(nodes):
            if functions.backward is not None and not passes_on(functions.backward):
                yield from self._function(functions.backward, "backward")

    def _function(self, function: Function, phase: str, gap: bool = True) -> Iterator[Line]:
        nodes = tuple(dict.fromkeys(function.nodes))
        if gap:
            yield Line("")
            yield Line("")
        for line in function.lines():
            yield Line(line, nodes, phase)

    def _loss_functions(self) -> Iterator[Line]:
        assert self._plan is not None
        for output in self._plan.outputs:
            functions = self._loss(output)
            self._losses[output.name] = functions
            yield from self._function(functions[0], "loss")
            yield from self._function(functions[1], "backward")
        for functions_of in self._by_id.values():
            if functions_of.penalty is not None:
                yield from self._function(functions_of.penalty, "loss")

    def _loss(self, output: PlannedOutput) -> tuple[Function, Function]:
        library = self._library
        library.node = output.node
        result = name("z" if output.fused else "y", (None, *output.shape))
        found: list[Function] = []
        targets = self._plan.targets if self._plan else 0
        for method, wanted in (("training_value", "loss"), ("gradient", "loss_gradient")):
            of: Any = getattr(PlannedOutput, method)
            cut = library.write(
                _any(PlannedOutput.target), [Known(output), name("t", (None, targets))]
            )
            t = cut.block.atom(cut.result, "t") if targets > 1 else cut.result
            written = library.write(of, [Known(output), result, t], ["t"])
            block = written.block
            block.statements[:0] = cut.block.statements
            value = block.lift(written.result)
            if method == "gradient" and output.weight != 1:
                value = ast.BinOp(value, ast.Mult(), ast.Constant(output.weight))
            called = library.name(f"{identifier(output.name)}_{wanted}")
            function = written.function(called, ["z" if output.fused else "y", "t"], value)
            function.nodes = list(dict.fromkeys([output.node, output.name]))
            if not found:
                function.remark = in_docstring(str(Text(output.loss.summary)))
            found.append(function)
        return found[0], found[1]

    def _steps(self, nodes: list[NodeFunctions]) -> Iterator[Line]:
        assert self._plan is not None
        network, plan, training, keeps = self._network, self._plan, self._training, self._keeps
        watching = Watching(training, self._facts.validated)
        updating = Updating(self._library, training, watching.higher)
        factor = updating.factor
        watching.remembers = factor is not None and "history" in factor.parameters
        for function in (updating.clip, updating.factor, updating.update):
            if function is not None:
                yield from self._function(function, "update")
        step = TrainingStep(
            network, plan, nodes, self._losses, updating, keeps, self._order is not None, watching
        )
        evaluating = [*self._evaluating(watching, nodes, [term for _, term in step.terms()])]
        yield from step.lines()
        yield from evaluating
        if self.varying is not None:
            yield from map(Line, self.varying.functions(self._library, self._stem))
        self.watching = watching
        data = self._analysis.project.data
        remarks = [*watching.remarks()]
        if self.varying is None and self._facts.unread and data.augmentation.active:
            remarks.append("# The app varies samples at random each time; here they stay.")
        yield from TrainingLoop(
            plan,
            training,
            self._stem,
            updating,
            watching,
            self.varying,
            data.shuffle,
            remarks,
        ).lines()

    def _evaluating(
        self, watching: Watching, nodes: list[NodeFunctions], terms: list[str]
    ) -> Iterator[Line]:
        """Return what computes the watched figure, where that takes functions of its own."""
        if not (watching.validates or watching.tells):
            return
        assert self._plan is not None
        try:
            yield from Evaluating(self._network, self._plan, nodes, watching, terms).lines()
        except CannotPrintError as error:
            watching.refused = str(error)

    # ---- problems of an incomplete drawing ----

    def _problems(self) -> Iterator[Line]:
        for problem in self._analysis.problems:
            if problem.blocking:
                yield Line("")
                nodes = (problem.node_id,) if problem.node_id else ()
                for line in str(problem.text).splitlines():
                    yield Line(f"# {line}", nodes)


def _any(function: Any) -> Any:
    return function
