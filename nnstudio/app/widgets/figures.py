"""How figures are written where there is little room."""

from __future__ import annotations

_LONG, _LONGEST = 1e4, 1e9


def figure_text(value: float) -> str:
    """Return a figure with about four digits; prices and counts are written out."""
    if value != value:
        return "–"
    if _LONG <= abs(value) < _LONGEST:
        return f"{value:,.0f}".replace("-", "−")
    return f"{value:.4g}".replace("-", "−")
