"""Data sets that come with NNStudio as files."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nnstudio.core.paths import resource
from nnstudio.core.settings import Settings
from nnstudio.data.bundled_arrays import read_arrays
from nnstudio.data.bundled_catalog import ARRAYS, card, described, entry
from nnstudio.data.bundled_texts import BUNDLED_TEXTS
from nnstudio.data.dataset import Dataset, DatasetInfo, RawSamples
from nnstudio.data.readers import reader
from nnstudio.graph.data_plan import DataFile, DataPlan, DataSource


@dataclass(frozen=True)
class BundledSet:
    """One data set of the catalogue; nothing of it is read before it is asked for.

    Tables, series, texts and sounds go through the readers of the user's own files, so that other
    columns, targets and windows can be chosen just as there.
    """

    name: str

    @property
    def options(self) -> Settings:
        """The options it has unless others are asked for."""
        return card(self.name).info.options

    def info(self, settings: Settings) -> DatasetInfo:
        """Return the card for the given options; only with unusual ones the data is read."""
        known = card(self.name).info
        if settings == known.options:
            return known
        return self.load(DataSource(self.name), settings).info

    def card(self, plan: DataPlan, settings: Settings) -> DatasetInfo:
        """Return the card of the data of a plan; nothing is read."""
        source, known = plan.source, card(self.name)
        usual = settings == known.info.options and source.columns in ((), known.columns)
        if usual or not any(plan.counts):
            return self.info(settings)
        inner, kind = self._inner(source, settings), entry(self.name).reader
        return described(self.name, reader(kind).card(inner, settings, plan.signature, plan.counts))

    def load(self, source: DataSource, settings: Settings) -> Dataset:
        """Return the data set; arrays are read at first use, other files now."""
        known = entry(self.name)
        if known.reader == ARRAYS:
            return Dataset(card(self.name).info, self._read)
        data = reader(known.reader).read(self._inner(source, settings), settings)
        return replace(data, info=described(self.name, data.info))

    def _read(self, split: str) -> RawSamples:
        shape = card(self.name).info.signature.raw_shape
        return read_arrays(entry(self.name).path, shape, split)

    def _inner(self, source: DataSource, settings: Settings) -> DataSource:
        """Return what the reader is told: the file, and what is made of its columns."""
        known, stored = entry(self.name), card(self.name)
        columns = source.columns or stored.columns
        if settings != stored.info.options and not source.columns:
            # Words are no characters: what texts are made of is to be found again.
            columns = tuple(
                replace(column, categories=()) if column.type == "text" else column
                for column in columns
            )
        file = DataFile(str(known.path))
        options = tuple(sorted(settings.values().items()))
        return DataSource(known.reader, options, file, columns)


BUNDLED = {name: BundledSet(name) for name in BUNDLED_TEXTS}


def licence_texts(info: DatasetInfo) -> tuple[tuple[str, str], ...]:
    """Return the licences that belong to a data set: name and text of each file."""
    folder = resource("data", "LICENSES")
    return tuple((name, (folder / name).read_text("utf-8")) for name in info.licence_files)
