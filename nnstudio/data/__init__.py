"""Where samples come from: bundled sets, toys and tables, their preparation, and pictures of the user's.

Arrays live here in the data set's own units until `prepare` makes them what a network reads.
Nothing here trains, edits a project or draws.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from nnstudio.core.errors import UserError
from nnstudio.core.settings import Settings
from nnstudio.core.text import N_, Text
from nnstudio.data.bundled import BUNDLED
from nnstudio.data.dataset import Dataset, DatasetInfo
from nnstudio.data.source import DatasetSource
from nnstudio.data.tables import TABLES
from nnstudio.data.toys import TOYS

__all__ = ["Dataset", "DatasetInfo", "Option", "dataset_info", "dataset_names", "load_dataset"]

Option = int | float | str | bool


def dataset_names() -> tuple[str, ...]:
    """Return the names of the data sets there are, in the order menus show them."""
    return tuple(_sources())


def dataset_info(name: str, options: Mapping[str, Option] | None = None) -> DatasetInfo:
    """Return the card of a data set; no sample is read or drawn.

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
    return source.info(_settings(name, source, options))


def load_dataset(name: str, options: Mapping[str, Option] | None = None) -> Dataset:
    """Return a data set; its samples are read at first use, and kept while it is in use.

    Raises
    ------
    UserError
        There is no such data set or option, or a value is out of its range.
    """
    return _load(name, _settings(name, _source(name), options))


@lru_cache(maxsize=8)
def _load(name: str, settings: Settings) -> Dataset:
    source = _source(name)
    return Dataset(source.info(settings), lambda split: source.read(settings, split))


@cache
def _sources() -> dict[str, DatasetSource]:
    return BUNDLED | TOYS | TABLES


def _source(name: str) -> DatasetSource:
    try:
        return _sources()[name]
    except KeyError:
        raise UserError(
            Text(
                N_("There is no data set {got} here; there are {known}. Choose one of them."),
                got=repr(name),
                known=", ".join(dataset_names()),
            )
        ) from None


def _settings(name: str, source: DatasetSource, options: Mapping[str, Option] | None) -> Settings:
    known = type(source.options).params()
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
    settings: Settings = source.options.with_values(**values)
    return settings
