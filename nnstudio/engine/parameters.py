"""All weights of a network in one flat vector, so that an optimiser is a handful of calls."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from nnstudio.core.kernels.calls import ALIGNMENT, aligned
from nnstudio.core.layer import Array
from nnstudio.core.shapes import size_of
from nnstudio.engine.model import Plan, WeightKey, WeightMap

View = Callable[[Array], Array]
"""From a layer's part of a flat vector to one weight, in the axis order of its definition."""


class Parameters:
    """Where each weight lies in the flat vector, and in which layout.

    Each layer has one span. Whoever computes the layer says by `define` how its weights lie in
    it; outside of the compiled step weights are seen in their definition's layout only.
    """

    def __init__(self, plan: Plan) -> None:
        self.shapes = {(n.id, name): w.shape for n in plan.nodes for name, w in n.weights}
        self.spans: dict[str, slice] = {}
        self._views: dict[WeightKey, View] = {}
        grain = ALIGNMENT // np.dtype(np.float32).itemsize
        start = 0
        for node in plan.nodes:
            if node.weights:
                size = sum(size_of(weight.shape) for _, weight in node.weights)
                self.spans[node.id] = slice(start, start + size)
                start += -(-size // grain) * grain
        self.size = start

    def vector(self) -> Array:
        """Return a new flat vector of zeros."""
        return aligned((self.size,))

    def define(self, node_id: str, views: dict[str, View]) -> None:
        """Say how the weights of a layer lie in its span.

        A view may split axes of the definition's shape, but must keep their order.
        """
        for name, view in views.items():
            self._views[node_id, name] = view

    def read(self, flat: Array) -> dict[WeightKey, Array]:
        """Return copies of what ``flat`` holds, read-only, in the definition's layout."""
        found = {}
        for key, shape in self.shapes.items():
            value = np.array(self._view(flat, key), order="C").reshape(shape)
            value.setflags(write=False)
            found[key] = value
        return found

    def write(self, flat: Array, values: WeightMap) -> None:
        """Copy values in the definition's layout into ``flat``."""
        for key in self.shapes:
            view = self._view(flat, key)
            view[...] = values[key].reshape(view.shape)

    def views(self, flat: Array, node_id: str) -> dict[str, Array]:
        """Return the weights of a layer as views of ``flat``, by name."""
        return {name: self._view(flat, (n, name)) for n, name in self.shapes if n == node_id}

    def _view(self, flat: Array, key: WeightKey) -> Array:
        return self._views[key](flat[self.spans[key[0]]])


def in_a_row(shapes: dict[str, tuple[int, ...]]) -> dict[str, View]:
    """Return the views of weights that lie one after the other in their definition's layout."""
    views: dict[str, View] = {}
    start = 0
    for name, shape in shapes.items():
        views[name] = _slice_view(start, shape)
        start += size_of(shape)
    return views


def _slice_view(start: int, shape: tuple[int, ...]) -> View:
    return lambda block: block[start : start + size_of(shape)].reshape(shape)
