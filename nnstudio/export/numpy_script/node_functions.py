"""The functions of a script for one layer: there and back."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import FunctionType
from typing import Any

import numpy as np

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.core.layer import Layer, Step
from nnstudio.core.shapes import Shape, shape_text
from nnstudio.engine.plan import PlannedNode
from nnstudio.export.numpy_script.functions import Function, Library, Written
from nnstudio.export.numpy_script.tidy import tidy
from nnstudio.export.numpy_script.values import (
    CannotPrintError,
    Code,
    Known,
    Many,
    Named,
    Partial,
    Sizes,
    Store,
    Value,
    expression,
    name,
    static,
    used_names,
)
from nnstudio.export.source_text import identifier


@dataclass
class NodeFunctions:
    """What one node is in the script.

    Parameters
    ----------
    forward
        Gives the output, then ``z`` where the loss begins there, then what `backward` reads.
    predict
        Gives the output alone, as it is outside of training.
    backward
        Gives the gradients of the ``wanted`` inputs, then those of the weights.
    kept
        How many values forward hands to backward.
    """

    node: PlannedNode
    forward: Function | None = None
    predict: Function | None = None
    backward: Function | None = None
    penalty: Function | None = None
    fused: bool = False
    kept: int = 0
    wanted: tuple[int, ...] = ()
    weights: bool = False
    """Whether backward gives gradients of weights."""


class NodePrinter:
    """Prints the definition of one layer, for its place in the drawing.

    Parameters
    ----------
    weights
        The shapes of its weights by name; none where it has none.
    """

    def __init__(self, library: Library, node: PlannedNode, weights: Mapping[str, Shape]) -> None:
        self._library, self._node = library, node
        self._layer = node.layer
        self._called = identifier(node.id)
        self._weights = weights
        ports = node.layer.inputs or ("x",)
        plain = [re.sub(r"\W", "_", port) for port in ports]
        shapes = node.input_shapes or (node.shape,)
        self._inputs = [name(p, (None, *s)) for p, s in zip(plain, shapes, strict=False)]
        library.node = node.id
        library.variables |= {*plain, "dy", "dz"}

    def predict(self) -> Function:
        """Return the function that predicts."""
        written, y, _ = self._forward(training=False)
        wanted = self._library.name(f"{self._called}_predict")
        return self._named(written, wanted, y, self._remark())

    def train(
        self, wanted: tuple[int, ...], learns: bool, fused: bool, training: bool = True
    ) -> NodeFunctions:
        """Return the functions there and back.

        Parameters
        ----------
        wanted
            The inputs whose gradient is needed.
        learns
            Whether that of the weights is.
        training
            False gives the way there as it is outside of training.
        """
        forward, y, saved = self._forward(self._node.in_training(training))
        found = NodeFunctions(self._node, fused=fused, wanted=wanted)
        names, renamed = self._saved(forward, saved)
        used: set[str] = set()
        backward = results = None
        if wanted or learns:
            backward, results, found.weights = self._backward(renamed, wanted, learns, fused)
            used |= _read(backward, results)
        penalty = None
        if self._node.penalises:
            layer = type(self._layer)
            taken = list(names)
            penalty = self._library.write(_plain(layer.penalty), [self._me(), renamed], taken)
            used |= _read(penalty, penalty.block.lift(penalty.result))
        kept = {new: old for new, old in names.items() if new in used}
        found.kept = len(kept)
        parts = [self._lift(forward, y)]
        if fused:
            parts.append(self._lift(forward, saved.items["z"]))
        if kept:
            parts.append(ast.Tuple([old.node for old in kept.values()], ast.Load()))
        result = parts[0] if len(parts) == 1 else ast.Tuple(parts, ast.Load())
        called = self._library.name(f"{self._called}_{'forward' if training else 'predict'}")
        found.forward = forward.function(called, self._parameters, result, self._remark())
        if backward is not None and results is not None:
            start = "dz" if fused else "dy"
            called = self._library.name(f"{self._called}_backward")
            found.backward = backward.function(called, [start, *kept], results)
        if penalty is not None:
            called = self._library.name(f"{self._called}_penalty")
            result = penalty.block.lift(penalty.result)
            found.penalty = penalty.function(called, list(kept), result)
        for function in (found.forward, found.backward, found.penalty):
            if function is not None:
                function.nodes = [self._node.id]
        return found

    # ---- there ----

    def _forward(self, training: bool) -> tuple[Written, Value, Named]:
        layer = type(self._layer)
        arguments = [self._me(), self._w(), self._step(training), *self._inputs]
        written = self._library.write(_plain(layer.forward), arguments)
        if not isinstance(written.result, Many) or len(written.result.items) != 2:
            raise CannotPrintError("its result cannot be taken apart")
        y, saved = written.result.items
        if not isinstance(saved, Named):
            raise CannotPrintError("what it saves cannot be taken apart")
        for key, value in saved.items.items():
            saved.items[key] = written.block.atom(value, str(key))
        shape: Sizes = (None, *self._node.shape)
        if isinstance(y, Code):
            y = Code(y.node, shape)
        for key, value in saved.items.items():
            alike = isinstance(y, Code) and isinstance(value, Code) and _equal(value.node, y.node)
            if alike or (key == "z" and isinstance(self._layer, ActivatedLayer)):
                assert isinstance(value, Code)
                saved.items[key] = Code(value.node, shape)
        return written, y, saved

    def _saved(self, forward: Written, saved: Named) -> tuple[dict[str, Code], Named]:
        """Return what is saved by the names that backward has for it, and as backward sees it."""
        names: dict[str, Code] = {}
        seen: dict[str, str] = {}

        def rename(key: str, value: Value) -> Value:
            if static(value):
                return value
            if isinstance(value, Many):
                parts = enumerate(value.items)
                return Many([rename(f"{key}_{n}", part) for n, part in parts], value.changeable)
            if not isinstance(value, Code):
                raise CannotPrintError(f"what it saves as {key} cannot be handed on")
            if not isinstance(value.node, ast.Name):
                return value  # a weight, or how many samples there are
            called = seen.setdefault(value.node.id, key)
            names.setdefault(called, value)
            return name(called, value.shape)

        renamed = {key: rename(identifier(str(key)), v) for key, v in saved.items.items()}
        return names, Named({**renamed})

    # ---- back ----

    def _backward(
        self, saved: Named, wanted: tuple[int, ...], learns: bool, fused: bool
    ) -> tuple[Written, ast.expr, bool]:
        layer: Any = type(self._layer)
        function = layer.pre_activation_backward if fused else layer.backward
        start = name("dz" if fused else "dy", (None, *self._node.shape))
        arguments = [self._me(), self._w(), self._step(self._node.in_training(True)), saved, start]
        written = self._library.write(_plain(function), arguments)
        result = written.result
        if not isinstance(result, Many) or len(result.items) != 2:
            raise CannotPrintError("its gradients cannot be taken apart")
        dxs, dws = result.items
        if not isinstance(dws, Named):
            raise CannotPrintError("its gradients cannot be taken apart")
        parts = [self._part(written, dxs, number) for number in wanted]
        keys = {f"{self._node.holder}/{key}": value for key, value in dws.items.items()}
        if learns and keys:
            parts.append(self._lift(written, Named({**keys})))
        whole = parts[0] if len(parts) == 1 else ast.Tuple(parts, ast.Load())
        return written, whole, bool(learns and keys)

    def _part(self, written: Written, dxs: Value, number: int) -> ast.expr:
        if isinstance(dxs, Many):
            return self._lift(written, dxs.items[number])
        whole = written.block.atom(dxs, "dxs")
        return self._lift(written, written.block.part(whole, Known(number)))

    # ---- what the definitions get ----

    @property
    def _parameters(self) -> list[str]:
        return [used for x in self._inputs for used in used_names(x.node)]

    def _me(self) -> Value:
        return Known(self._layer)

    def _w(self) -> Value:
        found = {
            key: expression(f"W[{f'{self._node.holder}/{key}'!r}]", shape)
            for key, shape in self._weights.items()
        }
        return Named({**found})

    def _step(self, training: bool) -> Value:
        rng = expression(f"RNG[{self._node.id!r}]")
        state = Named() if self._node.shares else Store("STATE", self._node.id)
        known = Step(training, np.random.default_rng(0))
        return Partial(
            known,
            {
                "training": Known(training),
                "rng": rng,
                "state": state,
                "carry": Known(False),
                "samples": Known(0),
            },
        )

    def _remark(self) -> str:
        return f"{remark(self._layer)}: {_shapes(self._node)}"

    def _lift(self, written: Written, value: Value) -> ast.expr:
        return written.block.lift(value)

    def _named(self, written: Written, called: str, y: Value, text: str) -> Function:
        function = written.function(called, self._parameters, self._lift(written, y), text)
        function.nodes = [self._node.id]
        return function


def remark(layer: Layer) -> str:
    """Return what a layer is, with the settings that are not as usual."""
    changed = [
        f"{key}={value!r}".replace('"', "'")
        for key, value in layer.values().items()
        if value != layer.default_of(key) and key in layer.visible_params()
    ]
    return f"{layer.name}({', '.join(changed)})"


def _shapes(node: PlannedNode) -> str:
    before = " + ".join(shape_text(shape) for shape in node.input_shapes)
    after = shape_text(node.shape)
    return f"{before} -> {after}" if before else after


def _plain(function: Any) -> FunctionType:
    assert isinstance(function, FunctionType)
    return function


def _equal(a: ast.expr, b: ast.expr) -> bool:
    return ast.dump(a) == ast.dump(b)


def _read(written: Written, results: ast.expr) -> set[str]:
    """Return the names that matter for results."""
    names = used_names(results)
    body = tidy(written.block.statements, [*names, "W", "STATE"])
    return names | {n for statement in body for n in used_names(statement)}
