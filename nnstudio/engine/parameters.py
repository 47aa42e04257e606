"""All weights of a network in one flat vector, so that an optimiser is a handful of calls."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from nnstudio.core.kernels.calls import ALIGNMENT, aligned
from nnstudio.core.layer import Array
from nnstudio.core.shapes import size_of
from nnstudio.engine.plan import Plan
from nnstudio.engine.weights import WeightKey, WeightMap

View = Callable[[Array], Array]
"""From a layer's part of a flat vector to one weight, in the axis order of its definition."""


class Parameters:
    """Where each weight lies in the flat vector, and in which layout.

    The weights that are trained come first (`trained` numbers), then those of frozen layers, then
    what layers merely keep (running averages), so that an optimiser works on one slice. Each layer
    has one span of weights that could be trained. Whoever computes the layer may say by `define` how they lie in it; outside of
    the compiled step weights are seen in their definition's layout only.
    """

    def __init__(self, plan: Plan) -> None:
        self.shapes = {(n.id, name): w.shape for n in plan.nodes for name, w in n.weights}
        self.spans: dict[str, slice] = {}
        self._holders = {node.id: node.holder for node in plan.nodes}
        self._names = {node.id: [name for name, _ in node.weights] for node in plan.nodes}
        self._views: dict[WeightKey, View] = {}
        self._kept: dict[str, dict[str, View]] = {}
        start = self.trained = 0
        # In the order of the layers, but for the frozen ones, which no update may reach.
        for node in sorted(plan.nodes, key=lambda node: node.frozen):
            shapes = {name: w.shape for name, w in node.weights if w.trainable}
            if shapes:
                self._views.update({(node.id, n): v for n, v in in_a_row(shapes).items()})
                self.spans[node.id] = slice(start, start + _numbers(shapes))
                start += _rounded_up(_numbers(shapes))
                self.trained = self.trained if node.frozen else start
        for node in plan.nodes:
            shapes = {name: w.shape for name, w in node.weights if not w.trainable}
            if shapes:
                self._kept[node.id] = in_a_row(shapes, start)
                start += _rounded_up(_numbers(shapes))
        self.size = start
        self._empty = np.empty(start, np.float32)  # never written to, so it takes no room
        self._places: dict[WeightKey, tuple[int, tuple[int, ...], tuple[int, ...]]] = {}

    def vector(self) -> Array:
        """Return a new flat vector of zeros."""
        return aligned((self.size,))

    def define(self, node_id: str, views: dict[str, View]) -> None:
        """Say how the trained weights of a layer lie in its span.

        A view may split axes of the definition's shape, but must keep their order. However often
        a layer is computed, its weights always lie the same way.
        """
        for name, view in views.items():
            key = (node_id, name)
            block = self._empty[self.spans[node_id]]
            part = view(block)
            place = (part.ctypes.data - block.ctypes.data, part.shape, part.strides)
            if self._places.setdefault(key, place) != place:
                raise AssertionError(f"{node_id}/{name} lies here and elsewhere")
            self._views[key] = view

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
        """Return the weights that a layer computes with as views of ``flat``, by name."""
        holder = self._holders[node_id]
        return {name: self._view(flat, (holder, name)) for name in self._names[holder]}

    def kept(self, flat: Array, node_id: str) -> dict[str, Array]:
        """Return the weights of a layer that are not trained as views of ``flat``, by name."""
        views = self._kept.get(self._holders[node_id], {})
        return {name: view(flat) for name, view in views.items()}

    def _view(self, flat: Array, key: WeightKey) -> Array:
        node_id, name = key
        kept = self._kept.get(node_id, {})
        return kept[name](flat) if name in kept else self._views[key](flat[self.spans[node_id]])


def in_a_row(shapes: dict[str, tuple[int, ...]], start: int = 0) -> dict[str, View]:
    """Return the views of weights that lie one after the other in their definition's layout."""
    views: dict[str, View] = {}
    for name, shape in shapes.items():
        views[name] = _slice_view(start, shape)
        start += size_of(shape)
    return views


def _slice_view(start: int, shape: tuple[int, ...]) -> View:
    return lambda block: block[start : start + size_of(shape)].reshape(shape)


def _numbers(shapes: dict[str, tuple[int, ...]]) -> int:
    return sum(size_of(shape) for shape in shapes.values())


def _rounded_up(count: int) -> int:
    """Return the numbers until the next cache line begins."""
    grain = ALIGNMENT // np.dtype(np.float32).itemsize
    return -(-count // grain) * grain
