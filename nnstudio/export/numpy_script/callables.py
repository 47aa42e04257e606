"""What there is to know of the functions that definitions call."""

from __future__ import annotations

import ast
import inspect
from types import FunctionType, MethodType
from typing import Any

import numpy as np

from nnstudio.export.numpy_script.values import Known, Many, Partial, Value


def is_ours(function: Any) -> bool:
    """Return whether a function is neither Python's nor NumPy's."""
    target = function.__func__ if isinstance(function, MethodType) else function
    if not isinstance(target, FunctionType | type):
        target = getattr(target, "__wrapped__", None)
        if not isinstance(target, FunctionType):
            return False
    root = (target.__module__ or "").split(".")[0]
    return root not in _FOREIGN and not _is_class(target, np.generic)


def _is_class(target: Any, kind: type) -> bool:
    """Return whether something is a class of a kind."""
    return isinstance(target, type) and issubclass(target, kind)


_FOREIGN = {"builtins", "numpy", "math", "functools", "itertools", "collections", "zlib", "abc"}


def makes_numbers(function: Any) -> bool:
    """Return whether a function of NumPy makes a type or a single number."""
    return function is np.finfo or function is np.dtype or _is_class(function, np.generic)


def type_path(target: Known) -> str:
    """Return how a script names a type of NumPy."""
    return target.path or f"np.{getattr(target.value, '__name__', '')}"


def bound_to(
    function: FunctionType, arguments: list[Value], keywords: dict[str, Value]
) -> dict[str, Value]:
    """Return the parameters of a function with what they are given."""
    signature = inspect.signature(function)
    found = signature.bind(*arguments, **keywords)
    values: dict[str, Value] = {}
    for key, parameter in signature.parameters.items():
        if parameter.kind is parameter.VAR_POSITIONAL:
            values[key] = Many(list(found.arguments.get(key, ())))
        elif key in found.arguments:
            values[key] = found.arguments[key]
        else:
            values[key] = Known(parameter.default)
    return values


def class_of(function: FunctionType, owner: Value) -> type | None:
    """Return the class of an object in which a method is defined; None for other functions."""
    known = owner.known if isinstance(owner, Partial) else getattr(owner, "value", None)
    for kind in type(known).__mro__:
        found = vars(kind).get(function.__name__)
        if found is function or getattr(found, "fget", None) is function:
            return kind
    return None


def is_remark(statement: ast.stmt) -> bool:
    """Return whether a statement is a docstring."""
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def uses(tree: ast.FunctionDef, variable: str) -> int:
    """Return how often a function reads a variable; in a loop that is more than once."""
    return sum(isinstance(n, ast.Name) and n.id == variable for n in ast.walk(tree)) * (
        2 if any(isinstance(n, ast.For | ast.comprehension) for n in ast.walk(tree)) else 1
    )
