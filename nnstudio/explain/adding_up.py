"""Rounded figures that still add up."""

from __future__ import annotations

import math
from collections.abc import Sequence


def shown_sum(terms: Sequence[float], total: float, digits: int) -> tuple[list[float], float]:
    """Round terms and their sum to ``digits`` decimals so that what is shown adds up exactly.

    The sum is rounded as usual; of the terms those farthest from their rounded-down number go up
    (the method of largest remainders), so each is less than one unit of the last digit away from
    its number. Where the terms do not add up to the total, by more than their roundings make up
    for, or something is not finite, all are rounded as usual.
    """
    unit = 10.0**digits
    if not all(map(math.isfinite, (*terms, total))):
        return [*terms], total
    whole = round(total * unit)
    floors = [math.floor(term * unit) for term in terms]
    missing = whole - sum(floors)
    if not 0 <= missing <= len(terms):
        return [round(term, digits) for term in terms], round(total, digits)
    rest = sorted(range(len(terms)), key=lambda i: floors[i] - terms[i] * unit)
    for place in rest[:missing]:
        floors[place] += 1
    return [number / unit for number in floors], whole / unit
