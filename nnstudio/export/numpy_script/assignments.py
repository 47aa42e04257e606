"""Assignments and other simple statements of definitions."""

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
    expression,
    name,
    plain,
)


class Assignments(Calls):
    """Writes out statements without others in them."""

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


def _stored(node: ast.expr) -> Any:
    if isinstance(node, ast.Name):
        return ast.Name(node.id, ast.Store())
    if isinstance(node, ast.Subscript):
        return ast.Subscript(node.value, node.slice, ast.Store())
    raise CannotPrintError("something unusual is changed")
