"""Expressions of definitions, with what is known filled in."""

from __future__ import annotations

import ast
import builtins
import operator
from collections.abc import Callable, Iterable
from contextlib import contextmanager
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
    broadcast,
    plain,
    shape_of,
    static,
)
from nnstudio.export.numpy_script.views import viewed

OPERATIONS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul,
    ast.Div: operator.truediv, ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod,
    ast.Pow: operator.pow, ast.BitOr: operator.or_, ast.BitAnd: operator.and_,
    ast.BitXor: operator.xor, ast.LShift: operator.lshift, ast.RShift: operator.rshift,
    ast.MatMult: operator.matmul,
    ast.USub: operator.neg, ast.UAdd: operator.pos, ast.Invert: operator.invert,
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le,
    ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Is: operator.is_, ast.IsNot: operator.is_not,
}  # fmt: skip
MOST_TURNS = 16
"""Comprehensions over at most so many known items are written out."""


class Expressions(Block):
    """Finds the value of expressions."""

    def call(self, node: ast.Call) -> Value:
        """Return the value of a call."""
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
        if isinstance(owner, Known) and static(key) and not isinstance(owner.value, np.ndarray):
            return Known(owner.value[plain(key)])  # type: ignore[index]
        slots = index(key, self.imports)
        if isinstance(owner, Code) and _takes_all(slots):
            return owner
        shape = viewed(lambda a, k: a[k], [owner, key])
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

    # ---- arithmetic ----

    def _of_binop(self, node: ast.BinOp) -> Value:
        return self.combine(node.op, self.value(node.left), self.value(node.right))

    def combine(self, op: ast.operator, left: Value, right: Value) -> Value:
        """Return the value of two with an operator between."""
        if isinstance(left, Named) and isinstance(right, Named) and isinstance(op, ast.BitOr):
            return Named(left.items | right.items)
        if isinstance(op, ast.Add) and isinstance(left, Many):
            return Many(left.items + (self.known_items(right) or []), left.changeable)
        if isinstance(op, ast.Mult) and isinstance(left, Many) and isinstance(right, Known):
            return Many(left.items * right.value, left.changeable)  # type: ignore[operator]
        if static(left) and static(right):
            return Known(OPERATIONS[type(op)](plain(left), plain(right)))
        a, b = shape_of(left), shape_of(right)
        shape = _product_shape(a, b) if isinstance(op, ast.MatMult) else broadcast(a, b)
        a_node, b_node = self._beside(left, right), self._beside(right, left)
        return Code(ast.BinOp(a_node, op, b_node), shape)

    def _beside(self, value: Value, other: Value) -> ast.expr:
        """Return a value as it stands beside another: a plain number takes the other's type."""
        number = isinstance(value, Known) and isinstance(value.value, np.float32)
        if isinstance(other, Code) and self.is_truth(other.node):
            return self.typed(value) if number else self.lift(value)
        if isinstance(value, Code) and isinstance(other, Code):
            return _plain_number(value.node)
        return self.lift(value)

    def typed(self, value: Value) -> ast.expr:
        """Return a number together with its type."""
        node = self.lift(value)
        if isinstance(value, Known) and isinstance(value.value, np.float32):
            self.imports.use("np", np)
            return ast.Call(ast.parse("np.float32", mode="eval").body, [node], [])
        return node

    def _of_unaryop(self, node: ast.UnaryOp) -> Value:
        value = self.value(node.operand)
        if isinstance(node.op, ast.Not):
            truth = self.truth(value)
            if truth is not None:
                return Known(not truth)
        elif static(value):
            return Known(OPERATIONS[type(node.op)](plain(value)))
        return Code(ast.UnaryOp(node.op, self.lift(value)), shape_of(value))

    def _of_compare(self, node: ast.Compare) -> Value:
        values = [self.value(n) for n in (node.left, *node.comparators)]
        if isinstance(node.ops[0], ast.In | ast.NotIn) and isinstance(values[1], Named):
            inside = plain(values[0]) in values[1].items
            return Known(inside is isinstance(node.ops[0], ast.In))
        if all(static(v) for v in values):
            known = [plain(v) for v in values]
            pairs = zip(node.ops, known[:-1], known[1:], strict=True)
            return Known(all(_compared(op, a, b) for op, a, b in pairs))
        if isinstance(node.ops[0], ast.Is | ast.IsNot) and plain(values[1]) is None:
            return Known(isinstance(node.ops[0], ast.IsNot))
        lifted = [self.lift(v) for v in values]
        shape = broadcast(*(shape_of(v) for v in values))
        return Code(ast.Compare(lifted[0], node.ops, lifted[1:]), shape)

    def _of_boolop(self, node: ast.BoolOp) -> Value:
        kept: list[Value] = []
        for number, one in enumerate(node.values):
            value = self.value(one)
            truth = self.truth(value)
            last = number == len(node.values) - 1
            if truth is not None and not last and truth is isinstance(node.op, ast.And):
                continue  # it decides nothing
            kept.append(value)
            if truth is not None and truth is not isinstance(node.op, ast.And):
                break
        if len(kept) == 1:
            return kept[0]
        return Code(ast.BoolOp(node.op, [self.lift(v) for v in kept]))

    def _of_ifexp(self, node: ast.IfExp) -> Value:
        test = self.value(node.test)
        truth = self.truth(test)
        if truth is not None:
            return self.value(node.body if truth else node.orelse)
        with self.no_statements():
            body, other = self.value(node.body), self.value(node.orelse)
        return Code(ast.IfExp(self.lift(test), self.lift(body), self.lift(other)))

    def truth(self, value: Value) -> bool | None:
        """Return whether a value is true; None where only the script can tell."""
        if isinstance(value, Many | Named):
            return bool(value.items)
        return bool(plain(value)) if static(value) else None

    def _of_joinedstr(self, node: ast.JoinedStr) -> Value:
        parts = [
            self.value(v.value if isinstance(v, ast.FormattedValue) else v) for v in node.values
        ]
        return Known("".join(str(plain(part)) for part in parts))

    # ---- comprehensions ----

    def _of_listcomp(self, node: ast.ListComp) -> Value:
        return self._comprehension(node, [node.elt], changeable=True)

    def _of_generatorexp(self, node: ast.GeneratorExp) -> Value:
        return self._comprehension(node, [node.elt], changeable=False)

    def _of_setcomp(self, node: ast.SetComp) -> Value:
        return self._comprehension(node, [node.elt], changeable=False)

    def _of_dictcomp(self, node: ast.DictComp) -> Value:
        return self._comprehension(node, [node.key, node.value], changeable=False)

    def _comprehension(self, node: Any, results: list[ast.expr], changeable: bool) -> Value:
        outer = dict(self.frame.variables)
        found: list[list[Value]] = []
        try:
            if self._turns(node.generators, results, found):
                if isinstance(node, ast.DictComp):
                    return Named({plain(key): item for key, item in found})
                return Many([item for (item,) in found], changeable)
            self.frame.variables.update(outer)
            return self._written_comprehension(node, results)
        finally:
            self.frame.variables = outer

    def _turns(
        self, loops: list[ast.comprehension], results: list[ast.expr], found: list[list[Value]]
    ) -> bool:
        """Write out the turns of known loops; return whether they are known."""
        if not loops:
            found.append([self.value(result) for result in results])
            return True
        items = self.known_items(self.value(loops[0].iter))
        if items is None or len(items) > MOST_TURNS:
            return False
        for item in items:
            self.unpack(loops[0].target, item)
            truths = [self.truth(self.value(test)) for test in loops[0].ifs]
            if None in truths:
                return False
            if all(truths) and not self._turns(loops[1:], results, found):
                return False
        return True

    def _written_comprehension(self, node: Any, results: list[ast.expr]) -> Value:
        loops: list[ast.comprehension] = []
        with self.no_statements():
            for loop in node.generators:
                items = self.lift(self.value(loop.iter))
                target = self.new_target(loop.target)
                tests = [self.lift(self.value(test)) for test in loop.ifs]
                loops.append(ast.comprehension(target, items, tests, 0))
            parts = [self.lift(self.value(result)) for result in results]
        return Code(type(node)(*parts, loops))

    def new_target(self, target: ast.expr) -> ast.expr:
        """Give the variables of a loop names in the script."""
        if isinstance(target, ast.Tuple):
            return ast.Tuple([self.new_target(part) for part in target.elts], ast.Store())
        if not isinstance(target, ast.Name):
            raise CannotPrintError("a loop has an unusual variable")
        if target.id == "_":
            return target
        new = self.fresh(target.id)
        self.frame.own.add(new)
        self.frame.variables[target.id] = Code(ast.Name(new, ast.Load()))
        return ast.Name(new, ast.Store())

    def unpack(self, target: ast.expr, value: Value) -> None:
        """Let the names on the left of an assignment have what stands on its right."""
        raise NotImplementedError

    @contextmanager
    def no_statements(self) -> Any:
        """Refuse statements where they would not stand in their place."""
        with self.elsewhere() as written:
            yield
        if written:
            raise CannotPrintError("a condition would need statements of its own")


def _takes_all(slots: ast.expr) -> bool:
    """Return whether an index takes all there is."""
    parts = slots.elts if isinstance(slots, ast.Tuple) else [slots]
    return all(isinstance(p, ast.Slice) and not (p.lower or p.upper or p.step) for p in parts)


def _plain_number(node: ast.expr) -> ast.expr:
    """Return what is converted where a call converts a number of Python."""
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "float32"
        and _is_plain_number(node.args[0])
    ):
        return node.args[0]
    return node


def _is_plain_number(node: ast.expr) -> bool:
    """Return whether an expression is made of counts and constants alone: a number of Python."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.BinOp):
        return _is_plain_number(node.left) and _is_plain_number(node.right)
    if isinstance(node, ast.UnaryOp):
        return _is_plain_number(node.operand)
    if isinstance(node, ast.Call):
        known = isinstance(node.func, ast.Name) and node.func.id in ("len", "max", "min", "int")
        lengths = isinstance(node.func, ast.Name) and node.func.id in ("len", "int")
        return known and (lengths or all(_is_plain_number(a) for a in node.args))
    return isinstance(node, ast.Attribute) and node.attr in ("size", "ndim")


def _compared(op: ast.cmpop, a: object, b: Any) -> bool:
    if isinstance(op, ast.In | ast.NotIn):
        return (a in b) is isinstance(op, ast.In)
    return bool(OPERATIONS[type(op)](a, b))


def _product_shape(a: Any, b: Any) -> Any:
    if a is None or b is None or len(a) < 2 or len(b) != 2:
        return None
    return (*a[:-1], b[-1])


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
