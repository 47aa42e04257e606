"""What is known of a value while a definition is printed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import FunctionType
from typing import Any, TypeAlias

import numpy as np

Sizes: TypeAlias = tuple[int | None, ...]
"""The shape of an array; None stands for the number of samples."""


class CannotPrintError(Exception):
    """A definition says something for which there are no words."""


@dataclass(frozen=True, eq=False)
class Known:
    """A value that does not depend on the samples.

    Parameters
    ----------
    path
        How a script names it.
    sum
        How it is computed, where that says more than its digits.
    """

    value: object
    path: str = ""
    sum: ast.expr | None = None


@dataclass(frozen=True, eq=False)
class Code:
    """A value that a script computes, by an expression; ``shape`` where it is known."""

    node: ast.expr
    shape: Sizes | None = None

    @property
    def atomic(self) -> bool:
        """Whether it may be written any number of times."""
        return is_atom(self.node)


@dataclass(eq=False)
class Many:
    """A tuple or a list of which the length is known."""

    items: list[Value]
    changeable: bool = False


@dataclass(eq=False)
class Named:
    """A dictionary of which the keys are known."""

    items: dict[Any, Value] = field(default_factory=dict)


@dataclass(eq=False)
class Partial:
    """A known object of which some attributes are computed by the script."""

    known: object
    attributes: dict[str, Value]


@dataclass(eq=False)
class Method:
    """A function bound to an object of which something is computed by the script."""

    owner: Partial
    function: object


@dataclass(eq=False)
class Closure:
    """A function without a name, and the variables it sees."""

    node: ast.Lambda
    variables: dict[str, Value]
    function: FunctionType


@dataclass(frozen=True, eq=False)
class Store:
    """A dictionary of the script, in which one layer's keys begin with ``prefix``."""

    variable: str
    prefix: str


Value: TypeAlias = Known | Code | Many | Named | Partial | Method | Closure | Store


def is_atom(node: ast.expr) -> bool:
    """Return whether an expression is a name, a constant or a named weight."""
    if isinstance(node, ast.Name | ast.Constant):
        return True
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.operand, ast.Constant)
    if is_count(node):
        return True
    return (
        isinstance(node, ast.Subscript)
        and isinstance(node.value, ast.Name)
        and isinstance(node.slice, ast.Constant)
        and isinstance(node.slice.value, str)
    )


def is_global(node: ast.expr) -> bool:
    """Return whether an expression is a weight, or something else that all functions see."""
    return is_atom(node) and isinstance(node, ast.Subscript) and used_names(node) == {"W"}


def used_names(node: ast.AST) -> set[str]:
    """Return the names that occur in an expression."""
    return {found.id for found in ast.walk(node) if isinstance(found, ast.Name)}


def is_count(node: ast.expr) -> bool:
    """Return whether an expression says how many samples a variable holds."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "len"
        and isinstance(node.args[0], ast.Name)
    )


def name(text: str, shape: Sizes | None = None) -> Code:
    """Return the value of a variable of the script."""
    return Code(ast.Name(text, ast.Load()), shape)


def expression(text: str, shape: Sizes | None = None) -> Code:
    """Return the value of an expression."""
    return Code(ast.parse(text, mode="eval").body, shape)


def codes(value: Value) -> Iterator[Code]:
    """Give everything in a value that the script computes."""
    if isinstance(value, Code):
        yield value
    elif isinstance(value, Many):
        for item in value.items:
            yield from codes(item)
    elif isinstance(value, Named | Partial):
        items = value.items if isinstance(value, Named) else value.attributes
        for item in items.values():
            yield from codes(item)


def static(value: Value) -> bool:
    """Return whether all of a value is known."""
    return not isinstance(value, Partial | Method | Closure | Store) and not any(
        True for _ in codes(value)
    )


def plain(value: Value) -> object:
    """Return a value of which all is known."""
    if isinstance(value, Known):
        return value.value
    if isinstance(value, Many):
        items = [plain(item) for item in value.items]
        return items if value.changeable else tuple(items)
    if isinstance(value, Named):
        return {key: plain(item) for key, item in value.items.items()}
    raise CannotPrintError(f"{value} is not known")


def is_one(value: Value) -> bool:
    """Return whether a value is the number one, in whatever brackets: a mask that masks nothing."""
    known = value.value if isinstance(value, Known) else None
    return isinstance(known, np.ndarray) and known.size == 1 and bool(known.all())


def one(shape: tuple[int, ...]) -> Known:
    """Return the number one in the brackets of a shape."""
    text = ast.parse(f"np.ones({shape}, np.float32)", mode="eval").body
    return Known(np.ones(shape, np.float32), "", text)


def broadcast(*shapes: Sizes | None) -> Sizes | None:
    """Return the shape of what is computed number by number; None where it is not known."""
    found: list[int | None] = []
    for shape in shapes:
        if shape is None:
            return None
        new: list[int | None] = [1] * (len(shape) - len(found))
        found = new + found
        for place, size in enumerate(shape, start=len(found) - len(shape)):
            if found[place] == 1:
                found[place] = size
            elif size not in (1, found[place]):
                return None
    return tuple(found)


def shape_of(value: Value) -> Sizes | None:
    """Return the shape of a value as far as it is known."""
    if isinstance(value, Code):
        return value.shape
    if isinstance(value, Known):
        if isinstance(value.value, int | float | np.generic):
            return np.shape(value.value)
        return value.value.shape if isinstance(value.value, np.ndarray) else None
    return None
