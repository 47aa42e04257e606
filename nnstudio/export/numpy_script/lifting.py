"""Known values as expressions."""

from __future__ import annotations

import ast
from typing import Any

import numpy as np

from nnstudio.export.numpy_script.values import (
    CannotPrintError,
    Code,
    Known,
    Many,
    Named,
    Value,
)


class Imports:
    """What a script has to import."""

    def __init__(self) -> None:
        self.modules: set[str] = set()
        self.names: set[tuple[str, str]] = set()

    def lines(self) -> list[str]:
        """Return the import statements, sorted; NumPy's comes last."""
        plain = [f"import {module}" for module in sorted(self.modules - {"numpy"})]
        names = [f"from {module} import {name}" for module, name in sorted(self.names)]
        own = [line for line in names if "numpy" not in line]
        others = [line for line in names if "numpy" in line]
        return [*sorted(plain), *own, "", "import numpy as np", *others]

    def add(self, other: Imports) -> None:
        """Import what another part of the script needs as well."""
        self.modules |= other.modules
        self.names |= other.names

    def use(self, path: str, value: object) -> None:
        """Note what an expression with a path needs."""
        first = path.split(".")[0]
        if first == "np":
            self.modules.add("numpy")
        elif "." in path:
            self.modules.add(first)
        else:
            module = getattr(value, "__module__", None)
            if module and module != "builtins":
                self.names.add((module, path))


def lift(value: Value, imports: Imports) -> ast.expr:
    """Return the expression that gives a value."""
    if isinstance(value, Code):
        return value.node
    if isinstance(value, Many):
        items = [lift(item, imports) for item in value.items]
        kind = ast.List if value.changeable else ast.Tuple
        return kind(items, ast.Load())
    if isinstance(value, Named):
        keys = [_constant(key) for key in value.items]
        return ast.Dict(list(keys), [lift(item, imports) for item in value.items.values()])
    if isinstance(value, Known):
        if value.sum is not None:
            return value.sum
        if value.path:
            imports.use(value.path, value.value)
            return ast.parse(value.path, mode="eval").body
        return _literal(value.value, imports)
    raise CannotPrintError(f"{value} has no expression")


def _literal(value: object, imports: Imports) -> ast.expr:
    if value is None or value is Ellipsis or isinstance(value, bool | int | str | bytes):
        return _constant(value)
    if isinstance(value, np.bool_ | np.integer):
        return _constant(value.item())
    if isinstance(value, np.floating | float):
        return _number(value)
    if isinstance(value, slice):
        parts = [_literal(p, imports) for p in (value.start, value.stop, value.step)]
        return ast.Call(ast.Name("slice", ast.Load()), parts, [])
    if isinstance(value, range):
        parts = [_constant(p) for p in (value.start, value.stop, value.step)]
        parts = parts[:2] if value.step == 1 else parts
        parts = parts[1:] if len(parts) == 2 and value.start == 0 else parts
        return ast.Call(ast.Name("range", ast.Load()), parts, [])
    if isinstance(value, tuple | list):
        items = [_literal(item, imports) for item in value]
        return (ast.List if isinstance(value, list) else ast.Tuple)(items, ast.Load())
    if isinstance(value, dict):
        keys = [_constant(key) for key in value]
        return ast.Dict(list(keys), [_literal(item, imports) for item in value.values()])
    if isinstance(value, np.dtype):
        imports.use("np", np)
        return ast.parse(f"np.{value.type.__name__}", mode="eval").body
    raise CannotPrintError(f"{value!r} has no expression")


def _number(value: np.floating | float) -> ast.expr:
    if not np.isfinite(value):
        text = "nan" if np.isnan(value) else "inf"
        found = ast.parse(f"np.{text}", mode="eval").body
        return found if not value < 0 else ast.UnaryOp(ast.USub(), found)
    if isinstance(value, np.float32):
        # Beside an array a plain number takes the array's type: the fewest digits will do.
        short = float(str(value))
        if value == int(value) and abs(value) < 1e6:
            return _constant(int(value))
        return _constant(short if np.float32(short) == value else float(value))
    return _constant(float(value))


def _constant(value: object) -> ast.expr:
    if isinstance(value, int | float) and not isinstance(value, bool) and value < 0:
        return ast.UnaryOp(ast.USub(), ast.Constant(-value))
    literal: Any = value
    return ast.Constant(literal)


def index(value: Value, imports: Imports) -> ast.expr:
    """Return a value as it stands in square brackets."""
    if isinstance(value, Known) and isinstance(value.value, tuple):
        value = Many([Known(item) for item in value.value])
    if isinstance(value, Many) and not value.changeable:
        return ast.Tuple([_one_index(item, imports) for item in value.items], ast.Load())
    return _one_index(value, imports)


def _one_index(value: Value, imports: Imports) -> ast.expr:
    if isinstance(value, Known) and isinstance(value.value, slice):
        s = value.value
        step = None if s.step == 1 else s.step
        parts = [None if p is None else _literal(p, imports) for p in (s.start, s.stop, step)]
        return ast.Slice(*parts)
    node = lift(value, imports)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "slice":
        arguments = node.args if len(node.args) > 1 else [ast.Constant(None), *node.args]
        found = [None if _is_none(part) else part for part in arguments]
        return ast.Slice(*found)
    return node


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
