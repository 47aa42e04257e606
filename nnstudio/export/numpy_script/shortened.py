"""Joins statements of which one only hands its value to the next."""

from __future__ import annotations

import ast

from nnstudio.export.numpy_script.plain_names import replaced
from nnstudio.export.numpy_script.values import used_names

WIDEST = 84
"""No joined statement is wider."""


def shortened(body: list[ast.stmt]) -> list[ast.stmt]:
    """Return statements without variables that live for one line.

    ``z = x @ w`` and ``z = z + b`` become one, and so do ``d = ...`` and ``return d``.
    """
    found: list[ast.stmt] = []
    body = [_Plainer().visit(statement) for statement in body]
    for number, statement in enumerate(body):
        joined = _joined(found[-1], statement, body[number + 1 :]) if found else None
        if joined is None:
            found.append(statement)
        else:
            found[-1] = joined
    return found


def _joined(first: ast.stmt, second: ast.stmt, rest: list[ast.stmt]) -> ast.stmt | None:
    if not isinstance(first, ast.Assign) or not isinstance(first.targets[0], ast.Name):
        return None
    if not isinstance(second, ast.Assign | ast.Return) or second.value is None:
        return None
    called = first.targets[0].id
    uses = sum(isinstance(n, ast.Name) and n.id == called for n in ast.walk(second.value))
    again = isinstance(second, ast.Assign) and not _gets(second, called)
    if (
        uses != 1
        or again
        or any(called in used_names(s) for s in rest if not _gets(second, called))
    ):
        return None
    if {"RNG", "rng", "next"} & (used_names(first.value) | used_names(second.value)):
        return None
    value = replaced(_copy(second.value), called, first.value)
    if isinstance(second, ast.Return):
        joined: ast.stmt = ast.Return(value)
    else:
        joined = ast.Assign(second.targets, value)
    text = ast.unparse(ast.fix_missing_locations(joined))
    return joined if len(text) <= WIDEST else None


def plainer(node: ast.expr) -> ast.expr:
    """Return an expression in fewer words: ``axis=0`` for ``axis=(0,)``."""
    found = _Plainer().visit(node)
    assert isinstance(found, ast.expr)
    return found


def as_float32(node: ast.expr) -> ast.expr:
    """Return an array's expression with numbers of 32 bits."""
    made = ast.Attribute(node, "astype", ast.Load())
    return ast.Call(made, [ast.parse("np.float32", mode="eval").body], [])


class _Plainer(ast.NodeTransformer):
    def visit_keyword(self, node: ast.keyword) -> ast.keyword:
        self.generic_visit(node)
        if node.arg == "axis" and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 1:
            return ast.keyword("axis", node.value.elts[0])
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr == "astype":
            made = function.value
            new = isinstance(made, ast.Call) and ast.unparse(made.func) in ("np.zeros", "np.ones")
            if new and isinstance(made, ast.Call) and len(made.args) == 1 and not made.keywords:
                return ast.Call(made.func, [*made.args, *node.args], [])
        return node


def _gets(statement: ast.stmt, called: str) -> bool:
    """Return whether a statement gives a variable a new value."""
    if not isinstance(statement, ast.Assign):
        return False
    target = statement.targets[0]
    return isinstance(target, ast.Name) and target.id == called


def _copy(node: ast.expr) -> ast.expr:
    return ast.parse(ast.unparse(ast.fix_missing_locations(node)), mode="eval").body
