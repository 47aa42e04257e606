"""Leaves out of a printed function what nobody reads."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from nnstudio.export.numpy_script.values import used_names

_MAKERS = {"zeros", "ones", "empty", "full", "zeros_like", "ones_like", "empty_like", "copy"}
_WRITERS = {"copyto", "put_along_axis", "at"}
_CHANCE = {"rng", "RNG", "next"}


def tidy(statements: list[ast.stmt], wanted: Iterable[str]) -> list[ast.stmt]:
    """Return the statements that matter for some variables, for what is given, and for chance.

    Parameters
    ----------
    wanted
        The variables that are read after the statements, and those that may be changed from
        outside.
    """
    origins = _origins(statements)
    live = set(wanted)
    while True:
        before = len(live)
        for statement in statements:
            _mark(statement, live, origins)
        if len(live) == before:
            return _kept(statements, live, origins)


def _mark(statement: ast.stmt, live: set[str], origins: dict[str, set[str]]) -> None:
    inner = list(_inner(statement))
    for one in inner:
        _mark(one, live, origins)
    if not _matters(statement, live, origins):
        return
    if isinstance(statement, ast.For):
        live |= used_names(statement.iter)
    elif isinstance(statement, ast.If):
        live |= used_names(statement.test)
    elif isinstance(statement, ast.Assign):
        live |= used_names(statement.value)
        for target in statement.targets:
            if isinstance(target, ast.Subscript):
                live |= used_names(target)
    else:
        live |= used_names(statement)


def _matters(statement: ast.stmt, live: set[str], origins: dict[str, set[str]]) -> bool:
    if isinstance(statement, ast.For | ast.If):
        return any(_matters(one, live, origins) for one in _inner(statement))
    if isinstance(statement, ast.Assign):
        if used_names(statement.value) & _CHANCE:
            return True
        return any(_written(target, live, origins) for target in statement.targets)
    if isinstance(statement, ast.AugAssign):
        return _changes(statement.target, live, origins)
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        call = statement.value
        if isinstance(call.func, ast.Attribute):
            if call.func.attr in _WRITERS:
                return _changes(call.args[0], live, origins)
            if call.func.attr == "append":
                return _changes(call.func.value, live, origins)
            for word in call.keywords:
                if word.arg == "out":
                    return _changes(word.value, live, origins)
    return not isinstance(statement, ast.Pass | ast.Continue)


def _written(target: ast.expr, live: set[str], origins: dict[str, set[str]]) -> bool:
    if isinstance(target, ast.Name):
        return target.id in live
    if isinstance(target, ast.Tuple):
        return any(_written(part, live, origins) for part in target.elts)
    return _changes(target, live, origins)


def _changes(place: ast.expr, live: set[str], origins: dict[str, set[str]]) -> bool:
    """Return whether something that is read is changed where this place is."""
    while isinstance(place, ast.Subscript | ast.Attribute):
        place = place.value
    names = used_names(place)
    reached: set[str] = set()
    while names - reached:
        reached |= names
        names = {origin for one in names for origin in origins.get(one, ())}
    return bool(reached & live)


def _origins(statements: list[ast.stmt]) -> dict[str, set[str]]:
    """Return by variable those whose numbers it may share."""
    found: dict[str, set[str]] = {}
    for statement in statements:
        if isinstance(statement, ast.Assign):
            shared = set() if _is_new(statement.value) else used_names(statement.value)
            for target in statement.targets:
                for one in used_names(target) if not isinstance(target, ast.Subscript) else ():
                    found.setdefault(one, set()).update(shared)
        elif isinstance(statement, ast.For):
            for one, items in _turning(statement.target, statement.iter):
                found.setdefault(one, set()).update(used_names(items))
        inner = _origins(list(_inner(statement)))
        for one, others in inner.items():
            found.setdefault(one, set()).update(others)
    return found


def _turning(target: ast.expr, items: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """Give each variable of a loop with what it goes through."""
    if isinstance(target, ast.Tuple) and isinstance(items, ast.Call):
        called = items.func.id if isinstance(items.func, ast.Name) else ""
        if called == "zip" and len(items.args) == len(target.elts):
            for part, through in zip(target.elts, items.args, strict=True):
                yield from _turning(part, through)
            return
        if called == "enumerate":
            yield from _turning(target.elts[1], items.args[0])
            return
    for one in used_names(target):
        yield one, items


def _is_new(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp | ast.Compare | ast.Constant):
        return True
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in _MAKERS
    return False


def _inner(statement: ast.stmt) -> Iterator[ast.stmt]:
    if isinstance(statement, ast.For):
        yield from statement.body
    elif isinstance(statement, ast.If):
        yield from statement.body
        yield from statement.orelse


def _kept(
    statements: list[ast.stmt], live: set[str], origins: dict[str, set[str]]
) -> list[ast.stmt]:
    found: list[ast.stmt] = []
    for statement in statements:
        if isinstance(statement, ast.Pass | ast.Continue):
            found.append(statement)
            continue
        if not _matters(statement, live, origins):
            continue
        if isinstance(statement, ast.For):
            body = _kept(statement.body, live, origins)
            statement = ast.For(statement.target, statement.iter, body, [])
        elif isinstance(statement, ast.If):
            body = _kept(statement.body, live, origins) or [ast.Pass()]
            other = _kept(statement.orelse, live, origins)
            statement = ast.If(statement.test, body, other)
        found.append(statement)
    return found
