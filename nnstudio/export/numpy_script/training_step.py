"""One step of a training as a function: forward, loss, backward, update."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from nnstudio.core.kernels.regularization import held, penalty, penalty_gradient
from nnstudio.core.starting_weights import StartingWeights
from nnstudio.engine.model import strengths
from nnstudio.engine.plan import Plan, PlannedNode
from nnstudio.engine.planned_output import PlannedOutput
from nnstudio.export.numpy_script.functions import Function
from nnstudio.export.numpy_script.network import Line, Network, passes_on
from nnstudio.export.numpy_script.node_functions import NodeFunctions
from nnstudio.export.numpy_script.updating import Updating, unparsed
from nnstudio.export.numpy_script.values import Code, Known, Value, expression, name
from nnstudio.export.numpy_script.watching import Watching
from nnstudio.export.numpy_script.writing import WIDTH, broken


class TrainingStep:
    """Writes the function that does a step.

    Parameters
    ----------
    losses
        By output: the functions of its loss and of that loss's gradient.
    keeps
        The nodes that leave something for the next step.
    ordered
        Whether what draws has to know how many samples there are.
    watching
        Says whether a step gives the outputs, too.
    """

    def __init__(
        self,
        network: Network,
        plan: Plan,
        nodes: Sequence[NodeFunctions],
        losses: Mapping[str, tuple[Function, Function]],
        updating: Updating,
        keeps: Sequence[str],
        ordered: bool,
        watching: Watching,
    ) -> None:
        self._ordered, self._watching = ordered, watching
        self._network, self._plan, self._nodes = network, plan, nodes
        self._losses, self._updating, self._keeps = losses, updating, tuple(keeps)
        self._library = network.library

    def lines(self) -> Iterator[Line]:
        """Return the function of a step."""
        nodes = self._nodes
        rate = ", learning_rate" if self._updating.factor else ""
        yield Line("")
        yield Line("")
        yield Line(f"def train_step(x, t, step{rate}):")
        if self._ordered:
            yield Line("    Chance.samples = len(x)", (), "forward")
        for text, phase, lines in (
            ("forward", "forward", forward_lines(self._network, nodes)),
            ("loss", "loss", self._step_loss()),
            ("backward", "backward", self._step_backward(nodes)),
            ("update", "update", self._step_update()),
        ):
            yield Line(f"    # {text}", (), phase)
            yield from self._broken(lines)
        told = self._watching.tells
        y = f", {self._network.variables[self._plan.outputs[0].node]}" if told else ""
        yield Line(f"    return loss{y}")

    def _broken(self, lines: Iterator[Line]) -> Iterator[Line]:
        for line in lines:
            for part in broken(f"    {line.text}"):
                yield Line(part, line.nodes, line.phase)

    def _result(self, output: PlannedOutput) -> str:
        return self._network.variables[output.node] + ("_z" if output.fused else "")

    def _step_loss(self) -> Iterator[Line]:
        for number, output in enumerate(self._plan.outputs):
            value = f"{self._losses[output.name][0].name}({self._result(output)}, t)"
            weight = f"{output.weight!r} * " if output.weight != 1 else ""
            sign = "+=" if number else "="
            nodes = tuple(dict.fromkeys([output.node, output.name]))
            yield Line(f"loss {sign} {weight}{value}", nodes, "loss")
        for functions in self._nodes:
            if functions.penalty is not None:
                variable = self._network.variables[functions.node.id]
                kept = f"*{variable}_kept" if functions.kept else ""
                value = f"{functions.penalty.name}({kept}) / len(x)"
                yield Line(f"loss += {value}", (functions.node.id,), "loss")
        for node_id, value in self.terms():
            yield Line(f"loss += {value}", (node_id,), "loss")

    def terms(self) -> Iterator[tuple[str, str]]:
        """Return what the size of weights adds to the loss, by node."""
        for node, full in self._decaying():
            known = map(Known, strengths(node.layer))
            yield node.id, self._expression(penalty, [_weight(full), *known])

    def _decaying(self) -> Iterator[tuple[PlannedNode, str]]:
        for node in self._network.nodes:
            for key, weight in node.weights:
                if weight.decays and not node.frozen and any(strengths(node.layer)):
                    yield node, f"{node.id}/{key}"

    def _step_backward(self, nodes: Sequence[NodeFunctions]) -> Iterator[Line]:
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
        if len(merged) > WIDTH - 20:
            merged = f"{{{', '.join(f'**{own}' for own in gradients.values())}}}"
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
        learning = self._plan.learning
        yield Line("for key, g in gradients.items():", learning, "update")
        yield Line(f"    {updating.update.name}({', '.join(parts)})", learning, "update")
        for node, full in self._held():
            limit = node.layer.max_norm if isinstance(node.layer, StartingWeights) else 0.0
            value = self._expression(held, [_weight(full), Known(limit)])
            yield Line(f'W["{full}"] = {value}', (node.id,), "update")
        if self._keeps:
            yield Line("W.update(STATE)", self._keeps, "update")

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


def forward_lines(network: Network, nodes: Iterable[NodeFunctions]) -> Iterator[Line]:
    """Return the lines that compute all layers."""
    for functions in nodes:
        node, variable = functions.node, network.variables[functions.node.id]
        if functions.forward is None:
            yield Line(f"{variable} = {network.entering(node)}", (node.id,), "forward")
            continue
        left = [variable, *([f"{variable}_z"] if functions.fused else [])]
        left += [f"{variable}_kept"] if functions.kept else []
        call = network.call(functions.forward, node)
        yield Line(f"{', '.join(left)} = {call}", (node.id,), "forward")


def _weight(full: str) -> Code:
    return expression(f"W[{full!r}]")
