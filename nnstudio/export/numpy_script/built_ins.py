"""Functions and methods of Python in definitions, for what is partly known."""

from __future__ import annotations

import ast
from typing import Any

import numpy as np

from nnstudio.export.numpy_script.comprehensions import Comprehensions
from nnstudio.export.numpy_script.values import (
    Code,
    Known,
    Many,
    Named,
    Partial,
    Value,
    one,
    plain,
    shape_of,
    static,
)


class BuiltIns(Comprehensions):
    """Finds the value of calls of what Python has, where it can be told without running."""

    def _inner_method(self, owner: Value, node: ast.Call) -> Value | None:
        """Return what a method of a list or of a dictionary with known keys gives."""
        assert isinstance(node.func, ast.Attribute)
        attr = node.func.attr
        if isinstance(owner, Named):
            if attr == "items":
                return Many([Many([Known(k), v]) for k, v in owner.items.items()])
            if attr in ("keys", "values"):
                values = [Known(k) for k in owner.items] if attr == "keys" else owner.items.values()
                return Many(list(values))
            arguments = self.spread(node.args)
            if attr == "get":
                default = arguments[1] if len(arguments) > 1 else Known(None)
                return owner.items.get(plain(arguments[0]), default)
            if attr == "update":
                extra = arguments[0]
                pairs = extra.items if isinstance(extra, Named) else None
                if pairs is None:
                    items = self.known_items(extra) or []
                    pairs = {plain(self.part(i, Known(0))): self.part(i, Known(1)) for i in items}
                owner.items.update(pairs)
                return Known(None)
        if isinstance(owner, Many) and owner.changeable and attr == "append":
            owner.items.append(self.spread(node.args)[0])
            return Known(None)
        return None

    def _call_len(self, arguments: list[Value], keywords: dict[str, Value]) -> Value | None:
        items = self.known_items(arguments[0])
        if items is not None:
            return Known(len(items))
        shape = shape_of(arguments[0])
        return Known(shape[0]) if shape and shape[0] is not None else None

    def _call_ones(self, arguments: list[Value], keywords: dict[str, Value]) -> Value | None:
        """Return a mask that masks nothing as what it is."""
        if not all(map(static, (*arguments, *keywords.values()))):
            return None
        sizes: Any = plain(arguments[0])
        number: Any = plain(arguments[1]) if len(arguments) > 1 else None
        if keywords or number is None or set(sizes if isinstance(sizes, tuple) else (sizes,)) - {1}:
            return None
        shape = sizes if isinstance(sizes, tuple) else (sizes,)
        return one(shape) if np.dtype(number) == np.float32 else None

    def _call_tuple(self, arguments: list[Value], keywords: dict[str, Value]) -> Value | None:
        items = self.known_items(arguments[0]) if arguments else []
        return None if items is None else Many(items)

    def _call_list(self, arguments: list[Value], keywords: dict[str, Value]) -> Value | None:
        items = self.known_items(arguments[0]) if arguments else []
        return None if items is None else Many(items, changeable=True)

    def _call_dict(self, arguments: list[Value], keywords: dict[str, Value]) -> Value | None:
        if not arguments:
            return Named(dict(keywords))
        if isinstance(arguments[0], Named):
            return Named({**arguments[0].items, **keywords})
        items = self.known_items(arguments[0])
        if items is None:
            return None
        pairs = {plain(self.part(i, Known(0))): self.part(i, Known(1)) for i in items}
        return Named({**pairs, **keywords})

    def _call_zip(self, arguments: list[Value], keywords: dict[str, Value]) -> Value | None:
        columns = [self.known_items(a) for a in arguments]
        known = [c for c in columns if c is not None]
        if len(known) < len(columns):
            return None
        return Many([Many(list(row)) for row in zip(*known, strict=False)])

    def _call_enumerate(self, arguments: list[Value], keywords: dict[str, Value]) -> Value | None:
        items = self.known_items(arguments[0])
        if items is None:
            return None
        start: Any = plain(keywords.get("start", arguments[1] if len(arguments) > 1 else Known(0)))
        return Many([Many([Known(n), item]) for n, item in enumerate(items, start)])

    def _call_reversed(self, arguments: list[Value], keywords: dict[str, Value]) -> Value | None:
        if isinstance(arguments[0], Many):
            return Many(arguments[0].items[::-1])
        reverse = ast.Name("reversed", ast.Load())
        return Code(ast.Call(reverse, [self.lift(arguments[0])], []))

    def _call_reduce(self, arguments: list[Value], keywords: dict[str, Value]) -> Value | None:
        items = self.known_items(arguments[1])
        if items is None:
            return None
        items = arguments[2:] + items
        found = items[0]
        for item in items[1:]:
            found = self.apply(arguments[0], [found, item], {})
        return found

    def _call_sum(self, arguments: list[Value], keywords: dict[str, Value]) -> Value | None:
        items = self.known_items(arguments[0])
        if items is None or not items or static(arguments[0]):
            return None
        found = items[0]
        for item in (*items[1:], *arguments[1:]):
            found = self.combine(ast.Add(), found, item)
        return found

    def _call_isinstance(self, arguments: list[Value], keywords: dict[str, Value]) -> Value | None:
        if isinstance(arguments[0], Known | Partial):
            owner = arguments[0]
            known = owner.known if isinstance(owner, Partial) else owner.value
            return Known(isinstance(known, plain(arguments[1])))  # type: ignore[arg-type]
        return None
