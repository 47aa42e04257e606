"""Where samples come from: bundled sets, toys, the user's files; their preparation and variation.

Arrays live here in the data set's own units until `prepare` makes them what a network reads.
Nothing here trains, edits a project or draws.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from threading import Lock, RLock

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.settings import Settings
from nnstudio.core.text import N_, Text
from nnstudio.data.bundled import BUNDLED, BundledSet
from nnstudio.data.dataset import Dataset, DatasetInfo
from nnstudio.data.fingerprint import require_unchanged
from nnstudio.data.function_toys import FUNCTION_TOYS
from nnstudio.data.painted import PAINTED
from nnstudio.data.readers import reader, reader_kinds
from nnstudio.data.readers.reader import Progress, unheard
from nnstudio.data.readers.room import most_bytes
from nnstudio.data.sequence_toys import SEQUENCE_TOYS
from nnstudio.data.source import DatasetSource
from nnstudio.data.tables import TABLES
from nnstudio.data.toys import TOYS
from nnstudio.graph.data_plan import DataPlan, DataSource, Option

__all__ = [
    "Dataset",
    "DatasetInfo",
    "Option",
    "data_card",
    "dataset_info",
    "dataset_names",
    "fitted_source",
    "glance_at",
    "load_dataset",
]


def dataset_names() -> tuple[str, ...]:
    """Return the names of the data sets there are, in the order menus show them."""
    return tuple(_sources())


def dataset_info(name: str, options: Mapping[str, Option] | None = None) -> DatasetInfo:
    """Return the card of a data set of NNStudio's own; no sample is read or drawn.

    Parameters
    ----------
    options
        Values for some of its options; the others keep their defaults.

    Raises
    ------
    UserError
        There is no such data set or option, or a value is out of its range.
    """
    source = _source(name)
    return source.info(_settings(name, source.options, options))


def data_card(plan: DataPlan) -> DatasetInfo:
    """Return the card of the data of a plan, also of the user's own; no sample is read or drawn.

    Raises
    ------
    UserError
        There is no such data set or option, or a value is out of its range.
    """
    source = plan.source
    options = dict(source.options)
    if source.file is not None:
        known = reader(source.dataset)
        settings = _settings(source.dataset, known.options(), options)
        return known.card(source, settings, plan.signature, plan.counts)
    made = _source(source.dataset)
    info = made.card(plan, _settings(source.dataset, made.options, options))
    if any(plan.counts):
        train, test = plan.counts
        info = replace(info, signature=plan.signature, train_count=train, test_count=test)
    return replace(info, signature=plan.signature) if plan.reconstruct else info


def glance_at(name: str) -> Dataset:
    """Return a data set of NNStudio's own as it usually is, to look at once: it is not kept.

    So a look at many does not push out what a project is using.
    """
    made = _source(name)
    return made.load(DataSource(name), made.options)


def load_dataset(source: DataSource, progress: Progress = unheard) -> Dataset:
    """Return a data set; its samples are kept while it is in use.

    Those of NNStudio's own are read at first use, files of the user's now.

    Raises
    ------
    UserError
        There is no such data set or option, a value is out of its range, or the file cannot be
        read as the source says, is missing or has changed.
    """
    if source.file is not None:
        require_unchanged(source.file)
    with _KEPT.turn(source):
        data = _KEPT.get(source)
        if data is None:
            data = _loaded(source, progress)
            _KEPT.put(source, data)
    return data


def fitted_source(source: DataSource, data: Dataset) -> DataSource:
    """Return the source with everything written in it that reading it has found out.

    Loading what is returned gives the same samples, and reads them no second time.
    """
    options = tuple(sorted(data.info.options.values().items()))
    columns = data.findings.columns or source.columns
    fitted = replace(source, options=options, columns=columns)
    _KEPT.put(fitted, data)
    return fitted


class _Kept:
    """The data sets used last: as many as given, and as many bytes as one of them may take."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._known: OrderedDict[DataSource, Dataset] = OrderedDict()
        self._turns: dict[DataSource, RLock] = {}

    @contextmanager
    def turn(self, source: DataSource) -> Iterator[None]:
        """Let one thread after the other look for a data set, so that it is read just once."""
        with self._lock:
            turn = self._turns.setdefault(source, RLock())
        try:
            with turn:
                yield
        finally:
            with self._lock:
                self._turns.pop(source, None)

    def get(self, source: DataSource) -> Dataset | None:
        with self._lock:
            if source in self._known:
                self._known.move_to_end(source)
            return self._known.get(source)

    def put(self, source: DataSource, data: Dataset) -> None:
        if source.file is not None and not source.file.digest:
            return  # it may be another file tomorrow
        with self._lock:
            self._known[source] = data
            self._known.move_to_end(source)
            while len(self._known) > self._most or self._is_too_much():
                self._known.popitem(last=False)

    def _is_too_much(self) -> bool:
        """Return whether files of the user's fill too much of the memory, one alone never."""
        read = {id(data): data for source, data in self._known.items() if source.file is not None}
        return len(read) > 1 and sum(map(_bytes_of, read.values())) > most_bytes()


def _bytes_of(data: Dataset) -> int:
    """Return how much memory the samples of a file take, whose arrays were read with it."""
    arrays = (data.x_train, data.y_train, data.x_test, data.y_test)
    return sum(array.nbytes for array in arrays if not isinstance(array, np.memmap))


_KEPT = _Kept(8)


def _loaded(source: DataSource, progress: Progress) -> Dataset:
    options = dict(source.options)
    if source.file is not None:
        known = reader(source.dataset)
        return known.read(source, _settings(source.dataset, known.options(), options), progress)
    made = _source(source.dataset)
    return made.load(source, _settings(source.dataset, made.options, options))


@cache
def _sources() -> dict[str, DatasetSource | BundledSet]:
    return BUNDLED | TOYS | PAINTED | FUNCTION_TOYS | SEQUENCE_TOYS | TABLES


def _source(name: str) -> DatasetSource | BundledSet:
    made = _sources().get(name)
    if made is not None:
        return made
    if name in reader_kinds():
        raise UserError(Text(N_("The file of the data is not named. Choose the data again.")))
    raise UserError(
        Text(
            N_("There is no data set {got} here; there are {known}. Choose one of them."),
            got=repr(name),
            known=", ".join(dataset_names()),
        )
    )


def _settings(name: str, usual: Settings, options: Mapping[str, Option] | None) -> Settings:
    known = type(usual).params()
    values: dict[str, Option] = dict(options or {})
    for key in values:
        if key not in known:
            raise UserError(
                Text(
                    N_("The data set {name} has no option {got}; it has {known}."),
                    name=name,
                    got=repr(key),
                    known=", ".join(known) or Text(N_("none")),
                )
            )
    settings: Settings = usual.with_values(**values)
    return settings
