"""IDX files, as MNIST came: pictures in one, their labels in another, packed with gzip or not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import cast

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.settings import Settings, param
from nnstudio.core.text import N_, Text
from nnstudio.data.dataset import Dataset, DatasetInfo
from nnstudio.data.readers.array_columns import ArraySamples, Columns, columns_of
from nnstudio.data.readers.array_dataset import (
    array_dataset,
    feature_names,
    require_counts,
    require_shape,
)
from nnstudio.data.readers.array_outline import array_outline, card_of_arrays
from nnstudio.data.readers.array_samples import (
    SampleForm,
    plain_numbers,
    sample_form,
    samples_of,
)
from nnstudio.data.readers.folder_search import shown
from nnstudio.data.readers.idx_file import IdxFile, open_idx, read_idx
from nnstudio.data.readers.idx_set import IdxSet, idx_set, looks_like_idx
from nnstudio.data.readers.reader import Outline, Progress, Reader, unheard
from nnstudio.graph.data_plan import Column, DataSource
from nnstudio.graph.signature import Signature

HEAD = 1_000
FORMS = {2: "table", 3: "pictures", 4: "pictures"}
LABELS = "label"


@dataclass(frozen=True)
class IdxOptions(Settings):
    """How IDX files are read."""

    name = "idx"
    label = N_("IDX files")

    turned: str = param(
        "automatic",
        choices=("automatic", "no", "yes"),
        label=N_("Exchange rows and columns"),
        help=N_("Turns pictures upright that are stored column by column, as those of EMNIST are."),
    )
    low: float = param(
        0.0,
        label=N_("Black"),
        help=N_("The number that is black in pictures; black and white both 0: found out."),
        advanced=True,
    )
    high: float = param(
        0.0,
        label=N_("White"),
        help=N_("The number that is white in pictures; black and white both 0: found out."),
        advanced=True,
    )
    validation: str = param(
        "automatic",
        choices=("automatic", "no", "yes"),
        label=N_("Files for validation"),
        help=N_("Whether files called validation hold the samples for validation."),
        advanced=True,
    )


class IdxReader(Reader):
    """Reads the files of a set together: whichever of them is chosen, the others are found."""

    name = "idx"
    label = N_("IDX (MNIST's own files)")
    order = 3
    patterns = ("*-ubyte", "*-ubyte.gz", "*.idx*", "*idx?-*")
    options = IdxOptions

    def suits(self, path: Path) -> float:
        if path.is_dir():
            try:
                return 0.95 if any(looks_like_idx(p.name) for p in path.iterdir()) else 0.0
            except OSError:
                return 0.0
        if looks_like_idx(path.name):
            return 0.95
        if path.suffix and path.suffix.lower() not in (".gz", ".bin", ".dat"):
            return 0.0
        try:
            open_idx(path)
        except UserError:
            return 0.0
        return 0.9

    def outline(self, path: Path, options: Settings, columns: tuple[Column, ...] = ()) -> Outline:
        files, own, warnings = _decided(idx_set(path), _own(options))
        form, parts, own = _read(files, own, unheard)
        known = [part for part in parts if part is not None]
        made = _columns(files, known, form, columns)
        count = sum(len(part.x) for part in known)
        return array_outline(own, form, made, known[0], count, True, warnings)

    def read(self, source: DataSource, options: Settings, progress: Progress = unheard) -> Dataset:
        assert source.file is not None, "IDX files are files"
        files, own, warnings = _decided(idx_set(Path(source.file.path)), _own(options))
        form, parts, own = _read(files, own, progress)
        known = [part for part in parts if part is not None]
        made = _columns(files, known, form, source.columns)
        fitted = replace(source, columns=made.columns)

        def card_of(signature: Signature, counts: tuple[int, int]) -> DatasetInfo:
            return self.card(fitted, own, signature, counts)

        data = array_dataset(parts, form, made, card_of, warnings)
        progress(1.0)
        return data

    def samples(self, path: Path, source: DataSource, options: Settings) -> Array:
        own = _own(options)
        file = open_idx(path) if path.is_file() else _first(idx_set(path).samples)
        x = read_idx(file)
        form = _form(file, x, own)
        return _arranged(x, form, own.turned == "yes", file.name)

    def card(
        self, source: DataSource, options: Settings, signature: Signature, counts: tuple[int, int]
    ) -> DatasetInfo:
        own = _own(options)
        form = SampleForm("pictures" if own.low < own.high else "table", "", own.low, own.high)
        summary = N_("Your own IDX files.")
        divided = own.validation == "yes"
        return card_of_arrays(source, options, signature, counts, form, summary, divided)


def _own(options: Settings) -> IdxOptions:
    return cast(IdxOptions, options)


def _first(files: tuple[IdxFile | None, ...]) -> IdxFile:
    return next(file for file in files if file is not None)


def _decided(files: IdxSet, options: IdxOptions) -> tuple[IdxSet, IdxOptions, list[Text]]:
    """Return the files that are used, how, and what is to be said of it."""
    warnings: list[Text] = []
    samples = list(files.samples)
    for n, file in enumerate(samples):
        if file is not None and files.labels[n] is None:
            if n == 0 or samples[0] is None:
                text = N_(
                    "{name} has no labels: a file such as {expected} should lie beside it. Put it "
                    "there, or choose another set."
                )
                expected = shown(file.path.name).replace("images", "labels").replace("idx3", "idx1")
                raise UserError(Text(text, name=file.name, expected=expected))
            text = N_("{name} is left out: it has no labels.")
            warnings.append(Text(text, name=file.name))
            samples[n] = None
    if samples[0] is None:  # then what there is will be divided like any other data
        place = next(n for n, file in enumerate(samples) if file is not None)
        text = N_("There is no file of training pictures; {name} is divided instead.")
        warnings.append(Text(text, name=_first(tuple(samples)).name))
        files = IdxSet((samples[place], None, None), (files.labels[place], None, None), files.name)
    else:
        files = replace(files, samples=tuple(samples))
    if options.validation == "no":
        files = replace(files, samples=(files.samples[0], None, files.samples[2]))
    validation = "yes" if files.samples[1] is not None else "no"
    turned = options.turned
    if turned == "automatic":
        turned = "yes" if "emnist" in files.name else "no"
    return files, options.with_values(validation=validation, turned=turned), warnings


def _read(
    files: IdxSet, options: IdxOptions, progress: Progress
) -> tuple[SampleForm, list[ArraySamples | None], IdxOptions]:
    parts: list[ArraySamples | None] = []
    form: SampleForm | None = None
    for n, (file, labels) in enumerate(zip(files.samples, files.labels, strict=True)):
        if file is None or labels is None:
            parts.append(None)
            continue
        require_counts(file.shape[0], labels.shape[0], (file.name, labels.name))
        x = read_idx(file, partial(_tell, progress, n))
        form = form or _form(file, x, options)
        x = _arranged(x, form, options.turned == "yes", file.name)
        if parts and parts[0] is not None:
            require_shape(x, parts[0].x.shape[1:], file.name)
        parts.append(ArraySamples(x, _labels(read_idx(labels))))
    assert form is not None, "there are samples to learn from"
    return form, parts, options.with_values(low=form.low, high=form.high)


def _form(file: IdxFile, x: Array, options: IdxOptions) -> SampleForm:
    dimensions = len(file.shape)
    if dimensions not in FORMS:
        text = N_("{name} has {got} dimensions; samples need 2 (features), 3 or 4 (pictures).")
        raise UserError(Text(text, name=file.name, got=dimensions))
    limits = options.low, options.high
    return sample_form(file.shape, x[:HEAD], None, FORMS[dimensions], "automatic", limits)


def _arranged(x: Array, form: SampleForm, turned: bool, name: str) -> Array:
    x = samples_of(plain_numbers(x, name), form)
    return np.swapaxes(x, 1, 2) if turned and x.ndim > 2 else x


def _labels(y: Array) -> Array:
    """Return one label a sample; QMNIST writes others behind it."""
    hot = y.ndim == 2 and y.dtype == np.uint8 and bool((y.sum(axis=1) == 1).all())
    return y if y.ndim == 1 or hot else y.reshape(len(y), -1)[:, 0]


def _columns(
    files: IdxSet, parts: list[ArraySamples], form: SampleForm, given: tuple[Column, ...]
) -> Columns:
    table = form.form == "table"
    features = feature_names(parts[0].x.shape[1]) if table else ()
    return columns_of(
        parts, table=table, features=features, target=LABELS, names=(), given=given, steps=0
    )


def _tell(progress: Progress, part: int, share: float) -> None:
    progress((part + share) / 3)
