"""Which units are ill, by thresholds that are stated, and what helps."""

from __future__ import annotations

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.engine.studies.health import ALIKE, FEWEST_FIRINGS, Health, LayerHealth
from nnstudio.explain.verdicts import Verdict

STATES = ("healthy", "dead", "saturated", "duplicate", "weak", "strong")
"""What a unit can be; the first that is true of dead, saturated, duplicate, weak and strong."""
ILL = ("dead", "saturated", "duplicate")
SATURATED_SHARE = 0.9
"""A unit is saturated where its activation is at a flat end in this share of all places."""
WEAK, STRONG = 0.05, 5.0
"""A unit is weak or strong where its outputs vary by so many times the median of its layer."""
FEWEST_UNITS = 4
"""Fewer units have no usual strength."""
EXACT = 0.99999
"""Duplicates that correlate more strongly than this, and vary equally, are copies."""
EQUALLY = 1e-3
MUCH = 0.1
"""A layer with a larger share of ill units than this is worth a warning."""
LAYERS_NAMED = 3

RULE = Text(
    N_(
        "Dead: the activation has slope zero at every place of all samples, as ReLU where nothing "
        "is above zero. Saturated: at {share} of all places the slope is within a twentieth of its "
        "largest value (sigmoid beyond ±4.36, tanh beyond ±2.18). Duplicate: the outputs correlate "
        "by more than {alike} with those of another unit, in either direction; units that fire at "
        "fewer than {fewest} places are not compared. Many of them are usual where a layer reads few "
        "numbers or has just begun to learn; copies, which correlate by more than {exact} and vary "
        "equally, are an illness. Weak or strong: the outputs vary less than "
        "{weak} or more than {strong} times as much as is usual in the layer; this is no illness. "
        "Outputs of the network are not compared, and may be saturated where the loss starts before "
        "their activation. A warning comes where more than {much} of a layer are dead, saturated or copies."
    ),
    exact=EXACT,
    share=f"{100 * SATURATED_SHARE:.0f} %",
    alike=ALIKE,
    fewest=FEWEST_FIRINGS,
    weak=WEAK,
    strong=f"{STRONG:g}",
    much=f"{100 * MUCH:.0f} %",
)
"""How units are judged, in words for the user."""


def unit_states(layer: LayerHealth) -> Array:
    """Return for each unit its number in `STATES` ``(units,)``."""
    found = np.zeros(layer.units, np.int64)
    with np.errstate(invalid="ignore"):
        stuck = layer.silent | (layer.saturated >= SATURATED_SHARE)
    lively = layer.std[np.isfinite(layer.std) & ~stuck]
    usual = float(np.median(lively)) if lively.size else 0.0
    if layer.units >= FEWEST_UNITS and usual > 0.0:
        found[layer.std < WEAK * usual] = STATES.index("weak")
        found[layer.std > STRONG * usual] = STATES.index("strong")
    found[layer.twin >= 0] = STATES.index("duplicate")
    found[stuck] = STATES.index("saturated")
    found[layer.silent] = STATES.index("dead")
    return found


def count_states(layer: LayerHealth) -> dict[str, int]:
    """Return how many units are in each state, those in none left out."""
    counts = np.bincount(unit_states(layer), minlength=len(STATES)).tolist()
    return {state: n for state, n in zip(STATES, counts, strict=True) if n}


def judge_health(health: Health) -> Verdict:
    """Judge all layers by `RULE`: the gravest trouble, where it is, and what helps."""
    if not health.layers:
        return Verdict("waiting", Text(N_("This network has no layer with units.")))
    counts = {layer.node: count_states(layer) for layer in health.layers}
    broken = [x.node for x in health.layers if not np.isfinite(x.std).all()]
    if broken:
        text = N_(
            "{layers}: outputs are no longer finite numbers. Go back on the timeline, or start "
            "again with a smaller learning rate."
        )
        return Verdict("exploding", Text(text, layers=_listed(broken)), tuple(broken))
    for state in ILL:
        bad = [x for x in health.layers if counts[x.node].get(state, 0) > MUCH * x.units]
        if state == "duplicate":
            alike, bad = bad, [x for x in bad if copies(x) > MUCH * x.units]
        if bad:
            return _warning(state, bad, counts, health.samples)
    ill = sum(n for found in counts.values() for state, n in found.items() if state in ILL)
    units = sum(layer.units for layer in health.layers)
    if alike:
        text = N_(
            "Healthy, but {ill} of {units} units in {layers} say nearly what another unit says: "
            "fewer units would do, or they have yet to learn."
        )
        return Verdict("healthy", Text(text, **_figures("duplicate", alike, counts)))
    if not ill:
        text = N_("All {units} units do something of their own on {samples} samples.")
        return Verdict("healthy", Text(text, units=f"{units:,}", samples=health.samples))
    text = N_(
        "Healthy: {ill} of {units} units are dead, saturated or duplicates; a few are no trouble."
    )
    return Verdict("healthy", Text(text, ill=ill, units=f"{units:,}"))


def copies(layer: LayerHealth) -> int:
    """Return how many units give exactly what another one gives, but for rounding."""
    twins = layer.std[layer.twin]
    equal = np.abs(layer.std - twins) <= EQUALLY * twins
    return int(((layer.twin >= 0) & (np.abs(layer.likeness) > EXACT) & equal).sum())


def _figures(
    state: str, layers: list[LayerHealth], counts: dict[str, dict[str, int]]
) -> dict[str, object]:
    names = [layer.node for layer in layers]
    return {
        "layers": _listed(names),
        "ill": f"{sum(counts[name][state] for name in names):,}",
        "units": f"{sum(layer.units for layer in layers):,}",
    }


def _warning(
    state: str, bad: list[LayerHealth], counts: dict[str, dict[str, int]], samples: int
) -> Verdict:
    names = tuple(layer.node for layer in bad)
    values = _figures(state, bad, counts) | {"samples": samples}
    if state == "dead" and any(layer.function == "step" for layer in bad):
        text = N_(
            "{layers}: the step function has slope zero everywhere, so that no gradient passes and "
            "nothing before it learns. Try sigmoid or ReLU."
        )
    elif state == "dead":
        text = N_(
            "{ill} of {units} units in {layers} are dead: they gave zero for all {samples} samples "
            "and get no gradient. Try a smaller learning rate, He starting weights, or leaky ReLU."
        )
    elif state == "saturated":
        text = N_(
            "{ill} of {units} units in {layers} are saturated: their slope is nearly zero, so that "
            "they hardly learn. Try smaller starting weights (Xavier), a smaller learning rate, "
            "BatchNorm before the activation, or ReLU."
        )
    else:
        text = N_(
            "{ill} of {units} units in {layers} are duplicates: they say what another unit says. "
            "Fewer units would do, or start from random weights instead of equal ones; Dropout "
            "also drives them apart."
        )
    return Verdict("ailing", Text(text, **values), names)


def unit_sentence(layer: LayerHealth, unit: int) -> Text:
    """Say of a unit what it is and why."""
    state = STATES[int(unit_states(layer)[unit])]
    share = f"{100 * layer.saturated[unit]:.0f} %"
    if state == "dead":
        return Text(N_("Dead: its slope was zero for every sample, so that it cannot learn."))
    if state == "saturated":
        return Text(
            N_("Saturated: at {share} of all places its slope is nearly zero."), share=share
        )
    if state == "duplicate":
        return Text(
            N_("Duplicate: its outputs correlate by {likeness} with those of unit {twin}."),
            likeness=f"{layer.likeness[unit]:.3f}".replace("-", "−"),
            twin=int(layer.twin[unit]),
        )
    varies = f"{layer.std[unit]:.3g}"
    if state == "weak":
        return Text(N_("Weak: its outputs hardly vary (± {varies})."), varies=varies)
    if state == "strong":
        text = N_("Strong: its outputs vary far more than is usual in the layer (± {varies}).")
        return Text(text, varies=varies)
    mean = f"{layer.mean[unit]:.3g}".replace("-", "−")
    return Text(N_("Healthy: its output is {mean} ± {varies}."), mean=mean, varies=varies)


def _listed(names: list[str]) -> str:
    if len(names) <= LAYERS_NAMED:
        return ", ".join(names)
    return f"{names[0]}, {names[1]} … {names[-1]}"
