"""The loss around the present weights: how high the ground is on which training walks downhill."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.messages import Moment
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan
from nnstudio.engine.studies.chunks import WORK, chunks, work_of
from nnstudio.engine.study import Pieces, Study
from nnstudio.engine.weights import WeightKey, WeightMap, stream

MOST_MOMENTS = 40
"""So many places of the path decide its two directions."""
MARGIN = 0.25
"""How much further than the path the ground is measured, as a share of the path's size."""
LEAST_REACH = 0.1
"""How far it is measured along a path at least, as a share of the length of the weights."""
RANDOM_REACH = 1.0
"""The same in directions of chance, where a path is hardly seen."""
MOST_AT_ONCE = 8
"""So many places are measured in a piece, at most."""
NUMBERS = 400_000
"""So many weights of moments are gone through in a piece, about."""


@dataclass(frozen=True, eq=False)
class Ground:
    """The loss over a plane through the present weights.

    Parameters
    ----------
    across, up
        ``(cells,)`` the places of the columns and rows, in lengths of the weights; the present
        weights are at 0, 0.
    loss
        ``(cells, cells)`` the mean loss, rows from the lowest ``up`` on; not finite where it
        overflows. One row where only a line was asked for.
    path
        ``(moments, 2)`` where the run was, with the steps in ``steps``.
    shares
        Which share of all the way that the weights went lies in each direction; NaN for chosen
        directions of chance.
    here
        The loss at the present weights, on the same samples.
    """

    across: Array
    up: Array
    loss: Array
    path: Array
    steps: tuple[int, ...]
    shares: tuple[float, float]
    here: float


@dataclass(frozen=True, eq=False)
class LandscapeStudy(Study[Ground]):
    """The loss on a grid of a plane in the space of all weights.

    The plane goes through the present weights and holds as much of the run's path as a plane can:
    its directions are the two principal axes of the kept moments, seen from the present weights
    (Li et al. 2018, "Visualizing the Loss Landscape of Neural Nets", section 7). Where there is no
    path, or ``chance`` is wanted, they are random, each weight tensor as long as the weights
    themselves (filter normalisation, section 4, by tensor).

    Parameters
    ----------
    x, t
        The samples ``(n, *input_shape)`` and targets ``(n, numbers)`` whose mean loss it is.
    moments
        The run's path.
    cells
        How many columns and rows; ``rows`` 1 gives a slice along the first direction alone.
    """

    x: Array
    t: Array
    moments: tuple[Moment, ...] = ()
    cells: int = 13
    rows: int = 13
    chance: bool = False
    zoom: float = 1.0

    def fits(self, plan: Plan) -> bool:
        return self.x.shape[1:] == plan.input_shape and self.t.shape[1:] == (plan.targets,)

    def pieces(self, model: Model) -> Pieces[Ground]:
        keys = tuple(
            (node.id, name)
            for node in model.plan.nodes
            for name, weight in node.weights
            if weight.trainable and not node.frozen
        )
        moments = _fitting(self.moments, model.weights, keys)
        directions: tuple[dict[WeightKey, Array], ...]
        if len(moments) > 2 and not self.chance:
            yield
            directions, shares = yield from _axes(moments, model.weights, keys)
            least = LEAST_REACH
        else:
            directions = tuple(_random(model.weights, keys, f"direction {n}") for n in range(2))
            shares, least = (math.nan, math.nan), RANDOM_REACH
        path = np.empty((len(moments), 2))
        several = _several(model.weights, keys)
        for number, moment in enumerate(moments):
            if number % several == 0:
                yield
            path[number] = [_along(moment, model.weights, d) for d in directions]
        length = math.sqrt(sum(float(np.square(model.weights[key]).sum()) for key in keys))
        reach = least * length
        across = _places(path[:, 0], reach, self.cells, self.zoom)
        up = _places(path[:, 1], reach, self.rows, self.zoom)
        moved = Model(model.plan, model.weights, model.dtype)
        loss = np.empty((len(up), len(across)))
        work = work_of(model.plan) * max(len(self.x), 1)
        several = max(1, min(MOST_AT_ONCE, WORK // work))
        for number, (row, column) in enumerate(np.ndindex(loss.shape)):
            if number % several == 0:
                yield
            for key in keys:
                step = across[column] * directions[0][key] + up[row] * directions[1][key]
                np.add(model.weights[key], step, out=moved.weights[key], casting="unsafe")
            loss[row, column] = yield from self._loss(moved)
        here = yield from self._loss(model)
        steps = tuple(moment.step for moment in moments)
        return Ground(across, up, loss, path, steps, shares, here)

    def _loss(self, model: Model) -> Pieces[float]:
        """Return the mean loss of the samples."""
        total = 0.0
        for part in chunks(model.plan, len(self.x)):
            if part.start:
                yield
            x, t = self.x[part], self.t[part]
            total += model.loss(model.forward(x), t) * len(x)
        return total / max(len(self.x), 1)


def _fitting(
    moments: Sequence[Moment], weights: WeightMap, keys: tuple[WeightKey, ...]
) -> tuple[Moment, ...]:
    """Return moments of the same network, evenly spread, without those that are not finite."""
    found = [
        moment
        for moment in moments
        if all(
            key in moment.weights
            and moment.weights[key].shape == weights[key].shape
            and bool(np.isfinite(moment.weights[key]).all())
            for key in keys
        )
    ]
    if len(found) <= MOST_MOMENTS:
        return tuple(found)
    chosen = np.linspace(0, len(found) - 1, MOST_MOMENTS).round().astype(int)
    return tuple(found[place] for place in chosen)


def _axes(
    moments: Sequence[Moment], weights: WeightMap, keys: tuple[WeightKey, ...]
) -> Pieces[tuple[tuple[dict[WeightKey, Array], ...], tuple[float, float]]]:
    """Return the two principal directions of the way to the present weights, of length 1."""
    gram = np.zeros((len(moments), len(moments)))
    width = max(NUMBERS // len(moments), 1)
    for key in keys:
        for start in range(0, weights[key].size, width):
            rows = _ways(moments, weights, key, slice(start, start + width))
            gram += rows @ rows.T
            if weights[key].size > width:
                yield
    values, vectors = np.linalg.eigh(gram)
    total = float(values.clip(min=0).sum()) or 1.0
    directions, shares = [], []
    for place in (-1, -2):
        value, vector = max(float(values[place]), 0.0), vectors[:, place]
        scale = 1.0 / math.sqrt(value) if value > 1e-12 * total else 0.0
        # The sign that lets the run come from the left, so that pictures do not flip.
        sign = -1.0 if vector[0] > 0 else 1.0
        direction = {key: np.empty(weights[key].shape) for key in keys}
        for key in keys:
            flat = direction[key].reshape(-1)
            for start in range(0, flat.size, width):
                part = slice(start, start + width)
                flat[part] = sign * scale * (vector @ _ways(moments, weights, key, part))
                if flat.size > width:
                    yield
        directions.append(direction)
        shares.append(value / total)
    return tuple(directions), (shares[0], shares[1])


def _ways(moments: Sequence[Moment], weights: WeightMap, key: WeightKey, part: slice) -> Array:
    """Return how the moments' weights differ from the present ones ``(moments, numbers)``."""
    here = weights[key].reshape(-1)[part]
    return np.stack([m.weights[key].reshape(-1)[part] - here for m in moments]).astype(np.float64)


def _several(weights: WeightMap, keys: tuple[WeightKey, ...]) -> int:
    """Return how many moments are gone through in a piece."""
    return max(1, NUMBERS // max(sum(weights[key].size for key in keys), 1))


def _random(
    weights: WeightMap, keys: tuple[WeightKey, ...], purpose: str
) -> dict[WeightKey, Array]:
    """Return a direction of chance, each tensor as long as that of the weights; of length 1."""
    drawn = {}
    for key in keys:
        value = stream(0, f"{purpose}/{key[0]}/{key[1]}").standard_normal(weights[key].shape)
        size = float(np.linalg.norm(value)) or 1.0
        drawn[key] = value * (float(np.linalg.norm(weights[key])) / size)
    length = math.sqrt(sum(float(np.square(d).sum()) for d in drawn.values())) or 1.0
    return {key: value / length for key, value in drawn.items()}


def _along(moment: Moment, weights: WeightMap, direction: dict[WeightKey, Array]) -> float:
    pairs = ((moment.weights[key] - weights[key], d) for key, d in direction.items())
    return sum(float(np.vdot(way.astype(np.float64), d)) for way, d in pairs)


def _places(path: Array, reach: float, count: int, zoom: float) -> Array:
    """Return the places of a grid ``(count,)``; the present weights lie on it exactly.

    Zooming leaves the present weights where they are in the picture.
    """
    if count == 1:
        return np.zeros(1)
    low, high = float(path.min(initial=0.0)), float(path.max(initial=0.0))
    size = max(high - low, reach, 1e-6)
    middle, half = (low + high) / 2, (0.5 + MARGIN) * size
    return _with_zero(np.linspace((middle - half) / zoom, (middle + half) / zoom, count))


def _with_zero(places: Array) -> Array:
    """Return the places shifted by less than a cell so that one of them is 0, where it is within."""
    nearest = places[np.abs(places).argmin()]
    within = abs(nearest) <= (places[1] - places[0]) / 2
    return places - nearest if within else places
