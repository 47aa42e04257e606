"""Are the steps of a training neither too small nor too large? One fixed rule, stated in words."""

from __future__ import annotations

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.explain.verdicts import Verdict, listed

BAND = (-4.0, -2.0)
"""Between these powers of ten an update is called healthy, as a share of the weights."""
RECENT = 20
"""How many of the last measurements are judged."""
FEWEST = 5

UPDATE_RULE = Text(
    N_(
        "At single steps of the training each layer's weights are compared before and after: "
        "‖update‖ / ‖weights‖, L2 norms over all its weights with biases. It is what the optimiser "
        "really did, with momentum, schedule, clipping and weight decay. The median of the last "
        "{recent} such steps should lie between 10⁻⁴ and 10⁻²; about 10⁻³ is usual. Above, weights "
        "are thrown about; below, they hardly learn. Near the end of a training smaller steps are "
        "in order. (Karpathy, CS231n: Neural networks part 3, ratio of weights to updates.)"
    ),
    recent=RECENT,
)
"""The rule of `judge_updates` in words for the user."""


def judge_updates(sizes: Array, layers: tuple[str, ...], *, over: bool = False) -> Verdict:
    """Say whether the recent updates lie in the band.

    Parameters
    ----------
    sizes
        ``(times, layers)`` ‖update‖ / ‖weights‖, oldest first; NaN where unknown.
    layers
        The names of the columns.
    over
        Whether no more will come, so that a few have to do.
    """
    if not layers or len(sizes) < (1 if over else FEWEST):
        return Verdict("waiting", Text(N_("Waiting for the first updates to be measured.")))
    levels = recent_levels(sizes)
    still = levels == -np.inf
    if still.any():
        names = tuple(name for name, yes in zip(layers, still, strict=True) if yes)
        stuck = N_(
            "No update: steps leave {layers} exactly as they are. No gradient arrives there, or the "
            "learning rate is zero; see Gradient flow."
        )
        return Verdict("small", Text(stuck, layers=listed(names)), names)
    for kind, bad, text in (
        (
            "large",
            levels > BAND[1],
            N_(
                "Too large: a step moves {layers} by up to {share} of its weights. Try a smaller "
                "learning rate, or clipping."
            ),
        ),
        (
            "small",
            levels < BAND[0],
            N_(
                "Small: a step moves {layers} by only {share} of its weights. Try a larger "
                "learning rate; if only the first layers are concerned, see Gradient flow. At the "
                "end of a training this is in order."
            ),
        ),
    ):
        if bad.any():
            names = tuple(name for name, yes in zip(layers, bad, strict=True) if yes)
            worst = levels[bad].max() if kind == "large" else levels[bad].min()
            worst = float(np.clip(worst, -300.0, 300.0))
            return Verdict(kind, Text(text, layers=listed(names), share=_share(worst)), names)
    known = levels[np.isfinite(levels)]
    if not len(known):
        return Verdict("waiting", Text(N_("No layer has weights with a length to compare with.")))
    middle = float(np.median(known))
    healthy = Text(N_("Healthy: a step moves the weights by {share}"), share=_share(middle))
    return Verdict("healthy", healthy)


def recent_levels(sizes: Array) -> Array:
    """Return the base-10 logarithm of each layer's recent median ``(layers,)``; NaN: unknown."""
    recent = np.asarray(sizes[-RECENT:], np.float64)
    levels = np.full(recent.shape[1], np.nan)
    for i, column in enumerate(recent.T):
        known = column[np.isfinite(column)]
        if len(known):
            median = float(np.median(known))
            levels[i] = np.log10(median) if median > 0.0 else -np.inf
    return levels


def _share(level: float) -> str:
    """Write a share by its logarithm, as a percentage where that is easily read."""
    percentage = 100 * 10.0**level
    return f"{percentage:.2g} %" if 1e-3 <= percentage < 1e4 else f"{10.0**level:.0e}"
