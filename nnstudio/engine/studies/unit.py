"""One unit of a layer: what it reads, which part of its curve it uses, and what wakes it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.recurrent import Recurrent
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan, PlannedNode
from nnstudio.engine.studies.chunks import chunks
from nnstudio.engine.studies.health import function_of, values_of
from nnstudio.engine.studies.tally import Tally, Tallying
from nnstudio.engine.study import Pieces, Study

BEST = 12
"""So many samples that wake a unit most are named."""
CANDIDATES = {"LSTM": 2, "GRU": 2}
"""Which of the gates lying side by side makes what a unit may say."""


@dataclass(frozen=True, eq=False)
class UnitReport:
    """What is known of one unit.

    Parameters
    ----------
    sums
        How its pre-activations are spread over all places of the samples; None where there are
        none.
    outputs
        How what it gives is spread.
    best
        The samples that wake it most, by number, the strongest first.
    strengths
        The largest output for each of them.
    places
        At which place, counted along all positions or steps, that was.
    weights
        What it multiplies its inputs by: ``(inputs,)``, or a kernel ``(*kernel, channels)``.
    bias
        What it adds, 0 without.
    """

    node: str
    unit: int
    sums: Tally | None
    outputs: Tally
    best: Array
    strengths: Array
    places: Array
    weights: Array | None
    bias: float
    extent: int = 1
    """How many places there are in a sample."""


@dataclass(frozen=True, eq=False)
class UnitStudy(Study[UnitReport | None]):
    """What a unit does on prepared samples ``x``; None where the network does not have it."""

    x: Array
    node: str
    unit: int

    def fits(self, plan: Plan) -> bool:
        return self.x.shape[1:] == plan.input_shape

    def pieces(self, model: Model) -> Pieces[UnitReport | None]:
        yield
        node = next((node for node in model.plan.nodes if node.id == self.node), None)
        if node is None:
            return None
        sums: Tallying | None = None
        outputs: Tallying | None = None
        mine = np.zeros((0, 1))
        strongest, nearest, places = [], [], []
        for part in chunks(model.plan, len(self.x)):
            done = model.forward(self.x[part])
            z, y = values_of(node, done)
            if self.unit >= y.shape[2]:
                return None
            mine = y[:, :, self.unit]
            outputs = outputs or Tallying(mine)
            outputs.add(mine)
            reached = mine
            if z is not None:
                reached = z[:, :, self.unit]
                sums = sums or Tallying(reached)
                sums.add(reached)
            strongest.append(mine.max(axis=1))
            nearest.append(reached.max(axis=1))
            places.append((reached if _rises(node) else mine).argmax(axis=1))
            yield
        assert outputs is not None
        strengths, at = np.concatenate(strongest), np.concatenate(places)
        # Among those that do not wake it at all, the ones that come nearest are first.
        keys = (-np.nan_to_num(np.concatenate(nearest)), -np.nan_to_num(strengths))
        best = np.lexsort(keys)[:BEST]
        weights, bias = inputs_of(model, node, self.unit)
        return UnitReport(
            self.node,
            self.unit,
            sums.tally() if sums else None,
            outputs.tally(),
            best,
            strengths[best],
            at[best],
            weights,
            bias,
            mine.shape[1],
        )


def _rises(node: PlannedNode) -> bool:
    function = function_of(node)
    return function is not None and function.elementwise and function.monotone


def inputs_of(model: Model, node: PlannedNode, unit: int) -> tuple[Array | None, float]:
    """Return the weights of a unit and its bias; those of its candidate where it has gates."""
    prefix, column = "", unit
    if isinstance(node.layer, Recurrent):
        reading, within = divmod(unit, node.layer.units)
        prefix = node.layer.readings[reading][0]
        column = CANDIDATES.get(node.layer.name, 0) * node.layer.units + within
    weight = model.weights.get((node.holder, prefix + "weight"))
    if weight is None:
        return None, 0.0
    bias = model.weights.get((node.holder, prefix + "bias"))
    shift = float(bias[column]) if bias is not None else 0.0
    if node.layer.name == "DepthwiseConv2D":
        channel, copy = divmod(unit, weight.shape[-1])
        return weight[..., channel, copy, np.newaxis].copy(), shift
    return weight[..., column].copy(), shift
