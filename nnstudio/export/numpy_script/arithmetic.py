"""Sums, comparisons and conditions in definitions, with what is known filled in."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from nnstudio.export.numpy_script.expressions import Expressions
from nnstudio.export.numpy_script.values import (
    Code,
    Known,
    Many,
    Named,
    Value,
    broadcast,
    is_one,
    plain,
    shape_of,
    static,
)

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

LONG_NUMBER = 12
"""A number with more signs is written as what it is made of, if that is shorter."""


class Arithmetic(Expressions):
    """Finds the value of what is computed with operators."""

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
            found = OPERATIONS[type(op)](plain(left), plain(right))
            return Known(found, "", self._told(op, left, right, found))
        if isinstance(op, ast.Mult):
            for one, other in ((left, right), (right, left)):
                if is_one(one) and isinstance(other, Code) and not self.is_truth(other.node):
                    shape, brackets = other.shape, shape_of(one) or ()
                    if len(brackets) <= (len(shape) if shape is not None else 0):
                        return other
        a, b = shape_of(left), shape_of(right)
        shape = _product_shape(a, b) if isinstance(op, ast.MatMult) else broadcast(a, b)
        a_node, b_node = self._beside(left, right), self._beside(right, left)
        return Code(ast.BinOp(a_node, op, b_node), shape)

    def _told(self, op: ast.operator, left: Value, right: Value, found: object) -> ast.expr | None:
        """Return what a number is made of, where its digits would hide that: ``1 - 0.999``."""
        numbers = [isinstance(v, Known) and type(v.value) in (int, float) for v in (left, right)]
        if type(found) is not float or not all(numbers) or len(repr(found)) <= LONG_NUMBER:
            return None
        told = ast.BinOp(self.lift(left), op, self.lift(right))
        short = len(ast.unparse(ast.fix_missing_locations(told))) <= len(repr(found))
        return told if short else None

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
