"""What is read off a histogram, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nnstudio.app.plots.distributions.tile import BANDS, Tile
from nnstudio.app.plots.ticks import percent
from nnstudio.app.widgets.figures import figure_text
from nnstudio.engine.studies.tally import Tally

translate = QCoreApplication.translate


def summary(tile: Tile) -> str:
    """Return the figures of all numbers of a tile as they are now."""
    tally = tile.now
    parts = []
    if tally.broken:
        text = translate("Distributions", "{count} not finite")
        parts.append(text.format(count=f"{tally.broken:,}"))
    if tally.number:
        parts += figures(tally)
        _, below, above = tile.counts
        if below or above:
            text = translate("Distributions", "{below} below and {above} above the picture")
            parts.append(text.format(below=f"{below:,}", above=f"{above:,}"))
    return " · ".join(parts)


def figures(tally: Tally) -> list[str]:
    """Return mean, deviation, range, zeros and how many numbers there are."""
    mean_text, std_text = (f"{value:.3g}".replace("-", "−") for value in (tally.mean, tally.std))
    mean = translate("Distributions", "mean {mean} ± {std}")
    zeros = translate("Distributions", "{share} zero")
    many = translate("Distributions", "{count} numbers")
    return [
        mean.format(mean=mean_text, std=std_text),
        f"{figure_text(tally.low)} … {figure_text(tally.high)}",
        zeros.format(share=percent(tally.zeros / tally.number)),
        many.format(count=f"{tally.number:,}"),
    ]


def read_out(tile: Tile, mode: str, bin_number: int, moment: int) -> str:
    """Return what a bin holds, now or at a moment; for bands, the percentiles of the moment."""
    when = ""
    if 0 <= moment < len(tile.course):
        step = tile.course[moment][0]
        when = translate("Distributions", "Step {step}: ").format(step=f"{step:,}")
    if mode == "bands":
        if not when:
            return summary(tile)
        values = zip(BANDS, tile.course_bands[moment].tolist(), strict=True)
        return when + " · ".join(f"{100 * b:g} % {figure_text(v)}" for b, v in values)
    start, end = tile.bins.edges(bin_number)
    tally = tile.course[moment][1] if when else tile.now
    count = float(tally.binned(*tile.bins.place)[0][bin_number])
    many = f"{count:,.0f}" if count == round(count) else f"≈ {count:,.1f}"
    share = percent(count / max(tally.number, 1))
    return f"{when}{figure_text(start)} … {figure_text(end)}: {many} ({share})"
