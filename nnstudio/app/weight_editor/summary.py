"""What is said of all numbers of a weight together."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nnstudio.app.weight_editor.cell_text import short_text
from nnstudio.core.layer import Array

translate = QCoreApplication.translate


def summary(weight: Array) -> str:
    """Return how many numbers there are and how they are spread."""
    said = translate(
        "WeightSummary", "{count} numbers, from {low} to {high}, mean {mean}, σ {sigma}"
    )
    return said.format(
        count=f"{weight.size:,}",
        low=short_text(float(weight.min())),
        high=short_text(float(weight.max())),
        mean=short_text(float(weight.mean())),
        sigma=f"{float(weight.std()):.4g}",
    )
