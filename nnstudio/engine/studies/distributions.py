"""How the numbers of a network are spread: weights, their gradients, and what layers give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan
from nnstudio.engine.studies.chunks import chunks
from nnstudio.engine.studies.tally import Tally, Tallying
from nnstudio.engine.study import Pieces, Study

PIECE = 65_536
"""So many numbers are counted in a piece: about a millisecond."""


@dataclass(frozen=True)
class Spread:
    """Names some numbers of a network.

    Parameters
    ----------
    node
        The id of a layer.
    kind
        ``"weights"``, ``"gradients"`` or ``"activations"``.
    name
        The name of the weight; for activations ``"z"``, what the layer's function is applied to,
        or ``"y"``, what the layer gives.
    """

    node: str
    kind: str
    name: str


@dataclass(frozen=True, eq=False)
class Distributions:
    """How numbers are spread, by what they are."""

    tallies: Mapping[Spread, Tally]


@dataclass(frozen=True, eq=False)
class DistributionsStudy(Study[Distributions]):
    """How some numbers of a network are spread, those of passes for prepared samples.

    What the network does not have is left out.

    Parameters
    ----------
    spreads
        Which numbers.
    x, t
        The samples ``(n, *input_shape)`` and their targets ``(n, numbers)``, for gradients and
        activations.
    """

    spreads: tuple[Spread, ...]
    x: Array | None = None
    t: Array | None = None

    def fits(self, plan: Plan) -> bool:
        if self.x is None:
            return True
        right = self.t is None or self.t.shape[1] == plan.targets
        return self.x.shape[1:] == plan.input_shape and right

    def pieces(self, model: Model) -> Pieces[Distributions]:
        yield
        found: dict[Spread, Tally] = {}
        for spread in self.spreads:
            if spread.kind == "weights" and (spread.node, spread.name) in model.weights:
                found[spread] = yield from counted(model.weights[spread.node, spread.name])
        if any(spread.kind == "activations" for spread in self.spreads):
            yield from self._activations(model, found)
        if any(spread.kind == "gradients" for spread in self.spreads):
            yield from self._gradients(model, found)
        return Distributions({s: found[s] for s in self.spreads if s in found})

    def _activations(self, model: Model, found: dict[Spread, Tally]) -> Pieces[None]:
        assert self.x is not None
        counting: dict[Spread, Tallying] = {}
        for part in chunks(model.plan, len(self.x)):
            done = model.forward(self.x[part])
            yield
            for spread in self.spreads:
                values = done.outputs.get(spread.node) if spread.kind == "activations" else None
                if values is not None and spread.name != "y":
                    values = done.saved[spread.node].get(spread.name)
                if values is None:
                    continue
                if spread not in counting:
                    counting[spread] = Tallying(values)
                for start in range(0, values.size, PIECE):
                    counting[spread].add(values.ravel()[start : start + PIECE])
                    if values.size > PIECE // 4:
                        yield
        found.update({spread: count.tally() for spread, count in counting.items()})

    def _gradients(self, model: Model, found: dict[Spread, Tally]) -> Pieces[None]:
        assert self.x is not None
        assert self.t is not None
        sums: dict[tuple[str, str], Array] = {}
        for part in chunks(model.plan, len(self.x), passes=3):
            done = model.forward(self.x[part])
            yield
            gradients, _ = model.backward(done, self.t[part])
            share = len(done.outputs[model.plan.output]) / len(self.x)
            for spread in self.spreads:
                key = spread.node, spread.name
                if spread.kind == "gradients" and key in gradients:
                    sums[key] = sums.get(key, 0.0) + gradients[key] * gradients[key].dtype.type(
                        share
                    )
            yield
        for spread in self.spreads:
            if spread.kind == "gradients" and (spread.node, spread.name) in sums:
                found[spread] = yield from counted(sums[spread.node, spread.name])


def counted(values: Array) -> Pieces[Tally]:
    """Count the numbers of an array, some of them in each piece."""
    counting = Tallying(values)
    flat = values.ravel()
    for start in range(0, flat.size, PIECE):
        counting.add(flat[start : start + PIECE])
        if flat.size > PIECE // 16:  # a bias is no piece of its own
            yield
    return counting.tally()


def spreads_of(plan: Plan, node_id: str, kind: str) -> tuple[Spread, ...]:
    """Return what can be looked at in a layer; nothing where it has nothing of a kind."""
    node = plan.node(node_id)
    if kind == "activations":
        curved = getattr(node.layer, "activation", "linear") != "linear"
        names: tuple[str, ...] = ("z", "y") if curved else ("y",)
    elif kind == "gradients":
        names = tuple(name for name, weight in node.weights if weight.trainable and not node.frozen)
    else:
        names = tuple(name for name, _ in node.weights)
    return tuple(Spread(node_id, kind, name) for name in names)


def pooled(tallies: tuple[Tally, ...], shares: tuple[float, float]) -> tuple[float, float]:
    """Return bounds between which most numbers of all tallies lie, each counting alike.

    Where the outermost numbers lie hardly farther out, they are within the bounds.
    """
    tallies = tuple(tally for tally in tallies if tally.number)
    if not tallies:
        return 0.0, 1.0
    ends = np.array([tally.near_ends(shares) for tally in tallies])
    low, high = float(ends[:, 0].min()), float(ends[:, 1].max())
    lowest, highest = min(t.low for t in tallies), max(t.high for t in tallies)
    room = 0.5 * (high - low) or abs(low) * 0.5 or 0.5
    low = lowest if lowest >= low - room else low
    high = highest if highest <= high + room else high
    return low, high
