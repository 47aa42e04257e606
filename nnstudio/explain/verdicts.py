"""Is the gradient healthy? One fixed rule, stated in words, for every network."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.explain.gradient_growth import MOST_GROWTH, growth_of, times_text

WINDOW = 50
"""How many of the last probes are judged."""
FEWEST_PROBES = 5
FEWEST_LAYERS = 3
STEEPEST = 0.3
"""The slope, in powers of ten per layer, from which on a trend is an alarm: a factor of 2."""
LAYERS_NAMED = 4

RULE = Text(
    N_(
        "The gradient norm of each layer is divided by that of the last layer, or of all last "
        "layers together; its base-10 logarithm is taken, and of the last {window} measurements the median. A straight line "
        "through these medians, walked from the last layer towards the input, tells how the "
        "gradient changes per layer; layers side by side are equally far. Falling by more than "
        "{steepest} per layer (to less than half) is called vanishing, rising by more than "
        "{steepest} (to more than double) exploding. A gradient more than {growth} times as large "
        "as at the start is exploding too; a start counts as a thousandth of the largest layer's at "
        "least. A trend needs at least {fewest} layers with weights."
    ),
    window=WINDOW,
    steepest=STEEPEST,
    growth="1,000",
    fewest=FEWEST_LAYERS,
)
"""The rule of `judge` in words for the user."""


@dataclass(frozen=True)
class Verdict:
    """What the gradient norms say.

    Parameters
    ----------
    kind
        ``"waiting"``, ``"healthy"``, ``"vanishing"`` or ``"exploding"``.
    text
        The verdict in a sentence, with what to try where something is wrong.
    layers
        The layers it is about, from input to output; empty for a healthy network.
    slope
        The change of log10 of the gradient per layer, from the last layer towards the input:
        negative where the gradient shrinks on its way back. NaN where there is no trend.
    details
        More about a short text, for whoever asks; None where the text says all.
    culprits
        The layers that are the cause, as far as it is known.
    cures
        The names of edits that may help, the most likely first (`gradient_cures`).
    """

    kind: str
    text: Text
    layers: tuple[str, ...] = ()
    slope: float = math.nan
    details: Text | None = None
    culprits: tuple[str, ...] = ()
    cures: tuple[str, ...] = ()

    @property
    def factor(self) -> float:
        """What the gradient is multiplied by per layer on its way to the input."""
        return 10.0**self.slope


def judge(
    norms: Array,
    layers: tuple[str, ...],
    loss: Array | None = None,
    distance: Array | None = None,
) -> Verdict:
    """Say whether the gradient reaches every layer in a healthy size.

    Over the last 50 probes the median per layer of log10(norm / norm of the last layer) is taken.
    A straight line through them over the distance from the last layer (0 for the last, 1 for the
    one before it, ...) has the slope that decides: below -0.3 the gradient vanishes on its way to
    the input, above +0.3 it explodes. It explodes too where a norm of the last 50 probes is over
    1,000 times its first value that is not zero. A gradient of exactly zero has vanished, and one
    that is not finite has exploded, whatever the slope, and so has a run whose loss is no longer
    finite: it ends between two probes, so that no norm may tell. Fewer than three layers have no
    trend.

    Parameters
    ----------
    norms
        ``(probes, layers)`` gradient norms, oldest first, layers from input to output.
    layers
        The names of the columns.
    loss
        ``(steps,)`` the loss of every step, oldest first, where it is known.
    distance
        ``(layers,)`` how many layers with weights lie between each and the losses
        (`layer_distances`); None: each layer feeds the next one.
    """
    if loss is not None and not np.isfinite(loss[-WINDOW:]).all():
        return _broken(np.asarray(norms, np.float64), layers)
    if not layers or len(norms) < FEWEST_PROBES:
        return Verdict("waiting", Text(N_("Waiting for the first gradients to be measured.")))
    recent = np.asarray(norms[-WINDOW:], np.float64)
    return (
        _not_finite(recent, layers)
        or _zero(recent, layers)
        or _grown(recent, np.asarray(norms[:WINDOW], np.float64), layers)
        or _trend(recent, layers, distance)
    )


def layer_distances(
    order: tuple[str, ...], sources: Mapping[str, tuple[str, ...]], layers: tuple[str, ...]
) -> Array:
    """Return how many layers with weights lie behind each, over the longest way: ``(layers,)``.

    Parameters
    ----------
    order
        All nodes, each after those it needs.
    sources
        What each node reads.
    layers
        The nodes with weights.
    """
    weighted, behind = set(layers), dict.fromkeys(order, 0)
    for node in reversed(order):
        for source in sources.get(node, ()):
            if source in behind:
                behind[source] = max(behind[source], behind[node] + (node in weighted))
    return np.array([behind.get(layer, 0) for layer in layers], np.float64)


def medians(norms: Array) -> Array:
    """Return the present size of each layer's gradient: medians of the last probes, ``(layers,)``.

    Values that are not finite are left out; NaN where nothing is left.
    """
    recent = np.asarray(norms[-WINDOW:], np.float64)
    if len(recent) and np.isfinite(recent).all():
        return np.asarray(np.median(recent, axis=0))
    return np.array([_median(column[np.isfinite(column)]) for column in recent.T])


def _not_finite(recent: Array, layers: tuple[str, ...]) -> Verdict | None:
    bad = _chosen(layers, np.logical_not(np.isfinite(recent)).max(axis=0))
    if not bad:
        return None
    text = N_(
        "Exploding: the gradient of {layers} is no longer a finite number. Try a smaller "
        "learning rate."
    )
    return Verdict("exploding", Text(text, layers=listed(bad)), bad)


def _zero(recent: Array, layers: tuple[str, ...]) -> Verdict | None:
    zero = np.array(np.median(recent, axis=0) <= 0.0)
    if not zero.any():
        return None
    bad = _chosen(layers, zero)
    if zero.all():
        text = Text(
            N_(
                "No gradient: it is exactly zero in every layer. Either every sample is already "
                "fitted, or an activation with slope zero, such as step, blocks it; try sigmoid "
                "or ReLU."
            )
        )
    else:
        text = Text(
            N_(
                "Vanishing: no gradient at all reaches {layers}. An activation with slope zero "
                "(step, or ReLU with negative sums) or weights of zero block it; try another "
                "activation or initialiser."
            ),
            layers=listed(bad),
        )
    return Verdict("vanishing", text, bad)


def _broken(norms: Array, layers: tuple[str, ...]) -> Verdict:
    """Say of a run whose loss is no number which gradients grew before, where that was measured."""
    finite = norms[np.isfinite(norms).all(axis=1)] if layers else norms
    growth = growth_of(finite[-WINDOW:], finite[:WINDOW]) if len(finite) else np.zeros(len(layers))
    bad = _chosen(layers, growth > MOST_GROWTH)
    if not bad:
        text = N_("Exploding: the loss is no longer a finite number. Try a smaller learning rate.")
        return Verdict("exploding", Text(text))
    text = N_(
        "Exploding: the loss is no longer a finite number; the gradient of {layers} had grown to "
        "{times} times its start. Try gradient clipping or a smaller learning rate."
    )
    return Verdict("exploding", Text(text, layers=listed(bad), times=times_text(growth)), bad)


def _grown(recent: Array, first: Array, layers: tuple[str, ...]) -> Verdict | None:
    growth = growth_of(recent, first)
    bad = _chosen(layers, growth > MOST_GROWTH)
    if not bad:
        return None
    text = Text(
        N_(
            "Exploding: the gradient of {layers} has grown to {times} times its start. Try a "
            "smaller learning rate."
        ),
        layers=listed(bad),
        times=times_text(growth),
    )
    return Verdict("exploding", text, bad)


def _trend(recent: Array, layers: tuple[str, ...], distance: Array | None) -> Verdict:
    if distance is None:
        distance = np.arange(len(layers), dtype=np.float64)[::-1]
    if len(np.unique(distance)) < FEWEST_LAYERS:
        details = Text(
            N_(
                "No gradient is zero or has grown beyond measure. A trend from layer to layer "
                "needs at least {fewest} layers with weights; this network has {count}."
            ),
            fewest=FEWEST_LAYERS,
            count=len(np.unique(distance)),
        )
        text = Text(N_("Healthy; too few layers for a trend."))
        return Verdict("healthy", text, details=details)
    # Probes that have a zero somewhere are few here (see _zero) and have no logarithm.
    logs = np.log10(recent[(recent > 0.0).all(axis=1)])
    if not len(logs):
        return Verdict("waiting", Text(N_("The gradient is zero now and then; no trend yet.")))
    # What flows back from several last layers adds up: together they are one.
    last = distance == distance.min()
    ends = np.log10(np.square(10.0 ** logs[:, last]).sum(axis=1, keepdims=True)) / 2
    levels = np.median(logs - ends, axis=0)
    line = np.append(distance[~last], distance.min()), np.append(levels[~last], 0.0)
    slope = float(np.polyfit(*line, 1)[0])
    if abs(slope) <= STEEPEST:
        text = Text(N_("Healthy: gradient × {factor} per layer"), factor=_factor(slope))
        details = Text(
            N_(
                "The gradient is multiplied by {factor} per layer on its way from the last layer to "
                "the input. Between {low} and {high} is called healthy."
            ),
            factor=_factor(slope),
            low=_factor(-STEEPEST),
            high=_factor(STEEPEST),
        )
        return Verdict("healthy", text, (), slope, details)
    if slope < 0:
        # The layers that get less than a tenth of the last one's gradient; at least the first.
        bad = _chosen(layers, levels < -1.0) or layers[:1]
        text = Text(
            N_(
                "Vanishing: the gradient is multiplied by {factor} per layer on its way to "
                "the input; {layers} hardly learn. Try ReLU with He weights, or fewer layers."
            ),
            factor=_factor(slope),
            layers=listed(bad),
        )
        return Verdict("vanishing", text, bad, slope)
    bad = _chosen(layers, levels > 1.0) or layers[:1]
    text = Text(
        N_(
            "Exploding: the gradient is multiplied by {factor} per layer on its way to the "
            "input; it is too large in {layers}. Try smaller starting weights or a smaller "
            "learning rate."
        ),
        factor=_factor(slope),
        layers=listed(bad),
    )
    return Verdict("exploding", text, bad, slope)


def _chosen(layers: tuple[str, ...], chosen: Array) -> tuple[str, ...]:
    return tuple(name for name, yes in zip(layers, chosen, strict=True) if yes)


def listed(layers: tuple[str, ...]) -> str:
    """Write layers in few words."""
    if len(layers) <= LAYERS_NAMED:
        return ", ".join(layers)
    return f"{layers[0]}, {layers[1]} … {layers[-1]}"


def _factor(slope: float) -> str:
    return f"{10.0**slope:.2g}"


def _median(values: Array) -> float:
    return float(np.median(values)) if len(values) else math.nan
