"""How series are read, as the user decides it."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.settings import param
from nnstudio.core.text import N_
from nnstudio.data.readers.table_options import TableOptions

NO, FIRST, SEASONAL = "none", "first", "seasonal"


@dataclass(frozen=True)
class SeriesOptions(TableOptions):
    """How a table over time becomes windows; 0 means: as suits the series."""

    name = "series"
    label = N_("Series")

    window: int = param(
        0,
        low=0,
        high=10_000,
        label=N_("Window"),
        help=N_("How many steps the network sees at once; 0: as suits the series."),
    )
    horizon: int = param(
        1,
        low=1,
        high=1000,
        label=N_("Horizon"),
        help=N_("How many of the following steps are to be predicted."),
    )
    stride: int = param(
        1,
        low=1,
        high=100_000,
        label=N_("Stride"),
        help=N_("By how many steps each window lies behind the one before."),
    )
    differences: str = param(
        NO,
        choices=(NO, FIRST, SEASONAL),
        label=N_("Differences"),
        help=N_(
            "none: values as they are; first: by how much each differs from the one before, which "
            "takes away a trend; seasonal: from the one a season before. What is predicted is then "
            "the change, too."
        ),
    )
    season: int = param(
        12,
        low=1,
        high=10_000,
        label=N_("Season"),
        help=N_("After how many steps the rhythm of the series comes again."),
        shown_if=("differences", (SEASONAL,)),
    )
    inputs_include_target: bool = param(
        True,
        label=N_("See the target's past"),
        help=N_("What is to be predicted is also read: its values up to now."),
    )
    trim: bool = False  # there are no labels
    sheet: str = ""

    @property
    def lag(self) -> int:
        """How far back the value lies that each one is compared with; 0: none."""
        return {NO: 0, FIRST: 1, SEASONAL: self.season}[self.differences]

    @property
    def gap(self) -> int:
        """How many windows lie between two that share no step."""
        return (self.window + self.horizon - 1) // self.stride
