"""Calls in definitions: computed now, written out in place, or made functions of the script."""

from __future__ import annotations

import ast
import inspect
from types import FunctionType, MethodType
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from nnstudio.export.numpy_script.block import Frame, definition
from nnstudio.export.numpy_script.built_ins import BuiltIns
from nnstudio.export.numpy_script.callables import (
    bound_to,
    class_of,
    is_ours,
    is_remark,
    makes_numbers,
    type_path,
    uses,
)
from nnstudio.export.numpy_script.values import (
    CannotPrintError,
    Closure,
    Code,
    Known,
    Method,
    Partial,
    Value,
    broadcast,
    codes,
    is_global,
    plain,
    shape_of,
    static,
)
from nnstudio.export.numpy_script.views import VIEW_METHODS, viewed

SAME_SHAPE = ("zeros_like", "ones_like", "empty_like")
NEW = (np.zeros, np.ones, np.empty, np.full)
"""Functions of NumPy that make an array of the shape they are told first."""
VIEWS: tuple[object, ...] = (np.moveaxis, np.broadcast_to, sliding_window_view)
"""Functions of NumPy whose result has a shape that can be told."""
LONG = 2
"""A function outside of a class with more statements than that stays a function."""


class Returned(Exception):
    """The definition that is written out has come to its end."""

    def __init__(self, value: Value) -> None:
        super().__init__()
        self.value = value


class Calls(BuiltIns):
    """Finds the value of calls."""

    def run(self, statements: list[ast.stmt]) -> bool:
        """Write out statements; return whether what follows is never reached."""
        raise NotImplementedError

    def _of_call(self, node: ast.Call) -> Value:
        return self.call(node)

    def call(self, node: ast.Call) -> Value:
        if isinstance(node.func, ast.Name) and node.func.id == "super" and not node.args:
            owner = self.frame.variables["self"]
            known = owner.known if isinstance(owner, Partial) else plain(owner)
            kind: Any = self.frame.kind
            return Known(super(kind, known))
        if isinstance(node.func, ast.Attribute):
            owner = self.value(node.func.value)
            inner = self._inner_method(owner, node)
            if inner is not None:
                return inner
            if isinstance(owner, Code):
                return self._array_method(owner, node)
            target = self.attribute(owner, node.func.attr)
        else:
            target = self.value(node.func)
        arguments = self.spread(node.args)
        keywords = {k.arg or "": self.value(k.value) for k in node.keywords}
        if "" in keywords:
            raise CannotPrintError("a call has unknown keywords")
        return self.apply(target, arguments, keywords)

    def _array_method(self, owner: Code, node: ast.Call) -> Value:
        """Return what a method of an array gives."""
        assert isinstance(node.func, ast.Attribute)
        attr = node.func.attr
        function = ast.Attribute(owner.node, attr, ast.Load())
        arguments = self.spread(node.args)
        keywords = {k.arg or "": self.value(k.value) for k in node.keywords}
        found = self._written(function, owner, arguments, keywords)
        shape = owner.shape if attr in ("copy", "astype", "clip") else None
        if attr in VIEW_METHODS:
            shape = viewed(getattr(np.ndarray, attr), [owner, *arguments], keywords)
        if attr == "reshape" and shape is not None and shape == owner.shape:
            return owner
        return Code(self.lift(found), shape)

    def apply(self, target: Value, arguments: list[Value], keywords: dict[str, Value]) -> Value:
        if isinstance(target, Method):
            return self.enter(target.function, [target.owner, *arguments], keywords)
        if isinstance(target, Closure):
            names = [argument.arg for argument in target.node.args.args]
            given = dict(zip(names, arguments, strict=True))
            self.frames.append(Frame(target.function, target.variables | given))
            try:
                return self.value(target.node.body)
            finally:
                self.frames.pop()
        if not isinstance(target, Known):
            return self._written(self.lift(target), target, arguments, keywords)
        function: Any = target.value
        special = getattr(self, f"_call_{getattr(function, '__name__', '')}", None)
        if special is not None and not is_ours(function):
            found: Value | None = special(arguments, keywords)
            if found is not None:
                return found
        known = all(static(v) for v in (*arguments, *keywords.values()))
        stays = target.path.startswith(("np.", "product")) and not makes_numbers(function)
        if known and not stays:
            result = self._computed(function, arguments, keywords)
            if result is not None:
                return result
        if is_ours(function):
            return self._own_function(function, arguments, keywords)
        if isinstance(function, type) and issubclass(function, np.number) and arguments:
            return self._converted(arguments[0], target)
        return self._written(self.lift(target), target, arguments, keywords)

    def _computed(
        self, function: Any, arguments: list[Value], keywords: dict[str, Value]
    ) -> Value | None:
        if inspect.isgeneratorfunction(function):
            return None
        result = function(*map(plain, arguments), **{k: plain(v) for k, v in keywords.items()})
        if isinstance(result, np.ndarray):
            return None
        if isinstance(result, zip | enumerate | reversed):
            return Known(tuple(result))
        return Known(result)

    def _converted(self, value: Value, target: Known) -> Value:
        """Return a number in another type: plain whole sums and products stay as they are."""
        return self._written(self.lift(Known(target.value, type_path(target))), target, [value], {})

    def _written(
        self,
        function: ast.expr,
        target: Value,
        arguments: list[Value],
        keywords: dict[str, Value],
    ) -> Value:
        words = [
            ast.keyword(key, self.lift(value))
            for key, value in keywords.items()
            if not (key == "strict" and isinstance(function, ast.Name))
        ]
        shape = None
        if isinstance(target, Known) and isinstance(target.value, np.ufunc):
            shape = broadcast(*(shape_of(a) for a in arguments))
        if isinstance(function, ast.Attribute) and function.attr in SAME_SHAPE and arguments:
            shape = shape_of(arguments[0])
        if isinstance(target, Known) and target.value in VIEWS:
            function_of: Any = target.value
            shape = viewed(function_of, arguments, keywords)
        if isinstance(target, Known) and target.value in NEW:
            shape = viewed(lambda sizes: np.broadcast_to(0.0, sizes), arguments[:1])
        if isinstance(target, Known) and target.value is np.where:
            shape = broadcast(*(shape_of(a) for a in arguments))
        others = arguments[1:] if getattr(function, "attr", "") == "where" else arguments
        plain = any(isinstance(a, Code) and not self.is_truth(a.node) for a in others)
        given = [self.lift(a) if plain else self.typed(a) for a in arguments]
        return Code(ast.Call(function, given, words), shape)

    # ---- functions of ours ----

    def _own_function(
        self, function: Any, arguments: list[Value], keywords: dict[str, Value]
    ) -> Value:
        if isinstance(function, MethodType):
            return self.enter(function.__func__, [Known(function.__self__), *arguments], keywords)
        if isinstance(function, type):
            if all(static(v) for v in (*arguments, *keywords.values())):
                return Known(
                    function(*map(plain, arguments), **{k: plain(v) for k, v in keywords.items()})
                )
            raise CannotPrintError(f"{function.__name__} would be made of what is not known")
        return self.enter(function, arguments, keywords)

    def enter(self, function: Any, arguments: list[Value], keywords: dict[str, Value]) -> Value:
        """Write out a function in place, or call it where it became a function of the script."""
        if not isinstance(function, FunctionType):
            function = inspect.unwrap(function)
        bound = bound_to(function, arguments, keywords)
        kind = class_of(function, arguments[0]) if arguments else None
        single = [s for s in definition(function).body if not is_remark(s)]
        nameless = any(isinstance(value, Closure) for value in bound.values())
        flat = all(isinstance(value, Known | Code) for value in bound.values())
        long = kind is None and len(single) > LONG and flat and not nameless
        if not inspect.isgeneratorfunction(function) and not long:
            written = len(self.statements)
            try:
                return self.inline(function, kind, bound)
            except CannotPrintError:
                del self.statements[written:]
        return self._by_name(function, kind, list(bound.values()))

    def write_out(self, function: FunctionType, arguments: list[Value]) -> Value:
        """Write out a function in place, however long it is, and return its value."""
        kind = class_of(function, arguments[0]) if arguments else None
        return self.inline(function, kind, bound_to(function, arguments, {}))

    def _by_name(self, function: FunctionType, kind: type | None, values: list[Value]) -> Value:
        called = self.helper(function, kind, values)
        given = [code.node for value in values for code in codes(value) if not is_global(code.node)]
        return Code(ast.Call(ast.Name(called, ast.Load()), given, []))

    def inline(self, function: FunctionType, kind: type | None, bound: dict[str, Value]) -> Value:
        """Write out a function in place and return its value."""
        tree = definition(function)
        single = sum(not is_remark(statement) for statement in tree.body) == 1
        for key, value in bound.items():
            if not single or uses(tree, key) > 1:
                bound[key] = self.atom(value, key)
        if len(self.frames) > 40:
            raise CannotPrintError(f"{function.__name__} calls itself")
        self.frames.append(Frame(function, dict(bound), kind))
        try:
            self.run(tree.body)
        except Returned as returned:
            return returned.value
        finally:
            self.frames.pop()
        return Known(None)

    def method_result(self, method: Method) -> Value:
        return self.enter(method.function, [method.owner], {})
