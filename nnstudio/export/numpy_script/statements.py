"""Statements of definitions, with what is known filled in."""

from __future__ import annotations

import ast
from typing import Any

from nnstudio.export.numpy_script.calls import Calls, Returned
from nnstudio.export.numpy_script.values import (
    CannotPrintError,
    Code,
    Known,
    Many,
    Named,
    Store,
    Value,
    codes,
    expression,
    name,
    plain,
    shape_of,
    static,
)


class Statements(Calls):
    """Writes out the statements of definitions."""

    def run(self, statements: list[ast.stmt]) -> bool:
        for statement in statements:
            method = getattr(self, f"_do_{type(statement).__name__.lower()}", None)
            if method is None:
                raise CannotPrintError(f"there are no words for {type(statement).__name__}")
            if method(statement):
                return True
        return False

    # ---- simple statements ----

    def _do_expr(self, node: ast.Expr) -> bool:
        if isinstance(node.value, ast.Constant):
            return False
        if isinstance(node.value, ast.Yield):
            assert node.value.value is not None
            self.emit(ast.Expr(ast.Yield(self.lift(self.value(node.value.value)))))
            return False
        value = self.value(node.value)
        if isinstance(value, Code) and not value.atomic:
            self.emit(ast.Expr(value.node))
        return False

    def _do_pass(self, node: ast.Pass) -> bool:
        return False

    def _do_assert(self, node: ast.Assert) -> bool:
        return False

    def _do_raise(self, node: ast.Raise) -> bool:
        raise CannotPrintError("it refuses what it is given")

    def _do_return(self, node: ast.Return) -> bool:
        value = Known(None) if node.value is None else self.value(node.value)
        frame = self.frame
        if frame.printed:
            self.emit(ast.Return(self.lift(value)))
            return True
        if frame.depth:
            raise CannotPrintError("it ends at several places")
        raise Returned(value)

    def _do_continue(self, node: ast.Continue) -> bool:
        frame = self.frame
        if not frame.targets:
            raise CannotPrintError("a loop that is written out goes on early")
        for variable, target in frame.targets[-1].items():
            self.hand_over(target, frame.variables[variable])
        self.emit(ast.Continue())
        return True

    def _do_assign(self, node: ast.Assign) -> bool:
        value = self.value(node.value)
        if len(node.targets) > 1 and isinstance(value, Code):
            names = [t.id for t in node.targets if isinstance(t, ast.Name)]
            value = self.atom(value, names[0] if names else "value")
        for target in reversed(node.targets):
            self.unpack(target, value)
        return False

    def _do_annassign(self, node: ast.AnnAssign) -> bool:
        if node.value is not None:
            self.unpack(node.target, self.value(node.value))
        return False

    def unpack(self, target: ast.expr, value: Value) -> None:
        if isinstance(target, ast.Name):
            self.bind(target.id, value)
        elif isinstance(target, ast.Tuple | ast.List):
            self._unpack_several(target.elts, value)
        elif isinstance(target, ast.Subscript):
            self._store(target, value)
        else:
            raise CannotPrintError("something unusual is assigned to")

    def _unpack_several(self, targets: list[ast.expr], value: Value) -> None:
        items = self.known_items(value)
        if items is not None:
            stars = [n for n, t in enumerate(targets) if isinstance(t, ast.Starred)]
            if stars:
                first, rest = stars[0], len(items) - len(targets) + 1
                middle = Many(items[first : first + rest], changeable=True)
                items = [*items[:first], middle, *items[first + rest :]]
            for target, item in zip(targets, items, strict=True):
                self.unpack(target.value if isinstance(target, ast.Starred) else target, item)
            return
        node = self.lift(value)
        wanted = [t.id for t in targets if isinstance(t, ast.Name)]
        if len(wanted) < len(targets):
            raise CannotPrintError("something unusual is assigned to")
        names = [self.fresh(w) for w in wanted]
        self.frame.own.update(names)
        left = ast.Tuple([ast.Name(n, ast.Store()) for n in names], ast.Store())
        self.emit(ast.Assign([left], node))
        self.frame.variables.update(zip(wanted, map(name, names), strict=True))

    def _store(self, target: ast.Subscript, value: Value) -> None:
        owner, key = self.value(target.value), self.value(target.slice)
        if isinstance(owner, Named):
            owner.items[plain(key)] = self.atom(value, str(plain(key)))
            return
        if isinstance(owner, Many) and owner.changeable:
            number: Any = plain(key)
            owner.items[number] = value
            return
        if isinstance(owner, Store):
            place: Value = expression(f"{owner.variable}['{owner.prefix}/{plain(key)}']")
        else:
            place = self.part(owner, key)
        if isinstance(key, Known) and key.value is Ellipsis and isinstance(owner, Code):
            place = owner if isinstance(owner.node, ast.Subscript) else place
        assert isinstance(place, Code)
        if not isinstance(place.node, ast.Subscript):
            place = Code(ast.Subscript(place.node, ast.Constant(...), ast.Load()))
        assert isinstance(place.node, ast.Subscript)
        left = ast.Subscript(place.node.value, place.node.slice, ast.Store())
        self.emit(ast.Assign([left], self.lift(value)))

    def _do_augassign(self, node: ast.AugAssign) -> bool:
        target, value = node.target, self.value(node.value)
        if isinstance(target, ast.Name):
            before = self.frame.variables[target.id]
            if isinstance(before, Named) and isinstance(value, Named):
                before.items.update(value.items)
                self.atom(before, target.id)
            elif isinstance(before, Many):
                items = self.known_items(value) or []
                if before.changeable:
                    before.items += items
                else:
                    self.bind(target.id, Many(before.items + items))
            elif isinstance(before, Code) and before.atomic:
                left = _stored(before.node)
                self.emit(ast.AugAssign(left, node.op, self.lift(value)))
            else:
                self.bind(target.id, self.combine(node.op, before, value))
            return False
        if not isinstance(target, ast.Subscript):
            raise CannotPrintError("something unusual is changed")
        owner, key = self.value(target.value), self.value(target.slice)
        if isinstance(owner, Named | Many):
            place = self.part(owner, key)
            self._store(target, self.combine(node.op, place, value))
            return False
        place = self.part(owner, key)
        assert isinstance(place, Code)
        self.emit(ast.AugAssign(_stored(place.node), node.op, self.lift(value)))
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


def _stored(node: ast.expr) -> Any:
    if isinstance(node, ast.Name):
        return ast.Name(node.id, ast.Store())
    if isinstance(node, ast.Subscript):
        return ast.Subscript(node.value, node.slice, ast.Store())
    raise CannotPrintError("something unusual is changed")


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
