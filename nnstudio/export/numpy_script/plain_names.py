"""Gives the variables of a printed function the plainest names they can have."""

from __future__ import annotations

import ast
import re

_NUMBERED = re.compile(r"^(.*?)_(\d+)$")


def with_plain_names(body: list[ast.stmt], kept: set[str]) -> list[ast.stmt]:
    """Return statements in which ``z_2`` is called ``z`` where the first ``z`` is no longer read.

    Parameters
    ----------
    kept
        Names that stay as they are, such as those of parameters.
    """
    while True:
        places = _places(body)
        for name in sorted(places):
            found = _NUMBERED.match(name)
            if found is None or name in kept:
                continue
            lower = [found[1], *(f"{found[1]}_{n}" for n in range(2, int(found[2])))]
            free = (
                base
                for base in lower
                if base not in kept and _free(places.get(base), places[name], body, base)
            )
            base = next(free, None)
            if base is not None:
                body = [_Renaming(name, base).visit(statement) for statement in body]
                break
        else:
            return [statement for statement in body if not _says_nothing(statement)]


def _says_nothing(statement: ast.stmt) -> bool:
    """Return whether a variable gets its own value."""
    if not isinstance(statement, ast.Assign):
        return False
    target, value = statement.targets[0], statement.value
    return isinstance(target, ast.Name) and isinstance(value, ast.Name) and target.id == value.id


def _free(
    before: tuple[int, int] | None, own: tuple[int, int], body: list[ast.stmt], base: str
) -> bool:
    """Return whether the plain name is no longer read where the other begins."""
    if before is None:
        return False  # it may be a function's
    if before[1] < own[0]:
        return True
    first = body[own[0]]
    if before[1] > own[0] or not isinstance(first, ast.Assign):
        return False
    targets = {n.id for t in first.targets for n in ast.walk(t) if isinstance(n, ast.Name)}
    return base not in targets


def _places(body: list[ast.stmt]) -> dict[str, tuple[int, int]]:
    """Return by name the first and the last statement in which it occurs."""
    found: dict[str, tuple[int, int]] = {}
    for place, statement in enumerate(body):
        for node in ast.walk(statement):
            if isinstance(node, ast.Name):
                found[node.id] = (found.get(node.id, (place, place))[0], place)
    return found


def replaced(expression: ast.expr, name: str, value: ast.expr) -> ast.expr:
    """Return an expression with another in the place of a name."""
    found = _Renaming(name, value).visit(expression)
    assert isinstance(found, ast.expr)
    return found


class _Renaming(ast.NodeTransformer):
    def __init__(self, old: str, new: str | ast.expr) -> None:
        self._old, self._new = old, new

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id != self._old:
            return node
        return ast.Name(self._new, node.ctx) if isinstance(self._new, str) else self._new
