"""The script that trains: all phases of a step, and the loop around it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from nnstudio.core.initializers import initial_values
from nnstudio.core.kernels.regularization import held, penalty, penalty_gradient
from nnstudio.core.layer import Weight
from nnstudio.core.starting_weights import StartingWeights
from nnstudio.engine.model import strengths
from nnstudio.engine.plan import PlannedNode
from nnstudio.engine.planned_output import PlannedOutput
from nnstudio.engine.weights import stream
from nnstudio.export.numpy_script.functions import Function
from nnstudio.export.numpy_script.network import Line, Network, passes_on
from nnstudio.export.numpy_script.node_functions import NodeFunctions, identifier
from nnstudio.export.numpy_script.updating import Updating, unparsed
from nnstudio.export.numpy_script.values import (
    Code,
    Known,
    Value,
    expression,
    name,
)
from nnstudio.export.numpy_script.writing import broken
from nnstudio.graph.analysis import Analysis


class Training:
    """Writes the lines of the script that trains a network.

    Parameters
    ----------
    stem
        What the files beside the script are called before their ending.
    """

    def __init__(self, network: Network, analysis: Analysis, stem: str) -> None:
        self._network, self._analysis, self._stem = network, analysis, stem
        self._library = network.library
        self._plan = network.plan
        self._training = analysis.project.training
        self._by_id: dict[str, NodeFunctions] = {}
        self._losses: dict[str, tuple[Function, Function]] = {}

    @property
    def complete(self) -> bool:
        """Whether the script trains."""
        return self._plan is not None and not self._network.refused

    def lines(self) -> list[Line]:
        """Return the whole script."""
        start = self._plain_function(stream)
        nodes = self._network.trained()
        self._by_id = {functions.node.id: functions for functions in nodes}
        body = [*self._functions(nodes)]
        if self.complete:
            body += [*self._loss_functions(), *self._backward_functions(nodes)]
            body += [*self._update_functions(), *self._step(nodes), *self._main()]
        else:
            body += [*self._backward_functions(nodes), *self._problems()]
        weights = [*self._weights()]
        helpers = [
            line for helper in self._library.helpers.values() for line in self._function(helper, "")
        ]
        head = [*self._head(), Line(""), Line("")]
        head += self._function(start, "", gap=False)
        return [*head, *helpers, *weights, *body]

    # ---- what stands before ----

    def _head(self) -> Iterator[Line]:
        self._library.imports.modules |= {"numpy", "zlib"}
        self._library.imports.names.add(("pathlib", "Path"))
        yield Line(f'"""Trains {self._stem} with NumPy alone."""')
        yield Line("")
        for line in self._library.imports.lines():
            yield Line(line)

    def _weights(self) -> Iterator[Line]:
        seed = self._training.seed
        yield Line("")
        yield Line("")
        yield Line("W = {  # the weights before the first step")
        for node in self._network.nodes:
            for key, weight in node.weights:
                full = f"{node.id}/{key}"
                text = self._initial(weight, f"stream({seed}, {full!r})".replace("'", '"'))
                for line in broken(f'    "{full}": {text},'):
                    yield Line(line, (node.id,))
        yield Line("}")
        for slot in self._training.optimizer.slots:
            text = f"{slot.upper()} = {{key: np.zeros_like(w) for key, w in W.items()}}"
            yield Line(text, (), "update")
        chance = [f for f in self._by_id.values() if f.forward and "RNG" in f.forward.names]
        if chance:
            parts = ", ".join(f'"{f.node.id}": stream({seed}, "{f.node.id}")' for f in chance)
            for line in broken(f"RNG = {{{parts}}}"):
                yield Line(line, tuple(f.node.id for f in chance))
        if self._keeps:
            yield Line("STATE = {}  # what a step leaves for the next one", tuple(self._keeps))

    @property
    def _keeps(self) -> list[str]:
        found = self._by_id.values()
        return [f.node.id for f in found if f.forward and "STATE" in f.forward.names]

    def _initial(self, weight: Weight, rng: str) -> str:
        """Return the expression for the values that a weight starts with."""
        given: list[Value] = [Known(weight), expression(rng)]
        written = self._library.write(_any(initial_values), given)
        found = written.expression()
        if found is not None:
            return f"{unparsed(found)}.astype(np.float32)"
        called = self._library.helper(_any(initial_values), [Known(weight), name("rng")])
        return f"{called}({rng}).astype(np.float32)"

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
        found = []
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
            found.append(function)
        return found[0], found[1]

    # ---- one step ----

    def _update_functions(self) -> Iterator[Line]:
        updating = self._updating = Updating(self._library, self._training)
        for function in (updating.clip, updating.factor, updating.update):
            if function is not None:
                yield from self._function(function, "update")

    def _step(self, nodes: list[NodeFunctions]) -> Iterator[Line]:
        rate = ", learning_rate" if self._updating.factor else ""
        yield Line("")
        yield Line("")
        yield Line(f"def train_step(x, t, step{rate}):")
        for text, phase, lines in (
            ("forward", "forward", self._step_forward(nodes)),
            ("loss", "loss", self._step_loss()),
            ("backward", "backward", self._step_backward(nodes)),
            ("update", "update", self._step_update()),
        ):
            yield Line(f"    # {text}", (), phase)
            yield from self._broken(lines)
        yield Line("    return loss")

    def _broken(self, lines: Iterator[Line]) -> Iterator[Line]:
        for line in lines:
            for part in broken(f"    {line.text}"):
                yield Line(part, line.nodes, line.phase)

    def _step_forward(self, nodes: list[NodeFunctions]) -> Iterator[Line]:
        network = self._network
        for functions in nodes:
            node, variable = functions.node, network.variables[functions.node.id]
            if functions.forward is None:
                yield Line(f"{variable} = {network.entering(node)}", (node.id,), "forward")
                continue
            left = [variable, *([f"{variable}_z"] if functions.fused else [])]
            left += [f"{variable}_kept"] if functions.kept else []
            call = network.call(functions.forward, node)
            yield Line(f"{', '.join(left)} = {call}", (node.id,), "forward")

    def _result(self, output: PlannedOutput) -> str:
        return self._network.variables[output.node] + ("_z" if output.fused else "")

    def _step_loss(self) -> Iterator[Line]:
        assert self._plan is not None
        for number, output in enumerate(self._plan.outputs):
            value = f"{self._losses[output.name][0].name}({self._result(output)}, t)"
            weight = f"{output.weight!r} * " if output.weight != 1 else ""
            sign = "+=" if number else "="
            nodes = tuple(dict.fromkeys([output.node, output.name]))
            yield Line(f"loss {sign} {weight}{value}", nodes, "loss")
        for functions in self._by_id.values():
            if functions.penalty is not None:
                variable = self._network.variables[functions.node.id]
                kept = f"*{variable}_kept" if functions.kept else ""
                value = f"{functions.penalty.name}({kept}) / len(x)"
                yield Line(f"loss += {value}", (functions.node.id,), "loss")
        for node, full in self._decaying():
            value = self._expression(penalty, [_weight(full), *map(Known, strengths(node.layer))])
            yield Line(f"loss += {value}", (node.id,), "loss")

    def _decaying(self) -> Iterator[tuple[PlannedNode, str]]:
        for node in self._network.nodes:
            for key, weight in node.weights:
                if weight.decays and not node.frozen and any(strengths(node.layer)):
                    yield node, f"{node.id}/{key}"

    def _step_backward(self, nodes: list[NodeFunctions]) -> Iterator[Line]:
        assert self._plan is not None
        variables, arrived = self._network.variables, set[str]()
        gradients: dict[str, str] = {}
        for output in self._plan.outputs:
            value = f"{self._losses[output.name][1].name}({self._result(output)}, t)"
            variable = ("dz_" if output.fused else "d_") + variables[output.node]
            sign = "=" if variable not in arrived else "+="
            if sign == "+=":
                value = f"{variable} + {value}"
            arrived.add(variable)
            ids = tuple(dict.fromkeys([output.node, output.name]))
            yield Line(f"{variable} = {value}", ids, "backward")
        for functions in reversed(nodes):
            node, variable = functions.node, variables[functions.node.id]
            start = ("dz_" if functions.fused else "d_") + variable
            if functions.backward is None or start not in arrived:
                continue
            sources = [f"d_{variables[node.sources[n]]}" for n in functions.wanted]
            call = f"{functions.backward.name}({start}{', *' if functions.kept else ''}"
            call += f"{variable}_kept)" if functions.kept else ")"
            if passes_on(functions.backward):
                call = start
            left = self._left(functions, sources, arrived, gradients)
            yield Line(f"{', '.join(left)} = {call}", (node.id,), "backward")
            for source, new in zip(sources, left, strict=False):
                if new != source:
                    yield Line(f"{source} = {source} + {new}", (node.id,), "backward")
            if functions.weights:
                own, first = f"dw_{variable}", gradients.get(node.holder)
                if first is None:
                    gradients[node.holder] = own
                elif first != own:
                    text = f"{first} = {{key: {first}[key] + {own}[key] for key in {own}}}"
                    yield Line(text, (node.id, node.holder), "backward")
        merged = " | ".join(gradients.values()) or "{}"
        yield Line(f"gradients = {merged}", (), "backward")
        for node, full in self._decaying():
            value = self._expression(
                penalty_gradient, [_weight(full), *map(Known, strengths(node.layer))]
            )
            text = f'gradients["{full}"] = gradients["{full}"] + {value}'
            yield Line(text, (node.id,), "backward")

    def _left(
        self,
        functions: NodeFunctions,
        sources: list[str],
        arrived: set[str],
        gradients: dict[str, str],
    ) -> list[str]:
        """Return what the gradients are called that a node hands on."""
        left: list[str] = []
        variable = self._network.variables[functions.node.id]
        for number, source in enumerate(sources):
            new = source if source not in arrived else f"{source}_{variable}_{number}"
            arrived.add(source)
            left.append(new)
        return left + ([f"dw_{variable}"] if functions.weights else [])

    def _step_update(self) -> Iterator[Line]:
        updating = self._updating
        if updating.clip is not None:
            yield Line(f"gradients = {updating.clip.name}(gradients)", (), "update")
        parts = ["W[key]", "g", *(f"{slot.upper()}[key]" for slot in updating.slots)]
        parts += [p for p in updating.update.parameters if p in ("step", "learning_rate")]
        learning = tuple(self._plan.learning) if self._plan else ()
        yield Line("for key, g in gradients.items():", learning, "update")
        yield Line(f"    {updating.update.name}({', '.join(parts)})", learning, "update")
        for node, full in self._held():
            limit = node.layer.max_norm if isinstance(node.layer, StartingWeights) else 0.0
            value = self._expression(held, [_weight(full), Known(limit)])
            yield Line(f'W["{full}"] = {value}', (node.id,), "update")
        if self._keeps:
            yield Line("W.update(STATE)", tuple(self._keeps), "update")

    def _held(self) -> Iterator[tuple[PlannedNode, str]]:
        for node in self._network.nodes:
            limited = isinstance(node.layer, StartingWeights) and node.layer.max_norm
            for key, weight in node.weights:
                if weight.decays and not node.frozen and limited:
                    yield node, f"{node.id}/{key}"

    def _expression(self, function: Any, arguments: list[Value]) -> str:
        """Return the call of a function of ours as an expression of one line."""
        found = self._library.write(function, arguments).expression()
        if found is not None:
            return unparsed(found)
        known = [name("w") if isinstance(value, Code) else value for value in arguments]
        called = self._library.helper(function, known)
        given = [unparsed(value.node) for value in arguments if isinstance(value, Code)]
        return f"{called}({', '.join(given)})"

    # ---- the loop around it ----

    def _main(self) -> Iterator[Line]:
        assert self._plan is not None
        training, plan = self._training, self._plan
        yield from map(Line, ["", ""])
        shape = ", ".join(map(str, plan.input_shape))
        yield from map(
            Line,
            (
                "def samples():",
                '    """Return the samples beside this script; random ones where there are none."""',
                "    try:",
                f'        with np.load(Path(__file__).with_name("{self._stem}_data.npz")) as data:',
                '            return data["x"], data["t"]',
                "    except FileNotFoundError:",
                f'        rng = stream({training.seed}, "samples")',
                f"        return rng.random((100, {shape}), np.float32), {self._random_targets()}",
                "",
                "",
                "def train(epochs, show=print):",
                "    x, t = samples()",
                f"    size = {self._batch_size()}",
                "    step, batches = 0, -(-len(x) // size)",
                "    for epoch in range(epochs):",
                f'        order = stream({training.seed}, f"order/{{epoch}}").permutation(len(x))',
                "        for start in range(0, len(x), size):",
                "            chosen = order[start : start + size]",
                "            step += 1",
                *self._rate_lines(),
                f"            loss = train_step(x[chosen], t[chosen], step{self._rate_word})",
                "            show(step, loss)",
                *self._last_lines(),
                "",
                "",
                'if __name__ == "__main__":',
                f"    train({training.epochs})",
                f'    np.savez(Path(__file__).with_name("{self._stem}_weights.npz"), **W)',
            ),
        )

    @property
    def _rate_word(self) -> str:
        return ", rate" if self._updating.factor else ""

    def _rate_lines(self) -> list[str]:
        if self._updating.factor is None:
            return []
        rate, most = self._training.optimizer.learning_rate, self._training.max_steps
        total = f"min(epochs * batches, {most})" if most else "epochs * batches"
        return [
            f"            factor = rate_factor(step, batches, {total}, [], False)",
            f"            rate = {rate!r} * factor",
        ]

    def _last_lines(self) -> list[str]:
        most = self._training.max_steps
        return [f"            if step == {most}:", "                return"] if most else []

    def _batch_size(self) -> str:
        plan = self._training
        if plan.batch_mode == "full":
            return "len(x)"
        return "1" if plan.batch_mode == "single" else f"min({plan.batch_size}, len(x))"

    def _random_targets(self) -> str:
        assert self._plan is not None
        return f"rng.random((100, {self._plan.targets}), np.float32).round()"

    # ---- problems of an incomplete drawing ----

    def _problems(self) -> Iterator[Line]:
        for problem in self._analysis.problems:
            if problem.blocking:
                yield Line("")
                nodes = (problem.node_id,) if problem.node_id else ()
                for line in str(problem.text).splitlines():
                    yield Line(f"# {line}", nodes)


def _weight(full: str) -> Code:
    return expression(f"W[{full!r}]")


def _any(function: Any) -> Any:
    return function
