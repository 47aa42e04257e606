"""Arithmetic with colours written as ``#rrggbb``: contrast between two, and blends of two."""

from __future__ import annotations


def channels(color: str) -> tuple[float, float, float]:
    """Return red, green and blue from 0 to 1."""
    return (
        int(color[1:3], 16) / 255,
        int(color[3:5], 16) / 255,
        int(color[5:7], 16) / 255,
    )


def luminance(color: str) -> float:
    """Return how bright the colour looks, from 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels(color)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours, from 1 to 21; text needs at least 4.5."""
    darker, brighter = sorted((luminance(one), luminance(other)))
    return (brighter + 0.05) / (darker + 0.05)


def mix(color: str, other: str, share: float) -> str:
    """Return ``color`` with ``share`` (0 to 1) of ``other`` blended into it."""
    blended = (
        round(255 * ((1 - share) * a + share * b))
        for a, b in zip(channels(color), channels(other), strict=True)
    )
    return "#" + "".join(f"{value:02x}" for value in blended)
