"""What is written of the data sets that come with NNStudio: their catalogue and their cards.

``catalog.json`` says of each set what people have decided: file, reader, use of its columns, whose
it is. The card of a set, written by ``packaging/bundled_data.py``, says what its reader has found:
shapes, classes, columns with categories or vocabulary. Neither is read before it is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from nnstudio.core.paths import resource
from nnstudio.core.settings import Settings
from nnstudio.data.bundled_texts import BUNDLED_TEXTS
from nnstudio.data.dataset import DatasetInfo, NoOptions
from nnstudio.graph.data_codec import columns_to_list, signature_to_dict
from nnstudio.graph.data_plan import Column, Option
from nnstudio.graph.signature import Signature, Target

CHANGE = " (change)"
"""How names of features and targets end that are the differences of a column."""

ARRAYS = "npz"
"""The reader of sets that are stored as the arrays of an .npz file."""


@dataclass(frozen=True)
class Entry:
    """What the catalogue says of a set.

    Parameters
    ----------
    file
        Its file or folder, below ``resources/data``.
    reader
        The kind of its reader, or `ARRAYS`.
    licence_files
        The names of the files in ``LICENSES`` that belong to it.
    changes
        What was done to the original.
    options
        Settings of the reader that are not left to it.
    roles, missing
        What is made of columns where that is not left to the reader, by name (see `Column`).
    kind, scaling, value_range
        As for `DatasetInfo`, where that is not left to the reader.
    units
        What columns are measured in, by name.
    """

    file: str
    reader: str
    licence: str
    licence_files: tuple[str, ...]
    attribution: str
    origin: str
    changes: str
    options: Mapping[str, Option]
    roles: Mapping[str, str]
    missing: Mapping[str, str]
    kind: str
    scaling: str
    value_range: tuple[float, float] | None
    units: Mapping[str, str]

    @property
    def path(self) -> Path:
        """The place of its file or folder."""
        return resource("data", *self.file.split("/"))


@dataclass(frozen=True)
class Card:
    """What the reader has found in a set: its card for people, and its columns."""

    info: DatasetInfo
    columns: tuple[Column, ...]


@cache
def entry(name: str) -> Entry:
    """Return what the catalogue says of a set."""
    written = _catalog()[name]
    limits = written.get("value_range")
    return Entry(
        file=written["file"],
        reader=written["reader"],
        licence=written["licence"],
        licence_files=tuple(written["licence_files"]),
        attribution=written["attribution"],
        origin=written["origin"],
        changes=written["changes"],
        options=written.get("options", {}),
        roles=written.get("roles", {}),
        missing=written.get("missing", {}),
        kind=written.get("kind", ""),
        scaling=written.get("scaling", ""),
        value_range=None if limits is None else (float(limits[0]), float(limits[1])),
        units=written.get("units", {}),
    )


@cache
def card(name: str) -> Card:
    """Return the card of a set as it comes; its data is not read."""
    written: Any = json.loads(resource("data", "cards", f"{name}.json").read_text("utf-8"))
    limits, kind = written["value_range"], entry(name).reader
    options = NoOptions() if kind == ARRAYS else _options(kind)(**written["options"])
    info = DatasetInfo(
        name=name,
        title="",
        summary="",
        kind=written["kind"],
        signature=_signature(written["signature"]),
        train_count=written["train_count"],
        test_count=written["test_count"],
        scaling=written["scaling"],
        validation=written["validation"],
        options=options,
        value_range=None if limits is None else (limits[0], limits[1]),
        split=written["split"],
        test=written["test"],
        unscaled=tuple(written["unscaled"]),
    )
    columns = (Column(**_with_tuples(column)) for column in written["columns"])
    return Card(described(name, info), tuple(columns))


def card_to_dict(found: Card) -> dict[str, object]:
    """Return what `card` reads, as JSON values; what the catalogue says is not in it."""
    info = found.info
    return {
        "kind": info.kind,
        "signature": signature_to_dict(info.signature),
        "train_count": info.train_count,
        "test_count": info.test_count,
        "split": info.split,
        "validation": info.validation,
        "test": info.test,
        "scaling": info.scaling,
        "value_range": None if info.value_range is None else list(info.value_range),
        "unscaled": list(info.unscaled),
        "options": info.options.values(),
        "columns": columns_to_list(found.columns),
    }


def described(name: str, info: DatasetInfo) -> DatasetInfo:
    """Return what a reader says of a set with what people say of it."""
    known, (title, summary) = entry(name), BUNDLED_TEXTS[name]
    signature = info.signature
    named = (*signature.features, *(target.name for target in signature.all_targets))
    units = {each: known.units.get(each.removesuffix(CHANGE), "") for each in named}
    return replace(
        info,
        name=name,
        title=title,
        summary=summary,
        kind=known.kind or info.kind,
        scaling=known.scaling or info.scaling,
        value_range=known.value_range or info.value_range,
        units=tuple((each, unit) for each, unit in units.items() if unit),
        licence=known.licence,
        licence_files=known.licence_files,
        attribution=known.attribution,
        origin=known.origin,
    )


def _signature(written: Mapping[str, Any]) -> Signature:
    """Return a signature as it was written; in a file of NNStudio's own nothing is checked."""
    further = tuple(Target(**_with_tuples(target)) for target in written["further"])
    return Signature(**{**_with_tuples(written), "further": further})


def _with_tuples(written: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(v) if isinstance(v, list) else v for key, v in written.items()}


@cache
def _options(kind: str) -> type[Settings]:
    """Return the options of a reader: looking for the readers themselves takes four times as long."""
    module = import_module(f"nnstudio.data.readers.{kind}_options")
    classes = (value for value in vars(module).values() if isinstance(value, type))
    return next(c for c in classes if issubclass(c, Settings) and vars(c).get("name") == kind)


@cache
def _catalog() -> Any:
    return json.loads(resource("data", "catalog.json").read_text("utf-8"))
