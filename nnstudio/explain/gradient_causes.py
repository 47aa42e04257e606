"""Why the gradient vanishes or explodes: what the measured parts of each layer's factor say."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import numpy as np

from nnstudio.activations import all_activations, make_activation
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.engine.studies.gradient_flow import GradientFlow, LayerFlow
from nnstudio.explain.time_verdict import FEWEST_STEPS, MOST_CHANGE, STEEPEST
from nnstudio.explain.verdicts import FEWEST_PROBES, Verdict, judge, listed
from nnstudio.optimizers.clipping import Clipping

LOW, HIGH = 0.5, 2.0
"""Below and above these a part of a layer's factor is called a cause."""
LOW_RECTIFIED = 0.35
"""The same for the slopes of ReLU and its like: half of the 0.71 that pass where half of the sums
are negative."""
DEAD = 0.5
"""From this share of units without any slope on a layer is called dead."""

CAUSES = Text(
    N_(
        "The factor of a layer y = f(z), z = W x + b, is what it multiplies the gradient by on its "
        "way back: ‖dL/dx‖ / ‖dL/dy‖, norms over all samples. Its f′ part is ‖dL/dz‖ / ‖dL/dy‖, "
        "its weight part ‖dL/dx‖ / ‖dL/dz‖. Where the gradient vanishes, parts below {low} are "
        "named as the cause (f′ parts of ReLU and its like below {rectified}, for half of their "
        "slopes are zero by design); where it explodes, weight parts above {high}. A layer is called dead "
        "where the slope of at least {dead} of its units is zero for all samples. A recurrent "
        "layer is judged by the product over its time steps: below 1/{growth}, or less than half "
        "per step, it vanishes; above {growth}, or more than double per step, it explodes."
    ),
    low=f"{LOW:g}",
    rectified=f"{LOW_RECTIFIED:g}",
    high=f"{HIGH:g}",
    dead=f"{DEAD:.0%}",
    growth=f"{MOST_CHANGE:g}",
)
"""How causes are found, in words for the user."""


def judge_flow(flow: GradientFlow, layers: tuple[str, ...], distance: Array | None) -> Verdict:
    """Judge a single measurement of the gradient, as for weights that were not trained yet."""
    by_node = flow.by_node
    norms = [by_node[n].weights.l2 if n in by_node else math.nan for n in layers]
    return judge(np.tile(np.array(norms), (FEWEST_PROBES, 1)), layers, None, distance)


def explained(verdict: Verdict, flow: GradientFlow | None, clipping: Clipping) -> Verdict:
    """Return a verdict with its cause in words, as far as the measured flow tells it."""
    if flow is not None:
        through_time = _through_time(flow)
        if through_time is not None and verdict.kind in ("healthy", "waiting", through_time.kind):
            verdict = through_time
        elif verdict.kind == "vanishing":
            verdict = _vanishing(verdict, flow)
        elif verdict.kind == "exploding" and math.isfinite(verdict.slope):
            verdict = _exploding(verdict, flow)
    if verdict.kind == "exploding" and clipping.mode == "none":
        verdict = replace(verdict, cures=(*verdict.cures, "clip"))
    if clipping.mode != "none":
        text = Text(
            N_(
                "Gradient clipping is on ({mode}, threshold {threshold}): the norms of a run are "
                "those after clipping."
            ),
            mode=clipping.mode.replace("_", " "),
            threshold=f"{clipping.threshold:g}",
        )
        details = text if verdict.details is None else _two(verdict.details, text)
        verdict = replace(verdict, details=details)
    return verdict


def _through_time(flow: GradientFlow) -> Verdict | None:
    for layer in flow.layers:
        if layer.steps < FEWEST_STEPS or not layer.per_step > 0.0:
            continue
        one = math.log(layer.per_step)
        size = layer.steps * one
        if abs(size) <= math.log(MOST_CHANGE) and abs(one) < math.log(STEEPEST):
            continue
        values = {
            "layer": layer.node,
            "factor": f"{layer.per_step:.2g}",
            "steps": layer.steps,
            "whole": _power(size / math.log(10.0)),
        }
        if size < 0:
            text = N_(
                "Vanishing: through time {layer} multiplies the gradient by {factor} per step; over "
                "{steps} steps that is {whole}. Try LSTM or GRU, orthogonal or larger recurrent "
                "weights, or shorter sequences."
            )
            return Verdict("vanishing", Text(text, **values), (layer.node,), culprits=(layer.node,))
        text = N_(
            "Exploding: through time {layer} multiplies the gradient by {factor} per step; over "
            "{steps} steps that is {whole}. Try gradient clipping, smaller or orthogonal recurrent "
            "weights, or truncation."
        )
        return Verdict("exploding", Text(text, **values), (layer.node,), culprits=(layer.node,))
    return None


def _vanishing(verdict: Verdict, flow: GradientFlow) -> Verdict:
    dead = [layer for layer in flow.layers if layer.slope == 0.0 or layer.dead >= DEAD]
    if dead:
        name, found = _commonest(dead)
        text = Text(
            N_(
                "Vanishing: {name} in {layers} has slope zero for {share} of its units, so nothing "
                "flows back through them. Try leaky ReLU, a smaller learning rate or other starting "
                "weights."
            ),
            name=_label(name),
            layers=listed(found),
            share=f"{np.mean([x.dead for x in dead if x.activation == name]):.0%}",
        )
        return replace(verdict, text=text, culprits=found, cures=("leaky_relu",))
    slopes = [layer for layer in flow.layers if layer.slope_part < _low(layer.activation)]
    weights = [layer for layer in flow.layers if layer.weight_part < LOW and not layer.at_loss]
    if not slopes and not weights:
        return verdict
    lost_in_slopes = -sum(math.log(max(x.slope_part, 1e-30)) for x in slopes)
    lost_in_weights = -sum(math.log(max(x.weight_part, 1e-30)) for x in weights)
    whole = _per_layer(verdict)
    if lost_in_slopes < lost_in_weights:
        layers = tuple(layer.node for layer in weights)
        text = Text(
            N_(
                "Vanishing: the weights of {layers} are too small: they multiply the gradient by "
                "{factor} each{whole}. Try He or Glorot starting weights, BatchNorm or a skip."
            ),
            layers=listed(layers),
            factor=f"{_middle(x.weight_part for x in weights):.2g}",
            whole=whole,
        )
        return replace(verdict, text=text, culprits=layers, cures=("weights",))
    name, layers = _commonest(slopes)
    most = steepest(name)
    measured = f"{_middle(x.slope_part for x in slopes if x.activation == name):.2g}"
    if most <= LOW:
        text = Text(
            N_(
                "Vanishing: {name} in {layers} passes at most {most} of the gradient each, "
                "measured {measured}{whole}. Try ReLU, He, BatchNorm or a skip."
            ),
            name=_label(name),
            layers=listed(layers),
            most=f"{most:.2g}",
            measured=measured,
            whole=whole,
        )
    elif rectifies(name):
        text = Text(
            N_(
                "Vanishing: {name} in {layers} gives zero for most of its sums: it passes {measured} "
                "of the gradient{whole}. Try leaky ReLU, BatchNorm or other starting weights."
            ),
            name=_label(name),
            layers=listed(layers),
            measured=measured,
            whole=whole,
        )
        return replace(verdict, text=text, culprits=layers, cures=("leaky_relu",))
    else:
        text = Text(
            N_(
                "Vanishing: {name} in {layers} is saturated: it passes {measured} of the gradient, "
                "where {most} is possible{whole}. Try smaller starting weights, BatchNorm or ReLU "
                "with He."
            ),
            name=_label(name),
            layers=listed(layers),
            most=f"{most:.2g}",
            measured=measured,
            whole=whole,
        )
    return replace(verdict, text=text, culprits=layers, cures=("relu_he",))


def _exploding(verdict: Verdict, flow: GradientFlow) -> Verdict:
    large = [layer for layer in flow.layers if layer.weight_part > HIGH and not layer.at_loss]
    if not large:
        return verdict
    layers = tuple(layer.node for layer in large)
    text = Text(
        N_(
            "Exploding: the weights of {layers} are too large: they multiply the gradient by "
            "{factor} each{whole}. Try Glorot or He starting weights, BatchNorm, or clipping."
        ),
        layers=listed(layers),
        factor=f"{_middle(x.weight_part for x in large):.2g}",
        whole=_per_layer(verdict),
    )
    return replace(verdict, text=text, culprits=layers, cures=("weights",))


@cache
def steepest(activation: str) -> float:
    """Return the largest slope that an activation has anywhere, by its size."""
    function = make_activation(activation)
    if not function.elementwise:
        return 1.0
    z = np.linspace(-8.0, 8.0, 1601)
    return float(np.abs(function.derivative(z, function.forward(z))).max())


@cache
def rectifies(activation: str) -> bool:
    """Return whether an activation lets positive sums pass as they are and negative ones hardly."""
    function = make_activation(activation)
    if not function.elementwise:
        return False
    z = np.array([-8.0, 8.0])
    low, high = np.abs(function.derivative(z, function.forward(z))).tolist()
    return bool(low < 0.1 and 0.9 < high < 1.1)


def _low(activation: str) -> float:
    return LOW_RECTIFIED if activation and rectifies(activation) else LOW


def _commonest(layers: list[LayerFlow]) -> tuple[str, tuple[str, ...]]:
    names = [layer.activation for layer in layers]
    name = max(names, key=names.count)
    return name, tuple(layer.node for layer in layers if layer.activation == name)


def _label(activation: str) -> Text:
    return Text(all_activations()[activation].label)


def _middle(values: Iterable[float]) -> float:
    """Return the geometric mean."""
    logs = [math.log(max(value, 1e-30)) for value in values]
    return math.exp(sum(logs) / len(logs))


def _per_layer(verdict: Verdict) -> Text:
    if not math.isfinite(verdict.slope):
        return Text("")
    return Text(N_(": × {factor} per layer"), factor=f"{verdict.factor:.2g}")


def _power(exponent: float) -> str:
    return f"{10.0**exponent:.1e}" if abs(exponent) < 300 else f"1e{exponent:+.0f}"


def _two(first: Text, second: Text) -> Text:
    return Text("{first} {second}", first=first, second=second)
