"""What is written about a place of the ground, about all of it, and into a table."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QCoreApplication

from nnstudio.app.plots.landscape.picture import interpolated
from nnstudio.app.plots.view_file import Table
from nnstudio.core.layer import Array
from nnstudio.engine.studies.landscape import Ground

translate = QCoreApplication.translate


def told(ground: Ground, place: tuple[float, float] | None, *, chance: bool) -> str:
    """Return the loss at a place, or without one that of the present weights and the lowest.

    ``chance`` says whether directions of chance were asked for.
    """
    if place is None:
        return _summary(ground, chance)
    a, b = place
    if len(ground.up) > 1:
        found = interpolated(ground, np.array([a]), np.array([b]), ground.loss)
        text = translate("LandscapeView", "loss {loss} at {a}, {b}")
        return text.format(loss=f"{float(found[0]):.4g}", a=f"{a:.3g}", b=f"{b:.3g}")
    value = float(np.interp(a, ground.across, ground.loss[0]))
    return translate("LandscapeView", "loss {loss} at {a}").format(
        loss=f"{value:.4g}", a=f"{a:.3g}"
    )


def table_of(ground: Ground) -> Table:
    """Return the loss at every place that was measured, and then the way with its steps."""
    rows: list[tuple[object, ...]] = [
        (float(a), float(b), float(ground.loss[row, column]), "")
        for row, b in enumerate(ground.up)
        for column, a in enumerate(ground.across)
    ]
    way = zip(ground.path.tolist(), ground.steps, strict=True)
    rows += [(a, b, "", step) for (a, b), step in way]
    return ("direction 1", "direction 2", "loss", "step"), rows


def _summary(ground: Ground, chance: bool) -> str:
    text = translate("LandscapeView", "loss here {here}, lowest measured {low}").format(
        here=f"{ground.here:.4g}", low=f"{_lowest(ground.loss):.4g}"
    )
    if not math.isnan(ground.shares[0]):
        # Of a single direction it is the share of the way that lies along it.
        share = ground.shares[0] + (ground.shares[1] if len(ground.up) > 1 else 0.0)
        kept = translate("LandscapeView", "{share} of the way lies in this plane")
        return text + " · " + kept.format(share=f"{100 * share:.0f} %")
    if not chance:  # there is no path yet
        text += " · " + translate("LandscapeView", "Random directions")
    return text


def _lowest(loss: Array) -> float:
    finite = loss[np.isfinite(loss)]
    return float(finite.min()) if finite.size else math.nan
