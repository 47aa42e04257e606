"""The colour of a network of an experiment: the same in the table and in its curves."""

from __future__ import annotations

from nnstudio.app.style.theme import Theme
from nnstudio.experiments.sweep_table import Row


def trial_color(row: Row, theme: Theme) -> str:
    """Return the colour of a network."""
    return theme.series[(row.trial.number - 1) % len(theme.series)]
