"""How large the gradient is at every layer, and what each layer makes of it on the way back."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.core.layer import Array, Saved
from nnstudio.core.recurrent import Recurrent
from nnstudio.engine.model import Model, Pass, PassedBack
from nnstudio.engine.plan import Plan
from nnstudio.engine.studies.recurrence import RecurrenceStudy
from nnstudio.engine.study import Pieces, Study

MULTIPLY_ADDS = 12_000_000
"""So many multiply-adds a pass forward has at most; deep convolutions see fewer samples."""
FEWEST_SAMPLES = 4


@dataclass(frozen=True)
class Sizes:
    """How large some numbers are: the L2 norm, the mean and the largest absolute value."""

    l2: float = math.nan
    mean: float = math.nan
    largest: float = math.nan


NOTHING = Sizes()


@dataclass(frozen=True)
class LayerFlow:
    """The gradient at one layer, and its way through it.

    For ``y = f(W x + b)`` with ``z = W x + b`` the gradient's way from y back to x has two parts,
    each a ratio of L2 norms over all samples: ‖dL/dz‖ / ‖dL/dy‖ is what f' does to it, and
    ‖dL/dx‖ / ‖dL/dz‖ what the weights do. A layer without an activation has the whole
    ‖dL/dx‖ / ‖dL/dy‖ alone. Of several inputs the one counts to which most goes.

    Parameters
    ----------
    weights
        Of dL/dw, all weights of the layer together.
    flow
        Of dL/dy, over all paths from the losses; of dL/dz where ``at_loss``.
    slope_part
        ‖dL/dz‖ / ‖dL/dy‖; NaN without an activation or at the loss.
    weight_part
        ‖dL/dx‖ / ‖dL/dz‖; NaN where the layer has no activation of its own.
    factor
        ‖dL/dx‖ / ‖dL/dy‖; at the loss ‖dL/dx‖ / ‖dL/dz‖.
    activation
        The name of its activation; empty without one.
    slope
        The mean of |f'(z)|; NaN where it is not a matter of each number alone.
    dead
        Which share of its units has f'(z) = 0 for all samples.
    per_step
        Of a recurrent layer: what dL/dh is multiplied by from one step to the one before, in the
        geometric mean of one sample; else NaN.
    steps
        How many time steps a recurrent layer reads, at most so many as one gradient flows
        through; else 0.
    at_loss
        Whether loss and activation are one, so that the way back begins at z.
    learns
        Whether it has weights with a gradient.
    """

    node: str
    weights: Sizes = NOTHING
    flow: Sizes = NOTHING
    slope_part: float = math.nan
    weight_part: float = math.nan
    factor: float = math.nan
    activation: str = ""
    slope: float = math.nan
    dead: float = 0.0
    per_step: float = math.nan
    steps: int = 0
    at_loss: bool = False
    learns: bool = False


@dataclass(frozen=True)
class GradientFlow:
    """The layers that a gradient reaches, from input to output, measured on so many samples."""

    layers: tuple[LayerFlow, ...]
    samples: int

    @property
    def by_node(self) -> Mapping[str, LayerFlow]:
        """The layers by their nodes."""
        return {layer.node: layer for layer in self.layers}


@dataclass(frozen=True, eq=False)
class GradientFlowStudy(Study[GradientFlow]):
    """The gradient of the loss of prepared samples, as training computes it.

    Dropout draws the same masks each time; BatchNorm takes the averages of these samples.

    Parameters
    ----------
    x, t
        The samples ``(n, *input_shape)`` and their targets ``(n, numbers)``.
    """

    x: Array
    t: Array

    def fits(self, plan: Plan) -> bool:
        return self.x.shape[1:] == plan.input_shape and self.t.shape[1] == plan.targets

    def pieces(self, model: Model) -> Pieces[GradientFlow]:
        fitting = max(MULTIPLY_ADDS // max(model.plan.multiply_adds, 1), FEWEST_SAMPLES)
        x, t = self.x[:fitting], self.t[:fitting]
        steps = model.steps(training=True)
        done = Pass()
        for _ in model.way_forward(done, x, steps):
            yield
        at_outputs, at_logits = model.at_loss(done, t)
        found: dict[str, LayerFlow] = {}
        gradients: dict[str, dict[str, Array]] = {}
        for passed in model.way_back(done, at_outputs, at_logits, steps):
            node = passed.node
            if node.sources:
                found[node.id] = _passed(passed, done.saved[node.id])
            if node.weights or node.shares:
                kept = gradients.setdefault(node.holder, {})
                for name, dw in passed.dws.items():
                    kept[name] = kept[name] + dw if name in kept else dw
            yield
        layers = []
        for node in model.plan.nodes:
            if node.id not in found:
                continue
            layer = found[node.id]
            own = gradients.get(node.id, {})
            layer = replace(layer, weights=sizes(own.values()), learns=bool(own))
            if isinstance(node.layer, Recurrent):
                per_step = yield from _per_step(node.id, model, x, t)
                steps_read = node.input_shapes[0][0]
                steps_read = min(steps_read, node.layer.truncate or steps_read)
                layer = replace(layer, per_step=per_step, steps=steps_read)
            layers.append(layer)
            yield
        return GradientFlow(tuple(layers), len(x))


def sizes(arrays: Iterable[Array]) -> Sizes:
    """Return the sizes of all numbers of some arrays together."""
    count, square, total, largest = 0, 0.0, 0.0, 0.0
    for array in arrays:
        if array.size:
            flat = np.abs(array.ravel()).astype(np.float64)
            count += flat.size
            square += float(flat.dot(flat))
            total += float(flat.sum())
            top = float(flat.max())
            largest = top if math.isnan(top) or top > largest else largest
    if not count:
        return NOTHING
    return Sizes(math.sqrt(square) if square == square else math.nan, total / count, largest)


def _passed(passed: PassedBack, saved: Saved) -> LayerFlow:
    node, layer = passed.node, passed.node.layer
    at_loss = passed.dy is None
    arriving = passed.dz if passed.dy is None else passed.dy
    assert arriving is not None
    flow = sizes([arriving])
    # Numbers of tokens have no derivative: a factor of 0 would tell of a gradient that is lost.
    through = () if "tokens" in saved else passed.dxs
    left = max((_norm(dx) for dx in through), default=math.nan)
    factor = _ratio(left, flow.l2)
    if not isinstance(layer, ActivatedLayer) or passed.dz is None:
        return LayerFlow(node.id, flow=flow, factor=factor)
    here = _norm(passed.dz)
    activation = layer.activation_function()
    slope, dead = math.nan, 0.0
    if activation.elementwise:
        slopes = np.abs(activation.derivative(saved["z"], saved["y"]))
        slope = float(slopes.mean(dtype=np.float64))
        dead = float((slopes.reshape(-1, slopes.shape[-1]).max(axis=0) == 0.0).mean())
    return LayerFlow(
        node.id,
        flow=flow,
        slope_part=math.nan if at_loss else _ratio(here, flow.l2),
        weight_part=_ratio(left, here),
        factor=factor,
        activation=layer.activation,
        slope=slope,
        dead=dead,
        at_loss=at_loss,
    )


def _per_step(node: str, model: Model, x: Array, t: Array) -> Pieces[float]:
    """Return by what dL/dh is multiplied for each step back: a straight line through its logs."""
    study = RecurrenceStudy(node, x[:1], t[:1], jacobians=False)
    recurrence = yield from study.pieces(model)
    slopes = []
    for reading in recurrence.readings:
        pull = reading.pull[::-1] if not reading.turned else reading.pull
        counted = np.flatnonzero(np.isfinite(pull) & (pull > 0.0))
        if len(counted) > 1:
            line = np.polyfit(counted, np.log(pull[counted]), 1)
            slopes.append(float(line[0]))
    return math.exp(max(min(float(np.mean(slopes)), 700.0), -700.0)) if slopes else math.nan


def _norm(array: Array) -> float:
    return sizes([array]).l2


def _ratio(there: float, here: float) -> float:
    """Return a ratio of norms; NaN where nothing arrives or a norm is not a number."""
    if not (math.isfinite(there) and math.isfinite(here)) or here <= 0.0:
        return math.nan
    return there / here
