"""Comprehensions of definitions: written out where they are short and known."""

from __future__ import annotations

import ast
from typing import Any

from nnstudio.export.numpy_script.arithmetic import Arithmetic
from nnstudio.export.numpy_script.values import (
    CannotPrintError,
    Code,
    Many,
    Named,
    Value,
    plain,
)

MOST_TURNS = 16
"""Comprehensions over at most so many known items are written out."""


class Comprehensions(Arithmetic):
    """Finds the value of comprehensions."""

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
