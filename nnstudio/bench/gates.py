"""How fast the standard networks should be, compared with others."""

from __future__ import annotations

LEVELS = ("gate", "target", "moonshot")
GATES: dict[tuple[str, str], tuple[float, ...]] = {
    ("tiny-mlp-10", "torch"): (20, 45),
    ("tiny-mlp-10", "sklearn"): (8, 16),
    ("digits-mlp-32", "torch"): (1.3, 2.0, 2.6),
    ("digits-mlp-128", "torch"): (1.2, 1.6, 1.9),
    ("digits-mlp-512", "torch"): (1.05, 1.4, 1.5),
    ("digits-mlp-512", "peak"): (0.6, 0.8, 0.9),
    ("digits-cnn-64", "torch"): (1.2, 2.0, 2.5),
    ("colour-cnn-32", "torch"): (0.9, 1.4, 1.8),
    ("lstm-32", "torch"): (0.75, 1.0, 1.4),
    ("gru-32", "torch"): (1.3, 1.8, 2.8),
    ("simple-rnn-32", "torch"): (2.0, 3.3, 4.0),
}
"""By case, and by what it is compared with: the ratios of `LEVELS`."""


def reached(case: str, peer: str, ratio: float) -> str:
    """Return the highest level that a ratio reaches, such as ``"target"``; empty: none is set."""
    limits = GATES.get((case, peer))
    if limits is None:
        return ""
    level = sum(ratio >= limit for limit in limits)
    return LEVELS[level - 1] if level else "below"
