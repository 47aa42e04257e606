"""Expressions of definitions, with what is known filled in."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable
from types import ModuleType
from typing import Any

import numpy as np

from nnstudio.export.numpy_script.block import Block
from nnstudio.export.numpy_script.lifting import index
from nnstudio.export.numpy_script.values import (
    CannotPrintError,
    Closure,
    Code,
    Known,
    Many,
    Method,
    Named,
    Partial,
    Value,
    is_one,
    one,
    plain,
    static,
)
from nnstudio.export.numpy_script.views import viewed


class Expressions(Block):
    """Finds the value of expressions."""

    def call(self, node: ast.Call) -> Value:
        """Return the value of a call."""
        raise NotImplementedError

    def apply(self, target: Value, arguments: list[Value], keywords: dict[str, Value]) -> Value:
        """Return what a function gives."""
        raise NotImplementedError

    def value(self, node: ast.expr) -> Value:
        """Return the value of an expression."""
        method = getattr(self, f"_of_{type(node).__name__.lower()}", None)
        if method is None:
            raise CannotPrintError(f"there are no words for {type(node).__name__}")
        found: Value = method(node)
        return found

    def _of_lambda(self, node: ast.Lambda) -> Value:
        return Closure(node, self.frame.variables, self.frame.function)

    # ---- names and parts ----

    def _of_constant(self, node: ast.Constant) -> Value:
        return Known(node.value)

    def _of_name(self, node: ast.Name) -> Value:
        frame = self.frame
        if node.id in frame.variables:
            return frame.variables[node.id]
        for place in (_closure(frame.function), frame.function.__globals__, vars(builtins)):
            if node.id in place:
                return Known(place[node.id], _path(place[node.id], node.id))
        raise CannotPrintError(f"{node.id} is not known")

    def _of_attribute(self, node: ast.Attribute) -> Value:
        return self.attribute(self.value(node.value), node.attr)

    def attribute(self, owner: Value, attr: str) -> Value:
        """Return an attribute of a value."""
        if isinstance(owner, Partial):
            if attr in owner.attributes:
                return owner.attributes[attr]
            found = getattr(type(owner.known), attr, None)
            if callable(found) and not isinstance(found, type):
                return Method(owner, found)
            if isinstance(found, property) and found.fget is not None:
                return self.method_result(Method(owner, found.fget))
            return Known(getattr(owner.known, attr))
        if isinstance(owner, Known):
            path = f"{owner.path}.{attr}" if owner.path and _has_paths(owner.value) else ""
            return Known(getattr(owner.value, attr), path)
        if isinstance(owner, Code):
            return self._array_attribute(owner, attr)
        raise CannotPrintError(f"a {type(owner).__name__} has no {attr}")

    def method_result(self, method: Method) -> Value:
        """Return what a method without arguments gives."""
        raise NotImplementedError

    def _array_attribute(self, array: Code, attr: str) -> Value:
        shape = array.shape
        if attr == "dtype":
            return Known(np.dtype(np.float32))
        if attr == "ndim" and shape is not None:
            return Known(len(shape))
        if attr == "shape" and shape is not None and array.atomic:
            return Many([self._length(array) if n is None else Known(n) for n in shape])
        if attr == "size" and shape is not None and None not in shape:
            return Known(int(np.prod([n or 0 for n in shape])))
        turned = tuple(reversed(shape)) if attr == "T" and shape is not None else None
        return Code(ast.Attribute(array.node, attr, ast.Load()), turned)

    def _length(self, array: Code) -> Code:
        return Code(ast.Call(ast.Name("len", ast.Load()), [array.node], []), ())

    def _of_subscript(self, node: ast.Subscript) -> Value:
        return self.part(self.value(node.value), self.value(node.slice))

    def part(self, owner: Value, key: Value) -> Value:
        """Return ``owner[key]``."""
        if isinstance(owner, Named) and isinstance(key, Known):
            return owner.items[key.value]
        if isinstance(owner, Many) and isinstance(key, Known):
            number: Any = key.value
            found = owner.items[number]
            return Many(found, owner.changeable) if isinstance(found, list) else found
        if is_one(owner) and static(key):
            return one(plain(owner)[plain(key)].shape)  # type: ignore[index]
        if isinstance(owner, Known) and static(key) and not isinstance(owner.value, np.ndarray):
            return Known(owner.value[plain(key)])  # type: ignore[index]
        slots = index(key, self.imports)
        if isinstance(owner, Code) and _takes_all(slots):
            return owner
        shape = viewed(lambda a, k: a[k], [owner, key])
        if isinstance(owner, Code) and shape is not None and shape == owner.shape and _cuts(slots):
            return owner
        return Code(ast.Subscript(self.lift(owner), slots, ast.Load()), shape)

    def _of_slice(self, node: ast.Slice) -> Value:
        parts = [
            Known(None) if p is None else self.value(p) for p in (node.lower, node.upper, node.step)
        ]
        if all(static(part) for part in parts):
            return Known(slice(*(plain(part) for part in parts)))
        return Code(ast.Call(ast.Name("slice", ast.Load()), [self.lift(p) for p in parts], []))

    # ---- sequences ----

    def _of_tuple(self, node: ast.Tuple) -> Value:
        return Many(self.spread(node.elts))

    def _of_list(self, node: ast.List) -> Value:
        return Many(self.spread(node.elts), changeable=True)

    def _of_dict(self, node: ast.Dict) -> Value:
        found: dict[object, Value] = {}
        for key, item in zip(node.keys, node.values, strict=True):
            value = self.value(item)
            if key is None:
                if not isinstance(value, Named):
                    raise CannotPrintError("a dictionary has unknown keys")
                found |= value.items
            else:
                found[plain(self.value(key))] = value
        return Named(found)

    def spread(self, nodes: Iterable[ast.expr]) -> list[Value]:
        """Return the values of expressions, those behind a star one by one."""
        found: list[Value] = []
        for node in nodes:
            if isinstance(node, ast.Starred):
                value = self.value(node.value)
                items = self.known_items(value)
                if items is None:
                    found.append(Code(ast.Starred(self.lift(value), ast.Load())))
                else:
                    found += items
            else:
                found.append(self.value(node))
        return found

    def known_items(self, value: Value) -> list[Value] | None:
        """Return the items of a value, where they can be told."""
        if isinstance(value, Many):
            return list(value.items)
        if isinstance(value, Named):
            return [Known(key) for key in value.items]
        if isinstance(value, Known) and isinstance(value.value, tuple | list | range | dict | str):
            return [Known(item) for item in value.value]
        return None


def _takes_all(slots: ast.expr) -> bool:
    """Return whether an index takes all there is."""
    parts = slots.elts if isinstance(slots, ast.Tuple) else [slots]
    return all(isinstance(p, ast.Slice) and not (p.lower or p.upper or p.step) for p in parts)


def _cuts(slots: ast.expr) -> bool:
    """Return whether an index only cuts off at the ends."""
    parts = slots.elts if isinstance(slots, ast.Tuple) else [slots]
    return all(isinstance(part, ast.Slice) and part.step is None for part in parts)


def _closure(function: Any) -> dict[str, object]:
    cells = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
    return {key: cell.cell_contents for key, cell in cells}


def _has_paths(value: object) -> bool:
    return isinstance(value, ModuleType | np.ufunc)


def _path(value: object, name: str) -> str:
    """Return how a script names something of the surroundings of a definition."""
    if value is np:
        return "np"
    if isinstance(value, ModuleType):
        return value.__name__
    home = getattr(value, "__module__", None) or ""
    return name if callable(value) and not home.startswith("nnstudio") else ""
