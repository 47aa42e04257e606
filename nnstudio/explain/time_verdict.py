"""Does the gradient survive its way back through time? One fixed rule, stated in words."""

from __future__ import annotations

import math

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.recurrent import Recurrent
from nnstudio.core.text import N_, Text
from nnstudio.explain.verdicts import Verdict

FEWEST_STEPS = 3
MOST_CHANGE = 100.0
"""By what factor the gradient may grow or shrink over a whole sequence."""
STEEPEST = 2.0
"""By what factor it may grow or shrink per step."""
FAINT = 0.01
"""The share of its end's sensitivity below which a step hardly matters."""

TIME_RULE = Text(
    N_(
        "How strongly the last state reacts to the state after step t is the spectral norm of the "
        "product of the Jacobians between them: ‖∂s_T/∂s_t‖ = ‖J_T · … · J_t+1‖, J_t = ∂s_t/∂s_t−1, "
        "where s is h, with an LSTM h and c (Pascanu, Mikolov and Bengio 2013). Below 1/{most} at "
        "the first step, or less than 1/{steepest} per step on average, is called vanishing; above "
        "{most}, or more than {steepest} per step, exploding. Sequences of fewer than {fewest} steps "
        "are not judged."
    ),
    most=f"{MOST_CHANGE:g}",
    steepest=f"{STEEPEST:g}",
    fewest=FEWEST_STEPS,
)
"""The rule of `judge_time` in words for the user."""

_VANISHING = N_(
    "Vanishing in time: × {factor} per step; of the first of {steps} steps {share} of the effect is "
    "left. {cure}"
)
_EXPLODING = N_(
    "Exploding in time: × {factor} per step; a change in the first of {steps} steps grows to {share} "
    "times its size. {cure}"
)
_HEALTHY = N_(
    "Healthy: × {factor} per step; of the first of {steps} steps {share} of the effect is left."
)
_CURES = {
    "vanishing": {
        "SimpleRNN": N_(
            "Try an LSTM or GRU, or recurrent weights that start as the identity with ReLU."
        ),
        "LSTM": N_("Try a larger forget bias, shorter sequences, or attention."),
        "GRU": N_("Try an LSTM with a larger forget bias, shorter sequences, or attention."),
    },
    "exploding": {
        "SimpleRNN": N_(
            "Try clipping the gradient norm at 1, smaller or orthogonal recurrent weights, tanh, or an "
            "LSTM."
        ),
        "LSTM": N_("Try clipping the gradient norm at 1, or smaller recurrent weights."),
        "GRU": N_("Try clipping the gradient norm at 1, or smaller recurrent weights."),
    },
}


def judge_time(products: Array, on: Array, layer: Recurrent) -> Verdict:
    """Say whether the gradient survives the way from the last step that counts to the first.

    Parameters
    ----------
    products
        ‖∂s_T/∂s_t‖ ``(steps,)`` in the order in which the layer reads them, the last being 1.
    on
        Whether a step counts ``(steps,)``, in the same order.
    """
    counted = np.asarray(products, np.float64)[np.asarray(on, bool)]
    steps = len(counted)
    if steps < FEWEST_STEPS:
        return Verdict("waiting", Text(N_("Too few steps to say how gradients change over time.")))
    if np.isnan(counted).all():
        large = N_("The state is too large for its Jacobians to be computed while you watch.")
        return Verdict("waiting", Text(large))
    change = float(counted[0])
    if not math.isfinite(change):
        broken = Text(
            N_("Exploding in time: the Jacobians are no longer finite numbers. {cure}"),
            cure=Text(_cure("exploding", layer)),
        )
        return Verdict("exploding", broken, slope=math.inf)
    slope = math.log10(change) / (steps - 1) if change > 0 else -math.inf
    factor = 10.0**slope
    for kind, template, beyond in (
        ("exploding", _EXPLODING, change > MOST_CHANGE or factor >= STEEPEST),
        ("vanishing", _VANISHING, change < 1 / MOST_CHANGE or factor <= 1 / STEEPEST),
    ):
        if beyond:
            cure = Text(_cure(kind, layer))
            share = f"{change:,.3g}" if kind == "exploding" else _percent(change)
            values = {"factor": f"{factor:.3g}", "steps": steps, "share": share}
            return Verdict(kind, Text(template, **values, cure=cure), slope=slope)
    text = Text(_HEALTHY, factor=f"{factor:.3g}", steps=steps, share=_percent(change))
    return Verdict("healthy", text, slope=slope)


def memory_span(products: Array, on: Array) -> int | None:
    """Return how many steps back the last state still feels a hundredth; None: all of them.

    Parameters
    ----------
    products, on
        As for `judge_time`.
    """
    counted = np.asarray(products, np.float64)[np.asarray(on, bool)]
    faint = np.flatnonzero(counted < FAINT)
    return len(counted) - 1 - int(faint[-1]) if len(faint) else None


def _cure(kind: str, layer: Recurrent) -> str:
    cures = _CURES[kind]
    return cures.get(layer.name, cures["SimpleRNN"])


def _percent(change: float) -> str:
    return f"{100 * change:.3g} %" if change < 10 else f"{100 * change:,.0f} %"
