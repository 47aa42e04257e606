"""Sound: WAV files in a folder for each class, or with the class in their names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.settings import Settings
from nnstudio.core.text import N_, Text
from nnstudio.data.dataset import Dataset, DatasetInfo, Findings, RawSamples, Skipped
from nnstudio.data.readers.class_folders import (
    TEST,
    FoundFile,
    files_to_predict,
    find_files,
    share_of,
    spread,
)
from nnstudio.data.readers.file_card import card_of_files
from nnstudio.data.readers.folder_words import class_column, with_classes
from nnstudio.data.readers.new_cases import NewCases
from nnstudio.data.readers.reader import Outline, Progress, Reader, unheard
from nnstudio.data.readers.sound_options import SoundOptions
from nnstudio.data.readers.sound_samples import decide, form_of, named, read_sound, room_for
from nnstudio.data.readers.spectrogram import FLOOR
from nnstudio.graph.data_plan import Column, DataSource
from nnstudio.graph.signature import Signature

SUFFIXES = (".wav", ".wave")
MOST_SHOWN = 24


class SoundReader(Reader):
    """Reads WAV files (PCM) as spectrograms or as they are."""

    name = "sound"
    label = N_("Sound")
    order = 7
    patterns = ("*.wav", "*.wave")
    options = SoundOptions

    def suits(self, path: Path) -> float:
        if not path.is_dir():
            return 0.8 if path.suffix.lower() in SUFFIXES else 0.0
        share, _ = share_of(path, SUFFIXES)
        return share * 0.9

    def outline(self, path: Path, options: Settings, columns: tuple[Column, ...] = ()) -> Outline:
        files, classes, own, warnings, unseen = _found(path, _own(options), columns, unheard)
        own, more, skipped = decide(files, own)
        shown: list[tuple[Array, str]] = []
        broken = {each.name for each in skipped}
        for file in spread(files, MOST_SHOWN):
            if file.name in broken or not own.rate:
                continue
            try:
                shown.append((read_sound(file.path, form_of(own)), file.label))
            except UserError as error:
                skipped.append(Skipped(file.name, error.text))
        if not shown:
            raise _nothing_readable(path, skipped)
        spectrogram = own.representation == "spectrogram"
        return Outline(
            own,
            (class_column(classes),),
            pictures=tuple(_picture(sample) for sample, _ in shown) if spectrogram else (),
            captions=tuple(label for _, label in shown) if spectrogram else (),
            samples=len(files) - len(skipped),
            skipped=(*unseen, *skipped),
            warnings=(*warnings, *more),
        )

    def read(self, source: DataSource, options: Settings, progress: Progress = unheard) -> Dataset:
        assert source.file is not None, "sounds lie in a folder"
        path = Path(source.file.path)
        files, classes, own, warnings, unseen = _found(
            path, _own(options), source.columns, progress
        )
        own, more, skipped = decide(files, own)
        if not own.rate:
            raise _nothing_readable(path, skipped)
        form = form_of(own)
        x = room_for(len(files), form, path.name)
        skipped = []
        kept: list[FoundFile] = []
        for place, file in enumerate(files):
            try:
                x[len(kept)] = read_sound(file.path, form)
                kept.append(file)
            except UserError as error:
                skipped.append(Skipped(file.name, error.text))
            progress(place / len(files))
        border = sum(file.part != TEST for file in kept)
        if border == 0:
            raise _nothing_readable(path, skipped)
        x = x[: len(kept)]
        numbers = {label: number for number, label in enumerate(classes)}
        y = np.array([numbers[file.label] for file in kept], np.int64)
        for empty in np.flatnonzero(np.bincount(y, minlength=len(classes)) == 0).tolist():
            text = N_("The class {name} has no sound that can be read.")
            more.append(Text(text, name=classes[empty]))

        def read(split: str) -> RawSamples:
            part = slice(border) if split == "train" else slice(border, None)
            return x[part], y[part]

        shape = form.shape
        signature = Signature(
            shape if form.raw else (*shape, 1),
            classes=tuple(classes),
            raw_shape=shape,
            target_name="class",
        )
        parts = np.array([file.part for file in kept], np.int8)
        findings = Findings(
            (class_column(classes),),
            parts=parts if own.division == "parts" else None,
            names=tuple(file.name for file in kept),
            skipped=(*unseen, *skipped),
            warnings=(*warnings, *more),
        )
        progress(1.0)
        return Dataset(
            self.card(source, own, signature, (border, len(kept) - border)), read, findings
        )

    def samples(self, path: Path, source: DataSource, options: Settings) -> Array:
        return self.cases(path, source, options).x

    def cases(self, path: Path, source: DataSource, options: Settings) -> NewCases:
        """Return recordings with the names of their files."""
        files = files_to_predict(path, SUFFIXES)
        if not files:
            raise _no_sound(path)
        own, _, skipped = decide(files, _own(options))
        if not own.rate:
            raise _nothing_readable(path, skipped)
        form = form_of(own)
        x = room_for(len(files), form, path.name)
        for place, file in enumerate(files):
            try:
                x[place] = read_sound(file.path, form)
            except UserError as error:
                text = N_(
                    "{name} cannot be read as sound: {reason}. Leave it out or save it again."
                )
                raise UserError(Text(text, name=file.name, reason=error.text)) from None
        return NewCases(x, ("file",), (tuple(file.name for file in files),))

    def card(
        self, source: DataSource, options: Settings, signature: Signature, counts: tuple[int, int]
    ) -> DatasetInfo:
        own = _own(options)
        return card_of_files(
            source,
            options,
            signature,
            counts,
            kind="sound" if own.representation == "spectrogram" else "series",
            summary=N_("Recordings of your own."),
            scaling="standard",
            parts=own.division == "parts",
        )


def _own(options: Settings) -> SoundOptions:
    return cast(SoundOptions, options)


def _found(
    path: Path, options: SoundOptions, columns: Sequence[Column], progress: Progress
) -> tuple[list[FoundFile], list[str], SoundOptions, list[Text], tuple[Skipped, ...]]:
    """Return the files with their classes, and the options with what names these."""
    if not path.is_dir():
        text = N_("{name} is a single sound. Choose the folder that has all of them.")
        raise UserError(Text(text, name=path.name))
    found = find_files(path, SUFFIXES, options.division, progress)
    if not found.files:
        raise _no_sound(path)
    found, naming = named(found, options.naming, path.name)
    files, classes, warnings = with_classes(found, columns)
    own = options.with_values(naming=naming, division=found.division)
    return files, classes, own, warnings, found.skipped


def _picture(spectrogram: Array) -> Array:
    """Return a spectrogram as it is usually drawn: time to the right, pitch upwards, uint8."""
    share = np.clip((spectrogram - FLOOR) / -FLOOR, 0.0, 1.0)
    return np.ascontiguousarray(np.rint(share * 255).astype(np.uint8).T[::-1])


def _no_sound(path: Path) -> UserError:
    text = N_(
        "There is no WAV file in {name}. Choose a folder that has a folder of WAV files for each "
        "class; other formats must be saved as WAV first."
    )
    return UserError(Text(text, name=path.name))


def _nothing_readable(path: Path, skipped: Sequence[Skipped]) -> UserError:
    text = N_(
        "No sound in {name} can be read; the first, {first}: {reason}. Choose another folder."
    )
    first = skipped[0]
    return UserError(Text(text, name=path.name, first=first.name, reason=first.reason))
