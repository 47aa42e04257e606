"""Branches and loops of definitions, with what is known filled in."""

from __future__ import annotations

import ast

from nnstudio.export.numpy_script.assignments import Assignments
from nnstudio.export.numpy_script.values import (
    CannotPrintError,
    Code,
    Known,
    Many,
    Named,
    Value,
    codes,
    name,
    plain,
    shape_of,
    static,
)


class Statements(Assignments):
    """Writes out the statements of definitions."""

    def run(self, statements: list[ast.stmt]) -> bool:
        for statement in statements:
            method = getattr(self, f"_do_{type(statement).__name__.lower()}", None)
            if method is None:
                raise CannotPrintError(f"there are no words for {type(statement).__name__}")
            if method(statement):
                return True
        return False

    # ---- branches ----

    def _do_if(self, node: ast.If) -> bool:
        test = self.value(node.test)
        truth = self.truth(test)
        if truth is not None:
            return self.run(node.body if truth else node.orelse)
        frame, before = self.frame, dict(self.frame.variables)
        ends, outcomes, bodies = [], [], []
        frame.depth += 1
        for branch in (node.body, node.orelse):
            frame.variables = dict(before)
            with self.elsewhere() as body:
                ends.append(self.run(branch))
            outcomes.append(frame.variables)
            bodies.append(body)
        frame.depth -= 1
        if not any(ends):
            frame.variables = self._merged(outcomes, bodies)
        else:
            frame.variables = outcomes[0] if ends[1] else outcomes[1]
        if bodies[0] or bodies[1]:
            self.emit(ast.If(self.lift(test), bodies[0] or [ast.Pass()], bodies[1]))
        return all(ends)

    def _merged(
        self, outcomes: list[dict[str, Value]], bodies: list[list[ast.stmt]]
    ) -> dict[str, Value]:
        """Return the variables after a branch, in names that both ways give a value."""
        found: dict[str, Value] = {}
        for variable in outcomes[0].keys() & outcomes[1].keys():
            a, b = outcomes[0][variable], outcomes[1][variable]
            found[variable] = self._one_of(variable, a, b, bodies)
        order = [key for key in outcomes[0] if key in found]
        return {key: found[key] for key in order}

    def _one_of(self, variable: str, a: Value, b: Value, bodies: list[list[ast.stmt]]) -> Value:
        if a is b or _same(a, b):
            return a
        if isinstance(a, Many) and isinstance(b, Many) and len(a.items) == len(b.items):
            pairs = zip(a.items, b.items, strict=True)
            items = [self._one_of(variable, one, other, bodies) for one, other in pairs]
            return Many(items, a.changeable)
        if isinstance(a, Named) and isinstance(b, Named) and a.items.keys() == b.items.keys():
            return Named(
                {k: self._one_of(str(k), v, b.items[k], bodies) for k, v in a.items.items()}
            )
        new = self.fresh(variable)
        self.frame.own.add(new)
        for value, body in zip((a, b), bodies, strict=True):
            body.append(ast.Assign([ast.Name(new, ast.Store())], self.lift(value)))
        shape = shape_of(a)
        return name(new, shape if shape == shape_of(b) else None)

    # ---- loops ----

    def _do_for(self, node: ast.For) -> bool:
        turned = self.value(node.iter)
        items = None if isinstance(turned, Known) else self.known_items(turned)
        if isinstance(turned, Known) and not isinstance(turned.value, range):
            items = self.known_items(turned)
        if node.orelse:
            raise CannotPrintError("a loop has an else")
        if items is not None:
            for item in items:
                self.unpack(node.target, item)
                if self.run(node.body):
                    return True
            return False
        self._loop(node, self.lift(turned))
        return False

    def _loop(self, node: ast.For, items: ast.expr) -> None:
        frame = self.frame
        changed, grows = _changed(node.body), _grows(node.body)
        carried = {
            key: self.carry(key, value)
            for key, value in frame.variables.items()
            if key in changed or (grows and _holds_lists(value))
        }
        frame.variables.update(carried)
        targets = {key: value for key, value in carried.items() if key in changed}
        target = self.new_target(node.target)
        frame.depth += 1
        frame.targets.append(targets)
        with self.elsewhere() as body:
            if not self.run(node.body):
                for key, place in targets.items():
                    self.hand_over(place, frame.variables[key])
        frame.depth -= 1
        frame.targets.pop()
        frame.variables.update(targets)
        self.emit(ast.For(target, items, body or [ast.Pass()], []))


def _changed(body: list[ast.stmt]) -> set[str]:
    """Return the variables that statements give new values."""
    found: set[str] = set()
    for statement in body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                found.add(node.id)
    return found


def _grows(body: list[ast.stmt]) -> bool:
    """Return whether statements put something into lists."""
    nodes = [node for statement in body for node in ast.walk(statement)]
    return any(isinstance(n, ast.Attribute) and n.attr in ("append", "extend") for n in nodes)


def _holds_lists(value: Value) -> bool:
    if isinstance(value, Many):
        return value.changeable or any(_holds_lists(item) for item in value.items)
    return isinstance(value, Named) and any(_holds_lists(v) for v in value.items.values())


def _same(a: Value, b: Value) -> bool:
    if static(a) and static(b):
        try:
            return bool(plain(a) == plain(b))
        except ValueError:
            return False
    found = [[ast.dump(c.node) for c in codes(v)] for v in (a, b)]
    return type(a) is type(b) and isinstance(a, Code) and found[0] == found[1]
