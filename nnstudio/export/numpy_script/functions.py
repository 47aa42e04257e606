"""Definitions printed as functions of a script."""

from __future__ import annotations

import ast
import builtins
import inspect
import keyword
import textwrap
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import FunctionType

from nnstudio.export.numpy_script.block import Frame, definition
from nnstudio.export.numpy_script.lifting import Imports
from nnstudio.export.numpy_script.plain_names import replaced, with_plain_names
from nnstudio.export.numpy_script.shortened import shortened
from nnstudio.export.numpy_script.statements import Statements
from nnstudio.export.numpy_script.tidy import tidy
from nnstudio.export.numpy_script.values import (
    CannotPrintError,
    Code,
    Many,
    Named,
    Partial,
    Value,
    codes,
    is_global,
    name,
    used_names,
)
from nnstudio.export.numpy_script.writing import WIDTH, statement_lines
from nnstudio.export.source_text import in_docstring

RESERVED = {*dir(builtins), *keyword.kwlist, "np", "math", "W", "SEED", "RNG", "STATE", "Chance"}
"""What names of a script mean already."""
_STRANGE = (TypeError, ValueError, KeyError, IndexError, AttributeError, AssertionError)
FIXED = (
    "stream",
    "clip",
    "rate_factor",
    "update",
    "train_step",
    "samples",
    "train",
    "evaluate",
    "evaluate_some",
    "vary",
    "varied",
    "read",
    "noise",
    "bumps",
    "network",
    "prepare",
    "predict",
)
"""What the functions around the layers are called."""


@dataclass
class Function:
    """A function of the script.

    Parameters
    ----------
    nodes
        The nodes that use it.
    says
        What stands in the place of texts of its body.
    """

    name: str
    parameters: tuple[str, ...]
    body: list[ast.stmt]
    remark: str = ""
    nodes: list[str] = field(default_factory=list)
    says: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def text(self) -> tuple[str, ...]:
        """The lines of its body, before anything is put in its place; copies have them, too."""
        return tuple(line for statement in self.body for line in statement_lines(statement))

    def lines(self) -> list[str]:
        """Return its text."""
        head = f"def {self.name}({', '.join(self.parameters)}):"
        body = self.text
        for old, new in self.says.items():
            body = tuple(line.replace(old, new) for line in body)
        return [head, *_remark_lines(self.remark), *body]

    @cached_property
    def names(self) -> set[str]:
        """What its body speaks of."""
        return {name for statement in self.body for name in used_names(statement)}


def _remark_lines(remark: str) -> list[str]:
    """Return a docstring, on as many lines as it takes."""
    if len(remark) <= WIDTH - 10:
        return [f'    """{remark}"""'] if remark else []
    indent = " " * 4
    lines = textwrap.wrap(f'"""{remark}', WIDTH, initial_indent=indent, subsequent_indent=indent)
    return [*lines, f'{indent}"""']


def same_text(one: Function, other: Function) -> bool:
    """Return whether two functions do the same by the same words, whatever they are called."""
    return (one.parameters, one.remark, one.text) == (other.parameters, other.remark, other.text)


class Written:
    """What a definition became when it was written out: statements, and its ``result``."""

    def __init__(self, block: Statements, result: Value) -> None:
        self.block, self.result = block, result

    def expression(self) -> ast.expr | None:
        """Return the result as one expression; None where it takes statements of its own."""
        result, statements = self.block.lift(self.result), self.block.statements
        if not statements:
            return result
        (first, *rest) = statements
        if rest or not isinstance(first, ast.Assign) or not isinstance(first.targets[0], ast.Name):
            return None
        called = first.targets[0].id
        if sum(isinstance(n, ast.Name) and n.id == called for n in ast.walk(result)) > 1:
            return None
        return replaced(result, called, first.value)

    def function(
        self, name: str, parameters: Sequence[str], results: ast.expr | None, remark: str = ""
    ) -> Function:
        """Return it as a function that gives certain results."""
        end = [] if results is None else [ast.Return(results)]
        names = set() if results is None else used_names(results)
        body = [*tidy(self.block.statements, [*names, *parameters, "W", "STATE"]), *end]
        body = shortened(with_plain_names(body, {*parameters, *self.block.functions}))
        return Function(name, tuple(parameters), body, remark)


class Library:
    """Prints definitions; it knows the functions that they call and what they import."""

    def __init__(self) -> None:
        self.imports = Imports()
        self.helpers: dict[str, Function] = {}
        self.names = set(FIXED)
        self.variables: set[str] = set()
        self._earlier: set[str] = set()
        self.asked: list[tuple[str, Function]] = []
        """The functions that were called since `begin`, and how their definitions call them."""
        self.node = ""
        """The node for which functions are printed at present."""

    def begin(self) -> None:
        """Note anew which variables there are and what is called."""
        self._earlier |= self.variables
        self.variables, self.asked = set(), []

    def name(self, wanted: str) -> str:
        """Return a name for a function that nothing else has."""
        found = self.free_name(wanted)
        self.names.add(found)
        return found

    def free_name(self, wanted: str, others: Collection[str] = ()) -> str:
        """Return the name that a function would get now, beside others."""
        taken = self.names, self.variables, self._earlier, RESERVED, others
        found, number = wanted, 1
        while any(found in names for names in taken):
            number += 1
            found = f"{wanted}_{number}"
        return found

    def block(self, taken: Iterable[str] = ()) -> Statements:
        """Return room for the statements of a function."""
        block = Statements(self.imports, self._helper, self.names, self.variables)
        block.taken |= {*taken}
        self.variables |= {*taken}
        return block

    def write(
        self, function: FunctionType, arguments: Sequence[Value], taken: Iterable[str] = ()
    ) -> Written:
        """Write out a function or a method (whose first argument is its object).

        Raises
        ------
        CannotPrintError
            It says something for which there are no words.
        """
        used = {n for v in arguments for c in codes(v) for n in used_names(c.node)}
        block = self.block({*taken, *used} - {*RESERVED, *self.names})
        block.frames.append(Frame(function, {}))
        try:
            return Written(block, block.write_out(function, list(arguments)))
        except _STRANGE as error:
            # A definition by others may do what nobody thought of; that is no fault of the program.
            raise CannotPrintError(f"{type(error).__name__}: {error}") from error

    def helper(self, function: FunctionType, values: list[Value]) -> str:
        """Print a function with what is known filled in, and return what it is called."""
        return self._helper(function, None, values)

    def _helper(self, function: FunctionType, kind: type | None, values: list[Value]) -> str:
        """Print a function that is called and return its name, the same for the same text."""
        parameters: list[str] = []
        given: dict[str, Value] = {}
        for key, value in zip(inspect.signature(function).parameters, values, strict=True):
            given[key] = _parameter(key, value, parameters)
        block = self.block(parameters)
        block.frames.append(Frame(function, given, kind, set(), printed=True))
        block.run(definition(function).body)
        body = tidy(block.statements, parameters)
        body = shortened(with_plain_names(body, {*parameters, *self.names}))
        wanted = function.__name__.strip("_")
        remark = in_docstring((inspect.getdoc(function) or "").split("\n\n")[0])
        found = self.keep(wanted, Function(wanted, tuple(parameters), body, remark))
        found.nodes += [self.node] * bool(self.node)
        self.asked.append((wanted, found))
        return found.name

    def keep(self, wanted: str, helper: Function) -> Function:
        """Return the function that is called: the same for the same text."""
        for known in self.helpers.values():
            if same_text(known, helper):
                return known
        helper.name, helper.nodes = self.name(wanted), []
        self.helpers[helper.name] = helper
        return helper


def _parameter(key: str, value: Value, parameters: list[str]) -> Value:
    """Return a value as a function sees it that gets all of it that is not known."""
    if isinstance(value, Code) and not is_global(value.node):
        new, number = key, 1
        while new in parameters:
            number += 1
            new = f"{key}_{number}"
        parameters.append(new)
        return name(new, value.shape)
    if isinstance(value, Many):
        items = [_parameter(f"{key}_{n}", v, parameters) for n, v in enumerate(value.items)]
        return Many(items, value.changeable)
    if isinstance(value, Named):
        return Named({k: _parameter(str(k), v, parameters) for k, v in value.items.items()})
    if isinstance(value, Partial):
        parts = {k: _parameter(k, v, parameters) for k, v in value.attributes.items()}
        return Partial(value.known, parts)
    return value
