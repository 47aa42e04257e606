"""Bring in a file of the user's without a window: what it is, and what shall be made of it."""

from __future__ import annotations

import math
import tokenize
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.settings import Settings
from nnstudio.core.shapes import size_of
from nnstudio.core.text import N_, Text
from nnstudio.data import fitted_source, load_dataset
from nnstudio.data.bundled import BUNDLED
from nnstudio.data.bundled_catalog import ARRAYS, entry
from nnstudio.data.dataset import Dataset
from nnstudio.data.fingerprint import fingerprint
from nnstudio.data.readers import Reader, reader, reader_for, require_file
from nnstudio.data.readers.reader import Progress, unheard
from nnstudio.data.targets import IGNORED, target_values
from nnstudio.graph.data_codec import COLUMN_TYPES, ENCODINGS, MISSING
from nnstudio.graph.data_plan import Column, DataFile, DataPlan, DataSource, Option

PARTS = ("train", "validation", "test")


@dataclass(frozen=True)
class ImportChoices:
    """What the user decides of a file; everything else is found out.

    Parameters
    ----------
    kind
        The reader to use, such as ``"table"``; empty: the one that suits best.
    options
        Settings of the reader by name.
    targets
        The columns to predict; empty: as guessed.
    features
        The only columns to predict from; empty: all that are not something else.
    ignored
        Columns to leave aside.
    types
        Types of columns by name: ``"number"``, ``"category"``, ``"date"`` or ``"text"``.
    missing
        What is done where a column lacks a value: ``"drop"``, ``"fill"`` or ``"flag"``; empty: as
        guessed.
    categories
        How features of categories are read: ``"one_hot"`` or ``"index"``; empty: as guessed.
    """

    kind: str = ""
    options: Mapping[str, Option] | None = None
    targets: Sequence[str] = ()
    features: Sequence[str] = ()
    ignored: Sequence[str] = ()
    types: Mapping[str, str] | None = None
    missing: str = ""
    categories: str = ""


@dataclass(frozen=True, eq=False)
class Imported:
    """A file that was read: where it comes from, fitted, and its samples."""

    source: DataSource
    data: Dataset


def import_file(
    path: Path, choices: ImportChoices | None = None, progress: Progress = unheard
) -> Imported:
    """Read a file or folder of the user's.

    Raises
    ------
    UserError
        It cannot be read, or not as chosen; the text names the file and, where there is one, the
        line.
    """
    choices = choices or ImportChoices()
    require_file(path)
    known = reader(choices.kind) if choices.kind else reader_for(path)
    options = _options(known, choices.options or {})
    columns = known.outline(path, options).columns
    columns = choose_columns(columns, choices, path.name)
    file = DataFile(str(path.absolute()), fingerprint(path))
    values = tuple(sorted(options.values().items()))
    source = DataSource(known.name, values, file, columns)
    data = load_dataset(source, progress)
    return Imported(fitted_source(source, data), data)


def read_samples(plan: DataPlan, path: Path) -> Array:
    """Return the samples ``(n, *raw_shape)`` of a file, read as the data of a plan was.

    A plan whose data does not come from a file takes arrays (``.npy``) alone.

    Raises
    ------
    UserError
        The file cannot be read so, or lacks a feature.
    """
    kind = reader_of(plan.source)
    if not kind or path.suffix.lower() == ".npy":
        return _array(path)
    require_file(path)
    known = reader(kind)
    return known.samples(path, plan.source, _options(known, dict(plan.source.options)))


def _array(path: Path) -> Array:
    reason = ""
    try:
        samples = np.load(path, allow_pickle=False)
        if isinstance(samples, np.ndarray):
            return samples
        samples.close()
        reason = "it holds several arrays"
    except OSError as error:
        reason = error.strerror or str(error)
    except MemoryError:  # a damaged file may promise any size
        reason = "it says that it holds more than fits into memory"
    # The header of the file is read as Python by NumPy, and so these are its complaints.
    except (ValueError, EOFError, SyntaxError, tokenize.TokenError, zipfile.BadZipFile) as error:
        # NumPy takes whatever else there is for Python objects and says how to load them unsafely.
        reason = str(error) if "pickle" not in str(error) else "it holds no array of numbers"
    text = N_("{path} cannot be read: {reason}. Give it one array as numpy.save writes it.")
    raise UserError(Text(text, path=str(path), reason=reason))


def reader_of(source: DataSource) -> str:
    """Return the kind of the reader that data comes through; empty where there is none."""
    if source.file is not None or source.dataset not in BUNDLED:
        return source.dataset if source.file is not None else ""
    kind = entry(source.dataset).reader
    return "" if kind == ARRAYS else kind


def choose_columns(
    columns: tuple[Column, ...], choices: ImportChoices, name: str
) -> tuple[Column, ...]:
    """Return the columns of a file as the user wants them.

    Parameters
    ----------
    name
        The file's name, for messages.

    Raises
    ------
    UserError
        There is no such column, or a word is none of those allowed.
    """
    types = dict(choices.types or {})
    asked = {*choices.targets, *choices.features, *choices.ignored, *types}
    there = [column.name for column in columns]
    for column in sorted(asked):
        if column not in there:
            text = N_("{name} has no column {got}; it has {known}.")
            known = ", ".join(there) or Text(N_("none"))
            raise UserError(Text(text, name=name, got=repr(column), known=known))
    for words, allowed in (
        (types.values(), COLUMN_TYPES),
        ([choices.missing or MISSING[0]], MISSING),
        ([choices.categories or ENCODINGS[0]], ENCODINGS),
    ):
        for word in words:
            if word not in allowed:
                text = N_("A column got {got}; it expects one of: {choices}.")
                raise UserError(Text(text, got=repr(word), choices=", ".join(allowed)))
    return tuple(_chosen(column, choices, types) for column in columns)


def _chosen(column: Column, choices: ImportChoices, types: Mapping[str, str]) -> Column:
    name, role = column.name, column.role
    if choices.targets:
        role = "target" if name in choices.targets else "feature" if role == "target" else role
    if choices.features and role in ("feature", "ignored"):
        role = "feature" if name in choices.features else "ignored"
    if name in choices.ignored:
        role = "ignored"
    kind = types.get(name, column.type)
    categories = column.categories if kind == column.type else ()
    return replace(
        column,
        role=role,
        type=kind,
        categories=categories,
        missing=choices.missing or column.missing,
        encoding=choices.categories or column.encoding,
    )


def describe(path: Path, imported: Imported) -> dict[str, object]:
    """Return what a file is, as JSON values.

    ``kind``, ``rows`` (samples), ``splits`` (samples by part, as the file divides them; ``all``
    where it does not), ``shape`` of a sample, ``features`` (name, type, missing), ``target`` (name,
    task, and the samples of each of its ``classes`` or the ``mean``; ``targets`` where there are
    several), ``ignored`` columns, ``characters`` and ``vocabulary`` of a text, ``skipped`` (file, reason), ``warnings``.
    """
    source, data = imported.source, imported.data
    info, findings = data.info, data.findings
    missing = findings.missing or (0,) * len(findings.columns)
    targets = _targets(data)
    found: dict[str, object] = {
        "file": path.name,
        "kind": source.dataset,
        "rows": data.count,
        "splits": _splits(data),
        "shape": list(info.signature.raw_shape or info.signature.input_shape),
        "features": [
            {"name": column.name, "type": column.type, "missing": count}
            for column, count in zip(findings.columns, missing, strict=True)
            if column.role == "feature"
        ],
        "target": targets[0],
        "ignored": [column.name for column in findings.columns if column.role == "ignored"],
    }
    if len(targets) > 1:
        found["targets"] = targets
    if info.signature.tokens:
        vocabulary = next(c.categories for c in findings.columns if c.type == "text")
        found |= {"characters": findings.characters, "vocabulary": len(vocabulary)}
    found["options"] = info.options.values()
    found["skipped"] = [{"file": s.name, "reason": str(s.reason)} for s in findings.skipped]
    found["warnings"] = [str(warning) for warning in findings.warnings]
    return found


def _splits(data: Dataset) -> dict[str, int]:
    info, parts = data.info, data.findings.parts
    if parts is not None:
        counts = np.bincount(parts, minlength=len(PARTS)).tolist()
        return {name: count for name, count in zip(PARTS, counts, strict=True) if count}
    if info.test_count:
        return {"train": info.train_count, "test": info.test_count}
    return {"all": info.train_count}


def _targets(data: Dataset) -> list[dict[str, object]]:
    """Return what is known of each target in all samples."""
    signature = data.info.signature
    y = data.labels(np.arange(data.count))
    found: list[dict[str, object]] = []
    for number, target in enumerate(signature.all_targets):
        values = target_values(y, signature, number)
        one: dict[str, object] = {"name": target.name, "task": target.task}
        if size_of(target.shape) > 1:
            one["shape"] = list(target.shape)
        if (target.task == "classification" and not signature.tokens) or target.shape == ():
            counts = np.bincount(values[values != IGNORED].ravel(), minlength=len(target.classes))
            one["classes"] = dict(zip(target.classes, counts.tolist(), strict=True))
        elif target.task == "regression":
            mean = float(values.mean(dtype=np.float64)) if values.size else math.nan
            one["mean"] = mean if math.isfinite(mean) else None
        found.append(one)
    return found


def _options(known: Reader, values: Mapping[str, Option]) -> Settings:
    declared = known.options.params()
    for key in values:
        if key not in declared:
            text = N_("The reader {name} has no option {got}; it has {known}.")
            names = ", ".join(declared) or Text(N_("none"))
            raise UserError(Text(text, name=known.name, got=repr(key), known=names))
    settings: Settings = known.options().with_values(**values)
    return settings
