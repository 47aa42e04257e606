"""Where the statements of a printed function are collected, and its names given."""

from __future__ import annotations

import ast
import builtins
import inspect
import keyword
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from types import FunctionType

from nnstudio.export.numpy_script.lifting import Imports, lift
from nnstudio.export.numpy_script.values import (
    CannotPrintError,
    Code,
    Known,
    Many,
    Named,
    Value,
    codes,
    name,
    used_names,
)


@dataclass(eq=False)
class Frame:
    """A definition that is being read: its variables, and what lies around it."""

    function: FunctionType
    variables: dict[str, Value]
    kind: type | None = None
    """The class in which it is defined."""
    own: set[str] = field(default_factory=set)
    """The names of the script that stand for variables of this definition alone."""
    printed: bool = False
    """Whether the definition becomes a function of the script, which may return anywhere."""
    depth: int = 0
    """In how many branches and loops of the script the present statement is."""
    targets: list[dict[str, Value]] = field(default_factory=list)
    """By loop of the script: the variables that its next turn reads, and where it finds them."""


@cache
def definition(function: FunctionType) -> ast.FunctionDef:
    """Return the source of a function."""
    try:
        text = textwrap.dedent(inspect.getsource(function))
    except (OSError, TypeError) as error:
        raise CannotPrintError(f"{function.__qualname__} has no source") from error
    tree = ast.parse(text).body[0]
    if not isinstance(tree, ast.FunctionDef):
        raise CannotPrintError(f"{function.__qualname__} is no function")
    return tree


class Block:
    """The statements of one function of the script while it is written.

    Parameters
    ----------
    helper
        Prints a function that is called, and returns its name.
    functions, variables
        The names of all functions of the script, and of the variables of any of them.
    """

    def __init__(
        self,
        imports: Imports,
        helper: Callable[[FunctionType, type | None, list[Value]], str],
        functions: set[str],
        variables: set[str],
    ) -> None:
        self.imports = imports
        self.helper = helper
        self.functions, self.variables = functions, variables
        self.statements: list[ast.stmt] = []
        self.taken: set[str] = set(dir(builtins)) | {"np", "math", "W", "RNG"}
        self.frames: list[Frame] = []
        self.truths: set[str] = set()
        """The variables that hold truth values, not numbers."""

    @property
    def frame(self) -> Frame:
        """The definition that is being read."""
        return self.frames[-1]

    def emit(self, statement: ast.stmt) -> None:
        """Append a statement."""
        self.statements.append(statement)

    @contextmanager
    def elsewhere(self) -> Iterator[list[ast.stmt]]:
        """Collect statements in a list of their own."""
        kept, self.statements = self.statements, []
        try:
            yield self.statements
        finally:
            self.statements = kept

    @contextmanager
    def no_statements(self) -> Iterator[None]:
        """Refuse statements where they would not stand in their place."""
        with self.elsewhere() as written:
            yield
        if written:
            raise CannotPrintError("a condition would need statements of its own")

    def fresh(self, wanted: str) -> str:
        """Return a name that nothing has yet, as close to the wanted one as it can be."""
        wanted = wanted.strip("_") or "value"
        if keyword.iskeyword(wanted):
            wanted += "_"
        found, number = wanted, 1
        while found in self.taken or found in self.functions:
            number += 1
            found = f"{wanted}_{number}"
        self.taken.add(found)
        self.variables.add(found)
        return found

    def lift(self, value: Value) -> ast.expr:
        """Return the expression that gives a value."""
        return lift(value, self.imports)

    def assign(self, target: str, value: ast.expr) -> None:
        """Write that a variable has a value."""
        self.emit(ast.Assign([ast.Name(target, ast.Store())], value))
        if self.is_truth(value):
            self.truths.add(target)

    def is_truth(self, node: ast.expr) -> bool:
        """Return whether an expression gives truth values."""
        if isinstance(node, ast.Name):
            return node.id in self.truths
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr):
            return self.is_truth(node.left) and self.is_truth(node.right)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert):
            return self.is_truth(node.operand)
        return isinstance(node, ast.Compare) or (
            isinstance(node, ast.Subscript) and self.is_truth(node.value)
        )

    def atom(self, value: Value, wanted: str) -> Value:
        """Return a value that may be written any number of times."""
        if isinstance(value, Code) and not value.atomic:
            new = self.fresh(wanted)
            self.frame.own.add(new)
            self.assign(new, value.node)
            return name(new, value.shape)
        if isinstance(value, Many):
            several = len(value.items) > 1
            for number, item in enumerate(value.items):
                part = f"{wanted}_{number}" if several else wanted
                value.items[number] = self.atom(item, part)
        elif isinstance(value, Named):
            for key, item in value.items.items():
                value.items[key] = self.atom(item, str(key) if isinstance(key, str) else wanted)
        return value

    def bind(self, variable: str, value: Value) -> None:
        """Let a variable of the definition have a value."""
        before = self.frame.variables.get(variable)
        if (
            isinstance(value, Code)
            and not value.atomic
            and isinstance(before, Code)
            and self._owned(variable, before)
        ):
            assert isinstance(before.node, ast.Name)
            self.assign(before.node.id, value.node)
            value = name(before.node.id, value.shape)
        self.frame.variables[variable] = self.atom(value, variable)

    def _owned(self, variable: str, value: Code) -> bool:
        """Return whether a name of the script stands for this variable and nothing else."""
        node = value.node
        if not isinstance(node, ast.Name) or node.id not in self.frame.own:
            return False
        others = (v for key, v in self.frame.variables.items() if key != variable)
        return not any(node.id in used_names(c.node) for v in others for c in codes(v))

    def carry(self, variable: str, value: Value) -> Value:
        """Return a value in variables of the script that a loop or a branch may change."""
        if isinstance(value, Code):
            if self._owned(variable, value):
                return value
        elif isinstance(value, Many):
            if value.changeable:
                return self._stored(variable, value)
            several = len(value.items) > 1
            parts = [f"{variable}_{n}" if several else variable for n in range(len(value.items))]
            items = [self.carry(part, v) for part, v in zip(parts, value.items, strict=True)]
            return Many(items)
        elif isinstance(value, Named):
            for key, item in value.items.items():
                value.items[key] = self.carry(f"{variable}_{key}", item)
            return value
        elif not isinstance(value, Known) or not isinstance(value.value, int | float | type(None)):
            return value
        return self._stored(variable, value)

    def _stored(self, variable: str, value: Value) -> Value:
        new = self.fresh(variable)
        self.frame.own.add(new)
        self.assign(new, self.lift(value))
        return name(new, value.shape if isinstance(value, Code) else None)

    def hand_over(self, targets: Value, values: Value) -> None:
        """Write that what was carried has new values."""
        pairs = [
            (target, value)
            for target, value in _pairs(targets, values)
            if ast.dump(target) != ast.dump(self.lift(value))
        ]
        if not pairs:
            return
        lefts = [_store(target) for target, _ in pairs]
        rights = [self.lift(value) for _, value in pairs]
        known = {left.id for left in lefts if isinstance(left, ast.Name)}
        if len(pairs) > 1 and any(known & used_names(right) for right in rights[1:]):
            left: ast.expr = ast.Tuple(list(lefts), ast.Store())
            self.emit(ast.Assign([left], ast.Tuple(rights, ast.Load())))
            return
        for one, right in zip(lefts, rights, strict=True):
            self.emit(ast.Assign([one], right))


def _store(node: ast.expr) -> ast.expr:
    assert isinstance(node, ast.Name)
    return ast.Name(node.id, ast.Store())


def _pairs(targets: Value, values: Value) -> Iterator[tuple[ast.expr, Value]]:
    if isinstance(targets, Code):
        yield targets.node, values
    elif isinstance(targets, Many):
        if not isinstance(values, Many) or len(values.items) != len(targets.items):
            raise CannotPrintError("a tuple changes its length in a loop")
        for target, value in zip(targets.items, values.items, strict=True):
            yield from _pairs(target, value)
    elif isinstance(targets, Named):
        if not isinstance(values, Named) or list(values.items) != list(targets.items):
            raise CannotPrintError("a dictionary changes its keys in a loop")
        for key, target in targets.items.items():
            yield from _pairs(target, values.items[key])
