"""Pictures: a folder for each class, with or without folders for training and test around them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.memory import memory_text
from nnstudio.core.settings import Settings
from nnstudio.core.shapes import shape_text, size_of
from nnstudio.core.text import N_, Text
from nnstudio.data.dataset import Dataset, DatasetInfo, Findings, RawSamples, Skipped
from nnstudio.data.readers.class_folders import (
    TEST,
    FoundFiles,
    files_to_predict,
    find_files,
    share_of,
    spread,
)
from nnstudio.data.readers.file_card import card_of_files
from nnstudio.data.readers.folder_words import class_column, with_classes
from nnstudio.data.readers.new_cases import NewCases
from nnstudio.data.readers.picture_choice import (
    MOST_LOOKED_INTO,
    MOST_SHOWN,
    decide,
    form_of,
)
from nnstudio.data.readers.picture_labels import with_labels
from nnstudio.data.readers.picture_options import PictureOptions
from nnstudio.data.readers.picture_samples import (
    PictureForm,
    look_at_picture,
    quiet,
    read_sample,
    read_samples,
)
from nnstudio.data.readers.reader import Outline, Progress, Reader, unheard
from nnstudio.data.readers.room import most_bytes
from nnstudio.graph.data_plan import Column, DataSource
from nnstudio.graph.signature import Signature

SUFFIXES = (
    ".png",
    ".jpg",
    ".jpeg",
    ".jpe",
    ".jfif",
    ".bmp",
    ".dib",
    ".webp",
    ".gif",
    ".tif",
    ".tiff",
)


class PictureReader(Reader):
    """Reads PNG, JPEG, BMP, WebP, GIF and TIFF files; the folder a picture is in names its class."""

    name = "images"
    label = N_("Pictures")
    order = 2
    patterns = tuple(f"*{suffix}" for suffix in SUFFIXES)
    options = PictureOptions

    def suits(self, path: Path) -> float:
        if not path.is_dir():
            return 0.8 if path.suffix.lower() in SUFFIXES else 0.0
        share, deep = share_of(path, SUFFIXES)
        return share * (0.9 if deep else 0.6)

    def outline(self, path: Path, options: Settings, columns: tuple[Column, ...] = ()) -> Outline:
        with quiet():
            found, labelled = _find(path, _own(options))
            files, classes, warnings = with_classes(found, columns)
            decided, more, skipped = decide(files, _own(options))
            form = form_of(decided)
            shown: list[tuple[Array, str]] = []
            budget = MOST_LOOKED_INTO
            for file in spread(files, MOST_SHOWN):
                if budget <= 0 or file.name in {each.name for each in skipped}:
                    continue
                try:
                    look = look_at_picture(file.path, closely=False)
                    shown.append((read_sample(file.path, form), file.label))
                except UserError as error:
                    skipped.append(Skipped(file.name, error.text))
                    continue
                budget -= look.height * look.width
        if not shown:
            raise _nothing_readable(path, skipped)
        return Outline(
            decided.with_values(division=found.division),
            (class_column(classes),),
            pictures=tuple(sample for sample, _ in shown),
            captions=tuple(label for _, label in shown),
            samples=len(files) - len(skipped),
            skipped=(*found.skipped, *skipped),
            warnings=(*labelled, *warnings, *more),
        )

    def read(self, source: DataSource, options: Settings, progress: Progress = unheard) -> Dataset:
        assert source.file is not None, "pictures lie in a folder"
        path = Path(source.file.path)
        with quiet():
            found, labelled = _find(path, _own(options), progress)
            files, classes, warnings = with_classes(found, source.columns)
            decided, more, _ = decide(files, _own(options))
            form = form_of(decided)
            _require_room(path.name, len(files), form)
            x = _room(path.name, len(files), form)
            failed = read_samples([file.path for file in files], form, x, progress)
        skipped = [Skipped(files[place].name, reason) for place, reason in sorted(failed.items())]
        if len(failed) == len(files):
            raise _nothing_readable(path, skipped)
        files = [file for place, file in enumerate(files) if place not in failed]
        x = _without(x, failed)
        numbers = {label: number for number, label in enumerate(classes)}
        y = np.array([numbers[file.label] for file in files], np.int64)
        for empty in np.flatnonzero(np.bincount(y, minlength=len(classes)) == 0).tolist():
            text = N_("The class {name} has no picture that can be read.")
            more.append(Text(text, name=classes[empty]))
        decided = decided.with_values(division=found.division)
        parts = np.array([file.part for file in files], np.int8)
        border = int((parts != TEST).sum())
        if border == 0:
            raise _nothing_readable(path, skipped)

        def read(split: str) -> RawSamples:
            part = slice(border) if split == "train" else slice(border, None)
            return x[part], y[part]

        signature = Signature(
            (*form.shape, 1) if form.grey else form.shape,
            classes=tuple(classes),
            raw_shape=form.shape,
            target_name="class",
        )
        counts = border, len(files) - border
        findings = Findings(
            (class_column(classes),),
            parts=parts if found.division == "parts" else None,
            names=tuple(file.name for file in files),
            skipped=(*found.skipped, *skipped),
            warnings=(*labelled, *warnings, *more),
        )
        progress(1.0)
        return Dataset(self.card(source, decided, signature, counts), read, findings)

    def samples(self, path: Path, source: DataSource, options: Settings) -> Array:
        return self.cases(path, source, options).x

    def cases(self, path: Path, source: DataSource, options: Settings) -> NewCases:
        """Return pictures with the names of their files."""
        with quiet():
            files = files_to_predict(path, SUFFIXES)
            if not files:
                raise _no_pictures(path)
            decided, _, _ = decide(files, _own(options))
            form = form_of(decided)
            _require_room(path.name, len(files), form)
            x = _room(path.name, len(files), form)
            failed = read_samples([file.path for file in files], form, x, unheard)
        for place, reason in sorted(failed.items()):
            text = N_(
                "{name} cannot be read as a picture: {reason}. Leave it out or save it again."
            )
            raise UserError(Text(text, name=files[place].name, reason=reason))
        return NewCases(x, ("file",), (tuple(file.name for file in files),))

    def card(
        self, source: DataSource, options: Settings, signature: Signature, counts: tuple[int, int]
    ) -> DatasetInfo:
        return card_of_files(
            source,
            options,
            signature,
            counts,
            kind="image",
            summary=N_("Pictures of your own, in a folder for each class."),
            scaling="unit",
            value_range=(0.0, 255.0),
            parts=_own(options).division == "parts",
        )


def _own(options: Settings) -> PictureOptions:
    return cast(PictureOptions, options)


def _find(
    path: Path, options: PictureOptions, progress: Progress = unheard
) -> tuple[FoundFiles, list[Text]]:
    """Return the pictures with their classes, and what is to be said of these."""
    if not path.is_dir():
        text = N_(
            "{name} is a single picture. Choose the folder that has a folder of pictures for each "
            "class."
        )
        raise UserError(Text(text, name=path.name))
    found = find_files(path, SUFFIXES, options.division, progress)
    if not found.files:
        raise _no_pictures(path)
    told: list[Text] = []
    if not found.classes:
        found, told = with_labels(found, path)
    if not found.classes:
        text = N_(
            "The {count} pictures in {name} are in no folders of classes. Put those of each class "
            "into a folder of their own, which names the class; or put a table with their names "
            "and classes (labels.csv) beside them."
        )
        raise UserError(Text(text, count=len(found.files), name=path.name))
    return found, told


def _no_pictures(path: Path) -> UserError:
    text = N_(
        "There is no picture in {name}. Choose a folder that has a folder of pictures (PNG, JPEG, "
        "BMP, WebP, GIF or TIFF) for each class."
    )
    return UserError(Text(text, name=path.name))


def _nothing_readable(path: Path, skipped: Sequence[Skipped]) -> UserError:
    text = N_(
        "No picture in {name} can be read; the first, {first}: {reason}. Choose another folder."
    )
    first = skipped[0]
    return UserError(Text(text, name=path.name, first=first.name, reason=first.reason))


def _require_room(name: str, count: int, form: PictureForm) -> None:
    needed, most = count * size_of(form.shape), most_bytes()
    if needed <= most:
        return
    factor = math.sqrt(most / needed)
    fitting = max(1, int(form.height * factor)), max(1, int(form.width * factor))
    text = N_(
        "The {count} pictures in {name} take {needed} at {size} pixels; here is room for {most}. "
        "Read them at {fitting} pixels at most."
    )
    raise UserError(
        Text(
            text,
            count=count,
            name=name,
            needed=memory_text(needed),
            size=shape_text((form.height, form.width)),
            most=memory_text(most),
            fitting=shape_text(fitting),
        )
    )


def _room(name: str, count: int, form: PictureForm) -> Array:
    try:
        return np.zeros((count, *form.shape), np.uint8)
    except MemoryError:
        text = N_(
            "There is not enough memory for the {count} pictures in {name}. Read them smaller."
        )
        raise UserError(Text(text, count=count, name=name)) from None


def _without(x: Array, failed: dict[int, Text]) -> Array:
    """Return the samples without those that failed; they move up in place, for there may be many."""
    if not failed:
        return x
    kept = 0
    for place in range(len(x)):
        if place not in failed:
            if kept != place:
                x[kept] = x[place]
            kept += 1
    return x[:kept]
