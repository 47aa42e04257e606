"""Where a data set comes from: its card and how it is read, for given options."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nnstudio.core.settings import Settings
from nnstudio.data.dataset import Dataset, DatasetInfo, RawSamples
from nnstudio.graph.data_plan import DataPlan, DataSource


@dataclass(frozen=True)
class DatasetSource:
    """One entry of the list of data sets.

    Parameters
    ----------
    info
        Returns the card for the given options without reading samples.
    read
        Returns the samples of ``"train"`` or ``"test"`` for the given options.
    options
        The options it has unless others are asked for.
    """

    info: Callable[[Settings], DatasetInfo]
    read: Callable[[Settings, str], RawSamples]
    options: Settings

    def card(self, plan: DataPlan, settings: Settings) -> DatasetInfo:
        """Return the card of the data of a plan; no sample is read or drawn."""
        return self.info(settings)

    def load(self, source: DataSource, settings: Settings) -> Dataset:
        """Return the data set; its samples are read at first use."""
        return Dataset(self.info(settings), lambda split: self.read(settings, split))
